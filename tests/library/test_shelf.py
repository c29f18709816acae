"""The library: which decks there are, how they are found, and what is kept with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quiz.core.deck import Deck, DeckSource
from quiz.core.errors import DeckError, InputError
from quiz.core.fact import Fact, Term
from quiz.library import shelf as module
from quiz.library.shelf import Shelf
from quiz.store import deckfile
from quiz.store.locations import Locations

MILL = Deck("mill-0a1b", "The old mill", "en", (Fact("kw", Term("kW", "kilowatt")),))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A library in an empty folder, with one sample deck."""
    samples = tmp_path / "samples"
    deckfile.save(replace(MILL, id="weir", title="The weir"), samples / "weir.yaml")
    monkeypatch.setattr(module, "sample_decks", lambda: samples)
    return Shelf(Locations(tmp_path / "home", tmp_path / "home"))


def ids(shelf: Shelf) -> list[str]:
    return [entry.deck.id for entry in shelf.entries() if entry.deck]


def test_looking_creates_nothing(shelf, tmp_path):
    assert ids(shelf) == ["weir"]
    assert not (tmp_path / "home").exists()


def test_a_deck_is_kept_under_its_id_and_found_again(shelf, tmp_path):
    path = shelf.save(MILL)
    assert path == tmp_path / "home" / "decks" / "mill-0a1b.yaml"
    assert ids(shelf) == ["mill-0a1b", "weir"]


@pytest.mark.parametrize("name", ["mill-0a1b", "mill", "the old MILL", "Mill-0A1B"])
def test_a_deck_is_found_by_id_or_title(shelf, name):
    shelf.save(MILL)
    assert shelf.find(name) == MILL


def test_a_deck_is_found_by_its_path(shelf, tmp_path):
    deckfile.save(MILL, tmp_path / "x.yaml")
    assert shelf.find(str(tmp_path / "x.yaml")) == MILL


def test_a_name_that_is_nearly_right_gets_a_suggestion(shelf):
    shelf.save(MILL)
    with pytest.raises(InputError, match="there is no deck 'old mil'; did you mean 'The old mill'"):
        shelf.find("old mil")


def test_a_missing_deck_file_is_told(shelf):
    with pytest.raises(DeckError, match="there is no such deck"):
        shelf.find("nowhere.yaml")


def test_a_bad_deck_is_listed_with_its_error(shelf, tmp_path):
    bad = tmp_path / "home" / "decks" / "bad.yaml"
    bad.parent.mkdir(parents=True)
    bad.write_text("quiz: 1\n", "utf-8")
    entry = shelf.entries()[0]
    assert (entry.path, entry.deck) == (bad, None)
    assert "'deck' is missing" in str(entry.error)
    with pytest.raises(DeckError, match="'deck' is missing"):
        shelf.find("bad")


def test_the_second_deck_of_one_id_is_refused_and_both_are_named(shelf, tmp_path):
    first = shelf.save(MILL)
    second = tmp_path / "copy.yaml"
    deckfile.save(MILL, second)
    shelf.open(second)
    refused = [entry for entry in shelf.entries() if entry.error]
    assert [entry.path for entry in refused] == [second]
    assert str(first) in str(refused[0].error)
    assert str(second) in str(refused[0].error)


def test_a_sample_gives_way_to_the_users_own_deck_without_a_word(shelf):
    shelf.save(replace(MILL, id="weir"))
    entries = shelf.entries()
    assert [(e.sample, e.error) for e in entries] == [(False, None)]


def test_an_opened_deck_is_remembered_once(shelf, tmp_path):
    path = tmp_path / "elsewhere" / "mill.yaml"
    deckfile.save(MILL, path)
    shelf.open(path)
    shelf.open(path)
    assert [e.path for e in shelf.entries() if not e.sample] == [path]
    path.unlink()
    assert ids(shelf) == ["weir"]


def test_the_text_of_a_source_is_kept_beside_the_deck(shelf):
    deck = replace(MILL, sources=(DeckSource("s1", "mill.html"), DeckSource("s2", "b.txt")))
    path = shelf.save(deck, {"s1": "The mill\r\nturns."})
    kept = deckfile.load(path)
    assert [s.file for s in kept.sources] == ["sources/mill-0a1b.s1.txt", "b.txt"]
    assert shelf.source_text(kept, "s1") == "The mill\r\nturns."
    assert shelf.source_text(kept, "s2") is None
    assert shelf.source_text(kept, "s3") is None


def test_the_text_of_a_page_is_its_extracted_text(shelf, tmp_path):
    (tmp_path / "mill.html").write_text("<html><p>The <b>mill</b> turns.</p></html>", "utf-8")
    deck = replace(MILL, sources=(DeckSource("s1", "mill.html"),), path=str(tmp_path / "d.yaml"))
    assert shelf.source_text(deck, "s1") == "The mill turns."
