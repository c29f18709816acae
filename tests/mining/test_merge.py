"""Tellings brought together: which are compared at all, and how many are one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quiz.core.edtf import Date, OneOf, Span, overlap
from quiz.mining.merge import Calendar

_YEARS = st.integers(1890, 1910)
_DAYS = st.builds(Date, _YEARS, st.integers(1, 12), st.integers(1, 28))
_DATES = st.one_of(
    _DAYS,
    st.builds(Date, _YEARS, st.integers(1, 12)),
    st.builds(Date, _YEARS, st.integers(21, 24)),
    st.builds(Date, _YEARS),
    st.builds(lambda y, n: Span(Date(y), Date(y + n)), _YEARS, st.integers(0, 12)),
    st.builds(lambda y, m: OneOf(Date(y, m), Date(y + 1, m)), _YEARS, st.integers(1, 12)),
)


@given(st.lists(_DATES, max_size=40), _DATES)
def test_the_calendar_finds_all_that_overlaps(dates, asked):
    calendar = Calendar()
    for number, when in enumerate(dates):
        calendar.add(number, when)
    wanted = {number for number, when in enumerate(dates) if overlap(when, asked)}
    assert wanted <= calendar.near(asked)


@given(st.lists(_DAYS, max_size=40), _DAYS)
def test_a_day_is_compared_with_no_other_day(dates, asked):
    calendar = Calendar()
    for number, when in enumerate(dates):
        calendar.add(number, when)
    assert calendar.near(asked) == {n for n, when in enumerate(dates) if when == asked}
