"""Orders judged by how far each item is off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.answers import Grade
from quiz.core.diff import aligned
from quiz.core.ordering import judge_order, judge_place
from quiz.core.passage import passage

ITEMS = ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("given_order", "grade", "off"),
    [
        ("abcd", Grade.RIGHT, (0, 0, 0, 0)),
        ("bacd", Grade.CLOSE, (-1, 1, 0, 0)),
        ("bcda", Grade.WRONG, (-1, -1, -1, 3)),
        ("dcba", Grade.WRONG, (-3, -1, 1, 3)),
        ("badc", Grade.CLOSE, (-1, 1, -1, 1)),
    ],
)
def test_credit_falls_with_how_far_items_are_off(given_order, grade, off):
    found = judge_order(ITEMS, list(given_order))
    assert found.verdict.grade is grade
    assert found.off == off


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=6).flatmap(
    lambda items: st.tuples(st.just(items), st.permutations(items))
))  # fmt: skip
def test_credit_is_whole_just_where_the_order_reads_right(pair):
    right, order = pair
    found = judge_order(right, order)
    assert 0 <= found.credit <= 1
    assert (found.credit == 1) == (right == list(order)) == (found.verdict.grade is Grade.RIGHT)
    assert sum(found.off) == 0


def test_a_place_is_half_right_at_best_and_says_how_far_it_is_off():
    assert judge_place(2, 2).grade is Grade.CLOSE
    assert (judge_place(1, 3).grade, judge_place(1, 3).distance) == (Grade.WRONG, 2)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_difference_keeps_both_texts_letter_under_letter(typed, right):
    found = aligned(typed, right)
    if found is not None:
        assert len(found.typed) == len(found.right) == len(found.differs)
        same = [a.casefold() == b.casefold() for a, b, off in zip(found.typed, found.right, found.differs, strict=True) if not off]  # fmt: skip
        assert all(same)


def test_a_slip_is_shown_with_a_gap_where_a_letter_lacks():
    found = aligned("Brusels", "Brussels")
    assert found is not None
    assert sorted(found.typed) == sorted("Brusels·")
    assert found.right == "Brussels"


@given(st.text(alphabet="ab \n#\f", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_passage_holds_its_quote_and_is_part_of_the_text(text, a, b):
    found = passage(text, (a, b))
    assert (found is None) == (not 0 <= a < b <= len(text))
    if found is not None:
        assert found.quote == text[a:b]
        assert found.before + found.quote + found.after in text
