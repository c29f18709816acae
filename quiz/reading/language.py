"""Which language a text is in, by its stop words."""

from __future__ import annotations

import re
from collections import Counter

from quiz.lang import CODES, language

_SAMPLE = 40_000  # characters; more does not change the verdict
_ENOUGH = 0.12  # share of stop words below which a text is in none of our languages


def guess(text: str) -> tuple[str, bool]:
    """The two-letter code of a text's language, and whether that is sure.

    A stop word counts for every language that has it. English, unsure, where no language has
    enough of them or two have as many.
    """
    words = Counter(re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower()))
    scores = {
        code: sum(n for word, n in words.items() if word in language(code).stop_words)
        for code in CODES
    }
    best, second = sorted(CODES, key=lambda code: -scores[code])[:2]
    if scores[best] >= _ENOUGH * words.total() and scores[best] > scores[second]:
        return best, True
    return "en", False
