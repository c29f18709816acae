"""Paragraphs and bullets: an entry where one opens or closes with a date, else prose."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.core.document import Block, Document
from quiz.core.edtf import Date, Edtf, Span, within
from quiz.dates.context import Context
from quiz.dates.find import Role, find
from quiz.dates.labels import Label, closing_label, label
from quiz.mining.openings import day_label, opening_of
from quiz.mining.sentences import sentences
from quiz.mining.statement import Section, Statement
from quiz.mining.told import told_in


def in_block(
    document: Document,
    block: Block,
    start: int,
    context: Context,
    section: Section,
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
    section: Section,
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
        told = list(told_in(document, a, b, context, section, quote=(a, b), label=when))
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
    document: Document, start: int, end: int, context: Context, section: Section
) -> Iterator[Statement]:
    first = True
    for a, b in sentences(document.text, start, end, document.lang):
        told = list(told_in(document, a, b, context, section, quote=(a, b)))
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
