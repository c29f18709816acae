"""The four ratings with what each leads to; a click rates too."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from quiz.core.rating import Rating
from quiz.library.remarks import RATINGS
from quiz.library.study import Outcome
from quiz.translation import _

_WIDE, _NARROW = 64, 40  # columns for names with intervals, and for names


def ratings_line(outcomes: Mapping[Rating, Outcome], proposed: Rating, width: int) -> Content:
    """One line; the proposed rating is marked by ▸ and set off. Narrow screens say less."""
    parts = []
    for rating in Rating:
        spoken = f" {outcomes[rating].spoken}" if rating in outcomes else ""
        name = f" {_(RATINGS[rating])}" if width >= _NARROW or rating is proposed else ""
        text = f"{rating.value}{name}{spoken if width >= _WIDE else ''}"
        mark, style = ("▸", "bold reverse") if rating is proposed else (" ", "")
        parts.append(Content.styled(f"{mark}{text}", f"{style} @click=screen.rate({rating.value})"))
    return Content("   " if width >= _NARROW else " ").join(parts)
