"""The cards of some decks together, as a session draws from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from quiz.core.card import Card


class Pool(Mapping[str, Card]):
    """The cards of some decks by id; one pass goes over them in turn, one of each deck.

    It holds the decks' own tables, so that it costs nothing to make from many cards.
    """

    def __init__(self, decks: Mapping[str, Mapping[str, Card]]) -> None:
        """Draw from these decks, each a table of its cards by id, in its order."""
        self.decks = decks

    @classmethod
    def of(cls, cards: Cards) -> Pool:
        """Draw from cards, whether they stand in tables yet or not."""
        if isinstance(cards, Pool):
            return cards
        decks: dict[str, dict[str, Card]] = {}
        for card in cards:
            decks.setdefault(card.deck, {})[card.id] = card
        return Pool(decks)

    def __getitem__(self, card: str) -> Card:
        return self.decks[card.partition("/")[0]][card]

    def __iter__(self) -> Iterator[str]:
        for turn in zip_longest(*self.decks.values()):
            yield from (card for card in turn if card is not None)

    def __len__(self) -> int:
        return sum(map(len, self.decks.values()))


Cards = Pool | Iterable[Card]
"""Some cards, best as a pool."""
