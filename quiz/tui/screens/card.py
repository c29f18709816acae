"""One card, opened from browse, the timeline or the source: all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz.core.card import Card
from quiz.core.display import one_line, printable, quotation
from quiz.core.errors import QuizError
from quiz.core.rating import Rating
from quiz.library.cardinfo import CardInfo, card_info
from quiz.library.remarks import RATINGS
from quiz.translation import _, ngettext, pgettext
from quiz.tui.marks import percent
from quiz.tui.screens.card_info import before, difficulty, flags, stability
from quiz.tui.spoken import SpokenModal
from quiz.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from quiz.tui.app import QuizApp

_HISTORY = 30  # answers shown; older ones are counted


class CardScreen(SpokenModal[None]):
    """A card's question, answer, source, figures and history; left and right go on."""

    app: QuizApp
    DEFAULT_CSS = """
    CardScreen { align: center middle; }
    CardScreen > VerticalScroll {
        width: 90; max-width: 96%; height: auto; max-height: 1fr; margin: 1 0; padding: 0 2;
        background: $surface; border: round $accent; scrollbar-size-vertical: 1;
    }
    CardScreen:nocolor > VerticalScroll { border: round ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close", key_display="esc", tooltip="Back"),
        Binding("left,p,h", "step(-1)", "Previous", key_display="←", tooltip="The card before"),
        Binding("right,n,l", "step(1)", "Next", key_display="→", tooltip="The card after"),
        Binding("j", "down", show=False, tooltip="Scroll down"),
        Binding("k", "up", show=False, tooltip="Scroll up"),
    ]

    def __init__(self, cards: Sequence[Card], at: int = 0) -> None:
        """Show the card at a place of some cards."""
        super().__init__()
        self._cards, self._at = list(cards), at

    def compose(self) -> ComposeResult:
        """The card as text that scrolls."""
        with VerticalScroll(id="card-box"):
            yield Static(id="card-text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first card."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """One card alone has no next one."""
        return action != "step" or len(self._cards) > 1

    def action_step(self, by: int) -> None:
        """To a neighbour, round the ends."""
        self._at = (self._at + by) % len(self._cards)
        self._show()

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one("#card-box").scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one("#card-box").scroll_up(animate=False)

    def redraw(self) -> None:
        """The card in another language's words."""
        self._show()

    def _show(self) -> None:
        card = self._cards[self._at]
        try:
            info = card_info(card, self.app.desk.progress)
        except QuizError as error:
            self.app.tell(error)
            self.dismiss()
            return
        count = ""
        if len(self._cards) > 1:
            count = "   " + _("{n} of {total}").format(n=self._at + 1, total=len(self._cards))
        box = self.query_one("#card-box")
        box.border_title = None
        box.scroll_home(animate=False)
        self.query_one("#card-text", Static).update(
            Content("\n").join(
                [
                    *_asked(card, count),
                    *_figures(info),
                    *_source(card),
                    *_told(info),
                    Content(""),
                    Content.styled(one_line(card.id), "$text-muted"),
                ]
            )
        )


def _asked(card: Card, count: str) -> list[Content]:
    where = one_line(" · ".join(p for p in (card.topic, *card.tags) if p), 70)
    return [
        Content.styled(f"{where}{count}" or card.id, "$text-muted"),
        Content.styled(printable(card.question), "bold"),
        Content(""),
        Content(printable(card.answer)),
        *([Content.styled(printable(card.note), "$text-muted")] if card.note else []),
        Content(""),
    ]


def _figures(info: CardInfo) -> list[Content]:
    forgotten = ngettext("forgotten {n} time", "forgotten {n} times", info.lapses)
    rows = [
        (_("state"), ", ".join([info.state, *flags(info)])),
        (pgettext("a figure of a card", "due"), info.why),
        (_("recall now"), percent(info.recall)),
        (_("stability"), stability(info)),
        (_("difficulty"), difficulty(info)),
        (_("answers"), f"{info.answers}, {forgotten}"),
    ]
    width = max(len(name) for name, _value in rows) + 2
    return [
        *(Content.assemble((f"{name:<{width}}", "$text-muted"), words) for name, words in rows),
        Content(""),
    ]


def _source(card: Card) -> list[Content]:
    if card.source is None or not card.source.quote:
        return []
    return [Content.styled(f"“{quotation(card.source.quote)}”", "$text-muted"), Content("")]


def _told(info: CardInfo) -> list[Content]:
    if not info.history:
        return [Content.styled(_("not answered yet"), "$text-muted")]
    lines = [Content.styled(_("history, the latest first"), "$text-muted")]
    longest = max(len(_(name)) for name in RATINGS.values()) + 1
    for one in info.history[:_HISTORY]:
        typed = f"   {one_line(one.typed, 40)}" if one.typed else ""
        extra = "" if one.counts else f"   {_('not counted')}"
        extra += f"   {_('the answer was another one then')}" if one.changed else ""
        took = f"{one.seconds:.0f} s" if one.seconds else ""
        lines.append(
            Content.assemble(
                f"{one.at:%Y-%m-%d %H:%M}  ",
                (
                    f"{_(RATINGS[Rating(one.rating)]):<{longest}}",
                    "$error" if one.rating == 1 else "$success",
                ),
                f"{took:>6}",
                typed,
                (extra, "$text-muted"),
            )
        )
    if len(info.history) > _HISTORY:
        lines.append(Content.styled(before(len(info.history) - _HISTORY), "$text-muted"))
    return lines
