"""What is said at the end of a session, and when it is left early."""

from __future__ import annotations

from datetime import datetime

from quiz.library.study import Summary
from quiz.translation import _, ngettext, percent

_LISTED = 5  # questions to look at again


def headline(done: Summary, waiting: datetime | None) -> str:
    """How the session ended, in one sentence."""
    if waiting is not None:
        return _("The next card comes back at {waiting:%H:%M}.").format(waiting=waiting)
    if done.answered:
        return _("Done for today.") if not done.left else _("This session is done.")
    return _("Nothing is due here now.")


def closing(done: Summary) -> list[str]:
    """What a session came to, a line each; empty without answers. Questions come last."""
    if not done.answered:
        return []
    spent = f"{done.seconds / 60:.0f} min" if done.seconds >= 90 else f"{done.seconds:.0f} s"
    answers = ngettext("{n} answer", "{n} answers", done.answered)
    lines = [_("{answers} in {spent}, all saved").format(answers=answers, spent=spent), rated(done)]
    share = percent((done.answered - done.again) / done.answered)
    more = [_("{share} known").format(share=share)]
    more += (
        [ngettext("{n} new card begun", "{n} new cards begun", done.begun)] if done.begun else []
    )
    more += [ngettext("{n} taken back", "{n} taken back", done.undone)] if done.undone else []
    lines.append(", ".join(more))
    lines.append(left(done))
    return [*lines, "", *again(done)] if done.lapsed else lines


def rated(done: Summary, between: str = " · ") -> str:
    """How many answers got which rating."""
    counts = (
        ngettext("{n} again", "{n} again", done.again),
        ngettext("{n} hard", "{n} hard", done.hard),
        ngettext("{n} good", "{n} good", done.good),
        ngettext("{n} easy", "{n} easy", done.easy),
    )
    return between.join(counts)


def again(done: Summary) -> list[str]:
    """The questions that were not known, to look at again."""
    lines = [_("To look at again:")]
    lines += [f"– {' '.join(question.split())}" for question in done.lapsed[:_LISTED]]
    if len(done.lapsed) > _LISTED:
        more = len(done.lapsed) - _LISTED
        lines.append(ngettext("– and {n} more", "– and {n} more", more))
    return lines


def left(done: Summary) -> str:
    """What is left today and comes tomorrow."""
    today = ngettext("{n} card left today", "{n} cards left today", done.left)
    if done.learning:
        today += " " + _("({n} in a learning step)").format(n=done.learning)
    tomorrow = ngettext("{n} due tomorrow", "{n} due tomorrow", done.tomorrow)
    return f"{today}, {tomorrow}"


def early(done: Summary) -> str:
    """What is said when a session is left before its end."""
    saved = ngettext("{n} answer saved", "{n} answers saved", done.answered)
    return f"{saved}, {left(done)}."
