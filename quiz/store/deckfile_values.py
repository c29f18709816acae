"""Nodes to values: the types that a deck file's schema is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from quiz.core.edtf import Edtf, Precision, parse
from quiz.core.errors import DateError
from quiz.core.fact import ID_PATTERN
from quiz.store.yaml_nodes import Mapping, Node, Scalar, Sequence
from quiz.store.yaml_syntax import Fault
from quiz.translation import _

PRECISIONS = {precision.name.lower(): precision for precision in Precision}
LEVELS = ("off", "warning", "error")

T = TypeVar("T")


class ValueReader:
    """Turns nodes into values; faults are gathered, so that all can be shown at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, node: Node, rule: str, what: str, do: str = "") -> None:
        """Note a fault on the line of `node`."""
        self.faults.append(Fault(node.line, rule, what, do))

    def mapping(self, node: Node, keys: tuple[str, ...], what: str) -> dict[str, Node]:
        """The known keys of a mapping with their nodes; any other key is a fault."""
        if not isinstance(node, Mapping):
            self.fault(
                node, "bad-value", _("{what} is written as 'key: value' lines").format(what=what)
            )
            return {}
        found = {}
        for key, value in node.items:
            if key.text in keys:
                found[key.text] = value
            else:
                advice = _advice(key, value, keys, flow=node.flow)
                self.fault(
                    key,
                    "unknown-key",
                    _("unknown key '{text}' in {what}").format(text=key.text, what=what),
                    advice,
                )
        return found

    def each(self, node: Node | None, read: Callable[[Node], T]) -> tuple[T, ...]:
        """The items of a list, each read by `read`; nothing and an empty value are no items."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Sequence):
            return tuple(read(item) for item in node.items)
        self.fault(node, "bad-value", _("a list is expected here"), _("begin each item with '- '"))
        return ()

    def text(self, node: Node | None) -> str:
        """The text of a scalar as typed; "" for nothing."""
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.text
        do = _("put text that begins with a bracket or brace in double quotes")
        self.fault(node, "bad-value", _("text is expected here"), do)
        return ""

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        if isinstance(node, Scalar) and node.text:
            return (node.text,)
        return self.each(node, self.text)

    def ident(self, node: Node | None) -> str:
        """An id, "" for nothing."""
        text = self.text(node)
        if node is not None and not ID_PATTERN.fullmatch(text):
            do = _("use lower-case letters, digits and hyphens")
            self.fault(node, "bad-id", _("'{text}' is not an id").format(text=text), do)
        return text

    def ask(self, node: Node | None) -> dict[str, str]:
        """Card kinds with the author's own wording."""
        if node is None or (isinstance(node, Scalar) and not node.text):
            return {}
        if isinstance(node, Mapping):
            return {key.text: self.text(value) for key, value in node.items}
        do = _("write 'ask: {when: \"…?\"}'")
        self.fault(node, "bad-value", _("'ask' maps a card's kind to its wording"), do)
        return {}

    def lint(self, node: Node | None) -> dict[str, str]:
        """Rules with the level that the author wants of them."""
        found: dict[str, str] = {}
        if node is None or (isinstance(node, Scalar) and not node.text):
            return found
        if not isinstance(node, Mapping):
            self.fault(
                node, "bad-value", _("'lint' maps rules to levels"), _("write 'lint: {rule: off}'")
            )
            return found
        for key, value in node.items:
            level = self.text(value)
            if level not in LEVELS:
                self.fault(
                    value,
                    "bad-value",
                    _("'{level}' is no level").format(level=level),
                    _("use {value}").format(value=", ".join(LEVELS)),
                )
            found[key.text] = level
        return found

    def precision(self, node: Node | None) -> Precision | None:
        """How finely a date is asked."""
        text = self.text(node)
        if node is not None and text and text not in PRECISIONS:
            self.fault(
                node,
                "bad-value",
                _("'{text}' is no precision").format(text=text),
                _("use {value}").format(value=", ".join(PRECISIONS)),
            )
        return PRECISIONS.get(text)

    def when(self, node: Node | None) -> Edtf | None:
        """A date: EDTF as text, or the flow list that a set looks like, rejoined."""
        if node is None:
            return None
        text = f"[{','.join(self.texts(node))}]" if isinstance(node, Sequence) else self.text(node)
        if isinstance(node, Mapping):
            return None
        try:
            return parse(text)
        except DateError as error:
            self.fault(node, "bad-date", error.what if text else _("the date is empty"), error.do)
            return None

    def at(self, node: Node | None) -> tuple[int, int] | None:
        """Offsets into a source."""
        if node is None:
            return None
        parts = [int(p) if p.isdecimal() and len(p) < 12 else -1 for p in self.texts(node)]
        if len(parts) != 2 or not 0 <= parts[0] <= parts[1]:
            do = _("write 'at: [120, 180]'")
            self.fault(node, "bad-value", _("'at' is two numbers, start and end"), do)
            return None
        return parts[0], parts[1]


def _advice(key: Scalar, value: Node, keys: tuple[str, ...], *, flow: bool) -> str:
    """What an unknown key was probably meant to be."""
    if flow and isinstance(value, Scalar) and not value.text and " " in key.text:
        return _("put text that holds a comma in double quotes")
    from difflib import get_close_matches

    near = get_close_matches(key.text.lower(), keys, n=1, cutoff=0.5)
    if near:
        return _("did you mean '{near}'?").format(near=near[0])
    return _("known are {known}").format(known=", ".join(keys))
