"""Browse: every card of every deck, found by words and states, marked many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from quiz.core.answers import folded
from quiz.core.card import Card, Kind
from quiz.core.deck import Deck
from quiz.core.display import one_line
from quiz.core.events import Event, EventKind, Standing
from quiz.core.memory import Phase, retrievability
from quiz.library.desk import Desk
from quiz.library.filing import Filed, take_back
from quiz.store.progress import Progress
from quiz.translation import _, pgettext

_BLANK = Standing()
_BATCH = "batch:"  # how the events of one act on many cards know each other


class State(StrEnum):
    """Where a card stands today."""

    NEW = "new"
    LEARNING = "learning"
    DUE = "due"
    LATER = "later"
    BURIED = "buried"
    SUSPENDED = "suspended"


EXTRA = ("leech", "flagged")  # what a card may be besides its state


def state_word(state: State) -> str:
    """A state in the language in force."""
    match state:
        case State.NEW:
            return pgettext("a card", "new")
        case State.LEARNING:
            return pgettext("a card", "learning")
        case State.DUE:
            return pgettext("a card", "due")
        case State.LATER:
            return pgettext("a card", "later")
        case State.BURIED:
            return pgettext("a card", "buried")
        case State.SUSPENDED:
            return pgettext("a card", "suspended")


def kind_word(kind: Kind) -> str:
    """What a card asks, in a word of the language in force."""
    match kind:
        case Kind.WHEN:
            return pgettext("what is asked", "when")
        case Kind.WHAT:
            return pgettext("what is asked", "what")
        case Kind.MEANS:
            return pgettext("what is asked", "means")
        case Kind.TERM:
            return pgettext("what is asked", "term")
        case Kind.CLOZE:
            return pgettext("what is asked", "cloze")
        case Kind.ASK:
            return pgettext("what is asked", "ask")
        case Kind.ORDER:
            return pgettext("what is asked", "order")
        case Kind.BEFORE:
            return pgettext("what is asked", "before")


@dataclass(frozen=True, slots=True)
class Row:
    """A card as it is browsed. `recall` is the chance of recall now, None before any answer.

    `due` is the day it is due, an ordinal, None where it has none. `text` is what is searched.
    """

    card: Card
    deck: Deck
    standing: Standing
    state: State
    recall: float | None
    due: int | None
    text: str

    @property
    def leech(self) -> bool:
        """Whether the card keeps being forgotten."""
        return self.standing.memory is not None and self.standing.memory.leech


def rows(desk: Desk, decks: Sequence[Deck]) -> list[Row]:
    """The cards of some decks with where each stands. Raises StoreError."""
    progress = desk.progress
    today, now = progress.today(), int(progress.now().timestamp() * 1000)
    found = []
    for deck in decks:
        standings = progress.standings(f"{deck.id}/")
        for card in desk.cards(deck):
            found.append(_row(card, deck, standings.get(card.id, _BLANK), today, now, progress))
    return found


def _row(
    card: Card, deck: Deck, standing: Standing, today: int, now: int, progress: Progress
) -> Row:
    memory = standing.memory
    return Row(
        card,
        deck,
        standing,
        _state(standing, today, now),
        retrievability(memory, today, progress.plan) if memory else None,
        memory.due_day if memory else None,
        f"{card.question}\n{card.answer}\n{card.topic}\n{card.note}\n{' '.join(card.tags)}".casefold(),
    )


def _state(standing: Standing, today: int, now: int) -> State:
    memory = standing.memory
    if standing.suspended:
        return State.SUSPENDED
    if standing.buried_day == today:
        return State.BURIED
    if memory is None:
        return State.NEW
    if memory.due_at is not None:
        return State.DUE if memory.due_at <= now else State.LEARNING
    if memory.phase is not Phase.REVIEW:
        return State.LEARNING
    return State.DUE if memory.due_day <= today else State.LATER


Test = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every test must hold. `faults` are the words that mean nothing."""

    tests: tuple[Test, ...] = ()
    faults: tuple[str, ...] = ()

    def __call__(self, row: Row) -> bool:
        """Whether a row is among what is looked for."""
        return all(test(row) for test in self.tests)


def query(text: str) -> Query:
    """Read `is:due deck:nato tag:chronology kind:when word -word "two words"`.

    A word stands for itself anywhere in question, answer, topic or tags; `-` turns a test
    round. A value goes with what begins like it, a deck's also with any part of its title.
    Keys, states and kinds may be given in the language in force too.
    """
    tests: list[Test] = []
    faults = []
    keys = _KEYS | {key_word(key): test for key, test in _KEYS.items()}
    for word in _words(text):
        turned = word.startswith("-") and len(word) > 1
        bare = word[1:] if turned else word
        key, colon, value = bare.partition(":")
        if not (colon and key in keys):
            tests.append(_negated(_has(bare.strip('"')), turned))
        elif not value:
            continue  # still being typed
        elif (test := keys[key](value.strip('"'))) is not None:
            tests.append(_negated(test, turned))
        else:
            faults.append(bare)
    return Query(tuple(tests), tuple(faults))


def _words(text: str) -> list[str]:
    words, open_quote, word = [], False, ""
    for c in text.casefold():
        if c == '"':
            open_quote = not open_quote
        if c.isspace() and not open_quote:
            words.append(word)
            word = ""
        else:
            word += c
    return [w for w in [*words, word] if w.strip('"')]


def _negated(test: Test, turned: bool) -> Test:
    return (lambda row: not test(row)) if turned else test


def _has(word: str) -> Test:
    return lambda row: word in row.text


def _is(value: str) -> Test | None:
    states = {s for s in State if s.startswith(value) or _begins(state_word(s), value)}
    words = (_("leech"), _("flagged"))
    leech, flagged = (
        name.startswith(value) or _begins(word, value)
        for name, word in zip(EXTRA, words, strict=True)
    )
    if not (states or leech or flagged):
        return None
    return lambda r: r.state in states or (leech and r.leech) or (flagged and r.standing.flagged)


def _deck(value: str) -> Test:
    return lambda row: row.deck.id.startswith(value) or value in row.deck.title.casefold()


def _tag(value: str) -> Test:
    return lambda row: any(tag.casefold().startswith(value) for tag in row.card.tags)


def _kind(value: str) -> Test:
    kinds = {k for k in Kind if k.startswith(value) or _begins(kind_word(k), value)}
    return lambda row: row.card.kind in kinds


def _begins(words: str, value: str) -> bool:
    """Whether one of some words begins so, accents aside."""
    wanted = folded(value)
    return bool(wanted) and any(word.startswith(wanted) for word in folded(words).split())


_KEYS: dict[str, Callable[[str], Test | None]] = {
    "is": _is,
    "deck": _deck,
    "tag": _tag,
    "kind": _kind,
}


def key_word(key: str) -> str:
    """A key of a query in the language in force."""
    match key:
        case "is":
            return pgettext("a key of a search", "is")
        case "deck":
            return pgettext("a key of a search", "deck")
        case "tag":
            return pgettext("a key of a search", "tag")
        case _:
            return pgettext("a key of a search", "kind")


def term(key: str, value: str) -> str:
    """A test as it is typed: "is:due"; of a value of several words the last."""
    return f"{key_word(key)}:{value.rpartition(' ')[2]}"


def suggestions(found: Iterable[Row]) -> list[str]:
    """Words that a query over these rows may hold: states, kinds, tags, decks."""
    decks: dict[str, None] = {}
    tags: dict[str, None] = {}
    kinds: dict[str, None] = {}
    for row in found:
        decks[row.deck.id] = None
        kinds[kind_word(row.card.kind)] = None
        tags |= dict.fromkeys(row.card.tags)
    return [
        *(term("is", s) for s in (*map(state_word, State), _("leech"), _("flagged"))),
        *(term("kind", k) for k in kinds),
        *(term("tag", one_line(t)) for t in sorted(tags) if " " not in t),
        *(term("deck", d) for d in decks),
    ]


_LAST = date.max.toordinal()
_ORDERS: dict[str, Callable[[Row], Any]] = {
    "question": lambda r: one_line(r.card.question).casefold(),
    "answer": lambda r: r.card.edtf.bounds if r.card.edtf else (_LAST * 2, 0),
    "deck": lambda r: r.deck.title.casefold(),
    "kind": lambda r: r.card.kind,
    "state": lambda r: list(State).index(r.state),
    "due": lambda r: (r.due is None, r.due or 0),
    "recall": lambda r: (r.recall is None, r.recall or 0.0),
    "lapses": lambda r: -(r.standing.memory.lapses if r.standing.memory else -1),
}
ORDERS = tuple(_ORDERS)


def ordered(found: Iterable[Row], by: str, *, backwards: bool = False) -> list[Row]:
    """Rows sorted by a column; by the deck's own order where `by` is no column."""
    kept = list(found)
    if by in _ORDERS:
        kept.sort(key=_ORDERS[by], reverse=backwards)
    return kept


def mark_all(desk: Desk, kind: EventKind, chosen: Sequence[Row]) -> int:
    """Suspend, resume, bury, flag or reset cards in one commit; the number changed.

    A card that is already so gets no event. Raises StoreError; then nothing was written.
    """
    progress = desk.progress
    wanted = [r.card.id for r in chosen if _changes(kind, r, progress.today())]
    name = f"{_BATCH}{int(progress.now().timestamp() * 1000)}:{kind}"
    with progress.together():
        for card in wanted:
            progress.append(kind, card, data=name)
    return len(wanted)


def _changes(kind: EventKind, row: Row, today: int) -> bool:
    match kind:
        case EventKind.SUSPEND:
            return not row.standing.suspended
        case EventKind.RESUME:
            return row.standing.suspended
        case EventKind.BURY:
            return row.standing.buried_day != today
        case EventKind.RESET:
            return row.standing.memory is not None
        case _:
            return True


def undo(desk: Desk) -> tuple[EventKind | Filed, int] | None:
    """Take back the latest act, on however many cards or facts; None where there is none.

    Acts on the decks' files are taken back in their turn (`library.filing`). Raises StoreError,
    and InputError where a deck was changed since.
    """
    progress = desk.progress
    last = progress.last_undoable()
    if desk.filings and (last is None or desk.filings[-1].seq >= last.seq):
        filed = take_back(desk)
        return filed.kind, filed.facts
    if last is None:
        return None
    batch: list[Event] = [last]
    if last.data.startswith(_BATCH):
        batch = progress.marked(last.data)
    with progress.together():
        for event in batch:
            progress.append(EventKind.UNDO, event.card, target=event.name)
    return last.kind, len(batch)
