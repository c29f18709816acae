"""Deadlines: the plan beats the plain schedule for the same minutes, and studying follows it."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from quiz.core.card import Card, Kind
from quiz.core.deadline import Pace, State, as_always, by_gain, expected, simulate
from quiz.core.errors import InputError
from quiz.core.events import EventKind
from quiz.core.fsrs6 import fsrs
from quiz.core.rating import Rating
from quiz.library.deadlines import follow, forecast
from quiz.library.queueing import todays
from quiz.store.progress import Progress

START = datetime(2024, 5, 6, 18, 0, tzinfo=UTC)
TODAY = START.toordinal()
CARDS = [Card(f"mill/f{n}/when", "mill", f"f{n}", Kind.WHEN, "When?", "1911", "en") for n in range(60)]  # fmt: skip


@pytest.fixture
def progress(tmp_path):
    with Progress.open(tmp_path / "progress.db", lambda: START) as opened:
        yield opened


@pytest.mark.parametrize(
    ("cards", "days", "minutes"), [(300, 30, 10), (300, 30, 20), (200, 14, 10), (100, 60, 20)]
)
def test_recall_on_the_day_is_higher_by_the_plan_for_the_same_minutes(cards, days, minutes, tell):
    model, last, runs = fsrs(None), TODAY + days, 3
    states = {f"c{n}": State() for n in range(cards)}
    means = []
    for choose in (by_gain(last, model, Pace()), as_always):
        found = [
            simulate(states, TODAY, last, minutes, choose, model, Pace(), random.Random(n).random)
            for n in range(runs)
        ]
        means.append(sum(expected(f, last, model) for f in found) / runs)
    tell(
        f"deadline: {cards} cards, {days} days, {minutes} minutes a day, {runs} runs: recall "
        f"{means[0]:.1%} by the plan, {means[1]:.1%} as always"
    )
    assert means[0] > means[1]


def test_a_forecast_says_what_the_plan_gains_and_what_to_give_up(progress):
    told = forecast(progress, "mill", CARDS, date(2024, 5, 12), 2)
    assert told.idle == 0 < told.plain <= told.planned < 1
    assert told.days == 6
    assert 0 < told.quota <= 2 * 60 / 25
    assert told.given_up
    assert set(told.given_up) < {c.id for c in CARDS}


@pytest.mark.parametrize("day", [date(2024, 5, 6), date(2020, 1, 1), date(2034, 1, 1)])
def test_a_day_that_cannot_be_planned_for_is_refused(progress, day):
    with pytest.raises(InputError):
        forecast(progress, "mill", CARDS, day, None)


def test_studying_follows_the_plan_and_its_minutes_until_it_is_taken_off(progress):
    plain, _ = todays(CARDS, progress, TODAY, 3)
    assert len(plain.new) == 3
    follow(progress, "mill", date(2024, 5, 20), 5)
    by_plan, _ = todays(CARDS, progress, TODAY, 3)
    assert len(by_plan.new) == 12  # 25 seconds each
    for card in by_plan.new[:6]:
        progress.append(EventKind.REVIEW, card, rating=Rating.EASY)
    assert len(todays(CARDS, progress, TODAY, 3)[0].new) == 9
    assert todays(CARDS, progress, date(2024, 5, 20).toordinal(), 0)[0].new == ()
    follow(progress, "mill", None)
    assert len(todays(CARDS, progress, TODAY + 1, 3)[0].new) == 3
    assert progress.verify() == []


def test_a_plan_survives_reopening_and_other_settings(progress, tmp_path):
    follow(progress, "mill", date(2024, 5, 20), 5)
    progress.use(type(progress.plan)(retention=0.85))
    with Progress.open(tmp_path / "progress.db", lambda: START + timedelta(hours=1)) as other:
        assert other.plan.deadlines == (("mill", date(2024, 5, 20).toordinal(), 5.0),)
        assert other.plan.retention == 0.85
