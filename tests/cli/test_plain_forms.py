"""`quiz study --plain` asks every kind of card, line by line."""

from __future__ import annotations

import re

import pytest

EVENTS = """quiz: 1
deck: mill
title: The mill
lang: en
facts:
"""
DATED = """  - {id: open, event: The mill opens, when: 1850}
  - {id: burn, event: A fire destroys the mill, when: 1861}
  - {id: roof, event: The mill gets a new roof, when: 1911}
  - {id: shut, event: The mill shuts, when: 1950}
"""


def run(quiz, tmp_path, facts: str, given: str) -> str:
    (tmp_path / "mill.yaml").write_text(EVENTS + facts, "utf-8")
    done = quiz("study", "--plain", "mill.yaml", given=given.encode())
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def letters(out: str) -> dict[str, str]:
    """The rows on offer: their text and letter."""
    return {text: letter for letter, text in re.findall(r"^  ([a-f])\) (.+)$", out, re.MULTILINE)}


def test_items_are_put_in_order_by_their_letters(quiz, tmp_path):
    facts = "  - {id: all, order: [open, burn, roof]}\n" + DATED
    shown = letters(run(quiz, tmp_path, facts, ""))
    right = " ".join(
        shown[t] for t in ("The mill opens", "A fire destroys the mill", "The mill gets a new roof")
    )
    out = run(quiz, tmp_path, facts, f"a a\n{right}\n3\n")
    assert "Give every letter once" in out
    assert "✓ 1. 1850  The mill opens\n  ✓ 2. 1861" in out
    assert "  ✓ right\n" in out
    out = run(quiz, tmp_path, facts.replace("all,", "other,"), "c b a\n")
    assert "(you: " in out


def test_choices_are_asked_for_by_a_line(quiz, tmp_path):
    shown = letters(run(quiz, tmp_path, DATED, ":c\n"))
    out = run(quiz, tmp_path, DATED, f":c\nz\n{shown['1850']}\n\n")
    assert "Give one of the letters" in out
    assert "✓ right, with choices to help" in out
    assert "1 hard" in out


def test_an_event_is_placed_on_the_timeline(quiz, tmp_path):
    out = run(quiz, tmp_path, DATED, ":t\na\n\n")
    assert "Where does it belong? The mill opens" in out
    assert "≈ the right place; its date was not asked" in out


@pytest.mark.parametrize("given", ["1999\n"])
def test_after_a_wrong_date_its_neighbours_are_said(quiz, tmp_path, given):
    out = run(quiz, tmp_path, DATED, given)
    assert "    ▸ 1850  The mill opens\n      1861  A fire" in out
    assert "    ✗ 1999  your answer\n" in out
