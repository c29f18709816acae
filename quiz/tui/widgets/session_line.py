"""The line above a card: the deck, a bar, how far the session is."""

from __future__ import annotations

from textual.content import Content

from quiz.core.display import one_line
from quiz.library.study import Study
from quiz.translation import _, pgettext
from quiz.tui.widgets.meter import meter

_WIDE = 70
_BAR = 8  # columns that the bar has at least beside the numbers
_NAME = 14  # columns that the deck's name keeps at least


def session_line(study: Study, title: str, width: int) -> Content:
    """Deck, bar, cards done and left; the minutes left where the session is bounded by them."""
    tally, card = study.tally, study.current
    flag = "* " if card is not None and study.standing(card).flagged else ""
    name = flag + one_line(title, max(10, width // 3))
    right = " " + _("{n} of {total}").format(n=tally.done, total=tally.total)
    if (left := study.time_left) is not None:
        minutes = max(0, round(left.total_seconds() / 60))
        right += "   " + _("{minutes} min left").format(minutes=minutes)
    elif width >= _WIDE:
        parts = (
            f"{tally.due} {pgettext('a column', 'due')}",
            f"{tally.learning} {pgettext('a column', 'learning')}",
            f"{tally.new} {pgettext('a column', 'new')}",
        )
        words = f"   {' + '.join(parts)}"
        room = width - len(right) - len(words) - 5 - _BAR
        if room < len(name) and room >= _NAME:
            name = flag + one_line(title, room - len(flag))
        if room >= min(len(name), _NAME):
            right += words  # numbers without words would tell a newcomer nothing
    bar = meter(tally.done, tally.total, max(0, width - len(name) - len(right) - 5))
    return Content.assemble((name, "bold"), "  " if name else "", bar, right)
