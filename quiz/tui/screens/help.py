"""Help: the keys of the screen below, read from its bindings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from quiz.translation import N_, _
from quiz.tui.widgets.key_line import live
from quiz.tui.widgets.sheet import Sheet

_HIDDEN = {"ctrl+c", "super+c"}
_TEXTUAL = {  # actions of Textual's own, in this program's words
    "app.focus_next": N_("To the next part of the screen"),
    "app.focus_previous": N_("To the part before"),
}
_KEYS = 12  # columns for keys
_WIDEST, _FRAME = 92, 8  # columns of a sheet, and what its frame and scrollbar take of them


class HelpScreen(Sheet):
    """Every key that works on a screen now, with what it does."""

    BINDINGS = [Binding("question_mark", "close", "Close", show=False, tooltip="Close this")]  # noqa: RUF012

    def __init__(self, of: Screen[object]) -> None:
        room = max(20, min(_WIDEST, of.app.size.width * 95 // 100) - _FRAME - _KEYS - 3)
        lines = [
            Content.assemble((f"{keys:>{_KEYS}}", "bold"), f"   {_hanging(said, room)}")
            for keys, said in keys_of(of)
        ]
        tail = Content.styled(f"\n{_('ctrl+p finds and runs any command')}", "$text-muted")
        super().__init__(_("Keys of this screen"), Content("\n").join([*lines, tail]))


def _hanging(said: str, room: int) -> str:
    """What a key does; its second line stands under the first."""
    return (
        textwrap.fill(said, room, subsequent_indent=" " * (_KEYS + 3)).lstrip()
        if len(said) > room
        else said
    )


def keys_of(screen: Screen[object]) -> list[tuple[str, str]]:
    """The keys that work on a screen now and what they do, keys of one meaning on one line.

    The screen's own come first, those with which a text is edited last.
    """
    found: dict[str, list[str]] = {}
    for binding in sorted(_active(screen), key=lambda b: not b.tooltip):
        said = binding.tooltip or _(_TEXTUAL.get(binding.action, "")) or binding.description
        key = screen.app.get_key_display(Binding(binding.key, binding.action))
        if key not in found.setdefault(said, []):
            found[said].append(key)
    return [(", ".join(keys), said) for said, keys in found.items() if said]


def _active(screen: Screen[object]) -> Iterator[Binding]:
    for active in live(screen):
        if active.binding.key not in _HIDDEN:
            yield active.binding
