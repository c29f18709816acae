"""The commands' contract: what goes to standard output, and the code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path


def test_build_writes_a_deck_whose_cards_quote_the_document(quiz, document: Path, tmp_path):
    done = quiz("build", "mill.md", "-o", "deck.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("deck.yaml: ")
    text = document.read_bytes().decode()
    cards = json.loads(quiz("cards", "--json", "deck.yaml").stdout)
    assert {card["edtf"] for card in cards} >= {"1850-05-12", "1861", "1863-03"}
    for card in cards:
        assert text[slice(*card["at"])] == card["quote"]


def test_build_reads_standard_input_and_fills_the_library(quiz, document: Path, tmp_path):
    done = quiz("build", "-", "--json", given=document.read_bytes())
    report = json.loads(done.stdout)
    assert Path(report["path"]).parent == tmp_path / "home" / "decks"
    assert json.loads(quiz("cards", "--json", report["deck"]).stdout)


def test_a_second_build_keeps_an_edit_and_says_so(quiz, document: Path, tmp_path):
    quiz("build", "mill.md", "-o", "deck.yaml")
    path = tmp_path / "deck.yaml"
    built = path.read_text("utf-8")
    edited = built.replace('event: "A fire destroys the mill"', 'event: "Lightning guts the mill"')
    assert edited != built
    path.write_text(edited, "utf-8")
    done = quiz("build", "mill.md", "-o", "deck.yaml")
    assert path.read_text("utf-8") == edited
    assert "quiz: 1 of the author's, kept as they are: " in done.stderr


def test_a_second_build_of_the_same_changes_no_byte(quiz, document, tmp_path):
    quiz("build", "mill.md", "-o", "deck.yaml")
    before = (tmp_path / "deck.yaml").read_bytes()
    assert quiz("build", "mill.md", "-o", "deck.yaml").stderr == "quiz: nothing changed\n"
    assert (tmp_path / "deck.yaml").read_bytes() == before


def test_cards_as_json_keep_the_contract(quiz, deck):
    cards = json.loads(quiz("cards", "--json", "mill.yaml").stdout)
    assert [card["id"] for card in cards] == [
        "mill-0a1b/roof/when",
        "mill-0a1b/kw/means",
        "mill-0a1b/kw/term",
    ]
    assert set(cards[0]) == {
        "id", "fact", "kind", "question", "answer", "accept", "choices", "edtf", "precision",
        "topic", "of", "quote", "at", "supports", "tags",
    }  # fmt: skip
    assert (cards[0]["edtf"], cards[0]["precision"], cards[0]["tags"]) == (
        "1911-05",
        "month",
        ["building"],
    )
    assert cards[1]["edtf"] is None


def test_cards_for_people_give_question_and_answer(quiz, deck):
    done = quiz("cards", "mill.yaml")
    assert done.stdout.splitlines()[-1] == "    kW"


def test_output_to_a_pipe_is_utf_8_whatever_the_locale(quiz, deck: Path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    deck.write_text(deck.read_text("utf-8").replace("kilowatt", "kilowatt à Čapek"), "utf-8")
    assert "kilowatt à Čapek" in quiz("cards", "mill.yaml").stdout


def test_check_is_silent_about_a_sound_deck(quiz, deck):
    done = quiz("check", "--strict", "mill.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_warnings_fail_only_when_strict(quiz, deck: Path):
    deck.write_text(deck.read_text("utf-8").replace("means: k", "accept: [kW], means: k"), "utf-8")
    done = quiz("check", "mill.yaml")
    assert (done.returncode, done.stdout) == (
        0,
        "mill.yaml:7: warning: accept: kw: 'accept' repeats the answer\n",
    )
    assert quiz("check", "--strict", "mill.yaml").returncode == 1
    found = json.loads(quiz("check", "--json", "mill.yaml").stdout)
    assert found == [
        {
            "file": "mill.yaml",
            "line": 7,
            "level": "warning",
            "rule": "accept",
            "message": "kw: 'accept' repeats the answer",
        }
    ]


def test_check_fix_fills_in_a_missing_id(quiz, deck: Path):
    deck.write_text(deck.read_text("utf-8").replace("id: kw, ", ""), "utf-8")
    assert quiz("check", "mill.yaml").returncode == 1
    done = quiz("check", "--fix", "mill.yaml")
    assert (done.returncode, done.stderr) == (0, "quiz: mill.yaml:7: id 'kw' filled in\n")


def test_a_reader_that_goes_away_is_no_error(deck: Path, tmp_path):
    facts = "".join(f"  - {{id: f{n}, term: T{n}, means: m{n}}}\n" for n in range(3000))
    deck.write_text(f"quiz: 1\ndeck: big\ntitle: Big\nfacts:\n{facts}", "utf-8")
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-m", "quiz", "cards", "mill.yaml"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": root, "QUIZ_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 0


def test_an_interrupt_ends_quietly(tmp_path):
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-m", "quiz", "build", "-"],
        env={**os.environ, "PYTHONPATH": root, "QUIZ_HOME": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    process.stdin.write(b"1911: The mill ")  # it now waits for more
    process.stdin.flush()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
