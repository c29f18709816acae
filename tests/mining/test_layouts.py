"""Every layout of a chronology: what is dated, to when, and what stands in the statement."""

from __future__ import annotations

import pytest

from quiz.mining.brackets import Named
from quiz.mining.statement import Statement
from quiz.mining.statements import statements
from quiz.mining.topic import topic_of
from quiz.reading import read


def mined(text: str, lang: str = "en", name: str = "mill.md") -> list[tuple[Statement, str]]:
    """The statements with their bodies."""
    document = read(name, lang=lang, data=text.encode())
    found = statements(document, topic_of(document))
    return [(s, document.text[slice(*s.body)]) for s in found]


def told(text: str, lang: str = "en", name: str = "mill.md") -> list[tuple[str, str]]:
    return [(str(s.when), body) for s, body in mined(text, lang, name)]


OPENS, BURNS = ("1911-05-04", "The mill opens."), ("1912", "The mill burns.")
SAME = {
    "bullets": "- 4 May 1911: The mill opens.\n- 1912: The mill burns.\n",
    "bullets without a mark": "- 4 May 1911 The mill opens.\n- 1912 The mill burns.\n- 1913 It is sold.\n",
    "dashes": "* 4 May 1911 – The mill opens.\n* 1912 – The mill burns.\n",
    "bold labels": "**4 May 1911** – The mill opens.\n\n**1912** – The mill burns.\n",
    "bold labels with colons": "**4 May 1911:** The mill opens.\n\n**1912:** The mill burns.\n",
    "brackets": "[4 May 1911] The mill opens.\n\n(1912) The mill burns.\n",
    "arrows": "4 May 1911 → The mill opens.\n1912 → The mill burns.\n",
    "years and days below": "## 1911\n\n- 4 May: The mill opens.\n\n## 1912\n\n- The mill burns.\n",
    "a decade and its years": "## The 1910s\n\n- 4 May 1911: The mill opens.\n- 1912: The mill burns.\n",
    "months below years": "## 1911\n\n### May\n\n- 4: The mill opens.\n\n## 1912\n\n- The mill burns.\n",
    "nested lists": "- 1911\n  - 4 May: The mill opens.\n- 1912\n  - The mill burns.\n",
    "a table": "| Date | Event |\n|---|---|\n| 4 May 1911 | The mill opens. |\n| 1912 | The mill burns. |\n",
    "a table with sources": (
        "| Date | Event | Source |\n|---|---|---|\n"
        "| 4 May 1911 | The mill opens. | Archive of the town, box 12, the file on mills |\n"
        "| 1912 | The mill burns. | Daily News of Berg and the whole of its valley |\n"
    ),
    "a table, date last": "| Event | Date |\n|---|---|\n| The mill opens. | 4 May 1911 |\n| The mill burns. | 1912 |\n",
    "definitions": "4 May 1911\n: The mill opens.\n\n1912\n: The mill burns.\n",
    "one paragraph": "4 May 1911: The mill opens. 1912: The mill burns.\n",
    "agency lines": "DORN, 4 May 1911 — The mill opens.\n\nDORN, Valley (AP), 1912 — The mill burns.\n",
}  # fmt: skip
PAGES = {
    "strong": "<p><strong>4 May 1911</strong> - The mill opens.</p><p><strong>1912</strong> - The mill burns.</p>",
    "line breaks": "<p><b>4 May 1911</b><br>The mill opens.</p><p><b>1912</b><br>The mill burns.</p>",
    "dl": "<dl><dt>4 May 1911</dt><dd>The mill opens.</dd><dt>1912</dt><dd>The mill burns.</dd></dl>",
    "table": "<table><tr><th>Date</th><th>Event</th></tr><tr><td>4 May 1911</td><td>The mill opens.</td></tr><tr><td>1912</td><td>The mill burns.</td></tr></table>",
    "time": "<ul><li><time>4 May 1911</time> The mill opens.</li><li><time>1912</time> The mill burns.</li></ul>",
    "headings": "<h2>1911</h2><ul><li><b>4 May</b>: The mill opens.</li></ul><h2>1912</h2><ul><li>The mill burns.</li></ul>",
}  # fmt: skip


@pytest.mark.parametrize("layout", SAME)
def test_text_and_markdown(layout):
    assert told(f"# The town of Berg\n\n{SAME[layout]}")[:2] == [OPENS, BURNS]


@pytest.mark.parametrize("layout", PAGES)
def test_pages(layout):
    assert told(f"<h1>The town of Berg</h1>{PAGES[layout]}", name="mill.html") == [OPENS, BURNS]


def test_a_year_in_bold_and_its_month():
    page = "<h1>Berg</h1><p><strong>2001</strong> April - The mill opens.</p><p><strong>2001</strong> June - It burns.</p>"
    assert [when for when, _ in told(page, name="mill.html")] == ["2001-04", "2001-06"]


def test_tokenised_text():
    text = "22 juin 2004 : le conseil vote .\n23 juin 2004 : le conseil part .\n"
    assert told(text, "fr") == [
        ("2004-06-22", "le conseil vote ."),
        ("2004-06-23", "le conseil part ."),
    ]


def test_prose_tells_its_own_dates_and_what_counts_from_them():
    text = "The mill opened on 4 May 1911. The next day, it burned. On the 29th, it was sold. Two years later, it closed."
    assert [when for when, _ in told(text)] == ["1911-05-04", "1911-05-05", "1911-05-29", "1913"]


def test_the_object_of_a_row_is_kept():
    table = (
        "| Year | Inventor | Achievement |\n|---|---|---|\n| 1901 | Marconi | first signal across the ocean |\n"
        "| 1906 | Fessenden | first broadcast of music |\n"
    )
    text = f"# Radio\n\n{table}"
    found = [(text[slice(*s.subject)] if s.subject else "", body) for s, body in mined(text)]
    assert found == [
        ("Marconi", "first signal across the ocean"),
        ("Fessenden", "first broadcast of music"),
    ]


@pytest.mark.parametrize(
    "row",
    ["| 1901 | mill opens | Dorn |", "| 1901 | The miller of Berg opens his mill. | Otto |"],
)
def test_a_cell_after_the_event_is_not_its_subject(row):
    assert [s.subject for s, _ in mined(f"# Berg\n\n{row}\n{row.replace('1901', '1902')}\n")] == [
        None,
        None,
    ]


def test_a_column_of_births_and_one_of_deaths():
    text = "# Kings\n\n| Name | Born | Died |\n|---|---|---|\n| Otto I | 1901 | 1950 |\n"
    assert [(str(s.when), s.named) for s, _ in mined(text)] == [
        ("1901", (Named.BIRTH, "Otto I")),
        ("1950", (Named.DEATH, "Otto I")),
    ]


def test_two_columns_are_a_span():
    text = "# Mayors\n\n| Mayor | From | To |\n|---|---|---|\n| Otto Dorn | 1901 | 1950 |\n"
    assert told(text) == [("1901/1950", "Otto Dorn")]


def test_the_heading_of_a_date_says_what_happened_then():
    text = "# Mills\n\n| Mill | Opened |\n|---|---|\n| Mill of Dorn | 1901 |\n| Mill of Berg | 1902 |\n"
    assert [(s.aspect, body) for s, body in mined(text)] == [
        ("Opened", "Mill of Dorn"),
        ("Opened", "Mill of Berg"),
    ]


def test_a_biography():
    text = "# Ada Berg\n\n- Birth in Dorn: 4 May 1911\n- Marriage to Otto: 1935\n- Death in Berg: 3 June 1990\n"
    assert told(text) == [
        ("1911-05-04", "Birth in Dorn"),
        ("1935", "Marriage to Otto"),
        ("1990-06-03", "Death in Berg"),
    ]


def test_a_life_line_by_line():
    text = "# Ada Berg\n\nBorn: 4 May 1911, Dorn\nDied: 3 June 1990, Berg\n"
    assert told(text) == [
        ("1911-05-04", "Born: 4 May 1911, Dorn"),
        ("1990-06-03", "Died: 3 June 1990, Berg"),
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("ISLA, Valley — On 5 May 1911 the mayor opened the lock.", "On 5 May 1911 the mayor"),
        ("ISLA — On 5 May 1911 the mayor opened the lock.", "On 5 May 1911 the mayor"),
        ("- **Fire.** On 4 May 1911 the mill burned.", "On 4 May 1911"),
        ("- The fire. On 4 May 1911 the mill burned.", "On 4 May 1911"),
        ("- Opening: On 4 May 1911 the mayor opened the mill.", "On 4 May 1911"),
        ("- **Opening:** On 4 May 1911 the mayor opened the mill.", "On 4 May 1911"),
    ],
)
def test_datelines_and_labels_stand_outside_the_statement(text, body):
    assert [b.startswith(body) for _, b in mined(f"# Berg\n\n{text}\n")] == [True]


@pytest.mark.parametrize("text", ["NATO — founded in 1949 — has many members.", "The lock: Ada opened it in 1911."])  # fmt: skip
def test_what_only_looks_like_a_dateline_or_label(text):
    assert [body for _, body in mined(f"# Berg\n\n{text}\n")] == [text]
