"""A writer killed at random moments: no acknowledged answer is lost, whatever moment it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from quiz.core.events import EventKind
from quiz.store.progress import Progress

KILLS = 200
# The child forks writers from one warm interpreter, or two hundred start-ups would take minutes.
NURSERY = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.store.progress import Progress
path = Path(sys.argv[1])
for line in sys.stdin:
    writer = os.fork()
    if writer:
        os.write(1, f"pid {writer}\\n".encode())  # in one piece, for the child writes too
        os.waitpid(writer, 0)
        os.write(1, b"gone\\n")
        continue
    with Progress.open(path, lambda: datetime.now(UTC)) as progress:
        number = int(line)
        while True:
            number += 1
            if number % 7 == 3:
                progress.undo()
                continue
            event = progress.append(EventKind.REVIEW, f"mill/f{number % 50}/when", rating=Rating(number % 4 + 1))
            os.write(1, f"done {event.device} {event.seq} {event.rating.value}\\n".encode())
"""


def test_of_two_hundred_kills_none_loses_an_acknowledged_answer(tmp_path, tell):
    path = tmp_path / "progress.db"
    drawn = random.Random(5)
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    acknowledged: list[tuple[str, int, int]] = []
    interrupted = 0
    for kill in range(KILLS):
        nursery.stdin.write(f"{kill * 1000}\n")
        nursery.stdin.flush()
        lines: list[str] = []
        while not (line := nursery.stdout.readline()).startswith("pid"):
            lines.append(line)  # it may be at work before its parent has said who it is
        time.sleep(drawn.uniform(0.0, 0.05))
        os.kill(int(line.split()[1]), signal.SIGKILL)
        before = len(acknowledged)
        while (line := nursery.stdout.readline()) != "gone\n":
            lines.append(line)
        for line in lines:
            _, device, seq, rating = line.split()
            acknowledged.append((device, int(seq), int(rating)))
        interrupted += len(acknowledged) > before
    nursery.stdin.close()
    assert nursery.wait(timeout=30) == 0
    nursery.stdout.close()
    with Progress.open(path, lambda: datetime.now(UTC)) as progress:
        kept = {(e.device, e.seq): e for e in progress.events()}
        for device, seq, rating in acknowledged:
            event = kept[device, seq]
            assert (event.kind, event.rating) == (EventKind.REVIEW, rating)
        assert progress.check_integrity() == []
        assert progress.verify() == []
        assert sorted(seq for _, seq in kept) == list(range(1, len(kept) + 1))
    assert interrupted > KILLS / 5  # enough had work to lose
    tell(
        f"kill test: {KILLS} kills, {interrupted} of them at work, "
        f"{len(acknowledged)} acknowledged answers, 0 lost, verify agrees"
    )
