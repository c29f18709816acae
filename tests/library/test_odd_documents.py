"""Documents that nobody planned for: strange scripts, marks and mixtures give sound decks or a message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quiz.core.errors import DocumentError
from quiz.library.build import Built, build
from quiz.wording.cards import cards_of


def built(folder: Path, text: str, lang: str | None = None) -> Built:
    path = folder / "mill.txt"
    path.write_text(text, encoding="utf-8")
    return build(path, lang=lang)


def dated(found: Built) -> set[str]:
    return {str(c.edtf) for c in cards_of(found.deck) if c.edtf}


def test_a_language_we_do_not_know_is_framed_in_english(tmp_path):
    text = "Młyn w Bergu otwarto 4.05.1911 w obecności burmistrza. Dnia 1912-03-04 młyn w Bergu spłonął doszczętnie.\n"
    found = built(tmp_path, text, lang="pl")
    assert dated(found) == {"1911-05-04", "1912-03-04"}
    assert all(c.question.startswith("“") for c in cards_of(found.deck))
    assert any("framed in English" in note for note in found.notes)


def test_right_to_left_text_keeps_its_dates_and_quotes(tmp_path):
    text = "افتتحت الطاحونة في 1911-05-04 بحضور العمدة.\n"
    found = built(tmp_path, text)
    assert dated(found) == {"1911-05-04"}
    source = found.deck.facts[0].source
    assert source is not None
    assert found.document.text[slice(*source.at)] == source.quote


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u202e", "\x07", "\x1b[31m", "\ufeff"])
def test_marks_inside_a_date_never_make_a_wrong_one(tmp_path, mark):
    text = f"The mill of Berg opened on 4{mark} May 1911. The mayor of Berg closed the mill on 5 May 1912.\n"
    assert dated(built(tmp_path, text, lang="en")) <= {"1911-05-04", "1911-05", "1912-05-05"}


def test_a_mixture_of_languages_gives_no_half_date(tmp_path):
    text = (
        "The mill of Berg opened on 4 May 1911. Le moulin de Berg brûle le 5 mai 1912. "
        "Die Mühle wurde am 6. Juni 1913 verkauft. The town bought the lock on 7 May 1914.\n"
    )
    assert dated(built(tmp_path, text, lang="en")) == {"1911-05-04", "1914-05-07"}


def test_a_long_text_without_dates_is_told(tmp_path):
    with pytest.raises(DocumentError, match="no date"):
        built(tmp_path, "the mill turns and turns in the wind\n\n" * 5000, lang="en")


def test_a_table_of_many_rows_gives_every_row_its_own_card(tmp_path):
    rows = "".join(
        f"| {1 + n % 28} May {1500 + n % 400} | Sale {n} of the mill of Berg to owner {n * 7919 % 100_003}. |\n"
        for n in range(400)
    )
    found = built(tmp_path, f"# Sales\n\n| Date | Event |\n|---|---|\n{rows}", lang="en")
    facts = [f for f in found.deck.facts if "chronology" in f.tags]
    assert len(facts) >= 380
    assert len({f.id for f in found.deck.facts}) == len(found.deck.facts)
    assert not [f for f in facts if not re.fullmatch(r"[a-z0-9-]+", f.id)]


def test_a_sentence_that_comes_back_a_thousand_times_is_one_fact(tmp_path):
    line = (
        "The mill of Dorn opened on 4 May 1911. " + "In 1925 Anna Berg rebuilt the mill of Dorn. "
    )
    found = built(tmp_path, line * 500, lang="en")
    stems = [c.question for c in cards_of(found.deck)]
    assert dated(found) == {"1911-05-04", "1925"}
    assert len(set(stems)) == len(stems)


def test_a_row_of_marks_hides_no_statement(tmp_path):
    text = "*" * 100_000 + "\n\nThe mill of Dorn was opened by Anna Berg on 4 May 1911.\n"
    assert dated(built(tmp_path, text, lang="en")) == {"1911-05-04"}


def test_what_a_deck_cannot_hold_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("quiz.library.build.MOST", 3)
    text = "".join(
        f"- {1900 + n}: Anna Berg builds the mill number {n} of Dorn.\n" for n in range(9)
    )
    found = built(tmp_path, text, lang="en")
    assert dated(found) == {"1900", "1901", "1902"}
    assert any("first 3 dated statements, 33 % of the text" in note for note in found.notes)
