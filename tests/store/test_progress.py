"""The progress file: what it keeps, whom it serves at once, what it refuses."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.errors import StoreError
from quiz.core.events import UNDOABLE, EventKind, Standing, replay
from quiz.core.memory import Plan
from quiz.core.rating import Rating
from quiz.store import database as module
from quiz.store.progress import Progress
from quiz.store.rows import checksum

ROOF, WEIR, MILL = "mill/roof/when", "mill/weir/when", "mill/mill/when"
START = datetime(2024, 5, 6, 18, 0, tzinfo=UTC)


class FakeClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        """The moment that it shows."""
        return self.moment

    def move(self, **by: float) -> None:
        """Move it, by hours=1 or days=-2."""
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


@pytest.fixture
def progress(path: Path, clock: FakeClock) -> Iterator[Progress]:
    with Progress.open(path, clock) as opened:
        yield opened


def filled(path: Path, answers: int = 200) -> None:
    """A real progress file, closed."""
    with Progress.open(path, FakeClock()) as progress:
        for n in range(answers):
            progress.append(EventKind.REVIEW, f"mill/f{n}/when", rating=Rating.GOOD)


def noise(length: int) -> bytes:
    """Bytes without meaning, always the same."""
    return hashlib.shake_128(b"noise").digest(length)


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as db:
        return str(db.execute("PRAGMA integrity_check").fetchone()[0])


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {version}")


@contextmanager
def told(path: Path, words: str) -> Iterator[None]:
    """A StoreError in one line that names the file, which stays as it is, alone in its folder."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(StoreError) as caught:
        yield
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    assert words in said
    assert "\n" not in said
    assert caught.value.do
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside


# What is kept


def test_an_answer_is_there_when_the_file_is_opened_again(path, clock):
    with Progress.open(path, clock) as progress:
        event = progress.append(
            EventKind.REVIEW, ROOF, rating=Rating.HARD, answer="mai 1911", verdict="coarse",
            answer_key="k", took_ms=1234,
        )  # fmt: skip
        device, standing = progress.device, progress.standings()
    assert (event.answer, event.took_ms, event.rating) == ("mai 1911", 1234, Rating.HARD)
    with Progress.open(path, clock) as progress:
        assert progress.events() == [event]
        assert progress.device == device
        assert progress.standings() == standing
        assert standing[ROOF].memory is not None


def test_an_event_carries_the_local_offset_and_study_day_and_what_was_promised(path):
    moment = datetime(2024, 5, 7, 2, 30, tzinfo=UTC).astimezone(
        datetime.strptime("+0100", "%z").tzinfo
    )
    with Progress.open(path, lambda: moment) as progress:
        event = progress.append(EventKind.REVIEW, ROOF, rating=Rating.EASY)
        memory = progress.memory(ROOF)
    assert event.utc_offset == 60
    assert event.study_day == datetime(2024, 5, 6, tzinfo=UTC).toordinal()  # 03:30, before 04:00
    assert memory is not None
    assert event.due == memory.due_day > event.study_day


def test_looking_for_a_card_by_its_deck_finds_that_deck_only(progress):
    for card in (ROOF, "mill-2/roof/when", "mil/roof/when"):
        progress.append(EventKind.REVIEW, card, rating=Rating.GOOD)
    assert set(progress.standings("mill/")) == {ROOF}
    assert len(progress.standings()) == 3


def test_a_plan_is_recorded_once_and_taken_up_on_reopening(path, clock):
    plan = Plan(retention=0.85, learning_ms=(60_000,))
    with Progress.open(path, clock) as progress:
        progress.use(progress.plan)
        assert progress.events() == []
        progress.use(plan)
        progress.use(plan)
        assert [e.kind for e in progress.events()] == [EventKind.SETTINGS]
    with Progress.open(path, clock) as progress:
        assert progress.plan == plan


def test_the_file_is_its_owners_alone(path, clock):
    before = os.umask(0)
    try:
        with Progress.open(path, clock) as progress:
            progress.append(EventKind.FLAG, ROOF)
            modes = {p.name: p.stat().st_mode & 0o777 for p in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes["progress.db"] == 0o600
    assert set(modes.values()) == {0o600}


# Undo


def test_an_undo_voids_the_latest_event_and_gives_it_back(progress):
    progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD)
    before = progress.standings()
    last = progress.append(EventKind.REVIEW, ROOF, rating=Rating.AGAIN)
    assert progress.standings() != before
    assert progress.undo() == last
    assert progress.standings() == before


def test_an_undo_is_never_undone(progress):
    told = [progress.append(EventKind.REVIEW, card, rating=Rating.GOOD) for card in (ROOF, WEIR)]
    told.append(progress.append(EventKind.FLAG, MILL))
    assert [progress.undo() for _ in range(4)] == [*reversed(told), None]
    assert [e.kind for e in progress.events()].count(EventKind.UNDO) == 3
    assert set(progress.standings().values()) == {Standing()}


def test_an_event_after_an_undo_is_the_next_to_be_undone(progress):
    first = progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD)
    progress.append(EventKind.BURY, ROOF)
    progress.undo()
    third = progress.append(EventKind.SUSPEND, ROOF)
    assert [progress.undo(), progress.undo(), progress.undo()] == [third, first, None]


@pytest.mark.parametrize("kind", UNDOABLE)
def test_every_kind_of_event_can_be_taken_back(progress, kind):
    progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD)
    progress.append(EventKind.SUSPEND, ROOF)
    before = progress.standings()
    progress.append(kind, ROOF, rating=Rating.EASY if kind is EventKind.REVIEW else None)
    progress.undo()
    assert progress.standings() == before


def test_a_plan_is_not_undone(progress):
    progress.use(Plan(retention=0.8))
    assert progress.undo() is None
    assert progress.plan == Plan(retention=0.8)


# The cache is a replay

STEPS = st.lists(
    st.tuples(
        st.sampled_from([EventKind.REVIEW] * 4 + [EventKind.UNDO] * 2 + list(EventKind)[2:7]),
        st.sampled_from([ROOF, ROOF, WEIR]),
        st.sampled_from(Rating),
        st.booleans(),
        st.sampled_from([0, 0.2, 5, 24 * 60, 10 * 24 * 60, -90, -3 * 24 * 60, -3 * 24 * 60]),
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=80)
@given(STEPS)
def test_the_cache_is_what_a_replay_of_the_events_gives(steps):
    clock = FakeClock()
    with (
        tempfile.TemporaryDirectory() as folder,
        Progress.open(Path(folder) / "p.db", clock) as progress,
    ):
        for kind, card, rating, counts, minutes in steps:
            clock.move(minutes=minutes)
            if kind is EventKind.UNDO:
                progress.undo()
            elif kind is EventKind.REVIEW:
                progress.append(kind, card, rating=rating, counts=counts)
            else:
                progress.append(kind, card)
        events, cached = progress.events(), progress.standings()
        told = {e.card for e in events}
        assert cached == {card: replay(progress.events(card), progress.plan) for card in told}
        assert progress.rebuild() == len(told)
        assert progress.standings() == cached
    # Each undo voided another event, and none an undo.
    targets = [e.target for e in events if e.kind is EventKind.UNDO]
    assert len(set(targets)) == len(targets)
    assert set(targets) <= {e.name for e in events if e.kind in UNDOABLE}
    # The order of replay is the order of writing, whatever the clock did.
    assert [e.seq for e in events] == list(range(1, len(events) + 1))


def test_a_spoilt_cache_is_mended_by_a_rebuild(path, progress):
    for rating in (Rating.GOOD, Rating.GOOD, Rating.AGAIN):
        progress.append(EventKind.REVIEW, ROOF, rating=rating)
    right = progress.standings()
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE standing SET stability = 99, suspended = 1")
        db.execute("INSERT INTO standing (card) VALUES ('mill/ghost/when')")
        db.commit()
    assert progress.standings() != right
    assert progress.rebuild() == 1
    assert progress.standings() == right


def test_time_never_goes_back_though_the_clock_does(progress, clock):
    first = progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD)
    clock.move(hours=-5)
    second = progress.append(EventKind.REVIEW, ROOF, rating=Rating.AGAIN)
    clock.move(hours=6)
    third = progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD)
    assert first.at == second.at < third.at
    assert progress.events() == [first, second, third]


def test_a_day_on_which_the_clock_was_set_back_leaves_the_card_seen(progress, clock):
    today = progress.today()
    progress.append(EventKind.REVIEW, ROOF, rating=Rating.EASY)
    clock.move(days=-2)
    progress.append(EventKind.REVIEW, ROOF, rating=Rating.EASY)
    assert progress.standings()[ROOF].seen_day == today


# Several at once

ANSWER = """
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.store.progress import Progress
with Progress.open(Path(sys.argv[1]), lambda: datetime.now(UTC)) as progress:
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(int(sys.argv[3])):
        event = progress.append(EventKind.REVIEW, f"{sys.argv[2]}/f{n}/when", rating=Rating.GOOD)
        if sys.argv[4] == "tell":
            print(event.seq, flush=True)
        else:
            time.sleep(0.0002)  # or one would be done before the other got its turn
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def ready(process: subprocess.Popen[str]) -> None:
    """Wait until the file is open there."""
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"


def go(process: subprocess.Popen[str]) -> None:
    """Let it answer."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def test_two_processes_answer_at_once_and_nothing_is_lost(path, clock):
    both = [start(ANSWER, path, deck, 1000, "quietly") for deck in ("one", "two")]
    for process in both:
        ready(process)
    for process in both:
        go(process)
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with Progress.open(path, clock) as progress:
        events = progress.events()
        assert {e.card for e in events} == {
            f"{d}/f{n}/when" for d in ("one", "two") for n in range(1000)
        }
        assert [e.seq for e in events] == list(range(1, 2001))
        assert {e.device for e in events} == {progress.device}
        assert len(progress.standings()) == 2000
    turns = sum(a.card[0] != b.card[0] for a, b in pairwise(events))
    assert turns > 10  # they did take turns
    assert integrity(path) == "ok"


def test_what_was_acknowledged_survives_a_kill(path, clock):
    process = start(ANSWER, path, "mill", 100_000, "tell")
    ready(process)
    go(process)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(40)]
    process.kill()
    rest, _ = process.communicate(timeout=30)
    told += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    acknowledged = int(told[-1])
    assert process.returncode != 0
    with Progress.open(path, clock) as progress:
        kept = {e.seq for e in progress.events()}
        assert set(range(1, acknowledged + 1)) <= kept
        assert len(kept) <= acknowledged + 1  # one may have been on its way to be told
        assert {c: s.seen_day > 0 for c, s in progress.standings().items()} == {
            f"mill/f{n}/when": True for n in range(len(kept))
        }
    assert integrity(path) == "ok"


def test_a_write_of_another_is_noticed_once_and_ones_own_is_not(path, clock, progress):
    with Progress.open(path, clock) as other:
        assert not progress.changed()
        progress.append(EventKind.FLAG, ROOF)
        assert not progress.changed()
        other.append(EventKind.FLAG, WEIR)
        assert progress.changed()
        assert not progress.changed()
        assert set(progress.standings()) == {ROOF, WEIR}


def test_a_write_of_another_is_noticed_after_a_write_of_ones_own(path, clock, progress):
    with Progress.open(path, clock) as other:
        other.append(EventKind.FLAG, WEIR)
        progress.append(EventKind.FLAG, ROOF)
        assert progress.changed()


def test_a_file_that_another_is_just_making_is_waited_for(path, clock):
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.2, other.rollback)
        release.start()
        try:
            with Progress.open(path, clock) as progress:
                progress.append(EventKind.FLAG, ROOF)
                assert len(progress.events()) == 1
        finally:
            release.join()


def test_a_file_that_is_held_for_long_is_told_and_then_works_again(path, clock, monkeypatch):
    monkeypatch.setattr(module, "WAIT_MS", 50)
    with (
        Progress.open(path, clock) as progress,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program holds the progress file") as caught:
            progress.append(EventKind.FLAG, ROOF)
        assert str(path) in str(caught.value)
        other.execute("ROLLBACK")
        progress.append(EventKind.FLAG, ROOF)
        assert len(progress.events()) == 1


# What is refused


def test_a_file_of_a_newer_version_is_left_alone(path, clock):
    filled(path)
    set_version(path, 99)
    with told(path, "newer version (99; this program knows 3)"):
        Progress.open(path, clock)


@pytest.mark.parametrize("length", [2, 100, 4096, 50_000])
def test_what_is_no_database_is_left_alone(path, clock, length):
    path.write_bytes(noise(length))
    with told(path, "damaged"):
        Progress.open(path, clock)


@pytest.mark.parametrize("part", [0.001, 0.1, 0.5, 0.9])
def test_a_file_that_was_cut_short_is_left_alone(path, clock, part):
    filled(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    with told(path, "damaged"):
        Progress.open(path, clock)


@pytest.mark.parametrize("start_at", [0, 30, 110])
def test_a_file_with_a_garbled_beginning_is_left_alone(path, clock, start_at):
    filled(path)
    garbled = bytearray(path.read_bytes())
    garbled[start_at:4096] = noise(4096 - start_at)
    path.write_bytes(garbled)
    with told(path, "start quiz again to have it mended"):
        Progress.open(path, clock)


def test_damage_that_is_met_only_on_reading_is_told_as_well(path, clock):
    filled(path, 2000)
    garbled = bytearray(path.read_bytes())
    middle = len(garbled) // 8192 * 4096
    garbled[middle:] = noise(len(garbled) - middle)
    path.write_bytes(garbled)
    with told(path, "damaged"), Progress.open(path, clock) as progress:
        progress.events()


def test_an_event_of_a_kind_that_nobody_knows_is_told(path, clock):
    filled(path, 1)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE events SET kind = 'dream'")
        row = db.execute("SELECT * FROM events").fetchone()
        db.execute("UPDATE events SET crc = ?", (checksum(row[:-1]),))
        db.commit()
    with told(path, "'dream'"), Progress.open(path, clock) as progress:
        progress.events()


@pytest.mark.parametrize("version", [0, 1])
def test_another_programs_database_is_left_alone(path, clock, version):
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE songs (title TEXT)")
        db.execute("INSERT INTO songs VALUES ('The mill')")
        db.commit()
    set_version(path, version)
    with told(path, "another program's database"):
        Progress.open(path, clock)


def test_a_folder_below_a_file_is_told(tmp_path, clock):
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    place = file / "quiz" / "progress.db"
    with pytest.raises(StoreError) as caught:
        Progress.open(place, clock)
    assert str(caught.value).startswith(f"{place}: progress cannot be kept here")
    assert "\n" not in str(caught.value)
    assert file.read_text("utf-8") == "x"


# Root may write everywhere, so the child gives root up; what it needs is loaded by then.
OPEN_AS_NOBODY = """
import os, sys, tempfile
from datetime import UTC, datetime
from pathlib import Path
from quiz.core.errors import StoreError
from quiz.core.events import EventKind
from quiz.store.progress import Progress
clock = lambda: datetime.now(UTC)
with tempfile.TemporaryDirectory() as folder, Progress.open(Path(folder) / "p.db", clock) as progress:
    progress.append(EventKind.FLAG, "mill/roof/when")
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with Progress.open(Path(sys.argv[1]), clock) as progress:
        progress.append(EventKind.FLAG, "mill/roof/when")
        print("kept")
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_may_not_be_written_is_told(there):
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "progress.db"
        if there:
            filled(path, 3)
            path.chmod(0o444)
        before = path.read_bytes() if there else None
        folder.chmod(0o555)
        output, errors = start(OPEN_AS_NOBODY, path).communicate(timeout=60)
        assert errors == ""
        assert output.startswith(f"{path}: progress cannot be kept here")
        assert "check the folder's permissions, or set QUIZ_HOME to another" in output
        assert output.count("\n") == 1
        assert [p.name for p in folder.iterdir()] == (["progress.db"] if there else [])
        assert (path.read_bytes() if there else None) == before
    finally:
        folder.chmod(0o700)
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


# A full disk


def test_a_full_disk_loses_no_answer_and_is_told_in_one_line(path, clock, progress):
    pages = progress._db.execute("PRAGMA page_count").fetchone()[0]
    progress._db.execute(f"PRAGMA max_page_count = {pages + 8}")
    kept = []

    def answer_on() -> None:
        for n in range(5000):
            kept.append(progress.append(EventKind.REVIEW, f"mill/f{n}/when", rating=Rating.GOOD))

    with pytest.raises(StoreError) as caught:
        answer_on()
    assert str(caught.value) == (
        f"{path}: the disk is full; free some space; answers so far are safe"
    )
    assert len(kept) > 10
    with Progress.open(path, clock) as other:
        assert other.events() == kept
        assert other.standings() == progress.standings()
        assert len(other.standings()) == len(kept)
    progress._db.execute("PRAGMA max_page_count = 1000000")
    kept.append(progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD))
    assert progress.events() == kept
    assert integrity(path) == "ok"


# No file may grow past 300 kB, as on a disk that has no more.
NO_ROOM = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from quiz.core.errors import StoreError
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.store.progress import Progress
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
def answer(n):
    progress.append(EventKind.REVIEW, f"mill/f{n}/when", rating=Rating.GOOD)
progress = Progress.open(Path(sys.argv[1]), lambda: datetime.now(UTC))
done = 0
try:
    while done < 5000:
        answer(done)
        done += 1
except StoreError as error:
    print(error)
print(done, len(progress.events()))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
answer(done)
print(len(progress.events()))
progress.close()
"""


def test_a_disk_that_takes_no_more_loses_no_answer_and_can_be_used_again(path, clock):
    output, errors = start(NO_ROOM, path).communicate(timeout=60)
    assert errors == ""
    said, counted, after = output.splitlines()
    assert said.startswith(f"{path}: the disk")
    assert said.endswith("answers so far are safe")
    done, kept = map(int, counted.split())
    assert 0 < done == kept < 5000
    assert int(after) == done + 1
    with Progress.open(path, clock) as progress:
        assert [e.card for e in progress.events()] == [f"mill/f{n}/when" for n in range(done + 1)]
    assert integrity(path) == "ok"
