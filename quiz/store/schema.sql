-- Progress: an append-only log of events. What a replay of it gives is in cache.sql.
CREATE TABLE events (
    device     TEXT    NOT NULL,
    seq        INTEGER NOT NULL,
    at         INTEGER NOT NULL,          -- milliseconds of the epoch, never before the device's last
    utc_offset INTEGER NOT NULL,          -- minutes
    study_day  INTEGER NOT NULL,          -- ordinal of the local day, which turns at 04:00 or as set
    kind       TEXT    NOT NULL,
    card       TEXT    NOT NULL DEFAULT '',
    rating     INTEGER,
    answer     TEXT    NOT NULL DEFAULT '',
    verdict    TEXT    NOT NULL DEFAULT '',
    answer_key TEXT    NOT NULL DEFAULT '',
    took_ms    INTEGER NOT NULL DEFAULT 0,
    due        INTEGER,                   -- as promised; never recomputed
    counts     INTEGER NOT NULL DEFAULT 1,
    target     TEXT    NOT NULL DEFAULT '',
    data       TEXT    NOT NULL DEFAULT '',
    crc        INTEGER NOT NULL,          -- of all the others
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX events_by_card ON events (card) WHERE card <> '';
CREATE INDEX events_repairs ON events (kind) WHERE kind IN ('settings', 'redate', 'relink');

CREATE TABLE forks (                      -- events whose name another event already has
    device     TEXT    NOT NULL,
    seq        INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    study_day  INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    card       TEXT    NOT NULL DEFAULT '',
    rating     INTEGER,
    answer     TEXT    NOT NULL DEFAULT '',
    verdict    TEXT    NOT NULL DEFAULT '',
    answer_key TEXT    NOT NULL DEFAULT '',
    took_ms    INTEGER NOT NULL DEFAULT 0,
    due        INTEGER,
    counts     INTEGER NOT NULL DEFAULT 1,
    target     TEXT    NOT NULL DEFAULT '',
    data       TEXT    NOT NULL DEFAULT '',
    digest     TEXT    NOT NULL,
    PRIMARY KEY (device, seq, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
