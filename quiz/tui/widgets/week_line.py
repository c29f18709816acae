"""The fortnight ahead as blocks with their numbers, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

BLOCKS = " ▁▂▃▄▅▆▇█"
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_CELL = 5


def fortnight(forecast: Sequence[int], first: int, width: int) -> Content:
    """Three lines: weekdays, blocks and numbers, as many days as fit into `width` columns.

    `first` is the study day of the first number, as an ordinal.
    """
    days = list(forecast[: max(1, width // _CELL)])
    most = max(days, default=0)
    names, blocks, numbers = [], [], []
    for ahead, count in enumerate(days):
        name = "now" if not ahead else _DAYS[date.fromordinal(first + ahead).weekday()]
        level = -(-count * (len(BLOCKS) - 1) // most) if most else 0
        names.append(f"{name:>{_CELL}}")
        blocks.append(f"{BLOCKS[level] * 3:>{_CELL}}")
        numbers.append(f"{count or '·':>{_CELL}}")
    return Content.assemble(
        ("".join(names), "$text-muted"), "\n", ("".join(blocks), "$accent"), "\n",
        ("".join(numbers), ""),
    )  # fmt: skip


def recall(share: float | None) -> str:
    """A chance of recall in four columns, "   –" where nothing is known."""
    return f"{share:>4.0%}" if share is not None else "   –"


def cost(minutes: float) -> str:
    """Minutes as people say them: "under a minute", "about 12 min", "about 1 h 20"."""
    whole = round(minutes)
    if minutes <= 0:
        return "nothing"
    if whole < 1:
        return "under a minute"
    if whole < 60:
        return f"about {whole} min"
    return f"about {whole // 60} h {whole % 60:02d}"
