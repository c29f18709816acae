"""The progress file: SQLite, one event committed for every answer.

Write-ahead logging with full synchronisation: what `append` has returned from survives the
process, and the machine. Writers wait for each other; a reader sees another's write by
`changed`.
"""

from __future__ import annotations

import contextlib
import heapq
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

from quiz.core.events import (
    UNDOABLE,
    Event,
    EventKind,
    Shift,
    Standing,
    advance,
    counted,
    hour_of,
    shift_of,
    shifted,
)
from quiz.core.fsrs6 import fsrs
from quiz.core.memory import Memory, Plan, study_day
from quiz.core.rating import Rating
from quiz.core.session import Queue
from quiz.store import cache, database, merging, roster
from quiz.store.merging import Merged, News
from quiz.store.roster import Place
from quiz.store.rows import (  # fmt: skip
    EVENT,
    INSERT,
    SELECT,
    UPSERT,
    event_of,
    event_row,
    standing_of,
    standing_row,
)
from quiz.store.sums import Sums, sums

Clock = Callable[[], datetime]
EARLIEST = 10_000_000  # ms; an answer is never dated before 02:46 of 1 January 1970 (see `is_day`)

_ALL = 2**62  # a number that no event reaches
_MANY = 2000  # cards; where more are touched, replaying everything is quicker


class Progress:
    """An open progress file. Use `Progress.open`; every failure is a StoreError."""

    def __init__(self, path: Path, db: sqlite3.Connection, clock: Clock, turn: int) -> None:
        self.path, self._db, self._clock, self.turn = path, db, clock, turn
        self.device = self._meta("device")
        self._version = self._known = self._data_version()
        self._loads: Counter[int] | None = None
        self._undone_from = _ALL
        self.plan = Plan()
        self._look()

    @classmethod
    def open(cls, path: Path, clock: Clock, *, turn: int = 4) -> Progress:
        """Open or create the file at `path`; study days begin at `turn` o'clock.

        An older file is copied beside and migrated. A file of a newer version and a damaged one
        are refused and left as they are (DamagedError). A file that was copied or restored
        takes a new device id, so that its events are never taken for those of the other copy.
        """
        with database.told(path):
            db = database.connect(path)
            try:
                if 0 < database.check(db, path) < database.SCHEMA:
                    from quiz.store.backups import keep_before_migration

                    keep_before_migration(db, path)
                stale = database.prepare(db, path)
                made = cls(path, db, clock, turn)
                made._settle()
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

    def now(self) -> datetime:
        """The learner's local time."""
        return self._clock()

    def turn_at(self, hour: int) -> None:
        """Let study days begin at another hour; days already recorded stay as they are."""
        self.turn = hour

    def today(self) -> int:
        """The study day now, as an ordinal."""
        return study_day(self._clock(), self.turn)

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
        with database.told(self.path), self._writing():
            seq, last = self._last()
            self._undone_from = _ALL
            if kind is EventKind.REDATE:
                last = (
                    0  # it is of now, whatever it repairs; its own place in the order is no matter
                )
            event = Event(
                self.device, seq + 1, max(int(moment.timestamp() * 1000), last, EARLIEST),
                int(offset.total_seconds() // 60) if offset else 0,
                study_day(moment, self.turn), kind, card, rating, answer, verdict, answer_key,
                took_ms, None, counts, target, data,
            )  # fmt: skip
            return self._keep(event)

    def _keep(self, event: Event) -> Event:
        """Insert an event and what follows from it, within a transaction."""
        card = self._alias.get(event.card, event.card)
        if not card or event.kind in (EventKind.UNDO, EventKind.RELINK):
            return self._keep_repair(event)
        old = self._standing(card) or Standing()
        new = advance(old, event, self.plan, card, self.loads)
        memory = new.memory
        if event.kind is EventKind.REVIEW and event.counts and memory is not None:
            event = replace(event, due=memory.due)
        if self._comes_between(event, card):
            self._keep_replayed(event, card)
            return event
        if event.kind is EventKind.REVIEW:
            if event.counts and memory is not None:
                cache.move_load(self.loads, old, new)
            hour = hour_of(old.memory, event, card)
            cache.add_review(self._db, hour, event.rating, event.took_ms)
        elif old.memory is not memory or old.suspended != new.suspended:
            cache.move_load(self.loads, old, new)
        self._db.execute(f"INSERT INTO events {INSERT}", event_row(event))
        self._db.execute(UPSERT, standing_row(card, new))
        if (
            (old.memory is None) != (memory is None)
            or old.suspended != new.suspended
            or old.answer_key != new.answer_key
        ):
            roster.mark_card(self._db, card)
        return event

    def _keep_repair(self, event: Event) -> Event:
        """Insert an event that changes what others mean."""
        if event.kind is EventKind.UNDO and event.card:
            return self._keep_undo(event)
        with self._recaching([event.card, event.data] if event.card else []):
            self._db.execute(f"INSERT INTO events {INSERT}", event_row(event))
        if event.kind is EventKind.REDATE:
            self._loads = None
            cache.rebuild(self._db, self._by_card(), self.plan)
        return event

    def _keep_undo(self, event: Event) -> Event:
        """Insert an undo; its card is replayed without the event that it voids."""
        self._keep_replayed(event, self._alias.get(event.card, event.card))
        return event

    def _comes_between(self, event: Event, card: str) -> bool:
        """Whether another device's clock has dated something on this card later than now."""
        if self._forked or self._shifts:
            return any(e.order > event.order for e in self._events_of(card))
        ids = [card, *self._earlier.get(card, ())]
        found = self._db.execute(
            f"SELECT 1 FROM events WHERE card <> '' AND card IN ({', '.join('?' * len(ids))}) "
            "AND (at, device, seq) > (?, ?, ?) LIMIT 1",
            (*ids, *event.order),
        )
        return found.fetchone() is not None

    def _keep_replayed(self, event: Event, card: str) -> None:
        """Insert an event that its card's latest standing cannot simply take up."""
        told = self._events_of(card)
        before, after = counted(told, self.plan, card), counted([*told, event], self.plan, card)
        self._db.execute(f"INSERT INTO events {INSERT}", event_row(event))
        cache.move(self._db, card, before, after)
        if self._loads is not None:
            cache.move_load(self._loads, before.standing, after.standing)
        roster.mark_card(self._db, card)

    @property
    def loads(self) -> Counter[int]:
        """How many cards fall due on each study day; kept while nobody else writes."""
        if self._loads is None:
            self._loads = cache.loads(self._db)
        return self._loads

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
        self.append(EventKind.SETTINGS, data=json.dumps(asdict(plan), sort_keys=True))
        self.plan = plan
        if (plan.parameters, plan.learning_ms, plan.relearning_ms) != (
            old.parameters, old.learning_ms, old.relearning_ms,
        ):  # fmt: skip
            self.rebuild()  # the cache is a replay under the latest settings

    def standings(self, prefix: str = "") -> dict[str, Standing]:
        """The standing of every card whose id starts with `prefix`."""
        with database.told(self.path):
            rows = self._db.execute(
                f"{SELECT} WHERE card >= ? AND card < ?", (prefix, prefix + "\U0010ffff")
            )
            return {row[0]: standing_of(row) for row in rows}

    def standing(self, card: str) -> Standing:
        """A card's standing, a blank one before its first event."""
        with database.told(self.path):
            return self._standing(self._alias.get(card, card)) or Standing()

    def memory(self, card: str) -> Memory | None:
        """A card's memory, None while it is new."""
        return self.standing(card).memory

    def events(self, card: str = "") -> list[Event]:
        """All events, or those of one card, dated as repaired, in the order of replay."""
        with database.told(self.path):
            card = self._alias.get(card, card)
            found = self._events_of(card) if card else self._select("")
            return sorted(found, key=lambda e: (e.order, e.digest if self._forked else ""))

    def recent(self, count: int) -> list[Event]:
        """This device's latest reviews, the last first; those taken back are among them."""
        with database.told(self.path):
            return self._select(
                "WHERE device = ? AND kind = 'review' ORDER BY seq DESC LIMIT ?",
                (self.device, count),
            )

    def latest(self) -> Event | None:
        """This device's latest event, dated as repaired."""
        with database.told(self.path):
            rows = self._select("WHERE device = ? ORDER BY seq DESC LIMIT 1", (self.device,))
            return rows[0] if rows else None

    def days(self) -> list[int]:
        """The study days with a review that stands, the latest first."""
        with database.told(self.path):
            rows = self._db.execute(
                "SELECT DISTINCT day FROM tally WHERE deck = '' AND again + hard + good + easy > 0 ORDER BY day DESC"
            )
            return [row[0] for row in rows]

    def last_undoable(self) -> Event | None:
        """This device's latest event that an undo can take back."""
        kinds = ", ".join("?" * len(UNDOABLE))
        with database.told(self.path):
            self._catch_up()
            rows = self._rows_as_written(
                f"WHERE device = ? AND seq < ? AND kind IN ({kinds}) AND NOT EXISTS (SELECT 1 FROM events u "
                "WHERE u.card <> '' AND u.kind = 'undo' AND u.card = events.card "
                "AND u.target = events.device || ':' || events.seq) ORDER BY seq DESC LIMIT 1",
                (self.device, self._undone_from, *(k.value for k in UNDOABLE)),
            )
            return rows[0] if rows else None

    def marked(self, data: str) -> list[Event]:
        """This device's events with just this `data` that no undo has voided, latest first."""
        with database.told(self.path):
            return self._select(
                "WHERE device = ? AND data = ? AND NOT EXISTS (SELECT 1 FROM events u WHERE u.kind = 'undo' "
                "AND u.card = events.card AND u.target = events.device || ':' || events.seq) ORDER BY seq DESC",
                (self.device, data),
            )

    def undo(self) -> Event | None:
        """Void this device's latest event, of whatever session; the voided event."""
        last = self.last_undoable()
        if last is not None:
            self.append(EventKind.UNDO, last.card, target=last.name, data=last.digest)
            self._undone_from = last.seq  # what lies behind is undone; no need to look again
        return last

    def relink(self, old: str, card: str) -> Event:
        """Let the history of one card be another's: a private repair, recorded."""
        return self.append(EventKind.RELINK, card, data=old)

    def redate(self, shift: Shift) -> Event:
        """Record that a device's clock was wrong, and date anew what it has written so far."""
        with database.told(self.path):
            row = self._db.execute("SELECT max(seq) FROM events WHERE device = ?", (shift.device,))
            shift = replace(shift, last=min(shift.last, row.fetchone()[0] or 0))
        return self.append(EventKind.REDATE, target=shift.device, data=shift.data)

    def enrol(self, deck: str, places: Sequence[Place], was: Mapping[str, str]) -> None:
        """Say which cards a deck yields, in order, and the earlier ids (`was`) of some.

        Written only where something changed; what a renamed card knew follows it.
        """
        mark = roster.digest(places, was)
        with database.told(self.path):
            if roster.is_enrolled(self._db, deck, mark):
                return
            with self._writing():
                told = dict(self._db.execute("SELECT old, card FROM alias WHERE deck = ?", (deck,)))
                moved = told.items() ^ was.items()
                ids = [i for pair in moved for i in pair]
                with self._recaching(ids):
                    roster.enrol(self._db, deck, places, was, mark)

    def enrolled(self, deck: str) -> int:
        """How many cards the deck yields as far as this file was told."""
        with database.told(self.path):
            row = self._db.execute("SELECT cards FROM enrolled WHERE deck = ?", (deck,)).fetchone()
            return row[0] if row else 0

    def queue(self, decks: Sequence[str], day: int, new_per_day: int) -> Queue:
        """The cards of enrolled decks to be studied on a day."""
        with database.told(self.path):
            return roster.queue(self._db, decks, day, new_per_day)

    def sums(self, deck: str = "") -> Sums:
        """What statistics are made of, for one deck or for all."""
        with database.told(self.path):
            return sums(self._db, deck, self.today(), fsrs(self.plan.parameters))

    def absorb(self, events: Iterable[Event]) -> Merged:
        """Take in another log's events: all of them or, where it fails, none.

        Events that are here already change nothing. Where this device's own name was used
        elsewhere (a copied file), this one goes on under a new id.
        """
        with database.told(self.path):
            told = merging.news(self._db, events)
            if not told.plain and not told.forks:
                return Merged()
            with self._writing():
                if told.repairs or len(told.ids) > _MANY:
                    self._insert(told)
                    self._db.execute("DELETE FROM alias WHERE deck = ''")
                    self._look()
                    cache.rebuild(self._db, self._by_card(), self.plan)
                else:
                    with self._recaching(told.ids):
                        self._insert(told)
                self._loads = None
                if any(e.device == self.device for e in (*told.plain, *told.forks)):
                    self._rename()
        return Merged(len(told.plain) + len(told.forks), len(told.forks))

    def _insert(self, told: News) -> None:
        self._db.executemany(f"INSERT INTO events {INSERT}", map(event_row, told.plain))
        self._db.executemany(
            f"INSERT INTO forks ({EVENT}, digest) VALUES ({', '.join('?' * 17)})",
            ((*event_row(e), e.digest) for e in told.forks),
        )

    def log(self) -> Iterator[Event]:
        """Every event as it was written, forks among them, in an order that all devices share."""
        with database.told(self.path):
            forks = self._rows_as_written("", tables=("forks",)) if self._forked else []
            rows = self._db.execute(f"SELECT {EVENT} FROM events ORDER BY device, seq")
            plain = (event_of(row) for row in rows)
            forks.sort(key=_named)
            merged = heapq.merge(plain, forks, key=_named)
            for _, group in groupby(merged, key=_named):
                same = list(group)
                yield from sorted(same, key=lambda e: e.digest) if same[1:] else same

    def check_integrity(self) -> list[str]:
        """What SQLite finds wrong with the file itself, nothing where it is sound."""
        with database.told(self.path):
            said = [row[0] for row in self._db.execute("PRAGMA integrity_check(10)")]
        return [] if said == ["ok"] else said

    def copy_to(self, target: Path) -> None:
        """Write a whole, compact copy; other processes may go on writing meanwhile."""
        with database.told(target):
            self._db.execute("VACUUM INTO ?", (str(target),))
            target.chmod(0o600)

    def changed(self) -> bool:
        """Whether another process has written since this was last asked."""
        with database.told(self.path):
            version = self._data_version()
            changed, self._version = version != self._version, version
            if changed:
                self._catch_up()
        return changed

    def by_card(self) -> Iterator[tuple[str, list[Event]]]:
        """Every card with its events, those of its earlier ids among them, read as it is used."""
        with database.told(self.path):
            yield from self._by_card()

    def sample(self, limit: int) -> Iterator[tuple[str, list[Event]]]:
        """Up to so many begun cards, spread over all by their ids, each with its events."""
        with database.told(self.path):
            known = [
                c for (c,) in self._db.execute("SELECT card FROM standing WHERE phase IS NOT NULL")
            ]
            step = max(1, len(known) // max(1, limit))
            for card in known[::step][:limit]:
                yield card, self._events_of(card)

    def asleep(self, deck: str) -> dict[str, str]:
        """The cards with a history that a deck no longer yields, each as it was last worded."""
        with database.told(self.path):
            rows = self._db.execute(
                "SELECT w.card, w.text FROM wording w JOIN standing s ON s.card = w.card "
                "WHERE w.card >= ?1 || '/' AND w.card < ?1 || '0' AND s.phase IS NOT NULL "
                "AND NOT EXISTS (SELECT 1 FROM roster r WHERE r.card = w.card)",
                (deck,),
            )
            return dict(rows.fetchall())

    def rebuild(self) -> int:
        """Replay everything into the cache; the number of cards with events."""
        with database.told(self.path), self._writing():
            self._look()
            self._loads = None
            return cache.rebuild(self._db, self._by_card(), self.plan)

    def verify(self) -> list[str]:
        """Replay everything and compare: what the cache says otherwise, one line each."""
        with database.told(self.path):
            self._catch_up()
            return cache.compare(self._db, self._by_card(), self.plan)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Make all appends inside one commit: all of them are on disk at its end, or none."""
        with database.told(self.path), self._writing():
            yield

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        if self._db.in_transaction:  # part of what is written together
            yield
            return
        with database.writing(self._db):
            self._catch_up()
            yield

    @contextlib.contextmanager
    def _recaching(self, ids: Iterable[str]) -> Iterator[None]:
        """Around a change of the log or of aliases: the cards of these ids are replayed.

        `ids` are as events call the cards. What they counted before is taken from the sums.
        """
        told = set(ids) - {""}
        before = {self._alias.get(i, i) for i in told}
        for card in before:
            if events := self._events_of(card):
                cache.put(self._db, card, counted(events, self.plan, card), -1)
        yield
        self._look()
        self._loads = None
        for card in before | {self._alias.get(i, i) for i in told}:
            if card not in self._alias and (events := self._events_of(card)):
                cache.put(self._db, card, counted(events, self.plan, card))
            roster.mark_card(self._db, card)

    def _last(self) -> tuple[int, int]:
        """The number and the time of this device's latest event."""
        row = self._db.execute(
            "SELECT seq, at FROM events WHERE device = ? ORDER BY seq DESC LIMIT 1", (self.device,)
        ).fetchone()
        if row is None:
            return 0, 0
        seq, at = row
        own = [s for s in self._shifts if s.device == self.device]
        if own:  # the latest time may now be that of an event at the edge of a repair
            edges = {seq, *(s.last for s in own), *(s.first - 1 for s in own)}
            one = "WHERE device = ? AND seq <= ? ORDER BY seq DESC LIMIT 1"
            found = [e for edge in edges for e in self._select(one, (self.device, edge))]
            at = max(e.at for e in found)
        return seq, at

    def _catch_up(self) -> None:
        """Take up what another process has written."""
        known = self._data_version()
        if known != self._known:
            self._known = known
            self._loads = None
            self._undone_from = _ALL
            self._look()

    def _look(self) -> None:
        """Read what all else depends on: plan, repairs, earlier ids, forks."""
        self._forked = self._db.execute("SELECT 1 FROM forks LIMIT 1").fetchone() is not None
        self._shifts: tuple[Shift, ...] = ()
        repairs = self._rows_as_written(
            "INDEXED BY events_repairs WHERE kind IN ('settings', 'redate', 'relink')"
        )
        shifts = [shift_of(e) for e in repairs if e.kind is EventKind.REDATE]
        self._shifts = tuple(s for s in shifts if s is not None)
        repairs = sorted((shifted(e, self._shifts) for e in repairs), key=lambda e: e.order)
        plans = [e for e in repairs if e.kind is EventKind.SETTINGS]
        self.plan = plan_of(plans[-1].data) if plans else Plan()
        relinks = [e for e in repairs if e.kind is EventKind.RELINK]
        if relinks and self._db.in_transaction:
            cache.relinks(self._db, relinks)
        self._alias = roster.aliases(self._db)
        self._earlier: dict[str, list[str]] = {}
        for old, card in self._alias.items():
            self._earlier.setdefault(card, []).append(old)

    def _settle(self) -> None:
        """Take a new device id where the file is not where it was: a copy, or restored."""
        status = self.path.stat()
        home = f"{status.st_ino} {self.path.resolve()}"
        known = self._meta("home")
        if home == known:
            return
        with database.writing(self._db):
            if known:
                self._rename()
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('home', ?)", (home,))

    def _rename(self) -> None:
        self._undone_from = _ALL
        self.device = database.new_device()
        self._db.execute("UPDATE meta SET value = ? WHERE key = 'device'", (self.device,))

    def _data_version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _meta(self, key: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def _standing(self, card: str) -> Standing | None:
        row = self._db.execute(f"{SELECT} WHERE card = ?", (card,)).fetchone()
        return standing_of(row) if row else None

    def _events_of(self, card: str) -> list[Event]:
        """The events of a card and of what it was called before, forks among them."""
        ids = [card, *self._earlier.get(card, ())]
        return self._select(f"WHERE card <> '' AND card IN ({', '.join('?' * len(ids))})", ids)

    def _by_card(self) -> Iterator[tuple[str, list[Event]]]:
        """Every card with its events, read as it is used; renamed and forked ones come last."""
        apart: dict[str, list[Event]] = {}
        special = set(self._alias) | set(self._earlier)
        if self._forked:
            for event in self._rows_as_written("WHERE card <> ''", tables=("forks",)):
                special.add(event.card)
                card = self._alias.get(event.card, event.card)
                apart.setdefault(card, []).append(shifted(event, self._shifts))
        rows = self._db.execute(
            f"SELECT {EVENT} FROM events INDEXED BY events_by_card WHERE card <> '' ORDER BY card"
        )
        for card, group in groupby(rows, key=itemgetter(6)):
            events = [event_of(row) for row in group]
            if self._shifts:
                events = [shifted(e, self._shifts) for e in events]
            if card in special:
                apart.setdefault(self._alias.get(card, card), []).extend(events)
            else:
                yield card, events
        yield from apart.items()

    def _select(self, where: str, values: Iterable[object] = ()) -> list[Event]:
        found = self._rows_as_written(where, values)
        return [shifted(e, self._shifts) for e in found] if self._shifts else found

    def _rows_as_written(
        self, where: str, values: Iterable[object] = (), tables: tuple[str, ...] = ()
    ) -> list[Event]:
        """Events as the log has them, dates unrepaired; of `forks` too where there are any."""
        found = []
        chosen = tables or (("events", "forks") if self._forked else ("events",))
        for table in chosen:
            said = where.replace("events.", f"{table}.")
            if table == "forks":
                said = said.replace("INDEXED BY events_repairs ", "")
            rows = self._db.execute(f"SELECT {EVENT} FROM {table} {said}", tuple(values))
            found += [event_of(row) for row in rows]
        return found


def _named(event: Event) -> tuple[str, int]:
    return event.device, event.seq


def plan_of(data: str) -> Plan:
    """The plan that a settings event records; what this version does not know is passed over."""
    said: dict[str, Any] = json.loads(data)
    known = {f.name for f in fields(Plan)}
    return Plan(**{k: _frozen(v) for k, v in said.items() if k in known})


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
