"""`quiz backup`: copies of the progress."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.cli import say, show
from quiz.translation import _


@click.command("backup")
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option("--events", is_flag=True, help="Write all events as JSON lines instead.")
@click.option("--list", "listed", is_flag=True, help="List the backups there are.")
def command(target: Path | None, *, events: bool, listed: bool) -> None:
    """Copy the progress to TARGET, or into the folder of backups where none is named.

    A backup is made every day by itself; seven days, five weeks and twelve months are kept.
    """
    from quiz.core.errors import InputError, UsageError
    from quiz.library.desk import Desk
    from quiz.library.merging import export_events
    from quiz.store.backups import back_up, backups

    desk = Desk()
    try:
        if listed:
            for file in backups(desk.locations.progress):
                show(str(file))
            return
        if events:
            if target is None:
                raise UsageError(_("no file was named"), do=_("quiz backup --events FILE.jsonl"))
            number = export_events(desk.progress, target)
            show(f"{target}: {number} events")
            return
        if target is None:
            show(str(back_up(desk.progress, desk.clock().date(), again=True)))
            return
        if target.exists():
            raise InputError(
                _("this file is there already"), where=str(target), do=_("name another")
            )
        desk.progress.copy_to(target)
        show(str(target))
        for notice in desk.notices:
            say(notice)
    finally:
        desk.close()
