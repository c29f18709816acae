"""Dated statements: each sentence, entry, row or definition that says when something was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from quiz.core.document import Block, BlockKind, Document
from quiz.core.edtf import Date, Edtf, OneOf, Span, within
from quiz.dates.context import Context
from quiz.dates.find import Mention, Role, build, find
from quiz.dates.grammar import grammar
from quiz.dates.labels import Label, closing_label, label
from quiz.mining.brackets import Named, dated_text, lives, work
from quiz.mining.narrative import Standing, looks_back, standing
from quiz.mining.openings import day_label, opening_of
from quiz.mining.sentences import sentences
from quiz.mining.topic import Topic

MAX_SENTENCE = 900  # longer stretches are not sentences but lost layout


@dataclass(frozen=True, slots=True)
class Statement:
    """Something told with its date; offsets are into the document's text.

    `at` is the quote, with the entry's label where there is one; `body` the sentence without
    it. `cut` is the date expression inside the body that the question must not repeat, None
    where the date comes from a label or heading. `entry` is True in a chronology; `order` is
    0 for an entry's first sentence. `topic` is the heading above. `labelled` tells that a date
    inside a sentence stands in an entry of another date. `named` is set where the date is not
    the sentence's but that of a name in it: a life or a work. In a table's row `subject` is the
    cell that names what the body, another cell, tells of ("Marconi" beside "first signal across
    the Atlantic"), and `aspect` the heading of the date's column where that says what happened
    then ("Opened"); both have to be told with the body.
    """

    when: Edtf
    at: tuple[int, int]
    body: tuple[int, int]
    cut: tuple[int, int] | None
    role: Role
    entry: bool
    order: int
    topic: str
    dates: tuple[tuple[int, int], ...] = ()
    nominal: bool = False
    labelled: bool = False
    named: tuple[Named, str] | None = None
    subject: tuple[int, int] | None = None
    aspect: str = ""


@dataclass(slots=True)
class _Section:
    """The heading in force and the date that it gives to what has none."""

    topic: str = ""
    level: int = 0
    when: Edtf | None = None
    start: int = 0
    about: Topic | None = None  # what the whole document tells of
    heading: tuple[int, int] | None = None
    begun: int | None = None  # where its first block starts
    opened: tuple[Date, int] | None = None  # the "start" of a record, waiting for its "stop"
    above: tuple[tuple[int, str], ...] = ()  # the headings it stands under, with their levels

    def name(self, topic: str, level: int) -> None:
        """Take the words of a heading as what is told of from here on."""
        self.topic, self.level = topic, level
        self.above = (*self.above, (level, topic))


def statements(
    document: Document, topic: Topic | None = None, most: int | None = None
) -> list[Statement]:
    """The dated statements of a document in its order: all, or those of its first blocks that hold `most`.

    Linear in the length of the text.
    """
    found: list[Statement] = []
    context, section = Context(), _Section(about=topic)
    bare = _bare_labels(document)
    before = None
    for block in document.blocks:
        if most is not None and len(found) >= most:
            break
        if before is BlockKind.ROW and block.kind is not BlockKind.ROW:
            context.lose()  # prose after a table does not go on from its last row
        before = block.kind
        if block.kind is BlockKind.HEADING:
            found += _heading(document, block, context, section)
        elif block.cells:
            found += _cells(document, block, context, section)
        else:
            found += _block(document, block, block.start, context, section, bare=bare)
        if block.kind is not BlockKind.HEADING and section.begun is None:
            section.begun = block.start
    return found


def _bare_labels(document: Document) -> bool:
    """Whether the document has a list of entries that only a space parts from their date."""
    count = 0
    for block in document.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET):
            found = label(document.text, block.start, block.end, document.lang)
            count += found is not None and not found.strong
    return count >= 3


def _heading(
    document: Document, block: Block, context: Context, section: _Section
) -> Iterator[Statement]:
    text = document.text[block.start : block.end].strip()
    section.heading, section.begun, section.opened = (block.start, block.end), None, None
    found = label(document.text, block.start, block.end, document.lang)
    if section.when is None or block.level <= section.level:
        section.when = None
    section.above = tuple(t for t in section.above if t[0] < block.level)
    section.topic = section.above[-1][1] if section.above else ""
    if found is None:
        section.name(text, block.level)
        return
    value = context.resolve(found.mention, within=section.when, label=True)
    if value is None:
        return
    context.advance(value)
    rest = document.text[found.body : block.end].strip(" *_:–—-")
    if rest and find(document.text, document.lang, found.body, block.end):
        section.name(text, block.level)  # "1960s and 1970s"
        return
    year = value.bounds.last - value.bounds.first < 400
    section.when, section.level, section.start = value if year else None, block.level, block.start
    if rest:
        section.name(rest, block.level)
        if isinstance(value, Span):
            return  # "1949–1959: the foundation" names a chapter
        yield Statement(
            value,
            (block.start, block.end),
            (found.body, block.end),
            None,
            Role.AT,
            entry=True,
            order=0,
            topic="",
            nominal=True,
        )


def _block(
    document: Document,
    block: Block,
    start: int,
    context: Context,
    section: _Section,
    *,
    bare: bool,
) -> Iterator[Statement]:
    """A paragraph or bullet: an entry where it opens with a date, else prose."""
    text, lang = document.text, document.lang
    found = label(text, start, block.end, lang) or day_label(text, start, block.end, section.when)
    if found is None and (after := opening_of(text, start, block)) > start:
        told = find(text, lang, start, after)
        if told and (when := context.resolve(told[0])) is not None:  # "DORN, 4 May 1911 — …"
            at = (told[0].start, told[0].end)
            found = Label(start, at[1], after, told[0], strong=True)
        elif told:
            after = start
        start = start if found else after
    if found and not found.strong and not bare and not text[found.body].isupper():
        found = None
    when = context.resolve(found.mention, within=section.when, label=True) if found else None
    if found and when is not None:
        context.advance(when)
        if found.body >= block.end:  # the date stands alone: it dates what follows
            section.when, section.start = when, block.start
            return
        yield from _entry(document, block, found, when, context, section)
        return
    closing = closing_label(text, start, block.end, lang)
    when = context.resolve(closing.mention, within=section.when, label=True) if closing else None
    if closing and when is not None:
        context.advance(when)
        role = Role.SPAN if isinstance(when, Span) else closing.mention.role
        body = (start, closing.body)
        yield Statement(
            when,
            (start, block.end),
            body,
            None,
            role,
            entry=True,
            order=0,
            topic=section.topic,
            nominal=True,
        )
        return
    yield from _prose(document, start, block.end, context, section)


def _entry(
    document: Document,
    block: Block,
    found: Label,
    when: Edtf,
    context: Context,
    section: _Section,
) -> Iterator[Statement]:
    """An entry's sentences: the first is dated by the label, each other by what it says."""
    role = Role.SPAN if isinstance(when, Span) else found.mention.role
    for order, (a, b) in enumerate(sentences(document.text, found.body, block.end, document.lang)):
        quote = (found.start, b) if b - found.start <= 500 or order == 0 else (a, b)
        inner = label(document.text, a, b, document.lang) if order else None
        if inner and inner.strong and inner.body < b and document.text[inner.body].isupper():
            year = Date(when.year) if isinstance(when, Date) else when
            own_date = context.resolve(inner.mention, within=year, label=True)
            if own_date is not None:  # "1911: The mill opens. 1912: The mill burns."
                context.advance(own_date)
                spanned = Role.SPAN if isinstance(own_date, Span) else inner.mention.role
                yield Statement(
                    own_date,
                    (a, b),
                    (inner.body, b),
                    None,
                    spanned,
                    entry=True,
                    order=0,
                    topic=section.topic,
                )
                continue
        told = list(_told(document, a, b, context, section, quote=(a, b), label=when))
        dates = tuple(s.cut for s in told if s.cut)
        own = any(s.cut for s in told)
        finer = any(within(s.when, when) and s.role in (Role.AT, Role.SPAN) for s in told)
        if (order == 0 and not finer) or not own:
            yield Statement(
                when,
                quote,
                (a, b),
                None,
                role,
                entry=True,
                order=order,
                topic=section.topic,
                dates=dates,
            )
        yield from told
        if order == 0:
            context.advance(when)


def _prose(
    document: Document, start: int, end: int, context: Context, section: _Section
) -> Iterator[Statement]:
    first = True
    for a, b in sentences(document.text, start, end, document.lang):
        told = list(_told(document, a, b, context, section, quote=(a, b)))
        yield from told
        if not told and section.when is not None and first:
            # Under a heading that is a date, a paragraph tells what happened then.
            quote = (section.start, b) if b - section.start <= 500 else (a, b)
            yield Statement(
                section.when,
                quote,
                (a, b),
                None,
                Role.AT,
                entry=True,
                order=0,
                topic=section.topic,
            )
        first = False


def _told(
    document: Document,
    a: int,
    b: int,
    context: Context,
    section: _Section,
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


def _cells(
    document: Document, block: Block, context: Context, section: _Section
) -> Iterator[Statement]:
    """A table row or definition: one cell is a date, the longest other one tells the event."""
    text, lang = document.text, document.lang
    dated: tuple[Label, Edtf] | None = None
    others: list[tuple[int, int]] = []
    aspect = ""
    for at, (a, b) in enumerate(block.cells):
        found = label(text, a, b, lang)
        value = (
            context.resolve(found.mention, within=section.when, label=True)
            if found and found.body >= b
            else None
        )
        if value is None and at == 1 and len(block.cells) == 2 and dated is None:
            found, value = _keyed(
                document, block, context, section
            )  # "Launch | 4 May 1997, Kourou"
        title = block.header[at] if at < len(block.header) else ""
        if found and value is not None and dated is None:
            timed = _DATE_TITLE.search(title) and not _TERM_TITLE.search(title)
            dated, aspect = (found, value), "" if timed else title
        elif value is not None and dated is not None and _UP_TO.fullmatch(title):
            opened = dated[1]
            if isinstance(opened, Date) and isinstance(value, Date) and _FROM.fullmatch(aspect):
                if opened.bounds.first <= value.bounds.first:
                    dated, aspect = (dated[0], Span(opened, value)), ""
        elif b > a and value is None:
            others.append((a, b))
    if dated is not None and (span := _record(document, block, others, dated[1], section)):
        yield span
        return
    if section.opened is not None and section.opened[1] == block.start:
        return
    if dated is None:
        term = others[0] if block.kind is BlockKind.DEFINITION and len(others) == 2 else None
        for a, b in others:
            said = _block(document, block_of(block, a, b), a, context, section, bare=False)
            if term is not None and (a, b) != term and _names(document, term):
                yield from (replace(s, subject=term) for s in said)
            else:
                yield from said
        return
    context.advance(dated[1])
    wordy = [c for c in others if re.search(r"[^\W\d_]{3}", text[c[0] : c[1]])]
    if not wordy:
        return
    if lived := _lives(document, block, wordy, context, section):
        yield from lived
        return
    body = _event_cell(block, wordy)
    subject = _subject_cell(document, block, wordy, body)
    if len(others) >= 3 and body[1] - body[0] <= _FACT_CELL:  # city, opponent, score: all tell it
        subject, body = others[0], (others[1][0], others[-1][1])
    role = Role.SPAN if isinstance(dated[1], Span) else Role.AT
    first = True
    spread = sentences(text, body[0], body[1], lang)
    for order, (a, b) in enumerate(spread):
        told = list(_told(document, a, b, context, section, quote=(a, b), label=dated[1]))
        finer = any(within(s.when, dated[1]) and s.role in (Role.AT, Role.SPAN) for s in told)
        if (first and not finer) or not told:
            yield Statement(
                dated[1],
                (min(block.start, a), b) if b - block.start < 500 else (a, b),
                (a, b),
                None,
                role,
                entry=True,
                order=order,
                topic=section.topic,
                dates=tuple(s.cut for s in told if s.cut),
                subject=subject,
                aspect=aspect,
            )
        first = False
        yield from (replace(s, subject=subject) for s in told)
    if isinstance(dated[1], Date):
        context.advance(dated[1])


_FACT_CELL = 32  # characters up to which the longest cell of a row tells nothing by itself


def _keyed(
    document: Document, block: Block, context: Context, section: _Section
) -> tuple[Label | None, Edtf | None]:
    """The date that opens what a key of few words has: "Launch", "4 May 1997, from Kourou"."""
    key, (a, b) = block.cells
    text, words = document.text, document.text[slice(*key)].split()
    told = find(text, document.lang, a, b)
    if not told or text[a : told[0].start].strip(" *_") or told[0].relative:
        return None, None
    rest = text[told[0].end : b].strip()
    if not 0 < len(words) <= _KEY_WORDS or (rest and rest[0] not in ",(;") or len(rest) > _KEY_REST:
        return None, None
    value = context.resolve(told[0], within=section.when, label=True)
    return Label(a, told[0].end, b, told[0], strong=True), value


_KEY_REST = 60  # characters after the date of a key, such as a place


def _names(document: Document, term: tuple[int, int]) -> bool:
    """Whether a definition's term is short enough to name what is said of it."""
    return 0 < len(document.text[slice(*term)].split()) <= _NAMING_WORDS


_START = re.compile(r"(?i)(?<![a-z])(?:start|begin|began|beginn|début|debut|inicio)(?![a-z])")
_STOP = re.compile(r"(?i)(?<![a-z])(?:stop|end|ende|finish|fin|until)(?![a-z])")
_QUOTE_LIMIT, _KEY_WORDS = 700, 6


def _record(
    document: Document,
    block: Block,
    others: list[tuple[int, int]],
    when: Edtf,
    section: _Section,
) -> Statement | None:
    """The span of what a heading names, from its keys "Start: …" and "Stop: …"."""
    if len(others) != 1 or not isinstance(when, Date) or section.heading is None:
        return None
    key = document.text[slice(*others[0])]
    if len(key.split()) > _KEY_WORDS or others[0][0] > block.start:
        return None  # a sentence, not a key
    if _START.search(key):
        section.opened = (when, block.start)
        return None
    if section.opened is None or not _STOP.search(key):
        return None
    (start, at), section.opened = section.opened, None
    if start.bounds.first > when.bounds.last:
        return None
    first = section.begun if section.begun is not None else at
    return Statement(
        Span(start, when),
        (first if block.end - first <= _QUOTE_LIMIT else at, block.end),
        section.heading,
        None,
        Role.SPAN,
        entry=True,
        order=0,
        topic="",
        nominal=True,
    )


def _event_cell(block: Block, cells: list[tuple[int, int]]) -> tuple[int, int]:
    """The cell under a heading such as "Event", else the longest."""
    for at, title in zip(block.cells, block.header, strict=False):
        if at in cells and re.search(
            r"(?i)event|événement|ereignis|evento|description|fait|what", title
        ):
            return at
    return max(cells, key=lambda c: c[1] - c[0])


_DATE_TITLE = re.compile(
    r"(?i)\b(?:date|year|day|month|period|when|time|term|years|details?|facts?|value|information|détails?|valeur|donnée|dato|detalle|wert|angabe|années?|jour|mois|période|quand|mandat|jahr|datum|tag|monat"
    r"|zeit|zeitraum|amtszeit|fecha|año|día|mes|período|cuándo)\b"
)
_TERM_TITLE = re.compile(r"(?i)amtszeit|amtsdauer|mandato?|\bterm\b|\boffice\b")
_FROM = re.compile(
    r"(?i)(?:from|since|start|began|de|du|depuis|début|von|seit|beginn|desde|inicio)"
)
_UP_TO = re.compile(r"(?i)(?:to|until|till|end|ended|à|au|jusqu['’]en|fin|bis|ende|hasta|fin)")
_BORN = re.compile(
    r"(?i)(?:date of )?(?:born|birth|naissance|né|née|geboren|geburt|nacimiento|nacido|nacida)"
)
_DIED = re.compile(r"(?i)(?:date of )?(?:died|death|mort|décès|gestorben|tod|muerte|fallecimiento)")
_ASIDE = re.compile(
    r"(?i)source|référence|reference|notes?|quelle|nachweis|fuente|link|lien|archive|remark|image|photo"
)
_NAMING_WORDS = 8  # of a cell that only names something


def _lives(
    document: Document,
    block: Block,
    cells: list[tuple[int, int]],
    context: Context,
    section: _Section,
) -> list[Statement]:
    """Births and deaths from a row under "Name | Born | Died"."""
    name = document.text[slice(*cells[0])].strip("* ")
    found: list[Statement] = []
    for (a, b), title in zip(block.cells, block.header, strict=False):
        kind = (
            Named.BIRTH
            if _BORN.fullmatch(title)
            else Named.DEATH
            if _DIED.fullmatch(title)
            else None
        )
        told = label(document.text, a, b, document.lang) if kind else None
        value = context.resolve(told.mention) if told and told.body >= b else None
        if kind is None or value is None or len(name.split()) > _NAMING_WORDS:
            continue
        found.append(
            Statement(
                value,
                (block.start, block.end),
                cells[0],
                None,
                Role.AT,
                entry=True,
                order=0,
                topic=section.topic,
                named=(kind, name),
            )
        )
    return found


def _subject_cell(
    document: Document, block: Block, cells: list[tuple[int, int]], body: tuple[int, int]
) -> tuple[int, int] | None:
    """The cell that names what the body tells of; None where the body stands alone."""
    if block.kind is not BlockKind.ROW or re.match(
        r"[^.!?]{12,}[.!?]$", document.text[slice(*body)]
    ):
        return None  # a sentence names its own subject
    for at, cell in enumerate(block.cells):
        title = block.header[at] if at < len(block.header) else ""
        words = document.text[slice(*cell)].split()
        if cell in cells and cell < body and not _ASIDE.search(title):
            return cell if len(words) <= _NAMING_WORDS else None
    return None


def block_of(block: Block, a: int, b: int) -> Block:
    """A cell as a block of its own."""
    return Block(block.kind, a, b)
