"""Progress at size: 100,000 cards and 1,000,000 events, beside a bare commit of SQLite.

    python benchmarks/progress.py [CARDS [EVENTS [FILE]]]

A real progress file is filled (once, where FILE is given and exists), then a fresh process opens
it and does what the app does. Every figure stands beside its target; `commit` is an INSERT of
one line under synchronous=FULL in an empty database of the same disk, the floor of an answer
and an undo. Peak memory is that of the whole process, cards in memory included. Exit code 1
where a target is missed.
"""

from __future__ import annotations

import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from quiz.core.card import Card, Kind
from quiz.core.events import Event, EventKind, Standing, advance
from quiz.core.memory import DAY_MS, Plan
from quiz.core.rating import Rating
from quiz.library.overall import overall
from quiz.library.pool import Pool
from quiz.library.study import Study, counts_by_deck
from quiz.store.progress import Progress
from quiz.store.roster import Place
from quiz.store.rows import INSERT, logged_row
from quiz.store.settings import Settings

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
TODAY = NOW.date().toordinal()
DECKS = 20
TARGETS = {
    "counts": 26.0, "queue and first card": 25.0, "answer, median": 0.30, "answer, p99": 6.0,
    "undo": 0.5, "statistics": 270.0, "peak memory": 130.0,
}  # fmt: skip


def ids(cards: int) -> Iterator[str]:
    for n in range(cards):
        yield f"deck-{n % DECKS:02}/fact-{n // DECKS:05}/when"


def events(cards: int, number: int) -> Iterator[Event]:
    """Reviews of nine cards in ten, spread over three years, each on or after its day."""
    drawn = random.Random(1)
    begun = cards * 9 // 10
    each = number // begun
    seq = 0
    for place, card in enumerate(ids(cards)):
        if place >= begun:
            return
        standing = Standing()
        times = each + (place < number - each * begun)
        day, told = 0, []
        for n in range(times):
            rating = drawn.choices(
                tuple(Rating), (6, 7, 77, 10) if n < times - 2 else (0, 1, 8, 1)
            )[0]
            hour = 8 + drawn.randrange(3)
            event = Event("bench", 1, day * DAY_MS + hour * 3_600_000, 0, day + 1, EventKind.REVIEW, card, rating)  # fmt: skip
            standing = advance(standing, event, Plan(), card)
            memory = standing.memory
            assert memory is not None  # noqa: S101
            told.append((day, hour, rating, memory.due_day - 1 if memory.due_at is None else None))
            day = min(memory.due_day - 1 + drawn.choice((0, 0, 0, 1, 2)), day + 300)
        # The last review lies so that the card falls due on any day of its interval from now.
        last = told[-1][0]
        start = TODAY - 1 - drawn.randrange(max(1, int((day - last) * 1.01))) - last
        for day, hour, rating, due in told:
            seq += 1
            at = (start + day - 719_163) * DAY_MS + hour * 3_600_000
            promised = at + 600_000 if due is None else start + due
            yield Event("bench", seq, at, 0, start + day, EventKind.REVIEW, card, rating, "answer", "exact", "0011223344556677", 8000, promised)  # fmt: skip


def fill(path: Path, cards: int, number: int) -> None:
    with Progress.open(path, lambda: NOW) as progress:
        db = progress._db  # noqa: SLF001 - a million appends one by one would take an hour
        db.execute("BEGIN")
        db.executemany(INSERT, map(logged_row, events(cards, number)))
        db.execute("COMMIT")
        begun = time.perf_counter()
        progress.rebuild()
        print(f"{'rebuild':24}{time.perf_counter() - begun:10.1f} s")
        for deck in range(DECKS):
            mine = [c for c in ids(cards) if c.startswith(f"deck-{deck:02}/")]
            progress.enrol(f"deck-{deck:02}", [Place(c) for c in mine], {})


def timed(times: int, act: Callable[[], object]) -> list[float]:
    """Milliseconds of each of some runs."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    return took


def measure(path: Path, cards: int) -> int:
    clock = [NOW]

    def now() -> datetime:
        clock[0] += timedelta(seconds=4)
        return clock[0]

    rows: list[tuple[str, float, str]] = []

    def tell(name: str, value: float, unit: str = "ms") -> None:
        rows.append((name, value, unit))
        target = TARGETS.get(name)
        told = "" if target is None else f"  ≤ {target:g}{'' if value <= target else '  MISSED'}"
        print(f"{name:24}{value:10.2f} {unit}{told}")

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        bare = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
        floor = sorted(timed(2000, lambda: bare.execute("INSERT INTO t (b) VALUES ('x')")))
        bare.close()
    tell("commit, median", statistics.median(floor))
    tell("commit, p99", floor[1980])
    made = [Card(i, *i.split("/")[:2], Kind.WHEN, "When?", "1911", "en") for i in ids(cards)]
    tables = Pool.of(made).decks  # the app keeps them from when it opens the decks
    settings = Settings()
    tell("open", statistics.median(timed(5, lambda: Progress.open(path, now).close())))
    with Progress.open(path, now) as progress:
        tell("counts", statistics.median(timed(9, lambda: counts_by_deck(Pool(tables), progress, settings))))  # fmt: skip
        tell("queue and first card", statistics.median(timed(9, lambda: Study(Pool(tables), progress, settings).current)))  # fmt: skip
        study = Study(Pool(tables), progress, settings)
        study.outcomes()
        answers = sorted(timed(1000, lambda: study.progress.append(
            EventKind.REVIEW, random.choice(made).id, rating=Rating.GOOD, answer="1911")))  # fmt: skip
        tell("answer, median", statistics.median(answers))
        tell("answer, p99", answers[990])
        keys = sorted(timed(300, lambda: (study.outcomes(), study.answer(Rating.GOOD))))
        tell("key to next, p99", keys[296])
        tell("undo", statistics.median(timed(300, progress.undo)))
        tell("search", statistics.median(timed(5, lambda: [c for c in made if "fact-0042" in c.id])))  # fmt: skip
        tell("statistics", statistics.median(timed(5, lambda: overall(progress))))
        tell("peak memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
        begun = time.perf_counter()
        wrong = progress.verify()
        tell("verify", time.perf_counter() - begun, "s")
        print(f"{'verify found':24}{len(wrong):10}")
    tell("size", path.stat().st_size / 2**20, "MB")
    return int(bool(wrong) or any(value > TARGETS.get(name, value) for name, value, _ in rows))


def main(cards: int, number: int, file: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(file or f"{folder}/progress.db")
        if not kept.exists():
            fill(kept, cards, number)
        used = Path(folder) / "used.db"
        shutil.copy(kept, used)
        return subprocess.run(
            [sys.executable, __file__, "--measure", str(used), str(cards)], check=False
        ).returncode


if __name__ == "__main__":
    if "--measure" in sys.argv:
        sys.exit(measure(Path(sys.argv[2]), int(sys.argv[3])))
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 100_000, int(given[1]) if given[1:] else 1_000_000, given[2] if given[2:] else ""))  # fmt: skip
