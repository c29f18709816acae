"""`quiz cards`: what a deck asks."""

from __future__ import annotations

import click

from quiz.cli import show, show_json


@click.command("cards")
@click.argument("deck")
@click.option("--json", "as_json", is_flag=True, help="A JSON list, for other programs.")
def command(deck: str, as_json: bool) -> None:
    """List the cards that DECK yields: its file, its id or its title."""
    from quiz.library.listing import card_json
    from quiz.library.shelf import Shelf
    from quiz.store.locations import find_locations
    from quiz.wording.cards import cards_of, hint

    cards = cards_of(Shelf(find_locations()).find(deck))
    if as_json:
        from quiz.wording.choices import with_choices

        cards = with_choices(cards)
        show_json([card_json(card) for card in cards])
        return
    for card in cards:
        expected = hint(card)
        show(f"{card.question} ({expected})" if expected else card.question)
        click.echo("    ", nl=False)
        show(card.answer)
