"""What stands at the edges of a sentence: a date that leads or closes it, and what parts it off."""

from __future__ import annotations

import re

from quiz.dates.find import find

LEADING = re.compile(r"[\s*_•–—-]*")


SEPARATING = re.compile(r"\s*,?\s+(?=\S)")


TRAILING = re.compile(r"[\s.;!*_]*")


def after_other(text: str, cut: tuple[int, int], lang: str) -> int:
    """Where a sentence begins after another date that leads it; 0 where none does."""
    first = next(iter(find(text, lang, 0, min(len(text), 60))), None)
    if first is None or first.end > cut[0] or not LEADING.fullmatch(text, 0, first.start):
        return 0
    gap = SEPARATING.match(text, first.end)
    return gap.end() if gap else 0


OF_NOUN = re.compile(r"(?i)(?<=\w\s)(?:of|de|du|del|von|vom)\s")
