"""Help: the keys of the screen below, read from its bindings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from quiz.translation import _
from quiz.tui.widgets.key_line import live
from quiz.tui.widgets.sheet import Sheet

_HIDDEN = {"ctrl+c"}
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
    """The keys that work on a screen now and what they do, keys of one meaning on one line."""
    found: dict[str, list[str]] = {}
    for key, said in _active(screen):
        found.setdefault(said, [])
        if key not in found[said]:
            found[said].append(key)
    return [(", ".join(keys), said) for said, keys in found.items()]


def _active(screen: Screen[object]) -> Iterator[tuple[str, str]]:
    for active in live(screen):
        binding = active.binding
        said = binding.tooltip or binding.description
        if said and binding.key not in _HIDDEN:
            yield screen.app.get_key_display(Binding(binding.key, binding.action)), said
