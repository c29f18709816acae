"""`quiz stats`: where the learner stands."""

from __future__ import annotations

import click

from quiz.cli import say
from quiz.core.display import one_line


@click.command("stats")
@click.argument("decks", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(decks: tuple[str, ...], as_json: bool) -> None:
    """Show what is due, new and known in DECKS (all where none is named)."""
    from quiz.library.desk import Desk
    from quiz.library.honesty import honesty
    from quiz.library.overall import overall
    from quiz.library.statistics import standing

    desk = Desk()
    try:
        found = [standing(desk, deck) for deck in desk.decks(decks)]
        known = desk.locations.progress.exists()
        whole = overall(desk.progress) if known else None
        model = honesty(desk.progress) if known else None
        for notice in desk.notices:
            say(notice)
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
    if decks or whole is None:
        return
    kept = ", ".join(
        f"{stage} {share:.0%}" for stage, share in whole.retention.items() if share is not None
    )
    if kept:
        click.echo(
            f"true retention: {kept}; {len(whole.leeches)} leeches; {whole.mature} of {whole.begun} cards mature"
        )
    if model is not None:
        click.echo(
            f"the memory model: recall foretold {model.predicted:.0%}, seen {model.recalled:.0%} in {model.reviews} reviews; "
            f"log loss {model.log_loss:.4f} (defaults {model.defaults:.4f}, your average {model.average:.4f}), RMSE(bins) {model.rmse_bins:.3f}"
        )
        for b in model.bins:
            click.echo(
                f"  foretold {b.low:.0%}–{b.high:.0%}: {b.predicted:.0%}, seen {b.actual:.0%} ({b.number})"
            )
