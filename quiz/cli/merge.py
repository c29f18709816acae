"""`quiz merge`: another device's progress."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.cli import say, show


@click.command("merge")
@click.argument("other", type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, other: Path) -> None:
    """Take in OTHER: a progress file of another device, exported events, or a folder of these.

    Both sides' answers are kept; doing it twice changes nothing.
    """
    from quiz.library.desk import Desk
    from quiz.library.merging import merge

    desk = Desk()
    try:
        reports = merge(desk.progress, other)
        for report in reports:
            (say if report.refused else show)(str(report))
        for notice in desk.notices:
            say(notice)
        if any(report.refused for report in reports):
            ctx.exit(1)
    finally:
        desk.close()
