"""The keys at the foot of the study screen, drawn as one line.

Textual's footer builds a widget for each key whenever what can be done changes; between two
cards that takes longer than all the rest together (benchmarks/keys.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

# Keys that are text, by names that Textual does not know the character of.
_TEXT = {"minus": "-", "at": "@", "slash": "/", "plus": "+"}


def live(screen: Screen[object]) -> Iterator[ActiveBinding]:
    """The bindings that work now, without the keys that are text where one types."""
    focused = screen.focused
    for active in screen.active_bindings.values():
        text = _TEXT.get(active.binding.key)
        if not (text and focused is not None and focused.check_consume_key(text, text)):
            yield active


class KeyLine(Static):
    """What Textual's footer shows: the keys that are shown and work now; a click works too.

    Where they do not all fit they stand closer; then those go that stand before the last two,
    since leaving and help are at the end.
    """

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $footer-background; color: $footer-foreground; }
    """
    auto_links = False  # a link's colour would hide which part is the key

    def __init__(self, said: Callable[[Binding], str] | None = None) -> None:
        """`said` gives what a key does now, "" where its binding says it well enough."""
        super().__init__()
        self._said = said or (lambda _: "")

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self._changed(self.screen)

    def on_resize(self) -> None:
        """As many keys as fit."""
        self._changed(self.screen)

    def _changed(self, screen: Screen[object]) -> None:
        if screen is not self.screen or not self.is_attached:
            return
        parts: list[Content] = []
        width = self.size.width or 80
        seen: set[str] = set()
        for active in live(screen):
            binding = active.binding
            if not binding.show or binding.action in seen or not active.enabled:
                continue
            seen.add(binding.action)
            key = self.app.get_key_display(binding)
            said = self._said(binding) or binding.description
            owner = "app" if active.node is self.app else "screen"
            part = Content.assemble(
                (f" {key} ", "bold $footer-key-foreground"),
                (f"{said} ", "$footer-description-foreground"),
            )
            if active.node in (screen, self.app):
                part = part.stylize(Style.from_meta({"@click": f"{owner}.{binding.action}"}))
            parts.append(part)
        if sum(p.cell_length for p in parts) > width:
            parts = [part[1:] for part in parts]
        while len(parts) > 1 and sum(p.cell_length for p in parts) > width:
            del parts[-3 if len(parts) > 2 else 0]
        self.update(Content("").join(parts))
