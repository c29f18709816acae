"""What a date expression inherits: the year or month of the heading, entry or date before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from quiz.core.edtf import Date, Edtf, OneOf, Span
from quiz.core.errors import DateError
from quiz.dates.find import Mention, build


@dataclass(slots=True)
class Context:
    """The dates in force while a document is read from top to bottom."""

    last: Date | None = None  # what a day or month without a year belongs to
    latest: Date | None = None  # what "the same year" and "two days later" count from

    def resolve(self, mention: Mention) -> Edtf | None:
        """The full date of a mention here, None where nothing says its year."""
        if mention.relative is not None:
            return self._counted(mention)
        if mention.complete:
            return build(mention, 0)
        if self.last is None:
            return None
        year = self.last.year
        if mention.first.day and mention.first.month is None and mention.last is None:
            return self._same_month(mention.first.day)
        if mention.years_on:
            return build(mention, year + mention.years_on)
        month = mention.first.month
        if month and month <= 12 and self.last.month and self.last.month <= 12:
            # A story goes forward: far back in the same year means the next one.
            if self.last.month - month > 6:
                year += 1
            elif month - self.last.month > 9:
                year -= 1
        return build(mention, year)

    def _same_month(self, day: int) -> Date | None:
        """A later day of the month in force, the only one that is sure: "on the 29th"."""
        base = self.latest
        if base is None or base.month is None or base.month > 12 or day < (base.day or 1):
            return None
        try:
            return Date(base.year, base.month, day)
        except DateError:
            return None

    def _counted(self, mention: Mention) -> Edtf | None:
        relative, base = mention.relative, self.latest
        if base is None or relative is None or base.year < 1:
            return None
        try:
            if relative.unit == "year":
                return Date(base.year + mention.count)
            if relative.unit == "month":
                if base.month is None or base.month > 12:
                    return None
                months = base.year * 12 + base.month - 1 + mention.count
                return Date(months // 12, months % 12 + 1)
            days = 7 * mention.count if relative.unit == "week" else mention.count
            return _days_after(base, days)
        except (DateError, OverflowError, ValueError):
            return None

    def advance(self, value: Edtf, *, passing: bool = False) -> None:
        """Note that `value` has just been told.

        A year told in `passing`, inside a sentence, dates nothing that follows where a day or
        month is in force: "had been widened in 2015".
        """
        held = self.last
        self._note(value)
        self.latest = self.last
        if passing and isinstance(value, Date) and value.month is None:
            if held is not None and held.month is not None:
                self.last = held

    def _note(self, value: Edtf) -> None:
        match value:
            case Date():
                self.last = value
            case Span(start=start, end=end):
                self.last = end or start
            case OneOf(earliest=early, latest=late):
                self.last = Date((early or late).year) if (early or late) else self.last  # type: ignore[union-attr]


def _days_after(base: Date, days: int) -> Date | None:
    if base.day is None or base.month is None:
        return None
    moved = date(base.year, base.month, base.day) + relativedelta(days=days)
    return Date(moved.year, moved.month, moved.day)
