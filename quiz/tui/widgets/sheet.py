"""A sheet over the screen: something to read, closed by esc."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz.translation import _
from quiz.tui.spoken import SpokenModal


class Sheet(SpokenModal[None]):
    """Text in a frame; arrows and j, k scroll what is long."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space", "close", "Close", tooltip="Close this"),
        Binding("j", "scroll(1)", "Down", show=False, tooltip="Scroll down"),
        Binding("k", "scroll(-1)", "Up", show=False, tooltip="Scroll up"),
    ]

    def __init__(self, title: str, content: Content) -> None:
        super().__init__()
        self._heading, self._content = title, content

    def compose(self) -> ComposeResult:
        """The text, as wide as can be read well."""
        with VerticalScroll(id="sheet") as box:
            box.border_title = Content(self._heading)
            box.border_subtitle = Content(_("esc closes"))
            yield Static(self._content, id="sheet-text")

    def action_close(self) -> None:
        """Back to what lies below."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one("#sheet", VerticalScroll).scroll_relative(y=by, animate=False)
