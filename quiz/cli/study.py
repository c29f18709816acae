"""`quiz study`: a session in the app, or line by line with --plain."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from quiz.core.display import one_line, printable, quotation

if TYPE_CHECKING:
    from quiz.core.card import Card
    from quiz.core.rating import Rating
    from quiz.library.desk import Desk
    from quiz.library.study import Study


@click.command("study")
@click.argument("decks", nargs=-1)
@click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after N cards.")
@click.option(
    "--all", "cram", is_flag=True, help="Every card, whatever its date; the schedule is left alone."
)
def command(decks: tuple[str, ...], plain: bool, limit: int | None, cram: bool) -> None:
    """Study what is due in DECKS: files, ids or titles; all decks where none is named."""
    if not plain:
        from quiz.tui.app import run

        raise SystemExit(run(study=decks, limit=limit, cram=cram))
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
        _session(desk, desk.study(chosen, limit=limit, cram=cram))
    finally:
        desk.close()


def _session(desk: Desk, study: Study) -> None:
    """Ask until nothing is left or the input ends; every answer is saved as it is given."""
    if study.current is None:
        click.echo(
            "Nothing is due now."
            if study.waiting_until is None
            else f"Nothing is due before {study.waiting_until:%H:%M}."
        )
        return
    while (card := study.current) is not None:
        if not _ask(desk, study, card):
            break
    done = study.summary()
    click.echo(
        f"\n{done.answered} answered, all saved: {done.again} again, {done.hard} hard, {done.good} good, {done.easy} easy. {done.left} left today, {done.tomorrow} due tomorrow."
    )


def _read(prompt: str) -> str | None:
    """A line from the user; None at the end of the input."""
    click.echo(prompt, nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def _ask(desk: Desk, study: Study, card: Card) -> bool:
    """One card; whether to go on."""
    from quiz.library.judging import judged, to_be_typed
    from quiz.library.remarks import mark, remark, understood
    from quiz.wording.cards import hint

    tally = study.tally
    begun = time.monotonic()
    click.echo(f"\n[{tally.done + 1} of {tally.total}] {one_line(card.topic)}".rstrip())
    asked = hint(card)
    click.echo(printable(card.question) + (f"  ({asked})" if asked else ""))
    typed = to_be_typed(card, desk.settings.answer_mode)
    said = _read("> " if typed else "(enter shows the answer) ")
    if said is None:
        return False
    verdict = judged(card, said) if typed and said else None
    click.echo(f"  {printable(card.answer)}")
    proposed = 3
    if verdict is not None:
        read = understood(verdict, card.lang)
        click.echo(f"  {mark(verdict)} {remark(verdict)}" + (f" (you said {read})" if read else ""))
        proposed = verdict.rating.value
    elif typed:
        proposed = 1
    if card.source and card.source.quote:
        click.echo(f"  “{quotation(card.source.quote, 300)}”")
    if card.note:
        click.echo(f"  {printable(card.note)}")
    rating = _rate(study, proposed)
    if rating is None:
        return False
    if isinstance(rating, str):
        if study.undo() is None:
            click.echo("Nothing to undo.")
        return True
    took = int((time.monotonic() - begun) * 1000)
    study.answer(rating, typed=said, verdict=str(verdict.grade) if verdict else "", took_ms=took)
    return True


def _rate(study: Study, proposed: int) -> Rating | str | None:
    """A rating, "undo", or None at the end of the input."""
    from quiz.core.rating import Rating
    from quiz.library.remarks import RATINGS

    outcomes = study.outcomes()
    choices = "  ".join(
        f"{r.value} {RATINGS[r]}{f' {outcomes[r].spoken}' if r in outcomes else ''}" for r in Rating
    )
    while True:
        line = _read(f"  {choices}  u Undo  q Stop  [{proposed}] ")
        if line is None or line.lower() == "q":
            return None
        if line.lower() == "u":
            return "undo"
        if line in ("", "1", "2", "3", "4"):
            return Rating(int(line or proposed))
        click.echo("  Give 1, 2, 3 or 4, or enter for the proposed rating.")
