"""What is said at the end of a session, and when it is left early."""

from __future__ import annotations

from datetime import datetime

from quiz.library.study import Summary

_LISTED = 5  # questions to look at again


def number(count: int, one: str, many: str = "") -> str:
    """The count with its noun: "1 card", "2 cards"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def headline(done: Summary, waiting: datetime | None) -> str:
    """How the session ended, in one sentence."""
    if waiting is not None:
        return f"The next card comes back at {waiting:%H:%M}."
    if done.answered:
        return "Done for today." if not done.left else "This session is done."
    return "Nothing is due here now."


def closing(done: Summary) -> list[str]:
    """What a session came to, a line each; empty without answers. Questions come last."""
    if not done.answered:
        return []
    spent = f"{done.seconds / 60:.0f} min" if done.seconds >= 90 else f"{done.seconds:.0f} s"
    lines = [
        f"{number(done.answered, 'answer')} in {spent}, all saved",
        f"{done.again} again · {done.hard} hard · {done.good} good · {done.easy} easy",
    ]
    known = done.answered - done.again
    more = [f"{known / done.answered:.0%} known"]
    more += [f"{number(done.begun, 'new card')} begun"] if done.begun else []
    more += [f"{done.undone} taken back"] if done.undone else []
    lines.append(", ".join(more))
    lines.append(left(done))
    return [*lines, "", *again(done)] if done.lapsed else lines


def again(done: Summary) -> list[str]:
    """The questions that were not known, to look at again."""
    lines = ["To look at again:"]
    lines += [f"– {' '.join(question.split())}" for question in done.lapsed[:_LISTED]]
    if len(done.lapsed) > _LISTED:
        lines.append(f"– and {len(done.lapsed) - _LISTED} more")
    return lines


def left(done: Summary) -> str:
    """What is left today and comes tomorrow."""
    learning = f" ({done.learning} in a learning step)" if done.learning else ""
    return f"{number(done.left, 'card')} left today{learning}, {done.tomorrow} due tomorrow"


def early(done: Summary) -> str:
    """What is said when a session is left before its end."""
    return f"{number(done.answered, 'answer')} saved, {left(done)}."
