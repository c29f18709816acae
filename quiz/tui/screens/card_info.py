"""A card's figures: memory, history, and why it is asked."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content

from quiz.core.display import one_line, printable
from quiz.core.rating import Rating
from quiz.library.cardinfo import CardInfo
from quiz.library.remarks import RATINGS
from quiz.tui.widgets.sheet import Sheet

_HISTORY = 50  # answers shown
_VERDICTS = {"right": "✓", "close": "≈", "wrong": "✗"}


class CardInfoScreen(Sheet):
    """What is known of the card before the learner."""

    BINDINGS = [Binding("i", "close", "Close", show=False, tooltip="Close this")]  # noqa: RUF012

    def __init__(self, info: CardInfo, *, answers: bool) -> None:
        """`answers` says whether what was typed before may be seen: not before the answer."""
        super().__init__("Card", card_text(info, answers=answers))


def card_text(info: CardInfo, *, answers: bool) -> Content:
    """The figures, a line each, then the history."""
    stability = f"{info.stability:.1f} days" if info.stability is not None else "–"
    difficulty = f"{info.difficulty:.1f} of 10" if info.difficulty is not None else "–"
    recall = f"{info.recall:.0%}" if info.recall is not None else "–"
    marks = [m for m, there in (("leech", info.leech), ("flagged", info.flagged)) if there]
    rows = [
        ("state", ", ".join([info.state, *marks])),
        ("due", info.due),
        ("recall today", recall),
        ("stability", f"{stability}   (until the chance of recall is 90%)"),
        ("difficulty", difficulty),
        ("answers", f"{info.answers}, {info.lapses} of them lapses"),
        ("id", info.card.id),
    ]
    parts: list[Content] = [Content.styled(printable(info.card.question), "bold")]
    parts.append(Content(f"\n{info.why}\n"))
    parts += [Content.assemble((f"{n:<14}", "$text-muted"), one_line(v)) for n, v in rows]
    if info.history:
        parts.append(Content.styled("\nhistory, the latest first", "$text-muted"))
    for past in info.history[:_HISTORY]:
        typed = f"  {one_line(past.typed, 40)}" if past.typed and answers else ""
        notes = "" if past.counts else "  (not counted)"
        notes += "  (the answer was another then)" if past.changed else ""
        parts.append(
            Content(
                f"{past.at:%d %b %Y %H:%M}  {_VERDICTS.get(past.verdict, ' ')} "
                f"{RATINGS[Rating(past.rating)]:<5} {past.seconds:4.0f} s{typed}{notes}"
            )
        )
    if len(info.history) > _HISTORY:
        parts.append(Content(f"… and {len(info.history) - _HISTORY} more"))
    return Content("\n").join(parts)
