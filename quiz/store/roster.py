"""What the decks yield, kept beside the standings, so that a day's queue is read from indexes.

The functions take a connection; `Progress` wraps them in transactions and errors. A card is in
the roster while its deck yields it; with its deck's edit it may leave and sleeps with its history.
"""

from __future__ import annotations

import hashlib
import heapq
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quiz.core.lineage import resolved
from quiz.core.session import Queue, Waiting, arranged

_FRESH = (
    "NOT EXISTS (SELECT 1 FROM standing s WHERE s.card = roster.card "
    "AND (s.phase IS NOT NULL OR s.suspended = 1))"
)
_CHANGED = (
    "EXISTS (SELECT 1 FROM standing s WHERE s.card = roster.card AND s.phase IS NOT NULL "
    "AND s.answer_key <> '' AND roster.answer_key <> '' AND s.answer_key <> roster.answer_key)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A card as its deck yields it now: its id, the digest of its answer, and its wording."""

    card: str
    answer_key: str = ""
    wording: str = ""


def digest(places: Sequence[Place], was: Mapping[str, str]) -> str:
    """What changes whenever a deck yields something else."""
    said = "\0".join(f"{p.card}\1{p.answer_key}\1{p.wording}" for p in places)
    said += "\2" + "\0".join(f"{old}\1{card}" for old, card in sorted(was.items()))
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def is_enrolled(db: sqlite3.Connection, deck: str, mark: str) -> bool:
    """Whether the roster holds the deck as this digest says."""
    row = db.execute("SELECT digest FROM enrolled WHERE deck = ?", (deck,)).fetchone()
    return row is not None and row[0] == mark


def enrolled(db: sqlite3.Connection, deck: str) -> int:
    """How many cards the deck yields as far as this file was told."""
    row = db.execute("SELECT cards FROM enrolled WHERE deck = ?", (deck,)).fetchone()
    return int(row[0]) if row else 0


def asleep(db: sqlite3.Connection, deck: str) -> dict[str, str]:
    """The cards with a history that a deck no longer yields, each as it was last worded."""
    rows = db.execute(
        "SELECT w.card, w.text FROM wording w JOIN standing s ON s.card = w.card "
        "WHERE w.card >= ?1 || '/' AND w.card < ?1 || '0' AND s.phase IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM roster r WHERE r.card = w.card)",
        (deck,),
    )
    return dict(rows.fetchall())


def enrol(
    db: sqlite3.Connection, deck: str, places: Sequence[Place], was: Mapping[str, str], mark: str
) -> None:
    """Put what a deck yields into the roster, in place of what it yielded before."""
    db.execute("DELETE FROM roster WHERE deck = ?", (deck,))
    db.executemany(
        "INSERT OR REPLACE INTO roster VALUES (?, ?, ?, ?, 0, 0)",
        ((p.card, deck, n, p.answer_key) for n, p in enumerate(places)),
    )
    db.executemany(
        "INSERT INTO wording VALUES (?, ?) ON CONFLICT (card) DO UPDATE SET text = excluded.text "
        "WHERE text <> excluded.text",
        ((p.card, p.wording) for p in places if p.wording),
    )
    db.execute("DELETE FROM alias WHERE deck = ?", (deck,))
    db.executemany("INSERT INTO alias VALUES (?, ?, ?)", ((o, deck, c) for o, c in was.items()))
    mark_deck(db, deck)
    db.execute("INSERT OR REPLACE INTO enrolled VALUES (?, ?, ?)", (deck, mark, len(places)))


def mark_deck(db: sqlite3.Connection, deck: str | None = None) -> None:
    """Say anew which cards are fresh and which ask for another answer, of one deck or of all."""
    where = "" if deck is None else " WHERE deck = ?"
    db.execute(
        f"UPDATE roster SET fresh = {_FRESH}, changed = {_CHANGED}{where}",
        () if deck is None else (deck,),
    )


def mark_card(db: sqlite3.Connection, card: str) -> None:
    """The same for one card."""
    db.execute(f"UPDATE roster SET fresh = {_FRESH}, changed = {_CHANGED} WHERE card = ?", (card,))


def aliases(db: sqlite3.Connection) -> dict[str, str]:
    """Earlier ids of cards, each with the id of today; a relink goes before a deck's `was`."""
    told = {
        old: card
        for old, card, _ in db.execute("SELECT old, card, deck FROM alias ORDER BY deck DESC")
    }
    return resolved(told)


def queue(db: sqlite3.Connection, decks: Sequence[str], day: int, new_per_day: int) -> Queue:
    """As `core.session.queue` over all cards of some decks; only the rows of today are read."""
    found = _bearing(db, day)
    cards = (card for deck in decks for card in found.get(deck, {}).values())
    fresh = heapq.merge(*(_fresh(db, deck, day, n) for n, deck in enumerate(decks)))
    return arranged(cards, day, (card for _, _, card in fresh), new_per_day)


def queues(
    db: sqlite3.Connection, decks: Sequence[str], day: int, new_per_day: int
) -> dict[str, Queue]:
    """As `queue` for each of some decks alone; the rows of today are read once."""
    found = _bearing(db, day)
    return {
        deck: arranged(
            found.get(deck, {}).values(),
            day,
            (c for *_, c in _fresh(db, deck, day, 0)),
            new_per_day,
        )
        for deck in decks
    }


def _bearing(db: sqlite3.Connection, day: int) -> dict[str, dict[str, Waiting]]:
    """By deck and id, the cards that are due on a day, were seen on it, or ask otherwise."""
    columns = "s.card, s.due_day, s.due_at, s.buried_day, s.seen_day, s.first_day"
    found: dict[str, dict[str, Waiting]] = defaultdict(dict)
    for deck, changed, *row in db.execute(
        f"SELECT r.deck, r.changed, {columns} FROM standing s INDEXED BY standing_due "
        "JOIN roster r ON r.card = s.card "
        "WHERE s.phase IS NOT NULL AND s.suspended = 0 AND s.due_day <= ?",
        (day,),
    ):
        found[deck][row[0]] = Waiting._make((*row, False, bool(changed)))
    seen = (
        "standing s INDEXED BY standing_seen JOIN roster r ON r.card = s.card WHERE s.seen_day >= ?"
    )
    altered = (
        "roster r INDEXED BY roster_changed JOIN standing s ON s.card = r.card "
        "WHERE r.changed = 1 AND s.phase IS NOT NULL AND ? > 0"
    )
    for source in (seen, altered):
        for deck, changed, off, phase, *row in db.execute(
            f"SELECT r.deck, r.changed, s.suspended, s.phase, {columns} FROM {source}", (day,)
        ):
            if phase is None:
                row[1] = row[5] = None
            found[deck][row[0]] = Waiting._make((*row, bool(off), bool(changed)))
    return found


def _fresh(
    db: sqlite3.Connection, deck: str, day: int, number: int
) -> Iterator[tuple[int, int, str]]:
    """The new cards of a deck that are not put off today, in its order; read as they are used."""
    rows = db.execute(
        "SELECT r.place, r.card FROM roster r INDEXED BY roster_fresh "
        "LEFT JOIN standing s ON s.card = r.card "
        "WHERE r.deck = ? AND r.fresh = 1 AND coalesce(s.buried_day, 0) <> ? ORDER BY r.place",
        (deck, day),
    )
    for place, card in rows:
        yield place, number, card
