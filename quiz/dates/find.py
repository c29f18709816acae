"""Date mentions in running text: where they stand, what they say, what they lack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from quiz.core.edtf import Date, Edtf, OneOf, Span
from quiz.core.errors import DateError
from quiz.dates.grammar import DASH, Grammar, any_month, grammar
from quiz.lang.language import Relative


class Role(StrEnum):
    """How a date bears on its clause."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    OUTSIDE = "outside"  # before or after: says nothing that could be asked
    SPAN = "span"


_PART_MONTHS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}
_PART_YEARS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}


@dataclass(frozen=True, slots=True)
class Partial:
    """A date as written; `year` is None where the text leaves it to the context."""

    year: int | None
    month: int | None = None
    day: int | None = None
    first_day: int | None = None
    part: str = ""
    months: tuple[int, int] | None = None  # of a half or quarter
    decade: bool = False
    mark: str = ""

    def date(self, year: int) -> Edtf:
        """The date in `year`. Raises DateError for a day that no calendar has."""
        if self.decade:
            if self.part:
                first, last = _PART_YEARS[self.part]
                return OneOf(Date(year + first), Date(year + last))
            return Date(year - year % 10, blanks=1)
        if self.months is not None:
            return OneOf(Date(year, self.months[0]), Date(year, self.months[1]))
        if self.part and self.month is None:
            first, last = _PART_MONTHS[self.part]
            return OneOf(Date(year, first), Date(year, last))
        end = Date(year, self.month, self.day, self.mark)
        return Span(Date(year, self.month, self.first_day), end) if self.first_day else end


@dataclass(frozen=True, slots=True)
class Mention:
    """A date expression: `text[start:end]` with its preposition, `text[core:end]` without.

    `first` is what it says (`last` too for a span); a `relative` one says only how far it is
    from the date before.
    """

    start: int
    core: int
    end: int
    role: Role
    first: Partial
    last: Partial | None = None
    relative: Relative | None = None
    count: int = 0
    bare: bool = False  # a year or month without a word that makes it a date
    tentative: bool = False  # a date only if it turns out to open a span
    years_on: int | None = None  # "February of the next year": the years after the one in force
    exact: bool = False  # "a year later to the day"
    following: bool = False  # "the following spring": the first one after the date in force

    @property
    def complete(self) -> bool:
        """Whether it says its year itself."""
        return self.relative is None and (self.last or self.first).year is not None


def find(text: str, code: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Mentions in `text[start:end]`, in order, offsets into `text`; `code` is its language."""
    rules = grammar(code)
    stop = len(text) if end is None else end
    atoms = [
        a for m in rules.atom.finditer(text, start, stop) if (a := _atom(m, text, start, rules))
    ]
    mentions = [_timed(m, text, start, stop) for m in _joined(atoms, text, start, rules)]
    mentions += _relatives(text, start, stop, mentions, rules)
    mentions += _days(text, start, stop, mentions, rules)
    mentions = [m for m in mentions if not _place(text, m, code)]
    return _apposed(sorted(mentions, key=lambda m: m.start), text)


_OF = re.compile(r"\s+(?:(?:of|de|del|des|d[eu]|von)\s+)?|\s*,\s*|\s+de\s+l['’]")


def _apposed(mentions: list[Mention], text: str) -> list[Mention]:
    """Mentions with those joined that tell one date twice: "two months later, on 5 March"."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before and mention.relative is not None and mention.relative.unit == "year":
            lacks = before.relative is None and before.first.month and not before.complete
            if lacks and _OF.fullmatch(text, before.end, mention.start):
                found[-1] = replace(before, end=mention.end, years_on=mention.count)
                continue
        if before and (before.relative is None) != (mention.relative is None):
            if re.fullmatch(r"\s*,\s*|\s+\(?", text[before.end : mention.start]):
                told = mention if before.relative is not None else before
                found[-1] = replace(told, start=before.start, core=before.core, end=mention.end)
                continue
        found.append(mention)
    return found


_TIME = re.compile(
    r"(?:,?\s+(?:at|à|um|a\s+las|gegen)\s+|,\s+|\s+)"
    r"(?:\d{1,2}(?::|\s?h\s?|\.)\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d)(?:\s?(?:UTC?|GMT|Z|Uhr|hours|h|[ap]\.?m\.?))?"
    r"|\d{4}\s?(?:UTC?|GMT|Z|hours)|\d{1,2}\s?(?:UTC?|GMT|Uhr|[ap]\.m\.|[ap]m|heures|horas))(?!\w)"
    r"|,?\s+(?:at|à|um|a)\s+(?:midnight|noon|minuit|midi|Mitternacht|medianoche|mediodía)(?!\w)",
    re.IGNORECASE,
)
# The time of day before its day: "at midnight on 31 December".
_TIME_BEFORE = re.compile(
    r"(?<!\w)(?:at|à|um)\s+(?:(?:exactly|precisely)\s+)?"
    r"(?:midnight|noon|minuit|midi|\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
    r"(?:\s+(?:GMT|UTC|local time))?,?\s+\Z",
    re.IGNORECASE,
)


def _timed(mention: Mention, text: str, start: int, stop: int) -> Mention:
    """A mention with the time of day beside it, which nobody is asked for."""
    if mention.first.day is None and (mention.last is None or mention.last.day is None):
        return mention
    if mention.role is Role.AT and mention.start < mention.core:
        if ahead := _TIME_BEFORE.search(text, max(start, mention.start - 40), mention.start):
            mention = replace(mention, start=ahead.start())
    found = _TIME.match(text, mention.end, stop)
    return replace(mention, end=found.end()) if found else mention


def _atom(match: re.Match[str], text: str, start: int, rules: Grammar) -> Mention | None:
    partial = _read(match, rules)
    if partial is None:
        return None
    kind, at, role, word = match.lastgroup or "", match.start(), Role.AT, ""
    left = text[max(start, at - 48) : at]
    if kind in ("my", "sy", "y", "dec") and not partial.part:
        for name, pattern in rules.parts:
            if found := pattern.search(left):
                partial = replace(partial, part=name)
                at -= len(found[0])
                left = left[: found.start()]
                break
    if kind == "y" and rules.periods and (told := rules.periods.search(left)):
        partial = replace(partial, months=rules.months_of[" ".join(told[1].lower().split())])
        at -= len(told[0])
        left = left[: told.start()]
    following = partial.year is None and _follows(match, left, text, rules)
    if following and (led := rules.next_before.search(left)):
        at -= len(led[0])
        left = left[: led.start()]
    begin = at
    if found := rules.roles.search(left):
        word = found.lastgroup or ""
        begin -= len(found[0])
        role = {
            "since": Role.SINCE,
            "until": Role.UNTIL,
            "by": Role.BY,
            "outside": Role.OUTSIDE,
        }.get(word, Role.AT)
        if word == "about":
            partial = replace(partial, mark="~")
            if outer := rules.roles.search(left[: found.start()]):
                begin -= len(outer[0])
    at_edge = not left.strip(" \t\n*_•-–—#>|([«“\"'’")
    parted = bool(partial.part or partial.months or following)
    bare = word in ("", "weak") and not parted and not at_edge
    if bare and rules.openers.search(left):
        bare = False
    doubtful = (
        (kind == "y" and not _is_year(match, text, left, rules, bare=bare, at_edge=at_edge))
        or (
            kind == "my" and partial.year is None and bare and not _bare_month_ok(text, match, left)
        )
        or (kind in ("sy", "feast") and partial.year is None and bare)
    )
    if doubtful and kind == "y" and (opened := _CLOSES_SPAN.search(left)):
        doubtful = int(opened[1]) >= (partial.year or 0)
    if doubtful and not any(m.match(text, match.end()) for _, m in rules.middles):
        return None
    last = _short_span(match, partial)
    if kind == "ym" and partial.month is None:
        month, year = int(match["ym_m"]), int(match["ym_y"])
        if at_edge:
            partial = replace(partial, month=month)
        else:
            last = Partial(year - year % 100 + month)
    if partial.first_day or last:
        role = Role.SPAN
    end = match.end()
    if following and (after := rules.next_after.match(text, end)):
        end = after.end()
    return Mention(
        begin, at, end, role, partial, last, bare=bare, tentative=doubtful, following=following
    )


def _follows(match: re.Match[str], left: str, text: str, rules: Grammar) -> bool:
    """Whether a month or season is the one after the date before: "the following spring"."""
    if match.lastgroup not in ("my", "sy", "dmy"):
        return False
    if rules.next_after.match(text, match.end()):
        return True
    if rules.next_before.search(left) is None:
        return False
    word = re.compile(r"\s+([^\W\d_]+)").match(text, match.end())
    return (
        word is None
        or word[1][0].isupper()
        and word[1] not in _OF_SEASONS
        or (word[1].lower() in rules.joining)
    )


_PREPOSITIONS = frozenset(
    "under after when while before during near into from over as against between".split()
)
_OF_SEASONS = frozenset("Games Olympics Olympic Session Season School".split())


_CLOSES_SPAN = re.compile(
    r"(?<!\d)([12]\d{3})\s*(?:a|al|y|to|and|until|till|through|et|à|bis|und|[-–—])\s*$"
)


def _read(match: re.Match[str], rules: Grammar) -> Partial | None:
    """What the matched groups say; None for what only looks like a date."""
    kind = match.lastgroup
    group = match.groupdict()

    def number(name: str) -> int | None:
        return int(group[name]) if group.get(name) else None

    def month(name: str) -> int | None:
        form = group[name].rstrip(".")
        if rules.words.capital_months and not form[0].isupper():
            return None
        return rules.months.get(form.lower())

    def year(prefix: str) -> int | None:
        found = number(prefix + "y")
        return 1 - found if found is not None and group.get(prefix + "bc") else found

    match kind:
        case "y" if _backwards(match):
            return None
        case "iso":
            return Partial(number("iso_y"), number("iso_m"), number("iso_d"))
        case "ym":
            y, m = int(group["ym_y"]), int(group["ym_m"])
            return Partial(y) if m > y % 100 else Partial(y, m)
        case "num":
            a, b = int(group["num_a"]), int(group["num_b"])
            day_first = rules.words.day_first_numeric or group["num_s"] == "." or a > 12
            day, mon = (a, b) if day_first and b <= 12 else (b, a)
            return Partial(number("num_y"), mon, day) if mon <= 12 and 1 <= day <= 31 else None
        case "dmy":
            named, date, day0 = month("dmy_m"), int(group["dmy_d"]), number("dmy_0")
            if named is None or not 1 <= date <= 31:
                return None
            if (group["dmy_j"] or "").lower() in ("and", "et", "und", "y"):
                return None  # two days and one event: neither is its date
            return Partial(year("dmy_"), named, date, day0)
        case "mdy":
            named, date = month("mdy_m"), int(group["mdy_d"])
            if named is None or not 1 <= date <= 31:
                return None
            last = number("mdy_1")
            return Partial(number("mdy_y"), named, last or date, date if last else None)
        case "my":
            named = month("my_m")
            return Partial(number("my_y"), named) if named else None
        case "sy":
            return Partial(number("sy_y"), rules.seasons[group["sy_s"].lower()])
        case "feast":
            name = " ".join(group["feast_n"].lower().replace("'", "’").split())
            return Partial(number("feast_y"), *rules.feasts[name])
        case "dec":
            part = next((p for p in ("early", "mid", "late") if match[0].lower().startswith(p)), "")
            short = group.get("short")
            tens = (
                int(short)
                if short and short.isdigit()
                else rules.numbers.get((short or "").lower())
            )
            if number("decade") is None and not tens:
                return None
            return Partial(number("decade") or 1900 + (tens or 0), part=part, decade=True)
        case "era":
            return Partial(number("era_a") or year("era_"))
        case _:
            return Partial(number("y_y"))


def _backwards(match: re.Match[str]) -> bool:
    """Whether two figures that look like a span run backwards: "2003-1990" is a score."""
    if match["y_4"]:
        return int(match["y_4"]) < int(match["y_y"])
    if match["y_3"]:
        return int(match["y_3"]) != (int(match["y_y"]) + 1) % 100
    return bool(match["y_2"]) and match["y_2"] != "00" and match["y_2"] < match["y_y"][2:]


def _short_span(match: re.Match[str], partial: Partial) -> Partial | None:
    """The end of "1939-45" or "1939–1945", when it is one."""
    if (
        match.lastgroup != "y"
        or partial.year is None
        or not (match["y_2"] or match["y_3"] or match["y_4"])
    ):
        return None
    if match["y_3"]:
        return Partial(partial.year + 1)  # "1911/12"
    short = partial.year - partial.year % 100 + int(match["y_2"] or 0)
    end = int(match["y_4"]) if match["y_4"] else short
    if end == short < partial.year and short % 100 == 0:
        end += 100  # "1999-00"
    return Partial(end) if partial.year < end else None


def _bare_month_ok(text: str, match: re.Match[str], left: str) -> bool:
    """A month alone needs a word before it; here it had none: only in a list of months."""
    return (
        bool(re.search(rf"(?:{DASH}|,)\s*$", left)) and text[match.end() : match.end() + 1] in ",)"
    )


def _is_year(
    match: re.Match[str], text: str, left: str, rules: Grammar, *, bare: bool, at_edge: bool
) -> bool:
    """Whether four digits are a year rather than an amount or an identifier."""
    after = text[match.end() : match.end() + 24]
    if re.match(r"\s*[%€$°]|-[^\W\d_]", after) or _STREET_NUMBER.match(after):
        return False
    if any_month().search(left):
        return False  # the rest of a date in another language
    if _APPROXIMATE.search(left) and _counted(after, rules):
        return False
    if not bare or at_edge:
        return True
    if _DESIGNATION.match(after):
        return False
    follows = after.lstrip()
    if _NAME_FIRST.fullmatch(left.lstrip("*_ >#«“\"'")) and not rules.words.bare_years:
        return False
    if after[:1] in ("\r", "\n") and re.search(r"[:–—]\s*$", left):
        return True  # "Fire in the mill: 1912", and the next line says something else
    if rules.words.bare_years and re.search(r"(?i)\bin\s$", left):
        return False
    if rules.words.bare_years and follows[:1].isupper() and _HOLDING.search(left):
        return False  # "steht auf 1745 Pfählen", "enthielt 2000 Relais"
    if rules.words.bare_years and follows[:1].islower():
        return True
    if not follows or follows[0] in ".,;:)]–—-!?…/»”\"'":
        return True
    if _ARTICLE.search(left) or _NAMED.search(left):
        return False  # "the 1972 Stock": a name
    if _COUNTED.match(follows) or (_VERB_OF_COUNTING.search(left) and not rules.words.bare_years):
        return False
    word = re.match(r"[\w’'-]+", follows)
    if word and word[0].lower().rstrip("’'") in rules.joining:
        return True  # "the law of 1905 and ...", not "of 1905 houses"
    if word and word[0].islower() and len(word[0]) > 3 and _OF_YEAR.search(left):
        return not rules.counted.fullmatch(word[0])
    return bool(re.search(r"\w\s$", left)) and not follows[0].islower() and follows[0].isalpha()


# The provisional name of a small body: "1977 UB".
_DESIGNATION = re.compile(r"\s(?!BC|AD|CE|EU|US|UK|UN|TV)[A-Z]{2}\d{0,3}(?!\w)")
_ARTICLE = re.compile(r"(?i)(?<!\w)(?:the|an?|l[ea]s?|une?|el|los|las|der|die|das|den|dem|ein)\s$")


def _counted(after: str, rules: Grammar) -> bool:
    """Whether the word after a number may be what it counts."""
    word = re.match(r"\s+([^\W\d_]+)", after)
    return bool(word and word[1].islower() and word[1] not in rules.joining)


_STREET_NUMBER = re.compile(
    r"\s+(?:[A-Z]\w+\s+){1,3}(?:Street|Road|Avenue|Lane|Drive|Boulevard|St|Ave)\b"
)
_APPROXIMATE = re.compile(r"(?i)\b(?:about|around|approximately)\s$")
# "Port 2000 is …", not "Founded 1911, …"
_NAME_FIRST = re.compile(r"(?!\w+(?:ed|ée?s?|lt|ut|ilt)\s)[A-ZÀ-Ý][a-zà-ÿ]\w*\s")
_OF_YEAR = re.compile(r"(?i)\b(?:de|del)\s$")


# "The Peugeot 2008 is …": an article, a name and its number.
_NAMED = re.compile(
    r"(?<!\w)(?:[Tt]he|[Aa]n?|[Ll][ea]|[Uu]ne?|[Ee]l|[Uu]n|[Ll]a|[Dd]er|[Dd]ie|[Dd]as|[Ee]in|[Ll]['’])\s?[A-ZÀ-Ý][\w’'-]*\s$"
)
_COUNTED = re.compile(
    r"(?i)(?:of|de|del|von|d['’])\s?(?:them|eux|elles|ellos|ellas|ihnen|the|these|those|its|his|her|les|ces|los|las)\b|(?:to|à|a)\s+\d{1,2}(?!\d)|à\s+\w+er\b|des\s"
)
_HOLDING = re.compile(
    r"(?i)\b(?:auf|mit|für|von|über|aus|nur|insgesamt|bis zu|enth[äi]e?lt|bietet|bot|umfasst|umfasste|zählt|zählte|fasst|fasste|"
    r"besitzt|beschäftigt|beschäftigte|verkaufte|produzierte|of|with)\s$"
)
_VERB_OF_COUNTING = re.compile(
    r"(?i)\b(?:were|are|was|étaient|sont|eran|son|cost|costs|coûte|score|scored|numbered|counted|gagne)\s$"
)


def _joined(atoms: list[Mention], text: str, start: int, rules: Grammar) -> Iterator[Mention]:
    """Atoms with those joined that form a span, denied years left out."""
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        if following and (span := _span(atom, following, text, start, rules)):
            yield span
            index += 2
            continue
        index += 1
        if following and _counts_both(atom, following, text, start, rules):
            index += 1
            continue
        if not atom.tentative and not _denied(atom, text, start, rules):
            yield atom


_BETWEEN_NUMBERS = re.compile(r"\s*(?:[-–—]|to|and|or|à|et|ou|a|y|o|bis|und|oder)\s*")


def _counts_both(a: Mention, b: Mention, text: str, start: int, rules: Grammar) -> bool:
    """Whether two numbers are amounts since one is: "from 1500 to 2000 people", "lots 1900 and 1901"."""
    if not _BETWEEN_NUMBERS.fullmatch(text, a.end, b.core):
        return False
    if not all(m.first.year and m.first.month is None and not m.last for m in (a, b)):
        return False
    return _denied(a, text, start, rules) or bool(rules.denied_after.match(text, b.end))


def _denied(atom: Mention, text: str, start: int, rules: Grammar) -> bool:
    """Amounts and identifiers: "resolution 1546", "1,900 people"."""
    plain_year = atom.first.month is None and not atom.first.part and not atom.first.decade
    if not plain_year or atom.last or (atom.first.year or 0) <= 0:
        return False
    if rules.denied_after.match(text, atom.end):
        return True
    left = text[max(start, atom.core - 32) : atom.core]
    return bool(rules.denied_before.search(left))


def _span(a: Mention, b: Mention, text: str, start: int, rules: Grammar) -> Mention | None:
    """`a` and `b` joined, when the words before and between them say so."""
    if a.last or b.last or a.first.first_day or b.first.first_day or b.start - a.end > 24:
        return None
    if a.first.month is None and a.first.year and _denied(a, text, start, rules):
        return None
    if b.tentative or (b.first.month is None and rules.denied_after.match(text, b.end)):
        return None
    between = text[a.end : b.core]
    begin = a.start
    joined = b.first.part and re.fullmatch(
        r"\s*(?:(?:à|au|to|a|al|bis)\s+)?(?:la\s+|the\s+)?", between
    )
    if not joined and not re.fullmatch(rf"\s*{DASH}\s*", between):
        for opening, middle in rules.middles:
            if not middle.fullmatch(between):
                continue
            if opening is None:
                if b.first.year is None and a.first.year is None:
                    continue
                break
            left = text[max(start, a.core - 32) : a.core]
            if found := opening.search(left):
                begin = a.core - len(found[0])
                break
        else:
            return None
    first, last = a.first, b.first
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - ((first.month or 0) > (last.month or 12)))
    if first.year is not None and last.year is not None and first.year > last.year:
        return None
    if last.year is None and first.year is not None:
        last = replace(last, year=first.year)
    return Mention(begin, a.core, b.end, Role.SPAN, first, last)


_INEXACT = re.compile(
    r"(?i)(?:less than|more than|nearly|almost|about|over|around|some|only|moins d[e’']|plus d[e’']|environ|près d[e’']|presque|"
    r"quelque|menos de|más de|casi|unos|cerca de|weniger als|mehr als|fast|etwa|rund|knapp)\s*$"
)


def _relatives(
    text: str, start: int, stop: int, taken: list[Mention], rules: Grammar
) -> list[Mention]:
    """Expressions that count from the date before: "the next day", "deux ans plus tard"."""
    found = []
    for match in rules.any_relative.finditer(text, start, stop):
        if any(m.start < match.end() and match.start() < m.end for m in taken):
            continue
        if _INEXACT.search(text[max(start, match.start() - 24) : match.start()]):
            continue  # "less than a month later"
        if (
            part := _NUMERAL_BEFORE.search(text, max(start, match.start() - 24), match.start())
        ) and (part[1].isdigit() or part[1].lower() in rules.numbers):
            continue  # the "cuatro años" of "ciento treinta y cuatro años"
        for pattern, relative in rules.relatives:
            inner = pattern.match(text, match.start())
            if inner and inner.end() == match.end():
                count = relative.count
                if count is None:
                    count = _numeral(inner["n"], rules.numbers) * relative.sign
                    if not count:
                        break
                found.append(_relative(match, relative, count, text, start, rules))
                break
    return found


def _relative(
    match: re.Match[str], relative: Relative, count: int, text: str, start: int, rules: Grammar
) -> Mention:
    """A relative mention, with the part of the year that it tells: "by the end of that year"."""
    begin, part, role = match.start(), "", Role.AT
    if relative.unit == "year":
        left = text[max(start, begin - 48) : begin]
        for name, pattern in rules.parts:
            if told := pattern.search(left):
                begin, part = begin - len(told[0]), name
                left = left[: told.start()]
                break
        if part and (ahead := rules.roles.search(left)):
            role = {"since": Role.SINCE, "until": Role.UNTIL, "by": Role.BY}.get(
                ahead.lastgroup or "", Role.AT
            )
            begin -= len(ahead[0])
    exact = _TO_THE_DAY.match(text, match.end()) if relative.unit == "year" else None
    end = exact.end() if exact else match.end()
    said = Partial(None, part=part)
    return Mention(
        begin, begin, end, role, said, relative=relative, count=count, exact=exact is not None
    )


_TO_THE_DAY = re.compile(
    r"(?i),?\s+(?:jour pour jour|to the (?:very )?day|auf den Tag genau)(?!\w)"
)


_NUMERAL_BEFORE = re.compile(r"(\w+)(?:[\s-]+(?:y|et|and|und))?[\s-]+\Z")
_JOINTS = re.compile(r"[-\s]+(?:et|y|and)?[-\s]*|(?<=[a-zäöüß])und(?=[a-zäöüß])")


def _numeral(word: str, numbers: Mapping[str, int]) -> int:
    """A numeral in figures or words ("vingt-cinq", "fünfundzwanzig"); 0 for none."""
    word = word.lower()
    if word.isdigit():
        return int(word)
    if word in numbers:
        return numbers[word]
    parts = [numbers.get(p, 0) for p in _JOINTS.split(word)]
    return sum(parts) if len(parts) > 1 and all(parts) else 0


# Where a clause begins, or only a word or two after that.
_OPENS_CLAUSE = re.compile(r"(?:^|[.;:,!?–—(\n•]\s*|\s-\s|[*_#>]\s*|\b(?:puis|et|y|und|luego)\s)$")
_STREET = re.compile(
    r"(?i)\s*,\s*(?:rue|avenue|boulevard|bd|place|quai|allée|route|chemin|impasse|calle|avenida|plaza)\b"
)


def _place(text: str, mention: Mention, lang: str) -> bool:
    """Whether a season's word is part of a name: "in Winter Haven"."""
    if (
        lang != "en"
        or mention.first.month is None
        or mention.first.month < 20
        or mention.first.year
    ):
        return False
    word = text[mention.core : mention.end]
    return (
        word[:1].isupper() and re.match(r"\s[A-Z]", text[mention.end : mention.end + 2]) is not None
    )


def _days(
    text: str, start: int, stop: int, taken: list[Mention], rules: Grammar
) -> Iterator[Mention]:
    """Days that leave even their month to what was told before: "on the 29th", "Le 29, …"."""
    if rules.day_alone is None:
        return
    for match in rules.day_alone.finditer(text, start, stop):
        if any(m.start < match.end() and match.start() < m.end for m in taken):
            continue
        if not rules.words.month_first and not _OPENS_CLAUSE.search(
            text[max(start, match.start() - 12) : match.start()]
        ):
            continue
        if _STREET.match(text, match.end(), stop):
            continue
        day = int(match["d"] or match.groupdict().get("d2") or 0)
        if 1 <= day <= 31:
            yield Mention(
                match.start(), match.start(), match.end(), Role.AT, Partial(None, None, day)
            )


def value_of(mention: Mention) -> Edtf | None:
    """The value of a mention that says its own year; None when it lacks it or is no date."""
    if not mention.complete:
        return None
    return build(mention, (mention.last or mention.first).year or 0)


def build(mention: Mention, year: int) -> Edtf | None:
    """The value of a mention whose year, where it has none, is `year`."""
    try:
        first = mention.first.date(mention.first.year if mention.first.year is not None else year)
        if mention.last is None:
            return first
        last = mention.last.date(mention.last.year if mention.last.year is not None else year)
        return Span(_edge(first, 0), _edge(last, 1))
    except DateError:
        return None


def _edge(value: Edtf, side: int) -> Date | None:
    if isinstance(value, Date):
        return value
    pair = (value.start, value.end) if isinstance(value, Span) else (value.earliest, value.latest)
    return pair[side]
