"""`quiz redate`: answers given under a wrong clock."""

from __future__ import annotations

from datetime import timedelta

import click

from quiz.cli import show
from quiz.cli.finite import Finite


@click.command("redate")
@click.option(
    "--days",
    type=Finite(-150_000, 150_000),
    help="Move the answers by so many days (-365 is a year back).",
)
@click.option("--last", type=click.IntRange(min=1), help="Only the last N events of this device.")
def command(days: float | None, last: int | None) -> None:
    """Date anew what was answered under a wrong clock on this device.

    Without options, the events that lie more than a day in the future are moved so that the
    latest of them is of now. Nothing is rewritten: the repair is an event of its own.
    """
    from quiz.library.desk import Desk
    from quiz.library.redating import redate

    desk = Desk()
    try:
        by = timedelta(days=days) if days is not None else None
        shift = redate(desk.progress, by, last)
        if shift is None:
            show("every date is plausible; nothing was changed")
        else:
            moved = timedelta(milliseconds=shift.by_ms)
            show(
                f"{shift.last - shift.first + 1} events moved by {moved.total_seconds() / 86400:+.1f} days"
            )
    finally:
        desk.close()
