"""A question of one line over the screen: how long a session, which file."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from quiz.translation import _
from quiz.tui.spoken import SpokenModal


class AskScreen(SpokenModal[str]):
    """Asks for a line of text; `check` says what is wrong with it, "" where it will do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", tooltip="Leave everything as it is")
    ]

    def __init__(self, title: str, says: str, check: Callable[[str], str], value: str = "") -> None:
        super().__init__()
        self._heading, self._says, self._check, self._value = title, says, check, value

    def compose(self) -> ComposeResult:
        """What is asked, the field, what is wrong."""
        with Vertical(id="ask") as box:
            box.border_title = Content(self._heading)
            box.border_subtitle = Content(_("enter takes it, esc leaves it"))
            yield Static(Content(self._says))
            yield Input(self._value, id="asked", select_on_focus=False)
            yield Static(id="ask-error")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the text, or say what is wrong with it."""
        event.stop()
        wrong = self._check(event.value)
        if wrong:
            self.query_one("#ask-error", Static).update(Content.styled(wrong, "$text-error"))
        else:
            self.dismiss(event.value)

    def action_leave(self) -> None:
        """Nothing is to be done."""
        self.dismiss(None)
