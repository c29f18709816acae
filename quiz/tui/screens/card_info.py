"""A card's figures: memory, history, and why it is asked."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content

from quiz.core.display import one_line, printable
from quiz.core.edtf import Date
from quiz.core.rating import Rating
from quiz.dates.spoken import spoken
from quiz.library.cardinfo import CardInfo
from quiz.library.remarks import RATINGS
from quiz.translation import _, counts_as, decimal, language, ngettext, percent, pgettext
from quiz.tui.widgets.sheet import Sheet

_HISTORY = 50  # answers shown
_VERDICTS = {"right": "✓", "close": "≈", "wrong": "✗"}


class CardInfoScreen(Sheet):
    """What is known of the card before the learner."""

    BINDINGS = [Binding("i", "close", "Close", show=False, tooltip="Close this")]  # noqa: RUF012

    def __init__(self, info: CardInfo, *, answers: bool) -> None:
        """`answers` says whether what was typed before may be seen: not before the answer."""
        super().__init__(_("Card"), card_text(info, answers=answers))


def card_text(info: CardInfo, *, answers: bool) -> Content:
    """The figures, a line each, then the history."""
    recall = percent(info.recall) if info.recall is not None else "–"
    until = _("(until the chance of recall is {share})").format(share=percent(0.9))
    lapses = ngettext("{n} of them a lapse", "{n} of them lapses", info.lapses)
    rows = [
        (_("state"), ", ".join([info.state, *flags(info)])),
        (pgettext("a figure of a card", "due"), info.due),
        (_("recall today"), recall),
        (_("stability"), f"{stability(info)}   {until}"),
        (_("difficulty"), difficulty(info)),
        (_("answers"), f"{info.answers}, {lapses}"),
        (_("id"), info.card.id),
    ]
    width = max(len(name) for name, _value in rows) + 2
    parts: list[Content] = [Content.styled(printable(info.card.question), "bold")]
    parts.append(Content(f"\n{info.why}\n"))
    parts += [Content.assemble((f"{n:<{width}}", "$text-muted"), one_line(v)) for n, v in rows]
    if info.history:
        parts.append(Content.styled(f"\n{_('history, the latest first')}", "$text-muted"))
    longest = max(len(_(name)) for name in RATINGS.values())
    for past in info.history[:_HISTORY]:
        typed = f"  {one_line(past.typed, 40)}" if past.typed and answers else ""
        notes = "" if past.counts else f"  ({_('not counted')})"
        notes += f"  ({_('the answer was another one then')})" if past.changed else ""
        day = spoken(Date(past.at.year, past.at.month, past.at.day), language())
        parts.append(
            Content(
                f"{day} {past.at:%H:%M}  {_VERDICTS.get(past.verdict, ' ')} "
                f"{_(RATINGS[Rating(past.rating)]):<{longest}} {past.seconds:4.0f} s{typed}{notes}"
            )
        )
    if len(info.history) > _HISTORY:
        parts.append(Content(f"… {before(len(info.history) - _HISTORY)}"))
    return Content("\n").join(parts)


def flags(info: CardInfo) -> list[str]:
    """What a card is besides its state: a leech, flagged."""
    marks = ((_("leech"), info.leech), (_("flagged"), info.flagged))
    return [word for word, there in marks if there]


def stability(info: CardInfo) -> str:
    """In days."""
    if info.stability is None:
        return "–"
    days = ngettext("{number} day", "{number} days", counts_as(info.stability))
    return days.format(number=decimal(info.stability))


def difficulty(info: CardInfo) -> str:
    """From 1 to 10."""
    if info.difficulty is None:
        return "–"
    return _("{number} of {total}").format(number=decimal(info.difficulty), total=10)


def before(count: int) -> str:
    """How many answers are not shown."""
    return ngettext("and {n} before", "and {n} before", count)
