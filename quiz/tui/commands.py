"""The command palette's commands: every key of the screen below, by what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.actions import parse
from textual.command import DiscoveryHit, Hit, Hits, Provider

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode


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
            said = binding.description, binding.tooltip
            if said in told:
                continue
            told.add(said)
            run = partial(self.app.run_action, binding.action, default_namespace=node)
            title = f"{binding.description}  ({self.app.get_key_display(binding)})"
            yield title, binding.tooltip, run


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
