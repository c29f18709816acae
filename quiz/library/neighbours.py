"""The events of a deck in order of time: who stands beside whom."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.core.deck import Deck
from quiz.core.edtf import Edtf, before, overlap, sort_key
from quiz.core.fact import Event
from quiz.dates.spoken import spoken
from quiz.wording.cards import asked_date

NEIGHBOURS = 4  # events that another is placed among
_FEWEST = 2
_LOOKED_AT = 60  # events on either side that neighbours are looked for among


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with its date, written out in the deck's language."""

    fact: str
    statement: str
    when: Edtf
    date: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """An event, its neighbours in order of time, and the gap (from 0) that it belongs in."""

    event: Dated
    neighbours: tuple[Dated, ...]
    right: int


class Timeline:
    """A deck's events by their first day."""

    def __init__(self, deck: Deck) -> None:
        """Sort the events of a deck."""
        events = [
            Dated(f.id, f.body.event, f.body.when, spoken(asked_date(f.body.when, f.precision), deck.lang))
            for f in deck.facts
            if isinstance(f.body, Event)
        ]  # fmt: skip
        self.events: Sequence[Dated] = sorted(events, key=lambda e: (*sort_key(e.when), e.fact))
        self._first = [e.when.bounds.first for e in self.events]
        self._dates = {e.statement: e.date for e in self.events}
        self._at = {e.fact: n for n, e in enumerate(self.events)}

    def date_of(self, statement: str) -> str:
        """The date of the event that says this, "" where no event does."""
        return self._dates.get(statement, "")

    def around(self, fact: str, each: int = 1) -> tuple[list[Dated], Dated, list[Dated]] | None:
        """An event with `each` neighbours before and after it; None for what is no event."""
        at = self._at.get(fact)
        if at is None:
            return None
        earlier = list(self.events[max(0, at - each) : at])
        return earlier, self.events[at], list(self.events[at + 1 : at + 1 + each])

    def about(self, when: Edtf, each: int = 1) -> list[Dated]:
        """The events nearest to a date: `each` that begin before it and after it."""
        low = bisect_left(self._first, when.bounds.first)
        high = bisect_right(self._first, when.bounds.last)
        return [*self.events[max(0, low - each) : low], *self.events[high : high + each]]

    def gaps(self, fact: str, review: int) -> Gaps | None:
        """Neighbours to place an event among, each clearly before or after it and one another.

        How many of them come before it is drawn from fact and review, so that the middle is no
        better a guess. None where fewer than two stand clear.
        """
        at = self._at.get(fact)
        if at is None:
            return None
        event = self.events[at]
        earlier = _clear(event, reversed(self.events[max(0, at - _LOOKED_AT) : at]))
        later = _clear(event, self.events[at + 1 : at + 1 + _LOOKED_AT])
        if len(earlier) + len(later) < _FEWEST:
            return None
        draw = hashlib.blake2b(f"{fact}\0{review}".encode(), digest_size=8).digest()
        early = int.from_bytes(draw) % (NEIGHBOURS + 1)
        early = max(min(early, len(earlier)), min(NEIGHBOURS - len(later), len(earlier)))
        known = [*reversed(earlier[:early]), *later[: NEIGHBOURS - early]]
        return Gaps(event, tuple(known), min(early, len(earlier)))


def _clear(event: Dated, others: Iterable[Dated]) -> list[Dated]:
    found: list[Dated] = []
    for other in others:
        apart = before(other.when, event.when) or before(event.when, other.when)
        if apart and not any(overlap(other.when, f.when) for f in found):
            found.append(other)
        if len(found) == NEIGHBOURS:
            break
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a stretch of the timeline.

    `mark` is `▸` for the event asked, `✗` for the learner's date, `⋮` where events are left
    out, else a space.
    """

    mark: str
    date: str
    statement: str


def compared(timeline: Timeline, fact: str, given: Edtf, lang: str) -> list[Row]:
    """Where a wrong date would have lain: the event, its neighbours, the date given and its own."""
    found = timeline.around(fact)
    if found is None:
        return []
    earlier, event, later = found
    shown = {e.fact: e for e in (*earlier, event, *later, *timeline.about(given))}
    order = {e.fact: n for n, e in enumerate(timeline.events)}
    rows: list[tuple[tuple[int, int], int, Row]] = []
    for e in shown.values():
        mark = "▸" if e.fact == fact else " "
        rows.append((sort_key(e.when), order[e.fact], Row(mark, e.date, e.statement)))
    rows.append((sort_key(given), -1, Row("✗", spoken(given, lang), "")))
    rows.sort(key=lambda r: (r[0], r[1]))
    out: list[Row] = []
    last: int | None = None
    for _, at, row in rows:
        if last is not None and at > last + 1:
            out.append(Row("⋮", "", f"{at - last - 1}"))
        out.append(row)
        last = at if at >= 0 else last
    return out
