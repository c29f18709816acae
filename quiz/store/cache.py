"""The cache of the log: standings and counted reviews, kept by each event, rebuilt by a replay."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from quiz.core.events import Event, EventKind, Hour, Replayed, Standing, counted, standing_events
from quiz.core.memory import Plan
from quiz.core.rating import Rating
from quiz.store import roster
from quiz.store.rows import STANDING, UPSERT, standing_row

_RATED = ("again", "hard", "good", "easy")
_HOURS_KEPT = 20_000  # how many sums are held in memory before they are written
PERIOD = 30  # days; a deck's reviews are summed by so many
_TOLD = 20  # differences that are named one by one

Grouped = Iterable[tuple[str, list[Event]]]
"""Every card with its events."""


def _adding(table: str) -> str:
    sums = ", ".join(f"{c} = {c} + excluded.{c}" for c in (*_RATED, "took_ms"))
    return (
        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
        f"ON CONFLICT (deck, day, hour, stage) DO UPDATE SET {sums}"
    )


_ADD = _adding("tally")


def add_review(db: sqlite3.Connection, hour: Hour, rating: Rating | None, took_ms: int) -> None:
    """Count one review."""
    if rating is not None:
        n = [0, 0, 0, 0]
        n[rating.value - 1] = 1
        for key in _keys(hour):
            db.execute(_ADD, (*key, *n, took_ms))


def put(db: sqlite3.Connection, card: str, done: Replayed, sign: int = 1) -> None:
    """Write a card's standing and count its reviews; with `sign` -1 take both away."""
    db.executemany(_ADD, _sums(done.reviews, done.took, sign))
    if sign < 0:
        db.execute("DELETE FROM standing WHERE card = ?", (card,))
    else:
        db.execute(UPSERT, standing_row(card, done.standing))


def move(db: sqlite3.Connection, card: str, before: Replayed, after: Replayed) -> None:
    """Write a card's standing anew and move what its reviews count."""
    reviews = Counter(after.reviews)
    reviews.subtract(before.reviews)
    took = Counter(after.took)
    took.subtract(before.took)
    moved = {hour for (hour, _), n in reviews.items() if n} | {h for h, ms in took.items() if ms}
    db.executemany(_ADD, _sums(reviews, Counter({h: took[h] for h in moved})))
    db.execute(UPSERT, standing_row(card, after.standing))


def _sums(
    reviews: Counter[tuple[Hour, int]], took: Counter[Hour], sign: int = 1
) -> Iterator[tuple[object, ...]]:
    for hour, ms in took.items():
        n = [sign * reviews[hour, rating] for rating in (1, 2, 3, 4)]
        for key in _keys(hour):
            yield (*key, *n, sign * ms)


def _keys(hour: Hour) -> tuple[tuple[str, int, int, str], ...]:
    """The rows that a review counts in: that of all decks, and its deck's."""
    stage = hour.stage.value
    return ("", hour.day, hour.hour, stage), (hour.deck, hour.day // PERIOD * PERIOD, 0, stage)


def loads(db: sqlite3.Connection) -> Counter[int]:
    """How many cards fall due on each study day."""
    rows = db.execute(
        "SELECT due_day, count(*) FROM standing INDEXED BY standing_due "
        "WHERE phase IS NOT NULL AND suspended = 0 GROUP BY due_day"
    )
    return Counter(dict(rows))


def move_load(days: Counter[int], old: Standing, new: Standing) -> None:
    """Keep the loads true after one card has moved."""
    for standing, by in ((old, -1), (new, 1)):
        if standing.memory is not None and not standing.suspended:
            days[standing.memory.due_day] += by


def rebuild(db: sqlite3.Connection, cards: Grouped, plan: Plan) -> int:
    """Replay every card into the tables of the cache; how many there are. In a transaction."""
    db.execute("DELETE FROM standing")
    db.execute("DELETE FROM tally")
    done = _fill(db, cards, plan, "standing", "tally")
    roster.mark_deck(db)
    return done


def compare(db: sqlite3.Connection, cards: Grouped, plan: Plan) -> list[str]:
    """What a replay gives otherwise than the cache holds, one line each; nothing is changed."""
    for table in ("standing", "tally"):
        db.execute(f"DROP TABLE IF EXISTS temp.{table}_anew")
    made = dict(
        db.execute(
            "SELECT name, sql FROM main.sqlite_master WHERE name IN ('standing', 'tally')"
        ).fetchall()
    )
    for table, sql in made.items():
        db.execute(sql.replace(f"CREATE TABLE {table}", f"CREATE TEMP TABLE {table}_anew", 1))
    try:
        _fill(db, cards, plan, "temp.standing_anew", "temp.tally_anew")
        found: list[str] = []
        named = {
            "standing": ("card", "", "the standing of"),
            "tally": (
                "day || ' ' || deck",
                " WHERE again + hard + good + easy <> 0",
                "the sums of",
            ),
        }
        for table, (key, where, what) in named.items():
            one, two = f"main.{table}", f"temp.{table}_anew"
            rows = db.execute(
                f"SELECT DISTINCT {key} FROM (SELECT * FROM {one}{where} EXCEPT SELECT * FROM {two}) "
                f"UNION SELECT {key} FROM (SELECT * FROM {two} EXCEPT SELECT * FROM {one})"
            ).fetchall()
            found += [f"{what} {row[0]} is not what its events give" for row in rows[:_TOLD]]
            if len(rows) > _TOLD:
                found.append(f"… and {len(rows) - _TOLD} more of this kind")
        return found
    finally:
        for table in ("standing", "tally"):
            db.execute(f"DROP TABLE IF EXISTS temp.{table}_anew")


def _fill(db: sqlite3.Connection, cards: Grouped, plan: Plan, standing: str, tally: str) -> int:
    """Replay into tables of these names, holding no more than a part in memory."""
    insert = f"INSERT INTO {standing} ({', '.join(STANDING)}) VALUES ({', '.join('?' * len(STANDING))})"  # fmt: skip
    adding = _adding(tally)
    reviews: Counter[tuple[Hour, int]] = Counter()
    took: Counter[Hour] = Counter()
    number = 0
    for card, events in cards:
        done = counted(events, plan, card)
        db.execute(insert, standing_row(card, done.standing))
        reviews.update(done.reviews)
        took.update(done.took)
        number += 1
        if len(took) > _HOURS_KEPT:
            db.executemany(adding, _sums(reviews, took))
            reviews.clear()
            took.clear()
    db.executemany(adding, _sums(reviews, took))
    return number


def relinks(db: sqlite3.Connection, told: Iterable[Event]) -> None:
    """Take the log's relinks up as aliases; the latest of one old id holds."""
    db.execute("DELETE FROM alias WHERE deck = ''")
    for event in standing_events(told):
        if event.kind is EventKind.RELINK and event.data and event.data != event.card:
            db.execute("INSERT OR REPLACE INTO alias VALUES (?, '', ?)", (event.data, event.card))
