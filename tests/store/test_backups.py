"""Backups: made daily, rotated, restored, and used to mend a damaged file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from quiz.core.errors import DamagedError, StoreError
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.library.keeping import clock_doubt, open_progress
from quiz.library.redating import redate
from quiz.store.backups import back_up, backups, outlived, restore
from quiz.store.progress import Progress

START = datetime(2024, 5, 6, 18, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "progress.db"


def answered(path, number, first=0):
    with Progress.open(path, lambda: START) as progress:
        for n in range(first, first + number):
            progress.append(EventKind.REVIEW, f"mill/f{n}/when", rating=Rating.GOOD)


def saved(path):
    with Progress.open(path, lambda: START) as progress:
        back_up(progress, START.date())


def test_a_backup_is_made_once_a_day_and_is_a_progress_file(path):
    answered(path, 5)
    with Progress.open(path, lambda: START) as progress:
        made = back_up(progress, START.date())
        assert back_up(progress, START.date()) is None
        assert made.stat().st_mode & 0o777 == 0o600
        events = list(progress.log())
    with Progress.open(made, lambda: START) as copy:
        assert list(copy.log()) == events
    assert [p.name for p in path.parent.joinpath("backups").glob("*.new")] == []


def test_seven_days_five_weeks_and_twelve_months_are_kept():
    files = [Path(f"progress-{date(2024, 12, 31) - timedelta(days=n)}.db") for n in range(800)]
    kept = [f for f in files if f not in set(outlived(files))]
    assert kept[:7] == files[:7]
    assert 12 < len(kept) <= 7 + 5 + 12
    assert len({f.stem[-10:-3] for f in kept}) == 12


def test_a_restored_file_keeps_what_it_replaces_and_takes_a_new_device_id(path):
    answered(path, 5)
    saved(path)
    answered(path, 3, first=5)
    with Progress.open(path, lambda: START) as progress:
        device = progress.device
    kept = restore(path, backups(path)[0], START)
    with Progress.open(path, lambda: START) as progress, Progress.open(kept, lambda: START) as old:
        assert progress.device != device
        assert len(list(progress.log())) == 5
        assert len(list(old.log())) == 8
        assert progress.absorb(old.log()).new == 3
        assert progress.verify() == []


def test_a_file_that_was_never_closed_is_restored_with_its_latest_answers(path, tmp_path):
    with Progress.open(path, lambda: START) as progress:
        for n in range(9):
            progress.append(EventKind.REVIEW, f"mill/f{n}/when", rating=Rating.GOOD)
        killed = tmp_path / "killed.db"
        for tail in ("", "-wal"):  # as a kill leaves them
            (tmp_path / f"killed.db{tail}").write_bytes(
                (tmp_path / f"progress.db{tail}").read_bytes()
            )
    restore(path, killed, START)
    with Progress.open(path, lambda: START) as progress:
        assert len(list(progress.log())) == 9
        assert progress.verify() == []


@pytest.mark.parametrize(
    "content", [b"", b"no database at all", b"SQLite format 3\0" + b"\1" * 4080]
)
def test_a_bad_copy_is_not_restored(path, tmp_path, content):
    answered(path, 5)
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        restore(path, bad, START)
    assert path.read_bytes() == before


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.97])
def test_a_truncated_file_is_mended_from_its_backup_and_what_can_be_read(path, cut):
    answered(path, 400)
    saved(path)
    answered(path, 100, first=400)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    progress, (said, *_) = open_progress(path, lambda: START, 4)
    with progress:
        assert len(list(progress.log())) >= 400
        assert progress.verify() == []
    assert "restored from the backup of 2024-05-06" in said
    assert "missing" in said
    assert list(path.parent.glob("progress-damaged-*.db"))


def test_flipped_bits_are_found_by_a_check_and_never_lose_what_was_backed_up(path):
    answered(path, 400)
    saved(path)
    garbled = bytearray(path.read_bytes())
    for at in range(5000, len(garbled), 4096):
        garbled[at] ^= 0x55
    path.write_bytes(garbled)
    try:
        with Progress.open(path, lambda: START) as progress:
            assert progress.check_integrity()
    except DamagedError:
        pass
    restore(path, backups(path)[0], START)
    with Progress.open(path, lambda: START) as progress:
        assert len(list(progress.log())) == 400


def test_a_damaged_file_without_a_backup_stays_as_it_is(path):
    path.write_bytes(b"x" * 5000)
    with pytest.raises(DamagedError):
        open_progress(path, lambda: START, 4)
    assert path.read_bytes() == b"x" * 5000


def test_a_file_of_the_first_version_is_copied_and_migrated(path):
    answered(path, 20)
    with Progress.open(path, lambda: START) as progress:
        events, standings = list(progress.log()), progress.standings()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for table in ("forks", "tally", "roster", "wording", "alias", "enrolled", "standing"):
            db.execute(f"DROP TABLE {table}")
        for index in ("events_by_card", "events_repairs"):
            db.execute(f"DROP INDEX {index}")
        db.execute("CREATE INDEX events_by_day ON events (study_day, kind)")
        db.execute("CREATE TABLE standing (card TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
        db.execute("ALTER TABLE events DROP COLUMN crc")
        db.execute("PRAGMA user_version = 1")
    with Progress.open(path, lambda: START) as progress:
        assert list(progress.log()) == events
        assert progress.standings() == standings
        assert progress.verify() == []
    assert (path.parent / "backups" / "progress-version-1.db").exists()


# Clocks


@pytest.mark.parametrize("year", [1970, 2100])
def test_a_clock_in_another_century_loses_nothing_and_is_repaired(path, year):
    moment = [datetime(year, 1, 1, 0, 5, tzinfo=UTC)]
    with Progress.open(path, lambda: moment[0]) as progress:
        for n in range(6):
            progress.append(EventKind.REVIEW, f"mill/f{n % 3}/when", rating=Rating.EASY)
        assert progress.verify() == []
        moment[0] = START
        assert bool(clock_doubt(progress)) == (year == 2100)
        progress.append(EventKind.REVIEW, "mill/f9/when", rating=Rating.EASY)
        shift = redate(progress, None if year == 2100 else timedelta(days=19_849), 7 if year == 1970 else None)  # fmt: skip
        assert shift is not None
        assert clock_doubt(progress) == ""
        assert progress.verify() == []
        days = {e.study_day for e in progress.events() if e.kind is EventKind.REVIEW}
        assert all(abs(day - START.toordinal()) < 3 for day in days if year == 2100)
        later = progress.append(EventKind.REVIEW, "mill/f0/when", rating=Rating.GOOD)
        assert max(e.order for e in progress.events()) == later.order


def test_redating_what_is_plausible_changes_nothing(path):
    answered(path, 3)
    with Progress.open(path, lambda: START) as progress:
        assert redate(progress) is None
        assert len(list(progress.log())) == 3
