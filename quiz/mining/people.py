"""People and their roles: "the Prime Minister of Iraq, Ayad Allawi," and "Ayad Allawi, prime minister of Iraq"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from quiz.core.document import BlockKind, Document
from quiz.dates.grammar import grammar
from quiz.lang import language
from quiz.mining.sentences import sentences


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the role that the sentence at `body` gives it.

    `article` is the definite article that stood with the role, "" where it had none. `bare`
    tells that the role alone does not single anybody out ("the president"); `spot` are the
    offsets of the name.
    """

    name: str
    role: str
    article: str
    body: tuple[int, int]
    topic: str
    spot: tuple[int, int]
    bare: bool = False


_PARTICLE = r"(?:d['’](?=[A-ZÀ-Ý])|de|du|des|del|della|de la|de los|van|von|der|den|bin|al|el|ben|ibn|y|da|dos)"
NAME = rf"(?:[A-ZÀ-Ý]\.\s)*[A-ZÀ-Ý][\w’'-]+(?:\s+(?:(?:{_PARTICLE}\s*)?[A-ZÀ-Ý][\w’'-]*\.?|ag\s[A-Z]\w+)){{1,4}}"
_TITLED = r"(?:M\.|Mme|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sr\.|Sra\.|Herr|Frau)\s+[A-ZÀ-Ý][\w’'-]+"
_ANY = rf"(?:{_TITLED}|{NAME})"
# What parts a role from what follows it.
_END = r"(?=\s*[,.;:)]|\s+(?:et|and|y|und|who|qui|que|was|is|est|fut|a|fue|es)\b|\s*$)"


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    heads = "|".join(re.escape(r) for r in sorted(language(lang).roles, key=len, reverse=True))
    if not heads:
        return ()
    article = {
        "fr": r"(?:[Ll][ea]\s|[Ll]['’]|[Dd]u\s|[Aa]u\s|[Dd]e\s+l[a'’]\s?|[ÀAà]\s+l[a'’]\s?)",
        "en": r"(?:[Tt]he\s|[Ii]ts\s)?",
        "es": r"(?:[Ee]l\s|[Ll]a\s|[Aa]l\s|[Dd]el\s|[Dd]e\s+la\s)",
        "de": r"(?:[Dd]er\s|[Dd]ie\s|[Dd]em\s|[Dd]en\s|[Vv]om\s)",
    }[language(lang).code]
    own = {  # what may stand before the noun: "Iraqi Foreign", "deutsche"
        "en": r"(?:(?:[A-Z][\w’'-]*|[a-z]+(?:ian|ish|ese|ch|an|ic)|former|first|interim|acting|then|deputy|founding)\s){0,3}?",
        "de": r"(?:[a-zäöüß]+(?:e|er|en)\s){0,2}?",
    }.get(lang, r"(?:[a-zà-ÿ-]+\s){0,1}?")
    rest = r"(?:[^,.;:()\n]{0,70}?)"
    role = rf"(?P<article>{article})(?P<role>{own}(?:{heads})(?!\w){rest})"
    bare = rf"(?:l[ea]\s|l['’]|the\s|an?\s|el\s|la\s|un[ea]?\s|der\s|die\s)?(?P<role>{own}(?:{heads})(?!\w)[^,.;:()\n]{{0,70}}?)"
    return (
        re.compile(rf"(?<![\w’'-]){role},\s+(?P<name>{_ANY})(?=\s*[,.;)])"),
        re.compile(rf"(?<![\w’'-]){role}\s+(?P<name>{_ANY})(?![\w’'-]|\s+[A-ZÀ-Ý])"),
        re.compile(rf"(?<![\w’'-])(?P<name>{_ANY}),\s+{bare}{_END}"),
    )


def people(document: Document) -> list[Person]:
    """People with their roles, each pair once, in the order of the document."""
    found: list[Person] = []
    seen: set[tuple[str, str]] = set()
    topic = ""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            if block.level > 1:
                topic = document.text[block.start : block.end].strip(" *#")
            continue
        for start, end in block.cells or ((block.start, block.end),):
            for a, b in sentences(document.text, start, end, document.lang):
                if b - a > 900:
                    continue
                for person in _in_sentence(document.text[a:b], a, topic, document.lang):
                    key = (person.name.rsplit(maxsplit=1)[-1].lower(), person.role.lower())
                    if key not in seen:
                        seen.add(key)
                        found.append(person)
    return found


def _in_sentence(text: str, at: int, topic: str, lang: str) -> Iterator[Person]:
    flat = text.replace("*", " ").replace("\n", " ")
    taken: list[tuple[int, int]] = []
    for pattern in _patterns(lang):
        for match in pattern.finditer(flat):
            spot = match.span("name")
            if any(a < spot[1] and spot[0] < b for a, b in taken):
                continue
            name, role = (
                " ".join(match["name"].split()).rstrip("."),
                " ".join(match["role"].split()),
            )
            said = match.groupdict().get("article") or ""
            if not _sound(name, role, said, lang):
                continue
            taken.append(spot)
            yield Person(
                name,
                role,
                _ARTICLE.get(" ".join(said.lower().replace("’", "'").split()), ""),
                (at, at + len(text)),
                topic,
                (at + spot[0], at + spot[1]),
                bare=not _telling(role, lang),
            )


_ARTICLE = {
    "le": "le ",
    "du": "le ",
    "au": "le ",
    "la": "la ",
    "de la": "la ",
    "à la": "la ",
    "l'": "l’",
    "de l'": "l’",
    "à l'": "l’",
    "the": "the ",
    "its": "the ",
    "el": "el ",
    "al": "el ",
    "del": "el ",
    "der": "der ",
    "die": "die ",
    "dem": "der ",
    "den": "der ",
    "vom": "der ",
}


# Offices have one holder at a time; "an engineer" or "a poet" could be anybody.
_OFFICE = re.compile(
    r"(?i)minist|pr[eé]sident|präsident|secretar|secr[eé]ta|sekretär|\broi\b|\breine\b|\bking\b|\bqueen\b|\brey\b|\breina\b|könig|kaiser|"
    r"emper|imp[eé]ra|\bpap[ae]\b|pope|papst|bishop|évêque|obispo|bischof|chancel|kanzler|canciller|ambassad|embajad|botschaft|govern|"
    r"gobern|gouvern|préfet|mayor|\bmaire\b|alcald|bürgermeister|direct|direkt|fondat|founder|fundad|gründer|chief executive|\bchair|"
    r"\bhead\b|\bchef\b|\bjefe\b|leiter|leader|líder|commissa|commission|porte-parole|spokes|portavoz|sprecher|command|captain|"
    r"capit[aá]|\bPDG\b|patron|entraîneur|coach|trainer|entrenador|administrator|envoy|manager|vorsitz"
)


def _sound(name: str, role: str, article: str, lang: str) -> bool:
    """Whether a role says enough to single somebody out, and the name is one."""
    words = role.split()
    spec = language(lang)
    heads = spec.roles
    if name.split(maxsplit=1)[0].lower() in heads or name.rsplit(maxsplit=1)[-1].lower() in heads:
        return False
    if name.rsplit(maxsplit=1)[-1].isupper() or any(w.lower() in spec.pronouns for w in words):
        return False
    months = grammar(lang).months
    if any(w.lower() in _NO_ROLE or w.lower() in months for w in words) or _THING.search(name):
        return False
    if words[-1].lower().rstrip("’'") in spec.function_words or not _OFFICE.search(role):
        return False
    if lang in ("fr", "es") and any(
        w[:1].isupper() and before.islower() and before not in spec.function_words
        for before, w in pairwise(words)
    ):
        return False  # "the young poet Lope de Vega": another name in the role
    if not article and lang != "en" and not words[0].islower():
        return False
    head = max((h for h in heads if h in role), key=len, default="")
    rest = role.partition(head)[2].split()
    if lang == "en" and rest and rest[0].islower() and rest[0] not in spec.function_words:
        return False  # "the King sent Mrs Hawker a telegram"
    if lang != "de" and role.partition(head)[2].lstrip()[:1].isupper():
        return False  # "King Abdullah": a name, and somebody else's place
    return bool(article) or _telling(role, lang)


# What is named after somebody: "Queen Elizabeth II Great Court".
_THING = re.compile(
    r"(?:Court|Hall|Park|Bridge|Airport|University|College|School|Hospital|Museum|Library|Prize|Award|Medal|Street|Avenue|Square|Centre|Center|House|Palace|Cup|Trophy|Stadium|Station|Foundation|"
    r"Institute|Society|Company|Dam|Canal|Line|Tower|Theatre|Theater|Building|Memorial|Monument|Church|Cathedral|Island|Islands|Land|Bay|River|Lake|Mountain|Mountains|Range|Sea|Street|Class|Act|Treaty|Commission|"
    r"Committee|Report|Doctrine|Plan)s?$"
)
_NO_ROLE = frozenset(
    "is was are were has had who that est était fut sont qui a es fue era son ist war sind former ex ancien ancienne antiguo antigua ehemaliger ehemalige future futur".split()
)


def _telling(role: str, lang: str) -> bool:
    """Whether a role says more than its noun."""
    spec = language(lang)
    telling = [w for w in role.split() if w.lower() not in spec.function_words]
    longest = max((h for h in spec.roles if h in role), key=len, default="")
    return len(telling) > len(longest.split())
