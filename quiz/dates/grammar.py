"""The date grammar of a language, compiled once from its data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from quiz.lang import CODES, language
from quiz.lang.language import DateWords, Relative

DASH = r"[-–—‑]"
_YEAR = r"(?:1\d{3}|20\d{2}|21\d{2})"


def literal(word: str) -> str:
    """Regular-expression source for a word of the data: any apostrophe, any white space."""
    return re.escape(word).replace("’", "['’]").replace(r"\ ", r"\s+").replace(r"\-", DASH)


def any_of(words: Iterable[str]) -> str:
    """Alternatives, the longest first, so that none hides a longer one."""
    return "(?:" + "|".join(literal(w) for w in sorted(set(words), key=len, reverse=True)) + ")"


def leading(words: Iterable[str]) -> str:
    """Alternatives of words that stand before something, with the space that they need."""
    parts = []
    for word in sorted(set(words), key=len, reverse=True):
        parts.append(literal(word) + (r"\s*" if word[-1] in "’-" else r"\s+"))
    return "(?:" + "|".join(parts) + ")"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns; group names are read by quiz.dates.find."""

    words: DateWords
    atom: re.Pattern[str]
    roles: re.Pattern[str]
    openers: re.Pattern[str]
    joining: frozenset[str]
    middles: tuple[tuple[re.Pattern[str] | None, re.Pattern[str]], ...]
    relatives: tuple[tuple[re.Pattern[str], Relative], ...]
    any_relative: re.Pattern[str]
    months: dict[str, int]
    seasons: dict[str, int]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    periods: re.Pattern[str] | None
    months_of: Mapping[str, tuple[int, int]]
    next_before: re.Pattern[str]
    next_after: re.Pattern[str]
    feasts: Mapping[str, tuple[int, int]]
    numbers: Mapping[str, int]
    counted: re.Pattern[str]
    day_alone: re.Pattern[str] | None
    denied_before: re.Pattern[str]
    denied_after: re.Pattern[str]


@cache
def grammar(code: str) -> Grammar:
    """The grammar of a language (English for one that we do not know)."""
    words = language(code).dates
    months = {form.lower(): n for n, forms in enumerate(words.months, 1) for form in forms}
    seasons = {form.lower(): n for n, forms in enumerate(words.seasons, 21) for form in forms}
    roles = (
        ("since", words.since),
        ("until", words.until),
        ("by", words.by),
        ("about", words.about),
        ("outside", words.outside),
        ("strong", words.at_strong),
        ("weak", words.at_weak),
    )
    relatives = [
        (re.compile(rf"(?<![\w-])(?:{r.pattern_re})(?!\w)", re.I), r) for r in words.relatives
    ]
    names = re.compile(r"\(\?P<n>")
    return Grammar(
        words=words,
        atom=re.compile(_atom(words), re.I),
        roles=re.compile(
            r"(?<![\w'’-])(?:"
            + "|".join(f"(?P<{name}>{leading(forms)})" for name, forms in roles if forms)
            + r")$",
            re.I,
        ),
        openers=re.compile(
            r"(?<![\w'’])"
            + leading(o for o, _ in words.ranges if o and o not in words.at_weak)
            + "$",
            re.I,
        ),
        joining=language(code).function_words | language(code).stop_words,
        middles=tuple(_middle(*pair) for pair in words.ranges),
        relatives=tuple(relatives),
        any_relative=re.compile(
            r"(?<![\w-])(?:"
            + "|".join(names.sub("(?:", r.pattern_re) for r in words.relatives)
            + r")(?!\w)",
            re.I,
        ),
        months=months,
        seasons=seasons,
        parts=tuple(
            (name, re.compile(rf"(?<!\w){leading(forms)}$", re.I))
            for name, forms in (("early", words.early), ("mid", words.mid), ("late", words.late))
        ),
        periods=re.compile(rf"(?<!\w)({any_of(f for f, _ in words.periods)})\s*$", re.I)
        if words.periods
        else None,
        months_of=dict(words.periods),
        next_before=re.compile(
            rf"(?<!\w){leading(words.next_before)}$" if words.next_before else r"(?!)", re.I
        ),
        next_after=re.compile(
            rf"\s+{any_of(words.next_after)}(?!\w)" if words.next_after else r"(?!)", re.I
        ),
        feasts={name.lower(): day for name, day in words.feasts},
        numbers=language(code).numbers,
        counted=re.compile(words.counted_re, re.I),
        day_alone=re.compile(rf"(?<![\w'’-])(?:{words.day_alone_re})", re.I)
        if words.day_alone_re
        else None,
        denied_before=re.compile(
            r"(?:(?<![\w'’])"
            + any_of(words.not_years_before)
            + r"\s*|[$€£#§]\s?|\d[.,]?\s?|[°º]\s?)$",
            re.I,
        ),
        denied_after=re.compile(
            r"(?:[-–]|\s*)(?:"
            + any_of(_singular(words.not_years_after))
            + r"(?![\w])|[%€$£°]|[.,]\d|[\s ]\d{3}(?!\d))",
            re.I,
        ),
    )


@cache
def any_month() -> re.Pattern[str]:
    """A month's name in any language, right before a year: "le 5 mai " in an English text."""
    forms = (f for code in CODES for ms in language(code).dates.months for f in ms)
    return re.compile(rf"(?<!\w){any_of(forms)}\.?\s+(?:del?\s+)?$", re.I)


def _singular(words: Iterable[str]) -> Iterator[str]:
    """Words in the plural, and as they stand in "the 1900-metre race"."""
    for word in words:
        yield word
        if len(word) > 4 and word.endswith("s"):
            yield word[:-1]


def _middle(opening: str, middle: str) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    before = re.compile(rf"(?<![\w'’]){leading([opening])}$", re.I) if opening else None
    tail = r"\s*" if middle.endswith("’") else r"\s+"
    return before, re.compile(rf"\s*,?\s+{literal(middle)}{tail}", re.I)


def _atom(words: DateWords) -> str:
    """One date as such: what may be joined to spans and given a role afterwards."""
    month = any_of(f for forms in words.months for f in forms) + r"(?:\.(?=\s*\d)|(?!\w))"
    season = any_of(f for forms in words.seasons for f in forms) + r"(?!\w)"
    weekday = r"(?:" + any_of(words.weekdays) + r",?\s+(?:(?:den|dem|der)\s+)?)?"
    era = rf"(?:(?P<{{0}}bc>{words.bc_re})|(?P<{{0}}ad>{words.ad_re}))"
    told = rf"(?:{words.bc_re}|{words.ad_re})"
    day = r"\d{1,2}"
    hyphened = "".join(
        rf"|(?<=\b{literal(w)})" for w in words.mid if w.endswith("-") and " " not in w
    )
    joint, year_joint = words.joint_re, words.year_joint_re
    patterns = [
        (
            r"(?P<iso>(?<![\d-])(?P<iso_y>\d{4})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)"
            r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?(?:Z|UTC?|GMT|[+-]\d\d:\d\d))?)?(?![\d-]))"
        ),
        # "1977-03" is a month, but "2004-05" may be a season of football.
        rf"(?P<ym>(?:(?<![\d-])|^)(?P<ym_y>{_YEAR})-(?P<ym_m>0[1-9]|1[0-2])(?![\d-]))",
        r"(?P<num>(?<![\d./-])(?P<num_a>\d{1,2})(?P<num_s>[./-])(?P<num_b>\d{1,2})(?P=num_s)(?P<num_y>\d{4})(?![\d./]\d|\d))",
        (
            rf"(?P<dmy>(?<![\w.,-]){weekday}{words.day_re}(?:(?P<dmy_0>{day}){words.ordinal_re}\s*(?P<dmy_j>{DASH}|to|and|au|et|bis|und|y|al|a)\s*(?:le\s+|el\s+)?)?"
            rf"(?P<dmy_d>{day}){words.ordinal_re}{joint}(?P<dmy_m>{month})(?:{year_joint}(?P<dmy_y>\d{{3,4}}(?!\d|[.,]\d)|\d{{1,2}}(?={told})){era.format('dmy_')}?)?)"
        ),
    ]
    if words.month_first:
        patterns.append(
            rf"(?P<mdy>(?<![\w-]){weekday}(?P<mdy_m>{month})\s+(?P<mdy_d>{day})(?:st|nd|rd|th)?(?!\d|:\d)"
            rf"(?:\s*(?:{DASH}|to)\s*(?P<mdy_1>{day})(?:st|nd|rd|th)?(?![\d:]))?(?:,?\s+(?P<mdy_y>\d{{4}})(?!\d|[.,]\d))?)"
        )
    patterns += [
        rf"(?P<my>(?:(?<![\w-]){hyphened})(?P<my_m>{month})(?:{year_joint}(?P<my_y>{_YEAR})(?![\d]|[.,]\d))?)",
        rf"(?P<sy>(?<![\w-])(?P<sy_s>{season})(?:(?:{year_joint}|{joint}|\s+of\s+|\s+(?:del?|des)\s+(?:(?:l['’]année|año|Jahres)\s+)?)(?P<sy_y>{_YEAR})(?!\d))?)",
        *(
            [
                rf"(?P<feast>(?<!\w)(?P<feast_n>{any_of(n for n, _ in words.feasts)})(?:{year_joint}(?P<feast_y>{_YEAR})(?!\d))?(?!\w))"
            ]
            if words.feasts
            else []
        ),
        rf"(?P<dec>(?<!\w)(?:{words.decade_re}))",
        rf"(?P<era>(?<![\w.,-])(?:{words.ad_before_re}(?P<era_a>\d{{1,4}})(?![\d-])|(?P<era_y>\d{{1,4}}){era.format('era_')}))",
        rf"(?P<y>(?:(?<![\w.,/$€£#-]){hyphened})(?P<y_y>{_YEAR})(?:\s?{DASH}\s?(?:(?P<y_4>{_YEAR})|(?P<y_2>\d{{2}}))(?![\d-]|[.,]\d)|/(?P<y_3>\d\d)(?!\d|/))?(?![\d\w]|[.,]\d|/\d))",
    ]
    return "|".join(patterns)
