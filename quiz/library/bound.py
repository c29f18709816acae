"""How long a session is to be: "20" or "20 cards", "10 min"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quiz.core.errors import InputError
from quiz.translation import _

_BOUND = re.compile(
    r"\s*(\d{1,4})\s*(?:(cards?|c|cartes?)|(m|min|mins|minutes?))?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Bound:
    """The end of a session in answers, or in minutes; both None is no end."""

    cards: int | None = None
    minutes: int | None = None


def read_bound(text: str) -> Bound:
    """The bound that was typed; none for an empty text. Raises InputError."""
    if not text.strip():
        return Bound()
    found = _BOUND.fullmatch(text)
    if found is None or int(found[1]) == 0:
        raise InputError(
            _("'{text}' is no length of a session").format(text=text.strip()),
            do=_("give 20 or 10 min"),
        )
    count = int(found[1])
    return Bound(minutes=count) if found[3] else Bound(cards=count)
