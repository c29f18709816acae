"""Text of strangers made safe to show: no escape codes, no control characters."""

from __future__ import annotations

import re
import unicodedata

_DIRECTION = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C], None
)


def printable(text: str) -> str:
    """`text` with controls dropped and line breaks kept; marks that turn the writing direction go.

    Tabs become spaces. What a terminal would obey instead of showing never reaches it.
    """
    out = []
    for c in (
        text.translate(_DIRECTION).replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n")
    ):
        if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"):
            out.append(c)
    return "".join(out)


_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_`](?=\w)|(?<=[\w.!?])[*_`](?!\w)|\[\^?\d+\]")


def quotation(text: str, limit: int = 0) -> str:
    """`one_line` of a source sentence, without Markdown's marks and footnote numbers."""
    return one_line(_MARKS.sub("", text), limit)


def one_line(text: str, limit: int = 0) -> str:
    """`printable` on a single line, cut with an ellipsis at `limit` characters (0 is no limit)."""
    line = " ".join(printable(text).split())
    return line if not limit or len(line) <= limit else line[: max(1, limit - 1)].rstrip() + "…"
