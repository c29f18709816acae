"""Clocks and calendars: travel, daylight saving, clocks set wrong; decks renamed on the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from quiz.core.events import EventKind, Shift
from quiz.core.rating import Rating
from quiz.library.keeping import clock_doubt
from quiz.library.pool import Pool
from quiz.library.queueing import enrol, todays
from quiz.store import deckfile
from quiz.store.backups import back_up, backups, restore
from quiz.store.progress import Progress
from quiz.wording.cards import cards_of

AUCKLAND, HONOLULU, PARIS = map(ZoneInfo, ("Pacific/Auckland", "Pacific/Honolulu", "Europe/Paris"))
DECK = """quiz: 1
deck: {deck}
title: The mill
lang: en
{was}
facts:
  - {{id: roof, event: The mill gets a new roof, when: 1911-05}}
  - {{id: kw, term: kW, means: kilowatt}}
"""
ROOF = "mill/roof/when"


class Traveller:
    """A clock that is carried about."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """The local time."""
        return self.moment

    def fly(self, zone: ZoneInfo, hours: float) -> None:
        """Be somewhere else some hours later."""
        self.moment = (self.moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(zone)


@pytest.fixture
def clock():
    return Traveller(datetime(2024, 5, 6, 18, 0, tzinfo=AUCKLAND))


@pytest.fixture
def progress(tmp_path, clock):
    with Progress.open(tmp_path / "progress.db", clock) as opened:
        yield opened


def test_a_day_lived_twice_over_the_date_line_brings_no_card_early_or_twice(progress, clock):
    progress.append(EventKind.REVIEW, ROOF, rating=Rating.EASY)
    first = progress.memory(ROOF)
    clock.fly(HONOLULU, 6)  # it is the day before again
    assert progress.today() == first.last_day - 1
    progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD)
    again = progress.memory(ROOF)
    assert again.last_day == first.last_day
    assert again.due_day > first.last_day
    orders = [e.order for e in progress.events()]
    assert orders == sorted(orders)
    assert progress.verify() == []


def test_a_day_skipped_over_the_date_line_makes_due_what_was_due_on_it(progress, clock):
    clock.fly(HONOLULU, 0)
    progress.append(EventKind.REVIEW, ROOF, rating=Rating.EASY)
    due = progress.memory(ROOF).due_day
    clock.fly(HONOLULU, 24 * (due - progress.today() - 1))
    assert progress.today() == due - 1
    clock.fly(AUCKLAND, 9)
    assert progress.today() >= due


@pytest.mark.parametrize("day", [datetime(2024, 3, 31), datetime(2024, 10, 27)])  # noqa: DTZ001
def test_the_night_of_the_clock_change_is_one_study_day(progress, clock, day):
    for hour, minute in ((22, 0), (1, 30), (2, 30), (3, 59)):
        late = timedelta(days=hour < 4)
        clock.moment = (day - timedelta(days=1) + late).replace(hour=hour, minute=minute, tzinfo=PARIS)  # fmt: skip
        assert progress.today() == day.toordinal() - 1
    clock.moment = day.replace(hour=4, tzinfo=PARIS)
    assert progress.today() == day.toordinal()


def test_a_clock_set_back_by_a_year_loses_nothing_and_moves_no_promise(progress, clock):
    progress.append(EventKind.REVIEW, ROOF, rating=Rating.EASY)
    promised = progress.memory(ROOF).due_day
    clock.moment -= timedelta(days=365)
    assert "redate" in clock_doubt(progress)
    other = progress.append(EventKind.REVIEW, "mill/kw/term", rating=Rating.EASY)
    assert progress.memory(ROOF).due_day == promised
    clock.moment += timedelta(days=365)
    assert clock_doubt(progress) == ""
    assert progress.memory("mill/kw/term").last_day == clock.moment.toordinal() - 365
    progress.redate(Shift(progress.device, other.seq, other.seq, 1, 4))
    progress.append(EventKind.REVIEW, "mill/kw/term", rating=Rating.GOOD)
    assert progress.memory("mill/kw/term").last_day == clock.moment.toordinal()
    assert progress.verify() == []


@pytest.mark.parametrize("year", [1969, 1970, 2100, 9990])
def test_a_clock_in_another_age_is_no_reason_to_fail(tmp_path, year):
    clock = Traveller(datetime(year, 1, 1, 0, 30, tzinfo=AUCKLAND))
    with Progress.open(tmp_path / "p.db", clock) as progress:
        for rating in Rating:
            progress.append(EventKind.REVIEW, ROOF, rating=rating)
            clock.fly(HONOLULU, 30)
        back_up(progress, clock().date())
        assert progress.verify() == []
        clock.moment = datetime(2024, 5, 6, 18, 0, tzinfo=AUCKLAND)
        assert bool(clock_doubt(progress)) == (year > 2024)
        with Progress.open(tmp_path / "q.db", clock) as other:
            assert other.absorb(progress.log()).new == 4
            assert other.standings() == progress.standings()


def test_progress_follows_a_deck_renamed_twice_whoever_saw_the_name_between(tmp_path, clock):
    def deck(name, *was):
        return deckfile.loads(DECK.format(deck=name, was=f"was: [{', '.join(was)}]" if was else ""))

    first, second, third = deck("mill"), deck("mills", "mill"), deck("works", "mills", "mill")
    for seen in ((first, second, third), (first, third), (third,)):
        with Progress.open(tmp_path / f"{len(seen)}.db", clock) as progress:
            for made in seen[:-1]:
                enrol(progress, made, cards_of(made))
            progress.append(EventKind.REVIEW, ROOF, rating=Rating.EASY)
            enrol(progress, third, cards_of(third))
            assert progress.standing("works/roof/when").memory is not None
            assert "works/roof/when" not in todays(Pool.of(cards_of(third)), progress, progress.today(), 9)[0].new  # fmt: skip
            assert progress.verify() == []


def test_what_was_replaced_by_a_restore_comes_back_by_merging_it(tmp_path, clock):
    path = tmp_path / "progress.db"
    with Progress.open(path, clock) as progress:
        progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD)
        back_up(progress, clock().date())
        progress.append(EventKind.REVIEW, ROOF, rating=Rating.AGAIN)
        progress.undo()
        progress.append(EventKind.REVIEW, ROOF, rating=Rating.EASY)
        whole, standing = list(progress.log()), progress.standings()
    kept = restore(path, backups(path)[0], clock())
    with Progress.open(kept, clock) as old, Progress.open(path, clock) as progress:
        clock.fly(AUCKLAND, 30)
        mine = progress.append(EventKind.REVIEW, "mill/kw/term", rating=Rating.GOOD)
        assert progress.absorb(old.log()).new == 3
        assert sorted(e.order for e in progress.log()) == sorted(e.order for e in [*whole, mine])
        assert progress.standings(ROOF) == standing
        assert progress.undo() == mine  # never what the other file's device did
        assert progress.undo() is None
        assert progress.verify() == []


def test_an_undo_of_an_undo_is_nothing_wherever_it_comes_from(progress):
    review = progress.append(EventKind.REVIEW, ROOF, rating=Rating.GOOD)
    progress.undo()
    undo = progress.events()[-1]
    progress.append(EventKind.UNDO, ROOF, target=undo.name, data=undo.digest)
    assert progress.memory(ROOF) is None
    assert review in progress.events()
    assert progress.undo() is None
    assert progress.verify() == []
