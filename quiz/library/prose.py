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
from quiz.mining.scope import scope_of
from quiz.mining.sentences import sentences
from quiz.mining.topic import Topic
from quiz.wording.antecedent import antecedent
from quiz.wording.reference import Named, name_subject, put_name, subject_pronoun
from quiz.wording.standing import RULES, may_mean, told_of
from quiz.wording.topic_name import NOBODY, TopicName

_BEFORE = 4000  # characters that are looked back over: a paragraph may be a whole book
_KEPT = 64  # parses; one takes a hundred times its sentence's bytes


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
        works = (
            f"*{t}" for t in _found(r"(?<![\w*_])[*_]{1,3}((?:L[ae]s?|The) [A-ZÀ-Ý][\w’'-]*)", text)
        )
        self._names = frozenset(chain(single, double, titles, works))

    @property
    def about(self) -> str:
        """What the document tells of, in a few words; "" where its title says nothing."""
        return scope_of(self.document, self.topic)

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
        lang, before = self.document.lang, self.before(at)
        for start in _subjects(text, cut):
            rest, inner = text[start:], (cut[0] - start, cut[1] - start) if cut else None
            if start and cut and cut[0] < start:
                inner = None
            found = self._named(rest, inner, before)
            if found is not None:
                if inner is None and cut is not None:
                    return text[:start] + found.text, cut
                moved = (found.cut[0] + start, found.cut[1] + start) if found.cut else None
                return text[:start] + found.text, moved
        if before and (spot := subject_pronoun(text, cut, lang)):
            name = antecedent(text[slice(*spot)], lang, before, self.parse)
            if name:
                put = put_name(text, cut, spot, name)
                return put.text, put.cut
        return text, cut

    def told_of(self, at: int, text: str) -> TopicName:
        """Whom or what a sentence without a subject of its own tells of.

        The person of the title, or one named before in its block; else the subject before it.
        """
        topic, document = self.topic, self.document
        if topic is not None and topic.human:
            person = TopicName(topic.name, topic.feminine)
            last = topic.name.split()[-1]
            number = bisect_right(document.blocks, at, key=lambda b: b.start) - 1
            said = document.text[document.blocks[number].start : at] if number >= 0 else ""
            if last in document.title or last in said:
                if may_mean(text, document.lang, person):
                    return person
        if document.lang not in RULES:
            return NOBODY
        return told_of(text, self.before(at), document.lang)

    def _named(self, text: str, cut: tuple[int, int] | None, before: list[str]) -> Named | None:
        """A text that begins with a pronoun or possessive for the topic, with the topic's name."""
        if self.topic is None:
            return None
        topic = self.topic
        lang = self.document.lang

        def named(said: str, at: tuple[int, int] | None) -> Named | None:
            return name_subject(
                said,
                at,
                lang,
                topic.name,
                human=topic.human,
                feminine=topic.feminine,
                before=before,
                kinds=topic.kinds,
            )

        own = _OWN.match(text) if lang == "en" else None
        if own is None:
            return named(text, cut)
        pronoun = {"his": "He", "her": "She", "its": "It"}[own[1].lower()]
        if named(f"{pronoun} did it.", None) is None:
            return None
        ending = "’" if topic.name.endswith("s") else "’s"
        return put_name(text, cut, own.span(1), topic.name + ending)

    def means_topic(self, at: int) -> bool:
        """Whether "he" or "she" in the sentence that stands at `at` surely is the topic."""
        if self.topic is None or not self.topic.human or self.topic.feminine is None:
            return False
        said = {
            "fr": ("Elle agit.", "Il agit."),
            "en": ("She acted.", "He acted."),
        }.get(self.document.lang)
        if said is None:
            return False
        return self._named(said[not self.topic.feminine], None, self.before(at)) is not None

    def before(self, at: int) -> list[str]:
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


_OWN = re.compile(r"[\s*_•–—-]*(His|Her|Its|his|her|its)(?=\s[^\W\d_])")
_ADJUNCT = re.compile(r"[^,;:.()]{4,60},\s+(?=[^\W\d_])")
_CLEFT = re.compile(
    r"(?:C['’](?:est|était|fut)\s[^;:.()]{3,90}?\s?qu['’]|It (?:was|is)\s[^;:.()]{3,90}?\sthat\s)(?=\w)"
)
# A leading participle with what belongs to it: "Nommée en 1900 à Sèvres, où …, elle soutient".
_PARTICIPLE_LED = re.compile(
    r"[A-ZÀ-Ý][a-zà-ÿ]+(?:é|i|u|is|it|ert|aint)e?s?\s[^;:.()]{4,170}?,\s+(?=(?:il|elle)\s)"
    r"|[A-Z][a-z]+(?:ed|en|wn|ilt|orn)\s[^;:.()]{4,170}?,\s+(?=(?:he|she|it)\s)"
)


# A longer lead before a person's pronoun: "On 4 May, the day after the fire, she reported".
_LED = re.compile(
    r"(?:In|On|At|By|After|Before|During|From|With|As|En|Le|Au|Aux|À|Après|Avant|Pendant|Dans|Dès|Lors|De)\s[^;:.()]{4,130}?,\s+(?=(?:he|she|il|elle)\s)"
)


def _subjects(text: str, cut: tuple[int, int] | None) -> list[int]:
    """Where the subject may stand: at the head, after an adjunct and its comma, in a cleft."""
    found = [m.end() for p in (_ADJUNCT, _LED, _CLEFT, _PARTICIPLE_LED) if (m := p.match(text))]
    return [0, *(at for at in found if cut is None or not cut[0] < at < cut[1])]


def _found(pattern: str, text: str) -> Iterator[str]:
    """What a pattern, or its group, matches; one at a time, since a text has many words."""
    return (m[m.lastindex or 0] for m in re.finditer(pattern, text))


def _follows(blocks: tuple[Block, ...], number: int) -> bool:
    """Whether a block is a paragraph right after another one."""
    kinds = [b.kind for b in blocks[max(0, number - 1) : number + 1]]
    return kinds == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
