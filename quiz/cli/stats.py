"""`quiz stats`: where the learner stands."""

from __future__ import annotations

import click

from quiz.core.display import one_line


@click.command("stats")
@click.argument("decks", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(decks: tuple[str, ...], as_json: bool) -> None:
    """Show what is due, new and known in DECKS (all where none is named)."""
    from quiz.library.desk import Desk
    from quiz.library.statistics import standing

    desk = Desk()
    try:
        found = [standing(desk, deck) for deck in desk.decks(decks)]
    finally:
        desk.close()
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(s) for s in found], ensure_ascii=False, indent=1))
        return
    for s in found:
        retention = f"{s.retention:.0%}" if s.retention is not None else "–"
        click.echo(
            f"{one_line(s.title)}: {s.due} due, {s.learning} learning, {s.new} new of {s.cards} cards; retention {retention}; next 7 days {' '.join(map(str, s.forecast))}"
        )
