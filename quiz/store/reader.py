"""What can be asked of an open progress file; nothing here writes."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from quiz.core.errors import DamagedError
from quiz.core.events import Event, Standing
from quiz.core.fsrs6 import fsrs
from quiz.core.memory import Memory, Plan, study_day
from quiz.core.session import Queue
from quiz.store import database, identity, roster
from quiz.store.log import Log
from quiz.store.rows import SELECT, standing_of
from quiz.store.sums import Sums, sums
from quiz.store.upkeep import Upkeep

Clock = Callable[[], datetime]

NO_LIMIT = 2**62  # a number that no event reaches


class Reader:
    """Reads progress: events, standings, queues, sums. Every failure is a StoreError."""

    def __init__(self, path: Path, db: sqlite3.Connection, clock: Clock, turn: int) -> None:
        self.path, self._db, self._clock, self.turn = path, db, clock, turn
        self.device = identity.device(db)
        self._inode = path.stat().st_ino
        self._version = self._known = self._data_version()
        self._undone_from = NO_LIMIT
        self._log = Log(db)
        self._upkeep = Upkeep(db, self._log)

    @property
    def plan(self) -> Plan:
        """What is scheduled by."""
        return self._log.plan

    @property
    def loads(self) -> Counter[int]:
        """How many cards fall due on each study day."""
        return self._upkeep.loads

    def now(self) -> datetime:
        """The learner's local time."""
        return self._clock()

    def turn_at(self, hour: int) -> None:
        """Let study days begin at another hour; days already recorded stay as they are."""
        self.turn = hour

    def today(self) -> int:
        """The study day now, as an ordinal."""
        return study_day(self._clock(), self.turn)

    def standings(self, prefix: str = "") -> dict[str, Standing]:
        """The standing of every card whose id starts with `prefix`."""
        with self._told():
            rows = self._db.execute(
                f"{SELECT} WHERE card >= ? AND card < ?", (prefix, prefix + "\U0010ffff")
            )
            return {row[0]: standing_of(row) for row in rows}

    def standing(self, card: str) -> Standing:
        """A card's standing, a blank one before its first event."""
        with self._told():
            return self._upkeep.standing(self._log.alias.get(card, card)) or Standing()

    def memory(self, card: str) -> Memory | None:
        """A card's memory, None while it is new."""
        return self.standing(card).memory

    def events(self, card: str = "") -> list[Event]:
        """All events, or those of one card, dated as repaired, in the order of replay."""
        with self._told():
            return self._log.in_order(self._log.alias.get(card, card))

    def log(self) -> Iterator[Event]:
        """Every event as it was written, forks among them, in an order that all devices share."""
        with self._told():
            yield from self._log.everything()

    def by_card(self) -> Iterator[tuple[str, list[Event]]]:
        """Every card with its events, those of its earlier ids among them, read as it is used."""
        with self._told():
            yield from self._log.by_card()

    def sample(self, limit: int) -> Iterator[tuple[str, list[Event]]]:
        """Up to so many begun cards, spread over all by their ids, each with its events."""
        with self._told():
            known = [
                c for (c,) in self._db.execute("SELECT card FROM standing WHERE phase IS NOT NULL")
            ]
            step = max(1, len(known) // max(1, limit))
            for card in known[::step][:limit]:
                yield card, self._log.of_card(card)

    def recent(self, count: int) -> list[Event]:
        """This device's latest reviews, the last first; those taken back are among them."""
        with self._told():
            return self._log.recent(self.device, count)

    def latest(self) -> Event | None:
        """This device's latest event, dated as repaired."""
        with self._told():
            return self._log.latest(self.device)

    def last_undoable(self) -> Event | None:
        """This device's latest event that an undo can take back."""
        with self._told():
            self._catch_up()
            return self._log.last_undoable(self.device, self._undone_from)

    def marked(self, data: str) -> list[Event]:
        """This device's events with just this `data` that no undo has voided, latest first."""
        with self._told():
            return self._log.marked(self.device, data)

    def days(self) -> list[int]:
        """The study days with a review that stands, the latest first."""
        with self._told():
            rows = self._db.execute(
                "SELECT DISTINCT day FROM tally "
                "WHERE deck = '' AND again + hard + good + easy > 0 ORDER BY day DESC"
            )
            return [row[0] for row in rows]

    def enrolled(self, deck: str) -> int:
        """How many cards the deck yields as far as this file was told."""
        with self._told():
            return roster.enrolled(self._db, deck)

    def asleep(self, deck: str) -> dict[str, str]:
        """The cards with a history that a deck no longer yields, each as it was last worded."""
        with self._told():
            return roster.asleep(self._db, deck)

    def queue(self, decks: Sequence[str], day: int, new_per_day: int) -> Queue:
        """The cards of enrolled decks to be studied on a day."""
        with self._told():
            return roster.queue(self._db, decks, day, new_per_day)

    def queues(self, decks: Sequence[str], day: int, new_per_day: int) -> dict[str, Queue]:
        """The same for each deck alone."""
        with self._told():
            return roster.queues(self._db, decks, day, new_per_day)

    def sums(self, deck: str = "") -> Sums:
        """What statistics are made of, for one deck or for all."""
        with self._told():
            return sums(self._db, deck, self.today(), fsrs(self.plan.parameters))

    def changed(self) -> bool:
        """Whether another process has written since this was last asked."""
        with self._told():
            version = self._data_version()
            changed, self._version = version != self._version, version
            if changed:
                self._catch_up()
        return changed

    def verify(self) -> list[str]:
        """Replay everything and compare: what the cache says otherwise, one line each."""
        with self._told():
            self._catch_up()
            return self._upkeep.compare()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Around any use: failures in a line; after damage the next opening looks for more."""
        try:
            with database.told(self.path):
                yield
        except DamagedError:
            with contextlib.suppress(sqlite3.Error):
                if not self._db.in_transaction and identity.checked_on(self._db):
                    identity.check_off(self._db, 0)
            raise

    def _catch_up(self) -> None:
        """Take up what another process has written."""
        known = self._data_version()
        if known != self._known:
            self._known = known
            self._undone_from = NO_LIMIT
            self.device = identity.device(self._db)
            self._upkeep.look()

    def _data_version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])
