-- What a replay of the log gives, and what the decks yield; may be dropped and made again.
CREATE TABLE standing (                   -- one row a card that has events
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
    seen_day   INTEGER NOT NULL DEFAULT 0,
    answer_key TEXT    NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX standing_due ON standing (due_day, due_at, buried_day, seen_day, first_day) WHERE phase IS NOT NULL AND suspended = 0;
CREATE INDEX standing_seen ON standing (seen_day);
CREATE INDEX standing_leeches ON standing (lapses) WHERE lapses >= 8;

CREATE TABLE tally (                      -- reviews by day, local hour and how well known; of a deck ('' is all) by thirty days
    deck    TEXT    NOT NULL,
    day     INTEGER NOT NULL,
    hour    INTEGER NOT NULL,
    stage   TEXT    NOT NULL,
    again   INTEGER NOT NULL DEFAULT 0,
    hard    INTEGER NOT NULL DEFAULT 0,
    good    INTEGER NOT NULL DEFAULT 0,
    easy    INTEGER NOT NULL DEFAULT 0,
    took_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (deck, day, hour, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (                     -- the cards that decks yield, in their order
    card       TEXT    PRIMARY KEY,
    deck       TEXT    NOT NULL,
    place      INTEGER NOT NULL,
    answer_key TEXT    NOT NULL DEFAULT '',
    fresh      INTEGER NOT NULL,          -- never begun, not suspended
    changed    INTEGER NOT NULL           -- asked for another answer when last seen
) STRICT, WITHOUT ROWID;

CREATE INDEX roster_fresh ON roster (deck, place) WHERE fresh = 1;
CREATE INDEX roster_changed ON roster (deck) WHERE changed = 1;

CREATE TABLE wording (                    -- how a card was last worded, to find it in another dress
    card TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (                      -- earlier ids of cards, by a deck's `was` or a relink ('')
    old  TEXT NOT NULL,
    deck TEXT NOT NULL,
    card TEXT NOT NULL,
    PRIMARY KEY (old, deck)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolled (deck TEXT PRIMARY KEY, digest TEXT NOT NULL, cards INTEGER NOT NULL) STRICT, WITHOUT ROWID;
