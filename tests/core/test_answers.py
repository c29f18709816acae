"""Judging what learners type: dates as people write them, text, numbers."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.core.answers import Grade, Remark, Verdict, judge_text, numbers
from quiz.core.card import Card, Kind
from quiz.core.edtf import Date, Edtf, OneOf, Precision, Span, parse, within
from quiz.core.rating import Rating
from quiz.dates.spoken import spoken
from quiz.dates.typed import read_typed
from quiz.library.judging import judged, to_be_typed
from quiz.library.remarks import remark
from quiz.wording.cards import asked_date

LANGUAGES = ["en", "fr", "de", "es"]


def when(edtf: str | Edtf, lang: str = "en", *, accept: tuple[str, ...] = ()) -> Card:
    """A card that asks for a date."""
    value = parse(edtf) if isinstance(edtf, str) else edtf
    return Card(
        "mill/roof/when", "mill", "roof", Kind.WHEN, "When?", spoken(value, lang), lang,
        accept=accept, edtf=value, precision=value.precision,
    )  # fmt: skip


def ask(answer: str, *accept: str, kind: Kind = Kind.ASK) -> Card:
    """A card that asks for words."""
    return Card("mill/roof/ask", "mill", "roof", kind, "What?", answer, "en", accept=accept)


def told(verdict: Verdict) -> tuple[Rating, Remark]:
    return verdict.rating, verdict.remark


RIGHT = (Rating.GOOD, Remark.EXACT)
COARSE = (Rating.HARD, Remark.COARSE)
TOO_COARSE = (Rating.AGAIN, Remark.TOO_COARSE)
ONE_END = (Rating.HARD, Remark.ONE_END)
TYPO = (Rating.GOOD, Remark.TYPO)
DIFFERENT = (Rating.AGAIN, Remark.DIFFERENT)


# Dates as they are typed

DAY = "11/07/2018 11.07.2018 11.7.2018 11-07-2018 11/7/18 2018-07-11 2018/07/11".split()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("typed", [*DAY, "11 07 2018", " 11/07/2018 "])
def test_figures_are_read_day_first_in_every_language(lang, typed):
    assert told(judged(when("2018-07-11", lang), typed)) == RIGHT
    assert judged(when("2018-11-07", lang), typed).grade is Grade.WRONG


def test_figures_can_be_read_month_first():
    assert read_typed("07/11/2018", ["en"], day_first=False) == Date(2018, 7, 11)
    assert read_typed("07/11/2018", ["en"]) == Date(2018, 11, 7)


def test_a_month_that_cannot_be_one_is_the_day():
    assert read_typed("07/25/2018", ["fr"], day_first=False) == Date(2018, 7, 25)
    assert read_typed("25/07/2018", ["fr"], day_first=False) == Date(2018, 7, 25)


@pytest.mark.parametrize(
    ("lang", "edtf", "typed"),
    [
        ("en", "2018-07-11", "11 July 2018|July 11, 2018|july 11 2018|11 jul 18|the 11th of July 2018|11th july 2018"),
        ("fr", "2018-07-11", "11 juillet 2018|le 11 juillet 2018|11 JUILLET 2018|11 juil. 2018|11 juil 18"),
        ("de", "2018-07-11", "11. Juli 2018|11 juli 2018|am 11. Juli 2018|11. jul 18"),
        ("es", "2018-07-11", "11 de julio de 2018|11 julio 2018|el 11 de julio de 2018|11 jul 18"),
        ("fr", "1900-01-01", "1er janvier 1900|1 janvier 1900"),
        ("es", "1900-01-01", "1 de enero de 1900|1º de enero de 1900"),
        ("en", "2018-07", "July 2018|july 2018|jul 18|July '18|Jul. 2018|07/2018|7/2018|2018-07|in July 2018."),
        ("fr", "2018-07", "juillet 2018|Juillet 2018|jul 18|juil 18|juil. 2018|07/2018|en juillet 2018"),
        ("de", "2018-07", "Juli 2018|juli 2018|jul 18|im Juli 2018|7/2018"),
        ("es", "2018-07", "julio de 2018|julio 2018|jul 18|07/2018|en julio de 2018"),
        ("fr", "1914-08", "août 1914|aout 1914|AOÛT 1914"),
        ("de", "1900-03", "März 1900|märz 1900|maerz 1900|marz 1900"),
        ("en", "2018", "2018|in 2018| 2018. |2018!"),
        ("fr", "2018", "2018|en 2018|en l’an 2018"),
        ("de", "2018", "2018|im Jahr 2018"),
        ("es", "2018", "2018|en 2018|en el año 2018"),
        ("en", "[2004-10..2004-12]", "late 2004|end of 2004|Late 2004"),
        ("fr", "[2004-10..2004-12]", "fin 2004|Fin 2004|à la fin de 2004"),
        ("de", "[2004-10..2004-12]", "Ende 2004|ende 2004"),
        ("es", "[2004-10..2004-12]", "finales de 2004|a finales de 2004"),
        ("fr", "[2004-01..2004-03]", "début 2004|debut 2004"),
        ("en", "2004-22", "summer 2004|Summer of 2004"),
        ("fr", "2004-22", "été 2004|ete 2004|Été 2004"),
        ("de", "2004-22", "Sommer 2004|sommer 2004"),
        ("es", "2004-23", "otoño de 2004|otoño 2004|otono 2004"),
        ("en", "2004/2011", "2004-2011|2004–2011|2004 to 2011|from 2004 to 2011|2004/2011"),
        ("fr", "2004/2011", "2004-2011|2004 à 2011|de 2004 à 2011|de 2004 a 2011"),
        ("de", "2004/2011", "2004-2011|2004 bis 2011|von 2004 bis 2011"),
        ("es", "2004/2011", "2004-2011|2004 a 2011|de 2004 a 2011"),
        ("en", "1939/1945", "1939-45|1939–1945"),
        ("en", "1969~", "1969|about 1969|c. 1969|circa 1969|~1969|1970"),
        ("fr", "1969~", "1969|vers 1969|1968"),
        ("en", "2004/..", "since 2004|2004"),
        ("fr", "2004/..", "depuis 2004|2004"),
        ("en", "[1990..1999]", "the 1990s|1990s|1995|4 May 1995"),
        ("fr", "[1990..1999]", "les années 1990|années 90|annees 90|années 1990"),
        ("de", "[1990..1999]", "die 1990er Jahre|1990er"),
        ("es", "[1990..1999]", "los años 1990|años 90|anos 90"),
        ("en", "-0043", "44 BC|44 bc"),
        ("fr", "-0043", "44 av. J.-C."),
        ("de", "-0043", "44 v. Chr."),
        ("es", "-0043", "44 a. C."),
    ],
)  # fmt: skip
def test_dates_are_right_as_people_type_them(lang, edtf, typed):
    card = when(edtf, lang)
    assert {t: told(judged(card, t)) for t in typed.split("|")} == dict.fromkeys(
        typed.split("|"), RIGHT
    )


def test_a_date_may_be_typed_in_the_language_of_the_interface_or_in_english():
    card = when("2018-07-11", "de")
    assert told(judged(card, "11 juillet 2018", "fr")) == RIGHT
    assert told(judged(card, "11 July 2018", "fr")) == RIGHT
    assert judged(card, "11 juillet 2018", "es").remark is Remark.UNREADABLE


@pytest.mark.parametrize(
    "typed", ["soon", "the roof", "32/07/2018", "2018-02-30", "7", "??", "x" * 99]
)
def test_what_is_no_date_is_told_apart_from_a_wrong_one(typed):
    verdict = judged(when("2018-07-11"), typed)
    assert told(verdict) == (Rating.AGAIN, Remark.UNREADABLE)
    assert verdict.understood is None


@pytest.mark.parametrize("typed", ["", "  ", "\t\n", "\u00a0"])
def test_nothing_typed_is_wrong(typed):
    for card in (when("2018-07-11"), ask("The roof")):
        assert told(judged(card, typed)) == (Rating.AGAIN, Remark.EMPTY)


def test_what_was_understood_is_told():
    assert judged(when("2018-07-11"), "jul 18").understood == Date(2018, 7)
    assert judged(when("2018-07-11"), "2004-2011").understood == Span(Date(2004), Date(2011))


# How fine


@pytest.mark.parametrize(
    ("edtf", "typed", "expected"),
    [
        ("2018-07-11", "11 July 2018", RIGHT),
        ("2018-07-11", "July 2018", COARSE),
        ("2018-07-11", "2018", TOO_COARSE),
        ("2018-07-11", "the 2010s", TOO_COARSE),
        ("2018-07-11", "summer 2018", COARSE),
        ("2018-07", "11 July 2018", RIGHT),
        ("2018-07", "2018", COARSE),
        ("2018-07", "summer 2018", COARSE),
        ("2018-07", "the 2010s", TOO_COARSE),
        ("2018-22", "July 2018", RIGHT),
        ("2018-22", "11 July 2018", RIGHT),
        ("2018-22", "2018", COARSE),
        ("2018", "July 2018", RIGHT),
        ("2018", "late 2018", RIGHT),
        ("2018", "the 2010s", COARSE),
        ("[2004-10..2004-12]", "November 2004", RIGHT),
        ("[2004-10..2004-12]", "5 November 2004", RIGHT),
        ("[2004-10..2004-12]", "2004", COARSE),
        ("[1990..1999]", "June 1993", RIGHT),
        ("199X", "1990s", RIGHT),
        ("199X", "1993", RIGHT),
        ("1969~", "July 1969", RIGHT),
        ("1969~", "the 1960s", COARSE),
        ("[..2012-07-17]", "by 17 July 2012", RIGHT),
        ("[..2012-07-17]", "17 July 2012", RIGHT),
        ("2018-07-11?", "11 July 2018", RIGHT),
    ],
)
def test_a_date_is_judged_by_how_fine_it_is(edtf, typed, expected):
    assert told(judged(when(edtf), typed)) == expected


def test_a_date_is_asked_no_finer_than_its_fact_says():
    card = Card(
        "mill/roof/when", "mill", "roof", Kind.WHEN, "When?", "2018", "en",
        edtf=Date(2018, 7, 11), precision=Precision.YEAR,
    )  # fmt: skip
    assert told(judged(card, "2018")) == RIGHT
    assert told(judged(card, "July 2018")) == RIGHT
    assert told(judged(card, "the 2010s")) == COARSE
    assert judged(card, "2017").grade is Grade.WRONG


# Spans


@pytest.mark.parametrize(
    ("edtf", "typed", "expected"),
    [
        ("2004/2011", "2004-2011", RIGHT),
        ("2004/2011", "2004", ONE_END),
        ("2004/2011", "2011", ONE_END),
        ("2004/2011", "since 2004", ONE_END),
        ("2004/2011", "until 2011", ONE_END),
        ("2004/2011", "2004-2012", ONE_END),
        ("2004/2011", "2003-2011", ONE_END),
        ("2004/2011", "May 2004 to June 2011", RIGHT),
        ("2004-05/2004-09", "from May to September 2004", RIGHT),
        ("2004-05-03/2004-05-09", "3-9 May 2004", RIGHT),
        ("2004-05-03/2004-05-09", "3 May 2004 - 9 May 2004", RIGHT),
    ],
)
def test_a_span_needs_both_ends(edtf, typed, expected):
    assert told(judged(when(edtf), typed)) == expected


@pytest.mark.parametrize("typed", ["2003-2012", "2005-2010", "2007", "1999", "2011-2020"])
def test_a_span_with_neither_end_is_wrong(typed):
    assert told(judged(when("2004/2011"), typed)) == (Rating.AGAIN, Remark.OFF)


# Wrong, and by how much


@pytest.mark.parametrize(
    ("edtf", "typed", "days"),
    [
        ("2018-07-11", "12 July 2018", 1),
        ("2018-07-11", "1 July 2018", -10),
        ("2018-07-11", "August 2018", 21),
        ("2018-07-11", "2017", -192),
        ("2018", "2019", 365),
        ("2018", "31 December 2017", -1),
        ("2004/2011", "2012-2013", 1),
        ("2004/2011", "2003", -1),
        ("2004/2011", "2007", 0),
        ("1969~", "1971", 730),
        ("0000", "-0001", -365),
    ],
)
def test_a_wrong_date_says_by_how_many_days(edtf, typed, days):
    verdict = judged(when(edtf), typed)
    assert told(verdict) == (Rating.AGAIN, Remark.OFF)
    assert verdict.distance == days


@given(st.dates(date(1000, 1, 1), date(2190, 1, 1)), st.integers(-3000, 3000))
def test_the_distance_of_a_wrong_day_is_the_days_between(day, off):
    assume(off)
    assume(date(1000, 1, 1) <= day + timedelta(days=off) <= date(2199, 12, 31))
    verdict = judged(when(day.isoformat()), (day + timedelta(days=off)).strftime("%d/%m/%Y"))
    assert (verdict.grade, verdict.distance) == (Grade.WRONG, off)


def test_a_right_answer_is_at_no_distance():
    assert judged(when("2018-07-11"), "July 2018").distance == 0


# What a card shows is right

YEARS = st.integers(1000, 2199)
DAYS = st.dates(date(1000, 1, 1), date(2199, 12, 31)).map(lambda d: Date(d.year, d.month, d.day))
PLAIN = st.one_of(
    DAYS,
    st.builds(Date, YEARS, st.integers(1, 12)),
    st.builds(Date, YEARS, st.integers(21, 24)),
    st.builds(Date, YEARS),
)
PARTS = st.builds(
    lambda year, part: OneOf(Date(year, part[0]), Date(year, part[1])),
    YEARS,
    st.sampled_from([(1, 3), (5, 8), (10, 12)]),
)


@st.composite
def stretches(draw: st.DrawFn, shape: type[Span | OneOf]) -> Edtf:
    """A span or set, as a rule with ends of one precision and sometimes in one year."""
    ends = draw(st.one_of(st.tuples(kind, kind) for kind in (DAYS, *PLAIN.original_strategies)))
    start, end = sorted(ends, key=lambda d: d.bounds.first)
    if draw(st.booleans()):
        end = Date(start.year, end.month, min(end.day, 28) if end.day else None)
    assume(start.bounds.last < end.bounds.first)
    return shape(start, end)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(value=st.one_of(PLAIN, PARTS, stretches(Span)))
def test_a_date_as_the_program_writes_it_is_read_as_that_date(lang, value):
    text = spoken(value, lang)
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for typed in (text, text.lower(), text.upper(), plain, plain.lower(), f" {text}. "):
        found = read_typed(typed, [lang])
        assert found is not None, typed
        assert found.bounds == value.bounds, typed


ANY_YEAR = st.integers(-9999, 9998)
ANY = st.one_of(
    st.builds(
        Date,
        ANY_YEAR,
        st.none() | st.integers(1, 12) | st.integers(21, 24),
        mark=st.sampled_from(["", "~", "?", "%"]),
    ),
    st.builds(Date, ANY_YEAR, st.integers(1, 12), st.integers(1, 28)),
    st.integers(0, 999).map(lambda n: Date(n * 10, blanks=1)),
    st.integers(0, 99).map(lambda n: Date(n * 100, blanks=2)),
)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(
    value=st.one_of(
        PLAIN, PARTS, stretches(Span), stretches(OneOf), ANY, ANY.map(lambda d: Span(d, None)),
        ANY.map(lambda d: Span(None, d)), ANY.map(lambda d: OneOf(None, d)),
    )
)  # fmt: skip
def test_the_answer_that_a_card_shows_is_right_when_typed_back(lang, value):
    card = when(value, lang)
    for typed in (card.answer, card.answer.lower(), card.answer.upper(), f" {card.answer} "):
        assert told(judged(card, typed)) == RIGHT
    plain = "".join(
        c for c in unicodedata.normalize("NFD", card.answer) if not unicodedata.combining(c)
    )
    assert told(judged(card, plain)) == RIGHT


@given(DAYS, st.sampled_from(LANGUAGES))
def test_a_day_said_coarser_is_never_better_than_hard(value, lang):
    card = when(value, lang)
    month, year = (value.coarser(p) for p in (Precision.MONTH, Precision.YEAR))
    assert told(judged(card, spoken(month, lang))) == COARSE
    assert told(judged(card, spoken(year, lang))) == TOO_COARSE


@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from([Precision.MONTH, Precision.YEAR]))
def test_a_day_inside_what_is_asked_is_right(value, lang, precision):
    asked = asked_date(value, precision)
    assert within(value, asked)
    assert told(judged(when(asked, lang), spoken(value, lang))) == RIGHT


@given(PLAIN, PLAIN, st.sampled_from(LANGUAGES))
def test_a_date_that_shares_no_day_with_the_right_one_is_wrong(right, given_date, lang):
    gap = max(
        right.bounds.first - given_date.bounds.last, given_date.bounds.first - right.bounds.last
    )
    assume(gap > 0)
    verdict = judged(when(right, lang), spoken(given_date, lang))
    assert told(verdict) == (Rating.AGAIN, Remark.OFF)
    if right.precision is given_date.precision:  # from beginning to beginning
        gap = abs(given_date.bounds.first - right.bounds.first)
    assert abs(verdict.distance) == gap


def test_other_answers_to_a_date_are_taken():
    card = when("1789-07-14", "fr", accept=("la prise de la Bastille",))
    assert told(judged(card, "La prise de la bastille")) == RIGHT
    assert judged(card, "la prise de la Pastille").grade is Grade.WRONG


# Words


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("The Old Mill", "the old mill"),
        ("The Old Mill", "OLD MILL"),
        ("Old mill", "the old mill"),
        ("L’Assemblée nationale", "assemblee nationale"),
        ("l'Assemblée nationale", "L’ASSEMBLÉE NATIONALE"),
        ("une roue à aubes", "Roue a aubes"),
        ("die Große Mühle", "grosse muhle"),
        ("el niño", "nino"),
        ("Los Ángeles", "los angeles"),
        ("cœur", "coeur"),
        ("Straße", "strasse"),
        ("U.S.A.", "usa"),
        ("USA", "U.S.A."),
        ("water-wheel", "water wheel"),
        ("water-wheel", "waterwheel"),
        ("“Mill” (the first)", "mill, the first"),
        ("e.g.", "eg"),
        ("%", "%"),
        ("Łódź", "Łodz"),
    ],
)
def test_case_accents_articles_and_punctuation_do_not_count(right, typed):
    assert told(judged(ask(right), typed)) == RIGHT


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("The old mill", "the new weir"),
        ("kW", "kV"),
        ("roof", "rook"),
        ("%", "$"),
        ("the", "x"),
        ("mill", "?"),
    ],
)
def test_other_words_are_different(right, typed):
    assert told(judged(ask(right), typed)) == DIFFERENT


def test_other_right_answers_are_honoured():
    card = ask("Pelton wheel", "impulse turbine", "roue Pelton")
    for typed in ("pelton wheel", "Impulse Turbine", "la roue pelton"):
        assert told(judged(card, typed)) == RIGHT
    assert told(judged(card, "impulse turbin")) == TYPO
    assert told(judged(ask("Pelton wheel"), "impulse turbine")) == DIFFERENT


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("turbine", "turbnie"),
        ("turbine", "turbin"),
        ("turbine", "turbinne"),
        ("turbine", "tirbine"),
        ("a horizontal axis", "a horizontal asix"),
        ("hydroelectric powerhouse", "hidroelectric powerhuse"),
        ("World War 2", "Wrld War 2"),
    ],
)
def test_a_slip_is_noted_and_still_good(right, typed):
    assert told(judged(ask(right), typed)) == TYPO


@pytest.mark.parametrize(
    ("right", "typed"),
    [("turbine", "trubien"), ("turbine", "tribune"), ("mill", "mil"), ("kWh", "kW")],
)
def test_too_many_slips_or_too_short_a_word_are_no_slip(right, typed):
    assert told(judged(ask(right), typed)) == DIFFERENT


def test_most_words_of_a_long_answer_are_nearly_right():
    card = ask("the wooden wheel turned by falling water")
    assert told(judged(card, "wooden wheel turned by water")) == COARSE
    assert told(judged(card, "wheel water")) == DIFFERENT
    assert told(judged(card, "iron wheel turned by falling water")) == DIFFERENT


@given(st.text(min_size=1, max_size=40))
def test_any_answer_typed_back_is_right(text):
    assume(text.strip())
    assert told(judge_text([text], text)) == RIGHT
    assert told(judge_text(["The other one", text], text)) == RIGHT


# Numbers


@pytest.mark.parametrize(
    "right",
    ["12 500", "12,500", "12.500", "12’500", "12'500", "12500", "12\u202f500", "12\u00a0500"],
)
@pytest.mark.parametrize("typed", ["12500", "12 500", "12,500", "12.500", "12'500", "12\u00a0500 "])
def test_numbers_are_the_same_in_any_grouping(right, typed):
    assert told(judged(ask(right), typed)) == RIGHT
    assert told(judged(ask(f"{right} rivets"), typed)) == RIGHT
    assert told(judged(ask(f"about {right} rivets"), typed)) == RIGHT
    assert told(judged(ask(right), typed.replace("5", "6", 1))) == DIFFERENT


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("3.5", "3,5"), ("3,5 kW", "3.5"), ("1,234,567", "1 234 567"), ("-5 °C", "-5"), ("−5 °C", "-5 °C"),
        ("COVID-19", "covid 19"), ("Apollo 11", "apollo11"), ("1939-1945", "1939 1945"), ("42", "42 bridges"),
        ("10 to 12 men", "10"),
    ],
)  # fmt: skip
def test_figures_are_right_as_people_type_them(right, typed):
    assert told(judged(ask(right), typed)) == RIGHT


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("1.5", "15"), ("15", "1.5"), ("-5 °C", "5 °C"), ("-5", "5"), ("World War 2", "World War 1"),
        ("World War 2", "banana 2"), ("Apollo 11", "Soyuz 11"), ("BRCA1", "BRCA2"), ("BRCA1", "BRCA"),
        ("4 May 1905", "4 June 1950"), ("12,500 rivets", "12,501 rivets"), ("10 to 12 men", "12"),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_no_slip(right, typed):
    assert told(judged(ask(right), typed)) == DIFFERENT


@given(st.integers(0, 10**9), st.sampled_from([" ", ",", ".", "'", "’", "\u00a0", "\u202f"]))
def test_a_number_is_read_however_it_is_grouped(number, mark):
    assume(mark != "." or number >= 1000)
    assert numbers(f"{number:,}".replace(",", mark)) == [float(number)]


def test_what_is_long_or_to_be_put_in_order_is_not_typed():
    assert to_be_typed(when("2018-07-11"), "typed")
    assert to_be_typed(ask("x" * 60), "typed")
    assert not to_be_typed(ask("x" * 61), "typed")
    assert not to_be_typed(when("2018-07-11"), "reveal")
    assert to_be_typed(ask("kW", kind=Kind.TERM), "typed")
    for kind in (Kind.WHAT, Kind.MEANS, Kind.ORDER, Kind.BEFORE):
        assert not to_be_typed(ask("kW", kind=kind), "typed")


@pytest.mark.parametrize(
    ("asked", "typed", "said"),
    [
        ("2011-04", "July 2011", "3 months too late"),
        ("2004", "2005", "1 year too late"),
        ("2011-04", "March 2011", "1 month too early"),
        ("2004", "2001", "3 years too early"),
        ("2011-04-30", "1 May 2011", "1 day too late"),
        ("2011-04-30", "July 2011", "2 months too late"),
    ],
)
def test_how_far_a_date_is_off_is_told_as_people_count_it(asked, typed, said):
    assert remark(judged(when(asked), typed)) == said
