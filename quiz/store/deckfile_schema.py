"""Nodes to a deck: the schema of deck files, from which every type comes."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.core.deck import FORMAT, Conflict, Deck, DeckSource
from quiz.core.edtf import Date
from quiz.core.fact import (
    Before,
    Body,
    Cloze,
    Event,
    Fact,
    Order,
    Question,
    Telling,
    Term,
)
from quiz.store.deckfile_values import ValueReader
from quiz.store.yaml_nodes import Mapping, Node, Scalar
from quiz.store.yaml_syntax import Fault
from quiz.translation import _

DECK_KEYS = (
    "quiz", "deck", "title", "lang", "topic", "was", "sources", "facts", "conflicts", "dropped",
    "lint",
)  # fmt: skip
BODY_KEYS = {
    "event": ("event", "when"),
    "term": ("term", "means"),
    "cloze": ("cloze",),
    "question": ("question", "answer", "choices", "asks"),
    "order": ("order",),
    "before": ("before",),
}
COMMON_KEYS = (
    "id", "was", "ask", "accept", "precision", "note", "topic", "tags", "source", "supports",
    "made",
)  # fmt: skip
TELLING_KEYS = ("of", "quote", "at", "when", "page")
SOURCE_KEYS = ("id", "file", "sha256", "title", "url", "retrieved", "found")
CONFLICT_KEYS = ("fact", "tellings", "about")
_UNREAD = Date(1)  # stands in for a date that could not be read; the fault keeps it from use


class DeckReader(ValueReader):
    """Reads a deck from its nodes; the value is good only if `faults` is empty afterwards."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def deck(self, root: Node) -> Deck:
        """The deck that a file's one node holds."""
        got = self.mapping(root, DECK_KEYS, _("a deck"))
        misspelt = bool(self.faults)  # then that is why a key is missing
        self._format(root, got)
        for key in ("deck", "title", "facts"):
            if key not in got and got and not misspelt:
                self.fault(
                    root,
                    "missing-key",
                    _("'{key}' is missing").format(key=key),
                    _("add '{key}: …'").format(key=key),
                )
        facts = self.each(got.get("facts"), self.fact)
        self._once(facts)
        return Deck(
            id=self.ident(got.get("deck")),
            title=self.text(got.get("title")),
            lang=self.text(got.get("lang")) or "en",
            facts=facts,
            topic=self.text(got.get("topic")),
            was=self.texts(got.get("was")),
            sources=self.each(got.get("sources"), self.source),
            conflicts=self.each(got.get("conflicts"), self.conflict),
            dropped=self.texts(got.get("dropped")),
            lint=self.lint(got.get("lint")),
            path=self.path,
        )

    def _format(self, root: Node, got: dict[str, Node]) -> None:
        if not isinstance(root, Mapping):
            return
        if "quiz" not in got:
            what = _("this is not a deck: 'quiz: {FORMAT}' is missing").format(FORMAT=FORMAT)
            self.fault(root, "format", what, _("add it as the first line"))
            return
        version = self.text(got["quiz"])
        if version != str(FORMAT):
            newer = version.isdecimal() and int(version) > FORMAT
            do = _("update quiz") if newer else _("write 'quiz: {FORMAT}'").format(FORMAT=FORMAT)
            self.fault(
                got["quiz"],
                "format",
                _("deck format '{version}' is not known").format(version=version),
                do,
            )

    def _once(self, facts: Iterable[Fact]) -> None:
        seen: dict[str, int] = {}
        for fact in facts:
            if fact.id and fact.id in seen:
                what = _("the id '{id}' is used twice (first on line {seen})").format(
                    id=fact.id, seen=seen[fact.id]
                )
                do = _("give this fact an id of its own")
                self.faults.append(Fault(fact.line, "duplicate-id", what, do))
            seen.setdefault(fact.id, fact.line)

    def fact(self, node: Node) -> Fact:
        """One fact, its body by the key that says its kind."""
        pairs = node.items if isinstance(node, Mapping) else ()
        named = [key.text for key, _value in pairs if key.text in BODY_KEYS]
        kind = named[0] if named else ""
        bodies = [BODY_KEYS[kind]] if kind else BODY_KEYS.values()
        keys = COMMON_KEYS + tuple(key for body in bodies for key in body)
        before = len(self.faults)
        which = _("a fact with '{kind}'").format(kind=kind) if kind else _("a fact")
        got = self.mapping(node, keys, which)
        misspelt = len(self.faults) > before
        if "id" not in got and not misspelt:
            do = _("add one, or let 'quiz check --fix' do it")
            self.fault(node, "missing-id", _("the fact has no 'id'"), do)
        if not kind and not misspelt:
            what = _("the fact is none of {value}").format(value=", ".join(BODY_KEYS))
            self.fault(node, "missing-key", what, _("add the key that says what it is"))
        body = self.body(kind, got, node)
        if misspelt:  # then that is why a key is missing
            later = (f for f in self.faults[before:] if f.rule != "missing-key")
            self.faults[before:] = list(later)
        return Fact(
            id=self.ident(got.get("id")),
            body=body,
            was=self.texts(got.get("was")),
            ask=self.ask(got.get("ask")),
            accept=self.texts(got.get("accept")),
            precision=self.precision(got.get("precision")),
            note=self.text(got.get("note")),
            topic=self.text(got.get("topic")),
            tags=self.texts(got.get("tags")),
            source=self.telling(got["source"]) if "source" in got else None,
            supports=self.each(got.get("supports"), self.telling),
            made=self.text(got.get("made")),
            line=node.line,
        )

    def body(self, kind: str, got: dict[str, Node], node: Node) -> Body:
        """What a fact of this kind says."""

        def needed(key: str) -> str:
            text = self.text(got.get(key))
            if not text.strip() and isinstance(got.get(key, _ABSENT), Scalar):
                at = got.get(key, node)
                self.fault(
                    at,
                    "missing-key",
                    _("'{key}' is missing or empty").format(key=key),
                    _("add '{key}: …'").format(key=key),
                )
            return text

        match kind:
            case "event":
                statement = needed("event")
                if "when" not in got:
                    do = _("add a line such as 'when: 2018-07-11'")
                    self.fault(node, "missing-key", _("an event needs its date, 'when'"), do)
                return Event(statement, self.when(got.get("when")) or _UNREAD)
            case "term":
                return Term(needed("term"), needed("means"))
            case "cloze":
                text = needed("cloze")
                if text and "{{" not in text:
                    do = _('write "{{1:hidden words}}" around what is asked')
                    self.fault(got["cloze"], "bad-value", _("the cloze hides nothing"), do)
                return Cloze(text)
            case "question":
                choices, asks = self.texts(got.get("choices")), self.text(got.get("asks"))
                return Question(needed("question"), needed("answer"), choices, asks)
            case "order":
                ids = self.texts(got["order"])
                if not 3 <= len(ids) <= 6:
                    do = _("list their ids, the earliest first")
                    self.fault(got["order"], "bad-value", _("'order' names three to six facts"), do)
                return Order(ids)
            case "before":
                pair = self.texts(got["before"])
                if len(pair) != 2:
                    do = _("write 'before: [earlier, later]'")
                    self.fault(got["before"], "bad-value", _("'before' names two facts"), do)
                return Before((pair[0], pair[1]) if len(pair) == 2 else ("", ""))
            case _:
                return Cloze("")

    def telling(self, node: Node) -> Telling:
        """A place in a source."""
        got = self.mapping(node, TELLING_KEYS, _("a source"))
        page = self.text(got.get("page"))
        if page and not (page.isdecimal() and page.isascii() and int(page) > 0):
            self.fault(
                got["page"],
                "bad-value",
                _("'{page}' is not a page").format(page=page),
                _("count from 1"),
            )
            page = ""
        return Telling(
            of=self.text(got.get("of")),
            quote=self.text(got.get("quote")),
            at=self.at(got.get("at")),
            when=self.when(got.get("when")),
            page=int(page) if page else None,
        )

    def source(self, node: Node) -> DeckSource:
        """A document that the deck comes from."""
        got = self.mapping(node, SOURCE_KEYS, _("a source document"))
        if "id" not in got and got:
            self.fault(node, "missing-key", _("a source document needs an 'id'"), _("add 'id: s1'"))
        return DeckSource(*(self.text(got.get(key)) for key in SOURCE_KEYS))

    def conflict(self, node: Node) -> Conflict:
        """Statements that cannot all be true."""
        got = self.mapping(node, CONFLICT_KEYS, _("a conflict"))
        tellings = self.each(got.get("tellings"), self.telling)
        return Conflict(self.text(got.get("fact")), tellings, self.text(got.get("about")))


_ABSENT = Scalar("", 0, plain=True)
