"""Bad input gets one line on standard error and a code, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdfs import locked, page, pdf

BOMB = "l0: &l0 [x,x,x]\n" + "".join(
    f"l{n}: &l{n} [{','.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 9)
)
HEAD = "quiz: 1\ndeck: mill\ntitle: T\nfacts:\n"


def told(done, code: int) -> str:
    """The one line on standard error of a command that ended with `code`."""
    assert done.returncode == code, done
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("quiz: ")
    return done.stderr


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (None, "there is no such file"),
        (b"", "the document is empty"),
        (b"\x00\x01\x02binary\x00", "this is a binary file"),
        (b"%PDF-1.7", "the PDF is broken"),
        (pdf(page("The mill turns."))[:300], "the PDF is broken"),
        (pdf([]), "it holds pictures of pages, no text; run OCR on it first"),
        (locked(pdf(page("The mill turns.")), "secret"), "the PDF is locked with a password"),
        (b"PK\x03\x04word", "the DOCX is broken"),
        (bytes(range(1, 32)) * 9 + b"\xff\xfe\xfd", "the text's encoding cannot be told"),
        (b"The mill turns, and nobody knows since when.\n", "no date"),
    ],
)
def test_a_bad_document_is_told(quiz, tmp_path: Path, data, what):
    if data is not None:
        (tmp_path / "mill.txt").write_bytes(data)
    assert what in told(quiz("build", "mill.txt", "-o", "d.yaml", "--lang", "en"), 1)
    assert not (tmp_path / "d.yaml").exists()


def test_an_address_that_does_not_answer_is_told(quiz):
    assert "cannot be fetched" in told(quiz("build", "http://127.0.0.1:1/mill", "-o", "d.yaml"), 1)
    assert "only addresses that begin with http" in told(quiz("build", "ftp://mill.example/m"), 1)


def test_a_folder_is_no_document(quiz):
    assert "this is a folder" in told(quiz("build", "."), 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the deck is empty"),
        ("facts: [\n", "this is not YAML"),
        (f"{HEAD}  - id: a\n    event: The pact: signed\n", "mill.yaml:6"),
        (f"{HEAD}  - {{id: a, evnt: x}}\n", "did you mean 'event'?"),
        (f"{HEAD}  - {{id: a, term: x, means: y}}\n  - {{id: a, term: z, means: y}}\n", "twice"),
        (
            f"{HEAD}  - {{id: a, event: x, when: 2018-02-30}}\n",
            "mill.yaml:5: 2018-02 has no day 30",
        ),
        (BOMB, "aliases stand for too much"),
        ("quiz: !!python/object/apply:os.system [id]\n", "YAML tags are not used"),
    ],
)
def test_a_bad_deck_is_told_with_its_line(quiz, deck: Path, text, what):
    deck.write_text(text, "utf-8")
    assert what in told(quiz("cards", "mill.yaml"), 1)
    checked = quiz("check", "mill.yaml")
    assert checked.returncode == 1
    assert checked.stdout.startswith("mill.yaml:")
    assert checked.stderr == ""


def test_a_deck_that_is_not_there_is_told(quiz, deck: Path):
    assert "there is no such deck" in told(quiz("cards", "nowhere.yaml"), 1)
    assert "there is no deck 'nowhere'" in told(quiz("cards", "nowhere"), 1)
    assert quiz("check", "nowhere.yaml").stdout.startswith("nowhere.yaml:1: error: file: ")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["bild"], "there is no command 'bild'; did you mean 'build'?"),
        (["cards"], "Missing argument"),
        (["cards", "--nope", "x"], "No such option"),
        (["build", "mill.md", "--limit", "0"], "--limit"),
        (["build", "mill.md", "--lang", "french!"], "is not a language code"),
        (["build", "mill.md", "mill.md", "-o", "x.yaml"], "-o names one deck"),
    ],
)
def test_wrong_use_is_code_2(quiz, document, arguments, what):
    assert what in told(quiz(*arguments), 2)


def test_a_broken_deck_is_not_built_over(quiz, document, deck: Path):
    deck.write_text("quiz: 1\nmine: yes\n", "utf-8")
    assert "unknown key 'mine'" in told(quiz("build", "mill.md", "-o", "mill.yaml"), 1)
    assert deck.read_text("utf-8") == "quiz: 1\nmine: yes\n"


def test_a_place_that_cannot_be_written_to_is_told(quiz, document):
    assert "cannot be written" in told(quiz("build", "mill.md", "-o", "mill.md/d.yaml"), 1)


def test_escape_codes_of_strangers_do_not_reach_the_terminal(quiz, deck: Path):
    deck.write_text(
        f'{HEAD}  - {{id: a, term: "\\e]0;x\\a\\x9b31m", means: "b\\u202e"}}\n', "utf-8"
    )
    for arguments in (
        ["cards", "mill.yaml"],
        ["cards", "--json", "mill.yaml"],
        ["check", "mill.yaml"],
    ):
        done = quiz(*arguments)
        assert not set("\x1b\x07\x9b\u202e") & set(done.stdout + done.stderr)
