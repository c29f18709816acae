"""What a line of text, Markdown or reStructuredText says of itself by its marks."""

from __future__ import annotations

import re

BULLET = re.compile(
    r"(?P<mark>[•·▪‣◦●○]|[*+-](?=[ \t\u00a0])|[–—](?=\s)|(?P<number>\(?\d{1,3}[.)]|[a-z]\))(?=\s))"
    r"\s*(?=\S)"
)
ATX = re.compile(r"(?P<depth>#{1,6})[ \t]+(?P<title>\S.*)")
STRONG = re.compile(
    r"\*\*(?=\S)(?P<a>[^*]{1,200})(?<=\S)\*\*|(?<!\w)__(?=\S)(?P<b>[^_]{1,200})(?<=\S)__(?!\w)"
)
_DIRECTIVE = re.compile(r"\.\.(?:[ \t]+(?P<name>[\w-]+)::|[ \t]+[\[_|]|[ \t]*$|[ \t]+\S)")
_ASIDES = frozenset(
    "note warning tip important admonition hint caution danger attention seealso epigraph topic"
    " sidebar versionadded versionchanged deprecated rubric".split()
)  # directives whose text is prose
_PICTURE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])\s*$|<img\b[^>]*>\s*$|<!--[^>]*-->\s*$")
_REFERENCE = re.compile(r"\[\^?[^\]]{1,80}\]:\s")  # [1]: https://…, [^1]: a footnote
_UNDERLINES = "=-~^\"'`#*+.:_"
_BLANK = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]*")


def blank(line: str) -> bool:
    """Whether a line shows nothing."""
    return _BLANK.fullmatch(line) is not None


def ruler(line: str) -> str:
    """The character that a line is drawn with from end to end, at least thrice; else ""."""
    drawn = line.strip()
    if len(drawn) >= 3 and drawn[0] in _UNDERLINES and drawn == drawn[0] * len(drawn):
        return drawn[0]
    return ""


def fence(line: str) -> str:
    """The marks that open or close a block of code; else ""."""
    bare = line.lstrip(" ")
    return next((mark for mark in ("```", "~~~") if bare.startswith(mark)), "")


def directive(line: str) -> str | None:
    """How a reStructuredText directive or comment is to be taken, None for any other line.

    "aside" when the lines indented below it are prose, "skip" when they are not.
    """
    found = _DIRECTIVE.match(line.lstrip())
    if not found:
        return None
    return "aside" if (found["name"] or "").lower() in _ASIDES else "skip"


def beside_the_text(line: str) -> bool:
    """Whether a line only shows a picture, defines a link or holds a comment."""
    bare = line.lstrip()
    return bool(_PICTURE.match(bare) or _REFERENCE.match(bare))


def strong_spans(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Offsets of what `**` or `__` set in bold within `text[start:end]`, without the marks."""
    found = (m.span("a") if m["a"] else m.span("b") for m in STRONG.finditer(text, start, end))
    return tuple(found)
