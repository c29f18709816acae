"""What a date expression inherits: the year or month of the heading, entry or date before."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    def resolve(
        self,
        mention: Mention,
        *,
        within: Edtf | None = None,
        label: bool = False,
        back: bool = False,
    ) -> Edtf | None:
        """The full date of a mention here, None where nothing says its year for sure.

        `within` is the year of the entry or heading that it stands under, if there is one;
        `label` tells that the mention is the date of an entry, which such a year always holds;
        `back` that its sentence looks back ("had been").
        """
        if mention.relative is not None:
            return self._counted(mention)
        if mention.complete:
            return build(mention, 0)
        held = _year_of(within)
        if label and held is not None:
            return build(mention, held)
        if mention.years_on is not None:  # "in May of that year"
            return build(mention, self.latest.year + mention.years_on) if self.latest else None
        if self.last is None:
            return None
        year = self.last.year
        if mention.first.day and mention.first.month is None and mention.last is None:
            return self._same_month(mention.first.day)
        if mention.following:
            return self._following(mention)
        months = self._months_back(mention)
        if label or (back and months <= _A_YEAR_ON):
            return build(mention, year)
        if held is not None and held == year:
            return build(mention, year) if months <= _A_YEAR_ON else None
        if months > _A_YEAR_ON and not back:
            return build(mention, year + 1)  # a story goes forward: "in December … In February"
        return build(mention, year) if not months else None

    def _months_back(self, mention: Mention) -> int:
        """How many months before the one in force that of a mention is, in one year."""
        last, first = self.last, mention.first
        if last is None or not first.month or not last.month or max(first.month, last.month) > 12:
            return 0
        return max(0, last.month - first.month)

    def _following(self, mention: Mention) -> Edtf | None:
        """The first such month or season after the date in force: "the following spring"."""
        last, month = self.last, mention.first.month
        if last is None or not month or self.latest is None:
            return None
        if last.month is None:
            return build(mention, last.year + 1)
        start = _SEASON_STARTS.get(month, month)
        told = _SEASON_STARTS.get(last.month, last.month)
        if told < start:  # "in February 1912 … the following May", but not "the next summer"
            return build(mention, last.year) if start - told > 1 + (month > 12) else None
        return build(mention, last.year + 1)

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
                if mention.exact:
                    return Date(base.year + mention.count, base.month, base.day)
                part = replace(mention.first, year=base.year + mention.count)
                return part.date(base.year + mention.count)
            if relative.unit == "month":
                if base.month is None or base.month > 12:
                    return None
                months = base.year * 12 + base.month - 1 + mention.count
                return Date(months // 12, months % 12 + 1)
            days = 7 * mention.count if relative.unit == "week" else mention.count
            return _days_after(base, days)
        except (DateError, OverflowError, ValueError):
            return None

    def advance(self, value: Edtf) -> None:
        """Note that the story has come to `value`."""
        held = self.last
        if held is not None and held.month and _year_of(value) == held.year and self.latest == held:
            return  # "In May … That year …" leaves the story in May
        self._note(value)
        self.latest = self.last

    def back_to(self, held: Date | None) -> None:
        """Note that a sentence looked back, and that the story still is where it was."""
        self.last, self.latest = held, None

    def lose(self) -> None:
        """Note that a date was told from which it is not sure that the story goes on."""
        self.last = self.latest = None

    def _note(self, value: Edtf) -> None:
        match value:
            case Date():
                self.last = value
            case Span(start=start, end=end):
                self.last = end or start
            case OneOf(earliest=early, latest=late):
                self.last = Date((early or late).year) if (early or late) else self.last  # type: ignore[union-attr]


_A_YEAR_ON = 6  # months back from which the next year is meant
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}


def _year_of(value: Edtf | None) -> int | None:
    """The year of a date that is just a year."""
    if not isinstance(value, Date) or value.month is not None or value.blanks or value.mark:
        return None
    return value.year


def _days_after(base: Date, days: int) -> Date | None:
    if base.day is None or base.month is None:
        return None
    moved = date(base.year, base.month, base.day) + relativedelta(days=days)
    return Date(moved.year, moved.month, moved.day)
