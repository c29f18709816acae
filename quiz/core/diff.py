"""What was typed beside what is right, letter under letter."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.core.edtf import Date

GAP = "·"  # stands where the other line has a letter more
_LONGEST = 400  # characters; a longer text is compared by eye


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two lines of one length; where they differ, `differs` is True for that place."""

    typed: str
    right: str
    differs: tuple[bool, ...]


def aligned(typed: str, right: str) -> Aligned | None:
    """Lay `typed` and `right` letter under letter; None where that shows nothing.

    It shows nothing for equal texts, and for texts of which less than half agrees.
    """
    if typed == right or not typed or max(len(typed), len(right)) > _LONGEST:
        return None
    from rapidfuzz.distance import Indel  # imported late: most answers are right

    folded = typed.casefold(), right.casefold()
    if any(len(f) != len(t) for f, t in zip(folded, (typed, right), strict=True)):
        folded = typed, right  # "ß" folds into two letters
    if Indel.normalized_similarity(*folded) < 0.5:
        return None
    above, below, differs = [], [], []
    for step in Indel.opcodes(*folded):
        a, b = typed[step.src_start : step.src_end], right[step.dest_start : step.dest_end]
        size = max(len(a), len(b))
        above.append(a.ljust(size, GAP))
        below.append(b.ljust(size, GAP))
        differs += [step.tag != "equal"] * size
    return Aligned("".join(above), "".join(below), tuple(differs)) if any(differs) else None


def date_parts(right: Date, given: Date) -> tuple[tuple[str, bool], ...]:
    """Which of year, month and day agree, as far as both have them; empty for decades."""
    if right.blanks or given.blanks:
        return ()
    pairs = (
        ("year", right.year, given.year),
        ("month", right.month, given.month),
        ("day", right.day, given.day),
    )
    return tuple((n, r == g) for n, r, g in pairs if r is not None and g is not None)
