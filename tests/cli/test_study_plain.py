"""`quiz study --plain`: a session over standard input and output, as a process."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from quiz.core.events import Event, EventKind, replay, voided
from quiz.core.rating import Rating
from quiz.store.progress import Progress

MILL = """quiz: 1
deck: mill
title: The mill
lang: en
topic: Berg
facts:
  - id: roof
    event: The mill gets a new roof
    when: 1911-05
    note: Slate from the valley.
    source: {of: s1, quote: In May 1911 the mill got a new roof.}
  - {id: fire, event: A fire destroys the mill, when: 1861}
  - {id: kw, term: kW, means: kilowatt}
"""
ROOF = "“The mill gets a new roof”: in what month and year?  (month, year)"
FIRE = "“A fire destroys the mill”: in what year?  (year)"
ASKED = "> "
CHOICES = "  u Undo  q Stop  "


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    path = tmp_path / "mill.yaml"
    path.write_text(MILL, "utf-8")
    return path


def opened(folder: Path) -> Progress:
    return Progress.open(folder / "home" / "progress.db", lambda: datetime.now().astimezone())


def reviews(folder: Path) -> list[Event]:
    """The answers on disk that were not taken back."""
    with opened(folder) as progress:
        events = progress.events()
    void = voided(events)
    return [e for e in events if e.kind is EventKind.REVIEW and e.name not in void]


def said(done: subprocess.CompletedProcess[str]) -> str:
    """The output of a session that ended well."""
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_answers_are_judged_and_saved(quiz, mill, tmp_path):
    out = said(quiz("study", "--plain", "mill.yaml", given=b"1911\n\n1861\n4\n\n\nq\n"))
    assert f"[1 of 3] Berg\n{ROOF}\n> " in out
    assert (
        "  May 1911\n  ≈ right as far as it goes; it is known more exactly (you said 1911)\n"
        "  “In May 1911 the mill got a new roof.”\n  Slate from the valley.\n" in out
    )
    assert "1 Again 1 min  2 Hard 6 min  3 Good 10 min  4 Easy " in out
    assert f"{FIRE}\n>   1861\n  ✓ right (you said 1861)\n" in out
    assert "What does kW stand for?\n(enter shows the answer)   kilowatt\n" in out
    assert "\n3 answered, all saved: 0 again, 1 hard, 1 good, 1 easy. " in out
    assert [(e.card, e.rating, e.answer, e.verdict) for e in reviews(tmp_path)] == [
        ("mill/roof/when", Rating.HARD, "1911", "close"),
        ("mill/fire/when", Rating.EASY, "1861", "right"),
        ("mill/kw/means", Rating.GOOD, "", ""),
    ]


@pytest.mark.parametrize(
    ("typed", "verdict", "proposed"),
    [
        ("May 1911", "✓ right (you said May 1911)", 3),
        ("1911", "≈ right as far as it goes; it is known more exactly (you said 1911)", 2),
        ("5/1920", "✗ 9 years too late (you said May 1920)", 1),
        ("the day before", "✗ this could not be read as a date", 1),
    ],
)
def test_the_verdict_stands_on_a_line_and_proposes_a_rating(quiz, mill, typed, verdict, proposed):
    out = said(quiz("study", "--plain", "mill.yaml", given=f"{typed}\n".encode()))
    assert f"\n  {verdict}\n" in out
    assert f"{CHOICES}[{proposed}] " in out


def test_no_answer_gets_no_verdict_and_proposes_again(quiz, mill):
    out = said(quiz("study", "--plain", "mill.yaml", given=b"\n"))
    assert "  May 1911\n  “In May 1911" in out
    assert f"{CHOICES}[1] " in out


def test_u_takes_back_the_answer_before_and_its_card_is_asked_again(quiz, mill, tmp_path):
    given = b"1920\n1\n1861\nu\nMay 1911\n4\n"
    out = said(quiz("study", "--plain", "mill.yaml", given=given))
    assert out.count(ROOF) == 2
    assert out.index(FIRE) < out.rindex(ROOF)
    assert "\n1 answered, all saved: 0 again, 0 hard, 0 good, 1 easy. " in out
    (event,) = reviews(tmp_path)
    assert (event.card, event.answer, event.rating) == ("mill/roof/when", "May 1911", Rating.EASY)
    with opened(tmp_path) as progress:
        taken_back = [e for e in progress.events() if e.kind is EventKind.UNDO]
    assert [e.card for e in taken_back] == ["mill/roof/when"]


def test_u_takes_back_an_answer_of_the_session_before(quiz, mill, tmp_path):
    said(quiz("study", "--plain", "mill.yaml", given=b"May 1911\n4\n"))
    assert len(reviews(tmp_path)) == 1
    out = said(quiz("study", "--plain", "mill.yaml", given=b"1861\nu\n"))
    assert out.index(FIRE) < out.index(ROOF)
    assert reviews(tmp_path) == []


def test_with_nothing_to_take_back_u_says_so_and_the_card_is_asked_again(quiz, mill, tmp_path):
    out = said(quiz("study", "--plain", "mill.yaml", given=b"May 1911\nu\n"))
    assert "Nothing to undo.\n" in out
    assert out.count(ROOF) == 2
    assert reviews(tmp_path) == []


def test_u_and_q_typed_as_an_answer_are_text(quiz, mill, tmp_path):
    said(quiz("study", "--plain", "mill.yaml", given=b"q\n1\nu\n1\n"))
    assert [(e.card, e.answer) for e in reviews(tmp_path)] == [
        ("mill/roof/when", "q"),
        ("mill/fire/when", "u"),
    ]


@pytest.mark.parametrize(
    ("given", "saved"),
    [
        (b"", 0),
        (b"May 1911\n", 0),
        (b"May 1911\nq\n", 0),
        (b"May 1911\n3\n", 1),
        (b"x\n1\n1861", 1),
    ],
)
def test_the_end_of_the_input_stops_quietly_with_all_saved(quiz, mill, tmp_path, given, saved):
    out = said(quiz("study", "--plain", "mill.yaml", given=given))
    assert out.splitlines()[-1].startswith(f"{saved} answered, all saved: ")
    assert len(reviews(tmp_path)) == saved


def test_another_key_than_a_rating_is_asked_again(quiz, mill, tmp_path):
    out = said(quiz("study", "--plain", "mill.yaml", given=b"May 1911\n5\ngood\n3\n"))
    assert out.count("Give 1, 2, 3 or 4, or enter for the proposed rating.\n") == 2
    assert [e.rating for e in reviews(tmp_path)] == [Rating.GOOD]


def test_a_session_ends_at_its_limit(quiz, mill, tmp_path):
    given = b"May 1911\n4\n1861\n4\n"
    out = said(quiz("study", "--plain", "--limit", "1", "mill.yaml", given=given))
    assert "[1 of 1] " in out
    assert FIRE not in out
    assert len(reviews(tmp_path)) == 1


def test_all_asks_every_card_and_leaves_the_schedule_alone(quiz, mill, tmp_path):
    given = b"\n4\n" * 4
    out = said(quiz("study", "--plain", "--all", "mill.yaml", given=given))
    assert "4 answered, all saved" in out
    assert "1 Again  2 Hard  3 Good  4 Easy" in out
    assert {(e.card, e.counts) for e in reviews(tmp_path)} == {
        ("mill/roof/when", False),
        ("mill/fire/when", False),
        ("mill/kw/means", False),
        ("mill/kw/term", False),
    }
    with opened(tmp_path) as progress:
        assert [s.memory for s in progress.standings("mill/").values()] == [None] * 4


def test_when_nothing_is_due_it_says_so(quiz, mill, tmp_path):
    said(quiz("study", "--plain", "mill.yaml", given=b"\n4\n" * 3))
    assert said(quiz("study", "--plain", "mill.yaml")) == "Nothing is due now.\n"


def test_a_deck_studied_by_its_path_is_found_by_its_title_afterwards(quiz, mill, tmp_path):
    said(quiz("study", "--plain", "mill.yaml"))
    assert ROOF in said(quiz("study", "--plain", "the mill"))


def test_escape_codes_of_a_deck_do_not_reach_the_terminal(quiz, mill: Path):
    hostile = "x\\e]0;pwned\\a\\x9b31m\\u202e"
    mill.write_text(
        f'quiz: 1\ndeck: mill\ntitle: "{hostile}"\ntopic: "{hostile}"\nfacts:\n'
        f'  - {{id: a, question: "{hostile}", answer: "{hostile}", note: "{hostile}", source: {{of: s, quote: "{hostile}"}}}}\n',
        "utf-8",
    )
    out = said(quiz("study", "--plain", "mill.yaml", given=b"\x1b]0;mine\x07\n4\n"))
    assert out.count("x]0;pwned31m") == 5
    assert not set("\x1b\x07\x9b\u202e") & set(out)


@pytest.mark.parametrize("encoding", ["utf-8:strict", "utf-8:surrogateescape", "ascii:strict"])
def test_input_that_is_not_utf_8_is_a_wrong_answer_and_no_failure(
    quiz, mill, tmp_path, monkeypatch, encoding
):
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    out = said(quiz("study", "--plain", "mill.yaml", given=b"\xff 1911\n1\n\xc3\xa9\n1\n"))
    assert "2 answered, all saved" in out
    assert [e.answer for e in reviews(tmp_path)] == ["\ufffd 1911", "é"]


def test_progress_of_a_newer_version_is_told_in_one_line(quiz, mill, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    db = sqlite3.connect(home / "progress.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    done = quiz("study", "--plain", "mill.yaml", given=b"1911\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "this progress file is of a newer version (99" in done.stderr
    assert done.stderr.count("\n") == 1


def test_two_sessions_at_once_lose_nothing(mill: Path, tmp_path):
    """Both are fed answer by answer in turn, so that neither ends before the other begins."""
    count = 20
    facts = "".join(
        f"  - {{id: f{n:02}, question: What is thing {n}?, answer: word{n}}}\n" for n in range(60)
    )
    mill.write_text(f"quiz: 1\ndeck: mill\ntitle: The mill\nfacts:\n{facts}", "utf-8")
    environment = {
        **os.environ,
        "QUIZ_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "quiz", "study", "--plain", "mill.yaml"],
            cwd=tmp_path, env=environment, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for n in range(count):
        for name, process in zip("ab", both, strict=True):
            assert process.stdin
            process.stdin.write(f"{name}{n}\n{1 + n % 4}\n")
            process.stdin.flush()
    for process in both:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        assert f"{count} answered, all saved" in out
    found = reviews(tmp_path)
    assert sorted(e.answer for e in found) == sorted(f"{c}{n}" for c in "ab" for n in range(count))
    for name in "ab":  # and each in its order, with its own rating
        mine = [e for e in found if e.answer[0] == name]
        assert [(e.answer, e.rating.value) for e in mine] == [
            (f"{name}{n}", 1 + n % 4) for n in range(count)
        ]
    assert len({e.name for e in found}) == 2 * count
    with opened(tmp_path) as progress:  # the cache is what a replay gives
        assert progress.standings("mill/") == {
            card: replay([e for e in progress.events() if e.card == card], progress.plan)
            for card in {e.card for e in found}
        }
