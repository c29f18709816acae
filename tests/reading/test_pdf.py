"""PDF to extracted text and blocks, with pages."""

from __future__ import annotations

import zlib
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfs import locked, page, pdf, raw_pdf

from quiz.core.document import Document, page_at
from quiz.core.errors import DocumentError
from quiz.reading import pdf as pdf_reader
from quiz.reading import read, text_of

FILL = [f"The mill by the river ground the corn of village number {n}." for n in "abcdefgh"]


def of(*pages, name: str = "mill.pdf", lang: str = "en") -> Document:
    return read(name, data=pdf(*pages), lang=lang)


def shown(found: Document) -> list[tuple[str, str]]:
    return [(b.kind.value, found.text[b.start : b.end]) for b in found.blocks]


def texts(found: Document) -> list[str]:
    return [text for _, text in shown(found)]


def test_lines_of_a_paragraph_are_joined_and_gaps_part_paragraphs():
    found = of(
        page(
            "#The old mill",
            "The monks opened the mill by the river in 1850 and",
            "ran it for eleven years.",
            "",
            "A fire destroyed it in 1861, and nobody in the town",
            "knew who had lit it.",
        )
    )
    assert shown(found) == [
        ("heading", "The old mill"),
        (
            "paragraph",
            "The monks opened the mill by the river in 1850 and ran it for eleven years.",
        ),
        (
            "paragraph",
            "A fire destroyed it in 1861, and nobody in the town knew who had lit it.",
        ),
    ]
    assert (found.title, found.extracted, found.lang) == ("The old mill", True, "en")


def test_entries_and_bullets_stay_apart_although_their_lines_touch():
    found = of(
        page(
            "12 May 1850: The monks open a mill by the river and",
            "grind the corn of four villages.",
            "1861: A fire destroys the mill.",
            "March 1863: The town rebuilds the mill.",
            "",
            "• one wheel of oak, which turned for a hundred years",
            "and then broke",
            "• one wheel of iron",
        )
    )
    assert texts(found) == [
        "12 May 1850: The monks open a mill by the river and grind the corn of four villages.",
        "1861: A fire destroys the mill.",
        "March 1863: The town rebuilds the mill.",
        "one wheel of oak, which turned for a hundred years and then broke",
        "one wheel of iron",
    ]
    assert [kind for kind, _ in shown(found)][-2:] == ["bullet", "bullet"]


def test_bold_lines_are_headings_whatever_they_say():
    found = of(page("*The years 1850 to 1861", *FILL[:3], "", "*2. After the fire", *FILL[3:6]))
    headings = [text for kind, text in shown(found) if kind == "heading"]
    assert headings == ["The years 1850 to 1861", "2. After the fire"]


@pytest.mark.parametrize(
    ("above", "below", "whole", "lang"),
    [
        ("The miller had no infor-", "mation on the fire.", "no information on", "en"),
        ("The treaty was Franco-", "British in the main.", "Franco-British", "en"),
        ("It stood in the years 1990-", "1995 and then fell.", "1990-1995", "en"),
        ("It was a NATO-", "led force of the mill.", "NATO-led", "en"),
        ("Marie was the mother-in-", "law of the miller.", "mother-in-law", "en"),
        ("Le meunier n'avait aucune infor-", "mation sur le feu.", "aucune information", "fr"),
        ("Quand le moulin brûle-t-", "il dans la nuit ?", "brûle-t-il", "fr"),
        ("Le feu a peut-", "être pris dans le toit.", "peut-être", "fr"),
        ("The low-grade corn was low-", "grade as before.", "was low-grade", "en"),
        ("The flibber-", "tigibbet turned.", "flibbertigibbet", "en"),
        ("A soft\xad", "ened mill.", "A softened mill", "en"),
    ],
)
def test_only_the_typesetters_hyphens_go(above, below, whole, lang):
    fill = {"en": "The mill is by the river and it was built of oak.", "fr": "Le moulin est à la rivière, dans le bourg."}[lang]  # fmt: skip
    assert whole in of(page(fill, "", above, below), lang=lang).text


def test_what_runs_through_the_pages_is_left_out():
    pages = [
        page(
            f"In {1850 + 7 * n} the miller bought a wheel of oak.",
            *FILL[: 4 + n],
            header="Chapter of the mill" if n % 2 else "A history of the town, volume 3",
            footer=f"Page {n + 1} of 6",
        )
        for n in range(6)
    ]
    found = of(*pages)
    assert "Chapter" not in found.text
    assert "volume" not in found.text
    assert "Page" not in found.text
    assert all(str(1850 + 7 * n) in found.text for n in range(6))


def test_page_numbers_are_left_out_and_years_in_large_type_are_not():
    pages = [page(f"#{1914 + n}", *FILL[n : n + 3], footer=str(n + 11)) for n in range(5)]
    found = of(*pages)
    assert [t for kind, t in shown(found) if kind == "heading"] == [
        "1914", "1915", "1916", "1917", "1918",
    ]  # fmt: skip
    assert not {"11", "12", "13", "14", "15"} & set(found.text.split())


def test_two_pages_lose_their_numbers_and_nothing_else():
    found = of(page(*FILL[:3], footer="- 1 -"), page(*FILL[3:6], footer="- 2 -"))
    assert [t for t in found.text.split() if t.isdecimal()] == []
    assert all(line in " ".join(found.text.split()) for line in FILL[:6])


def test_lines_of_a_table_of_contents_are_left_out():
    found = of(
        page("The fire of 1861 . . . . . . . . . 12", "The flood of 1902 ......... 14", *FILL)
    )
    assert "1861" not in found.text
    assert "1902" not in found.text


def test_a_form_feed_stands_where_a_page_begins():
    found = of(
        page("The monks opened the mill by the river in May"),
        [],
        page("1850 and ran it."),
        page(*FILL[:2]),
    )
    assert found.text.count("\f") == 3
    assert page_at(found.text, found.text.index("monks")) == 1
    assert page_at(found.text, found.text.index("1850")) == 3
    assert page_at(found.text, found.text.index("corn")) == 4
    assert page_at("no pages", 3) is None


def test_a_paragraph_goes_on_over_the_page():
    found = of(page("The monks opened the mill in May"), page("1850 and ran it until the fi-"), page("nal fire."))  # fmt: skip
    assert shown(found) == [
        ("paragraph", "The monks opened the mill in May\f1850 and ran it until the final\ffire.")
    ]


def test_ligatures_are_letters():
    assert pdf_reader._LIGATURES[ord("ﬁ")] == "fi"


def test_a_long_line_is_no_paragraph_of_its_own():
    words = "the mill by the river ground the corn of the villages around it for many years and "
    found = of(page(f"In those years {words * 2}then", f"in later years {words * 2}it stopped."))
    assert len(found.blocks) == 1


def test_the_text_of_the_file_is_that_of_the_document(tmp_path):
    path = tmp_path / "mill.pdf"
    path.write_bytes(pdf(page(*FILL), page(*FILL)))
    assert text_of(path) == read(path).text


@pytest.mark.parametrize("head", [b"", b"\n", b"\x00junk\n"])
def test_a_pdf_is_known_by_its_content(head):
    name = "mill.pdf" if head.startswith(b"\0") else "mill.txt"
    assert "corn" in read(name, data=head + pdf(page(*FILL))).text


def test_a_page_saved_under_the_name_of_a_pdf_is_read_as_a_page():
    assert read("mill.pdf", data=b"<!doctype html><p>The mill turns.").text == "The mill turns."


# What is refused


def refused(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read("papers/mill.pdf", data=data)
    message = str(caught.value)
    assert message.startswith("papers/mill.pdf: ")
    assert caught.value.do
    assert "\n" not in message
    return message


def test_pages_without_text_are_refused():
    assert "it holds pictures of pages, no text; run OCR on it first" in refused(pdf([], []))


def test_letters_without_meaning_are_refused():
    assert "its letters cannot be told" in refused(
        raw_pdf(b"BT /F1 11 Tf 50 500 Td (\x01\x02\x03\x04\x05\x06 a) Tj ET")
    )


def test_a_locked_pdf_is_refused_and_one_for_everybody_is_read():
    plain = pdf(page(*FILL))
    assert "the PDF is locked with a password" in refused(locked(plain, "secret"))
    assert "corn" in read("mill.pdf", data=locked(plain, "")).text


@pytest.mark.parametrize("cut", [8, 30, 200])
def test_a_broken_pdf_is_refused(cut):
    assert "the PDF is broken (" in refused(pdf(page(*FILL))[:cut])


@given(st.integers(0, 2**32))
def test_damage_is_read_or_refused_and_nothing_else(seed):
    data = bytearray(pdf(page(*FILL)))
    for step in range(20):
        at = zlib.crc32(b"%d %d" % (seed, step))
        data[at % len(data)] = at >> 24
    with suppress(DocumentError):
        read("mill.pdf", data=bytes(data), lang="en")


def test_one_bad_page_does_not_cost_the_others(monkeypatch):
    from pypdf import PageObject

    extract = PageObject.extract_text
    turns = iter(range(3))

    def failing(self, **visitors):
        if next(turns) == 1:
            raise KeyError("/Font")
        return extract(self, **visitors)

    monkeypatch.setattr(PageObject, "extract_text", failing)
    found = of(page(*FILL[:2]), page(*FILL[2:4]), page(*FILL[4:6]))
    assert "1 of 3 pages could not be read, page 2 first" in found.warnings
    assert page_at(found.text, found.text.index("village number e")) == 3


def test_mostly_empty_pages_are_a_warning():
    assert "2 of 3 pages hold no text; if they are pictures, run OCR on it first" in (
        of([], page(*FILL), []).warnings
    )


def test_bounds_hold(monkeypatch):
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 2)
    assert "the PDF has 3 pages; split it into parts of at most 2" in refused(pdf([], [], []))
    for bound, value in (("MAX_TEXT", 100), ("MAX_OPERATORS", 20)):
        with monkeypatch.context() as patch:
            patch.setattr(pdf_reader, bound, value)
            assert "the PDF holds too much" in refused(pdf(page(*FILL)))


@pytest.mark.parametrize("content", [b"0 0 m ", b"(x) Tj ", b"[", b"<<", b" "])
def test_a_bomb_is_refused_before_it_is_unpacked(content):
    """A page that unpacks to 200 MB: pypdf stops at 75 MB, and earlier at too many operators."""
    packed = raw_pdf(content * (200_000_000 // len(content)))
    assert len(packed) < 2_000_000
    assert "the PDF holds too much" in refused(packed)


def test_offsets_are_those_of_the_text():
    pages = [page(*FILL[:n], footer=str(n)) for n in (3, 5, 8)]
    found = of(*pages)
    for block, other in product(found.blocks, found.blocks):
        assert block is other or block.end <= other.start or other.end <= block.start
    assert all("\n" not in text and text == text.strip() for text in texts(found))
