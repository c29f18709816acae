"""A progress bar of one line, readable without colour."""

from __future__ import annotations

from textual.content import Content


def meter(done: int, total: int, width: int) -> Content:
    """`━━━━╸────` with `done` of `total` filled in."""
    if width < 3:
        return Content("")
    share = done / total if total else 1.0
    full = min(width, int(share * width))
    bar = "━" * full
    if full < width:
        bar += ("╸" if full else "─") + "─" * (width - full - 1)
    return Content.assemble((bar[:full], "$accent"), (bar[full:], "$text-muted"))
