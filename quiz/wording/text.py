"""Small laws of written text that every wording keeps: spacing, capitals, brackets."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?…)])[*_](?!\w)|\[#\]_|\[\d+\]|`+|\[\^?\d+\]"
)
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\s]*\)")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


def clean(text: str) -> str:
    """Text on one line without markup, footnote marks, and doubled or stray punctuation."""
    text = _LINK.sub(r"\1", text)
    text = _MARKUP.sub("", text)
    text = _SPACES.sub(" ", text)
    text = re.sub(r"\(\s*[,;]?\s*\)|\[\s*\]", "", text)
    text = re.sub(r"\s+([,.;)\]])", r"\1", text)
    text = re.sub(r"([(\[])\s+", r"\1", text)
    text = re.sub(r"(?<=s)\s(['’])(?=\s)", r"\1", text)  # "fifteen months' imprisonment"
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r",(?=[.;:)?!])", "", text)
    return _SPACES.sub(" ", text).strip(" ,;:–—-•")


def balanced(text: str) -> bool:
    """Whether brackets and paired quotation marks match."""
    pairs = {")": "(", "]": "[", "»": "«", "”": "“"}
    stack: list[str] = []
    for c in text:
        if c == "“" and stack and stack[-1] == "„":
            stack.pop()  # German „…“
        elif c == "„" or c in pairs.values():
            stack.append(c)
        elif c in pairs:
            if not stack or stack.pop() != pairs[c]:
                return False
    return not stack and text.count('"') % 2 == 0


def capital(text: str) -> str:
    """Text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


_EMPHASIS = re.compile(r"(?<![\w*_])([*_]{1,3})(?=\S)([^*_\n]{1,120}?)(?<=\S)\1(?![\w*_])")


def unmarked(text: str, cut: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    """A sentence without the marks of emphasis, and `cut`, offsets into it, moved along."""
    gone: list[tuple[int, int]] = []
    for match in _EMPHASIS.finditer(text):
        size = len(match[1])
        gone += [(match.start(), size), (match.end() - size, size)]
    if not gone:
        return text, cut
    kept = "".join(c for i, c in enumerate(text) if not any(a <= i < a + size for a, size in gone))
    if cut is None:
        return kept, None
    moved = [at - sum(min(size, max(0, at - a)) for a, size in gone) for at in cut]
    return kept, (moved[0], moved[1])
