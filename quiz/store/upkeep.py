"""Inserting events, and keeping what a replay gives in step with them.

All of it happens within the transaction of the caller.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quiz.core.events import Event, EventKind, Standing, advance, counted, hour_of, replay
from quiz.store import cache, merging, roster
from quiz.store.log import Log
from quiz.store.merging import News
from quiz.store.rows import (  # fmt: skip
    INSERT,
    SELECT,
    UPSERT,
    logged_row,
    standing_of,
    standing_row,
)

PART = 500  # cards that are replayed and compared once a day
_MANY = 2000  # cards; where more are touched, replaying everything is quicker


class Upkeep:
    """Keeps the cache of an open progress file true to its log."""

    def __init__(self, db: sqlite3.Connection, log: Log) -> None:
        self._db, self._log = db, log
        self._loads: Counter[int] | None = None

    @property
    def loads(self) -> Counter[int]:
        """How many cards fall due on each study day; kept while nobody else writes."""
        if self._loads is None:
            self._loads = cache.loads(self._db)
        return self._loads

    def look(self) -> None:
        """Look again at what all else depends on: another has written, or repairs were inserted."""
        self._loads = None
        self._log.look()
        if self._log.relinks and self._db.in_transaction:
            cache.relinks(self._db, self._log.relinks)
            self._log.look_at_names()

    def standing(self, card: str) -> Standing | None:
        """What the cache says of a card, by its id of today."""
        row = self._db.execute(f"{SELECT} WHERE card = ?", (card,)).fetchone()
        return standing_of(row) if row else None

    def keep(self, event: Event) -> Event:
        """Insert an event and what follows from it; the event with what it promises."""
        card = self._log.alias.get(event.card, event.card)
        if not card or event.kind is EventKind.RELINK:
            self._keep_repair(event)
            return event
        if event.kind is EventKind.UNDO:
            self._keep_replayed(event, card)
            return event
        old = self.standing(card) or Standing()
        new = advance(old, event, self._log.plan, card, self.loads)
        memory = new.memory
        if event.kind is EventKind.REVIEW and event.counts and memory is not None:
            event = replace(event, due=memory.due)
        if self._log.comes_between(event, card):
            self._keep_replayed(event, card)
            return event
        if event.kind is EventKind.REVIEW:
            if event.counts and memory is not None:
                cache.move_load(self.loads, old, new)
            hour = hour_of(old.memory, event, card)
            cache.add_review(self._db, hour, event.rating, event.took_ms)
        elif old.memory is not memory or old.suspended != new.suspended:
            cache.move_load(self.loads, old, new)
        self._insert(event)
        self._db.execute(UPSERT, standing_row(card, new))
        if (
            (old.memory is None) != (memory is None)
            or old.suspended != new.suspended
            or old.answer_key != new.answer_key
        ):
            roster.mark_card(self._db, card)
        return event

    def absorb(self, told: News) -> None:
        """Insert what a merge brought and replay the cards that it bears on."""
        if told.repairs or len(told.ids) > _MANY:
            merging.insert(self._db, told)
            self._db.execute("DELETE FROM alias WHERE deck = ''")
            self.rebuild()
        else:
            with self.recaching(told.ids):
                merging.insert(self._db, told)

    def rebuild(self) -> int:
        """Replay everything into the cache; the number of cards with events."""
        self.look()
        return cache.rebuild(self._db, self._log.by_card(), self._log.plan)

    def mend_part(self, day: int) -> int:
        """Replay the part of the cards whose day it is; how many standings were not so and are now.

        In a transaction.
        """
        number = self._db.execute("SELECT count(*) FROM standing").fetchone()[0]
        part = day % max(1, -(-number // PART))
        rows = self._db.execute(
            f"{SELECT} ORDER BY card LIMIT ? OFFSET ?", (PART, part * PART)
        ).fetchall()
        mended = 0
        for row in rows:
            card = row[0]
            made = standing_row(card, replay(self._log.of_card(card), self._log.plan, card))
            if made != row:
                self._db.execute(UPSERT, made)
                roster.mark_card(self._db, card)
                mended += 1
        if mended:
            self._loads = None
        return mended

    def compare(self) -> list[str]:
        """Replay everything and compare: what the cache says otherwise, one line each."""
        return cache.compare(self._db, self._log.by_card(), self._log.plan)

    @contextlib.contextmanager
    def recaching(self, ids: Iterable[str]) -> Iterator[None]:
        """Around a change of the log or of aliases: the cards of these ids are replayed.

        `ids` are as events call the cards. What they counted before is taken from the sums.
        """
        told = set(ids) - {""}
        before = {self._log.alias.get(i, i) for i in told}
        for card in before:
            self._replay(card, -1)
        yield
        self.look()
        for card in before | {self._log.alias.get(i, i) for i in told}:
            if card not in self._log.alias:
                self._replay(card)
            roster.mark_card(self._db, card)

    def _replay(self, card: str, sign: int = 1) -> None:
        if events := self._log.of_card(card):
            cache.put(self._db, card, counted(events, self._log.plan, card), sign)

    def _keep_repair(self, event: Event) -> None:
        """Insert an event that changes what others mean."""
        with self.recaching([event.card, event.data] if event.card else []):
            self._insert(event)
        if event.kind is EventKind.REDATE:
            self.rebuild()

    def _keep_replayed(self, event: Event, card: str) -> None:
        """Insert an undo, or what comes before other events of its card: the card is replayed."""
        told, plan = self._log.of_card(card), self._log.plan
        before, after = counted(told, plan, card), counted([*told, event], plan, card)
        self._insert(event)
        cache.move(self._db, card, before, after)
        if self._loads is not None:
            cache.move_load(self._loads, before.standing, after.standing)
        roster.mark_card(self._db, card)

    def _insert(self, event: Event) -> None:
        self._db.execute(INSERT, logged_row(event))
