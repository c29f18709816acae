"""Rows of tables and definitions: one cell is the date, another what happened then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quiz.core.document import Block, BlockKind, Document
from quiz.core.edtf import Date, Edtf, Span, within
from quiz.dates.context import Context
from quiz.dates.find import Role, find
from quiz.dates.labels import Label, label
from quiz.mining.brackets import Named
from quiz.mining.entries import in_block
from quiz.mining.sentences import sentences
from quiz.mining.statement import Section, Statement
from quiz.mining.told import told_in


def in_row(
    document: Document, block: Block, context: Context, section: Section
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
            said = in_block(document, block_of(block, a, b), a, context, section, bare=False)
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
        told = list(told_in(document, a, b, context, section, quote=(a, b), label=dated[1]))
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
    document: Document, block: Block, context: Context, section: Section
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
    section: Section,
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
    section: Section,
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
