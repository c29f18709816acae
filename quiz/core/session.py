"""Which card comes next: steps that are running out, then what is due, then new cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

from quiz.core.card import Card
from quiz.core.events import Standing

LEARN_AHEAD_MS = 20 * 60_000  # a step that ends within this may come early, if all else is done
_GOLDEN = (5**0.5 - 1) / 2


@dataclass(frozen=True, slots=True)
class Queue:
    """The cards of today, each list in the order in which it is shown.

    `learning` is sorted by when its step ends; the others are for any time today.
    """

    learning: tuple[str, ...]
    due: tuple[str, ...]
    new: tuple[str, ...]


def fact_of(card: str) -> str:
    """The fact that a card asks: its siblings share it."""
    end = card.find("/", card.find("/") + 1)
    return card[:end] if end > 0 else card


def queue(
    cards: Sequence[Card],
    standings: Mapping[str, Standing],
    day: int,
    *,
    new_per_day: int,
    cram: bool = False,
    done: AbstractSet[str] = frozenset(),
) -> Queue:
    """The cards to be studied on a study day.

    Of siblings only one is shown a day, due ones before new ones; learning steps go on
    always. New cards come in the order of the deck, no more than `new_per_day` counting those
    begun today. With `cram` every card but those `done` comes, whatever its date.
    """
    ids = [c.id for c in cards]
    blank = Standing()
    at = {i: standings.get(i, blank) for i in ids}
    ids = [i for i in ids if not at[i].suspended]
    if cram:
        left = (i for i in ids if i not in done and at[i].buried_day != day)
        return Queue((), tuple(sorted(left, key=shuffled)), ())
    fresh = [i for i in ids if at[i].memory is None and at[i].buried_day != day]
    return arranged((waiting(i, s) for i, s in at.items()), day, fresh, new_per_day)


class Waiting(NamedTuple):
    """What of a card's standing bears on a day; `due_day` is None while it is new.

    `changed`: it asks for another answer than when it was last seen.
    """

    card: str
    due_day: int | None
    due_at: int | None
    buried_day: int
    seen_day: int
    first_day: int | None
    suspended: bool = False
    changed: bool = False


def waiting(card: str, standing: Standing) -> Waiting:
    """A card's standing as the queue looks at it."""
    m = standing.memory
    due_day, due_at, first = (m.due_day, m.due_at, m.first_day) if m else (None, None, None)
    return Waiting(
        card, due_day, due_at, standing.buried_day, standing.seen_day, first, standing.suspended
    )


def arranged(cards: Iterable[Waiting], day: int, fresh: Iterable[str], new_per_day: int) -> Queue:
    """The queue of a study day from the cards that bear on it.

    `cards` are at least those that are due, in a step, changed, or were seen on the day;
    `fresh` the cards never begun and not put off, in the order of their decks, read no
    further than needed. A card that asks for another answer than before is due.
    """
    steps: list[tuple[int, str]] = []
    days: list[tuple[int, int, str]] = []
    begun = 0
    taken = set()
    for card, due_day, due_at, buried, seen, first, suspended, changed in cards:
        if seen == day:
            taken.add(fact_of(card))
        if due_day is None or suspended:
            continue
        begun += first == day
        if buried == day:
            continue
        if due_at is not None:
            steps.append((due_at, card))
        elif due_day <= day or (changed and seen != day):
            days.append((due_day, shuffled(card), card))
    learning = [card for _, card in sorted(steps)]
    due = [card for *_, card in sorted(days)]
    # Siblings: what was seen today, or is in a step, keeps the other cards of its fact away.
    taken |= {fact_of(i) for i in learning}
    due = _one_a_fact(due, taken)
    room = max(0, new_per_day - begun)
    new: list[str] = []
    for i in fresh if room else ():
        fact = fact_of(i)
        if fact not in taken:
            taken.add(fact)
            new.append(i)
            if len(new) == room:
                break
    return Queue(tuple(learning), tuple(due), tuple(new))


def after_answer(today: Queue, standings: Mapping[str, Standing], card: str) -> Queue:
    """The queue after an answer to one of its cards: what `queue` gives, without a look at all.

    Its siblings are not in the queue, and a new card answered is one of today's less. Not for
    cram, where a step that runs means nothing.
    """
    steps = []
    for other in {*today.learning, card}:
        standing = standings.get(other)
        memory = standing.memory if standing is not None else None
        if memory is not None and memory.due_at is not None:  # else answered meanwhile
            steps.append((memory.due_at, other))
    learning = tuple(other for _, other in sorted(steps))
    return Queue(learning, _without(today.due, card), _without(today.new, card))


def _without(ids: tuple[str, ...], card: str) -> tuple[str, ...]:
    """`ids` less one card, which mostly comes first."""
    if card not in ids:
        return ids
    at = ids.index(card)
    return ids[:at] + ids[at + 1 :]


def _one_a_fact(ids: list[str], taken: set[str]) -> list[str]:
    kept = []
    for i in ids:
        fact = fact_of(i)
        if fact not in taken:
            taken.add(fact)
            kept.append(i)
    return kept


def shuffled(card: str) -> int:
    """A fixed order without meaning, so that neighbours in the text are not asked in a row."""
    return crc32(card.encode())


def upcoming(
    today: Queue, standings: Mapping[str, Standing], now_ms: int, done: int
) -> tuple[str | None, int | None]:
    """The next card, and when to wait for where there is only a running step.

    A step that has ended comes first. New cards are spread among the due ones.
    """
    ending = today.learning[0] if today.learning else None
    ends = standings[ending].memory.due_at if ending else None  # type: ignore[union-attr]
    if ending is not None and ends is not None and ends <= now_ms:
        return ending, None
    if today.due and today.new:
        share = len(today.new) / (len(today.due) + len(today.new))
        begin = done * _GOLDEN % 1 >= 1 - share  # its multiples fall evenly, not in lumps
        return (today.new if begin else today.due)[0], None
    if today.due or today.new:
        return (today.due or today.new)[0], None
    if ending is not None and ends is not None:
        return (ending, None) if ends <= now_ms + LEARN_AHEAD_MS else (None, ends)
    return None, None
