"""`quiz relink`: a private repair of a card's identity."""

from __future__ import annotations

import click

from quiz.cli import say, show
from quiz.translation import _


@click.command("relink")
@click.argument("old")
@click.argument("card")
def command(old: str, card: str) -> None:
    """Let CARD have the history of OLD (ids as `quiz cards` and `quiz check` print them).

    Authors write `was:` in the deck instead, so that every learner's progress follows.
    """
    from quiz.core.errors import InputError
    from quiz.library.desk import Desk

    desk = Desk()
    try:
        if desk.progress.memory(old) is None:
            raise InputError(
                _("the card '{old}' has no history").format(old=old), do=_("see 'quiz check DECK'")
            )
        if old == card:
            raise InputError(_("these are one card"), do=_("name two"))
        desk.progress.relink(old, card)
        show(f"{card} has the history of {old} now")
        for notice in desk.notices:
            say(notice)
    finally:
        desk.close()
