"""Rosters and earlier ids: the indexed queue is the queue, and progress follows a rename."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.card import Card, Kind
from quiz.core.events import EventKind
from quiz.core.lineage import earlier_ids, resolved
from quiz.core.rating import Rating
from quiz.core.session import queue
from quiz.library.pool import Pool
from quiz.library.queueing import enrol, todays, todays_by_deck
from quiz.store import deckfile
from quiz.store.progress import Progress
from quiz.store.roster import Place
from quiz.wording.cards import cards_of

START = datetime(2024, 5, 6, 18, 0, tzinfo=UTC)
DECK = """quiz: 1
deck: {deck}
title: The mill
lang: en
{more}
facts:
  - {{id: {fact}, event: The mill gets a new roof, when: {when}{was}}}
  - {{id: kw, term: kW, means: kilowatt}}
"""


def deck_of(deck="mill", fact="roof", when="1911-05", was="", more=""):
    text = DECK.format(deck=deck, fact=fact, when=when, was=f", was: [{was}]" if was else "", more=more)  # fmt: skip
    return deckfile.loads(text)


@pytest.fixture
def progress(tmp_path):
    with Progress.open(tmp_path / "progress.db", lambda: START) as opened:
        yield opened


def known(progress, deck, rating=Rating.EASY):
    """Enrol a deck and answer its first card."""
    cards = cards_of(deck)
    enrol(progress, deck, cards)
    from quiz.library.study import answer_key

    progress.append(EventKind.REVIEW, cards[0].id, rating=rating, answer_key=answer_key(cards[0]))
    return progress.standing(cards[0].id)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([EventKind.REVIEW] * 4 + [EventKind.SUSPEND, EventKind.RESUME, EventKind.BURY, EventKind.RESET, EventKind.UNDO]),
            st.integers(0, 17), st.sampled_from(Rating), st.sampled_from([1, 60, 60 * 24, 60 * 24 * 9, -60 * 30]),
        ), max_size=40,
    ),
    st.integers(0, 6), st.integers(0, 2),
)  # fmt: skip
def test_the_queue_from_the_indexes_is_the_queue_of_all_cards(acts, new, ahead):
    moment = START
    decks = {d: [Card(f"{d}/f{n // 2}/{k}", d, f"f{n // 2}", Kind(k), "?", "1", "en") for n, k in enumerate(["term", "means"] * 3)] for d in ("a", "b", "c")}  # fmt: skip
    with (
        tempfile.TemporaryDirectory() as folder,
        Progress.open(Path(folder) / "p.db", lambda: moment) as progress,
    ):
        for deck, cards in decks.items():
            progress.enrol(deck, [Place(c.id) for c in cards], {})
        cards = [c for turn in zip(*decks.values(), strict=True) for c in turn]
        for kind, which, rating, minutes in acts:
            moment += timedelta(minutes=minutes)
            if kind is EventKind.UNDO:
                progress.undo()
            else:
                progress.append(kind, cards[which].id, rating=rating if kind is EventKind.REVIEW else None)  # fmt: skip
            day = progress.today() + ahead
            whole = queue(cards, progress.standings(), day, new_per_day=new)
            found, standings = todays(cards, progress, day, new)
            assert found == whole
            assert todays_by_deck(Pool.of(cards), progress, day, new) == {
                d: queue(made, progress.standings(), day, new_per_day=new)
                for d, made in decks.items()
            }
            assert {i: standings[i] for i in found.learning} == {
                i: progress.standing(i) for i in found.learning
            }
        assert progress.verify() == []


def test_progress_follows_a_fact_that_was_renamed(progress):
    before = known(progress, deck_of())
    renamed = deck_of(fact="slates", was="roof")
    enrol(progress, renamed, cards_of(renamed))
    assert progress.standing("mill/slates/when") == before
    assert progress.standing("mill/roof/when") == before  # the old id leads there
    assert set(progress.standings()) == {"mill/slates/when"}
    assert progress.verify() == []
    progress.append(EventKind.REVIEW, "mill/slates/when", rating=Rating.GOOD)
    assert progress.memory("mill/slates/when").reps == 2
    progress.undo()
    progress.undo()
    assert progress.memory("mill/slates/when") is None
    assert progress.verify() == []


def test_progress_follows_a_deck_and_a_fact_renamed_at_once(progress):
    before = known(progress, deck_of())
    renamed = deck_of(deck="berg", fact="slates", was="roof", more="was: [mill]")
    enrol(progress, renamed, cards_of(renamed))
    assert progress.standing("berg/slates/when") == before
    assert progress.days() == [START.toordinal()]
    assert progress.verify() == []


def test_a_rename_that_is_taken_back_takes_progress_back(progress):
    before = known(progress, deck_of())
    for deck in (deck_of(fact="slates", was="roof"), deck_of()):
        enrol(progress, deck, cards_of(deck))
    assert progress.standings() == {"mill/roof/when": before}
    assert progress.verify() == []


def test_chains_are_followed_and_circles_lead_nowhere():
    assert resolved({"a": "b", "b": "c"}) == {"a": "c", "b": "c"}
    assert resolved({"a": "b", "b": "a", "x": "a"}) == {}


def test_an_id_that_is_still_asked_is_no_earlier_one():
    deck = deck_of(was="kw")
    assert earlier_ids(deck, cards_of(deck)) == {"mill/kw/when": "mill/roof/when"}


def test_a_card_whose_answer_changed_comes_back_at_once(progress):
    before = known(progress, deck_of())
    day = progress.today() + 1
    assert before.memory.due_day > day
    for when, due in (("1911-05", ()), ("1912-05", ("mill/roof/when",))):
        deck = deck_of(when=when)
        enrol(progress, deck, cards_of(deck))
        assert todays(cards_of(deck), progress, day, 0)[0].due == due


def test_a_card_that_is_only_worded_anew_keeps_its_day(progress):
    known(progress, deck_of())
    deck = deck_of()
    reworded = [replace(c, question="When?") for c in cards_of(deck)]
    enrol(progress, deck, reworded)
    assert todays(reworded, progress, progress.today() + 1, 0)[0].due == ()


def test_a_card_that_the_deck_no_longer_yields_sleeps_and_wakes_with_its_history(progress):
    before = known(progress, deck_of())
    other = deck_of(fact="fire")
    enrol(progress, other, cards_of(other))
    far = progress.today() + 1000
    assert todays(cards_of(other), progress, far, 0)[0].due == ()
    enrol(progress, deck_of(), cards_of(deck_of()))
    assert todays(cards_of(deck_of()), progress, far, 0)[0].due == ("mill/roof/when",)
    assert progress.standing("mill/roof/when") == before


def test_a_relink_gives_a_card_the_history_of_another(progress):
    before = known(progress, deck_of())
    other = deck_of(fact="slates")
    enrol(progress, other, cards_of(other))
    assert progress.memory("mill/slates/when") is None
    progress.relink("mill/roof/when", "mill/slates/when")
    assert progress.standing("mill/slates/when") == before
    assert progress.verify() == []
    with ExitStack() as stack:
        again = stack.enter_context(Progress.open(progress.path, lambda: START))
        assert again.standing("mill/slates/when") == before
