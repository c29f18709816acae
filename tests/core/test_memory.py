"""Memory: FSRS-6 on study days, and dates that depend on the answers alone."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import fsrs
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, FUZZ_RANGES
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.core import fsrs6
from quiz.core.memory import (
    LEECH_LAPSES,
    MINUTE_MS,
    Memory,
    Phase,
    Plan,
    after,
    fuzz_range,
    fuzzed,
    placed,
    retrievability,
    study_day,
)
from quiz.core.rating import Rating

CARD = "mill/roof/when"
DAY_MS = 24 * 60 * MINUTE_MS
MONDAY = date(2024, 5, 6).toordinal()
PLAN = Plan()
AGAIN, HARD, GOOD, EASY = Rating

CARDS = st.integers(0, 10**6).map("mill/f{}/when".format)
MEMORIES = st.builds(
    Memory,
    stability=st.floats(0.01, 5000),
    difficulty=st.floats(1, 10),
    phase=st.just(Phase.REVIEW),
    step=st.none(),
    first_day=st.just(MONDAY - 10),
    last_day=st.just(MONDAY),
    last_at=st.just(MONDAY * DAY_MS),
    due_day=st.just(MONDAY + 5),
    due_at=st.none(),
    reps=st.integers(2, 99),
    lapses=st.integers(0, 20),
)
HISTORIES = st.lists(
    st.tuples(st.sampled_from(Rating), st.integers(0, 200)), min_size=1, max_size=15
)


def learnt(*answers: tuple[Rating, int], card: str = CARD, plan: Plan = PLAN) -> list[Memory]:
    """The memory after each answer; an answer says how many days it comes after the last."""
    memory, day, found = None, MONDAY, []
    for rating, gap in answers:
        day += gap
        memory = after(memory, rating, day * DAY_MS, day, card, plan)
        found.append(memory)
    return found


# Study days


def day_of(zone: str, *local: int, fold: int = 0, turn: int = 4) -> date:
    moment = datetime(*local, tzinfo=ZoneInfo(zone), fold=fold)
    return date.fromordinal(study_day(moment, turn))


@pytest.mark.parametrize("day", [30, 31])  # the clock goes forward on 31 March at 02:00
def test_the_day_turns_at_four_in_spring(day):
    assert day_of("Europe/Paris", 2024, 3, day, 3, 59) == date(2024, 3, day - 1)
    assert day_of("Europe/Paris", 2024, 3, day, 4, 0) == date(2024, 3, day)


@pytest.mark.parametrize("day", [26, 27])  # and back on 27 October at 03:00
def test_the_day_turns_at_four_in_autumn(day):
    assert day_of("Europe/Paris", 2024, 10, day, 3, 59) == date(2024, 10, day - 1)
    assert day_of("Europe/Paris", 2024, 10, day, 4, 0) == date(2024, 10, day)
    assert day_of("Europe/Paris", 2024, 10, day, 2, 30, fold=1) == date(2024, 10, day - 1)


@pytest.mark.parametrize("turn", [0, 2, 12])
def test_the_day_turns_at_the_hour_that_is_set(turn):
    midnight = datetime(2024, 5, 6, tzinfo=UTC)
    turning = midnight + timedelta(hours=turn)
    assert study_day(turning, turn) == midnight.toordinal()
    assert study_day(turning - timedelta(minutes=1), turn) == midnight.toordinal() - 1


@pytest.mark.parametrize(
    ("zone", "month"),
    [
        ("Europe/Paris", 3),
        ("Europe/Paris", 10),
        ("America/New_York", 3),
        ("America/New_York", 11),
        ("Australia/Lord_Howe", 4),
        ("Asia/Kathmandu", 1),
    ],
)
def test_days_follow_one_another_and_begin_at_four_all_month(zone, month):
    moments = [
        (datetime(2024, month, 1, tzinfo=UTC) + timedelta(minutes=15 * n)).astimezone(
            ZoneInfo(zone)
        )
        for n in range(28 * 96)
    ]
    turned = [
        (study_day(b, 4) - study_day(a, 4), f"{b:%H:%M}")
        for a, b in pairwise(moments)
        if study_day(a, 4) != study_day(b, 4)
    ]
    assert turned == [(1, "04:00")] * 28


def test_an_evening_and_the_next_morning_are_a_day_apart():
    zone = ZoneInfo("Europe/Paris")
    first, late, morning = (
        datetime(2024, 5, d, h, 30, tzinfo=zone) for d, h in ((6, 23), (7, 1), (7, 6))
    )
    start = after(None, EASY, int(first.timestamp() * 1000), study_day(first, 4), CARD, PLAN)
    same, next_day = (
        after(start, GOOD, int(m.timestamp() * 1000), study_day(m, 4), CARD, PLAN)
        for m in (late, morning)
    )
    assert (same.last_day, next_day.last_day) == (start.last_day, start.last_day + 1)
    assert same.stability == learnt((EASY, 0), (GOOD, 0))[-1].stability
    assert next_day.stability == learnt((EASY, 0), (GOOD, 1))[-1].stability
    assert same.stability != next_day.stability


# Steps


@pytest.mark.parametrize(("rating", "minutes"), [(AGAIN, 1), (HARD, 5.5), (GOOD, 10)], ids=str)
def test_a_new_card_comes_back_within_minutes(rating, minutes):
    memory = after(None, rating, 1_000, MONDAY, CARD, PLAN)
    assert memory.due_at == 1_000 + minutes * MINUTE_MS
    assert (memory.phase, memory.due_day, memory.first_day) == (Phase.LEARNING, MONDAY, MONDAY)


def test_a_new_card_that_is_easy_is_learnt_at_once():
    memory = after(None, EASY, 1_000, MONDAY, CARD, PLAN)
    assert (memory.phase, memory.due_at) == (Phase.REVIEW, None)
    assert memory.due_day > MONDAY


def test_two_good_answers_end_the_learning_of_a_card():
    one, two = learnt((GOOD, 0), (GOOD, 0))
    assert (one.phase, one.step) == (Phase.LEARNING, 1)
    assert (two.phase, two.due_at) == (Phase.REVIEW, None)
    assert two.due_day > MONDAY


def test_a_forgotten_card_comes_back_after_ten_minutes_and_then_after_days():
    *_, before, lapse, relearnt = learnt((EASY, 0), (GOOD, 8), (AGAIN, 30), (GOOD, 0))
    assert lapse.phase is Phase.RELEARNING
    assert lapse.due_at == lapse.last_at + 10 * MINUTE_MS
    assert lapse.stability < before.stability
    assert (relearnt.phase, relearnt.due_at) == (Phase.REVIEW, None)
    assert relearnt.due_day > relearnt.last_day


def test_steps_are_those_of_the_plan():
    plan = Plan(learning_ms=(5 * MINUTE_MS,), relearning_ms=())
    first, learned, lapsed = learnt((AGAIN, 0), (GOOD, 0), (AGAIN, 3), plan=plan)
    assert first.due_at == first.last_at + 5 * MINUTE_MS
    assert (learned.phase, lapsed.phase) == (Phase.REVIEW, Phase.REVIEW)
    assert lapsed.due_at is None


def test_lapses_count_what_was_learnt_and_forgotten():
    history = learnt(
        (AGAIN, 0), (AGAIN, 0), (EASY, 0), (AGAIN, 9), (AGAIN, 0), (GOOD, 0), (AGAIN, 5)
    )
    assert [m.lapses for m in history] == [0, 0, 0, 1, 1, 1, 2]
    assert [m.reps for m in history] == [1, 2, 3, 4, 5, 6, 7]
    assert {m.first_day for m in history} == {MONDAY}


def test_a_card_that_keeps_being_forgotten_is_a_leech():
    rounds = [answer for _ in range(LEECH_LAPSES) for answer in ((AGAIN, 9), (EASY, 0))]
    history = learnt((EASY, 0), *rounds)
    assert [m.leech for m in history].index(True) == len(history) - 2
    assert history[-2].lapses == LEECH_LAPSES


def test_a_clock_that_was_set_back_makes_no_negative_interval():
    start = learnt((EASY, 0))[-1]
    early = after(start, GOOD, start.last_at, MONDAY - 3, CARD, PLAN)
    assert early == after(start, GOOD, start.last_at, MONDAY, CARD, PLAN)
    assert early.due_day > early.last_day == MONDAY


# Dates


@given(HISTORIES, CARDS)
def test_the_same_answers_give_the_same_dates(answers, card):
    first = learnt(*answers, card=card)
    fsrs6.fsrs.cache_clear()  # as in another process
    assert learnt(*answers, card=card) == first


@given(HISTORIES)
def test_the_time_of_day_moves_steps_and_nothing_else(answers):
    memory = other = None
    day = MONDAY
    for rating, gap in answers:
        day += gap
        memory = after(memory, rating, day * DAY_MS, day, CARD, PLAN)
        other = after(other, rating, day * DAY_MS + 7_654_321, day, CARD, PLAN)
    assert memory is not None
    assert other is not None
    assert (memory.stability, memory.difficulty, memory.due_day, memory.phase) == (
        other.stability, other.difficulty, other.due_day, other.phase,
    )  # fmt: skip
    assert (memory.due_at is None) == (other.due_at is None)
    if memory.due_at is not None and other.due_at is not None:
        assert other.due_at - memory.due_at == 7_654_321


@given(st.integers(0, 36_500), CARDS, st.integers(1, 999))
@example(2, CARD, 1)
@example(3, CARD, 1)
def test_fuzz_stays_within_the_bounds_of_fsrs(days, card, reps):
    spread = 1.0 + sum(
        r["factor"] * max(min(days, r["end"]) - r["start"], 0.0) for r in FUZZ_RANGES
    )
    moved = fuzzed(days, card, reps)
    assert moved == fuzzed(days, card, reps)
    if days < 3:
        assert moved == days
    else:
        assert max(2, round(days - spread)) <= moved <= round(days + spread)
        assert abs(moved - days) <= 2 + days * 0.15


@pytest.mark.parametrize(("days", "low", "high"), [(3, 2, 4), (10, 8, 12), (100, 93, 107)])
def test_fuzz_reaches_every_day_within_its_bounds(days, low, high):
    assert {fuzzed(days, f"mill/f{n}/when", 3) for n in range(1000)} == set(range(low, high + 1))
    assert {fuzzed(days, CARD, reps) for reps in range(1000)} == set(range(low, high + 1))


@given(st.integers(0, 36_499), CARDS, st.integers(1, 99))
def test_a_longer_interval_never_comes_out_shorter(days, card, reps):
    assert fuzzed(days, card, reps) <= fuzzed(days + 1, card, reps)


@given(MEMORIES, st.integers(0, 2000), CARDS)
def test_intervals_grow_from_hard_to_good_to_easy(memory, elapsed, card):
    day = MONDAY + elapsed
    hard, good, easy = (after(memory, r, day * DAY_MS, day, card, PLAN) for r in (HARD, GOOD, EASY))
    assert day < hard.due_day <= good.due_day <= easy.due_day
    assert hard.stability <= good.stability <= easy.stability


# Against py-fsrs, fed with real hours of the day


@given(HISTORIES, st.sampled_from([0.8, 0.9, 0.95]))
def test_stability_and_difficulty_are_those_of_py_fsrs(answers, retention):
    scheduler = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    theirs = fsrs.Card(card_id=1)
    now = datetime(2024, 5, 6, 12, 34, 56, tzinfo=UTC)
    ours = learnt(*answers, plan=Plan(retention=retention))
    for reps, ((rating, gap), memory) in enumerate(zip(answers, ours, strict=True), 1):
        now += timedelta(days=gap)
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(rating.value), now)
        assert memory.stability == theirs.stability
        assert memory.difficulty == theirs.difficulty
        assert (memory.phase, memory.step) == (theirs.state.value, theirs.step)
        wait = theirs.due - now
        if wait < timedelta(days=1):
            assert memory.due_at == memory.last_at + wait.total_seconds() * 1000
            assert memory.due_day == memory.last_day
        else:
            assert memory.due_at is None
            assert memory.due_day - memory.last_day == fuzzed(wait.days, CARD, reps)


@pytest.mark.parametrize("rating", Rating)
def test_the_first_stability_is_a_parameter_of_fsrs(rating):
    assert after(None, rating, 0, MONDAY, CARD, PLAN).stability == DEFAULT_PARAMETERS[rating - 1]


def test_own_parameters_are_used():
    parameters = (0.5, *DEFAULT_PARAMETERS[1:20], 0.3)
    plan = Plan(parameters=parameters)
    memory = learnt((AGAIN, 0), plan=plan)[-1]
    assert memory.stability == 0.5
    theirs = fsrs.Scheduler(parameters=parameters).get_card_retrievability(
        fsrs.Card(stability=0.5, last_review=datetime(2024, 5, 6, tzinfo=UTC)),
        datetime(2024, 5, 9, tzinfo=UTC),
    )
    assert retrievability(memory, MONDAY + 3, plan) == pytest.approx(theirs)


@given(MEMORIES, st.integers(0, 5000))
def test_retrievability_is_that_of_py_fsrs(memory, elapsed):
    start = datetime(2024, 5, 6, tzinfo=UTC)
    card = fsrs.Card(stability=memory.stability, last_review=start)
    theirs = fsrs.Scheduler().get_card_retrievability(card, start + timedelta(days=elapsed))
    assert retrievability(memory, MONDAY + elapsed, PLAN) == pytest.approx(theirs)


@pytest.mark.parametrize("retention", [0.8, 0.9, 0.95])
@given(answers=st.lists(st.sampled_from([HARD, GOOD, EASY]), min_size=2, max_size=8), card=CARDS)
def test_a_card_is_due_when_recall_is_as_likely_as_wanted(retention, answers, card):
    plan = Plan(retention=retention)
    memory = after(None, EASY, 0, MONDAY, card, plan)
    for rating in answers:
        day = memory.due_day
        memory = after(memory, rating, day * DAY_MS, day, card, plan)
    assert retrievability(memory, memory.last_day, plan) == 1
    if 10 <= memory.due_day - memory.last_day < 10_000:  # py-fsrs gives a century at most
        assert retrievability(memory, memory.due_day, plan) == pytest.approx(retention, abs=0.03)


def test_recall_grows_less_likely_by_the_day_and_is_certain_before_it_starts():
    memory = learnt((EASY, 0))[-1]
    chances = [retrievability(memory, MONDAY + n, PLAN) for n in range(400)]
    assert all(a > b > 0 for a, b in pairwise(chances))
    assert retrievability(memory, MONDAY - 3, PLAN) == 1


# Loads


@given(st.integers(3, 20_000), CARDS, st.integers(1, 99), st.dictionaries(st.integers(MONDAY, MONDAY + 60), st.integers(0, 500)))  # fmt: skip
def test_a_balanced_interval_stays_within_the_fuzz_and_is_always_alike(days, card, reps, loads):
    low, high = fuzz_range(days)
    found = placed(days, card, reps, MONDAY, PLAN, loads)
    assert low <= found <= high
    assert found == placed(days, card, reps, MONDAY, PLAN, loads)


def test_a_day_with_little_to_do_is_taken_before_full_ones():
    low, high = fuzz_range(30)
    loads = {MONDAY + n: 0 if n == 31 else 80 for n in range(low, high + 1)}
    found = [placed(30, f"mill/f{n}/when", 3, MONDAY, PLAN, loads) for n in range(300)]
    assert found.count(31) > 250


def test_balanced_days_are_evener_than_drawn_ones():
    def spread(balanced):
        loads = Counter()
        for n in range(3000):
            days = 20 + n % 7
            card = f"mill/f{n}/when"
            at = placed(days, card, 3, MONDAY, PLAN, loads) if balanced else fuzzed(days, card, 3)
            loads[MONDAY + at] += 1
        middle = [loads[MONDAY + n] for n in range(20, 27)]
        return max(middle) - min(middle)

    assert spread(True) < spread(False)


def test_little_falls_on_an_easy_day():
    plan = Plan(easy_days=(5, 6))
    found = [placed(30, f"mill/f{n}/when", 3, MONDAY, plan, {}) for n in range(500)]
    weekend = sum(date.fromordinal(MONDAY + n).weekday() >= 5 for n in found)
    assert 0 < weekend < 60


@given(MEMORIES, st.integers(0, 400), CARDS, st.dictionaries(st.integers(MONDAY, MONDAY + 900), st.integers(0, 99)))  # fmt: skip
def test_intervals_grow_from_hard_to_easy_whatever_the_loads(memory, elapsed, card, loads):
    day = MONDAY + elapsed
    days = [
        after(memory, r, day * DAY_MS, day, card, PLAN, loads=loads).due_day
        for r in (HARD, GOOD, EASY)
    ]
    assert days == sorted(days)


@given(HISTORIES, CARDS)
def test_what_was_promised_is_kept_by_a_replay(answers, card):
    memory = None
    day = MONDAY
    for rating, gap in answers:
        day += gap
        first = after(memory, rating, day * DAY_MS, day, card, PLAN, loads={day + 3: 50})
        again = after(memory, rating, day * DAY_MS, day, card, PLAN, due=first.due)
        assert again == first
        memory = first


def test_flying_east_over_a_night_counts_the_days_that_were_lived():
    leaving = datetime(2024, 5, 6, 22, 0, tzinfo=ZoneInfo("America/New_York"))
    landing = leaving.astimezone(UTC) + timedelta(hours=8)
    there = landing.astimezone(ZoneInfo("Europe/Paris"))
    assert study_day(there, 4) - study_day(leaving, 4) == 1
    back = (there + timedelta(hours=9)).astimezone(ZoneInfo("America/Los_Angeles"))
    assert study_day(back, 4) == study_day(there, 4)  # the day began anew, and is the same day
