"""The same card in another dress? Asked where a deck lost a card and has one much like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quiz.core.display import one_line
from quiz.core.errors import QuizError
from quiz.library.same_card import Proposal
from quiz.translation import _, pgettext
from quiz.tui.spoken import SpokenModal
from quiz.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from quiz.tui.app import QuizApp


class SameCardScreen(SpokenModal[None]):
    """Shows pairs one by one; a pair that is one card shares its history from then on."""

    app: QuizApp
    DEFAULT_CSS = """
    SameCardScreen { align: center middle; }
    SameCardScreen > Vertical {
        width: 76; max-width: 96%; height: auto; max-height: 90%; padding: 0 1;
        background: $surface; border: round $accent;
    }
    SameCardScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,o", "same", "Same card", key_display="y", tooltip="The new card takes over what is known of the old"),
        Binding("n", "other", "Another card", tooltip="They have nothing to do with each other"),
        Binding("escape,q", "leave", "Later", key_display="esc", tooltip="Leave them; quiz check asks again"),
    ]  # fmt: skip

    def __init__(self, proposals: Sequence[Proposal]) -> None:
        super().__init__()
        self._left = list(proposals)

    def compose(self) -> ComposeResult:
        """A pair."""
        with Vertical():
            yield Static(id="pair")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first."""
        self._show()

    def redraw(self) -> None:
        """The pair with another language's words."""
        self._show()

    def _show(self) -> None:
        if not self._left:
            self.dismiss()
            return
        pair = self._left[0]
        deck, fact = pair.old.split("/", 2)[:2]
        asked = _("Is this the same card?")
        if self._left[1:]:
            asked += " " + _("({n} to look at)").format(n=len(self._left))
        names = pgettext("a card", "was"), pgettext("a card", "now")
        width = max(len(name) for name in names) + 3
        author = _("For every learner of {deck}, its author writes 'was: [{fact}]'.")
        author = author.format(deck=one_line(deck), fact=one_line(fact))
        said = Content.assemble(
            f"{asked}\n\n",
            (names[0].ljust(width), "$text-muted"), one_line(pair.text, 200), "\n",
            (names[1].ljust(width), "$text-muted"), one_line(pair.worded, 200), "\n\n",
            (author, "$text-muted"),
        )  # fmt: skip
        self.query_one("#pair", Static).update(said)

    def action_same(self) -> None:
        """Let the new card take over the history, for this learner."""
        pair = self._left[0]
        try:
            self.app.desk.progress.relink(pair.old, pair.card)
        except QuizError as error:
            self.app.tell(error)
            return
        self.action_other()

    def action_other(self) -> None:
        """On to the next pair."""
        self._left.pop(0)
        self._show()

    def action_leave(self) -> None:
        """Later."""
        self.dismiss()
