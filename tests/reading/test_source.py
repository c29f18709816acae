"""Bytes to text, and what is refused: each refusal is one line with a way out."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from io import BytesIO, TextIOWrapper

import pytest

from quiz.core.errors import DocumentError
from quiz.reading import read

FRENCH = "Le moulin a été rebâti en août 1911 ; l’évêque n’y était pas. Où est la clé ?"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"]
)
def test_the_usual_encodings_are_told_apart(encoding):
    found = read("moulin.txt", data=FRENCH.encode(encoding))
    assert found.text.lstrip("\ufeff") == FRENCH
    assert found.lang == "fr"


def test_a_guessed_encoding_is_a_warning():
    assert read("x.txt", data=FRENCH.encode("cp1252")).warnings == (
        "read as cp1252, since it is not UTF-8",
    )
    assert not read("x.txt", data=FRENCH.encode()).warnings


def test_other_scripts_are_left_to_the_guesser():
    text = "Мельница была построена в 1911 году. Она сгорела через два года после войны. " * 3
    found = read("x.txt", data=text.encode("cp1251"))
    assert found.text == text
    assert "could not be told" in found.warnings[0]


def test_a_page_may_declare_its_encoding():
    page = '<html><head><meta charset="iso-8859-2"></head><p>Młyn stoi nad rzeką.</p></html>'
    assert "Młyn" in read("x.html", data=page.encode("iso-8859-2")).text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the document is empty"),
        (b" \n\t\n", "the document is empty"),
        (b"\x7fELF\x00\x00\x01\x02\x00", "this is a binary file, not text"),
        (b"%PDF-1.7 ...", "the PDF is broken"),
        (b"PK\x03\x04word", "the DOCX is broken"),
        (bytes(range(1, 32)) * 9 + b"\xff\xfe\xfd", "the text's encoding cannot be told"),
        (b"---\n", "there is no text to read in it"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data, what):
    with pytest.raises(DocumentError) as caught:
        read("papers/mill.bin", data=data)
    message = str(caught.value)
    assert message.startswith(f"papers/mill.bin: {what}")
    assert caught.value.do
    assert "\n" not in message


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(DocumentError, match="there is no such file"):
        read(tmp_path / "mill.txt")
    with pytest.raises(DocumentError, match="this is a folder"):
        read(tmp_path)


def test_a_path_that_no_file_can_have_is_refused():
    with pytest.raises(DocumentError):
        read("mill\0.txt")
    with pytest.raises(DocumentError):
        read("m" * 5000)


def test_a_named_pipe_is_refused_rather_than_waited_for(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(DocumentError, match="this is not a regular file"):
        read(path)


def test_a_dash_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(FRENCH.encode())))
    found = read("-")
    assert (found.text, found.name) == (FRENCH, "standard input")


def test_the_digest_is_that_of_the_bytes():
    data = b"The mill turns."
    assert read("x.txt", data=data).sha256 == sha256(data).hexdigest()


def test_a_text_that_is_too_long_is_refused_before_it_is_worked_through():
    with pytest.raises(DocumentError, match="11 million characters of text; split it"):
        read("mill.txt", data=b"The mill. " * 1_100_000)


def test_control_characters_are_told_as_such():
    with pytest.raises(DocumentError, match="full of control characters"):
        read("mill.txt", data=b"The \x1b[31mmill\x1b[0m \x07\x08 turns.\x1b]0;x\x07")
