"""The event log as it is read: dates as repaired, earlier ids followed, forks among the rest.

`Log` changes nothing; inserting is `upkeep`.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from quiz.core.events import UNDOABLE, Event, EventKind, Shift, shift_of, shifted
from quiz.core.memory import Plan
from quiz.core.plans import plan_of
from quiz.store import roster
from quiz.store.rows import EVENT, event_of

_UNVOIDED = (
    "NOT EXISTS (SELECT 1 FROM events u WHERE u.card <> '' AND u.kind = 'undo' "
    "AND u.card = events.card AND u.target = events.device || ':' || events.seq)"
)


class Log:
    """Reads the events of an open progress file; `look` after anybody has written repairs."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.plan = Plan()
        self.forked = False
        self.shifts: tuple[Shift, ...] = ()
        self.relinks: list[Event] = []
        self.alias: dict[str, str] = {}
        self.earlier: dict[str, list[str]] = {}
        self.look()

    def look(self) -> None:
        """Read what all else depends on: repairs of dates, the plan, relinks, earlier ids, forks."""
        self.forked = self._db.execute("SELECT 1 FROM forks LIMIT 1").fetchone() is not None
        repairs = self.as_written(
            "INDEXED BY events_repairs WHERE kind IN ('settings', 'redate', 'relink')"
        )
        shifts = [shift_of(e) for e in repairs if e.kind is EventKind.REDATE]
        self.shifts = tuple(s for s in shifts if s is not None)
        repairs = sorted((shifted(e, self.shifts) for e in repairs), key=lambda e: e.order)
        plans = [plan_of(e.data) for e in repairs if e.kind is EventKind.SETTINGS]
        self.plan = next((p for p in reversed(plans) if p is not None), Plan())
        self.relinks = [e for e in repairs if e.kind is EventKind.RELINK]
        self.look_at_names()

    def look_at_names(self) -> None:
        """Read which ids are earlier ones of other cards."""
        self.alias = roster.aliases(self._db)
        self.earlier = {}
        for old, card in self.alias.items():
            self.earlier.setdefault(card, []).append(old)

    def of_card(self, card: str) -> list[Event]:
        """The events of a card and of what it was called before."""
        ids = [card, *self.earlier.get(card, ())]
        return self.select(f"WHERE card <> '' AND card IN ({', '.join('?' * len(ids))})", ids)

    def by_card(self) -> Iterator[tuple[str, list[Event]]]:
        """Every card with its events, read as it is used; renamed and forked ones come last."""
        apart: dict[str, list[Event]] = {}
        special = set(self.alias) | set(self.earlier)
        if self.forked:
            for event in self.as_written("WHERE card <> ''", tables=("forks",)):
                special.add(event.card)
                card = self.alias.get(event.card, event.card)
                apart.setdefault(card, []).append(shifted(event, self.shifts))
        rows = self._db.execute(
            f"SELECT {EVENT} FROM events INDEXED BY events_by_card WHERE card <> '' ORDER BY card"
        )
        for card, group in groupby(rows, key=itemgetter(6)):
            events = [event_of(row) for row in group]
            if self.shifts:
                events = [shifted(e, self.shifts) for e in events]
            if card in special:
                apart.setdefault(self.alias.get(card, card), []).extend(events)
            else:
                yield card, events
        yield from apart.items()

    def in_order(self, card: str = "") -> list[Event]:
        """All events, or those of one card, in the order of replay."""
        found = self.of_card(card) if card else self.select("")
        return sorted(found, key=lambda e: (e.order, e.digest if self.forked else ""))

    def everything(self) -> Iterator[Event]:
        """Every event as it was written, in an order that all devices share."""
        forks = self.as_written("", tables=("forks",)) if self.forked else []
        rows = self._db.execute(f"SELECT {EVENT} FROM events ORDER BY device, seq")
        plain = (event_of(row) for row in rows)
        forks.sort(key=_named)
        for _, group in groupby(heapq.merge(plain, forks, key=_named), key=_named):
            same = list(group)
            yield from sorted(same, key=lambda e: e.digest) if same[1:] else same

    def comes_between(self, event: Event, card: str) -> bool:
        """Whether something on this card is dated later than a new event: by another's clock."""
        if self.forked or self.shifts:
            return any(e.order > event.order for e in self.of_card(card))
        ids = [card, *self.earlier.get(card, ())]
        found = self._db.execute(
            f"SELECT 1 FROM events WHERE card <> '' AND card IN ({', '.join('?' * len(ids))}) "
            "AND (at, device, seq) > (?, ?, ?) LIMIT 1",
            (*ids, *event.order),
        )
        return found.fetchone() is not None

    def last(self, device: str) -> tuple[int, int]:
        """The number and the time, as repaired, of a device's latest event; zeros without any."""
        row = self._db.execute(
            "SELECT seq, at FROM events WHERE device = ? ORDER BY seq DESC LIMIT 1", (device,)
        ).fetchone()
        if row is None:
            return 0, 0
        seq, at = row
        own = [s for s in self.shifts if s.device == device]
        if own:  # the latest time may now be that of an event at the edge of a repair
            edges = {seq, *(s.last for s in own), *(s.first - 1 for s in own)}
            one = "WHERE device = ? AND seq <= ? ORDER BY seq DESC LIMIT 1"
            at = max(e.at for edge in edges for e in self.select(one, (device, edge)))
        return seq, at

    def latest(self, device: str) -> Event | None:
        """A device's latest event."""
        rows = self.select("WHERE device = ? ORDER BY seq DESC LIMIT 1", (device,))
        return rows[0] if rows else None

    def recent(self, device: str, count: int) -> list[Event]:
        """A device's latest reviews, the last first; those taken back are among them."""
        return self.select(
            "WHERE device = ? AND kind = 'review' ORDER BY seq DESC LIMIT ?", (device, count)
        )

    def last_undoable(self, device: str, before: int) -> Event | None:
        """A device's latest event below a number that an undo can take back, as written."""
        kinds = ", ".join("?" * len(UNDOABLE))
        rows = self.as_written(
            f"WHERE device = ? AND seq < ? AND kind IN ({kinds}) AND {_UNVOIDED} "
            "ORDER BY seq DESC LIMIT 1",
            (device, before, *(k.value for k in UNDOABLE)),
        )
        return rows[0] if rows else None

    def marked(self, device: str, data: str) -> list[Event]:
        """A device's events with just this `data` that no undo has voided, latest first."""
        return self.select(
            f"WHERE device = ? AND data = ? AND {_UNVOIDED} ORDER BY seq DESC", (device, data)
        )

    def select(self, where: str, values: Iterable[object] = ()) -> list[Event]:
        """The events of a condition, dated as repaired, forks after the others."""
        found = self.as_written(where, values)
        return [shifted(e, self.shifts) for e in found] if self.shifts else found

    def as_written(
        self, where: str, values: Iterable[object] = (), tables: tuple[str, ...] = ()
    ) -> list[Event]:
        """The same, dates unrepaired; of `tables`, by default of `forks` too where there are any."""
        found: list[Event] = []
        chosen = tables or (("events", "forks") if self.forked else ("events",))
        given = tuple(values)
        for table in chosen:
            said = where.replace("events.", f"{table}.")
            if table == "forks":
                said = said.replace("INDEXED BY events_repairs ", "")
            found += map(event_of, self._db.execute(f"SELECT {EVENT} FROM {table} {said}", given))
        return found


def _named(event: Event) -> tuple[str, int]:
    return event.device, event.seq
