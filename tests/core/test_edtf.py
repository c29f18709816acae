"""Dates in EDTF: what is read, what is refused, how they compare."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.core.edtf import (
    Bounds,
    Date,
    Edtf,
    OneOf,
    Precision,
    Span,
    before,
    overlap,
    parse,
    sort_key,
    within,
)
from quiz.core.errors import DateError

MARKS = st.sampled_from(["", "", "~", "?", "%"])


@st.composite
def dates(draw: st.DrawFn, first: int = -9999, last: int = 9998) -> Date:
    """Any date that a deck can hold."""
    year, mark = draw(st.integers(first, last)), draw(MARKS)
    kind = draw(st.sampled_from(["day", "month", "season", "year", "decade", "century"]))
    match kind:
        case "day":
            month = draw(st.integers(1, 12))
            return Date(year, month, draw(st.integers(1, 28)), mark)
        case "month":
            return Date(year, draw(st.integers(1, 12)), mark=mark)
        case "season":
            return Date(year, draw(st.integers(21, 24)), mark=mark)
        case "year":
            return Date(year, mark=mark)
        case _:
            blanks = 1 if kind == "decade" else 2
            year = abs(year) - abs(year) % 10**blanks
            return Date(year, mark=mark, blanks=blanks)


@st.composite
def edtf(draw: st.DrawFn) -> Edtf:
    """Any date, span or set."""
    ends = [draw(st.none() | dates()), draw(st.none() | dates())]
    assume(ends != [None, None])
    if None not in ends:
        ends.sort(key=lambda d: d.bounds.first)
    shape = draw(st.sampled_from([Date, Span, OneOf]))
    return draw(dates()) if shape is Date else shape(*ends)


@given(edtf())
def test_what_is_written_is_read_again(value: Edtf):
    assert parse(str(value)) == value


@given(edtf())
def test_a_stretch_does_not_end_before_it_begins(value: Edtf):
    assert value.bounds.first <= value.bounds.last


@given(dates(1, 9990))
def test_bounds_are_those_that_the_edtf_package_gives(value: Date):
    assume(not value.mark and (value.month or 0) < 21 and value.year > 0)
    theirs = parse_edtf(str(value))
    lower, upper = theirs.lower_strict(), theirs.upper_strict()
    ours = Bounds(date(*lower[:3]).toordinal(), date(*upper[:3]).toordinal())
    assert value.bounds == ours


@given(edtf(), edtf())
def test_before_and_overlap_exclude_each_other(a: Edtf, b: Edtf):
    assert before(a, b) + before(b, a) + overlap(a, b) == 1
    assert overlap(a, b) == overlap(b, a)


@given(edtf(), edtf())
def test_order_agrees_with_before(a: Edtf, b: Edtf):
    if before(a, b):
        assert sort_key(a) < sort_key(b)


@given(dates(0), st.sampled_from(Precision))
def test_a_coarser_date_holds_the_finer_one(value: Date, precision: Precision):
    assume(not (precision is Precision.SEASON and value.precision < Precision.SEASON))
    assume(value.month != 24)  # a winter runs into the next year
    assert within(value, value.coarser(precision))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1969-07-20", (1969, 7, 20), (1969, 7, 20)),
        ("1904-02", (1904, 2, 1), (1904, 2, 29)),
        ("2019-21", (2019, 3, 1), (2019, 5, 31)),
        ("2019-24", (2019, 12, 1), (2020, 2, 29)),
        ("195X", (1950, 1, 1), (1959, 12, 31)),
        ("18XX", (1800, 1, 1), (1899, 12, 31)),
        ("1990/1993-06", (1990, 1, 1), (1993, 6, 30)),
        ("[2004-10..2004-12]", (2004, 10, 1), (2004, 12, 31)),
    ],
)
def test_bounds_are_the_first_and_the_last_day(text, first, last):
    assert parse(text).bounds == (date(*first).toordinal(), date(*last).toordinal())


def test_years_before_our_era_count_on_backwards():
    assert parse("-0043").bounds.last - parse("-0043").bounds.first == 364
    assert before(parse("-0044-03-15"), parse("-0043"))
    assert before(parse("-0001-12-31"), parse("0000-01-01"))
    assert parse("0000-12-31").bounds.last + 1 == parse("0001-01-01").bounds.first


def test_open_ends_reach_past_every_date():
    assert overlap(parse("../1950"), parse("-9999"))
    assert overlap(parse("1950/.."), parse("9999"))
    assert not overlap(parse("[..1950]"), parse("1951"))


@pytest.mark.parametrize("text", ["1990..1995", "[1990..1995]", " [1990 .. 1995] "])
def test_a_set_may_be_written_without_its_brackets(text):
    assert parse(text) == OneOf(Date(1990), Date(1995))


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2018-02-30", "2018-13", "2018-00", "2018-25", "18-07-11", "2018-7-1",
        "2018-07-11T10:00", "20XX-05", "-0000", "-19XX", "/", "..", "../..", "[..]", "1999/1998",
        "[2000..1999]", "1999//2000", "1990..1995..1999", "2018-22-01", "12018",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_in_one_line(text):
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.what
    assert "\n" not in str(caught.value)


def test_an_impossible_day_names_the_last_one():
    with pytest.raises(DateError, match="2018-02 has no day 30; its last day is 28"):
        parse("2018-02-30")


def test_the_coarser_end_is_a_spans_precision():
    assert parse("1990/1993-06").precision is Precision.YEAR
    assert parse("1990-05-01/1993-06").precision is Precision.MONTH
