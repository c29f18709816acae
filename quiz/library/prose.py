"""A document's sentences as questions are made of them: parsed once, their subjects named."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from quiz.core.document import Document
from quiz.core.parse import Parsed
from quiz.mining.sentences import sentences
from quiz.mining.topic import Topic
from quiz.wording.reference import name_subject

_KEPT = 128  # parses; one takes a hundred times its sentence's bytes


@dataclass
class Prose:
    """Parses (the latest are kept) and the topic's name, for one document."""

    document: Document
    topic: Topic | None
    _parses: dict[str, Parsed | None] = field(default_factory=dict)
    _common: frozenset[str] = frozenset()
    _names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        text = self.document.text
        self._common = frozenset(re.findall(r"(?<!\w)[^\W\d_A-ZÀ-Ý][^\W\d_]+", text))
        single = re.findall(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][\w’'-]*", text)
        double = re.findall(r"(?<=[a-zà-ÿ,] )(?:L[ea]s?|The|El|Los) [A-ZÀ-Ý][\w’'-]*", text)
        self._names = frozenset([*single, *double])

    def parse(self, text: str) -> Parsed | None:
        """A sentence's parse, None without a model for its language."""
        from quiz.parsing import parse  # the model is loaded only when there is something to ask

        if text in self._parses:
            self._parses[text] = found = self._parses.pop(text)  # the last used stands last
            return found
        parsed = parse(text, self.document.lang)
        known = replace(parsed, common=self._common, names=self._names) if parsed else None
        self._parses[text] = known
        if len(self._parses) > _KEPT:
            del self._parses[next(iter(self._parses))]
        return known

    def named(
        self, text: str, cut: tuple[int, int] | None, at: int
    ) -> tuple[str, tuple[int, int] | None]:
        """A sentence that stands at `at`, with the topic's name for a pronoun that means it."""
        if self.topic is None:
            return text, cut
        found = name_subject(
            text,
            cut,
            self.document.lang,
            self.topic.name,
            human=self.topic.human,
            feminine=self.topic.feminine,
            before=self._before(at),
            kinds=self.topic.kinds,
        )
        return (found.text, found.cut) if found else (text, cut)

    def _before(self, at: int) -> list[str]:
        """The sentences before an offset in its block."""
        blocks = self.document.blocks
        number = bisect_right(blocks, at, key=lambda b: b.start) - 1
        if number < 0:
            return []
        spans = sentences(self.document.text, blocks[number].start, at, self.document.lang)
        return [self.document.text[a:b] for a, b in spans]
