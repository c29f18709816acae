"""Help: the keys of the screen below, read from its bindings."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from quiz.translation import _
from quiz.tui.widgets.key_line import live
from quiz.tui.widgets.sheet import Sheet

_HIDDEN = {"ctrl+c"}


class HelpScreen(Sheet):
    """Every key that works on a screen now, with what it does."""

    BINDINGS = [Binding("question_mark", "close", "Close", show=False, tooltip="Close this")]  # noqa: RUF012

    def __init__(self, of: Screen[object]) -> None:
        lines = [
            Content.assemble((f"{keys:>12}", "bold"), f"   {said}") for keys, said in keys_of(of)
        ]
        tail = Content.styled(f"\n{_('ctrl+p finds and runs any command')}", "$text-muted")
        super().__init__(_("Keys of this screen"), Content("\n").join([*lines, tail]))


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
