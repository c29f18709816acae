"""`quiz verify`: the cache against the events."""

from __future__ import annotations

import click

from quiz.cli import say, show


@click.command("verify")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Check the file, replay all events, compare what is kept of them, and mend what differs.

    Exit code 1 where anything did.
    """
    from quiz.library.desk import Desk

    desk = Desk()
    try:
        broken = desk.progress.check_integrity()
        for line in broken:
            say(line)
        if broken:
            say(desk.mend(broken[0]))
        differing = desk.progress.verify()
        for line in differing:
            say(line)
        if differing:
            desk.progress.rebuild()
            say("what differed was made anew from the events")
        for notice in desk.notices:
            say(notice)
        if broken or differing or desk.notices:
            ctx.exit(1)
        count = sum(1 for _ in desk.progress.log())
        show(f"{count} events: the file is sound, and what is kept of them is what they give")
    finally:
        desk.close()
