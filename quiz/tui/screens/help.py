"""Help: the keys of the screen below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

_HIDDEN = {"ctrl+c"}


class HelpScreen(ModalScreen[None]):
    """Every key that works on a screen, with what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss", "Close"),
    ]

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self._of = of

    def compose(self) -> ComposeResult:
        """The keys, one a line."""
        lines = []
        seen: set[tuple[str, str]] = set()
        for active in self._of.active_bindings.values():
            binding = active.binding
            said = binding.tooltip or binding.description
            key = self.app.get_key_display(binding)
            if not said or binding.key in _HIDDEN or (key, said) in seen:
                continue
            seen.add((key, said))
            lines.append(Content.assemble((f"{key:>12}", "bold"), f"   {said}"))
        head = Content.assemble(("Keys of this screen", "bold"), "\n")
        tail = Content.assemble(
            "\n", ("ctrl+p finds and runs any command; esc closes this.", "dim")
        )
        with VerticalScroll(id="help"):
            yield Static(Content("\n").join([head, *lines, tail]))
