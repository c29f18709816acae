"""Help: the keys of the screen below, read from its bindings."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from quiz.tui.widgets.key_line import live
from quiz.tui.widgets.sheet import Sheet

_HIDDEN = {"ctrl+c", "super+c"}
_TEXTUAL = {  # actions of Textual's own, in this program's words
    "app.focus_next": "To the next part of the screen",
    "app.focus_previous": "To the part before",
}


class HelpScreen(Sheet):
    """Every key that works on a screen now, with what it does."""

    BINDINGS = [Binding("question_mark", "close", "Close", show=False, tooltip="Close this")]  # noqa: RUF012

    def __init__(self, of: Screen[object]) -> None:
        lines = [
            Content.assemble((f"{keys:>12}", "bold"), f"   {said}") for keys, said in keys_of(of)
        ]
        tail = Content.styled("\nctrl+p finds and runs any command", "$text-muted")
        super().__init__("Keys of this screen", Content("\n").join([*lines, tail]))


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """The keys that work on a screen now and what they do, keys of one meaning on one line.

    The screen's own come first, those with which a text is edited last.
    """
    found: dict[str, list[str]] = {}
    for binding in sorted(_active(screen), key=lambda b: not b.tooltip):
        said = binding.tooltip or _TEXTUAL.get(binding.action) or binding.description
        key = screen.app.get_key_display(Binding(binding.key, binding.action))
        if key not in found.setdefault(said, []):
            found[said].append(key)
    return [(", ".join(keys), said) for said, keys in found.items() if said]


def _active(screen: Screen[object]) -> Iterator[Binding]:
    for active in live(screen):
        if active.binding.key not in _HIDDEN:
            yield active.binding
