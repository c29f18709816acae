"""Readable ids made from words."""

from __future__ import annotations

import re
import unicodedata

from quiz.lang import language


def slug(text: str, lang: str, *, words: int = 6, limit: int = 48) -> str:
    """An id from the first content words of a text: "Launch of the mission" → `launch-mission`."""
    flat = unicodedata.normalize(
        "NFKD", text.replace("’", "'").replace("œ", "oe").replace("ß", "ss").lower()
    )
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    small = language(lang).stop_words | language(lang).function_words
    found = [
        w for w in re.findall(r"[a-z0-9]+", flat) if w not in small and (len(w) > 1 or w.isdigit())
    ]
    made = "-".join(found[:words] or ["fact"])[:limit].strip("-")
    return made or "fact"


def unique(wanted: str, taken: set[str]) -> str:
    """`wanted`, with a number where it is taken; the result is taken from now on."""
    name = wanted
    if name in taken:
        # In leaps and then by halves, since a long document wants one name thousands of times.
        low, high = 1, 2
        while f"{wanted}-{high}" in taken:
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if f"{wanted}-{middle}" in taken else (low, middle)
        name = f"{wanted}-{high}"
    taken.add(name)
    return name
