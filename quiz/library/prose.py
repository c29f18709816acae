"""A document's sentences as questions are made of them: parsed once, their subjects named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from quiz.core.document import Block, BlockKind, Document
from quiz.core.parse import Parsed
from quiz.dates.labels import label
from quiz.mining.sentences import sentences
from quiz.mining.topic import Topic
from quiz.wording.antecedent import antecedent
from quiz.wording.reference import name_subject, put_name, subject_pronoun

_BEFORE = 4000  # characters that are looked back over: a paragraph may be a whole book
_KEPT = 128  # parses; one takes a hundred times its sentence's bytes


@dataclass
class Prose:
    """Parses (the latest are kept), and names for pronouns, for one document."""

    document: Document
    topic: Topic | None
    _parses: dict[str, Parsed | None] = field(default_factory=dict)
    _common: frozenset[str] = frozenset()
    _names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        text = self.document.text
        self._common = frozenset(_found(r"(?<!\w)[^\W\d_A-ZÀ-Ý][^\W\d_]+", text))
        single = _found(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][\w’'-]*", text)
        double = _found(r"(?<=[a-zà-ÿ,] )(?:L[ea]s?|The|El|Los) [A-ZÀ-Ý][\w’'-]*", text)
        titles = (f"*{t}" for t in _found(r"(?<![\w*_])[*_]{1,3}([A-ZÀ-Ý][\w’'-]*)", text))
        self._names = frozenset(chain(single, double, titles))

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
        """A sentence that stands at `at`, with a name for its subject where that is a pronoun.

        The name is the topic's, or that of the subject before, where one of them is sure.
        """
        lang, before = self.document.lang, self._before(at)
        found = None
        if self.topic is not None:
            found = name_subject(
                text,
                cut,
                lang,
                self.topic.name,
                human=self.topic.human,
                feminine=self.topic.feminine,
                before=before,
                kinds=self.topic.kinds,
            )
        if found is None and before and (spot := subject_pronoun(text, cut, lang)):
            name = antecedent(text[slice(*spot)], lang, before, self.parse)
            found = put_name(text, cut, spot, name) if name else None
        return (found.text, found.cut) if found else (text, cut)

    def _before(self, at: int) -> list[str]:
        """The sentences before an offset in its block, or in the paragraph before it."""
        blocks = self.document.blocks
        number = bisect_right(blocks, at, key=lambda b: b.start) - 1
        if number < 0:
            return []
        start = blocks[number].start
        if not self.document.text[start:at].strip() and _follows(blocks, number):
            number, at = number - 1, blocks[number - 1].end
            start = blocks[number].start
        opening = label(self.document.text, start, blocks[number].end, self.document.lang)
        if opening is not None and opening.body < at:
            start = opening.body
        far = at - start > _BEFORE
        spans = sentences(
            self.document.text, at - _BEFORE if far else start, at, self.document.lang
        )
        return [self.document.text[a:b] for a, b in (spans[1:] if far else spans)]


def _found(pattern: str, text: str) -> Iterator[str]:
    """What a pattern, or its group, matches; one at a time, since a text has many words."""
    return (m[m.lastindex or 0] for m in re.finditer(pattern, text))


def _follows(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether a block is a paragraph right after another one."""
    kinds = [b.kind for b in blocks[max(0, number - 1) : number + 1]]
    return kinds == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
