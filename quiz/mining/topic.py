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
    r"(?i)\b(?:born|né|née|naît|naquit|vit le jour|vient au monde|vint au monde|nació|nacid[oa]|geboren|fille d[eu’']|fils d[eu’'])\b"
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
    name = _biography(document) or _titled(document) or _defined(document)
    if not name:
        return None
    he, she, it = (len(p.findall(document.text)) for p in (_HE, _SHE, _IT))
    human = False
    if _personal(name, document.text):
        told = document.lang == "en" and he + she >= 6 and he + she > 2 * it
        human = told or _lived(document.text[:3000], name)
        if document.lang == "en" and he + she <= it:
            human = False
    feminine = None
    if human and document.lang in ("en", "fr") and he != she:
        feminine = she > he
    if human and document.lang in _DEFINED_AS:
        defined = _DEFINED_AS[document.lang].search(document.text[:3000])
        feminine = False if he >= 2 and he > she else None
        feminine = defined["she"] is not None if defined else feminine
    if document.lang == "en" and name.startswith("The "):
        name = "the " + name[4:]
    return Topic(name, human, feminine, _kinds(document, name))


# "fue una abogada", "war ein deutscher Bauingenieur": what a person was tells whether a woman.
_DEFINED_AS = {
    "es": re.compile(r"(?i)\b(?:es|fue|era)\s(?:(?P<she>una|la)|un|el)\s"),
    "de": re.compile(r"(?i)\b(?:ist|war|gilt als)\s(?:(?P<she>eine|die)|ein|der)\s"),
}


_PARTICLES = frozenset("de du des del della di da van von der den bin ibn al el la le y".split())


def _personal(name: str, text: str) -> bool:
    """Whether a name may be a person's: two words or more, none of them a common noun of the text."""
    words = re.findall(r"[^\W_]+", name)
    own = [w for w in words if w.lower() not in _PARTICLES]
    if len(own) < 2 or re.search(r"\d|(?i:\bof\b)", name):
        return False
    if re.match(r"(?i)(?:the|l[ea]s?|el|los|las|der|die|das)\s|l['’]", name):
        return False
    return not any(re.search(rf"(?<![\w-]){re.escape(w.lower())}(?![\w-])", text) for w in own)


# The head noun of what a name is said to be: last in English before what follows, first in French.
_HEAD = {
    "en": re.compile(
        r"\ban?\s(?:[\w’'-]+,?\s){0,5}?(?P<noun>(?!and\b|or\b)[a-z]{3,}(?<!ly))(?=\s(?:in|of|to|that|which|who|for|from|by|with|between|at|on|and|based|born|fought|held|built|made|run|led)\b|\s\w+ed\b|\s[A-Z]|[,.;(])"
    ),
    "fr": re.compile(
        r"\bune?\s(?:(?:premi(?:er|ère)|grande?|ancienn?e?|nouveau|nouvel(?:le)?|petite?|célèbre|principale?|seule?|vaste|plus|jeune)\s)*(?P<noun>[a-zà-ÿ]{3,})"
    ),
}


def _kinds(document: Document, name: str) -> frozenset[str]:
    """The noun by which a sentence defines the topic: "NAME was the first spacecraft to …"."""
    at, head = document.text.find(name), _HEAD.get(document.lang)
    if at < 0 or head is None:
        return frozenset()
    end = document.text.find(". ", at)
    said = document.text[at + len(name) : end if end > 0 else at + 300][:300].replace("\n", " ")
    said = " ".join(said.split())
    defined = re.match(rf"[^.]{{0,160}}?\s?{_IS}\b", said)
    found = head.search(said, defined.end()) if defined else None
    if found is None or found.start() > defined.end() + 12:  # type: ignore[union-attr]
        return frozenset()
    return (
        frozenset()
        if re.search(r"\b(?:series|one|part|member|number)\b", found["noun"])
        else frozenset({found["noun"]})
    )


def _lived(head: str, name: str) -> bool:
    """Whether the opening says that the bearer of a name was born, or when they lived."""
    last = re.escape(name.rsplit(maxsplit=1)[-1])
    near = [
        head[max(0, m.start() - 40) : m.end() + 110] for m in re.finditer(last, head, re.IGNORECASE)
    ]
    if any(_LIVED.search(n) or _LIFESPAN.search(n) for n in near):
        return True
    return re.search(rf"(?m)^\W*{_LIVED.pattern[4:]}", head, re.IGNORECASE) is not None


_LIFESPAN = re.compile(
    r"\([^()]{0,60}\d{4}\s*[–—-]\s*[^()]{0,60}\d{4}[^()]{0,20}\)|\(\s*\*\s[^()]{0,60}\d{4}[^()]{0,40}[;,]?\s*†[^()]{0,60}\)"
)


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
            if found and (found["name"] in document.title or _kept_to(document, found["name"])):
                article = (found["article"] or "").strip()
                return (
                    f"{article.lower()} {found['name']}".strip()
                    .replace("’ ", "’")
                    .replace("' ", "'")
                )
        if seen >= 4:
            break
    return ""


_GENRE = re.compile(
    r"(?i)(?:history|story|chronology|timeline|operation|battle|war|voyage|life|biography|histoire|chronologie|bataille|guerre|opération|vie|tour|pont|traité|"
    r"historia|cronología|batalla|guerra|vida|geschichte|schlacht|leben)\b"
)


def _biography(document: Document) -> str:
    """The person that a title names and the opening gives a birth or a lifespan to.

    A biography keeps to pronouns, so its name need not come back.
    """
    name = re.split(r"\s+[–—|-]\s+|\s*[:(|,]", document.title.replace("*", ""))[0].strip(" #.")
    if len(name.split()) > 6:
        return ""
    if name.isupper():
        name = name.title()
    head = document.text[:1500]
    if re.fullmatch(_NAME, name) is None or not _personal(name, document.text):
        return ""
    if _GENRE.match(name):
        return ""
    return name if _lived(head, name) else ""


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
                return _with_article(document, form) if _kept_to(document, form) else ""
    return ""


_BEFORE = {
    "en": re.compile(r"(?P<the>[Tt]he)\s$"),
    "fr": re.compile(r"(?:(?P<le>[Ll]e|[Dd]u|[Aa]u)\s|(?P<la>[Ll]a)\s|(?P<l>[Ll]['’]))$"),
}


def _with_article(document: Document, name: str) -> str:
    """A name with the article that the text mostly gives it: "the Tour de France"."""
    pattern = _BEFORE.get(document.lang)
    if pattern is None:
        return name
    spots = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)]
    spots = [
        a for a in spots if document.text[max(0, a - 2) : a].strip(" *_#")
    ]  # inside a sentence
    found = Counter(
        m.lastgroup for a in spots if (m := pattern.search(document.text, max(0, a - 5), a))
    )
    if not found:
        return name
    article, count = found.most_common(1)[0]
    return (
        f"{article} {name}".replace("l ", "l’", article == "l") if count > len(spots) / 2 else name
    )


def _kept_to(document: Document, name: str) -> bool:
    """Whether the text comes back to a name, or to a word of it."""
    counts: Counter[str] = Counter()
    for word in re.findall(r"[^\W_]+", name):
        if word[:1].isupper() and len(word) > 2:
            counts[word] = len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", document.text))
    return bool(counts) and max(counts.values()) >= 3
