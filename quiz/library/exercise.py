"""How a card is asked in a session, what is chosen from or arranged, and the verdict."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quiz.core.answers import Grade, Remark, Verdict
from quiz.core.card import Card, Kind
from quiz.core.ordering import Arranged, judge_order, judge_place
from quiz.core.rating import Rating
from quiz.library.judging import judged, to_be_typed
from quiz.library.neighbours import Timeline
from quiz.translation import _, language
from quiz.wording.choices import shuffled, with_choices

_WHOLE = 300  # cards of a kind up to which choices are made for all of them at once
_WINDOW = 40  # cards on either side that choices of a larger deck are drawn from


class Form(StrEnum):
    """What the learner does with a card before the answer is shown."""

    REVEAL = "reveal"
    TYPE = "type"
    CHOOSE = "choose"
    ORDER = "order"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Exercise:
    """A card as it is asked now.

    `question` is without the statements that `rows` show. `rows` are the choices, the items to
    be put in order, or the neighbours that the event is placed among; `right` is the place of
    the right choice or gap in them. `helped` says that choices were asked for.
    """

    card: Card
    form: Form
    question: str
    rows: tuple[str, ...] = ()
    right: int = 0
    moved: str = ""
    helped: bool = False


class Exercises:
    """Makes exercises for the cards of a session; what it works out it keeps."""

    def __init__(self, cards: Iterable[Card], timelines: dict[str, Timeline], mode: str) -> None:
        """`timelines` are by deck id; `mode` is the setting: typed, reveal or choices."""
        self._groups: dict[tuple[str, Kind, str], list[Card]] = {}
        for card in cards:
            self._groups.setdefault(_group(card), []).append(card)
        self._timelines, self._mode = timelines, mode
        self._made: dict[str, tuple[str, ...]] = {}

    def usual(self, card: Card, review: int) -> Exercise:
        """The card as it is asked unless the learner wants it otherwise."""
        if self._mode != "reveal":
            if card.kind is Kind.ORDER and len(card.items) >= 2:
                return Exercise(card, Form.ORDER, _bare(card), _drawn(card.items, card.id, review))
            if card.kind is Kind.BEFORE and len(card.items) == 2:
                rows = _drawn(card.items, card.id, review)
                return Exercise(card, Form.CHOOSE, _bare(card), rows, rows.index(card.items[0]))
            if card.choices and (found := self._chosen(card, card.choices, review)):
                return found
            if self._mode == "choices" and (found := self.choosing(card, review)):
                return replace(found, helped=False)
        form = Form.TYPE if to_be_typed(card, self._mode) else Form.REVEAL
        return Exercise(card, form, card.question)

    def choosing(self, card: Card, review: int) -> Exercise | None:
        """The card with choices; None where its deck has no fair ones."""
        if card.kind in (Kind.ORDER, Kind.BEFORE):
            return None
        if card.id not in self._made:
            self._made |= self._worked_out(card)
        found = self._chosen(card, self._made[card.id], review)
        return replace(found, helped=not card.choices) if found else None

    def placing(self, card: Card, review: int) -> Exercise | None:
        """The card's event to be placed among its neighbours; None where there are too few."""
        timeline = self._timelines.get(card.deck)
        found = timeline.gaps(card.fact, review) if timeline and card.kind is Kind.WHEN else None
        if found is None:
            return None
        rows = tuple(f"{event.date}  {event.statement}" for event in found.neighbours)
        return Exercise(card, Form.PLACE, card.question, rows, found.right, found.event.statement)

    def timeline(self, card: Card) -> Timeline | None:
        """The timeline of the card's deck."""
        return self._timelines.get(card.deck)

    def _chosen(self, card: Card, choices: Sequence[str], review: int) -> Exercise | None:
        rows = shuffled(replace(card, choices=tuple(choices)), review)
        if len(rows) < 2 or card.answer not in rows:
            return None
        return Exercise(card, Form.CHOOSE, card.question, rows, rows.index(card.answer))

    def _worked_out(self, card: Card) -> dict[str, tuple[str, ...]]:
        """Choices for a card, for all of its kind where they are few."""
        group = self._groups[_group(card)]
        if len(group) > _WHOLE:
            return {card.id: with_choices(_near(card, group))[0].choices}
        return {c.id: c.choices for c in with_choices(group)}


def judge_typed(card: Card, typed: str) -> Verdict | None:
    """The verdict on a typed answer; None for an empty one."""
    return judged(card, typed, language()) if typed.strip() else None


def judge_choice(exercise: Exercise, chosen: int) -> Verdict:
    """The verdict on a choice; a right one with help proposes Hard."""
    if chosen != exercise.right:
        return Verdict(Grade.WRONG, Rating.AGAIN, Remark.DIFFERENT)
    if exercise.helped:
        return Verdict(Grade.RIGHT, Rating.HARD, Remark.HELPED)
    return Verdict(Grade.RIGHT, Rating.GOOD, Remark.EXACT)


def judge_arranged(exercise: Exercise, given: Sequence[str]) -> Arranged:
    """The verdict on an order of the exercise's rows."""
    return judge_order(exercise.card.items, given)


def arranged_lines(
    exercise: Exercise, given: Sequence[str], timeline: Timeline | None
) -> list[str]:
    """The items in their right order, each with its date and the place it was given."""
    arranged = judge_arranged(exercise, given)
    placed: dict[str, list[tuple[int, int]]] = {}
    for place, (item, off) in enumerate(zip(given, arranged.off, strict=True)):
        placed.setdefault(item, []).append((place - off, place))
    lines = []
    for number, item in enumerate(exercise.card.items):
        was = next((p for right, p in placed.get(item, ()) if right == number), None)
        mark = "✓" if was == number else "✗"
        date = timeline.date_of(item) if timeline else ""
        yours = ""
        if was is not None and was != number:
            yours = "   " + _("(you: {place})").format(place=was + 1)
        lines.append(f"{mark} {number + 1}. {f'{date}  ' if date else ''}{item}{yours}")
    return lines


def choice_lines(exercise: Exercise, timeline: Timeline | None) -> list[str]:
    """The choices as they are shown once judged: events with their dates."""
    dates = [timeline.date_of(r) if timeline else "" for r in exercise.rows]
    if exercise.card.kind is not Kind.BEFORE:
        dates = [""] * len(exercise.rows)
    return [f"{r}  ({d})" if d else r for r, d in zip(exercise.rows, dates, strict=True)]


def judge_gap(exercise: Exercise, gap: int) -> Verdict:
    """The verdict on the gap in which an event was placed."""
    return judge_place(exercise.right, gap)


def _group(card: Card) -> tuple[str, Kind, str]:
    return card.deck, card.kind, card.asks


def _near(card: Card, group: list[Card]) -> list[Card]:
    """The card and those that its choices may be drawn from in a deck of thousands."""
    if card.edtf is not None:
        own = card.edtf.bounds
        others = sorted(group, key=lambda c: abs(c.edtf.bounds.first - own.first) if c.edtf else 0)
    else:
        others = sorted(group, key=lambda c: abs(len(c.answer) - len(card.answer)))
    near = [c for c in others[: 2 * _WINDOW] if c.id != card.id]
    return [card, *near]


def _bare(card: Card) -> str:
    """The question without the statements that it lists."""
    lines = card.question.split("\n")
    kept = [line for line in lines if line.removeprefix("– ") not in card.items]
    return "\n".join(kept).strip() or card.question


def _drawn(items: Sequence[str], card: str, review: int) -> tuple[str, ...]:
    """The items in an order that card and review give, never the right one of three or more."""

    def draw(item: tuple[int, str]) -> bytes:
        return hashlib.blake2b(f"{card}\0{review}\0{item[0]}".encode(), digest_size=8).digest()

    drawn = tuple(item for _, item in sorted(enumerate(items), key=draw))
    return drawn[1:] + drawn[:1] if len(items) > 2 and drawn == tuple(items) else drawn
