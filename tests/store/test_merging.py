"""Merging logs: whatever the order and however often, all devices come to know the same."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.core.errors import StoreError
from quiz.core.events import Event, EventKind, Shift
from quiz.core.memory import Plan
from quiz.core.rating import Rating
from quiz.library.merging import export_events, merge, sync
from quiz.store.jsonlines import HEADER, event_from, line_of
from quiz.store.progress import Progress
from quiz.store.rows import COLUMNS, checksum

START = datetime(2024, 5, 6, 18, 0, tzinfo=UTC)
CARDS = ("mill/roof/when", "mill/weir/when", "mill/wheel/when")
ACTS = st.tuples(
    st.integers(0, 2),  # which device
    st.sampled_from(["review"] * 5 + ["undo"] * 2 + ["suspend", "resume", "flag", "bury", "reset", "relink", "plan", "redate", "merge"]),
    st.integers(0, 2),  # which card
    st.sampled_from(Rating),
    st.integers(-3000, 9000),  # minutes until then; clocks disagree and go back
)  # fmt: skip


class Device:
    """A progress file and a clock of its own."""

    def __init__(self, path: Path, stack: ExitStack, offset: float = 0) -> None:
        self.moment = START + timedelta(minutes=offset)
        self.path = path
        self.progress = stack.enter_context(Progress.open(path, lambda: self.moment))

    def act(self, what: str, card: str, rating: Rating) -> None:
        progress = self.progress
        match what:
            case "review":
                progress.append(EventKind.REVIEW, card, rating=rating, took_ms=1000)
            case "undo":
                progress.undo()
            case "relink":
                progress.relink("mill/old/when", card)
            case "plan":
                progress.use(Plan(retention=0.8 + rating / 100, learning_ms=(60_000,) * rating))
            case "redate":
                progress.redate(Shift(progress.device, 1, 3, rating * 3_600_000 * 7))
            case _:
                progress.append(EventKind(what), card)


def log(progress: Progress) -> list[Event]:
    return list(progress.log())


def test_devices_converge_whatever_the_order_of_merging(tell):
    tried = Counter()

    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(ACTS, max_size=30), st.permutations(range(3)))
    def law(acts, order):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            all_three = [Device(Path(folder) / f"{n}.db", stack, n * 700) for n in range(3)]
            all_three[0].progress.append(EventKind.REVIEW, "mill/old/when", rating=Rating.GOOD)
            for who, what, card, rating, minutes in acts:
                device = all_three[who]
                device.moment += timedelta(minutes=minutes)
                if what == "merge":
                    device.progress.absorb(log(all_three[card].progress))
                else:
                    device.act(what, CARDS[card], rating)
                assert device.progress.verify() == []
            logs = [log(d.progress) for d in all_three]
            for device in all_three:
                for n in order:
                    device.progress.absorb(logs[n])
            one, *others = [d.progress for d in all_three]
            for other in others:  # convergent and commutative
                assert log(other) == log(one)
                assert other.standings() == one.standings()
                assert other.plan == one.plan
            before = log(one), one.standings()
            assert one.absorb(logs[1]).new == 0  # idempotent
            assert (log(one), one.standings()) == before
            for device in all_three:
                assert device.progress.verify() == []
            tried.update(histories=1, events=len(log(one)))

    law()
    tell(
        f"merging: {tried['histories']} histories of three devices, {tried['events']} events: "
        "convergent, commutative, idempotent"
    )


def test_copies_that_went_on_under_one_id_keep_every_answer_as_forks(tell):
    tried = Counter()

    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(ACTS.filter(lambda a: a[1] != "merge"), min_size=1, max_size=16),
        st.integers(1, 10),
    )
    def law(acts, shared):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            first = Device(Path(folder) / "a.db", stack)
            for n in range(shared):
                first.act("review", CARDS[n % 3], Rating.GOOD)
            start = log(first.progress)
            other = Device(Path(folder) / "b.db", stack, 5)
            other.progress.absorb(start)
            other.progress._db.execute("UPDATE meta SET value = ? WHERE key = 'device'", (first.progress.device,))  # fmt: skip
            other.progress.device = (
                first.progress.device
            )  # as if the file had been copied unnoticed
            for who, what, card, rating, minutes in acts:
                device = (first, other, other)[who]
                device.moment += timedelta(minutes=abs(minutes))
                device.act(what, CARDS[card], rating)
            logs = log(first.progress), log(other.progress)
            forks = first.progress.absorb(logs[1]).forks
            other.progress.absorb(logs[0])
            assert log(first.progress) == log(other.progress)
            assert {(e.name, e.digest) for e in log(first.progress)} == {
                (e.name, e.digest) for told in logs for e in told
            }
            assert first.progress.standings() == other.progress.standings()
            assert first.progress.verify() == other.progress.verify() == []
            tried.update(pairs=1, forks=forks)

    law()
    tell(f"merging: {tried['pairs']} pairs of copies under one id, {tried['forks']} forks, 0 lost")


@given(
    st.builds(
        Event,
        device=st.text("0123456789abcdef", min_size=1, max_size=16), seq=st.integers(1, 10**9),
        at=st.integers(10**7, 10**14), utc_offset=st.integers(-900, 900),
        study_day=st.integers(1, 3_000_000), kind=st.sampled_from([k for k in EventKind if k is not EventKind.REVIEW]),
        card=st.text(st.characters(exclude_categories=["Cs"])), answer=st.text(st.characters(exclude_categories=["Cs"])),
        due=st.none() | st.integers(0, 10**14), counts=st.booleans(), data=st.text(st.characters(exclude_categories=["Cs"])),
    )
)  # fmt: skip
def test_an_event_survives_its_line(event):
    line = line_of(event)
    assert "\n" not in line
    assert line.isascii()
    assert event_from(line) == event


@pytest.fixture
def pair(tmp_path):
    with ExitStack() as stack:
        yield [Device(tmp_path / name / "progress.db", stack) for name in ("a", "b")]


def test_an_undo_of_an_event_that_comes_later_voids_it(pair):
    one, two = pair
    one.act("review", CARDS[0], Rating.GOOD)
    one.progress.undo()
    review, undo = log(one.progress)
    two.progress.absorb([undo])
    two.progress.absorb([review])
    assert two.progress.memory(CARDS[0]) is None
    assert two.progress.verify() == []


def test_exported_events_come_back_without_loss(pair, tmp_path):
    one, two = pair
    for n in range(40):
        one.moment += timedelta(hours=7)
        one.act(("review", "undo", "flag", "review")[n % 4], CARDS[n % 3], Rating(n % 4 + 1))
    file = tmp_path / "events.jsonl"
    assert export_events(one.progress, file) == len(log(one.progress))
    (report,) = merge(two.progress, file)
    assert report.merged.new == len(log(one.progress))
    assert log(two.progress) == log(one.progress)
    assert two.progress.standings() == one.progress.standings()


def test_devices_meet_in_a_folder_through_one_file_each(pair, tmp_path):
    folder = tmp_path / "shared"
    one, two = pair
    one.act("review", CARDS[0], Rating.GOOD)
    two.act("review", CARDS[1], Rating.AGAIN)
    assert sync(one.progress, folder)[1] == 1
    own = folder / f"{one.progress.device}.jsonl"
    first = own.read_bytes()
    sync(two.progress, folder)
    sync(one.progress, folder)
    assert log(one.progress) == log(two.progress)
    assert own.read_bytes() == first  # what is not one's own is not said twice
    one.act("review", CARDS[2], Rating.EASY)
    sync(one.progress, folder)
    assert own.read_bytes().startswith(first)  # only ever added to
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        f"{d.progress.device}.jsonl" for d in pair
    )


def test_a_line_on_its_way_is_left_for_the_next_time(pair, tmp_path):
    one, two = pair
    for card in CARDS:
        one.act("review", card, Rating.GOOD)
    sync(one.progress, tmp_path / "shared")
    file = tmp_path / "shared" / f"{one.progress.device}.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    (report,) = merge(two.progress, file)
    assert (report.merged.new, report.unfinished) == (2, True)
    file.write_bytes(whole)
    (report,) = merge(two.progress, file)
    assert (report.merged.new, report.unfinished) == (1, False)


def test_a_torn_line_of_ones_own_is_told_and_its_event_written_again(pair, tmp_path):
    one, two = pair
    for card in CARDS:
        one.act("review", card, Rating.GOOD)
    sync(one.progress, tmp_path / "shared")
    file = tmp_path / "shared" / f"{one.progress.device}.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    assert sync(one.progress, tmp_path / "shared")[1] == 1
    (report,) = merge(two.progress, file)
    assert (report.merged.new, report.faults) == (3, (4,))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "neither a progress file nor exported events"),
        (b"a,b\n1,2\n", "neither a progress file nor exported events"),
        (b'{"quiz": "events", "version": 2}\n', "newer version (2; this program knows 1)"),
        (b"SQLite format 3\0" + b"x" * 5000, "damaged or only half copied"),
    ],
)
def test_a_file_that_is_not_ours_changes_nothing(pair, tmp_path, content, words):
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        merge(pair[0].progress, file)
    assert words in str(caught.value)
    assert log(pair[0].progress) == []


def test_a_half_copied_progress_file_changes_nothing(pair, tmp_path):
    one, two = pair
    for n in range(300):
        one.act("review", f"mill/f{n}/when", Rating.GOOD)
    copy = tmp_path / "copy.db"
    one.progress.copy_to(copy)
    whole = copy.read_bytes()
    for part in (0.05, 0.4, 0.9):
        copy.write_bytes(whole[: int(len(whole) * part)])
        with pytest.raises(StoreError, match="half copied"):
            merge(two.progress, copy)
    assert log(two.progress) == []
    copy.write_bytes(whole)
    assert merge(two.progress, copy)[0].merged.new == 300


@pytest.mark.parametrize(
    "line",
    ["x", "[]", "{}", '{"device": "a"}', '{"device":"a","seq":1,"study_day":9,"kind":"dream"}',
     '{"device":"a","seq":1,"study_day":9,"kind":"review"}', '{"device":"a","seq":1e3,"study_day":9,"kind":"flag"}',
     '{"device":"a","seq":1,"study_day":9,"kind":"flag","more":1}', '{"device":"a","seq":1,"study_day":9,"kind":"flag","card":"\\ud800"}',
     '{"device":"a","seq":1,"study_day":9,"kind":"review","rating":9}', '{"device":"a","seq":99999999999999999999,"study_day":9,"kind":"flag"}'],
)  # fmt: skip
def test_lines_that_are_no_events_are_left_out_and_counted(pair, tmp_path, line):
    sound = line_of(Event("b", 1, 10**12, 0, 739_000, EventKind.FLAG, CARDS[0]))
    file = tmp_path / "events.jsonl"
    file.write_text(f"{HEADER}\n{line}\n{sound}\n", "utf-8")
    (report,) = merge(pair[0].progress, file)
    assert (report.merged.new, report.faults) == (1, (2,))


def test_a_copied_file_takes_a_new_device_id(pair, tmp_path):
    one, _ = pair
    one.act("review", CARDS[0], Rating.GOOD)
    copy = tmp_path / "c" / "progress.db"
    copy.parent.mkdir()
    one.progress.copy_to(tmp_path / "plain.db")
    shutil.copy(tmp_path / "plain.db", copy)
    with Progress.open(copy, lambda: START) as other:
        assert other.device != one.progress.device
        assert log(other) == log(one.progress)


def test_a_garbled_line_is_left_out_and_comes_whole_the_next_time(pair, tmp_path):
    one, two = pair
    for card in CARDS:
        one.act("review", card, Rating.GOOD)
    file = tmp_path / "events.jsonl"
    export_events(one.progress, file)
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"mill/weir/when", b"mill/wear/when"))
    (report,) = merge(two.progress, file)
    assert (report.merged.new, report.faults) == (2, (3,))
    file.write_bytes(whole)
    assert merge(two.progress, file)[0].merged.new == 1
    assert log(two.progress) == log(one.progress)


@pytest.mark.parametrize(
    "line",
    ['{"device":"a","seq":1,"at":-5,"study_day":9,"kind":"flag","card":"a/b/c"}',
     '{"device":"a","seq":1,"at":5,"study_day":9000000,"kind":"flag","card":"a/b/c"}',
     '{"device":"a","seq":1,"at":5,"study_day":9,"utc_offset":99999,"kind":"flag","card":"a/b/c"}',
     '{"device":"a","seq":1,"at":5,"study_day":9,"kind":"review","rating":3,"card":"a/b/c","took_ms":4000000000000000000}',
     '{"device":"a","seq":1,"at":5,"study_day":9,"kind":"review","rating":3,"card":"a/b/c","due":4000000000000000000}',
     '{"device":"a","seq":1,"at":5,"study_day":9,"kind":"review","rating":3}'],
)  # fmt: skip
def test_an_event_out_of_all_reason_is_left_out_of_lines_and_refused_in_a_file(
    pair, tmp_path, line
):
    one, two = pair
    file = tmp_path / "events.jsonl"
    file.write_text(f"{HEADER}\n{line}\n", "utf-8")
    assert merge(one.progress, file)[0].faults == (2,)
    said = {"kind": "review", "card": "", "rating": None, "at": 0, "utc_offset": 0, "took_ms": 0}
    said |= json.loads(line)
    other = tmp_path / "other.db"
    Progress.open(other, lambda: START).close()
    with closing(sqlite3.connect(other)) as db:
        row = {c: said.get(c, "") for c in COLUMNS} | {"due": said.get("due"), "counts": 1}
        db.execute(
            f"INSERT INTO events ({', '.join(row)}, crc) VALUES ({', '.join('?' * len(row))}, ?)",  # noqa: S608
            (*row.values(), checksum(row.values())),
        )
        db.commit()
    with pytest.raises(StoreError, match="event a:1"):
        merge(two.progress, other)
    assert log(two.progress) == []


@pytest.mark.parametrize(
    "data",
    ["", "x", "[]", "7", "null", '{"retention": "x"}', '{"retention": 7}', '{"learning_ms": 5}',
     '{"learning_ms": [-1]}', '{"parameters": [1, 2]}', '{"easy_days": [9]}', '{"deadlines": [["a"]]}',
     '{"deadlines": [["a", 1, "x"]]}', '{"parameters": [' + ", ".join(["NaN"] * 21) + "]}", "[" * 100_000],
)  # fmt: skip
def test_settings_that_nothing_can_be_scheduled_by_are_passed_over(pair, data):
    one, _ = pair
    one.act("plan", "", Rating.HARD)
    plan = one.progress.plan
    one.progress.absorb([Event("b", 1, 10**13, 0, 739_000, EventKind.SETTINGS, data=data)])
    one.act("review", CARDS[0], Rating.GOOD)
    assert one.progress.plan == plan
    with Progress.open(one.path, lambda: START) as again:
        assert again.plan == plan
        assert again.verify() == []


@pytest.mark.parametrize("by", [10**30, -(10**30), 10**18, 10**13, -(10**13)])
def test_repairs_of_dates_out_of_all_reason_change_nothing(pair, by):
    one, _ = pair
    one.act("review", CARDS[0], Rating.GOOD)
    before = one.progress.standings()
    for n in range(1, 30):
        data = json.dumps({"from": 1, "to": 9, "by_ms": by, "turn": 4})
        event = Event("b", n, 10**12, 0, 739_000, EventKind.REDATE, target=one.progress.device, data=data)  # fmt: skip
        one.progress.absorb([event])
    assert one.progress.standings() == before
    assert one.progress.verify() == []


def test_the_same_merge_by_two_processes_at_once_is_one(pair):
    one, two = pair
    for card in CARDS:
        one.act("review", card, Rating.GOOD)

    def late():
        yield from log(one.progress)
        with Progress.open(two.path, lambda: START) as other:  # comes first, after ours has read
            assert other.absorb(log(one.progress)).new == 3

    assert two.progress.absorb(late()).new == 0
    assert log(two.progress) == log(one.progress)
    assert two.progress.verify() == []


def test_one_bad_file_in_a_folder_keeps_the_others_from_nobody(pair, tmp_path):
    one, two = pair
    folder = tmp_path / "shared"
    one.act("review", CARDS[0], Rating.GOOD)
    sync(one.progress, folder)
    (folder / "0-notes.jsonl").write_text('{"title": "shopping"}\n', "utf-8")
    (folder / "0-newer.jsonl").write_text('{"quiz": "events", "version": 9}\n', "utf-8")
    (folder / "0-empty.jsonl").write_bytes(b"")
    (folder / "0-begun.jsonl").write_bytes(HEADER[:9].encode())
    (folder / "0-folder.jsonl").mkdir()
    reports, _ = sync(two.progress, folder)
    assert [r.file.name for r in reports if r.refused] == ["0-folder.jsonl", "0-newer.jsonl", "0-notes.jsonl"]  # fmt: skip
    assert [r.file.name for r in reports if r.unfinished] == ["0-begun.jsonl"]
    assert log(two.progress) == log(one.progress)
    shutil.rmtree(folder / "0-folder.jsonl")
    three = Progress.open(tmp_path / "c.db", lambda: START)
    with three:
        assert sum(bool(r.refused) for r in merge(three, folder)) == 3
        assert log(three) == log(one.progress)


@pytest.mark.parametrize("left", [b"", HEADER[:9].encode(), HEADER.encode(), b"\0" * 50, b"{}\n"])
def test_ones_own_file_whose_beginning_was_lost_never_keeps_ones_answers_back(pair, tmp_path, left):
    one, two = pair
    folder = tmp_path / "shared"
    one.act("review", CARDS[0], Rating.GOOD)
    sync(one.progress, folder)
    (folder / f"{one.progress.device}.jsonl").write_bytes(left)
    sync(one.progress, folder)
    one.act("review", CARDS[1], Rating.GOOD)
    sync(one.progress, folder)
    sync(two.progress, folder)
    assert log(two.progress) == log(one.progress)


def test_a_conflict_left_by_a_synchroniser_or_git_loses_nothing(pair, tmp_path):
    one, two = pair
    folder = tmp_path / "shared"
    for card in CARDS:
        one.act("review", card, Rating.GOOD)
    sync(one.progress, folder)
    file = folder / f"{one.progress.device}.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    (folder / f"{one.progress.device}.sync-conflict-20240506.jsonl").write_bytes(b"".join(lines[:2] + lines[3:]))  # fmt: skip
    file.write_bytes(b"".join([lines[0], b"<<<<<<< HEAD\n", lines[2], b"=======\n", lines[1], b">>>>>>> a\n"]))  # fmt: skip
    sync(two.progress, folder)
    assert log(two.progress) == log(one.progress)
