"""`quiz restore`: a backup in the place of the progress."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.cli import say, show
from quiz.translation import _


@click.command("restore")
@click.argument("backup", required=False, type=click.Path(path_type=Path))
def command(backup: Path | None) -> None:
    """Put BACKUP (the latest where none is named) in the place of the progress.

    What it replaces is kept beside it; `quiz merge` brings both together.
    """
    from quiz.core.errors import InputError
    from quiz.library.desk import wall_clock
    from quiz.store.backups import backups, restore
    from quiz.store.locations import find_locations

    path = find_locations().progress
    found = [backup] if backup is not None else backups(path)
    if not found:
        raise InputError(_("there is no backup yet"), where=str(path.parent), do=_("name a file"))
    kept = restore(path, found[0], wall_clock())
    show(f"{path}: restored from {found[0]}")
    if kept is not None:
        say(f"what it replaced is kept as {kept}; 'quiz merge {kept}' brings its answers back")
