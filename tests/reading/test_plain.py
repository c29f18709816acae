"""Text, Markdown and reStructuredText to blocks, with offsets into the text unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.document import Block, BlockKind, Document
from quiz.reading import read


def document(text: str, name: str = "doc.md", lang: str | None = "en") -> Document:
    return read(name, lang=lang, data=text.encode())


def shown(text: str, lang: str = "en") -> list[tuple[str, str]]:
    """Each block's kind and words, blanks run together."""
    found = document(text, lang=lang)
    return [(b.kind.value, " ".join(words(found, b).split())) for b in found.blocks]


def words(found: Document, block: Block) -> str:
    return found.text[block.start : block.end]


def test_lines_of_a_paragraph_are_joined_until_a_blank_line():
    assert shown("The bell rings\nat noon.\n\n  The gate\n  opens.\n") == [
        ("paragraph", "The bell rings at noon."),
        ("paragraph", "The gate opens."),
    ]


def test_headings_of_every_style_are_seen():
    text = (
        "# One #\n\nTwo\n===\n\nThree\n-----\n\nFour of five\n\nA sentence ends so.\n\n**Five**\n"
    )
    found = document(text)
    headings = [(words(found, b), b.level) for b in found.blocks if b.kind is BlockKind.HEADING]
    assert headings == [("One", 1), ("Two", 1), ("Three", 2), ("Four of five", 2), ("Five", 2)]


def test_bullets_nest_and_take_their_wrapped_lines():
    text = "- first\n  goes on\n    * inner\n- second\n1. third\n  • fourth\n"
    found = document(text)
    assert [(b.level, " ".join(words(found, b).split())) for b in found.blocks] == [
        (1, "first goes on"),
        (2, "inner"),
        (1, "second"),
        (1, "third"),
        (2, "fourth"),
    ]


def test_bullets_that_are_all_indented_are_on_the_first_level():
    found = document("Some words.\n\n    • one\n    • two\n")
    assert [b.level for b in found.blocks] == [0, 1, 1]


def test_lines_that_open_with_a_date_are_entries_of_their_own():
    text = "1901: A well is dug.\n1902: The well is deepened, and\nlined with stone.\n1903: It runs dry.\n"
    assert shown(text) == [
        ("paragraph", "1901: A well is dug."),
        ("paragraph", "1902: The well is deepened, and lined with stone."),
        ("paragraph", "1903: It runs dry."),
    ]


def test_a_date_at_the_start_of_a_wrapped_line_opens_no_entry():
    text = (
        "The ferry sank off the cape on March 16,\n1975. Divers found it in\n1981 near the pier.\n"
    )
    assert len(shown(text)) == 1


def test_a_german_ordinal_is_no_numbered_item():
    assert shown("3. Oktober 1912: Der Turm wird eingeweiht.\n", lang="de") == [
        ("paragraph", "3. Oktober 1912: Der Turm wird eingeweiht.")
    ]


def test_long_lines_without_blanks_between_are_paragraphs():
    line = "The council of the valley met again and talked about the bridge for hours. " * 3
    assert len(shown(f"{line}\n{line}\n{line}\n")) == 3


def test_an_indented_first_line_begins_a_paragraph():
    text = "  The mill was built of oak and\nstone from the quarry.\n  A storm took its roof.\n"
    assert [kind for kind, _ in shown(text)] == ["paragraph", "paragraph"]


def test_a_table_gives_its_rows_with_cells_and_header():
    text = "| Year | What |\n|------|:----:|\n| 1911 | **Bridge** \\| ferry |\n| 1912 | Mill |\n"
    found = document(text)
    cells = [[found.text[a:b] for a, b in block.cells] for block in found.blocks]
    assert cells == [["1911", "**Bridge** \\| ferry"], ["1912", "Mill"]]
    assert found.blocks[0].header == ("Year", "What")
    assert [found.text[a:b] for a, b in found.blocks[0].strong] == ["Bridge"]


def test_a_table_may_do_without_outer_pipes_or_header():
    assert len(document("Year | What\n--- | ---\n1911 | Bridge\n").blocks) == 1
    assert len(document("| 1911 | Bridge |\n| 1912 | Mill |\n").blocks) == 2


def test_pairs_with_their_colons_set_apart_are_definitions():
    found = document("Height    : 40 m\nWidth     : 9 m\nBuilt of  : stone\n")
    assert {b.kind for b in found.blocks} == {BlockKind.DEFINITION}
    assert [found.text[a:b] for a, b in found.blocks[2].cells] == ["Built of", "stone"]


def test_two_lines_with_colons_are_no_definitions():
    assert shown("Height    : 40 m\nWidth     : 9 m\n") == [
        ("paragraph", "Height : 40 m Width : 9 m")
    ]


def test_bold_words_are_noted_without_their_marks():
    found = document("A **grey seal** and __two crabs__ in snake__case__name.\n")
    assert [found.text[a:b] for a, b in found.blocks[0].strong] == ["grey seal", "two crabs"]


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode = 1999\n```\n",
        "~~~ python\n1999\n~~~\n",
        ".. figure:: mill.jpg\n   :align: center\n\n   The mill\n",
        "![The mill](mill.jpg)\n",
        "[1]: https://example.org/mill\n",
        "<!-- 1999 -->\n",
        "-----\n",
        "Last updated: 3 May 2020\n",
        "• Mis à jour le: 07 mars 2021 16:41\n",
        "  • afficher la chronologie\n",
        "Show more\n",
        "© 2019 The Mill Trust\n",
    ],
)
def test_what_is_no_prose_is_left_out(text):
    assert shown(f"The mill stands.\n\n{text}\nIt turns.\n") == [
        ("paragraph", "The mill stands."),
        ("paragraph", "It turns."),
    ]


def test_the_prose_of_an_admonition_stays():
    assert ("paragraph", "The weir leaks.") in shown(".. note::\n\n   The weir leaks.\n")


def test_a_fence_that_is_never_closed_hides_nothing():
    assert ("paragraph", "The mill stands.") in shown("```\n\nThe mill stands.\n")


def test_a_preamble_gives_title_and_language():
    found = document('---\ntitle: "Le moulin"\nlang: fr\n---\nThe wheel.\n', lang=None)
    assert (found.title, found.lang, len(found.blocks)) == ("Le moulin", "fr", 1)


def test_the_text_keeps_its_byte_order_mark_and_line_ends():
    raw = "\ufeff# Mill\r\n\r\nIt turns\r\nslowly.\r\n"
    found = document(raw)
    assert found.text == raw
    assert [words(found, b) for b in found.blocks] == ["Mill", "It turns\r\nslowly."]


PIECES = st.sampled_from(
    ["- ", "1. ", "# ", "| ", "|---|", "**", "__", "```", "~~~", "=====", "> ", ".. x::", "a: b",
     "1969", "5 May 1968", " : ", "word", "Two words.", "\n", "\n\n", "    ", "\t", "\u00a0",
     "\r\n", "[1]: ", "![", "]("],
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_blocks_of_any_text_lie_in_it_in_order_and_are_trimmed(text: str):
    found = document(f"The mill.\n\n{text}\n\nIt turns.")
    last = 0
    for block in found.blocks:
        assert last <= block.start < block.end <= len(found.text)
        assert words(found, block) == words(found, block).strip()
        for a, b in (*block.cells, *block.strong):
            assert block.start <= a <= b <= block.end
        last = block.end


@pytest.mark.parametrize(
    "text",
    ["-" * 99_999 + "x", "|a" * 50_000, "|a" + " " * 99_999 + "b|", "**a " * 25_000, "__a" * 33_000,
     "```\n~~~\n" * 9_000, "<!-- " * 20_000, "\n" * 60_000, "- a\n" * 15_000, "a  : b\n" * 9_000],
)  # fmt: skip
def test_reading_takes_linear_time(text):
    read("doc.md", lang="en", data=f"The mill.\n\n{text}".encode())  # a square would take minutes
