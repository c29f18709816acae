"""What one sentence dates itself: a statement for each date in it that is the sentence’s."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from quiz.core.document import Document
from quiz.core.edtf import Date, Edtf, OneOf, Span, within
from quiz.dates.context import Context
from quiz.dates.find import Mention, Role, build, find
from quiz.dates.grammar import grammar
from quiz.mining.brackets import dated_text, lives, work
from quiz.mining.narrative import Standing, looks_back, standing
from quiz.mining.statement import Section, Statement

MAX_SENTENCE = 900  # longer stretches are not sentences but lost layout


def told_in(
    document: Document,
    a: int,
    b: int,
    context: Context,
    section: Section,
    *,
    quote: tuple[int, int],
    label: Edtf | None = None,
) -> Iterator[Statement]:
    """What one sentence dates itself, a statement for each date in it."""
    if b - a > MAX_SENTENCE:
        return
    mentions = find(document.text, document.lang, a, b)
    spots = tuple((m.start, m.end) for m in mentions)
    body = quote if quote == (a, b) else (a, b)  # one tuple for all: there are many statements
    taken: set[tuple[int, int]] = set()
    bracketed = lives(document.text, mentions, section.about, a)
    for mention in mentions:
        if found := work(document.text, mention, a) or dated_text(document.text, mention, a):
            bracketed.append(found)
    for found in bracketed:
        taken.add(found.cut)
        yield Statement(
            found.when,
            quote,
            body,
            found.cut,
            Role.AT,
            entry=False,
            order=0,
            topic=section.topic,
            dates=spots,
            named=(found.kind, found.name),
        )
    listed = _listed(document.text, mentions)
    year = label if label is not None else section.when
    back = looks_back(document.text, a, b, document.lang)
    lost, glanced, held = False, False, context.last
    told: list[tuple[Edtf, bool]] = []
    for mention, spot in zip(mentions, spots, strict=True):
        if spot in taken:
            continue
        value = _of_sentence(document, mentions, mention, a) or _resolved(
            context, mention, year, told, back=back
        )
        if value is None:
            continue
        if mention.start in listed or _BESIDE.search(
            document.text, max(a, mention.start - 60), mention.start
        ):
            lost = True
            continue
        if not mention.complete and _HABIT.search(document.text, a, b):
            continue  # "it meets once a year, usually in September"
        if not _noted(mention) or _IS_OF_LIFE.match(document.text, mention.end):
            continue
        if not mention.complete and _contradicted(document, (a, b), mentions, mention, value):
            continue
        role = mention.role
        if role is Role.AT and _UP_TO_YEAR.match(document.text, mention.start, mention.end):
            role = Role.UNTIL  # "extends the mission to 2017"
        if isinstance(value, Span) and _NIGHT.match(document.text, mention.start, mention.end):
            value, role = OneOf(value.start, value.end), Role.AT
        where = standing(document.text, a, b, mention, value, context.last, document.lang)
        told.append((value, where is not Standing.ASIDE))
        if where is not Standing.ASIDE:  # within the sentence, dates count from an unsure one too
            context.advance(value)
        if where is Standing.UNSURE:
            lost = True
        elif where is Standing.GLANCE:
            glanced = True
        elif where is Standing.MAIN and not (mention.relative and (lost or glanced)):
            held = context.last
            lost, glanced = lost and not mention.complete, False
        yield Statement(
            value,
            quote,
            body,
            spot,
            role,
            entry=value == label,
            order=0,
            topic=section.topic,
            dates=spots,
            labelled=label is not None and not within(value, label),
        )
    if lost:
        context.lose()
    elif glanced:
        context.back_to(held)
    elif _ends_ahead(told):
        context.latest = None  # "…, where it has been since 1919. Eight years later": than what?


def _ends_ahead(told: Sequence[tuple[Edtf, bool]]) -> bool:
    """Whether a sentence's last date is an aside that the story had not come to."""
    if not told or told[-1][1]:
        return False
    mains = [value for value, main in told if main]
    return not mains or told[-1][0].bounds.first > mains[-1].bounds.last


# "Alan Turing (1912–1954) was a mathematician": no time in which he was one.
_IS_OF_LIFE = re.compile(
    r"\)[*_]*,?\s(?:was|is|were|est|était|fut|es|era|fue|ist|war)\s(?:an?|the|une?|l[ea]|l['’]|el|un|ein|eine|der|die)\b"
)


_HABIT = re.compile(
    r"(?i)\b(?:(?:once|twice|three times|several times) (?:a|each|every) year|(?:each|every) (?:year|spring|summer|autumn|winter)|usually|annually|yearly"
    r"|(?:une|deux|trois|plusieurs) fois par an|chaque (?:année|printemps|été|automne|hiver)|tous les ans|d['’]ordinaire|habituellement|généralement"
    r"|cada año|todos los años|normalmente|jedes jahr|jährlich|üblicherweise|gewöhnlich)\b"
)


_UP_TO_YEAR = re.compile(r"(?:to|through|up to)\s[12]\d{3}$")


def _of_sentence(
    document: Document, mentions: Sequence[Mention], mention: Mention, start: int
) -> Edtf | None:
    """The date of a day or month whose year the sentence itself says before it.

    "The airport opened again on 13 April 2011, and the line was restored on 29 April."
    """
    if mention.complete or mention.relative is not None or mention.years_on is not None:
        return None
    month = mention.first.month
    before = [m for m in mentions if m.end <= mention.start and m.complete and m.first.month]
    told = (before[-1].first.year, before[-1].first.month) if before else None
    named = list(_month_years(document.lang).finditer(document.text, start, mention.start))
    if named and (not before or named[-1].end() > before[-1].end):  # "on 11 and 13 May 1998, and"
        months = grammar(document.lang).months
        told = int(named[-1]["y"]), months.get(named[-1]["m"].lower().rstrip("."))
    if told is None or not told[0] or not told[1] or not month or max(month, told[1]) > 12:
        return None
    if re.search(r"[;:]", document.text[named[-1].end() if named else start : mention.start]):
        return None
    return build(mention, told[0]) if month >= told[1] else None


@cache
def _month_years(lang: str) -> re.Pattern[str]:
    names = "|".join(re.escape(m) for m in sorted(grammar(lang).months, key=len, reverse=True))
    return re.compile(rf"(?i)(?<!\w)(?P<m>{names})\.?\s(?:de\s)?(?P<y>[12]\d{{3}})(?!\d)")


def _resolved(
    context: Context,
    mention: Mention,
    year: Edtf | None,
    told: Sequence[tuple[Edtf, bool]],
    *,
    back: bool,
) -> Edtf | None:
    """The date of a mention after those `told` in its sentence, of which some are asides.

    "the one of 2018 approved what came into force on 20 May of the next year" counts from the
    nearest; what else counts from a date before does where no aside stands between.
    """
    if told and not told[-1][1] and (mention.relative or mention.years_on is not None):
        near = told[-1][0]
        if mention.years_on is None or not isinstance(near, Date):
            return None
        return Context(near, near).resolve(mention)
    return context.resolve(mention, within=year, back=back)


def _contradicted(
    document: Document,
    sentence: tuple[int, int],
    mentions: Sequence[Mention],
    mention: Mention,
    value: Edtf,
) -> bool:
    """Whether a sentence names another year for what took its year from before.

    "In May, at the festival of 1968, …" after a date in 1966.
    """
    text = document.text
    first, last = (int(day // 365.2425) for day in value.bounds)
    for other in mentions:
        if other.start < mention.end or not other.complete or other.role is Role.OUTSIDE:
            continue
        if re.search(r"[;:.]", text[mention.end : other.start]):
            continue
        told = build(other, 0)
        if told is None or other.role is Role.SINCE:
            continue
        where = standing(text, *sentence, other, told, value, document.lang)
        if where is Standing.ASIDE and not _attributed(text, other):
            continue
        year = (other.first.year if other.first.year is not None else last) or last
        near = other.start - mention.end < _NEAR
        if first - 1 > year and near or (near and year > last + 1 and _attributed(text, other)):
            return True
    return False


_NEAR = 60  # characters


def _attributed(text: str, mention: Mention) -> bool:
    return re.match(r"(?i)(?:of|de|d['’]|du|del|von)\b", text[mention.start :]) is not None


def _listed(text: str, mentions: Sequence[Mention]) -> frozenset[int]:
    """Where dates of one event stand in a row: "in 1978, 1979 and 1981" has three answers."""
    found: set[int] = set()
    for first, second in pairwise(mentions):
        alike = first.first.month is None and second.first.month is None
        alike = alike or (first.first.day is None) == (second.first.day is None)
        if not alike or not _AND.fullmatch(text, first.end, second.start):
            continue
        own = second.start < second.core and _OWN_CLAUSE.match(text, second.end)
        if not (own and first.start < first.core):
            found |= {first.start, second.start}
    found |= {m.start for m in mentions if _MORE.match(text, m.end)}
    return frozenset(found)


# After a second date with its own preposition, a subject: "…, and in 1963 the bridge was sold".
_OWN_CLAUSE = re.compile(
    r"(?:,\s|\s(?=(?:the|an?|its|his|her|their|he|she|it|they|l[ea]s?|une?|son|sa|ses|ils?|elles?)\s|l['’]))(?!(?:and|et)\b)"
)
_MORE = re.compile(
    r"\s*(?:,|et|and|y|und)\s*(?:en\s|in\s)?(?:[12]\d{3})(?=\s*[,.;)]|\s(?:et|and|y|und)\s[12]\d{3}|$)"
)


_AND = re.compile(r"\s*(?:,|et|and|y|und|ou|or|, et|, and)\s*(?:puis\s|then\s)?(?:respectively\s)?")
_NIGHT = re.compile(
    r"(?i)(?:dans\s|during\s|on\s|in\s|en\s)?(?:la\s|the\s|der\s)?(?:nuit|night|noche|nacht)\b"
)
# A date that another day, or a night between two, is told by: "the day after the coup of 2 May".
_BESIDE = re.compile(
    r"(?i)\b(?:pass(?:a|e|ent|èrent|é)|spent|spends?|pasó)\s(?:toute?\s|the\s|all\s)?(?:l['’]année\s|the year\s|el año\s)?$"
    r"|\b(?:nuits?|nights?|noche|nacht)\s(?:of\s|de\s|du\s|zum\s|vom\s)?$"
    r"|\b(?:(?:sur)?lendemain|veille|day after|day before|eve|anniversary|anniversaire|víspera|aniversario)\s(?:d[eu]\s|de la\s|d['’]|of\s|del\s)?[^,.;:]{0,40}$"
)


def _noted(mention: Mention) -> bool:
    """The form "Before 1990" says nothing that could be asked."""
    return mention.role is not Role.OUTSIDE
