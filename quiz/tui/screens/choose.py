"""Choosing decks: one, or several that are shown side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.core.deck import Deck
from quiz.core.display import one_line
from quiz.translation import N_, _
from quiz.tui.spoken import Said, SpokenModal
from quiz.tui.widgets.key_line import KeyLine


class _Decks(OptionList):
    """The decks; enter takes one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Take", tooltip="Take what is chosen")
    ]


class ChooseDecks(SpokenModal[list[str] | None]):
    """A list of decks; gives the ids chosen, None where it was left.

    With `new` it is a single deck that is looked for, and "" stands for one yet to be made.
    """

    DEFAULT_CSS = """
    ChooseDecks { align: center middle; }
    ChooseDecks > Vertical {
        width: 70; max-width: 96%; height: auto; max-height: 90%; padding: 0 1;
        background: $surface; border: round $accent;
    }
    ChooseDecks Static { height: auto; color: $text-muted; }
    ChooseDecks OptionList { height: auto; max-height: 20; border: none; padding: 0; background: $surface; }
    ChooseDecks OptionList:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", key_display="esc", tooltip="Back, nothing changed"),
        Binding("space,x", "mark", "Choose", key_display="space", tooltip="Choose or not"),
        Binding("a", "all", "All", tooltip="All decks, or none"),
        Binding("j", "move(1)", show=False, tooltip="Down"),
        Binding("k", "move(-1)", show=False, tooltip="Up"),
    ]

    def __init__(
        self, decks: Sequence[Deck], chosen: Sequence[str], *, several: bool, new: bool = False
    ) -> None:
        super().__init__()
        self._ids = [*([""] if new else []), *(deck.id for deck in decks)]
        self._titles = {deck.id: deck.title for deck in decks} | {"": _("A new deck…")}
        self._chosen, self._several, self._new = set(chosen), several, new

    def compose(self) -> ComposeResult:
        """What is to be done, and the decks."""
        said = N_("space chooses, enter shows them") if self._several else N_("enter takes a deck")
        if self._new:
            said = N_("Where to? The facts go with all their cards and their progress.")
        with Vertical():
            yield Said(said)
            yield _Decks(id="deck-list")
        yield KeyLine()

    def on_mount(self) -> None:
        """List the decks, the cursor on a chosen one."""
        options = self.query_one("#deck-list", OptionList)
        options.add_options([Option(self._line(name)) for name in self._ids])
        first = next((n for n, name in enumerate(self._ids) if name in self._chosen), 0)
        options.highlighted = first if self._ids else None
        options.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A single deck is taken by enter alone."""
        return action not in ("mark", "all") or self._several

    def _line(self, name: str) -> Content:
        mark = "[x] " if name in self._chosen else "[ ] "
        return Content((mark if self._several else "") + one_line(self._titles[name], 60))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click, on a deck."""
        event.stop()
        if not self._several or not self._chosen:
            self._chosen = {self._ids[event.option_index]}
        self.action_take()

    def action_take(self) -> None:
        """Give what was chosen."""
        self.dismiss([name for name in self._ids if name in self._chosen])

    def action_leave(self) -> None:
        """Back without a choice."""
        self.dismiss(None)

    def action_mark(self) -> None:
        """Choose the deck under the cursor, or leave it out."""
        options = self.query_one("#deck-list", OptionList)
        if options.highlighted is not None:
            self._chosen ^= {self._ids[options.highlighted]}
            self._again()

    def action_all(self) -> None:
        """All, or none where all are chosen."""
        every = set(self._ids)
        self._chosen = set() if self._chosen == every else every
        self._again()

    def action_move(self, by: int) -> None:
        """Up or down."""
        options = self.query_one("#deck-list", OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def _again(self) -> None:
        options = self.query_one("#deck-list", OptionList)
        for number, name in enumerate(self._ids):
            options.replace_option_prompt_at_index(number, self._line(name))
