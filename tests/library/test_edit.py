"""Editing a fact in its author's file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.errors import DeckError
from quiz.library import shelf
from quiz.library.desk import Desk
from quiz.library.edit import edit, edited
from quiz.store import deckfile
from quiz.store.locations import Locations

DECK = """# my deck
quiz: 1
deck: mill
title: The mill    # a title
lang: en
facts:
  # the roof
  - id: roof
    event: The mill gets a new roof   # of slate
    when: 1911-05
    ask: {when: When did the mill get its roof?}
  - {id: fire, event: A fire destroys the mill, when: [1861..1863], tags: [a, b]}
  - id: kw
    term: kW
    means: >
      kilowatt
    note: 'old'
  - {id: q, question: Who?, answer: Anna}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mill.yaml"
    path.write_text(DECK, "utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(Locations(tmp_path / "home", tmp_path / "home"))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("fact", "changes", "old", "new"),
    [
        ("roof", {"event": "The roof: new"}, "The mill gets a new roof ", '"The roof: new" '),
        ("roof", {"ask/when": "When?"}, "When did the mill get its roof?", '"When?"'),
        ("roof", {"when": "1912"}, "1911-05", '"1912"'),
        ("roof", {"note": "slate"}, "1911-05\n", '1911-05\n    note: "slate"\n'),
        ("fire", {"when": "1862"}, "[1861..1863]", '"1862"'),
        ("fire", {"note": "n"}, "A fire destroys the mill,", 'A fire destroys the mill, note: "n",'),
        ("q", {"ask/ask": "Who is it?"}, "answer: Anna}", 'answer: Anna, ask: {ask: "Who is it?"}}'),
        ("kw", {"means": "1000 W"}, ">\n      kilowatt\n", '"1000 W"\n'),
        ("kw", {"note": ""}, "'old'", '""'),
    ],
)  # fmt: skip
def test_only_the_words_that_were_changed_change(desk, path, fact, changes, old, new):
    edit(desk, deckfile.load(path), fact, changes)
    assert path.read_text("utf-8") == DECK.replace(old, new, 1)


@pytest.mark.parametrize(
    ("fact", "changes", "said"),
    [
        ("roof", {"when": "yesterday"}, "is not a date in EDTF"),
        ("roof", {"event": " "}, "cannot be empty"),
        ("gone", {"note": "x"}, "no longer in the deck"),
    ],
)
def test_what_cannot_be_is_told_and_the_file_stays(desk, path, fact, changes, said):
    with pytest.raises(DeckError, match=said):
        edit(desk, deckfile.load(path), fact, changes)
    assert path.read_text("utf-8") == DECK


def test_what_the_author_wrote_meanwhile_stays(desk, path):
    deck = deckfile.load(path)
    path.write_text(DECK.replace("Anna", "Berta"), "utf-8")
    after = edit(desk, deck, "roof", {"note": "slate"})
    assert "Berta" in path.read_text("utf-8")
    assert {f.id: f.note for f in after.facts}["roof"] == "slate"


def test_text_that_others_share_by_an_alias_is_not_changed_for_them(desk, path):
    shared = (
        DECK.replace("answer: Anna", "answer: &a Anna") + "  - {id: r, question: W, answer: *a}\n"
    )
    path.write_text(shared, "utf-8")
    with pytest.raises(DeckError):
        edit(desk, deckfile.load(path), "q", {"answer": "Berta"})
    assert path.read_text("utf-8") == shared


@given(text=st.text(min_size=1).filter(str.strip))
def test_any_text_comes_back_as_it_was_typed(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("edit") / "mill.yaml"
    path.write_text(DECK, "utf-8")
    before = deckfile.load(path)
    try:
        path.write_text(edited(DECK, str(path), "roof", {"event": text}), "utf-8")
    except DeckError:
        return  # a text that the format has no way to hold
    (roof, *rest) = deckfile.load(path).facts
    assert roof == replace(before.facts[0], body=replace(before.facts[0].body, event=text))
    assert tuple(rest) == before.facts[1:]


def test_a_sample_deck_is_edited_in_a_copy_of_the_user_s_own(desk, path, monkeypatch):
    monkeypatch.setattr(shelf, "sample_decks", lambda: path.parent)
    edit(desk, deckfile.load(path), "roof", {"note": "slate"})
    assert path.read_text("utf-8") == DECK
    (entry,) = desk.shelf.entries()
    assert entry.path == desk.locations.decks / "mill.yaml"
    assert entry.deck is not None
    assert entry.deck.facts[0].note == "slate"
