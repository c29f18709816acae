"""The app in a real terminal: what survives a kill, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pexpect
import pyte
import pytest

from quiz.core.events import Event, EventKind
from quiz.core.rating import Rating
from quiz.store.progress import Progress
from quiz.tui.screens.study import LATE_TYPING

# Python 3.12 and later warn of any fork in a process with threads, such as a test worker.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

PATIENCE = 60  # seconds; nothing waits as long unless it would wait for ever
DECK = """quiz: 1
deck: mill
title: The mill
lang: en
facts:
  - {id: roof, event: The mill gets a new roof, when: 1911-05}
  - {id: fire, event: A fire destroys the mill, when: 1861}
  - {id: flood, event: A flood breaks the weir, when: 1784}
"""
ROOF, FIRE = "“The mill gets a new roof”", "“A fire destroys the mill”"


class Terminal:
    """A program in a pseudo-terminal of 80 by 24, with pyte as its screen."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        environment = {
            **os.environ,
            "QUIZ_HOME": str(folder / "home"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
        }
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "quiz", *arguments],
            cwd=str(folder),
            env=environment,
            dimensions=(24, 80),
        )

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def until(self, wanted: str | Callable[[], object]) -> None:
        """Read what the program writes until a text is on the screen, or a condition holds."""
        end = time.monotonic() + PATIENCE
        while not (wanted in self.text if isinstance(wanted, str) else wanted()):
            assert time.monotonic() < end, f"waited for {wanted!r} in vain:\n{self.text}"
            self._read()

    def ended(self) -> int:
        """Read to the end; the exit code."""
        end = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < end, f"the program does not end:\n{self.text}"
        self.child.wait()
        return self.child.exitstatus

    def _read(self) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.output += data
        self._stream.feed(data)
        return True


@pytest.fixture
def quiz(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start `quiz` in a terminal; whatever still runs at the end is killed."""
    (tmp_path / "mill.yaml").write_text(DECK, "utf-8")
    started: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        started.append(Terminal(tmp_path, *arguments))
        return started[-1]

    yield start
    for terminal in started:
        terminal.child.close(force=True)


def reviews(folder: Path) -> list[Event]:
    """The answers that a second reader finds on disk."""
    with Progress.open(folder / "home" / "progress.db", lambda: datetime.now().astimezone()) as p:
        return [e for e in p.events() if e.kind is EventKind.REVIEW]


def go_on(terminal: Terminal, shown: str) -> None:
    """Wait for an answer, and until it may be rated: what is typed at once rates nothing."""
    terminal.until(shown)
    terminal.until("4 Easy")
    time.sleep(LATE_TYPING)


def test_an_answer_survives_a_kill_and_the_session_goes_on(quiz, tmp_path):
    first = quiz("study", "mill.yaml")
    first.until(ROOF)
    first.child.send("5/1911\r")
    go_on(first, "✓ right")
    first.child.send("4")
    first.until(FIRE)
    first.child.kill(signal.SIGKILL)
    first.ended()
    assert first.child.signalstatus == signal.SIGKILL

    (event,) = reviews(tmp_path)
    assert (event.card, event.rating, event.answer) == ("mill/roof/when", Rating.EASY, "5/1911")
    assert (event.verdict, event.counts) == ("right", True)
    assert event.due

    second = quiz("study", "mill.yaml")
    second.until(FIRE)
    assert ROOF not in second.text
    second.until("0 of 2")
    second.child.send("1861\r")
    go_on(second, "✓ right")
    second.child.send("4")
    second.until("“A flood breaks the weir”")
    second.child.send("\x11")  # ctrl+q
    assert second.ended() == 0
    assert reviews(tmp_path)[0] == event
    assert [e.card for e in reviews(tmp_path)] == ["mill/roof/when", "mill/fire/when"]


@pytest.mark.parametrize("where", ["the question", "home", "the build screen"])
def test_leaving_restores_the_terminal(quiz, where):
    terminal = quiz("study", "mill.yaml")
    terminal.until("type the answer")
    assert b"\x1b[?1049h" in terminal.output  # on the alternate screen
    terminal.until(lambda: not terminal.child.getecho())
    if where != "the question":
        for shown in ("esc again stops", " to study today"):
            terminal.child.send("\x1b")
            terminal.until(shown)
    if where == "the build screen":
        terminal.child.send("n")
        terminal.until("path or address of a document")
    terminal.child.send("q" if where == "home" else "\x11")  # ctrl+q
    assert terminal.ended() == 0
    out = terminal.output
    assert out.rindex(b"\x1b[?1049l") > out.rindex(b"\x1b[?1049h")
    for mode in (b"1000", b"1003", b"2004"):  # the mouse, pasting
        assert out.rindex(b"\x1b[?" + mode + b"l") > out.rindex(b"\x1b[?" + mode + b"h")
    assert not terminal.screen.cursor.hidden
    assert terminal.child.getecho()
    assert "Traceback" not in terminal.text


def test_escape_codes_of_a_deck_do_not_reach_the_terminal(quiz, tmp_path):
    hostile = "[@click=app.quit]x[/]\\e]0;pwned\\a\\e[31mred\\x9b32m"
    (tmp_path / "mill.yaml").write_text(
        f'quiz: 1\ndeck: mill\ntitle: "T {hostile}"\nfacts:\n'
        f'  - {{id: a, question: "Q {hostile}", answer: "A {hostile}", note: "N {hostile}"}}\n',
        "utf-8",
    )
    terminal = quiz("study", "mill.yaml")
    terminal.until("Q [@click=app.quit]x[/]]0;pwned[31mred32m")
    terminal.child.send("x\r")
    terminal.until("A [@click=app.quit]x[/]]0;pwned[31mred32m")
    terminal.until("N [@click=app.quit]x[/]]0;pwned[31mred32m")
    terminal.child.send("\x11")
    assert terminal.ended() == 0
    assert b"]0;pwned" in terminal.output
    for code in (b"\x1b]0;", b"\x1b[31mred", "\x9b".encode(), b"\x9b32m"):
        assert code not in terminal.output
    assert "pwned" not in terminal.screen.title


def test_a_terminal_that_goes_away_loses_no_answer(quiz, tmp_path):
    first = quiz("study", "mill.yaml")
    first.until(ROOF)
    first.child.send("5/1911\r")
    go_on(first, "✓ right")
    first.child.send("4")
    first.until(FIRE)
    first.child.kill(signal.SIGHUP)
    first.ended()
    assert [e.card for e in reviews(tmp_path)] == ["mill/roof/when"]
    second = quiz("study", "mill.yaml")
    second.until(FIRE)


def _typed(terminal: Terminal, key: str, shown: str) -> None:
    """Type a key until it shows: what comes before the terminal is the app's again is dropped."""
    for _ in range(8):
        terminal.child.send(key)
        end = time.monotonic() + 3
        while shown not in terminal.text and time.monotonic() < end:
            terminal._read()
        if shown in terminal.text:
            return
    terminal.until(shown)


def test_a_session_goes_on_after_ctrl_z(quiz, tmp_path):
    terminal = quiz("study", "mill.yaml")
    terminal.until(ROOF)
    terminal.child.send("5/19")
    terminal.until("5/19")
    terminal.child.send("\x1a")
    terminal.until(lambda: b"\x1b[?1049l" in terminal.output)  # the shell's screen is back
    pid = terminal.child.pid  # to be woken, it has to sleep
    terminal.until(lambda: os.waitpid(pid, os.WNOHANG | os.WUNTRACED)[0] == pid)
    terminal.child.kill(signal.SIGCONT)
    terminal.until(
        lambda: terminal.output.rindex(b"\x1b[?1049h") > terminal.output.rindex(b"\x1b[?1049l")
    )
    terminal.until(lambda: not terminal.child.getecho())
    _typed(terminal, "1", "5/191")
    _typed(terminal, "1", "5/1911")
    terminal.child.send("\r")
    go_on(terminal, "✓ right")
    terminal.child.send("3")
    terminal.until(FIRE)
    assert len(reviews(tmp_path)) == 1


ESC = "\x1b"
# Keys, and what is to be seen then; after ESC, what is to be gone (it was seen before).
WALK = [
    ("b", "space Choose"), ("/", "f1 Help"), ("deck:mill\r", "space Choose"),
    ("\r", "not answered yet"), (ESC, "not answered yet"), ("m", "A new deck"),
    (ESC, "A new deck"), ("t", "gives them"), (ESC, "gives them"), (ESC, "deck:mill"),
    (ESC, "space Choose"), ("t", "a tick is"), ("d", "space chooses"), (ESC, "space chooses"),
    (ESC, "a tick is"), ("m", "sentences have cards"), (ESC, "sentences have cards"),
    ("s", "Nothing was answered"), (ESC, "Nothing was answered"), (",", "Saved at once"),
    (ESC, "Saved at once"), ("n", "path or address"), (ESC, "path or address"),
    ("l", "How long?"), (ESC, "How long?"), ("?", "Keys of this screen"),
    (ESC, "Keys of this screen"), ("\x10", "Search for commands"), (ESC, "Search for commands"),
    ("/", "f1 Help"), ("mill\r", "? Help"), ("\r", "type the answer"), ("5/1911\r", "4 Easy"),
    ("i", "recall today"), (ESC, "recall today"), ("e", "ctrl+s saves"), (ESC, "ctrl+s saves"),
    (ESC, "4 Easy"),
]  # fmt: skip


def test_every_screen_is_reached_with_the_keyboard_in_a_real_terminal(quiz, tmp_path):
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (tmp_path / "mill.yaml").rename(decks / "mill.yaml")
    terminal = quiz()
    terminal.until("The mill")
    for keys, shown in WALK:
        terminal.child.send(keys)
        terminal.until(lambda k=keys, s=shown: (s in terminal.text) != (k == ESC))
        assert "Traceback" not in terminal.text
    terminal.child.send("q")
    assert terminal.ended() == 0
