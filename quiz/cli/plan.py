"""`quiz plan`: ready by a date."""

from __future__ import annotations

from datetime import datetime

import click

from quiz.cli import show, show_json
from quiz.cli.finite import Finite
from quiz.translation import _


@click.command("plan")
@click.argument("deck")
@click.option("--by", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day, as 2026-12-12.")
@click.option("--minutes-a-day", "minutes", type=Finite(1, 24 * 60), help="20 where not given.")
@click.option("--dry-run", is_flag=True, help="Only show the forecast.")
@click.option("--off", is_flag=True, help="Study the deck as always again.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(
    deck: str, *, day: datetime | None, minutes: float | None, dry_run: bool, off: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Know DECK by a day: expected recall then with and without the plan, and a daily quota.

    Studying follows the plan until that day.
    """
    from dataclasses import asdict

    from quiz.core.errors import UsageError
    from quiz.library.deadlines import follow, forecast
    from quiz.library.desk import Desk

    if (day is None) == (not off):
        raise UsageError(
            _("a plan needs its day, and only that"), do=_("quiz plan DECK --by DATE, or --off")
        )
    desk = Desk()
    try:
        found = desk.shelf.find(deck)
        if off or day is None:
            follow(desk.progress, found.id, None)
            show(f"{found.title}: studied as always")
            return
        told = forecast(desk.progress, found.id, desk.cards(found), day.date(), minutes)
        if not dry_run:
            follow(desk.progress, found.id, day.date(), minutes)
    finally:
        desk.close()
    if as_json:
        show_json(asdict(told) | {"day": told.day.isoformat()})
        return
    show(
        f"{found.title}: {told.cards} cards, {told.days} days, {told.minutes:g} minutes a day, {told.quota} cards today"
    )
    show(
        f"expected recall on {told.day}: {told.planned:.0%} with the plan, {told.plain:.0%} as always "
        f"in the same minutes, {told.idle:.0%} without study"
    )
    if told.given_up:
        show(
            f"if time is short, give up first: {', '.join(told.given_up[:10])}{' …' if told.given_up[10:] else ''} ({len(told.given_up)} cards)"
        )
