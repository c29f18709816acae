"""The learner's desk: decks, settings and progress opened together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.document import page_at
from quiz.core.errors import DamagedError, InputError
from quiz.core.fact import Telling
from quiz.core.passage import Passage, passage
from quiz.library.exercise import Exercises
from quiz.library.filing import Filing
from quiz.library.keeping import keep_daily, mended, open_progress
from quiz.library.neighbours import Timeline
from quiz.library.pool import Pool
from quiz.library.preferences import interface_language
from quiz.library.queueing import enrol
from quiz.library.recent import recent_documents, remember_document
from quiz.library.remarks import RATINGS, acts
from quiz.library.same_card import Proposal, proposals
from quiz.library.shelf import Entry, Shelf
from quiz.library.study import Counts, Study, counts_by_deck
from quiz.store import deckfile
from quiz.store.locations import Locations, find_locations
from quiz.store.progress import Clock, Progress
from quiz.store.settings import Settings, load_settings, save_setting
from quiz.translation import _, speak
from quiz.wording.cards import cards_of


def wall_clock() -> datetime:
    """The time here and now, with its zone."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Shown:
    """A deck as the home screen lists it."""

    entry: Entry
    cards: int
    counts: Counts | None


class Desk:
    """Opens what is needed when it is needed, so that nothing is created by looking."""

    def __init__(self, locations: Locations | None = None, clock: Clock = wall_clock) -> None:
        """Sit down at these locations, the user's own by default."""
        self.locations = locations or find_locations()
        self.clock = clock
        self.shelf = Shelf(self.locations)
        self.notices: tuple[str, ...] = ()
        """What the user should be told about the progress file, one line each."""
        self.filings: list[Filing] = []
        """Acts on deck files that can be taken back, the latest last."""
        self.proposals: list[Proposal] = []
        """New cards of decks that changed since they were last read, each like one that sleeps."""
        self._decks: dict[str, tuple[Deck, frozenset[str], dict[str, Card]]] = {}

    @cached_property
    def settings(self) -> Settings:
        """The user's settings; their language is put in force. Raises StoreError."""
        found = load_settings(self.locations.settings)
        speak(interface_language(found))
        return found

    def change(self, key: str, value: object) -> None:
        """Set one setting, in the file and from now on. Raises StoreError; then nothing changed."""
        self.__dict__["settings"] = found = save_setting(self.locations.settings, key, value)
        speak(interface_language(found))
        if "progress" in self.__dict__:
            self.progress.turn_at(self.settings.day_turn)

    def default(self, key: str) -> object:
        """What a setting is when nothing is set."""
        return getattr(Settings(), key)

    @cached_property
    def progress(self) -> Progress:
        """The user's progress, opened on first use; a damaged file is mended. Raises StoreError."""
        opened, self.notices = open_progress(
            self.locations.progress, self.clock, self.settings.day_turn
        )
        return opened

    def mend(self, found: str) -> str:
        """Put the latest good backup in the place of progress found to be damaged; what was done.

        Raises DamagedError where there is no backup; then nothing has changed.
        """
        self.progress.close()
        del self.__dict__["progress"]
        path, turn = self.locations.progress, self.settings.day_turn
        error = DamagedError(
            _("the progress file is damaged ({found})").format(found=found), where=str(path)
        )
        self.__dict__["progress"], said = mended(path, self.clock, turn, error)
        return said

    def close(self) -> None:
        """Close what was opened."""
        if "progress" in self.__dict__:
            keep_daily(self.progress)
            self.progress.close()
            del self.__dict__["progress"]

    def overview(self) -> list[Shown]:
        """Every deck with what it offers today; broken decks with their error."""
        entries = self.shelf.entries()
        decks = [e.deck for e in entries if e.deck]
        if not decks:
            return [Shown(e, 0, None) for e in entries]
        _ = self.progress  # opened first, so that decks are enrolled as they are read
        pool = self.pool(decks)
        known = counts_by_deck(pool, self.progress, self.settings)
        return [
            Shown(e, len(pool.decks[e.deck.id]), known[e.deck.id]) if e.deck else Shown(e, 0, None)
            for e in entries
        ]

    def cards(self, deck: Deck) -> tuple[Card, ...]:
        """The cards of a deck, made once."""
        return tuple(self._table(deck).values())

    def pool(self, decks: Sequence[Deck]) -> Pool:
        """The cards of some decks in turn, one of each, so that new ones come of all of them."""
        return Pool({deck.id: self._table(deck) for deck in decks})

    def _table(self, deck: Deck) -> dict[str, Card]:
        held = self._held(deck)
        known = self._decks.get(deck.id)
        if known is None or known[:2] != (deck, held):
            cards = cards_of(deck)
            self._decks[deck.id] = known = (deck, held, {card.id: card for card in cards})
            if "progress" in self.__dict__ or self.locations.progress.exists():
                if enrol(self.progress, deck, cards, held):
                    self.proposals += proposals(self.progress, deck, cards)
        return known[2]

    def _held(self, deck: Deck) -> frozenset[str]:
        """Which facts that a deck says it had from others (`deck/fact`) are still there too.

        Their progress stays where they are.
        """
        named = {name for fact in deck.facts for name in fact.was if "/" in name}
        if not named:
            return frozenset()
        others = (e.deck for e in self.shelf.entries() if e.deck and e.deck.id != deck.id)
        return frozenset(n for d in others for f in d.facts if (n := f"{d.id}/{f.id}") in named)

    def decks(self, names: Sequence[str]) -> list[Deck]:
        """The decks named by file, id or title; every good one where none is named."""
        if not names:
            return [e.deck for e in self.shelf.entries() if e.deck]
        return [self.shelf.find(name) for name in names]

    def study(
        self,
        decks: Sequence[Deck],
        *,
        limit: int | None = None,
        minutes: float | None = None,
        cram: bool = False,
    ) -> Study:
        """Start a session over some decks, interleaved. Raises InputError where there are none."""
        if not decks:
            raise InputError(_("there is no deck to study"), do=_("build one: quiz build DOCUMENT"))
        progress = self.progress  # opened first, so that decks are enrolled as they are read
        return Study(
            self.pool(decks), progress, self.settings,
            limit=limit, minutes=minutes, cram=cram,
        )  # fmt: skip

    def undo(self) -> str:
        """Take back the latest answer, bury or suspend; what that was, in a sentence."""
        last = self.progress.undo()
        if last is None:
            return _("Nothing to take back.")
        tables = {i: table for i, (_deck, _held, table) in self._decks.items()}
        card = Pool(tables).get(last.card)
        what = _(RATINGS[last.rating]) if last.rating is not None else acts(last.kind)
        question = card.question if card else last.card
        return _("Taken back: {what}, of: {question}").format(what=what, question=question)

    def recent_documents(self) -> list[str]:
        """The documents that decks were built from lately."""
        return recent_documents(self.locations)

    def remember_document(self, source: str) -> None:
        """Put a document first among the recent ones."""
        remember_document(self.locations, source)

    def exercises(self, study: Study, decks: Sequence[Deck]) -> Exercises:
        """How the cards of a session are asked."""
        timelines = {deck.id: Timeline(deck) for deck in decks}
        return Exercises(study.cards.values(), timelines, self.settings.answer_mode)

    def reread(self, deck: Deck) -> Deck:
        """The deck as its file says it now. Raises DeckError."""
        return deckfile.load(Path(deck.path))

    def edited(self, deck: Deck) -> tuple[int, int] | None:
        """A mark of the deck's file that changes with it; None where the file is gone."""
        try:
            found = Path(deck.path).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def source_passage(self, deck: Deck, telling: Telling) -> Passage | None:
        """A quote in its paragraph; None where the source is not at hand."""
        text = self.shelf.source_text(deck, telling.of)
        if text is None or telling.at is None or text[slice(*telling.at)] != telling.quote:
            return None
        return passage(text, telling.at)

    def source_line(self, deck: Deck, of: str, at: int) -> int | None:
        """The line of a source, from 1, in which an offset lies; None without the source."""
        text = self.shelf.source_text(deck, of)
        return text.count("\n", 0, at) + 1 if text is not None and at <= len(text) else None

    def source_page(self, deck: Deck, of: str, at: int) -> int | None:
        """The page of a source, from 1, on which an offset lies; None where it has no pages."""
        text = self.shelf.source_text(deck, of)
        return page_at(text, at) if text is not None and at <= len(text) else None
