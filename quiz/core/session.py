"""Which card comes next: steps that are running out, then what is due, then new cards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

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
    return "/".join(card.split("/")[:2])


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
    begun = {i: at[i] for i in ids}
    fresh = [i for i in ids if at[i].memory is None and at[i].buried_day != day]
    rest = {i: s for i, s in at.items() if s.seen_day >= day and i not in begun}
    return arranged(begun | rest, day, fresh, new_per_day)


def arranged(
    standings: Mapping[str, Standing],
    day: int,
    fresh: Iterable[str],
    new_per_day: int,
    changed: AbstractSet[str] = frozenset(),
) -> Queue:
    """The queue of a study day from the standings that bear on it.

    `standings` holds at least what is due, in a step, or was seen on the day; `fresh` are the
    cards never begun and not put off, in the order of their decks, read no further than
    needed. `changed` cards ask for another answer than when they were last seen: they are due.
    """
    learning, due = [], []
    begun = 0
    taken = set()
    for i, standing in standings.items():
        if standing.seen_day == day:
            taken.add(fact_of(i))
        memory = standing.memory
        if memory is None or standing.suspended:
            continue
        begun += memory.first_day == day
        if standing.buried_day == day:
            continue
        if memory.due_at is not None:
            learning.append(i)
        elif memory.due_day <= day or (i in changed and standing.seen_day != day):
            due.append(i)
    learning.sort(key=lambda i: (standings[i].memory.due_at, i))  # type: ignore[union-attr]
    due.sort(key=lambda i: (standings[i].memory.due_day, shuffled(i)))  # type: ignore[union-attr]
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


def _one_a_fact(ids: list[str], taken: set[str]) -> list[str]:
    kept = []
    for i in ids:
        fact = fact_of(i)
        if fact not in taken:
            taken.add(fact)
            kept.append(i)
    return kept


def shuffled(card: str) -> str:
    """A fixed order without meaning, so that neighbours in the text are not asked in a row."""
    return hashlib.blake2b(card.encode(), digest_size=8).hexdigest()


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
