"""The library: the user's decks, decks opened from elsewhere, and the sample decks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from quiz.core.deck import Deck, DeckSource
from quiz.core.errors import DeckError, DocumentError, InputError, QuizError
from quiz.store import deckfile
from quiz.store.atomic import write_whole
from quiz.store.locations import Locations, sample_decks
from quiz.translation import _

_SUFFIXES = (".yaml", ".yml")
_REMEMBERED = 200  # paths; a longer list is one that nobody reads


@dataclass(frozen=True, slots=True)
class Entry:
    """A deck file of the library: the deck in it, or why it cannot be used."""

    path: Path
    deck: Deck | None
    error: QuizError | None
    sample: bool = False


class Shelf:
    """Finds and keeps decks; the only place that knows where they may lie.

    Nothing is created at these locations until something is kept.
    """

    def __init__(self, locations: Locations) -> None:
        self.folder = locations.decks
        self._opened = locations.data / "opened.txt"
        self._loaded: dict[Path, tuple[tuple[int, int], Deck]] = {}

    def entries(self) -> list[Entry]:
        """Every deck of the library, good or not; of two with one id the second is refused.

        A sample deck gives way without a word to the user's own deck of that id.
        """
        found: list[Entry] = []
        owner: dict[str, Path] = {}
        for path, sample in self._paths():
            try:
                deck = self._load(path)
            except QuizError as error:
                found.append(Entry(path, None, error, sample))
                continue
            first = owner.setdefault(deck.id, path)
            if first == path:
                found.append(Entry(path, deck, None, sample))
            elif not sample:
                clash = DeckError(
                    _("the deck id '{id}' is that of {first} too").format(id=deck.id, first=first),
                    where=str(path),
                    do=_("give one of them another id, or remove it"),
                )
                found.append(Entry(path, None, clash))
        return found

    def find(self, name: str) -> Deck:
        """The deck with this path, id, title or file name (an id without its hash will do).

        Raises DeckError for a deck file that is at fault, InputError where there is no deck,
        with the closest name.
        """
        path = Path(name)
        if path.suffix in _SUFFIXES or path.exists():
            return deckfile.load(path)
        entries = self.entries()
        wanted = name.casefold()
        for entry in entries:
            if wanted in _names(entry):
                if entry.deck is None:
                    raise entry.error or DeckError(
                        _("the deck cannot be used"), where=str(entry.path)
                    )
                return entry.deck
        from difflib import get_close_matches

        known = [n for entry in entries if entry.deck for n in (entry.deck.id, entry.deck.title)]
        near = get_close_matches(name, known, n=1, cutoff=0.4)
        do = (
            _("did you mean '{near}'?").format(near=near[0])
            if near
            else _("give a deck's file, id or title")
        )
        raise InputError(_("there is no deck '{name}'").format(name=name), do=do)

    def open(self, path: Path) -> Deck:
        """Load a deck from anywhere and remember where it lies. Raises DeckError."""
        deck = deckfile.load(path)
        self.remember(path)
        return deck

    def remember(self, path: Path) -> None:
        """Let a deck outside the library appear in it."""
        full = path.resolve()
        known = self._remembered()
        if full in known or full.parent in (self.folder.resolve(), sample_decks().resolve()):
            return
        lines = [str(p) for p in [*known, full][-_REMEMBERED:]]
        write_whole(self._opened, "".join(f"{line}\n" for line in lines if "\n" not in line))

    def save(
        self, deck: Deck, sources: Mapping[str, str] | None = None, path: Path | None = None
    ) -> Path:
        """Write a deck into the library, or to `path`, with the texts of its sources.

        `sources` maps a source's id to its text where that has to be kept, because offsets
        refer to it and it was extracted or lies elsewhere. Returns where the deck is.
        """
        target = path or self.folder / f"{deck.id}.yaml"
        kept: list[DeckSource] = []
        for source in deck.sources:
            text = (sources or {}).get(source.id)
            if text is None:
                kept.append(source)
                continue
            file = f"sources/{target.stem}.{source.id}.txt"
            write_whole(target.parent / file, text)
            kept.append(replace(source, file=file))
        deckfile.save(replace(deck, sources=tuple(kept)), target)
        if path is not None:
            self.remember(path)
        return target

    def own(self, deck: Deck) -> Path:
        """The file of a deck that the user may write.

        A sample deck, which belongs to the program, is first copied into the library with the
        texts of its sources; it keeps its id, and so its progress. Raises StoreError.
        """
        path = Path(deck.path)
        if path.resolve().parent != sample_decks().resolve():
            return path
        texts = {s.id: t for s in deck.sources if (t := self.source_text(deck, s.id)) is not None}
        return self.save(deckfile.load(path), texts, self.folder / path.name)

    def source_text(self, deck: Deck, source: str) -> str | None:
        """The text that the offsets of a deck's quotes refer to, None where it is not at hand."""
        home = Path(deck.path).parent if deck.path else self.folder
        file = next((s.file for s in deck.sources if s.id == source), "")
        if not file or "://" in file:
            return None
        from quiz.reading import text_of

        try:
            return text_of(home / file)
        except DocumentError:
            return None

    def _load(self, path: Path) -> Deck:
        """The deck in a file, read again only where the file has changed. Raises DeckError."""
        try:
            found = path.stat()
        except OSError:
            return deckfile.load(path)
        stamp = (found.st_mtime_ns, found.st_size)
        known = self._loaded.get(path)
        if known is None or known[0] != stamp:
            self._loaded[path] = known = (stamp, deckfile.load(path))
        return known[1]

    def _remembered(self) -> list[Path]:
        try:
            lines = self._opened.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []
        return [Path(line) for line in lines if line.strip()]

    def _paths(self) -> Iterator[tuple[Path, bool]]:
        """The deck files, each once: the library's, those remembered, the samples."""
        seen: set[Path] = set()
        own = [*_deck_files(self.folder), *self._remembered()]
        for path in own:
            full = path.resolve()
            if full not in seen and full.is_file():
                seen.add(full)
                yield path, False
        for path in _deck_files(sample_decks()):
            if path.resolve() not in seen:
                yield path, True


def _deck_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.suffix in _SUFFIXES and p.name[0] != ".")


def _names(entry: Entry) -> set[str]:
    """What an entry is called, folded: its file's name, and its deck's id and title."""
    names = {entry.path.stem.casefold()}
    if entry.deck is not None:
        names |= {entry.deck.id, entry.deck.title.casefold(), entry.deck.id.rpartition("-")[0]}
    return names - {""}
