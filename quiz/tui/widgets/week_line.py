"""The fortnight ahead as blocks with their numbers, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from quiz.translation import _, percent, pgettext

BLOCKS = " ▁▂▃▄▅▆▇█"

_CELL = 5


def fortnight(forecast: Sequence[int], first: int, width: int, weekdays: Sequence[str]) -> Content:
    """Three lines: weekdays, blocks and numbers, as many days as fit into `width` columns.

    `first` is the study day of the first number, as an ordinal; `weekdays` begin with Monday.
    """
    days = list(forecast[: max(1, width // _CELL)])
    most = max(days, default=0)
    names, blocks, numbers = [], [], []
    for ahead, count in enumerate(days):
        name = (
            weekdays[date.fromordinal(first + ahead).weekday()]
            if ahead
            else pgettext("today, over a column of four", "now")
        )
        level = -(-count * (len(BLOCKS) - 1) // most) if most else 0
        names.append(f"{name:>{_CELL}}")
        blocks.append(f"{BLOCKS[level] * 3:>{_CELL}}")
        numbers.append(f"{count or '·':>{_CELL}}")
    return Content.assemble(
        ("".join(names), "$text-muted"), "\n", ("".join(blocks), "$accent"), "\n",
        ("".join(numbers), ""),
    )  # fmt: skip


def recall(share: float | None) -> str:
    """A chance of recall in a column, "   –" where nothing is known."""
    width = len(percent(1))
    return percent(share).rjust(width) if share is not None else "–".rjust(width)


def cost(minutes: float) -> str:
    """Minutes as people say them: "under a minute", "about 12 min", "about 1 h 20"."""
    whole = round(minutes)
    if minutes <= 0:
        return _("nothing")
    if whole < 1:
        return _("under a minute")
    if whole < 60:
        return _("about {time}").format(time=f"{whole} min")
    return _("about {time}").format(time=f"{whole // 60} h {whole % 60:02d}")
