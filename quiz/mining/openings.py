"""What stands before a block's own words: an agency's dateline, an item's label, a day of the month."""

from __future__ import annotations

import re

from quiz.core.document import Block, BlockKind
from quiz.core.edtf import Date, Edtf
from quiz.dates.find import Mention, Partial, Role
from quiz.dates.labels import Label

_DAY = re.compile(r"[\s*_]*(\d{1,2})(?:st|nd|rd|th|er|\.)?(?P<close>[*_]*)\s*[:–—-][*_]*\s+(?=\S)")


def day_label(text: str, start: int, end: int, when: Edtf | None) -> Label | None:
    """The form "3: The mill floods." below the heading of a month."""
    if not isinstance(when, Date) or when.month is None or when.month > 12 or when.day:
        return None
    found = _DAY.match(text, start, end)
    if found is None or not 1 <= int(found[1]) <= 31 or found.end() >= end:
        return None
    day = Partial(when.year, when.month, int(found[1]))
    at = found.span(1)
    mention = Mention(at[0], at[0], at[1], Role.AT, day)
    return Label(at[0], at[1], found.end(), mention, strong=True)


# Where an agency says that it writes from: "ISMAILIA, Egypt (AP) — ".
_DATELINE = re.compile(
    r"[*_]*[A-ZÀ-Ý]{3,}(?:[ .'’-][A-ZÀ-Ý]{2,}){0,3}(?:,\s+[^—–\n:;!?]{2,30}){0,2}\s*(?:\([^()\n]{2,20}\)\s*)?[*_]*\s*(?:[—–]|--?\s)\s*[*_]*(?=[“«\"]?[A-ZÀ-Ý0-9])"
)
# What an item of a list is about: "Opening: On 4 May …".
_ITEM = re.compile(r"[*_]*[A-ZÀ-Ý][^\W\d_]+(?:\s[^\W\d_]+){0,3}\s?:[*_]*\s+(?=[A-ZÀ-Ý])")


def opening_of(text: str, start: int, block: Block) -> int:
    """Where a paragraph's or bullet's own words begin, after a dateline or label."""
    if found := _DATELINE.match(text, start, block.end):
        return found.end()
    if block.kind is BlockKind.BULLET and (found := _ITEM.match(text, start, block.end)):
        if re.search(r"\s[a-zà-ÿ].*\s[a-zà-ÿ]", text[found.end() : block.end]):
            return found.end()
    return start
