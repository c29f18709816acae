"""The shape of what the program knows of a language; the data lies in one file a language.

Words are written in lower case and matched without regard to case; fields whose name ends in
`_re` hold regular-expression source, everything else is literal text. `’` in data stands for
either apostrophe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Relative:
    """An expression such as "the next day": `unit` (day, week, month, year) and signed `count`.

    A `count` of None is read from the pattern's group `n` (a numeral or number word), with
    the sign of `sign`.
    """

    pattern_re: str
    unit: str
    count: int | None
    sign: int = 1


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of date expressions.

    `months` and `seasons` give for each every form, the one to be spoken first.
    `capital_months` says that months are always capitalised (English, German).
    `bare_years` that a year needs no preposition ("wurde 1961 gebaut").
    `month_first` allows "July 11, 2018"; `day_first_numeric` reads 11/07 as 11 July.
    `day_re` matches what may stand between the weekday and the day's number, `ordinal_re`
    what may follow that number, `joint_re` what may stand between day, month and year.
    `ad_before_re` matches what makes a year of the number after it ("AD 79"), `day_alone_re` a
    day without month or year (its number is group `d` or `d2`): "on the 29th".
    `counted_re` matches every word that can follow a number above one ("de 1905 maisons"): a
    word that it does not match shows that the number is a year ("de 1905 garantit").
    The words of roles stand right before a date and go with it when it is cut out:
    `at_strong` alone makes a following number a year, `at_weak` does not.
    `periods` are halves and quarters of a year, with their first and last month; `feasts` days
    with a name, with month and day. `next_before` and `next_after` stand beside a month or season
    that is the first after the date before ("the following spring", "le printemps suivant").
    `ranges` pairs an opening word with the middle word of a span ("from", "to").
    """

    months: tuple[tuple[str, ...], ...]
    seasons: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    early: tuple[str, ...]
    mid: tuple[str, ...]
    late: tuple[str, ...]
    at_strong: tuple[str, ...]
    at_weak: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...]
    by: tuple[str, ...]
    about: tuple[str, ...]
    outside: tuple[str, ...]
    ranges: tuple[tuple[str, str], ...]
    decade_re: str
    bc_re: str
    ad_re: str
    not_years_before: tuple[str, ...]
    not_years_after: tuple[str, ...]
    relatives: tuple[Relative, ...]
    ad_before_re: str = r"(?!)"
    day_alone_re: str = ""
    counted_re: str = r"\w*"
    bare_years: bool = False
    capital_months: bool = False
    month_first: bool = False
    day_first_numeric: bool = True
    day_re: str = ""
    ordinal_re: str = ""
    joint_re: str = r"\s+"
    year_joint_re: str = r"\s+"
    day_suffix: Mapping[int, str] = field(default_factory=dict)
    periods: tuple[tuple[str, tuple[int, int]], ...] = ()
    next_before: tuple[str, ...] = ()
    next_after: tuple[str, ...] = ()
    feasts: tuple[tuple[str, tuple[int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """How dates are written out. Keys of the templates: {d} {m} {y} {s} {a} {b}."""

    day: str
    month: str
    season: str
    decade: str
    century: str
    span: str
    span_days: str
    between_days: str
    since: str
    until: str
    between: str
    by: str
    after: str
    early: str
    mid: str
    late: str
    about: str
    uncertain: str
    bc: str


@dataclass(frozen=True, slots=True)
class Frames:
    """Question frames: {s} is the statement, {t} a term. One for each thing asked.

    `who` asks for the bearer of a role {r}, `who_then` at a time {d}; `born`, `died`, `work` and `dated` ask for the dates of a name {n}; `birth_of` and `death_of` say
    them as events. `when` maps a precision's name (day, month, season, year, decade, century, span, oneof)
    to its frame, `missing` to the frame that asks for the date in a gap; `hint` gives, by the same names, what is said beside the question.
    """

    when: Mapping[str, str]
    hint: Mapping[str, str]
    what: str
    what_span: str
    means: str
    term: str
    order: str
    before: str
    born: str
    died: str
    work: str
    dated: str
    who: str
    who_then: str
    birth_of: str
    death_of: str
    missing: Mapping[str, str]
    gap: str = "[…]"
    quotes: tuple[str, str] = ("“", "”")


@dataclass(frozen=True, slots=True)
class Language:
    """Everything known of one language; `code` is its two-letter code."""

    code: str
    name: str
    dates: DateWords
    spoken: Spoken
    frames: Frames
    numbers: Mapping[str, int]
    articles: tuple[str, ...]
    stop_words: frozenset[str]
    pronouns: frozenset[str]
    leaning: tuple[str, ...]
    abbreviations: frozenset[str]
    function_words: frozenset[str]
    connectives: frozenset[str] = frozenset()  # adverbs that only join a sentence to the text
    roles: frozenset[str] = frozenset()  # nouns for what a person does
    kin: frozenset[str] = frozenset()  # other nouns for people: by age, family, side
