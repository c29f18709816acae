"""Dates as historians write them: the part of EDTF (ISO 8601-2:2019, level 1) that decks use.

Three kinds of value, each with `bounds` in days, so that any two can be compared:

    Date    2018-07-11  2018-07  2018  2020-21 (spring)  199X  19XX  -0043  1969~
    Span    2004/2011   2004/..  ../2012-07-17          every day from start to end
    OneOf   [2004-10..2004-12]   [..2012-07-17]         some day in that stretch

A span says that something lasted; a set says that we do not know the day.
Years are astronomical (0000 is 1 BC), the calendar is proleptic Gregorian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as _civil
from enum import IntEnum
from typing import NamedTuple

from quiz.core.errors import DateError
from quiz.translation import _

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
OPEN_PAST, OPEN_FUTURE = -4_000_000, 4_000_000  # day numbers past every year we accept


class Precision(IntEnum):
    """How fine a date is; a larger number is coarser."""

    DAY = 1
    MONTH = 2
    SEASON = 3
    YEAR = 4
    DECADE = 5
    CENTURY = 6


class Bounds(NamedTuple):
    """First and last day, counted like `date.toordinal` but also before year 1."""

    first: int
    last: int


def _day_number(year: int, month: int, day: int) -> int:
    cycles, rest = divmod(year - 1, 400)  # the Gregorian calendar repeats every 400 years
    return _civil(rest + 1, month, day).toordinal() + cycles * 146_097


def _month_length(year: int, month: int) -> int:
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return _day_number(*following, 1) - _day_number(year, month, 1)


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month, season, year, decade or century, as precise as it is known.

    `month` is 1–12 or a season, 21–24. `blanks` counts the unspecified digits of the year
    (1 for a decade, 2 for a century). `mark` is EDTF's qualifier: `~` about, `?` uncertain,
    `%` both. Raises DateError for a day that no calendar has.
    """

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""
    blanks: int = 0

    def __post_init__(self) -> None:
        if not -9999 <= self.year <= 9999:
            raise DateError(
                _("the year {year} is out of range").format(year=self.year),
                do=_("use -9999 to 9999"),
            )
        if self.month is not None and not (1 <= self.month <= 12 or 21 <= self.month <= 24):
            raise DateError(
                _("there is no month {month:02d}").format(month=self.month),
                do=_("use 01 to 12, or 21 to 24 for a season"),
            )
        if self.day is not None:
            if self.month is None or self.month > 12:
                raise DateError(_("a day needs its month"), do=_("write YYYY-MM-DD"))
            length = _month_length(self.year, self.month)
            if not 1 <= self.day <= length:
                raise DateError(
                    _("{year:04d}-{month:02d} has no day {day}").format(
                        year=self.year, month=self.month, day=self.day
                    ),
                    do=_("its last day is {length}").format(length=length),
                )

    @property
    def precision(self) -> Precision:
        """How fine the date is."""
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH if self.month <= 12 else Precision.SEASON
        return (Precision.YEAR, Precision.DECADE, Precision.CENTURY)[self.blanks]

    @property
    def bounds(self) -> Bounds:
        """First and last day. Seasons are the meteorological ones of the north."""
        if self.day is not None and self.month is not None:
            number = _day_number(self.year, self.month, self.day)
            return Bounds(number, number)
        if self.month is None:
            past = 10**self.blanks - 1
            return Bounds(_day_number(self.year, 1, 1), _day_number(self.year + past, 12, 31))
        if self.month <= 12:
            first = _day_number(self.year, self.month, 1)
            return Bounds(first, first + _month_length(self.year, self.month) - 1)
        start = (self.month - 20) * 3  # spring is March to May
        end = (self.year, start + 3) if start < 12 else (self.year + 1, 3)
        return Bounds(_day_number(self.year, start, 1), _day_number(*end, 1) - 1)

    def coarser(self, precision: Precision) -> Date:
        """This date said no finer than `precision`; itself where it already is."""
        if precision <= self.precision:
            return self
        if precision in (Precision.MONTH, Precision.SEASON):
            return Date(self.year, self.month, mark=self.mark)
        blanks = precision - Precision.YEAR
        return Date(self.year - self.year % 10**blanks, mark=self.mark, blanks=blanks)

    def __str__(self) -> str:
        text = f"{'-' if self.year < 0 else ''}{abs(self.year):04d}"
        if self.blanks:
            text = text[: -self.blanks] + "X" * self.blanks
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text + self.mark


@dataclass(frozen=True, slots=True)
class Span:
    """All days from `start` to `end`; None is an open end (`..`)."""

    start: Date | None
    end: Date | None

    def __post_init__(self) -> None:
        _check_order(self.start, self.end)

    @property
    def precision(self) -> Precision:
        """That of its coarser end."""
        return _coarser_end(self.start, self.end)

    @property
    def bounds(self) -> Bounds:
        """First day of the start, last day of the end."""
        return _outer(self.start, self.end)

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """Some day not before `earliest` and not after `latest`; None is no limit."""

    earliest: Date | None
    latest: Date | None

    def __post_init__(self) -> None:
        _check_order(self.earliest, self.latest)

    @property
    def precision(self) -> Precision:
        """That of its coarser limit."""
        return _coarser_end(self.earliest, self.latest)

    @property
    def bounds(self) -> Bounds:
        """First day of the earliest, last day of the latest."""
        return _outer(self.earliest, self.latest)

    def __str__(self) -> str:
        return f"[{self.earliest or ''}..{self.latest or ''}]"


Edtf = Date | Span | OneOf


def _check_order(start: Date | None, end: Date | None) -> None:
    if start is None and end is None:
        raise DateError(_("a stretch needs at least one end"))
    if start and end and start.bounds.first > end.bounds.last:
        raise DateError(
            _("{start} comes after {end}").format(start=start, end=end),
            do=_("write the earlier date first"),
        )


def _coarser_end(start: Date | None, end: Date | None) -> Precision:
    return max(d.precision for d in (start, end) if d is not None)


def _outer(start: Date | None, end: Date | None) -> Bounds:
    return Bounds(
        start.bounds.first if start else OPEN_PAST, end.bounds.last if end else OPEN_FUTURE
    )


_DATE = re.compile(
    r"(?P<sign>-?)(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)"
)


def _date(text: str, whole: str) -> Date:
    match = _DATE.fullmatch(text)
    if (
        not match
        or (match["month"] and "X" in match["year"])
        or match["sign"]
        and text[1:5] == "0000"
    ):
        raise DateError(
            _("'{whole}' is not a date in EDTF").format(whole=whole),
            do=_("write 2018-07-11, 2018-07, 2018 or 2004/2011"),
        )
    digits = match["year"]
    year = int(digits.replace("X", "0")) * (-1 if match["sign"] else 1)
    if match["sign"] and "X" in digits:
        raise DateError(
            _("'{whole}': decades before year 0 are not supported").format(whole=whole),
            do=_("use [a..b]"),
        )
    month, day = (int(match[k]) if match[k] else None for k in ("month", "day"))
    return Date(year, month, day, match["mark"], digits.count("X"))


def parse(text: str) -> Edtf:
    """Read an EDTF string. Raises DateError with the fault and what to write instead.

    Besides EDTF the shorthand `a..b` is taken for `[a..b]`.
    """
    text = text.strip()
    if "/" in text:
        start, _, end = text.partition("/")
        sides = [None if side in ("..", "") else _date(side, text) for side in (start, end)]
        return Span(sides[0], sides[1])
    if ".." in text:
        inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
        early, _, late = inner.partition("..")
        limits = [_date(side, text) if side else None for side in (early.strip(), late.strip())]
        return OneOf(limits[0], limits[1])
    return _date(text, text)


def overlap(a: Edtf, b: Edtf) -> bool:
    """Whether some day belongs to both: two tellings of one event must."""
    (a_first, a_last), (b_first, b_last) = a.bounds, b.bounds
    return a_first <= b_last and b_first <= a_last


def before(a: Edtf, b: Edtf) -> bool:
    """Whether every day of `a` is earlier than every day of `b`."""
    return a.bounds.last < b.bounds.first


def within(inner: Edtf, outer: Edtf) -> bool:
    """Whether every day of `inner` belongs to `outer`."""
    return outer.bounds.first <= inner.bounds.first and inner.bounds.last <= outer.bounds.last


def sort_key(value: Edtf) -> tuple[int, int]:
    """Chronological order: by first day, then the longer stretch first."""
    return value.bounds.first, -value.bounds.last
