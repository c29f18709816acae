"""Dated statements: every layout gives its events the right dates."""

from __future__ import annotations

import pytest

from quiz.core.document import Document
from quiz.mining.brackets import Named
from quiz.mining.statements import statements
from quiz.mining.topic import topic_of
from quiz.reading import read


def document(text: str, lang: str = "en", name: str = "mill.md") -> Document:
    return read(name, lang=lang, data=text.encode())


def told(text: str, lang: str = "en", name: str = "mill.md") -> list[tuple[str, str]]:
    """What is dated to when: (date, the words of the sentence without label)."""
    found = document(text, lang, name)
    return [(str(s.when), found.text[slice(*s.body)]) for s in statements(found, topic_of(found))]


LAYOUTS = {
    "bullets": "- 4 May 1911: The mill opens.\n- 1912: The mill burns.\n",
    "bold": "**4 May 1911** – The mill opens.\n\n**1912** – The mill burns.\n",
    "table": "| Date | Event |\n|---|---|\n| 4 May 1911 | The mill opens. |\n| 1912 | The mill burns. |\n",
    "headings": "## 1911\n\n- 4 May: The mill opens.\n\n## 1912\n\n- The mill burns.\n",
    "iso lines": "1911-05-04 The mill opens.\n1912 The mill burns.\n1913 The mill is sold.\n1914 The mill closes.\n",
    "year, month": "1911 May - The mill opens.\n\n1912 June - The mill burns.\n",
    "event first": "Opening of the mill: 4 May 1911\nFire in the mill: 1912\nSale of the mill: 1913\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_chronology_is_read_in_every_layout(layout):
    found = told(f"# The mill of Berg\n\n{LAYOUTS[layout]}")
    first = "1911-05" if layout == "year, month" else "1911-05-04"
    second = "1912-06" if layout == "year, month" else "1912"
    assert found[0][0] == first
    assert "mill" in found[0][1]
    assert (second, found[1][1]) == found[1]


def test_html_definitions_are_entries():
    page = "<h1>The mill</h1><dl><dt>4 May 1911</dt><dd>The mill opens.</dd><dt>1912</dt><dd>The mill burns.</dd></dl>"
    assert told(page, name="mill.html") == [
        ("1911-05-04", "The mill opens."),
        ("1912", "The mill burns."),
    ]


def test_a_finer_date_in_an_entry_is_the_one_told():
    assert told("- 1911: The mill opens on 4 May.\n- 1912: It burns.\n")[0][0] == "1911-05-04"


def test_a_year_in_passing_does_not_date_what_follows():
    text = "On 23 March 2021 the ship ran aground. The canal had been widened in 2015. On 29 March the ship was free."
    assert [when for when, _ in told(text)] == ["2021-03-23", "2015", "2021-03-29"]


def test_the_same_year_counts_from_the_latest_year_told():
    text = "On 8 October 1517 the king signs. Monet paints the harbour in 1872. The same year the club is born."
    assert told(text)[-1][0] == "1872"


def test_a_record_with_start_and_stop_is_the_span_of_its_heading():
    text = (
        "# Flight\n\nVENUS CRUISE\n------------\nThe cruise is the time before the planet.\n\n"
        "Target Name      : VENUS\nStart Time       : 1973-11-03\nStop Time        : 1974-02-01\n"
    )
    found = document(text, name="flight.txt")
    spans = [s for s in statements(found) if "/" in str(s.when)]
    assert [str(s.when) for s in spans] == ["1973-11-03/1974-02-01"]
    assert found.text[slice(*spans[0].body)] == "VENUS CRUISE"


def test_a_life_in_brackets_is_a_birth_and_a_death():
    text = (
        "# Rosa Vidal\n\nRosa Vidal (4 May 1911 – 9 June 1990) was a painter. Vidal was born in Berg. She painted mills. "
        "Her mills hang in Lyon. She taught there, and Vidal wrote *The Long Roof* (1952).\n"
    )
    found = document(text)
    named = [(s.named, str(s.when)) for s in statements(found, topic_of(found)) if s.named]
    assert named == [
        ((Named.BIRTH, "Rosa Vidal"), "1911-05-04"),
        ((Named.DEATH, "Rosa Vidal"), "1990-06-09"),
        ((Named.WORK, "The Long Roof"), "1952"),
    ]


def test_every_offset_points_at_what_it_says():
    for text in LAYOUTS.values():
        found = document(text)
        for statement in statements(found):
            assert 0 <= statement.at[0] <= statement.body[0] < statement.body[1] <= statement.at[1]
            if statement.cut:
                assert statement.body[0] <= statement.cut[0] < statement.cut[1] <= statement.body[1]
