"""`quiz merge`: another device's progress."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.cli import say, show


@click.command("merge")
@click.argument("other", type=click.Path(path_type=Path))
def command(other: Path) -> None:
    """Take in OTHER: a progress file of another device, exported events, or a folder of these.

    Both sides' answers are kept; doing it twice changes nothing.
    """
    from quiz.library.desk import Desk
    from quiz.library.merging import merge

    desk = Desk()
    try:
        for report in merge(desk.progress, other):
            show(str(report))
        for notice in desk.notices:
            say(notice)
    finally:
        desk.close()
