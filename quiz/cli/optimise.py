"""`quiz optimise`: the memory model fitted to the learner."""

from __future__ import annotations

import click

from quiz.cli import show


@click.command("optimise")
@click.option("--reset", is_flag=True, help="Go back to the defaults of FSRS-6.")
@click.option("--dry-run", is_flag=True, help="Show what a fit would gain; change nothing.")
def command(*, reset: bool, dry_run: bool) -> None:
    """Fit FSRS-6 to all your reviews, show the log loss before and after, and use the fit if it is better.

    Needs the extra `optimise`. Dates already promised stay.
    """
    from quiz.library.desk import Desk
    from quiz.library.optimise import adopt, histories, optimise

    desk = Desk()
    try:
        if reset:
            adopt(desk.progress, None)
            show("the defaults of FSRS-6 are used")
            return
        done = optimise(histories(desk.progress), desk.progress.plan.parameters)
        if done.reviews:
            show(
                f"{done.reviews} reviews a day or more apart; log loss on the latest fifth: "
                f"{done.before:.4f} before, {done.after:.4f} fitted, {done.defaults:.4f} defaults"
            )
        if done.refused:
            show(f"nothing was changed: {done.why}")
        else:
            show(done.why)
            if not dry_run:
                adopt(desk.progress, done.parameters)
                show(
                    "the fitted parameters are used from now on; 'quiz optimise --reset' goes back"
                )
    finally:
        desk.close()
