"""Time to the first frame, as a ratio to a bare Textual app with a list and a footer.

    python benchmarks/first_frame.py [RUNS]

Both programs run alternately in a real terminal of 80 × 24 (a pty), each a fresh process; the
clock stops when the footer's last key has arrived. Prints the medians and their ratio; the
target is at most 1.25. Needs pexpect (the `dev` extra). Bytecode is cached, as for any user.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

ROOT = Path(__file__).resolve().parent.parent
TARGET = 1.25
BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Footer, OptionList


class Bare(App):
    BINDINGS = [("q", "quit", "Leave")]

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"deck {n}" for n in range(3)))
        yield Footer()


Bare().run()
"""


def first_frame(arguments: list[str], mark: str, home: str) -> float:
    """Milliseconds from the start of a process until `mark` is on its screen."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    env |= {"QUIZ_HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    env |= {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}  # English
    begun = time.perf_counter()
    child = pexpect.spawn(sys.executable, arguments, env=env, dimensions=(24, 80), timeout=30)
    child.expect_exact(mark)
    took = (time.perf_counter() - begun) * 1000
    child.close(force=True)
    return took


def main(runs: int) -> int:
    """Run both alternately and print the medians; 1 where the target is missed."""
    with tempfile.TemporaryDirectory() as home:
        bare = Path(home) / "bare.py"
        bare.write_text(BARE, "utf-8")
        programs = {
            "bare Textual": ([str(bare)], "Leave"),
            "quiz": (["-m", "quiz"], "Help"),
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        for number in range(runs + 1):
            for name, (arguments, mark) in programs.items():
                took = first_frame(arguments, mark, home)
                if number:  # the first run writes the bytecode
                    times[name].append(took)
    medians = {name: statistics.median(found) for name, found in times.items()}
    for name, median in medians.items():
        spread = statistics.quantiles(times[name], n=4)
        print(
            f"{name:14} {median:7.0f} ms  (quartiles {spread[0]:.0f}–{spread[2]:.0f}, {runs} runs)"
        )
    ratio = medians["quiz"] / medians["bare Textual"]
    print(f"{'ratio':14} {ratio:7.2f}  (target ≤ {TARGET})")
    return int(ratio > TARGET)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
