"""The command palette's commands: every key of the screen below, by what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.actions import parse
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from quiz.translation import N_, _
from quiz.tui.spoken import spoken

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode


# What Textual says in its palette and of its own keys, as far as a learner meets it.
TEXTUAL = (
    N_("Quit"), N_("Quit the application as soon as possible"),
    N_("Maximize"), N_("Maximize the focused widget"),
    N_("Minimize"), N_("Minimize the widget and restore to normal size"),
    N_("Screenshot"), N_("Save an SVG 'screenshot' of the current screen"),
)  # fmt: skip


class Palette(CommandPalette):
    """Textual's palette in the language in force."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search for commands…"), id="--command-palette")


class ScreenCommands(Provider):
    """What the keys of a screen do, those too that are text while one types."""

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for title, said, run in self._commands():
            yield DiscoveryHit(title, run, help=said)

    async def search(self, query: str) -> Hits:
        """The commands that match, by what they say."""
        matcher = self.matcher(query)
        for title, said, run in self._commands():
            score = max(matcher.match(title), matcher.match(said))
            if score > 0:
                yield Hit(score, matcher.highlight(title), run, help=said)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        for node, binding in offered(self.screen, self.focused):
            run = partial(self.app.run_action, binding.action, default_namespace=node)
            said = spoken(binding)
            title = f"{said.description}  ({self.app.get_key_display(said)})"
            yield title, said.tooltip, run


def offered(screen: DOMNode, focused: DOMNode | None) -> Iterator[tuple[DOMNode, Binding]]:
    """The bindings that say what they do and would do it now, each action once."""
    nodes = focused.ancestors_with_self if focused is not None else [screen, screen.app]
    seen: set[tuple[DOMNode, str]] = set()
    taken: set[str] = set()
    for node in nodes:
        own: set[str] = set()
        for key, bindings in node._bindings.key_to_bindings.items():  # noqa: SLF001 - Textual has no public list
            for binding in bindings:
                _, name, values = parse(binding.action)
                if key in taken or not node.check_action(name, values):
                    continue  # a widget's own key goes before the screen's
                own.add(key)
                if binding.tooltip and (node, binding.action) not in seen:
                    seen.add((node, binding.action))
                    yield node, binding
        taken |= own
