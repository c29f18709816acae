-- Progress: an append-only log of events, and a cache that a replay of it gives.
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
    PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX events_by_card ON events (card, at) WHERE card <> '';
CREATE INDEX events_by_day ON events (study_day, kind);
CREATE INDEX events_settings ON events (at) WHERE kind = 'settings';

CREATE TABLE standing (                   -- the cache, one row a card that has events
    card       TEXT    PRIMARY KEY,
    stability  REAL,
    difficulty REAL,
    phase      INTEGER,
    step       INTEGER,
    first_day  INTEGER,
    last_day   INTEGER,
    last_at    INTEGER,
    due_day    INTEGER,
    due_at     INTEGER,
    reps       INTEGER,
    lapses     INTEGER,
    suspended  INTEGER NOT NULL DEFAULT 0,
    flagged    INTEGER NOT NULL DEFAULT 0,
    buried_day INTEGER NOT NULL DEFAULT 0,
    seen_day   INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
