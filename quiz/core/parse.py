"""A parsed sentence: words with their part of speech, features and head (Universal Dependencies)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `index` and `head` count from 1, a head of 0 is the root.

    `start` and `end` are offsets into the sentence's text; the parts of a contraction
    ("du" = de + le) share them.
    """

    index: int
    form: str
    lemma: str
    upos: str
    feats: Mapping[str, str]
    head: int
    rel: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The relation without its subtype: `nsubj` of `nsubj:pass`."""
        return self.rel.partition(":")[0]

    @property
    def finite(self) -> bool:
        """Whether it is a finite verb or auxiliary."""
        return self.feats.get("VerbForm") == "Fin"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its tokens, and quick ways to walk its tree."""

    text: str
    tokens: tuple[Token, ...]
    common: frozenset[str] = frozenset()  # words that the document also writes in lower case
    names: frozenset[str] = (
        frozenset()
    )  # what it writes with a capital inside sentences; * in italics
    _children: dict[int, list[int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for token in self.tokens:
            self._children.setdefault(token.head, []).append(token.index)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index - 1]

    @property
    def root(self) -> Token | None:
        """The head of the sentence."""
        roots = self._children.get(0)
        return self[roots[0]] if roots else None

    def children(self, index: int) -> list[Token]:
        """Dependents of a token, left to right."""
        return [self[i] for i in self._children.get(index, ())]

    def child(self, index: int, *kinds: str) -> Token | None:
        """The first dependent with one of these relations (subtypes count)."""
        return next((t for t in self.children(index) if t.kind in kinds or t.rel in kinds), None)

    def subtree(self, index: int, without: Iterable[int] = ()) -> list[int]:
        """Indexes of a token and all below it, left to right, leaving out whole subtrees."""
        barred, found, stack = set(without), [], [index]
        while stack:
            at = stack.pop()
            if at in barred or at in found:
                continue
            found.append(at)
            stack += self._children.get(at, ())
        return sorted(found)

    def surface(self, indexes: Iterable[int]) -> str:
        """The words as written, with the spacing of the text where they adjoin.

        Of a contraction ("du") only what is asked for is written: "de", "le", or both as one.
        """
        wanted = sorted(set(indexes))
        inside = set(wanted)
        out, last = "", -1
        for index in wanted:
            token = self[index]
            if token.start < last:  # second part of a contraction that stands already
                continue
            if last >= 0:
                between = self.text[last : token.start]
                if between.strip() == ",":
                    out += ", "  # a comma between two kept words stays
                elif between == "-":
                    out += "-"
                else:
                    out += between if not between.strip() and len(between) < 3 else " "
            twin = self._twin(token)
            whole = twin is None or twin in inside
            out += self.text[token.start : token.end] if whole else token.form.lower()
            last = token.end
        return " ".join(out.split())

    def _twin(self, token: Token) -> int | None:
        """The other part of a contraction."""
        for index in (token.index - 1, token.index + 1):
            if 1 <= index <= len(self.tokens) and self[index].start == token.start:
                return index
        return None
