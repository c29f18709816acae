"""Sentences that lean on the text around them, and clauses unfolded from longer sentences."""

from __future__ import annotations

import pytest

from quiz.library.build import build_document
from quiz.reading import read
from quiz.wording.cards import cards_of


def asked(tmp_path, text, lang):
    """The stems of a text's date cards with their answers."""
    path = tmp_path / "story.md"
    path.write_text(text, encoding="utf-8")
    deck = build_document(read(str(path), lang=lang), report=lambda _: None).deck
    return {c.question: c.answer for c in cards_of(deck) if c.kind.value == "when"}


@pytest.mark.parametrize(
    ("lang", "text", "part", "answer"),
    [
        ("en", "Jonas Salk, who had moved to Pittsburgh in 1947, believed in dead virus.", "When did Jonas Salk move to Pittsburgh?", "1947"),
        ("en", "The mill of Oberdorf was sold in 1960, and in March 1963 the Berg Company moved to Lyon.", "When did the Berg Company move to Lyon?", "March 1963"),
        ("fr", "L'usine Berthier a été fondée en 1909 et achevée en 1914.", "achevée", "1914"),
        ("en", "The Jubilee line opened to the public on 1 May 1979. Prince Charles had inaugurated it the day before.", "Prince Charles had inaugurated it […]", "30 April 1979"),
    ],
)  # fmt: skip
def test_each_event_of_a_text_is_asked_with_its_own_date(tmp_path, lang, text, part, answer):
    found = asked(tmp_path, text, lang)
    assert any(part in stem and said == answer for stem, said in found.items()), found


def test_a_month_and_a_day_of_one_paragraph_are_two_events(tmp_path):
    text = "En septembre 1962, le général Berg se rend en Allemagne. Le 9, le général Berg parle à Ludwigsburg."
    assert "9 septembre 1962" not in {
        said for stem, said in asked(tmp_path, text, "fr").items() if "rend" in stem
    }
