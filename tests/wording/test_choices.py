"""Choices: none is right beside the key, and nothing but knowledge finds it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quiz.core.deck import Deck
from quiz.core.edtf import Date, overlap
from quiz.core.fact import Event, Fact, Term
from quiz.wording.cards import cards_of
from quiz.wording.choices import FEWEST, MOST, shuffled, with_choices

DAYS = st.builds(Date, st.integers(1800, 1990), st.integers(1, 12), st.integers(1, 28))
MONTHS = st.builds(Date, st.integers(1800, 1990), st.integers(1, 12))
YEARS = st.builds(Date, st.integers(1800, 1990))
DATES = st.lists(st.one_of(DAYS, MONTHS, YEARS), min_size=2, max_size=40)


def deck(dates: list[Date]) -> Deck:
    facts = [Fact(f"f{n}", Event(f"The event number {n}", when)) for n, when in enumerate(dates)]
    return Deck("mill", "The mill", "en", tuple(facts))


@given(DATES)
def test_no_choice_is_compatible_with_the_key_or_of_another_precision(dates):
    cards = with_choices(cards_of(deck(dates)))
    answers = {}
    for card in cards:
        answers.setdefault(card.answer, []).append(card.edtf)
    for card in cards:
        if not card.choices:
            continue
        assert FEWEST <= len(card.choices) <= MOST
        assert card.choices.count(card.answer) == 1
        for choice in set(card.choices) - {card.answer}:
            for other in answers[choice]:
                assert not overlap(other, card.edtf)
                assert other.precision == card.edtf.precision


def test_neither_place_nor_order_in_time_gives_the_key_away():
    cards = with_choices(cards_of(deck([Date(1700 + n) for n in range(300)])))
    places, ranks = Counter(), Counter()
    for card in cards[5:-5]:
        places[card.choices.index(card.answer)] += 1
        ranks[sorted(card.choices).index(card.answer)] += 1
    for counts in (places, ranks):
        assert len(counts) == MOST
        assert max(counts.values()) < 0.36 * counts.total()
        assert min(counts.values()) > 0.15 * counts.total()


def test_the_order_changes_with_the_review_and_is_the_same_again():
    card = with_choices(cards_of(deck([Date(1900 + n) for n in range(9)])))[4]
    orders = {shuffled(card, review) for review in range(30)}
    assert len(orders) > 5
    assert shuffled(card, 7) == shuffled(card, 7)


def test_short_forms_get_others_of_about_their_length():
    terms = [
        ("AB", "angle bar"),
        ("CD", "copper disc"),
        ("EF", "elm fence"),
        ("GH", "a name that goes on and on and on"),
    ]
    facts = tuple(Fact(short.lower(), Term(short, long)) for short, long in terms)
    cards = {c.id: c for c in with_choices(cards_of(Deck("mill", "The mill", "en", facts)))}
    assert set(cards["mill/ab/means"].choices) == {"angle bar", "copper disc", "elm fence"}
    assert cards["mill/gh/means"].choices == ()


def test_a_deck_of_two_has_no_choices():
    assert all(not c.choices for c in with_choices(cards_of(deck([Date(1900), Date(1910)]))))


def test_among_thousands_of_terms_choices_differ_from_card_to_card():
    facts = tuple(Fact(f"t{n}", Term(f"T{n}", f"mill number {n}")) for n in range(2000))
    cards = with_choices(cards_of(Deck("mill", "The mill", "en", facts)))
    offered = Counter(c for card in cards for c in card.choices)
    assert all(card.answer in card.choices and len(card.choices) == MOST for card in cards)
    assert max(offered.values()) < 40
