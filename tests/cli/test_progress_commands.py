"""The commands that keep progress: merge, sync, backup, restore, verify, plan, profiles, repairs."""

from __future__ import annotations

import json
from datetime import date, timedelta


def study(quiz, deck):
    done = quiz("study", str(deck), "--plain", "--limit", "2", given=b"May 1911\n3\nkilowatt\n3\n")
    assert done.returncode == 0, done.stderr


def test_progress_goes_from_one_profile_to_another(quiz, deck, tmp_path):
    study(quiz, deck)
    home = tmp_path / "home"
    assert quiz("--profile", "ann", "stats").returncode == 0
    done = quiz("--profile", "ann", "merge", str(home / "progress.db"))
    assert "new events" in done.stdout
    assert (home / "profiles" / "ann" / "progress.db").exists()
    again = quiz("--profile", "ann", "merge", str(home / "progress.db"))
    assert ": 0 new events" in again.stdout
    assert quiz("--profile", "ann", "verify").returncode == 0


def test_a_bad_profile_name_is_wrong_use(quiz):
    done = quiz("--profile", "../x", "stats")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_devices_exchange_progress_through_a_folder(quiz, deck, tmp_path):
    study(quiz, deck)
    assert "events added" in quiz("sync", "shared").stdout
    assert "new events" in quiz("--profile", "bob", "sync", "shared").stdout
    assert len(list((tmp_path / "shared").glob("*.jsonl"))) == 1


def test_backups_are_made_listed_and_restored(quiz, deck, tmp_path):
    study(quiz, deck)
    assert quiz("backup", "--list").stdout.count("\n") == 1  # the day's own, made at the end
    assert quiz("backup", "copy.db").returncode == 0
    assert quiz("backup", "copy.db").returncode == 1
    done = quiz("restore")
    assert done.returncode == 0
    assert "is kept as" in done.stderr
    assert quiz("verify").returncode == 0
    assert quiz("backup", "--events", "all.jsonl").returncode == 0
    assert (tmp_path / "all.jsonl").read_text().startswith('{"quiz": "events"')
    assert quiz("backup", "--events").returncode == 2


def test_what_cannot_be_used_is_told_in_one_line(quiz, deck, tmp_path):
    (tmp_path / "junk").write_bytes(b"junk")
    for arguments, code in (
        (("merge", "junk"), 1), (("merge", "nothing"), 1), (("restore", "junk"), 1), (("restore",), 1),
        (("merge", "home2"), 1), (("relink", "a/b/c", "a/d/c"), 1), (("plan", str(deck)), 2),
        (("redate", "--days", "nan"), 2), (("redate", "--days", "-inf"), 2), (("redate", "--days", "1e9"), 2),
        (("plan", str(deck), "--by", "2101-01-01", "--minutes-a-day", "nan"), 2),
        (("plan", str(deck), "--by", "2001-01-01"), 1), (("plan", "nodeck", "--by", "2101-01-01"), 1),
    ):  # fmt: skip
        done = quiz(*arguments)
        assert done.returncode == code, (arguments, done.stderr)
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr


def test_a_plan_shows_recall_with_and_without_it(quiz, deck):
    day = (date.today() + timedelta(days=20)).isoformat()  # noqa: DTZ011 - as a user gives it
    done = quiz("plan", str(deck), "--by", day, "--json")
    told = json.loads(done.stdout)
    assert told["day"] == day
    assert 0 == told["idle"] < told["planned"] <= 1
    assert "expected recall" in quiz("plan", str(deck), "--by", day, "--minutes-a-day", "5").stdout
    assert "as always" in quiz("plan", str(deck), "--off").stdout


def test_too_few_reviews_are_not_fitted(quiz, deck):
    study(quiz, deck)
    done = quiz("optimise")
    assert done.returncode == 0
    assert "nothing was changed" in done.stdout
    assert quiz("optimise", "--reset").returncode == 0


def test_plausible_dates_are_left_alone(quiz, deck):
    study(quiz, deck)
    assert "plausible" in quiz("redate").stdout


def test_a_fact_that_was_replaced_is_proposed_as_the_same_card(quiz, deck):
    study(quiz, deck)
    deck.write_text(deck.read_text().replace("id: roof", "id: slates"))
    done = quiz("check", str(deck))
    assert "same-card?" in done.stdout
    assert "was: [roof]" in done.stdout
    relink = done.stdout.partition("quiz relink ")[2].split()
    assert quiz("relink", *relink[:2]).returncode == 0
    assert "same-card?" not in quiz("check", str(deck)).stdout
    assert quiz("verify").returncode == 0


def test_a_damaged_file_is_mended_with_a_word(quiz, deck, tmp_path):
    study(quiz, deck)
    path = tmp_path / "home" / "progress.db"
    path.write_bytes(path.read_bytes()[:6000])
    done = quiz("stats")
    assert done.returncode == 0
    assert "restored from the backup" in done.stderr
    assert quiz("verify").returncode == 0


def test_a_damaged_file_is_mended_by_verify_and_by_the_next_start(quiz, deck, tmp_path):
    study(quiz, deck)
    file = tmp_path / "home" / "progress.db"
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"kilowatt", b"kilovatt"))
    assert quiz("verify").returncode == 1
    file.write_bytes(file.read_bytes()[: len(whole) // 2])
    done = quiz("stats", str(deck))
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "restored from the backup of" in done.stderr
    assert quiz("verify").returncode == 0


def test_a_damaged_file_without_a_backup_is_told_and_stays(quiz, deck, tmp_path):
    study(quiz, deck)
    for backup in (tmp_path / "home" / "backups").iterdir():
        backup.unlink()
    file = tmp_path / "home" / "progress.db"
    file.write_bytes(file.read_bytes()[:9000])
    before = file.read_bytes()
    for command in (("verify",), ("stats",), ("study", str(deck), "--plain")):
        done = quiz(*command)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1
        assert "there is no backup; move it away" in done.stderr
        assert file.read_bytes() == before
