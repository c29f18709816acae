"""Asking a card line by line: every kind of card, for pipes and screen readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from quiz.core.answers import Verdict
from quiz.core.card import Card
from quiz.core.display import one_line, printable, quotation
from quiz.core.rating import Rating
from quiz.library.exercise import (
    Exercise,
    Exercises,
    Form,
    arranged_lines,
    choice_lines,
    judge_arranged,
    judge_choice,
    judge_gap,
    judge_typed,
)
from quiz.library.remarks import mark, remark, understood
from quiz.library.reply import neighbours_of, parts_of, typed_and_right, typed_diff
from quiz.translation import _, ngettext
from quiz.wording.cards import hint

LETTERS = "abcdefgh"
Read = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said, how it was judged, and what is proposed."""

    exercise: Exercise
    said: str
    verdict: Verdict | None
    rows: tuple[str, ...] = ()

    @property
    def proposed(self) -> int:
        """The rating that enter gives."""
        if self.verdict is not None:
            return self.verdict.rating.value
        return Rating.GOOD if self.exercise.form is Form.REVEAL else Rating.AGAIN


def read_answer(card: Card, exercises: Exercises, review: int, read: Read) -> Reply | None:
    """Ask a card and read its answer; None at the end of the input.

    ":c" asks for choices and ":t" for a place on the timeline, where there are any.
    """
    exercise = exercises.usual(card, review)
    asked = hint(card)
    click.echo(printable(exercise.question) + (f"  ({asked})" if asked else ""))
    while True:
        _offer(exercise)
        line = read(_prompt(exercise))
        if line is None:
            return None
        if line in (":c", ":t"):
            make = exercises.choosing if line == ":c" else exercises.placing
            other = make(card, review)
            if other is None:
                click.echo(f"  {_('There is no such way to ask this card.')}")
            exercise = other or exercise
            continue
        reply = _reply(exercise, line)
        if reply is not None:
            return reply


def _offer(exercise: Exercise) -> None:
    """The rows to choose from, to order, or to place the event among."""
    if exercise.form is Form.PLACE:
        click.echo(f"  {_('Where does it belong?')} {one_line(exercise.moved)}")
        for n, row in enumerate(exercise.rows):
            click.echo(f"  [{LETTERS[n]}]\n     {one_line(row)}")
        click.echo(f"  [{LETTERS[len(exercise.rows)]}]")
        return
    for n, row in enumerate(exercise.rows):
        click.echo(f"  {LETTERS[n]}) {one_line(row)}")


def _prompt(exercise: Exercise) -> str:
    match exercise.form:
        case Form.TYPE:
            return "> "
        case Form.CHOOSE | Form.PLACE:
            return f"({_('a letter')}) > "
        case Form.ORDER:
            letters = " ".join(reversed(LETTERS[: len(exercise.rows)]))
            return f"({_('letters, such as {letters}').format(letters=letters)}) > "
        case Form.REVEAL:
            return f"({_('enter shows the answer')}) "


def _reply(exercise: Exercise, line: str) -> Reply | None:
    """A judged reply; None where the line is none of those asked for."""
    if not line and exercise.form is not Form.REVEAL:
        return Reply(exercise, "", None)
    match exercise.form:
        case Form.REVEAL:
            return Reply(exercise, line, None)
        case Form.TYPE:
            return Reply(exercise, line, judge_typed(exercise.card, line))
    count = len(exercise.rows) + (exercise.form is Form.PLACE)
    letters = [LETTERS.find(c) for c in re.sub(r"[^a-z]", "", line.lower())]
    wanted = len(exercise.rows) if exercise.form is Form.ORDER else 1
    good = len(letters) == wanted == len(set(letters)) and all(0 <= n < count for n in letters)
    if not good:
        if exercise.form is Form.ORDER:
            click.echo(f"  {_('Give every letter once, or enter for the answer.')}")
        else:
            click.echo(f"  {_('Give one of the letters, or enter for the answer.')}")
        return None
    if exercise.form is Form.CHOOSE:
        verdict = judge_choice(exercise, letters[0])
        return Reply(exercise, exercise.rows[letters[0]], verdict)
    if exercise.form is Form.PLACE:
        return Reply(
            exercise, _("place {n}").format(n=letters[0] + 1), judge_gap(exercise, letters[0])
        )
    rows = tuple(exercise.rows[n] for n in letters)
    return Reply(exercise, " → ".join(rows), judge_arranged(exercise, rows).verdict, rows)


def answer_side(card: Card, reply: Reply, exercises: Exercises) -> None:
    """Say the answer, the verdict with its reasons, the source and the note."""
    exercise, verdict = reply.exercise, reply.verdict
    timeline = exercises.timeline(card)
    if reply.rows:
        _lines(arranged_lines(exercise, reply.rows, timeline))
    elif exercise.form is Form.CHOOSE:
        click.echo(f"  {printable(choice_lines(exercise, timeline)[exercise.right])}")
    else:
        click.echo(f"  {printable(card.answer)}")
    if verdict is not None:
        read = understood(verdict, card.lang)
        said = f"{mark(verdict)} {remark(verdict)}" + (
            f" ({_('you said {read}').format(read=read)})" if read else ""
        )
        click.echo(f"  {said}")
        if parts := parts_of(card, verdict):
            click.echo("  " + ", ".join(f"{name} {'✓' if ok else '✗'}" for name, ok in parts))
        if exercise.form is Form.TYPE and (diff := typed_diff(card, reply.said, verdict)):
            names = typed_and_right()
            _lines([f"{names[0]}  {diff.typed}", f"{names[1]}  {diff.right}"])
        for row in neighbours_of(card, verdict, timeline):
            what = _("your answer") if row.mark == "✗" else row.statement
            if row.mark == "⋮":
                what = ngettext("{n} event between", "{n} events between", int(row.statement))
            click.echo(f"    {row.mark} {row.date}  {one_line(what)}")
    if card.source and card.source.quote:
        click.echo(f"  “{quotation(card.source.quote, 300)}”")
    if card.note:
        click.echo(f"  {printable(card.note)}")


def _lines(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(f"  {printable(line)}")
