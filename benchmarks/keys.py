"""Key to next card through a pseudo-terminal, on a deck of 10,000 cards.

    python benchmarks/keys.py [CARDS [ANSWERS]]

Answers cards in the real app: enter shows the answer, a digit rates it. The clock runs from the
digit's write to the pty until the next question has been read from it: the answer is committed
to disk (synchronous=FULL) within it. Prints median, p95, p99 and the longest; the target is a
p99 of at most 16 ms. Beside it, the same key in a bare Textual app that updates one line, for
what of it is Textual's and the machine's.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

ROOT = Path(__file__).resolve().parent.parent
TARGET = 16.0
LATE_TYPING = 0.31  # seconds in which digits rate nothing
BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Footer, Static


class Bare(App):
    BINDINGS = [("n", "next", "Next")]
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("started")
        yield Footer()

    def action_next(self) -> None:
        self.count += 1
        self.query_one(Static).update(f"{chr(97 + self.count % 26) * 8}")


Bare().run()
"""
QUESTION = re.compile(rb"Q(\d{4,6})")


def deck(folder: Path, cards: int) -> Path:
    """A deck of that many question cards; each tells its number."""
    lines = ["quiz: 1", "deck: many", "title: Many", "lang: en", "facts:"]
    lines += [
        f'  - {{id: f{n}, question: "Q{n:05} is asked here by the bench", answer: answer {n}}}'
        for n in range(cards)
    ]
    path = folder / "many.yaml"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def start(arguments: list[str], home: str) -> pexpect.spawn:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env |= {"QUIZ_HOME": home, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    env |= {"LC_ALL": "C.UTF-8"}  # English
    child = pexpect.spawn(sys.executable, arguments, env=env, dimensions=(24, 80), timeout=60)
    child.delaybeforesend = None
    return child


def next_question(child: pexpect.spawn, before: bytes) -> bytes:
    """Read until another question than `before` is written."""
    while True:
        child.expect(QUESTION)
        found: bytes = child.match[1]
        if found != before:
            return found


def drain(child: pexpect.spawn, seconds: float) -> None:
    """Read and forget what is written for a while."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        try:
            child.read_nonblocking(65536, timeout=left)
        except pexpect.TIMEOUT:
            return


def keys(cards: int, answers: int) -> list[float]:
    """Milliseconds from each rating to the next question."""
    took = []
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "config.toml").write_text("new_per_day = 9999\n", "utf-8")
        child = start(["-m", "quiz", "study", str(deck(Path(home), cards))], home)
        asked = next_question(child, b"")
        for _ in range(answers):
            drain(child, 0.05)
            child.send("\r")
            child.expect_exact("Easy")
            drain(child, LATE_TYPING)
            begun = time.perf_counter()
            child.send("4")
            asked = next_question(child, asked)
            took.append((time.perf_counter() - begun) * 1000)
        child.send("\x11")
        child.close(force=True)
    return took


def bare(answers: int) -> list[float]:
    """Milliseconds from a key to its line in a bare app."""
    took = []
    with tempfile.TemporaryDirectory() as home:
        program = Path(home) / "bare.py"
        program.write_text(BARE, "utf-8")
        child = start([str(program)], home)
        child.expect_exact("Next")
        drain(child, 0.5)
        for number in range(answers):
            begun = time.perf_counter()
            child.send("n")
            child.expect_exact(chr(97 + (number + 1) % 26) * 8)
            took.append((time.perf_counter() - begun) * 1000)
            drain(child, 0.05)
        child.close(force=True)
    return took


def told(name: str, took: list[float]) -> float:
    """Print the figures of one program; its p99."""
    cuts = statistics.quantiles(took, n=100)
    print(
        f"{name:24} median {statistics.median(took):6.1f} ms   p95 {cuts[94]:6.1f}   "
        f"p99 {cuts[98]:6.1f}   longest {max(took):6.1f}   ({len(took)} keys)"
    )
    return cuts[98]


def main(cards: int, answers: int) -> int:
    """Run both; 1 where the target is missed."""
    told("bare Textual", bare(answers))
    p99 = told(f"quiz, {cards} cards", keys(cards, answers))
    print(f"{'p99':24} {p99:13.1f} ms   (target ≤ {TARGET:.0f})")
    return int(p99 > TARGET)


if __name__ == "__main__":
    given = [int(a) for a in sys.argv[1:]]
    sys.exit(main(given[0] if given else 10_000, given[1] if len(given) > 1 else 200))
