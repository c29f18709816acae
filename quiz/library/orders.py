"""Facts that put others in order: three to six events, or which of two came first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quiz.core.edtf import Date, before
from quiz.core.fact import Before, Event, Fact, Order
from quiz.dates.find import find
from quiz.wording.gates import stem_faults, vague

_IN_ORDER = 4  # events a card
_EVERY = 9  # events for one card of each sort
_LOOKS_BACK = re.compile(r"\b(?:had|avait|avaient)\s|\bhas been\b")  # tells the order
_AT = {"en": ("When ",), "fr": ("Quand ", "De quand date")}  # not since when, or by what date
_LIMIT = 90  # characters of a statement that is read among others


def orders(facts: Sequence[Fact], lang: str) -> list[Fact]:
    """Order and before facts over a deck's events, spread over its whole time.

    Only events whose dates leave no doubt about their order, and whose statements stand alone.
    """
    clear = _clear(facts, lang)
    count = len(clear) // _EVERY
    if count == 0:
        return []
    found = []
    step = len(clear) / count
    for number in range(count):
        start = int(number * step)
        window = clear[start : start + int(step)]
        stride = max(1, len(window) // _IN_ORDER)
        chosen = window[::stride][:_IN_ORDER]
        if len(chosen) >= 3:
            ids = tuple(f.id for f in chosen)
            found.append(Fact(id=f"order-{number + 1}", body=Order(ids), tags=("order",)))
        pair = window[1:3]
        if len(pair) == 2:
            found.append(
                Fact(
                    id=f"before-{number + 1}",
                    body=Before((pair[0].id, pair[1].id)),
                    tags=("order",),
                )
            )
    return found


# What goes on since a date is no event that another comes before.
_LASTING = re.compile(r"(?:Since when|Depuis quand|À partir de quand|¿Desde cuándo|Seit wann)\b")


def _clear(facts: Sequence[Fact], lang: str) -> list[Fact]:
    """Events in the order of time, each wholly after the one before it."""
    events = [
        f
        for f in facts
        if isinstance(f.body, Event)
        and isinstance(f.body.when, Date)
        and not f.body.when.mark
        and len(f.body.event) <= _LIMIT
        and "when" in f.ask  # what is worded naturally is a whole statement
        and not _LASTING.match(f.ask["when"])
        and not re.search(r"…|[*_;]", f.body.event)
        and f.body.event[:1].isupper()
        and not stem_faults(f.body.event, None, lang)
        and not vague(f.body.event, lang)
        and not _LOOKS_BACK.search(f.body.event)
        and not f.body.event.endswith(".")
        and not find(f.body.event, lang)
        and f.ask["when"].startswith(_AT.get(lang, ("",)))
        and _named(f.body.event, f.ask["when"])
    ]
    events.sort(key=lambda f: f.body.when.bounds if isinstance(f.body, Event) else (0, 0))
    kept = events[:1]
    for fact in events[1:]:
        if before(_when(kept[-1]), _when(fact)):
            kept.append(fact)
    assert all(before(_when(a), _when(b)) for a, b in pairwise(kept))  # noqa: S101 - what makes them clear
    return kept


def _named(statement: str, stem: str) -> bool:
    """Whether a statement says what it is about without the subject of the deck before it."""
    same = re.match(r"(?:[^:?]+):\s", stem)
    return same is None and re.search(r"\s\W?[A-ZÀ-Ý]", statement) is not None


def _when(fact: Fact) -> Date:
    assert isinstance(fact.body, Event)  # noqa: S101 - only events are asked
    assert isinstance(fact.body.when, Date)  # noqa: S101 - likewise
    return fact.body.when
