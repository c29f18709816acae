"""`quiz sync`: progress through a shared folder."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.cli import say, show


@click.command("sync")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def command(ctx: click.Context, folder: Path) -> None:
    """Exchange progress through FOLDER (Syncthing, git, a USB stick): one file a device."""
    from quiz.library.desk import Desk
    from quiz.library.merging import sync

    desk = Desk()
    try:
        reports, added = sync(desk.progress, folder)
        for report in reports:
            if report.refused:
                say(str(report))
            elif report.merged.new or report.faults or report.unfinished:
                show(str(report))
        show(f"{folder}: {added} events added")
        for notice in desk.notices:
            say(notice)
        if any(report.refused for report in reports):
            ctx.exit(1)
    finally:
        desk.close()
