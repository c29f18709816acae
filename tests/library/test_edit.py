"""Editing a fact in its author's file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.errors import DeckError
from quiz.library.edit import edit
from quiz.store import deckfile

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
def test_only_the_words_that_were_changed_change(path, fact, changes, old, new):
    edit(deckfile.load(path), fact, changes)
    assert path.read_text("utf-8") == DECK.replace(old, new, 1)


@pytest.mark.parametrize(
    ("fact", "changes", "said"),
    [
        ("roof", {"when": "yesterday"}, "is not a date in EDTF"),
        ("roof", {"event": " "}, "cannot be empty"),
        ("gone", {"note": "x"}, "no longer in the deck"),
    ],
)
def test_what_cannot_be_is_told_and_the_file_stays(path, fact, changes, said):
    with pytest.raises(DeckError, match=said):
        edit(deckfile.load(path), fact, changes)
    assert path.read_text("utf-8") == DECK


def test_what_the_author_wrote_meanwhile_stays(path):
    deck = deckfile.load(path)
    path.write_text(DECK.replace("Anna", "Berta"), "utf-8")
    after = edit(deck, "roof", {"note": "slate"})
    assert "Berta" in path.read_text("utf-8")
    assert {f.id: f.note for f in after.facts}["roof"] == "slate"


def test_text_that_others_share_by_an_alias_is_not_changed_for_them(path):
    shared = (
        DECK.replace("answer: Anna", "answer: &a Anna") + "  - {id: r, question: W, answer: *a}\n"
    )
    path.write_text(shared, "utf-8")
    with pytest.raises(DeckError):
        edit(deckfile.load(path), "q", {"answer": "Berta"})
    assert path.read_text("utf-8") == shared


@given(text=st.text(min_size=1).filter(str.strip))
def test_any_text_comes_back_as_it_was_typed(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("edit") / "mill.yaml"
    path.write_text(DECK, "utf-8")
    before = deckfile.load(path)
    try:
        after = edit(before, "roof", {"event": text})
    except DeckError:
        return  # a text that the format has no way to hold
    (roof, *rest) = deckfile.load(path).facts
    assert roof == replace(before.facts[0], body=replace(before.facts[0].body, event=text))
    assert tuple(rest) == before.facts[1:]
    assert after == deckfile.load(path)
