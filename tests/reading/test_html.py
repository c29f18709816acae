"""HTML to extracted text and blocks."""

from __future__ import annotations

import pytest

from quiz.core.document import BlockKind, Document
from quiz.core.errors import DocumentError
from quiz.reading import read, text_of

PAGE = """<!doctype html>
<html lang="de-AT"><head><title>Die Mühle</title><style>p {}</style></head><body>
<nav><a href="/">Startseite</a></nav><div class="navbox">Mehr Mühlen</div>
<h1>Mühle &amp; Wehr</h1>
<p>Im Jahr <b>1907</b> wurden 30&nbsp;m<sup>2</sup> Dach<sup><a href="#n1">[1]</a></sup> gedeckt.</p>
<ul><li><a href="/kontakt">Kontakt</a></li>
<li><p><strong>1911</strong>: Brand</p><ul><li>Neubau</li></ul></li></ul>
<p>Erste Zeile<br>zweite Zeile</p><p><b>Das Wehr</b></p><p hidden>unsichtbar</p>
<script>x = "1999"</script></body></html>"""


def page(source: str, name: str = "page.html") -> Document:
    return read(name, data=source.encode())


def shown(found: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


def test_a_page_gives_its_blocks_without_navigation_notes_and_scripts():
    assert shown(page(PAGE)) == [
        ("heading", "Mühle & Wehr"),
        ("paragraph", "Im Jahr 1907 wurden 30\u00a0m2 Dach gedeckt."),
        ("bullet", "1911: Brand"),
        ("bullet", "Neubau"),
        ("paragraph", "Erste Zeile"),
        ("paragraph", "zweite Zeile"),
        ("heading", "Das Wehr"),
    ]


def test_a_page_says_its_language_and_title():
    found = page(PAGE)
    assert (found.lang, found.title, found.extracted) == ("de", "Mühle & Wehr", True)


def test_bold_words_are_noted_and_bullets_know_their_level():
    found = page(PAGE)
    assert [found.text[a:b] for b_ in found.blocks for a, b in b_.strong][:2] == ["1907", "1911"]
    assert [b.level for b in found.blocks if b.kind is BlockKind.BULLET] == [1, 2]


def test_a_page_is_known_by_its_content_too():
    assert page("<!DOCTYPE html><p>The mill turns.</p>", name="mill.txt").extracted
    assert not page("The mill <p> turns.", name="mill.txt").extracted


def test_table_rows_have_cells_and_header_and_cells_reach_down():
    found = page(
        "<table><tr><th>Year</th><th>What</th></tr>"
        "<tr><td rowspan=2>1911</td><td>Fire in the <b>mill</b></td></tr>"
        "<tr><td>A new roof</td></tr><tr><td>1912</td><td>A bell</td></tr></table>"
    )
    cells = [[found.text[a:b] for a, b in block.cells] for block in found.blocks]
    assert cells == [["1911", "Fire in the mill"], ["1911", "A new roof"], ["1912", "A bell"]]
    assert {block.header for block in found.blocks} == {("Year", "What")}
    assert [found.text[a:b] for a, b in found.blocks[0].strong] == ["mill"]


def test_a_table_that_lays_out_a_page_is_read_as_a_page():
    found = page("<table><tr><td><h2>The weir</h2><p>It leaks.</p></td></tr></table>")
    assert shown(found) == [("heading", "The weir"), ("paragraph", "It leaks.")]


def test_definitions_have_term_and_body():
    found = page("<dl><dt>Weir</dt><dd>a low dam</dd><dd>a fish trap</dd></dl>")
    cells = [[found.text[a:b] for a, b in block.cells] for block in found.blocks]
    assert cells == [["Weir", "a low dam"], ["Weir", "a fish trap"]]


def test_preformatted_prose_is_read_and_code_is_not():
    found = page("<pre>The mill\nturns.\n\n* one</pre><pre><code>x = 1999</code></pre>")
    assert shown(found) == [("paragraph", "The mill\nturns."), ("bullet", "one")]


def test_raised_letters_that_are_no_note_stay():
    found = page("<p>Le 1<sup>er</sup> mai, 9 m<sup>3</sup> d’eau<sup>[2]</sup>.</p>")
    assert found.text == "Le 1er mai, 9 m3 d’eau."


@pytest.mark.parametrize("tag", ["b", "span", "font", "i"])
def test_inline_nesting_has_no_limit(tag):
    assert page(f"<{tag}>" * 30_000 + "The mill turns.").text == "The mill turns."


def test_blocks_nested_beyond_reason_are_refused_at_once():
    with pytest.raises(DocumentError, match=r"deep\.html: the page is nested too deeply"):
        page("<div>" * 200_000 + "x", name="deep.html")


def test_a_page_without_text_is_refused():
    with pytest.raises(DocumentError, match="there is no text to read in it"):
        page("<html><body><script>1</script></body></html>")


def test_the_text_alone_is_that_of_the_document(tmp_path):
    path = tmp_path / "mill.html"
    path.write_text(PAGE, "utf-8")
    assert text_of(path) == read(path).text
