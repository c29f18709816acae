"""`quiz study`: a session in the app, or line by line with --plain."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from quiz.cli import say
from quiz.core.display import one_line
from quiz.translation import _, ngettext

if TYPE_CHECKING:
    from quiz.core.card import Card
    from quiz.core.rating import Rating
    from quiz.library.exercise import Exercises
    from quiz.library.study import Study


@click.command("study")
@click.argument("decks", nargs=-1)
@click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after N cards.")
@click.option("--minutes", type=click.IntRange(min=1), help="Stop after M minutes.")
@click.option(
    "--all", "cram", is_flag=True, help="Every card, whatever its date; the schedule is left alone."
)
def command(
    decks: tuple[str, ...], plain: bool, limit: int | None, minutes: int | None, cram: bool
) -> None:
    """Study what is due in DECKS: files, ids or titles; all decks where none is named."""
    if not plain:
        from quiz.tui.app import run

        raise SystemExit(run(study=decks, limit=limit, minutes=minutes, cram=cram))
    from quiz.library.desk import Desk

    if hasattr(sys.stdin, "reconfigure"):  # a stray byte is a wrong letter, no failure
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    desk = Desk()
    try:
        chosen = desk.decks(decks)
        for name in decks:
            if name.endswith((".yaml", ".yml")):
                from pathlib import Path

                desk.shelf.remember(Path(name))
        study = desk.study(chosen, limit=limit, minutes=minutes, cram=cram)
        for notice in desk.notices:
            say(notice)
        _session(study, desk.exercises(study, chosen))
    finally:
        desk.close()


def _session(study: Study, exercises: Exercises) -> None:
    """Ask until nothing is left or the input ends; every answer is saved as it is given."""
    from quiz.library.closing import again, left, rated

    if study.current is None:
        waiting = study.waiting_until
        click.echo(
            _("Nothing is due now.")
            if waiting is None
            else _("Nothing is due before {waiting:%H:%M}.").format(waiting=waiting)
        )
        return
    while (card := study.current) is not None:
        if not _ask(study, card, exercises):
            break
    done = study.summary()
    if done.lapsed:
        click.echo("\n" + "\n".join(one_line(line) for line in again(done)))
    answered = ngettext("{n} answered, all saved", "{n} answered, all saved", done.answered)
    click.echo(f"\n{answered}{_(':')} {rated(done, ', ')}. {left(done)}.")


def _read(prompt: str) -> str | None:
    """A line from the user; None at the end of the input."""
    click.echo(prompt, nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def _ask(study: Study, card: Card, exercises: Exercises) -> bool:
    """One card; whether to go on."""
    from quiz.cli.asking import answer_side, read_answer

    tally = study.tally
    begun = time.monotonic()
    place = _("{n} of {total}").format(n=tally.done + 1, total=tally.total)
    click.echo(f"\n[{place}] {one_line(card.topic)}".rstrip())
    memory = study.standing(card).memory
    reply = read_answer(card, exercises, memory.reps if memory else 0, _read)
    if reply is None:
        return False
    answer_side(card, reply, exercises)
    rating = _rate(study, reply.proposed)
    if rating is None:
        return False
    if isinstance(rating, str):
        if study.undo() is None:
            click.echo(
                _("Nothing to undo.") if study.undone is None else _("Undone, in another deck.")
            )
        return True
    took = int((time.monotonic() - begun) * 1000)
    verdict = str(reply.verdict.grade) if reply.verdict else ""
    study.answer(rating, typed=reply.said, verdict=verdict, took_ms=took)
    return True


def _rate(study: Study, proposed: int) -> Rating | str | None:
    """A rating, "undo", or None at the end of the input."""
    from quiz.core.rating import Rating
    from quiz.library.remarks import RATINGS

    outcomes = study.outcomes()
    choices = "  ".join(
        f"{r.value} {_(RATINGS[r])}{f' {outcomes[r].spoken}' if r in outcomes else ''}"
        for r in Rating
    )
    while True:
        line = _read(f"  {choices}  u {_('Undo')}  q {_('Stop')}  [{proposed}] ")
        if line is None or line.lower() == "q":
            return None
        if line.lower() == "u":
            return "undo"
        if line in ("", "1", "2", "3", "4"):
            return Rating(int(line or proposed))
        click.echo(f"  {_('Give 1, 2, 3 or 4, or enter for the proposed rating.')}")
