"""The command palette's commands: every key of the screen below, by what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import command
from textual.actions import parse
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets.option_list import Option

from quiz.translation import _
from quiz.tui.spoken import spoken

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode


class CommandPalette(command.CommandPalette):
    """Textual's palette in the language in force."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("Search for commands…"), id="--command-palette")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Textual's own, which has its words inside."""
        self._stop_no_matches_countdown()

        def nothing() -> None:
            self._list_visible = bool(search_value)
            if search_value:
                said = Content(_("No matches found"))
                self.query_one(command.CommandList).add_option(
                    Option(said, disabled=True, id=self._NO_MATCHES)
                )

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, nothing)


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
        told: set[tuple[str, str]] = set()
        for node, binding in offered(self.screen, self.focused):
            if (binding.description, binding.tooltip) in told:
                continue
            told.add((binding.description, binding.tooltip))
            run = partial(self.app.run_action, binding.action, default_namespace=node)
            said = spoken(binding)
            title = f"{said.description}  ({self.app.get_key_display(said)})"
            yield title, said.tooltip, run
        # Here, and not by a provider of Textual's: those come in no order.
        for one in self.app.get_system_commands(self.screen):
            yield one.title, one.help, one.callback


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
