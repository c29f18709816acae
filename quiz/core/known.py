"""How well something is known, in four steps that a screen can mark by a sign."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

FADING_UNDER, WEAK_UNDER = 0.9, 0.7  # chance of recall


class Known(IntEnum):
    """From never asked to firmly known; a larger number is better."""

    NEW = 0
    WEAK = 1
    FADING = 2
    FIRM = 3


def known(recall: float | None) -> Known:
    """The step of a chance of recall between 0 and 1; None was never asked."""
    if recall is None:
        return Known.NEW
    if recall < WEAK_UNDER:
        return Known.WEAK
    return Known.FADING if recall < FADING_UNDER else Known.FIRM


def together(recalls: Sequence[float | None]) -> float | None:
    """The chance over several cards, one never asked counting as 0; None where none was."""
    if all(r is None for r in recalls):
        return None
    return sum(r or 0.0 for r in recalls) / len(recalls)
