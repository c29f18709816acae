"""`quiz verify`: the cache against the events."""

from __future__ import annotations

import click

from quiz.cli import say, show


@click.command("verify")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Replay all events, compare what is kept of them, and mend it; exit 1 if anything differed."""
    from quiz.library.desk import Desk

    desk = Desk()
    try:
        broken = desk.progress.check_integrity()
        for line in broken:
            say(f"the file itself is damaged: {line}; run 'quiz restore', then 'quiz merge'")
        differing = [] if broken else desk.progress.verify()
        for line in differing:
            say(line)
        if differing:
            desk.progress.rebuild()
            say("what differed was made anew from the events")
        for notice in desk.notices:
            say(notice)
        if broken or differing:
            ctx.exit(1)
        count = sum(1 for _ in desk.progress.log())
        show(f"{count} events: the file is sound, and what is kept of them is what they give")
    finally:
        desk.close()
