"""The rules of `quiz check`. A rule is a function and one line in `RULES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quiz.core.card import Card, Kind
from quiz.core.deck import Deck
from quiz.core.edtf import before, overlap
from quiz.core.fact import Before, Event, Fact, Order, Telling
from quiz.core.normalise import find_quote
from quiz.translation import N_, _
from quiz.wording.gates import STEM_ERROR, STEM_WARNING, inner, stem_faults

OFF, ERROR, WARNING = "off", "error", "warning"
TYPED_LIMIT, REVEALED_LIMIT = 60, 160  # characters of an answer to be typed, to be revealed
_FRAME = 30  # characters that a frame's own words add to a stem

Found = Iterator[tuple[int, str]]


@dataclass(frozen=True)
class Scene:
    """What rules look at: a deck, its cards, and the texts of its sources that are at hand.

    `lines` says where each fact begins in the deck's file.
    """

    deck: Deck
    cards: tuple[Card, ...]
    lines: dict[str, int]
    texts: dict[str, str]

    @cached_property
    def faulty(self) -> list[tuple[Card, int, list[str]]]:
        """The cards that do not pass the wording's gates, with their lines and those gates' names."""
        found = []
        for card, line in _stems(self):
            when = card.edtf if card.kind is Kind.WHEN else None
            answer = "" if card.kind in (Kind.WHEN, Kind.CLOZE) else card.answer
            if faults := stem_faults(card.question, when, card.lang, answer):
                found.append((card, line, faults))
        return found


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule; `look` yields the line and a message for each place that breaks it."""

    name: str
    level: str
    look: Callable[[Scene], Found]


def _stems(scene: Scene) -> Iterator[tuple[Card, int]]:
    """The cards with a question of their own, each with its fact's line."""
    for card in scene.cards:
        if card.kind not in (Kind.ORDER, Kind.BEFORE):
            yield card, scene.lines.get(card.fact, 1)


def _tellings(scene: Scene) -> Iterator[tuple[Fact, Telling]]:
    for fact in scene.deck.facts:
        for telling in (fact.source, *fact.supports):
            if telling is not None:
                yield fact, telling


def _gate(name: str, said: str) -> Callable[[Scene], Found]:
    """A rule from one of the wording's gates."""

    def look(scene: Scene) -> Found:
        for card, line, faults in scene.faulty:
            if name == "pronoun" and inner(card.question) == card.question:
                continue  # "Which mill …?" may begin so; only a framed statement may not
            if name in faults:
                yield line, f"{card.fact}: {_(said)}"

    return look


def _stem_length(scene: Scene) -> Found:
    for card, line in _stems(scene):
        if (length := len(card.question)) > STEM_ERROR:
            said = _("the question has {length} characters, over {STEM_ERROR}").format(
                length=length, STEM_ERROR=STEM_ERROR
            )
            yield line, f"{card.fact}: {said}"


def _stem_long(scene: Scene) -> Found:
    for card, line in _stems(scene):
        length = len(card.question)
        if STEM_WARNING + _FRAME < length <= STEM_ERROR:
            said = _("the question has {length} characters; shorter reads better").format(
                length=length
            )
            yield line, f"{card.fact}: {said}"


def _answer_length(scene: Scene) -> Found:
    for card, line in _stems(scene):
        limit = REVEALED_LIMIT if card.kind in (Kind.WHAT, Kind.MEANS) else TYPED_LIMIT
        if (length := len(card.answer)) > limit:
            said = _("the answer has {length} characters, over {limit}").format(
                length=length, limit=limit
            )
            yield line, f"{card.fact}: {said}"


def _same_question(scene: Scene) -> Found:
    seen: dict[str, Card] = {}
    for card, line in _stems(scene):
        other = seen.setdefault(" ".join(card.question.casefold().split()), card)
        if other is not card:
            same = other.answer == card.answer
            said = (
                _("asks the same as {other}")
                if same
                else _("asks the same as {other}, with another answer")
            )
            yield line, f"{card.fact}: {said.format(other=other.fact)}"


def _same_card(scene: Scene) -> Found:
    seen: set[str] = set()
    for card in scene.cards:
        if card.id in seen:
            line = scene.lines.get(card.fact, 1)
            said = _("a deletion's number is used twice, so two cards are one")
            yield line, f"{card.fact}: {said}"
        seen.add(card.id)


def _renames(scene: Scene) -> Found:
    owner = {fact.id: fact.id for fact in scene.deck.facts}
    for fact in scene.deck.facts:
        for old in fact.was:
            other = owner.get(old)
            if other == old:
                said = _("'was' names '{old}', which is still a fact here").format(old=old)
                yield fact.line, f"{fact.id}: {said}"
            elif other is not None:
                said = _("'was' names '{old}', as {other} does").format(old=old, other=other)
                yield fact.line, f"{fact.id}: {said}"
            owner.setdefault(old, fact.id)
    if scene.deck.id in scene.deck.was:
        yield 1, _("the deck's 'was' names its own id, '{id}'").format(id=scene.deck.id)


def _order(scene: Scene) -> Found:
    index = {fact.id: fact for fact in scene.deck.facts}
    for fact in scene.deck.facts:
        match fact.body:
            case Order(order=ids) | Before(before=ids):
                yield from ((fact.line, f"{fact.id}: {fault}") for fault in _disorder(ids, index))
            case _:
                pass


def _disorder(ids: tuple[str, ...], index: dict[str, Fact]) -> Iterator[str]:
    for name in ids:
        if name not in index:
            yield _("there is no fact '{name}'").format(name=name)
        elif not isinstance(index[name].body, Event):
            yield _("'{name}' has no date to be put in order by").format(name=name)
    if len(set(ids)) < len(ids):
        yield _("a fact is named twice")
    bodies = [(name, index[name].body) for name in ids if name in index]
    for (a, first), (b, then) in pairwise(bodies):
        if (
            isinstance(first, Event)
            and isinstance(then, Event)
            and not before(first.when, then.when)
        ):
            said = (
                _("'{a}' and '{b}' overlap in time")
                if overlap(first.when, then.when)
                else _("'{a}' is later than '{b}'")
            )
            yield said.format(a=a, b=b)


def _quote(scene: Scene) -> Found:
    for fact, telling in _tellings(scene):
        text = scene.texts.get(telling.of)
        if text is None or not telling.quote or stands(telling, text):
            continue
        if find_quote(text, telling.quote, telling.at[0] if telling.at else 0) is None:
            yield fact.line, f"{fact.id}: {_('the quote does not stand in the source')}"


def _moved(scene: Scene) -> Found:
    for fact, telling in _tellings(scene):
        text = scene.texts.get(telling.of)
        if text is None or not telling.quote or telling.at is None or stands(telling, text):
            continue
        if find_quote(text, telling.quote, telling.at[0]) is not None:
            said = _("the quote has moved; 'quiz check --fix' finds it again")
            yield fact.line, f"{fact.id}: {said}"


def stands(telling: Telling, text: str) -> bool:
    """The law of quotes: `text[a:b] == quote`."""
    return telling.at is not None and text[slice(*telling.at)] == telling.quote


def _source(scene: Scene) -> Found:
    known = {source.id for source in scene.deck.sources}
    for fact, telling in _tellings(scene):
        if telling.of and telling.of not in known:
            said = _("there is no source '{name}'").format(name=telling.of)
            yield fact.line, f"{fact.id}: {said}"


def _accept(scene: Scene) -> Found:
    for card, line in _stems(scene):
        if card.answer in card.accept:
            said = _("'accept' repeats the answer")
            yield line, f"{card.fact}: {said}"


def _lint(scene: Scene) -> Found:
    known = {rule.name for rule in RULES} | {"cut-short"}
    for name in scene.deck.lint:
        if name not in known:
            yield 1, _("'lint' names '{name}', which is no rule").format(name=name)


RULES = (
    Rule("date-in-stem", ERROR, _gate("date-in-stem", N_("the question gives the date away"))),
    Rule("answer-in-stem", ERROR, _gate("answer-in-stem", N_("the question holds its answer"))),
    Rule("leaning", WARNING, _gate("leaning", N_("the question leans on a text not shown"))),
    Rule("pronoun", WARNING, _gate("pronoun", N_("the question begins with a pronoun"))),
    Rule(
        "unbalanced", WARNING, _gate("unbalanced", N_("brackets or quotation marks do not match"))
    ),
    Rule("empty", ERROR, _gate("empty", N_("the question asks nothing"))),
    Rule("stem-length", ERROR, _stem_length),
    Rule("stem-long", WARNING, _stem_long),
    Rule("answer-length", WARNING, _answer_length),
    Rule("same-question", ERROR, _same_question),
    Rule("same-card", ERROR, _same_card),
    Rule("renames", ERROR, _renames),
    Rule("order", ERROR, _order),
    Rule("quote", ERROR, _quote),
    Rule("moved", WARNING, _moved),
    Rule("source", ERROR, _source),
    Rule("accept", WARNING, _accept),
    Rule("lint", WARNING, _lint),
)
