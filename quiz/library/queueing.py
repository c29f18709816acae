"""The queue of a day: read from the progress file's indexes where the decks are enrolled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from quiz.core.answer_key import answer_key
from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.events import Standing
from quiz.core.lineage import earlier_ids
from quiz.core.session import Queue, queue
from quiz.library.pool import Cards, Pool
from quiz.store.progress import Progress
from quiz.store.roster import Place

_WORDING = 300  # characters of a card that are kept to know it again in another dress


class Standings(dict[str, Standing]):
    """The standings that bear on a day; others are read when they are asked for."""

    def __init__(self, progress: Progress, known: dict[str, Standing]) -> None:
        super().__init__(known)
        self._progress = progress

    def __missing__(self, card: str) -> Standing:
        self[card] = found = self._progress.standing(card)
        return found

    def get(self, card: str, default: Any = None) -> Any:  # noqa: ANN401 - as dict's own
        """A card's standing; the default only for a card without events."""
        found = self[card]
        return default if found == Standing() else found


def enrol(
    progress: Progress, deck: Deck, cards: Sequence[Card], held: Collection[str] = ()
) -> bool:
    """Tell the progress file what a deck yields; whether that is something else than before.

    What a renamed card knew follows it, but from a fact that another deck still holds (`held`,
    as `deck/fact`); a card that asks for another answer than before is due.
    """
    places = [Place(c.id, answer_key(c), wording(c)) for c in cards]
    return progress.enrol(deck.id, places, earlier_ids(deck, cards, held))


def wording(card: Card) -> str:
    """Question and answer on a line, as they are kept to find a card again."""
    return " ".join(f"{card.question} {card.answer}".split())[:_WORDING]


def todays(cards: Cards, progress: Progress, day: int, new_per_day: int) -> tuple[Queue, Standings]:
    """The queue of some cards on a study day, and the standings that bear on it.

    Where they are all the cards of enrolled decks only the rows of the day are read; else every
    card is looked at. Both give the same.
    """
    pool = Pool.of(cards)
    decks = list(pool.decks)
    if sum(map(progress.enrolled, decks)) == len(pool):  # distinct cards, so none is left out
        found = progress.queue(decks, day, new_per_day)
        return _by_plan(pool, progress, found, day), Standings(progress, {})
    standings: dict[str, Standing] = {}
    for deck in decks:
        standings |= progress.standings(f"{deck}/")
    found = queue(tuple(pool.values()), standings, day, new_per_day=new_per_day)
    return _by_plan(pool, progress, found, day), Standings(progress, standings)


def todays_by_deck(pool: Pool, progress: Progress, day: int, new_per_day: int) -> dict[str, Queue]:
    """As `todays` for each deck alone."""
    whole = [d for d, cards in pool.decks.items() if progress.enrolled(d) == len(cards)]
    found = progress.queues(whole, day, new_per_day)
    queued = {}
    for deck, cards in pool.decks.items():
        one = Pool({deck: cards})
        if deck in found:
            queued[deck] = _by_plan(one, progress, found[deck], day)
        else:
            queued[deck], _ = todays(one, progress, day, new_per_day)
    return queued


def _by_plan(cards: Pool, progress: Progress, today: Queue, day: int) -> Queue:
    if not progress.plan.deadlines:
        return today
    from quiz.library.deadlines import planned

    return planned(progress, cards, today, day)
