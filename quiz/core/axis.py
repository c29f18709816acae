"""A time axis: days to columns at zooms from the day to the millennium, ticks, and places.

Days are counted as `edtf.Bounds` counts them, so they may lie before year 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as _civil
from enum import Enum
from math import floor

from quiz.core.edtf import OPEN_FUTURE, OPEN_PAST, Date

_CYCLE = 146_097  # days in 400 years: the Gregorian calendar repeats


class Unit(Enum):
    """What stands between two ticks."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Zoom:
    """How much time a column stands for (`days`), and a tick every `step` of `unit`."""

    name: str
    days: float
    unit: Unit
    step: int


ZOOMS = (
    Zoom("day", 1 / 12, Unit.DAY, 1),
    Zoom("week", 0.5, Unit.DAY, 7),
    Zoom("month", 2.5, Unit.MONTH, 1),
    Zoom("quarter", 8, Unit.MONTH, 3),
    Zoom("year", 30, Unit.YEAR, 1),
    Zoom("2 years", 61, Unit.YEAR, 2),
    Zoom("5 years", 152, Unit.YEAR, 5),
    Zoom("decade", 305, Unit.YEAR, 10),
    Zoom("20 years", 609, Unit.YEAR, 20),
    Zoom("half-century", 1522, Unit.YEAR, 50),
    Zoom("century", 3044, Unit.YEAR, 100),
    Zoom("5 centuries", 15218, Unit.YEAR, 500),
    Zoom("millennium", 30437, Unit.YEAR, 1000),
    Zoom("5 millennia", 152185, Unit.YEAR, 5000),
)


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of time on the screen: `first` is the day at column 0."""

    zoom: Zoom
    first: float
    width: int

    @property
    def last(self) -> float:
        """The day at the right edge."""
        return self.first + self.width * self.zoom.days

    def column(self, day: float) -> int:
        """The column of a day; negative or past the width where it is off the screen."""
        return floor((day - self.first) / self.zoom.days)

    def centred(self, day: float) -> Axis:
        """The same zoom with a day in the middle."""
        return Axis(self.zoom, day - self.width * self.zoom.days / 2, self.width)

    def moved(self, columns: int) -> Axis:
        """The same zoom some columns later."""
        return Axis(self.zoom, self.first + columns * self.zoom.days, self.width)

    def zoomed(self, steps: int, day: float) -> Axis:
        """Nearer (negative) or farther, with a day kept where it stands."""
        at = ZOOMS.index(self.zoom)
        zoom = ZOOMS[min(len(ZOOMS) - 1, max(0, at + steps))]
        share = (day - self.first) / self.zoom.days
        return Axis(zoom, day - share * zoom.days, self.width)

    def ticks(self) -> list[tuple[int, Date]]:
        """The columns where units begin, each with its date, from the left."""
        found = []
        when = _start(civil(floor(self.first)), self.zoom)
        while when is not None:
            column = self.column(_day(when))
            if column >= self.width:
                break
            if column >= 0:
                found.append((column, when))
            when = _next(when, self.zoom)
        return found


def civil(day: int) -> Date:
    """The calendar day of a day number, kept within the years that dates may have."""
    day = min(max(day, _day(Date(-9999, 1, 1))), _day(Date(9999, 12, 31)))
    cycles, rest = divmod(day - 1, _CYCLE)
    found = _civil.fromordinal(rest + 1)
    return Date(found.year + cycles * 400, found.month, found.day)


def fitting(bounds: Sequence[tuple[int, int]], width: int, room: int = 0) -> Axis:
    """The nearest axis of `width` columns that holds all stretches, with `room` at the right.

    Open ends are not counted.
    """
    ends = [d for pair in bounds for d in pair if d not in (OPEN_PAST, OPEN_FUTURE)]
    if not ends:
        return Axis(ZOOMS[4], _day(Date(2000, 1, 1)), width)
    first, last = min(ends), max(ends) + 1
    inner = max(4, width - room)
    zoom = next((z for z in ZOOMS[2:] if (last - first) / z.days <= inner - 2), ZOOMS[-1])
    spare = (inner - (last - first) / zoom.days) / 2
    return Axis(zoom, first - max(1, min(spare, 4)) * zoom.days, width)


@dataclass(frozen=True, slots=True)
class Placed:
    """One event on the screen: its row, its columns from `start` to `end`, room for its label."""

    index: int
    row: int
    start: int
    end: int
    label: int


def placed(
    axis: Axis, bounds: Sequence[tuple[int, int]], labels: Sequence[int], rows: int, chosen: int
) -> tuple[list[Placed], int]:
    """Events in the fewest rows, none over another; and how many in view found no room.

    `bounds` are days from first to last, in order of time, `labels` the widths wanted.
    The `chosen` event is placed first, whatever the crowd.
    """
    taken = [0] * max(1, rows)  # a bit for each column in use
    found: list[Placed] = []
    left = 0
    order = sorted(range(len(bounds)), key=lambda i: (i != chosen, i))
    for index in order:
        start, end = (axis.column(d) for d in bounds[index])
        if end < 0 or start >= axis.width:
            continue
        start, end = max(0, start), min(axis.width - 1, end)
        wide = min(labels[index], axis.width - end - 2)
        for label in dict.fromkeys((max(0, wide), max(0, min(wide, 10)), 0)):
            used = (1 << (end + (label + 3 if label else 2))) - (1 << start)
            row = next((r for r, columns in enumerate(taken) if not columns & used), None)
            if row is not None:
                taken[row] |= used
                found.append(Placed(index, row, start, end, label))
                break
        else:
            left += 1
    return sorted(found, key=lambda p: (p.row, p.start)), left


def _day(when: Date) -> int:
    return when.bounds.first


def _start(when: Date, zoom: Zoom) -> Date | None:
    """The first tick not after a date."""
    if zoom.unit is Unit.YEAR:
        return _year(when.year - when.year % zoom.step)
    if zoom.unit is Unit.MONTH:
        month = when.month or 1
        return Date(when.year, month - (month - 1) % zoom.step)
    back = (_day(when) - 1) % zoom.step  # day 1 was a Monday
    return civil(_day(when) - back)


def _next(when: Date, zoom: Zoom) -> Date | None:
    if zoom.unit is Unit.YEAR:
        return _year(when.year + zoom.step)
    if zoom.unit is Unit.MONTH:
        year, month = divmod((when.month or 1) - 1 + zoom.step, 12)
        return Date(when.year + year, month + 1) if when.year + year <= 9999 else None
    following = civil(_day(when) + zoom.step)
    return following if _day(following) > _day(when) else None


def _year(year: int) -> Date | None:
    return Date(max(year, -9999)) if year <= 9999 else None
