"""A damaged file: noticed when it is opened, mended from its backup, and what is missing told."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quiz.core.errors import DamagedError, StoreError
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.library.keeping import keep_daily, open_progress
from quiz.library.merging import merge
from quiz.store import soundness, upkeep
from quiz.store.backups import back_up, backups, restore, set_aside
from quiz.store.progress import Progress

START = datetime(2024, 5, 6, 18, 0, tzinfo=UTC)
TOMORROW = START + timedelta(days=1)
FLIPS = 200


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


def answered(path: Path, number: int, first: int = 0) -> None:
    with Progress.open(path, lambda: START) as progress:
        for n in range(first, first + number):
            progress.append(
                EventKind.REVIEW, f"mill/f{n}/when", rating=Rating.GOOD, answer=f"answer {n} of all"
            )


def saved(path: Path) -> None:
    with Progress.open(path, lambda: START) as progress:
        back_up(progress, START.date())


def flip(path: Path, found: bytes, by: bytes) -> None:
    """Change bytes of a file in the one place where they are in a leaf of the log."""
    whole = path.read_bytes()
    assert found in whole
    path.write_bytes(whole.replace(found, by))


def test_flipped_bits_are_noticed_on_opening_and_mended_and_what_is_missing_is_told(tell):
    drawn = random.Random(11)
    mended = harmless = missing = uncertain = 0
    with tempfile.TemporaryDirectory() as folder:
        pattern = Path(folder) / "pattern" / "progress.db"
        pattern.parent.mkdir()
        answered(pattern, 300)
        saved(pattern)
        answered(pattern, 60, first=300)
        with Progress.open(pattern, lambda: START) as progress:
            written = {e.name: e for e in progress.log()}
        for run in range(FLIPS):
            home = Path(folder) / str(run)
            shutil.copytree(pattern.parent, home)
            path = home / "progress.db"
            garbled = bytearray(path.read_bytes())
            for _ in range(drawn.choice((1, 1, 1, 20, 400))):
                garbled[drawn.randrange(100, len(garbled))] ^= 1 << drawn.randrange(8)
            path.write_bytes(garbled)
            progress, notices = open_progress(path, lambda: TOMORROW, 4)
            with progress:
                kept = {e.name: e for e in progress.log()}
                said = next((n for n in notices if "damaged" in n), "")
                assert all(written[name] == event for name, event in kept.items())
                if not said:
                    assert kept == written
                    harmless += 1
                else:
                    mended += 1
                    lost = len(written) - len(kept)
                    assert lost <= 60  # what was backed up is there
                    assert lost == 0 or f"({lost} known to be missing" in said or "may be" in said
                    uncertain += "may be" in said
                    missing += lost
                    assert progress.verify() == []
            shutil.rmtree(home)
    assert mended > FLIPS / 4
    tell(
        f"flipped bits: {FLIPS} files, {mended} mended, {harmless} in places that hold no event; "
        f"of {mended * 60} events since their backups {missing} unreadable, all told "
        f"({uncertain} times as 'more may be')"
    )


def test_a_changed_value_is_noticed_on_the_next_day_whatever_its_age(path):
    answered(path, 400)
    saved(path)
    flip(path, b"answer 17 of all", b"answer 77 of all")
    with Progress.open(path, lambda: START):  # it is not among the newest
        pass
    progress, (said, *_) = open_progress(path, lambda: TOMORROW, 4)
    with progress:
        assert progress.events("mill/f17/when")[0].answer == "answer 17 of all"
        assert len(list(progress.log())) == 400
    assert "none is known to be missing" in said


def test_a_changed_value_among_the_newest_is_noticed_at_once_and_its_card_is_named(path):
    answered(path, 40)
    saved(path)
    answered(path, 40, first=40)
    flip(path, b"answer 57 of all", b"answer 77 of all")
    progress, (said, *_) = open_progress(path, lambda: START, 4)
    with progress:
        assert len(list(progress.log())) == 79
        assert progress.verify() == []
    assert "39 later events were read from the damaged file" in said
    assert "1 known to be missing, of mill/f57/when" in said


def test_a_large_log_is_read_in_parts_over_some_days(path, monkeypatch):
    monkeypatch.setattr(soundness, "PART", 100)
    monkeypatch.setattr(soundness, "NEWEST", 10)
    answered(path, 450)
    flip(path, b"answer 217 of all", b"answer 277 of all")
    found = 0
    for day in range(5):
        with Progress.open(path, lambda day=day: START + timedelta(days=day)) as progress:
            try:
                progress.check_daily()
            except DamagedError:
                found += 1
    assert found == 1


def test_a_day_is_checked_once(path):
    answered(path, 400)
    with Progress.open(path, lambda: START) as progress:
        progress.check_daily()
    flip(path, b"answer 17 of all", b"answer 77 of all")
    with Progress.open(path, lambda: START) as progress:
        progress.check_daily()
    with closing(sqlite3.connect(path)) as db:  # damage that is met makes the day's check void
        db.execute("UPDATE events SET kind = 'dream' WHERE seq = 30")
        db.commit()
    with Progress.open(path, lambda: START) as progress:
        with pytest.raises(DamagedError):
            progress.events()
        with pytest.raises(DamagedError, match="is not what was written"):
            progress.check_daily()


def test_verify_reads_every_event(path):
    answered(path, 400)
    flip(path, b"answer 17 of all", b"answer 77 of all")
    with Progress.open(path, lambda: START) as progress:
        (said,) = progress.check_integrity()
        assert said == f"the event {progress.device}:18 is not what was written"


def test_a_damaged_copy_is_neither_restored_nor_merged(path, tmp_path):
    answered(path, 400)
    saved(path)
    copy = backups(path)[0]
    flip(copy, b"answer 17 of all", b"answer 77 of all")
    with pytest.raises(StoreError, match="is not what was written"):
        restore(path, copy, START)
    with Progress.open(tmp_path / "other.db", lambda: START) as other:
        with pytest.raises(StoreError, match="is not what was written"):
            merge(other, copy)
        assert list(other.log()) == []


def test_a_damaged_backup_gives_way_to_an_older_one(path):
    answered(path, 300)
    with Progress.open(path, lambda: START) as progress:
        old = back_up(progress, START.date() - timedelta(days=1))
        new = back_up(progress, START.date())
    flip(new, b"answer 17 of all", b"answer 77 of all")
    flip(path, b"answer 299 of all", b"answer 277 of all")
    progress, (said, *_) = open_progress(path, lambda: START, 4)
    with progress:
        assert len(list(progress.log())) == 300
    assert old.stem[-10:] in said


def test_a_file_that_breaks_while_it_is_used_is_mended_at_the_next_opening(path):
    answered(path, 400)
    saved(path)
    with Progress.open(path, lambda: START) as progress:
        progress.check_daily()
        garbled = bytearray(path.read_bytes())
        for page in range(2 * 4096, len(garbled), 4096):
            garbled[page : page + 8] = b"\xff" * 8
        path.write_bytes(garbled)
        progress._db.execute("PRAGMA cache_size = 0")
        backups(path)[0].rename(path.parent / "backups" / "progress-2024-05-05.db")
        with suppress(StoreError):
            keep_daily(progress)
    assert [b.stem[-10:] for b in backups(path)] == ["2024-05-05"]
    progress, (said, *_) = open_progress(path, lambda: START, 4)
    with progress:
        assert len(list(progress.log())) == 400
    assert "restored from the backup of 2024-05-05" in said


def test_a_file_of_the_second_version_gets_its_checksums(path):
    answered(path, 20)
    with Progress.open(path, lambda: START) as progress:
        events, standings = list(progress.log()), progress.standings()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("ALTER TABLE events DROP COLUMN crc")
        db.execute("PRAGMA user_version = 2")
    with Progress.open(path, lambda: TOMORROW) as progress:
        progress.check_daily()
        assert progress.check_integrity() == []
        assert (list(progress.log()), progress.standings()) == (events, standings)
        assert progress.verify() == []
    assert (path.parent / "backups" / "progress-version-2.db").exists()


def test_writing_into_a_file_that_was_replaced_meanwhile_is_refused(path):
    answered(path, 20)
    saved(path)
    with Progress.open(path, lambda: START) as progress:
        kept = restore(path, backups(path)[0], START)
        with pytest.raises(StoreError, match="close quiz and open it again"):
            progress.append(EventKind.REVIEW, "mill/f1/when", rating=Rating.GOOD)
    with Progress.open(path, lambda: START) as anew, Progress.open(kept, lambda: START) as old:
        assert len(list(anew.log())) == len(list(old.log())) == 20


def test_a_file_that_is_gone_comes_back_with_all_that_was_set_aside(path):
    answered(path, 30)
    saved(path)
    answered(path, 10, first=30)
    set_aside(path, "damaged", START)  # and killed before another was put in its place
    progress, (said, *_) = open_progress(path, lambda: TOMORROW, 4)
    with progress:
        assert len(list(progress.log())) == 40
        assert progress.verify() == []
    assert "restored from progress-2024-05-06.db, and 10 events more were read" in said
    path.write_bytes(b"")
    progress, (said, *_) = open_progress(path, lambda: TOMORROW, 4)
    with progress:
        assert len(list(progress.log())) == 40


def test_a_new_learner_begins_without_a_word(path):
    progress, notices = open_progress(path, lambda: START, 4)
    with progress:
        assert (list(progress.log()), notices) == ([], ())


def test_a_file_that_cannot_be_written_now_is_still_looked_at_and_read(path):
    answered(path, 20)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        progress, notices = open_progress(path, lambda: START, 4)
        with progress:
            assert (len(list(progress.log())), notices) == (20, ())
        db.execute("ROLLBACK")


def test_a_due_date_that_its_events_do_not_give_is_mended_within_some_days(path, monkeypatch):
    monkeypatch.setattr(upkeep, "PART", 30)
    answered(path, 100)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE standing SET due_day = due_day + 4096 WHERE card = 'mill/f57/when'")
    with Progress.open(path, lambda: START) as progress:
        assert progress.verify() == ["the standing of mill/f57/when is not what its events give"]
    for day in range(4):
        progress, notices = open_progress(path, lambda day=day: START + timedelta(days=day), 4)
        progress.close()
        assert notices == ()
    with Progress.open(path, lambda: START) as progress:
        assert progress.verify() == []
