"""Coverage: what of a deck's source is asked, and how well each sentence of it is known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quiz.core.card import Card
from quiz.core.deck import Deck, DeckSource
from quiz.core.document import Block, BlockKind
from quiz.core.errors import DocumentError
from quiz.core.fact import Telling
from quiz.core.known import Known, known, together
from quiz.core.memory import retrievability
from quiz.library.desk import Desk

CONFIRMED = 3  # shorter overlaps than this many characters are a matter of punctuation


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the source. `dated` says that it names a date.

    `cards` are those that it tells; `recall` is the chance of recalling them now, None where
    it has none or none was answered. `block` counts the source's blocks.
    """

    text: str
    block: int
    heading: bool
    dated: bool
    cards: tuple[Card, ...]
    recall: float | None

    @property
    def known(self) -> Known:
        """The recall in four steps."""
        return known(self.recall)

    @property
    def missing(self) -> bool:
        """Whether it names a date and no card asks of it."""
        return self.dated and not self.cards


@dataclass(frozen=True, slots=True)
class Coverage:
    """A source with its sentences; `whole` is False where only the quotes are at hand.

    `name` is the source's title, or its file, `file` where its text was looked for.
    """

    deck: Deck
    source: DeckSource
    sentences: tuple[Sentence, ...]
    whole: bool

    @property
    def name(self) -> str:
        """What the source is called."""
        return self.source.title or self.source.file or self.source.id

    @property
    def dated(self) -> int:
        """Sentences that name a date."""
        return sum(s.dated for s in self.sentences)

    @property
    def missing(self) -> int:
        """Sentences that name a date and have no card."""
        return sum(s.missing for s in self.sentences)


def coverage(desk: Desk, deck: Deck) -> list[Coverage]:
    """Each source of a deck, sentence by sentence; quotes where its text is not at hand.

    Raises StoreError.
    """
    recalls = _recalls(desk, deck)
    found = []
    for source in deck.sources or (DeckSource(id=""),):
        told = sorted(_told(desk, deck, source.id), key=lambda pair: pair[0].at or (0, 0))
        text = desk.shelf.source_text(deck, source.id)
        if text is not None:
            sentences = _of_text(text, _blocks(desk, deck, source, text), deck, told, recalls)
        else:
            sentences = _of_quotes(told, recalls)
        if sentences:
            found.append(Coverage(deck, source, tuple(sentences), text is not None))
    return found


def _recalls(desk: Desk, deck: Deck) -> dict[str, float | None]:
    progress = desk.progress
    today, standings = progress.today(), progress.standings(f"{deck.id}/")
    return {
        i: retrievability(s.memory, today, progress.plan) if s.memory else None
        for i, s in standings.items()
    }


def _told(desk: Desk, deck: Deck, source: str) -> Iterable[tuple[Telling, Card]]:
    """The places of a source that some card's fact is told at."""
    for card in desk.cards(deck):
        for telling in (card.source, *card.supports):
            if telling is not None and (telling.of or source) == source:
                yield telling, card


def _blocks(desk: Desk, deck: Deck, source: DeckSource, text: str) -> tuple[Block, ...]:
    """The blocks of a source's text; its paragraphs where it can no longer be read as it was."""
    from quiz.reading import read

    home = Path(deck.path).parent if deck.path else desk.shelf.folder
    try:
        document = read(home / source.file, lang=deck.lang)
    except DocumentError:
        document = None
    if document is not None and document.text == text:
        return document.blocks
    found, at = [], 0
    for part in text.split("\n"):
        if part.strip():
            found.append(Block(BlockKind.PARAGRAPH, at, at + len(part)))
        at += len(part) + 1
    return tuple(found)


def _of_text(
    text: str,
    blocks: Iterable[Block],
    deck: Deck,
    told: list[tuple[Telling, Card]],
    recalls: dict[str, float | None],
) -> list[Sentence]:
    from quiz.dates.find import find
    from quiz.mining.sentences import sentences

    placed = sorted(
        ((t.at, card) for t, card in told if t.at is not None), key=lambda pair: pair[0]
    )
    longest = max((b - a for (a, b), _ in placed), default=0)
    starts = [at[0] for at, _ in placed]
    found = []
    for number, block in enumerate(blocks):
        heading = block.kind is BlockKind.HEADING
        mentions = find(text, deck.lang, block.start, block.end)
        for a, b in sentences(text, block.start, block.end, deck.lang):
            cards: dict[str, Card] = {}
            for at, card in placed[bisect_left(starts, a - longest) :]:
                if at[0] >= b:
                    break
                if min(at[1], b) - max(at[0], a) >= min(CONFIRMED, b - a):
                    cards[card.id] = card
            dated = not heading and any(a <= m.core < b and not m.tentative for m in mentions)
            found.append(_sentence(text[a:b], number, heading, dated, cards, recalls))
    return found


def _of_quotes(
    told: list[tuple[Telling, Card]], recalls: dict[str, float | None]
) -> list[Sentence]:
    """The quotes that a deck holds, in the order of the source where it is known."""
    quotes: dict[str, dict[str, Card]] = {}
    for telling, card in told:
        if telling.quote:
            quotes.setdefault(telling.quote, {})[card.id] = card
    return [
        _sentence(quote, number, False, bool(_any_dated(cards)), cards, recalls)
        for number, (quote, cards) in enumerate(quotes.items())
    ]


def _any_dated(cards: dict[str, Card]) -> bool:
    return any(card.edtf is not None for card in cards.values())


def _sentence(
    text: str,
    block: int,
    heading: bool,
    dated: bool,
    cards: dict[str, Card],
    recalls: dict[str, float | None],
) -> Sentence:
    recall = together([recalls.get(i) for i in cards]) if cards else None
    return Sentence(text, block, heading, dated, tuple(cards.values()), recall)
