"""A second build brings a deck up to date and keeps every edit of its author."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quiz.core.deck import Deck, DeckSource
from quiz.core.document import Document
from quiz.core.edtf import parse
from quiz.core.errors import DeckError
from quiz.core.fact import Event, Fact, Order, Question, Telling
from quiz.library import rebuild
from quiz.library.build import Built, made
from quiz.library.rebuild import merged, write
from quiz.library.shelf import Shelf
from quiz.store import deckfile
from quiz.store.locations import Locations


def fact(ident: str, when: str = "1911") -> Fact:
    """A fact as the generator writes it."""
    bare = Fact(
        ident, Event(f"The {ident} is built", parse(when)), source=Telling("s1", f"the {ident}")
    )
    return replace(bare, made=made(bare))


def deck(*facts: Fact, sha: str = "aa") -> Deck:
    return Deck("mill-0a1b", "The mill", "en", facts, sources=(DeckSource("s1", "m.txt", sha),))


ROOF, WEIR, BARN = fact("roof"), fact("weir", "1912"), fact("barn", "1913")


def ids(found: Deck) -> list[str]:
    return [fact.id for fact in found.facts]


def test_building_the_same_again_changes_nothing():
    assert merged(deck(ROOF, WEIR), deck(ROOF, WEIR)) == (deck(ROOF, WEIR), ("nothing changed",))


def test_an_edited_fact_stays_letter_by_letter():
    edited = replace(ROOF, body=Event("A slate roof is built", parse("1911")), note="Mine.")
    found, changes = merged(deck(edited, WEIR), deck(fact("roof", "1914"), WEIR))
    assert found.facts == (edited, WEIR)
    assert changes == ("1 of the author's, kept as they are: roof",)


def test_an_unedited_fact_takes_its_new_form_under_its_old_id():
    new = replace(fact("new-roof"), source=ROOF.source)
    found, changes = merged(deck(ROOF), deck(replace(new, made=made(replace(new, made="")))))
    assert ids(found) == ["roof"]
    assert found.facts[0].body == new.body
    assert changes == ("1 brought up to date: roof",)
    assert merged(found, deck(new))[0] == found


def test_a_fact_written_by_hand_stays_and_order_is_the_authors():
    own = Fact("own", Question("Who ran it?", "Anna"))
    found, _ = merged(deck(own, WEIR, ROOF), deck(ROOF, WEIR, BARN))
    assert ids(found) == ["own", "weir", "roof", "barn"]


def test_what_was_dropped_stays_dropped():
    old = replace(deck(ROOF), dropped=("weir",))
    found, changes = merged(old, deck(ROOF, WEIR, sha="bb"))
    assert ids(found) == ["roof"]
    assert changes == ("1 dropped by the author, left out: weir",)


def test_a_fact_deleted_from_the_file_stays_out_while_the_document_is_the_same():
    found, _ = merged(deck(ROOF, BARN), deck(ROOF, WEIR, BARN))
    assert (ids(found), found.dropped) == (["roof", "barn"], ("weir",))


def test_what_the_last_build_found_and_the_file_lacks_was_deleted_by_the_author():
    old = deck(ROOF, BARN)
    known = rebuild.found([ROOF, WEIR, BARN])
    old = replace(old, sources=tuple(replace(s, found=known) for s in old.sources))
    found, _ = merged(old, deck(ROOF, WEIR, BARN, sha="bb"))
    assert (ids(found), found.dropped) == (["roof", "barn"], ("weir",))


def test_what_only_a_newer_program_finds_comes_in():
    old = deck(ROOF, BARN)
    known = rebuild.found([ROOF, BARN])
    old = replace(old, sources=tuple(replace(s, found=known) for s in old.sources))
    found, _ = merged(old, deck(ROOF, WEIR, BARN))
    assert (ids(found), found.dropped) == (["roof", "barn", "weir"], ())


def test_facts_that_a_limit_had_left_out_come_in():
    found, changes = merged(deck(ROOF), deck(ROOF, WEIR, BARN))
    assert (ids(found), found.dropped) == (["roof", "weir", "barn"], ())
    assert changes == ("2 new: weir, barn",)


def test_a_changed_document_brings_new_facts_and_takes_old_ones_away():
    found, changes = merged(deck(ROOF, BARN), deck(WEIR, BARN, sha="bb"))
    assert ids(found) == ["barn", "weir"]
    assert changes == ("1 new: weir", "1 no longer in the source, removed: roof")


def test_a_renamed_fact_is_not_built_a_second_time():
    renamed = replace(ROOF, id="slates", was=("roof",))
    assert ids(merged(deck(renamed), deck(ROOF))[0]) == ["slates"]


def test_the_decks_own_words_stay_and_sources_are_renewed():
    old = replace(deck(ROOF), title="My mill", topic="Mills", lint={"accept": "off"})
    found, _ = merged(old, deck(ROOF, sha="bb"))
    assert (found.title, found.topic, found.lint) == ("My mill", "Mills", {"accept": "off"})
    assert [source.sha256 for source in found.sources] == ["bb"]


def test_a_generated_order_goes_with_the_facts_that_it_names():
    order = Fact("all", Order(("roof", "weir", "barn")))
    order = replace(order, made=made(order))
    found, _ = merged(deck(ROOF, WEIR, BARN, order), deck(ROOF, WEIR, order, sha="bb"))
    assert ids(found) == ["roof", "weir"]


@pytest.fixture
def built() -> Built:
    """What a build of a small text gives."""
    return Built(deck(ROOF), Document("the roof", "en", "m.txt", "aa"), ())


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty library."""
    return Shelf(Locations(tmp_path / "home", tmp_path / "home"))


def test_the_text_is_kept_where_the_source_does_not_lie_beside_the_deck(built, shelf, tmp_path):
    written = write(built, tmp_path / "out" / "mill.yaml", shelf)
    kept = deckfile.load(written.path)
    assert shelf.source_text(kept, "s1") == "the roof"
    source = tmp_path / "texts" / "m.txt"
    source.parent.mkdir()
    source.write_text("the roof", "utf-8")
    below = deckfile.load(write(built, tmp_path / "mill.yaml", shelf, source).path)
    assert below.sources[0].file == "texts/m.txt"
    assert shelf.source_text(below, "s1") == "the roof"
    elsewhere = deckfile.load(write(built, tmp_path / "out" / "b.yaml", shelf, source).path)
    assert elsewhere.sources[0].file == "sources/b.s1.txt"


def test_a_broken_deck_is_not_written_over(built, shelf, tmp_path):
    path = tmp_path / "mill.yaml"
    path.write_text("quiz: 1\nfacts: mine\n", "utf-8")
    with pytest.raises(DeckError):
        write(built, path, shelf)
    assert path.read_text("utf-8") == "quiz: 1\nfacts: mine\n"
