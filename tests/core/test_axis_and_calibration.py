"""The time axis, and whether predictions are measured right."""

from __future__ import annotations

from itertools import pairwise
from math import isclose, log

from hypothesis import given
from hypothesis import strategies as st

from quiz.core.axis import ZOOMS, Axis, civil, fitting, placed
from quiz.core.calibration import Prediction, bins, log_loss
from quiz.core.edtf import Date, parse

DAYS = st.integers(-3_000_000, 3_000_000)


@given(DAYS)
def test_a_day_number_and_its_calendar_day_are_one(day):
    assert civil(day).bounds == (day, day)


@given(DAYS, st.sampled_from(ZOOMS), st.integers(10, 200))
def test_ticks_stand_in_view_in_order_and_where_their_dates_are(day, zoom, width):
    axis = Axis(zoom, day, width)
    ticks = axis.ticks()
    assert all(0 <= column < width for column, _ in ticks)
    assert [axis.column(when.bounds.first) for _, when in ticks] == [c for c, _ in ticks]
    assert [c for c, _ in ticks] == sorted({c for c, _ in ticks})


@given(st.lists(st.tuples(DAYS, st.integers(0, 9999)), min_size=1), st.integers(1, 6))
def test_nothing_stands_over_another_and_what_has_no_room_is_counted(found, rows):
    bounds = sorted((a, a + length) for a, length in found)
    axis = fitting(bounds, 80)
    shown, left = placed(axis, bounds, [12] * len(bounds), rows, len(bounds) - 1)
    assert len(shown) + left == len(bounds)
    assert any(p.index == len(bounds) - 1 for p in shown)
    for row in range(rows):
        here = [p for p in shown if p.row == row]
        for a, b in pairwise(here):
            assert a.end + (a.label + 1 if a.label else 0) < b.start


def test_zooming_keeps_a_day_where_it_is():
    day = parse("1969-07-20").bounds.first
    axis = Axis(ZOOMS[4], day - 600, 80)
    nearer = axis.zoomed(-2, day)
    assert abs(nearer.column(day) - axis.column(day)) <= 1
    assert axis.zoomed(-99, day).zoom is ZOOMS[0]


def test_a_scale_of_years_has_years():
    axis = Axis(ZOOMS[4], Date(1969).bounds.first, 40)
    assert [str(when) for _, when in axis.ticks()] == ["1969", "1970", "1971", "1972"]


def test_log_loss_is_the_mean_surprise():
    found = [Prediction(0.9, True), Prediction(0.9, False)]
    assert isclose(log_loss(found), -(log(0.9) + log(0.1)) / 2)
    assert log_loss([]) is None
    assert log_loss([Prediction(1.0, False)]) < 10


def test_bins_hold_what_was_predicted_and_what_came_true():
    found = [Prediction(0.92, True)] * 3 + [Prediction(0.94, False), Prediction(1.0, True)]
    low, high = bins(found)
    assert (low.low, low.high, low.count, low.actual) == (0.9, 0.95, 4, 0.75)
    assert isclose(low.predicted, 0.925)
    assert (high.count, high.actual) == (1, 1.0)
