"""A study session over a real progress file; only the clock is feigned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quiz.core.card import Card, Kind
from quiz.core.errors import StoreError
from quiz.core.events import EventKind, Standing
from quiz.core.memory import Plan
from quiz.core.rating import Rating
from quiz.library.study import Study, answer_key, counts, spoken_interval
from quiz.store.progress import Progress
from quiz.store.settings import Settings

AGAIN, HARD, GOOD, EASY = Rating
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


class HourlySteps(Settings):
    """Settings whose one learning step lasts an hour."""

    @property
    def plan(self) -> Plan:
        return Plan(learning_ms=(3_600_000,))


class Desk:
    """Ten facts of one card each, a progress file, and a clock that moves when told."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self.moment = datetime(2024, 5, 6, 18, 0, tzinfo=UTC)
        self.path, self.stack = path, stack
        self.cards = [card(f"f{n}") for n in range(10)]
        self.settings = Settings(new_per_day=3)
        self.progress = self.open()

    def open(self) -> Progress:
        """Another connection to the same file."""
        return self.stack.enter_context(Progress.open(self.path, lambda: self.moment))

    def study(self, *cards: Card, new: int = 3, **more) -> Study:
        """A session over these cards, all of them by default."""
        chosen = replace(self.settings, new_per_day=new)
        return Study(cards or self.cards, self.progress, chosen, **more)

    def wait(self, by: timedelta) -> None:
        """Let time go by."""
        self.moment += by


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(tmp_path / "progress.db", stack)


def card(fact: str, kind: str = "when", answer: str = "1911") -> Card:
    return Card(f"mill/{fact}/{kind}", "mill", fact, Kind(kind), "When?", answer, "en")


def name(study: Study) -> str:
    """What of the current card's id follows the deck, without "/when"; "" for no card."""
    return study.current.id.removeprefix("mill/").removesuffix("/when") if study.current else ""


def run(study: Study, rating: Rating = EASY) -> list[str]:
    """Answer all that comes without waiting; the cards in order."""
    shown = []
    while study.current:
        shown.append(name(study))
        study.answer(rating)
        assert len(shown) < 200
    return shown


# What comes


def test_the_limit_of_new_cards_holds_over_several_sessions(desk):
    first = desk.study(limit=1)
    assert run(first) == ["f0"]
    assert run(desk.study()) == ["f1", "f2"]
    assert run(desk.study()) == []
    desk.wait(10 * 60 * MINUTE)  # 04:00: another day
    assert run(desk.study()) == ["f3", "f4", "f5"]


def test_the_limit_counts_cards_that_are_still_in_their_steps(desk):
    study = desk.study(new=1)
    study.answer(AGAIN)
    assert desk.study(new=1).tally.new == 0
    assert desk.study(new=2).tally.new == 1


def test_siblings_are_not_asked_on_one_day_even_in_several_sessions(desk):
    deck = [card("a", "term"), card("a", "means"), card("b", "term")]
    assert run(desk.study(*deck)) == ["a/term", "b/term"]
    assert run(desk.study(*deck)) == []
    desk.wait(DAY)
    assert run(desk.study(*deck)) == ["a/means"]


def test_a_card_learnt_comes_back_on_its_day_and_not_before(desk):
    run(desk.study(desk.cards[0]))
    memory = desk.progress.memory("mill/f0/when")
    assert memory is not None
    days = memory.due_day - desk.progress.today()
    desk.wait((days - 1) * DAY)
    assert run(desk.study(desk.cards[0])) == []
    desk.wait(DAY)
    assert run(desk.study(desk.cards[0])) == ["f0"]


def test_a_learning_step_comes_back_when_its_time_is_over(desk):
    study = desk.study(new=2)
    study.answer(AGAIN)  # f0, for a minute
    assert name(study) == "f1"
    desk.wait(MINUTE)
    study.answer(EASY)
    assert name(study) == "f0"
    study.answer(GOOD)  # for ten minutes, and nothing else is left
    assert name(study) == "f0"


def test_a_step_that_has_ended_comes_before_new_cards(desk):
    study = desk.study()
    study.answer(AGAIN)
    desk.wait(2 * MINUTE)
    study.answer(GOOD)
    assert name(study) == "f0"


def test_a_step_too_long_to_be_asked_early_is_waited_for(desk):
    desk.settings = HourlySteps()
    desk.progress.use(desk.settings.plan)
    desk.progress.append(EventKind.REVIEW, "mill/f0/when", rating=AGAIN)
    study = desk.study(desk.cards[0], new=1)
    assert study.current is None
    assert study.waiting_until == desk.moment + 60 * MINUTE
    assert not study.refresh()
    desk.wait(60 * MINUTE)
    assert study.refresh()
    assert name(study) == "f0"
    assert study.waiting_until is None


def test_a_session_with_a_limit_ends_there(desk):
    study = desk.study(new=10, limit=4)
    assert (study.tally.total, study.tally.new) == (4, 4)
    assert len(run(study)) == 4
    assert (study.tally.done, study.tally.left) == (4, 0)
    assert study.current is None


def test_a_limit_gives_its_places_to_steps_then_due_then_new_cards(desk):
    study = desk.study(new=10)
    for rating in (EASY, EASY, AGAIN):
        study.answer(rating)
    desk.wait(30 * DAY)
    tally = desk.study(new=10, limit=4).tally
    assert (tally.learning, tally.due, tally.new) == (1, 2, 1)
    assert desk.study(new=10, limit=2).tally.left == 2
    whole = desk.study(new=10).tally
    assert (whole.learning, whole.due, whole.new) == (1, 2, 7)


def test_the_counts_of_a_deck_are_what_a_session_begins_with(desk):
    run(desk.study())
    desk.study(new=4).answer(AGAIN)
    desk.wait(30 * DAY)
    found = counts(desk.cards, desk.progress, desk.settings)
    tally = desk.study().tally
    assert (
        (found.new, found.learning, found.due)
        == (tally.new, tally.learning, tally.due)
        == (3, 1, 3)
    )
    assert found.total == tally.total == 7


def test_an_answer_says_what_was_typed_and_what_was_right(desk):
    study = desk.study()
    study.answer(HARD, typed="mai 1911", verdict="coarse", took_ms=2500)
    event = desk.progress.events()[-1]
    assert (event.card, event.rating, event.answer, event.verdict, event.took_ms) == (
        "mill/f0/when", HARD, "mai 1911", "coarse", 2500,
    )  # fmt: skip
    assert event.answer_key == answer_key(desk.cards[0])
    assert event.answer_key != answer_key(card("f0", answer="1912"))
    assert event.answer_key == answer_key(replace(desk.cards[0], question="In what year?"))


def test_what_a_rating_would_lead_to_is_what_it_leads_to(desk):
    run(desk.study(*desk.cards[:4], new=4))
    desk.wait(40 * DAY)
    for rating in Rating:
        study = desk.study(*desk.cards[:4])
        promised, shown = study.outcomes()[rating], study.current
        assert shown is not None
        study.answer(rating)
        memory = desk.progress.memory(shown.id)
        assert memory is not None
        if memory.due_at is not None:
            assert promised.interval == timedelta(milliseconds=memory.due_at - memory.last_at)
        else:
            assert promised.interval == timedelta(days=memory.due_day - memory.last_day)
        assert promised.spoken == spoken_interval(promised.interval)
    run(study)
    assert study.outcomes() == {}


def test_an_answer_that_cannot_be_kept_moves_nothing(desk):
    study = desk.study()
    study.answer(EASY)
    before = study.current, study.tally, study.summary(), desk.progress.events()
    desk.progress._db.execute("PRAGMA query_only = ON")  # as on a disk that went read-only
    with pytest.raises(StoreError, match="read-only"):
        study.answer(GOOD)
    assert (study.current, study.tally, study.summary(), desk.progress.events()) == before
    desk.progress._db.execute("PRAGMA query_only = OFF")
    study.answer(GOOD)
    assert study.answered == 2


# Cram


def test_cram_asks_every_card_once_and_leaves_the_schedule_alone(desk):
    run(desk.study())
    desk.study(new=4).answer(AGAIN)
    desk.wait(DAY)
    before = {c: s.memory for c, s in desk.progress.standings().items()}
    study = desk.study(cram=True)
    assert study.tally.due == 10
    assert study.outcomes() == {}
    assert sorted(run(study, AGAIN)) == [f"f{n}" for n in range(10)]
    memories = {c: s.memory for c, s in desk.progress.standings().items()}
    assert {c: m for c, m in memories.items() if m is not None} == before
    assert {e.counts for e in desk.progress.events()[-10:]} == {False}
    assert study.summary().again == 10
    desk.wait(DAY)
    assert counts(desk.cards, desk.progress, desk.settings).new == 3  # none was begun by it


def test_a_card_put_off_while_cramming_does_not_come_again(desk):
    study = desk.study(*desk.cards[:3], cram=True)
    first = name(study)
    study.bury()
    assert name(study) not in {"", first}
    assert first not in run(study)


# Undo


def test_an_undo_makes_the_card_current_again_as_it_was(desk):
    study = desk.study()
    before = study.tally
    study.answer(AGAIN)
    assert name(study) == "f1"
    assert study.undo() == desk.cards[0]
    assert name(study) == "f0"
    assert study.tally == before
    assert desk.progress.memory("mill/f0/when") is None
    study.answer(EASY)
    assert (study.summary().again, study.summary().easy, study.summary().undone) == (0, 1, 1)


def test_an_undo_reaches_into_an_earlier_session(desk):
    run(desk.study())
    again = desk.study()
    assert again.current is None
    assert [again.undo(), again.undo(), again.undo(), again.undo()] == [
        desk.cards[2], desk.cards[1], desk.cards[0], None,
    ]  # fmt: skip
    assert name(again) == "f0"
    assert again.answered == 0
    assert run(again) == ["f0", "f1", "f2"]


def test_several_undos_go_back_one_by_one(desk):
    study = desk.study()
    for rating in (EASY, GOOD, AGAIN):
        study.answer(rating, took_ms=1000)
    assert [study.undo(), study.undo()] == [desk.cards[2], desk.cards[1]]
    summary = study.summary()
    assert (summary.answered, summary.easy, summary.good, summary.again) == (1, 1, 0, 0)
    assert (summary.seconds, summary.undone) == (1.0, 2)


@pytest.mark.parametrize("act", [Study.bury, Study.suspend, Study.flag])
def test_bury_suspend_and_flag_are_undone(desk, act):
    study = desk.study()
    act(study)
    assert study.undo() == desk.cards[0]
    assert name(study) == "f0"
    assert desk.progress.standings()["mill/f0/when"] == Standing()
    assert run(study) == ["f0", "f1", "f2"]


def test_an_undo_of_a_card_of_another_deck_shows_no_card_of_it(desk):
    other = Card("weir/x/when", "weir", "x", Kind.WHEN, "When?", "1911", "en")
    desk.study(other).answer(EASY)
    study = desk.study()
    assert study.undo() is None
    assert name(study) == "f0"
    assert desk.progress.memory(other.id) is None


def test_an_undo_after_the_limit_gives_the_place_back(desk):
    study = desk.study(limit=2)
    run(study)
    assert study.undo() == desk.cards[1]
    assert study.tally.left == 1
    study.answer(GOOD)
    assert study.current is None


# Bury, suspend, flag


def test_a_card_put_off_comes_tomorrow(desk):
    study = desk.study()
    study.bury()
    assert run(study) == ["f1", "f2", "f3"]
    assert run(desk.study()) == []
    desk.wait(DAY)
    assert run(desk.study())[0] == "f0"


def test_a_suspended_card_comes_only_after_it_is_resumed(desk):
    study = desk.study()
    study.suspend()
    assert run(study) == ["f1", "f2", "f3"]
    desk.wait(DAY)
    assert "f0" not in run(desk.study(new=10))
    desk.progress.append(EventKind.RESUME, "mill/f0/when")
    assert run(desk.study(new=10)) == ["f0"]


def test_a_flag_goes_on_and_off_and_the_card_stays(desk):
    study = desk.study()
    assert [study.flag(), study.flag(), study.flag()] == [True, False, True]
    assert name(study) == "f0"
    study.answer(EASY)
    assert desk.progress.standings()["mill/f0/when"].flagged


def test_without_a_card_there_is_nothing_to_do(desk):
    study = desk.study(new=0)
    study.answer(GOOD)
    study.bury()
    study.suspend()
    assert not study.flag()
    assert study.undo() is None
    assert desk.progress.events() == []


# Another process


def test_a_refresh_sees_what_another_process_wrote(desk):
    study = desk.study()
    run(study)
    assert not study.refresh()
    desk.open().undo()
    assert study.refresh()
    assert name(study) == "f2"


def test_a_refresh_takes_answers_given_elsewhere_into_account(desk):
    study, other = desk.study(), desk.open()
    other.append(EventKind.REVIEW, "mill/f1/when", rating=EASY)
    assert study.tally.new == 3
    assert not study.refresh()
    assert study.tally.new == 2
    assert run(study) == ["f0", "f2"]


def test_an_answer_given_elsewhere_counts_without_a_refresh(desk):
    study, other = desk.study(), desk.open()
    other.append(EventKind.REVIEW, "mill/f1/when", rating=EASY)
    assert run(study) == ["f0", "f2"]


# Summary


def test_a_summary_says_what_the_session_came_to(desk):
    study = desk.study(new=5)
    for rating, took in ((EASY, 1000), (GOOD, 2000), (HARD, 500), (AGAIN, 250), (EASY, 0)):
        study.answer(rating, took_ms=took)
    study.undo()
    summary = study.summary()
    assert (summary.answered, summary.again, summary.hard, summary.good, summary.easy) == (
        4, 1, 1, 1, 1,
    )  # fmt: skip
    assert (summary.seconds, summary.undone) == (3.75, 1)
    assert summary.left == 4  # three in their steps, one new
    assert summary.tomorrow == 3  # the steps


def test_a_summary_counts_what_is_due_tomorrow(desk):
    study = desk.study(new=10)
    while study.current:
        study.answer(GOOD)
    days = {
        m.due_day - desk.progress.today()
        for s in desk.progress.standings().values()
        if (m := s.memory)
    }
    assert min(days) > 1
    assert study.summary().tomorrow == 0
    desk.wait((min(days) - 1) * DAY)
    due = [
        s
        for s in desk.progress.standings().values()
        if s.memory and s.memory.due_day == desk.progress.today() + 1
    ]
    assert desk.study(new=10).summary().tomorrow == len(due) > 0


@pytest.mark.parametrize(
    ("interval", "spoken"),
    [
        (timedelta(seconds=10), "1 min"), (10 * MINUTE, "10 min"), (59 * MINUTE, "59 min"),
        (90 * MINUTE, "2 h"), (DAY, "1 d"), (44 * DAY, "44 d"), (64 * DAY, "2.1 mo"),
        (364 * DAY, "12.0 mo"), (548 * DAY, "1.5 y"),
    ],
)  # fmt: skip
def test_intervals_are_said_in_short(interval, spoken):
    assert spoken_interval(interval) == spoken


def test_cramming_hides_nothing_from_the_day(desk):
    desk.progress.append(EventKind.REVIEW, "mill/f0/when", rating=EASY)
    desk.wait(timedelta(days=60))
    cram = desk.study(desk.cards[0], cram=True)
    cram.answer(EASY)
    assert cram.current is None
    assert name(desk.study(desk.cards[0])) == "f0"


def test_a_card_answered_elsewhere_is_not_asked_again(desk):
    study = desk.study(desk.cards[0], desk.cards[1], new=2)
    first = study.current
    assert first is not None
    desk.open().append(EventKind.REVIEW, first.id, rating=EASY)
    assert study.refresh()
    assert study.current is not None
    assert study.current.id != first.id


def test_a_date_that_was_promised_stays_when_settings_change_and_later_ones_follow(desk):
    desk.progress.append(EventKind.REVIEW, "mill/f0/when", rating=EASY)
    before = desk.progress.memory("mill/f0/when")
    desk.progress.use(Plan(retention=0.97))
    assert desk.progress.memory("mill/f0/when") == before
    assert desk.open().plan.retention == 0.97
    later = desk.progress.append(EventKind.REVIEW, "mill/f1/when", rating=EASY)
    assert before is not None
    assert later.due < before.due_day
