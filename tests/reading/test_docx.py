"""DOCX to extracted text and blocks."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.document import Document
from quiz.core.errors import DocumentError
from quiz.reading import docx as docx_reader
from quiz.reading import read, text_of

W = nsdecls("w")


def made(write: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    write(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def of(write: Callable[[docx.document.Document], object], name: str = "mill.docx") -> Document:
    return read(name, data=made(write), lang="en")


def shown(found: Document) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, found.text[b.start : b.end]) for b in found.blocks]


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The packed file with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            body = old.read(info)
            new.writestr(info.filename, change(body) if info.filename == part else body)
    return out.getvalue()


def test_headings_paragraphs_and_lists_come_by_their_styles():
    def write(d):
        d.add_heading("The old mill", 0)
        d.add_heading("To 1861", 1)
        d.add_paragraph("The monks opened it in 1850.")
        d.add_paragraph("a wheel of oak", "List Bullet")
        d.add_paragraph("with iron teeth", "List Bullet 2")
        d.add_paragraph("a wheel of iron", "List Number")

    found = of(write)
    assert shown(found) == [
        ("heading", 1, "The old mill"),
        ("heading", 1, "To 1861"),
        ("paragraph", 0, "The monks opened it in 1850."),
        ("bullet", 1, "a wheel of oak"),
        ("bullet", 2, "with iron teeth"),
        ("bullet", 1, "a wheel of iron"),
    ]
    assert (found.title, found.extracted) == ("The old mill", True)


def test_lists_and_headings_made_by_hand_count_too():
    def write(d):
        numbering = f'<w:numPr {W}><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        d.add_paragraph("an item")._p.get_or_add_pPr().append(parse_xml(numbering))
        outline = parse_xml(f'<w:outlineLvl {W} w:val="2"/>')
        d.add_paragraph("A heading of 1861")._p.get_or_add_pPr().append(outline)
        none = f'<w:numPr {W}><w:numId w:val="0"/></w:numPr>'
        d.add_paragraph("no item", "List Bullet")._p.get_or_add_pPr().append(parse_xml(none))

    assert shown(of(write)) == [
        ("bullet", 2, "an item"),
        ("heading", 3, "A heading of 1861"),
        ("paragraph", 0, "no item"),
    ]


def test_bold_labels_are_strong_and_their_runs_are_one():
    def write(d):
        p = d.add_paragraph()
        p.add_run("12 May ").bold = True
        p.add_run("1850").bold = True
        p.add_run(": the mill opens.")
        p.add_run(" Loud", "Strong")

    found = of(write)
    assert found.text == "12 May 1850: the mill opens. Loud"
    assert [found.text[a:b] for a, b in found.blocks[0].strong] == ["12 May 1850", " Loud"]


def test_a_line_break_parts_blocks_and_a_tab_is_a_blank():
    def write(d):
        p = d.add_paragraph("1850")
        p.add_run().add_tab()
        p.add_run("The mill opens.").add_break(WD_BREAK.LINE)
        p.add_run("1861: A fire.")

    assert [t for _, _, t in shown(of(write))] == ["1850 The mill opens.", "1861: A fire."]


def test_table_rows_have_cells_a_header_and_cells_that_reach_down():
    def write(d):
        table = d.add_table(rows=4, cols=2)
        words = [["Year", "What"], ["1861", "A fire in the mill"], ["", "A new roof"], ["1902", "A flood"]]  # fmt: skip
        for row, texts in zip(table.rows, words, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].add_run(text).bold = text in ("Year", "What")
        table.cell(1, 0).merge(table.cell(2, 0))

    found = of(write)
    cells = [[found.text[a:b] for a, b in block.cells] for block in found.blocks]
    assert cells == [["1861", "A fire in the mill"], ["1861", "A new roof"], ["1902", "A flood"]]
    assert {block.header for block in found.blocks} == {("Year", "What")}


def test_a_table_that_lays_out_a_page_is_read_as_a_page():
    def write(d):
        cell = d.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "The mill turns."
        for text in ("It was built of oak.", "It burned down in 1861."):
            cell.add_paragraph(text)
        cell.add_table(1, 1).cell(0, 0).text = "It was built again."

    assert [t for _, _, t in shown(of(write))] == [
        "The mill turns.",
        "It was built of oak.",
        "It burned down in 1861.",
        "It was built again.",
    ]


def test_what_is_deleted_hidden_or_a_field_is_no_text():
    inner = (
        f"<w:p {W}><w:r><w:t>The mill </w:t></w:r>"
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>always </w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:hyperlink w:anchor="x"><w:r><w:t>turns</w:t></w:r></w:hyperlink>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
    )

    def write(d):
        d.element.body.insert(0, parse_xml(inner))

    assert of(write).text == "The mill always turns."


def test_a_table_of_contents_is_left_out_and_other_controls_are_read():
    def write(d):
        for gallery, text in (("Table of Contents", "The fire 12"), ("Cover Pages", "The mill.")):
            control = parse_xml(
                f'<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="{gallery}"/>'
                f"</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
                "</w:sdtContent></w:sdt>"
            )
            d.element.body.insert(0, control)

    assert of(write).text == "The mill."


def test_the_document_says_its_title():
    def write(d):
        d.core_properties.title = "A history of mills"
        d.add_paragraph("It was built of oak, on the river, below the town and its walls.")

    assert of(write).title == "A history of mills"


def test_a_docx_is_known_by_its_content(tmp_path):
    path = tmp_path / "mill.txt"
    path.write_bytes(made(lambda d: d.add_paragraph("The mill turns.")))
    assert read(path).text == text_of(path) == "The mill turns."


# What is refused


def refused(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read("papers/mill.docx", data=data)
    message = str(caught.value)
    assert message.startswith("papers/mill.docx: ")
    assert caught.value.do
    assert "\n" not in message
    return message


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made_here:
        for name, body in parts.items():
            made_here.writestr(name, body)
    return out.getvalue()


def test_other_packed_files_are_refused():
    assert "no DOCX" in refused(packed(mimetype=b"application/epub+zip"))
    sheet = changed(
        made(lambda d: d),
        "[Content_Types].xml",
        lambda body: body.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main"),
    )
    assert "another Office file" in refused(sheet)
    assert "an old or locked Office file" in refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999
    )


def test_an_empty_docx_is_refused():
    assert "there is no text to read in it" in refused(made(lambda d: d))


@pytest.mark.parametrize("cut", [4, 100, 0.5, -30])
def test_a_broken_docx_is_refused(cut):
    data = made(lambda d: d.add_paragraph("The mill turns."))
    end = int(len(data) * cut) if 0 < cut < 1 else cut
    assert "the DOCX is broken (" in refused(data[:end])


def test_broken_xml_is_refused():
    data = made(lambda d: d.add_paragraph("The mill turns."))
    for body in (b"<a>", b"", b"\0\1\2"):
        assert "broken" in refused(changed(data, "word/document.xml", lambda _, body=body: body))


def test_parts_that_do_not_fit_are_told_in_plain_words():
    data = made(lambda d: d.add_paragraph("The mill turns."))
    message = refused(changed(data, "[Content_Types].xml", lambda _: b"<x/>"))
    assert "the DOCX is broken (its parts do not fit together)" in message


@given(st.integers(0, 2**32))
def test_damage_is_read_or_refused_and_nothing_else(seed):
    data = bytearray(DAMAGED)
    for step in range(10):
        at = zlib.crc32(b"%d %d" % (seed, step))
        data[at % len(data)] = at >> 24
    with suppress(DocumentError):
        read("mill.docx", data=bytes(data), lang="en")


DAMAGED = made(lambda d: d.add_paragraph("The mill turns."))


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = made(lambda d: d.add_paragraph("The mill turns."))
    bomb = changed(data, "word/document.xml", lambda body: body + b" " * (docx_reader.MAX_XML + 1))
    assert len(bomb) < 1_000_000
    assert "the DOCX unpacks to too much" in refused(bomb)


def test_a_part_that_lies_about_its_size_is_refused():
    data = changed(
        made(lambda d: d.add_paragraph("The mill turns.")),
        "word/document.xml",
        lambda body: body + b" " * 2_000_000,
    )
    with zipfile.ZipFile(BytesIO(data)) as old:
        size = old.getinfo("word/document.xml").file_size
    lying = data.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert lying != data
    assert "broken" in refused(lying)


def test_entities_are_not_expanded(tmp_path):
    (tmp_path / "secret.txt").write_text("swordfish", "utf-8")
    head = (
        b'<?xml version="1.0"?><!DOCTYPE w:document ['
        b'<!ENTITY out SYSTEM "file://%s"><!ENTITY a "lol">'
        b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
        % str(tmp_path / "secret.txt").encode()
    )

    def change(body: bytes) -> bytes:
        body = body.replace(b"turns", b"turns &out; &c;")
        return head + body[body.index(b"?>") + 2 :]

    data = made(lambda d: d.add_paragraph("The mill turns by day."))
    text = read("mill.docx", data=changed(data, "word/document.xml", change), lang="en").text
    assert text.startswith("The mill turns")
    assert "swordfish" not in text
    assert "lol" not in text


def test_deep_nesting_is_no_recursion():
    def write(d):
        inner = OxmlElement("w:p")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "The mill turns."
        run.append(text)
        inner.append(run)
        for _ in range(200):
            link = OxmlElement("w:smartTag")
            link.append(inner[0])
            inner.insert(0, link)
        assert inner.tag == qn("w:p")
        d.element.body.insert(0, inner)

    assert of(write).text == "The mill turns."
