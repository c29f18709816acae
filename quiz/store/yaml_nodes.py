"""YAML text to nodes with their lines, every plain scalar being the text as typed.

Built from parser events, so that no implicit type is ever made (`NO` stays a country, `0044`
keeps its zeros). Tags and merge keys have no meaning here; aliases share their node and are
bounded, and so is depth: a deck may come from a stranger.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import yaml
from yaml import events as ev

from quiz.store.yaml_syntax import Fault, explain
from quiz.translation import _

if TYPE_CHECKING:
    from yaml._yaml import Mark as CMark

MAX_DEPTH = 12
MAX_ALIASED = 10_000  # nodes that aliases may stand for, all told
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is there
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Scalar(NamedTuple):
    """A text; `plain` when it was written without quotes.

    `start` and `end` are its offsets in the file's text, quotes included.
    """

    text: str
    line: int
    plain: bool
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` when written in brackets, `start` and `end` their offsets then."""

    items: tuple[Node, ...]
    line: int
    start: int = 0
    end: int = 0
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in order, each key once.

    `flow` when written in braces; `end` is then the offset behind them. `start` is that of the
    first key.
    """

    items: tuple[tuple[Scalar, Node], ...]
    line: int
    start: int = 0
    flow: bool = False
    end: int = 0

    def get(self, key: str) -> Node | None:
        """The value of a key, None where there is no such key."""
        return next((value for found, value in self.items if found.text == key), None)


Node = Scalar | Sequence | Mapping


def read_yaml(text: str) -> Node:
    """The one document in `text`. Raises Fault with the line and what to change."""
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        what = _("there is a control character (\\x{ord:02x})").format(ord=ord(control[0]))
        raise Fault(line, "syntax", what, _("remove it"))
    events = yaml.parse(text, Loader=_Loader)
    try:
        try:
            return _Builder(events).document()
        except Fault:
            deque(events, maxlen=0)  # where YAML itself is at fault, that tells more
            raise
    except yaml.YAMLError as error:
        raise explain(error, text) from None


@dataclass(slots=True)
class _Builder:
    events: Iterator[ev.Event]
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    made: int = 0
    aliased: int = 0

    def document(self) -> Node:
        """The one document of the stream, made as its events come: they take five times its room."""
        next(self.events)  # the stream begins
        if not isinstance(next(self.events), ev.DocumentStartEvent):
            raise Fault(1, "syntax", _("the deck is empty"), _("start it with 'quiz: 1'"))
        node = self.node(0)
        next(self.events)  # the document ends
        more = next(self.events)
        if isinstance(more, ev.DocumentStartEvent):
            raise Fault(
                _line(more), "syntax", _("a deck is one YAML document"), _("remove the '---'")
            )
        return node

    def node(self, depth: int) -> Node:
        return self.of(next(self.events), depth)

    def of(self, event: ev.Event, depth: int) -> Node:
        line = _line(event)
        if isinstance(event, ev.AliasEvent):
            return self.alias(event.anchor or "", line)
        if depth > MAX_DEPTH:
            raise Fault(
                line, "syntax", _("the deck is nested too deeply"), _("a fact is a flat list")
            )
        assert isinstance(event, ev.NodeEvent)  # noqa: S101 - the grammar of events
        tag: str | None = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            do = _("put the text in double quotes if it is to begin with '!'")
            raise Fault(line, "syntax", _("YAML tags are not used in decks"), do)
        before = self.made
        self.made += 1
        node = self.build(event, line, depth)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.made - before)
        return node

    def alias(self, name: str, line: int) -> Node:
        if name not in self.anchors:
            do = _("put text that begins with '*' in double quotes: \"*{name}\"").format(name=name)
            raise Fault(line, "syntax", _("'*{name}' names no anchor").format(name=name), do)
        node, size = self.anchors[name]
        self.aliased += size
        self.made += size
        if self.aliased > MAX_ALIASED:
            raise Fault(line, "syntax", _("aliases stand for too much"), _("write the facts out"))
        return node

    def build(self, event: ev.Event, line: int, depth: int) -> Node:
        if isinstance(event, ev.ScalarEvent):
            start, end = _offset(event.start_mark), _offset(event.end_mark)
            return Scalar(event.value, line, not event.style, start, end)
        if isinstance(event, ev.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(self.events), ev.SequenceEndEvent):
                items.append(self.of(inner, depth + 1))
            start, end = _offset(event.start_mark), _offset(inner.end_mark)
            return Sequence(tuple(items), line, start, end, bool(event.flow_style))
        pairs: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        while not isinstance(inner := next(self.events), ev.MappingEndEvent):
            key = self.of(inner, depth + 1)
            if not isinstance(key, Scalar):
                do = _("put text that holds braces or brackets in double quotes")
                raise Fault(key.line, "syntax", _("a key must be a word"), do)
            if key.text in seen:
                what = _("'{text}' is given twice (first on line {seen})").format(
                    text=key.text, seen=seen[key.text]
                )
                raise Fault(key.line, "duplicate-key", what, _("keep one"))
            seen[key.text] = key.line
            pairs.append((key, self.node(depth + 1)))
        flow = bool(getattr(event, "flow_style", False))
        start = _offset(event.start_mark) + flow
        return Mapping(tuple(pairs), line, start, flow, _offset(inner.end_mark))


def _line(event: ev.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark is not None else 0


def _offset(mark: yaml.Mark | CMark | None) -> int:
    return mark.index if mark is not None else 0
