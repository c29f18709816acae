"""Short forms with what they stand for: "the long form (SHORT)" and "SHORT (the long form)".

The long form is found by initials (Schwartz and Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text", 2003, made stricter: word initials only); where
the short form comes from another language, by what several mentions share, and by the shape
of the noun phrase before the bracket.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.core.document import Block, BlockKind, Document
from quiz.lang import language
from quiz.mining.sentences import sentences

_SHORT = r"[A-ZÀ-Ý][\w&/’'.-]{0,10}[A-ZÀ-Ý0-9]"
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)")
_TOKEN = re.compile(rf"(?<![\w-])(?:anti-|counter-|contre-|non-)?({_SHORT})s?(?![\w-])")
_REVERSE = re.compile(rf"(?<![\w-])({_SHORT})\s*\(([^()\n]{{6,120}})\)")
_OR = re.compile(
    rf"(?:,\s+(?:or|ou|oder|o)\s+(?:the\s+|le\s+|la\s+|l['’])?|\s+[–—]\s+)({_SHORT})(?=[,.;)]|\s+[–—]|$)"
)
_ROMAN = re.compile(r"M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*['’]?", re.UNICODE)
_MAX_WORDS = 20
# A long form holds no clause of its own.
_RELATIVE = frozenset("qui que dont où which that who whose when where lequel laquelle".split())


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and its long form, told in the sentence at `quote`.

    `also` holds other long forms of the document, each a right answer too.
    """

    short: str
    long: str
    quote: tuple[int, int]
    also: tuple[str, ...] = ()


def abbreviations(document: Document) -> list[Abbreviation]:
    """The document's short forms, each once, in its order."""
    found: dict[str, list[Abbreviation]] = {}
    flat = _Phrases(document.text)
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and block.level <= 1:
            continue
        for told in _in_block(document, block, flat):
            found.setdefault(_key(told.short), []).append(told)
    return [_agreed(tellings) for tellings in found.values()]


def _key(short: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", short.upper())


class _Phrases:
    """Whether a document says a phrase more than once; its words are indexed on first use."""

    def __init__(self, text: str) -> None:
        self._text, self._flat = text, ""
        self._places: list[array[int]] = []

    def repeated(self, phrase: str) -> bool:
        """Whether the phrase, flattened, stands in the document twice or more."""
        if not self._places:
            self._index()
        places = [(self._of(m[0]), m.start()) for m in _PIECE.finditer(phrase)]
        if not places:
            return False
        rarest, offset = min(places, key=lambda p: len(p[0]))
        found = (at for at in rarest if self._flat.startswith(phrase, max(at - offset, 0)))
        return next(found, None) is not None and next(found, None) is not None

    def _index(self) -> None:
        """Where words stand, in a list for each few of them: a long text has very many words."""
        self._flat = _flat(self._text)
        self._places = [array("L") for _ in range(len(self._flat) // 100 + 1)]
        for match in _PIECE.finditer(self._flat):
            self._of(match[0]).append(match.start())

    def _of(self, word: str) -> array[int]:
        """Where a word, and those that share its list, stand."""
        return self._places[hash(word) % len(self._places)]


_PIECE = re.compile(r"\w+")


def _flat(text: str) -> str:
    return _GAP.sub(" ", text.replace("’", "'").lower())


_GAP = re.compile(r"[^\S ]\s*| \s+")


def _agreed(tellings: list[Abbreviation]) -> Abbreviation:
    """One of several tellings: the longest form, unless one is told more often."""
    forms: dict[str, Abbreviation] = {}
    for told in tellings:
        forms.setdefault(_flat(told.long), told)
    best = max(
        forms.values(),
        key=lambda t: (sum(_flat(x.long).endswith(_flat(t.long)) for x in tellings), len(t.long)),
    )
    also = tuple(t.long for t in forms.values() if t is not best)
    return Abbreviation(best.short, best.long, best.quote, also)


def _in_block(document: Document, block: Block, flat: _Phrases) -> Iterator[Abbreviation]:
    text = document.text
    for match in _BRACKET.finditer(text, block.start, block.end):
        for token in _TOKEN.finditer(match[1]):
            short = token[1].rstrip(".'’-")
            if not _acronym(short) or len(match[1].split()) > 4:
                continue
            long = _long_before(text, block.start, match.start(), short, document.lang, flat)
            if long and document.lang == "de":
                long = _nominative(text[block.start : match.start()], long)
            if long and (
                len(match[1].split()) == 1
                or _by_initials(_words(long), short, document.lang) is not None
            ):
                yield Abbreviation(short, long, _sentence(document, block, match.start()))
            break
    for match in _REVERSE.finditer(text, block.start, block.end):
        short, inside = match[1], match[2].strip(' "“”«»*_')
        if not _acronym(short):
            continue
        inside = re.split(r"\s+(?:ou|or|oder|o)\s+|;", inside)[0].strip()
        words = _words(inside)
        at = _by_initials(words, short, document.lang)
        if at == 0 and words:
            yield Abbreviation(short, _tidy(inside), _sentence(document, block, match.start()))
    for match in _OR.finditer(text, block.start, block.end):
        if _acronym(match[1]):
            before = _span_words(text, block.start, match.start())
            at = _by_initials([w for w, _, _ in before], match[1], document.lang)
            if at is not None:
                long = _tidy(text[before[at][1] : match.start()])
                yield Abbreviation(match[1], long, _sentence(document, block, match.start()))


_DECLINED = re.compile(r"[^\W\d_][\w-]{3,}(?P<end>en|e)$")
_NEUTER = re.compile(
    r"(?i)(?:amt|zentrum|institut|ministerium|komitee|museum|kreuz|werk|archiv|netz|labor|büro|haus|forum|gericht)s?(?![a-zäöüß])"
)


def _nominative(before: str, long: str) -> str:
    """A German long form as it stands without an article: "dem Deutschen Fußball-Bund" as "Deutscher Fußball-Bund"."""
    found = re.search(rf"(?i)(\w+)\s+{re.escape(long)}\s*$", before)
    words = long.split()
    if found is None or len(words) < 2:
        return long
    article = found[1].lower()
    first = 1 if re.match(r"[A-ZÄÖÜ]\w+(?:lich|isch)$", words[0]) else 0  # "Königlich Technischen"
    count = first
    while count < len(words) - 1 and words[count][0].isupper() and _DECLINED.match(words[count]):
        count += 1
    for at in range(first, count):
        end = _DECLINED.match(words[at])["end"]  # type: ignore[index]
        stem = words[at][: -len(end)]
        if article == "das" and end == "e":
            ending = "es"
        elif article == "der" and end == "e":
            ending = "er"
        elif article in ("der", "die", "zur") or end == "e":
            ending = "e"
        elif article in ("dem", "des", "im", "am", "beim", "vom", "zum"):
            ending = "es" if _NEUTER.search(" ".join(words[count:])) else "er"
        else:
            return long
        words[at] = stem + ending
    return " ".join(words)


def _acronym(short: str) -> bool:
    letters = re.sub(r"[^A-Za-zÀ-ÿ]", "", short)
    capitals = sum(c.isupper() for c in letters)
    return (
        capitals >= 2
        and capitals * 2 >= len(letters)
        and len(letters) <= 10
        and not (
            _ROMAN.fullmatch(short)
            and len(short) < 5
            and short not in ("CD", "CM", "MD", "DC", "CIC", "MIC", "CDI")
        )
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _span_words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The words before a bracket, back to the last break in the sentence."""
    window = max(start, end - 200)
    cut = max(
        (m.end() for m in re.finditer(r"[.;:!?()«»“”\"]\s|[–—]\s|\n\n", text[window:end])),
        default=0,
    )
    found = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text, window + cut, end)]
    for i in range(len(found) - 1, -1, -1):
        if found[i][0].lower() in _RELATIVE or re.fullmatch(r"\d{4}", found[i][0]):
            return found[i + 1 :][-_MAX_WORDS:]
    return found[-_MAX_WORDS:]


def _initial(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word)
    return flat[:1].upper()


def _parts(word: str) -> str:
    """The initials that a word may give: "Franco-British" gives F and B, "l’OTAN" O."""
    word = re.sub(r"^(?:l|d|qu|s|n)['’]", "", word, flags=re.I)
    return "".join(_initial(p) for p in re.split(r"[-'’]", word) if p)


def _by_initials(words: list[str], short: str, lang: str) -> int | None:
    """Where the long form begins among the words, by initials from the end; None if it does not.

    Function words may give a letter or not; other words must, but for one at most.
    """
    letters = [unicodedata.normalize("NFKD", c)[0].upper() for c in short if c.isalpha()]
    if short.endswith("s") and len(letters) > 2:
        letters = letters[: -1 if short[-1].islower() else None]
    small = language(lang).function_words | language(lang).stop_words
    for spare in (0, 1):
        at, missed, used = len(letters), spare, 0
        for i in range(len(words) - 1, -1, -1):
            initials = _parts(words[i])
            function = words[i].lower().rstrip("'’") in small
            taken = at
            for initial in reversed(initials):
                if taken and initial == letters[taken - 1]:
                    taken -= 1
            if taken < at and not (
                function and at - taken == 1 and _later(words[:i], letters[:at], small)
            ):
                at = taken
                used += 1
                if at == 0:
                    return None if function and used < 2 else i
            elif not function:
                if not missed:
                    break
                missed -= 1
    return None


def _by_any_order(words: list[str], short: str, lang: str) -> int | None:
    """Where the long form begins if its content words have the letters in another order.

    "programme individuel de partenariat et de coopération (IPCP)": a short form of another
    language that shares the words.
    """
    letters = sorted(unicodedata.normalize("NFKD", c)[0].upper() for c in short if c.isalpha())
    small = language(lang).function_words | language(lang).stop_words
    seen: list[str] = []
    for i in range(len(words) - 1, -1, -1):
        if words[i].lower().rstrip("'’") in small:
            continue
        seen.append(_parts(words[i])[:1])
        if len(seen) == len(letters) > 2:
            return i if sorted(seen) == letters else None
    return None


def _later(words: list[str], letters: list[str], small: frozenset[str]) -> bool:
    """Whether the next content word to the left gives the letter that a function word offers."""
    content = [w for w in words if w.lower().rstrip("'’") not in small]
    return bool(content) and bool(letters) and _parts(content[-1])[-1:] == letters[-1]


def _long_before(
    text: str, start: int, end: int, short: str, lang: str, flat: _Phrases
) -> str | None:
    words = _span_words(text, start, end)
    if not words:
        return None
    if (word := _by_letters(words[-1][0], short)) is not None:
        return word  # "hydrofluorocarbons (HFC)"
    at = _by_initials([w for w, _, _ in words], short, lang)
    if at is None:
        at = _by_any_order([w for w, _, _ in words], short, lang)
        if at is not None and "," in text[words[at][1] : end]:
            at = None  # "a force from Africa, the Mission … (MISMA)": two phrases
    if at is None:
        at = _from_its_letter(words, _phrase_start(text, words, lang, flat), short)
        at = _with_missing(words, at, short, lang)
        if at is None or re.search(r"\d", text[words[at][1] : end]):
            return None  # "for 96 minutes around Saturn (UTC)"
        if lang == "en" and _initial(short) not in "".join(_parts(w) for w, _, _ in words[at:]):
            return None
    long = re.sub(r"^(?:L['’]|L[ae]s?\s|The\s|El\s)(?=\w)", "", _tidy(text[words[at][1] : end]))
    if _ENUMERATED.search(text[start : words[at][1]]) and lang != "de":
        return None  # the end of an enumeration, not the whole name
    return long if len(long) > len(short) + 2 and _key(short) not in _key(long) else None


def _from_its_letter(words: list[tuple[str, int, int]], at: int | None, short: str) -> int | None:
    """Where the name in a phrase begins, if a word before it only says what it is.

    "le déploiement de la Mission internationale … (MISMA)": the name begins with the M.
    """
    if at is None or words[at][0][:1].isupper() or _initial(words[at][0]) == _initial(short):
        return at
    named = (
        i
        for i in range(at + 1, len(words))
        if _initial(words[i][0]) == short[0] and words[i][0][:1].isupper()
    )
    return next(named, at)


def _with_missing(
    words: list[tuple[str, int, int]], at: int | None, short: str, lang: str
) -> int | None:
    """Where the name begins if a noun before the phrase gives the letter that it lacks.

    "the Treaty on the Non-Proliferation of Nuclear Weapons (NPT)": the T is the treaty's.
    """
    if not at:
        return at
    said = Counter("".join(_parts(w) for w, _, _ in words[at:]))
    lacking = Counter(c for c in short if c.isupper()) - said
    small = language(lang).function_words | language(lang).stop_words
    for i in range(at - 1, max(-1, at - 4), -1):
        if words[i][0].lower() in small:
            continue
        return i if list(lacking.elements()) == [_initial(words[i][0])] else at
    return at


_ENUMERATED = re.compile(r",\s+(?:l[ae]|el|l['’]|the)?\s*$")


def _by_letters(word: str, short: str) -> str | None:
    """A long word that has the letters of a short form in their order, from its first one."""
    letters = re.sub(r"[^A-Z]", "", short)
    if len(letters) < 3 or len(word) < 3 * len(letters) or word[:1].upper() != letters[0]:
        return None
    return word if re.search(".*?".join(letters), word.upper()) else None


def _phrase_start(
    text: str, words: list[tuple[str, int, int]], lang: str, flat: _Phrases
) -> int | None:
    """The left edge of the noun phrase that ends at the bracket.

    Going left, the phrase that the document repeats elsewhere is preferred; otherwise it
    begins after the nearest article that no preposition of the phrase itself governs.
    """
    articles = {a.rstrip("’") for a in language(lang).articles}
    edges = []
    for i in range(len(words) - 1, -1, -1):
        word = words[i][0].lower()
        bare = re.sub(r"['’].*$", "", word) if re.match(r"[ldLD]['’]", words[i][0]) else word
        after = re.sub(r"^[ld]['’]", "", words[i][0])
        if i < len(words) - 1 and text[words[i][2] : words[i + 1][1]].strip() not in ("", "-"):
            break
        if word in ("des", "du", "au", "aux") and i:
            continue  # "de" and an article: inside the phrase
        if bare in articles or (re.match(r"l['’]", word) and after):
            before = words[i - 1][0].lower() if i else ""
            edges.append((i + (0 if re.match(r"l['’]", word) else 1), before))
        elif word in ("un", "une", "son", "sa", "ses", "its", "their", "leur", "a", "an"):
            edges.append((i + 1, ""))
    edges = [(i, b) for i, b in edges if i < len(words)]
    if not edges:
        return None
    end = words[-1][2]
    repeated = [
        i
        for i, _ in edges
        if len(words) - i > 1 and flat.repeated(_flat(_tidy(text[words[i][1] : end])))
    ]
    if repeated:
        return min(repeated)
    inner = (
        "de",
        "d'",
        "à",
        "en",
        "of",
        "for",
        "des",
        "du",
        "et",
        "and",
        "sur",
        "pour",
        "in",
        "par",
    )
    for i, before in edges:
        if before not in inner and len(words) - i > 1:
            return i
    return edges[-1][0] if len(words) - edges[-1][0] > 1 else None


def _tidy(long: str) -> str:
    long = re.sub(r"\s+", " ", long).strip(' ,;:"“”«»*_–—')
    return re.sub(r"^(?:l|d)['’]", "", long)


def _sentence(document: Document, block: Block, at: int) -> tuple[int, int]:
    for a, b in sentences(document.text, block.start, block.end, document.lang):
        if a <= at < b:
            return a, b
    return block.start, block.end
