"""`quiz check`: lint for decks."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.cli import say, show, show_json


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

    shelf = Shelf(find_locations())
    found = []
    for name in decks:
        path = Path(name)
        if path.suffix not in (".yaml", ".yml") and not path.exists():
            path = Path(shelf.find(name).path)
        if mend:
            for line in fix(path, shelf):
                say(line)
        found += check(path, shelf)
    if as_json:
        show_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            show(str(finding))
    if any(strict or finding.level is Level.ERROR for finding in found):
        ctx.exit(1)
