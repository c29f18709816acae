"""What a document is about, where it is about one person or thing with a name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from quiz.core.document import BlockKind, Document
from quiz.mining.sentences import sentences

_NAME = r"(?:[A-ZÀ-Ý][\w’'.-]*|\d+)(?:\s+(?:(?:de|du|des|del|de la|von|van|of|der|la|le|y)\s+)?(?:[A-ZÀ-Ý][\w’'.-]*|\d+)){0,5}"
_IS = r"(?:was|is|were|est|était|fut|es|fue|era|war|ist|nació|naît|naquit|wurde|born)"
_FIRST = re.compile(
    rf"[*_\s]*(?P<article>(?:[Tt]he|[Ll][ea]|[Ee]l|[Dd]er|[Dd]ie|[Dd]as)\s+|[Ll]['’])?[*_]*(?P<name>{_NAME})[*_]*"
    rf"(?:\s*\([^()]{{1,160}}\))?(?:\s*,[^.;]{{1,120}}?,)?\s+{_IS}\b"
)
_LIVED = re.compile(
    r"(?i)\b(?:born|né|née|naît|naquit|nació|nacid[oa]|geboren|fille d[eu’']|fils d[eu’'])\b"
)
_HE = re.compile(r"(?i)\b(?:he|his|him|il|él|er|seine?)\b")
_SHE = re.compile(r"(?i)\b(?:she|her|hers|elle|née|ella|nacida)\b")
_IT = re.compile(r"(?i)\b(?:it|its)\b")


@dataclass(frozen=True, slots=True)
class Topic:
    """The name with its article ("the Montreal Protocol"), and whether it is a person.

    `feminine` is None where the text does not tell.
    """

    name: str
    human: bool
    feminine: bool | None
    kinds: frozenset[str] = frozenset()  # nouns that define it: "spacecraft"

    @property
    def words(self) -> frozenset[str]:
        """The words of the name, in lower case."""
        return frozenset(re.findall(r"[^\W_]+", self.name.lower()))


def topic_of(document: Document) -> Topic | None:
    """The topic that the opening sentence defines, or the title where the text keeps to it."""
    name = _titled(document) or _defined(document)
    if not name:
        return None
    head = document.text[:3000]
    he, she, it = (len(p.findall(document.text)) for p in (_HE, _SHE, _IT))
    human = len(name.split()) >= 2 and not re.search(r"\d", name) and _lived(head, name)
    if document.lang == "en":
        human = he + she >= 3 and he + she > it and not re.match(r"(?i)the\b", name)
    feminine = None
    if human and document.lang in ("en", "fr") and he != she:
        feminine = she > he
    return Topic(name, human, feminine, frozenset() if human else _kinds(document, name))


_NOUN = re.compile(
    r"(?:\b(?:an?|the|une?|l[ea]|el|un|ein|eine|der|die|das)\s|\bl['’])(?:[\w-]+\s){0,4}?(?P<noun>[a-zà-ÿ]{4,})(?=\s+(?:in|of|to|that|which|who|for|de|du|des|qui|que|pour|en|del|para|von|zu|and|et|y|und)\b|[,.;(])"
)


def _kinds(document: Document, name: str) -> frozenset[str]:
    """The nouns by which a sentence defines the topic: "NAME was the first spacecraft to …"."""
    at = document.text.find(name)
    if at < 0:
        return frozenset()
    end = document.text.find(". ", at)
    said = document.text[at + len(name) : end if end > 0 else at + 300][:300].replace("\n", " ")
    said = " ".join(said.split())
    if not re.match(rf"[^.]{{0,160}}?\s?{_IS}\b", said):
        return frozenset()
    return frozenset(m["noun"] for m in _NOUN.finditer(said))


def _lived(head: str, name: str) -> bool:
    """Whether the opening says that the bearer of a name was born, or when they lived."""
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    if re.match(r"(?i)(?:the|l[ea]s?|el|los|las|der|die|das)\s", name):
        return False
    near = [head[max(0, m.start() - 40) : m.end() + 60] for m in re.finditer(last, head)]
    if any(_LIVED.search(n) or _LIFESPAN.search(n) for n in near):
        return True
    return re.search(rf"(?m)^\W*{_LIVED.pattern[4:]}", head, re.IGNORECASE) is not None


_LIFESPAN = re.compile(r"\([^()]{0,40}\d{4}\s*[–—-]\s*[^()]{0,40}\d{4}[^()]{0,20}\)")


_OPENING = 500  # characters of a sentence in which its subject and verb stand


def _defined(document: Document) -> str:
    """The name in "NAME was a …" among the first sentences."""
    seen = 0
    for block in document.blocks:
        if block.kind is BlockKind.HEADING or block.cells:
            continue
        for a, b in sentences(document.text, block.start, block.end, document.lang)[:2]:
            seen += 1
            found = _FIRST.match(document.text[a : min(b, a + _OPENING)])
            if found and _kept_to(document, found["name"]):
                article = (found["article"] or "").strip()
                return (
                    f"{article.lower()} {found['name']}".strip()
                    .replace("’ ", "’")
                    .replace("' ", "'")
                )
        if seen >= 4:
            break
    return ""


def _titled(document: Document) -> str:
    """The name that a title begins with or that follows "of the", as the text writes it."""
    title = document.title.replace("_", " ").replace("*", "")
    first = re.split(r"\s+[–—|-]\s+|\s*[:(|,]", title)[0].strip(" #.")
    bare = re.sub(r"(?i)^(?:the|les?|la|el|los|der|die|das)\s+|^l['’]", "", first)
    for wanted in (first, bare):
        if not wanted or len(wanted) > 50 or len(wanted.split()) > 6:
            continue
        written = Counter(
            m[0] for m in re.finditer(rf"(?i)(?<!\w){re.escape(wanted)}(?!\w)", document.text)
        )
        for form, count in written.most_common(3):
            named = re.fullmatch(_NAME, form) is not None
            last = form.split()[-1]
            often = len(re.findall(rf"(?<!\w){re.escape(last)}(?!\w)", document.text)) >= 5
            told = count - document.title.count(form)
            if named and not (form.isupper() and " " in form) and (told >= 2 or (told and often)):
                return form if _kept_to(document, form) else ""
    return ""


def _kept_to(document: Document, name: str) -> bool:
    """Whether the text comes back to a name, or to a word of it."""
    counts: Counter[str] = Counter()
    for word in re.findall(r"[^\W_]+", name):
        if word[:1].isupper() and len(word) > 2:
            counts[word] = len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", document.text))
    return bool(counts) and max(counts.values()) >= 3
