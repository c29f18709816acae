"""`quiz check`: lint for decks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from quiz.cli import say, show, show_json
from quiz.core.errors import StoreError


@click.command("check")
@click.argument("decks", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--fix", "mend", is_flag=True, help="Fill in missing ids, find moved quotes again.")
@click.option("--json", "as_json", is_flag=True, help="Findings as a JSON list.")
@click.pass_context
def command(
    ctx: click.Context, *, decks: tuple[str, ...], strict: bool, mend: bool, as_json: bool
) -> None:
    """Check DECKS and print one finding a line: file:line: level: rule: message."""
    from dataclasses import asdict

    from quiz.library.check import Level, check
    from quiz.library.fix import fix
    from quiz.library.shelf import Shelf
    from quiz.store.locations import find_locations

    locations = find_locations()
    shelf = Shelf(locations)
    found = []
    for name in decks:
        path = Path(name)
        if path.suffix not in (".yaml", ".yml") and not path.exists():
            path = Path(shelf.find(name).path)
        if mend:
            for line in fix(path, shelf):
                say(line)
        found += check(path, shelf)
        broken = any(f.level is Level.ERROR and f.file == str(path) for f in found)
        if locations.progress.exists() and not broken:
            from quiz.library.same_card import findings

            with suppress(StoreError):  # a deck can be checked where progress cannot be opened
                found += findings(path)
    if as_json:
        show_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            show(str(finding))
    if any(strict or finding.level is Level.ERROR for finding in found):
        ctx.exit(1)
