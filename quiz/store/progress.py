"""The progress file: SQLite, one event committed for every answer.

Write-ahead logging with full synchronisation: what `append` has returned from survives the
process, and the machine. Writers wait for each other; a reader sees another's write by
`changed`.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Self

from quiz.core.errors import DamagedError
from quiz.core.events import Event, EventKind, Shift
from quiz.core.memory import Plan, study_day
from quiz.core.plans import data_of
from quiz.core.rating import Rating
from quiz.store import database, identity, merging, roster, soundness
from quiz.store.merging import Merged
from quiz.store.reader import NO_LIMIT, Clock, Reader
from quiz.store.roster import Place

__all__ = ["Clock", "Progress"]

EARLIEST = 10_000_000  # ms; an answer is never dated before 02:46 of 1 January 1970 (see `is_day`)


class Progress(Reader):
    """An open progress file. Use `Progress.open`; every failure is a StoreError."""

    @classmethod
    def open(cls, path: Path, clock: Clock, *, turn: int = 4) -> Self:
        """Open or create the file at `path`; study days begin at `turn` o'clock.

        An older file is copied beside and migrated. A file of a newer version and a damaged one
        are refused and left as they are (DamagedError); the newest events are read to see that.
        A file that was copied or restored takes a new device id, so that its events are never
        taken for those of the other copy.
        """
        with database.told(path):
            db = database.connect(path)
            try:
                if 0 < database.check(db, path) < database.SCHEMA:
                    from quiz.store.backups import keep_before_migration

                    keep_before_migration(db, path)
                stale = database.prepare(db, path)
                if not identity.at_home(db, path):
                    with database.writing(db):
                        identity.settle(db, path)
                made = cls(path, db, clock, turn)
                soundness.glance(db)
                if stale:
                    made.rebuild()
            except BaseException:
                db.close()
                raise
        return made

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(
        self,
        kind: EventKind,
        card: str = "",
        *,
        rating: Rating | None = None,
        answer: str = "",
        verdict: str = "",
        answer_key: str = "",
        took_ms: int = 0,
        counts: bool = True,
        target: str = "",
        data: str = "",
    ) -> Event:
        """Commit one event and bring its card's standing up to date.

        When this returns the event is on disk. An undo replays its card.
        """
        moment = self._clock()
        offset = moment.utcoffset()
        with self._told(), self._writing():
            seq, last = self._log.last(self.device)
            self._undone_from = NO_LIMIT
            if kind is EventKind.REDATE:
                last = 0  # of now, whatever it repairs; its own place in the order is no matter
            event = Event(
                self.device, seq + 1, max(int(moment.timestamp() * 1000), last, EARLIEST),
                int(offset.total_seconds() // 60) if offset else 0,
                study_day(moment, self.turn), kind, card, rating, answer, verdict, answer_key,
                took_ms, None, counts, target, data,
            )  # fmt: skip
            return self._upkeep.keep(event)

    def undo(self) -> Event | None:
        """Void this device's latest event, of whatever session; the voided event."""
        last = self.last_undoable()
        if last is not None:
            self.append(EventKind.UNDO, last.card, target=last.name, data=last.digest)
            self._undone_from = last.seq  # what lies behind is undone; no need to look again
        return last

    def use(self, plan: Plan) -> None:
        """Schedule by `plan` from now on; recorded, so that every device replays alike.

        Parameters that were fitted and deadlines stay where the plan names none, dates promised
        in any case.
        """
        if plan.parameters is None:
            plan = replace(plan, parameters=self.plan.parameters)
        self.adopt(replace(plan, deadlines=plan.deadlines or self.plan.deadlines))

    def adopt(self, plan: Plan) -> None:
        """As `use`, with the plan's parameters whatever they are."""
        old = self.plan
        if plan == old:
            return
        self.append(EventKind.SETTINGS, data=data_of(plan))
        if (plan.parameters, plan.learning_ms, plan.relearning_ms) != (
            old.parameters, old.learning_ms, old.relearning_ms,
        ):  # fmt: skip
            self.rebuild()  # the cache is a replay under the latest settings

    def relink(self, old: str, card: str) -> Event:
        """Let the history of one card be another's: a private repair, recorded."""
        return self.append(EventKind.RELINK, card, data=old)

    def redate(self, shift: Shift) -> Event:
        """Record that a device's clock was wrong, and date anew what it has written so far."""
        with self._told():
            latest, _ = self._log.last(shift.device)
        shift = replace(shift, last=min(shift.last, latest))
        return self.append(EventKind.REDATE, target=shift.device, data=shift.data)

    def enrol(self, deck: str, places: Sequence[Place], was: Mapping[str, str]) -> bool:
        """Say which cards a deck yields, in order, and the earlier ids (`was`) of some.

        Written only where something changed; whether it was. What a renamed card knew follows it.
        """
        mark = roster.digest(places, was)
        with self._told():
            if roster.is_enrolled(self._db, deck, mark):
                return False
            with self._writing():
                told = dict(self._db.execute("SELECT old, card FROM alias WHERE deck = ?", (deck,)))
                moved = told.items() ^ was.items()
                with self._upkeep.recaching(i for pair in moved for i in pair):
                    roster.enrol(self._db, deck, places, was, mark)
        return True

    def absorb(self, events: Iterable[Event]) -> Merged:
        """Take in another log's events: all of them or, where it fails, none.

        They are read before other writers are made to wait. Events that are here already change
        nothing. Where this device's own name was used
        elsewhere (a copied file), this one goes on under a new id.
        """
        with self._told(), merging.staged(self._db, events):
            if not merging.news(self._db):
                return Merged()
            with self._writing():
                told = merging.news(self._db)  # another may have merged the same meanwhile
                self._upkeep.absorb(told)
                if any(e.device == self.device for e in (*told.plain, *told.forks)):
                    identity.rename(self._db)
                    self._undone_from = NO_LIMIT
            self.device = identity.device(self._db)
        return Merged(len(told.plain) + len(told.forks), len(told.forks))

    def rebuild(self) -> int:
        """Replay everything into the cache; the number of cards with events."""
        with self._told(), self._writing():
            return self._upkeep.rebuild()

    def check_daily(self) -> None:
        """On the first call of a study day look for damage. Raises DamagedError where it is met.

        Some cards are replayed too, others every day: what the cache says otherwise is mended.
        Where the file cannot be written now all is looked at again at the next call.
        """
        with self._told():
            day = self.today()
            if identity.checked_on(self._db) == day:
                return
            soundness.look(self._db, day)
            self._db.execute("PRAGMA busy_timeout = 0")  # nobody has to wait for a note
            try:
                with contextlib.suppress(sqlite3.OperationalError), self._writing():
                    self._upkeep.mend_part(day)
                    identity.check_off(self._db, day)
            finally:
                self._db.execute(f"PRAGMA busy_timeout = {database.WAIT_MS}")

    def check_integrity(self) -> list[str]:
        """What is wrong with the file itself, one line each; nothing where it is sound.

        SQLite's own check, and every event against its checksum.
        """
        with self._told():
            found = soundness.structure(self._db, 10, indexes=True)
            if not found:
                names = islice(soundness.garbled(self._db), 10)
                found = [f"the event {name} is not what was written" for name in names]
        return found

    def copy_to(self, target: Path) -> None:
        """Write a whole, compact copy; other processes may go on writing meanwhile."""
        with self._told():
            try:
                with database.told(target):
                    self._db.execute("VACUUM INTO ?", (str(target),))
                    target.chmod(0o600)
            except DamagedError as error:  # it is this file that cannot be read
                raise DamagedError(error.what, where=str(self.path), do=error.do) from None

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Make all appends inside one commit: all of them are on disk at its end, or none."""
        with self._told(), self._writing():
            yield

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        if self._db.in_transaction:  # part of what is written together
            yield
            return
        with database.writing(self._db):
            identity.still_there(self.path, self._inode)
            self._catch_up()
            try:
                yield
            except BaseException:
                self._known = -1  # what was taken up of it is not so: look again
                raise
