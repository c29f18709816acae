"""Quantities: how many, how much, how far, each with what it counts.

Years, dates, ordinals and numbers that name something ("Mariner 10", "resolution 1546") are
not quantities. What follows the number has to be a unit or a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quiz.core.document import BlockKind, Document
from quiz.dates.find import find
from quiz.dates.grammar import grammar
from quiz.lang import language
from quiz.mining.sentences import sentences

MAX_SENTENCE = 600


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at `text[start:end]`, offsets into the document, and the noun or unit after it."""

    start: int
    end: int
    unit: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence at `body` with its quantities; `topic` is the heading above.

    `subject` is what a definition's body tells of: its term.
    """

    body: tuple[int, int]
    quantities: tuple[Quantity, ...]
    topic: str
    subject: str = ""


_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f\u2009.,’']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_UNIT = r"%|‰|°C|°|€|\$|£|km²|km2|m²|m2|km/h|km|cm|mm|m|kg|g|t|ha|GB|MB|kB|TB|Go|Mo|GHz|MHz|kHz|W|kW|MW|GW|V|l|L|h|min|s|sq|ft"
_NAMED = re.compile(
    r"(?:\b[A-ZÀ-Ý][\w.-]*[ -]|[#§№_/@v]|\bn[°º]\s?|\bn[or]\.?\s|\b(?:version|chapter|chapitre|article|page|phase|type|model|modèle|"
    r"résolution|resolution|resolución|route|line|ligne|línea|canal|figure|table|volume|tome|room|salle|stage|step|level|niveau|number|numéro|"
    r"número|nummer|serie|modelo|clase|ruta|vuelo|baureihe|typ|klasse|linie|articles|pages|season|saison|temporada|episode|épisode|mark|numbered|carte)\s)$",
)
_THE_ONE = re.compile(r"(?i)(?<!\w)(?:el|del|al)\s$")
_SCALE = r"(?:millions?|milliards?|billions?|trillions?|thousand|mille|millones|millón|mil|Millionen|Milliarden|Million|Milliarde|Mio\.|Mrd\.)"
_ONE = re.compile(r"(?i)(?<!\w)(?P<one>an?|one|un|une|ein|eine)\s$")
_MILLION = re.compile(r"(?i)(?:million|milliard|billion|hundred|thousand|millón|Million|Milliarde)")
_SMALL = 10  # number words below this seldom tell a fact


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    words = sorted(_words(lang), key=len, reverse=True)
    spelt = "|".join(re.escape(w) for w in words)
    spelt = rf"(?:{spelt})(?:[ -](?:et |and |y )?(?:{spelt}))*" if words else r"(?!)"
    return re.compile(
        rf"(?P<sign>[$€£]\s?)?(?<![\w.,/-])(?P<number>{_DIGITS}|(?<![-’'])(?:{spelt})(?![-\w]))"
        rf"(?P<scale>\s+{_SCALE}(?!\w))?(?P<gap>[\s\u00a0\u202f-]{{0,2}})(?P<unit>(?:{_UNIT})(?![\w])|[^\W\d_][\w’'-]*)?",
        re.IGNORECASE,
    )


_OTHERS = frozenset(
    "others other autres autre otros otras otro otra andere anderen weitere more de plus".split()
)
_TENS = {
    "fr": "onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante quatre-vingt quatre-vingts cent cents mille dix",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand",
    "es": "diez once doce trece catorce quince dieciséis veinte veinticinco treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento doscientos trescientos quinientos mil",
    "de": "zehn elf zwölf dreizehn vierzehn fünfzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend",
}


def _words(lang: str) -> set[str]:
    known = {w for w, n in language(lang).numbers.items() if n >= 2}
    return known | set(_TENS.get(lang, "").split())


def counted(document: Document) -> Iterator[Counted]:
    """The sentences of a document that hold quantities, in its order."""
    topic = ""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            if block.level > 1:
                topic = document.text[block.start : block.end].strip(" *#")
            continue
        spans = block.cells or ((block.start, block.end),)
        defined = block.kind is BlockKind.DEFINITION and len(spans) > 1
        term = document.text[slice(*spans[0])].strip(" *_:") if defined else ""
        for number, (start, end) in enumerate(spans):
            for a, b in sentences(document.text, start, end, document.lang):
                if b - a > MAX_SENTENCE:
                    continue
                quantities = tuple(_in_sentence(document.text, a, b, document.lang))
                if quantities:
                    yield Counted((a, b), quantities, topic, term if number else "")


def _in_sentence(text: str, a: int, b: int, lang: str) -> Iterator[Quantity]:
    dates = [(m.start, m.end) for m in find(text, lang, a, b)]
    months = grammar(lang).months
    small = language(lang).function_words | language(lang).stop_words
    for match in _pattern(lang).finditer(text, a, b):
        start, end = match.span("number")
        if match["sign"]:
            start = match.start("sign")
        if match["scale"]:
            end = match.end("scale")
        if (article := _ONE.search(text, max(a, start - 6), start)) and _MILLION.match(
            match["number"]
        ):
            start = article.start("one")  # "a million", "one million"
        if any(x < end and start < y for x, y in dates):
            continue
        unit = (match["unit"] or "").strip("’'-")
        if unit in ("h", "H") and re.match(r"\s?\d", text[match.end() : match.end() + 2]):
            continue  # "1 h 25"
        low = unit.lower()
        known = re.fullmatch(_UNIT, unit) is not None
        if not (match["sign"] or match["scale"] or known):
            if (
                not unit
                or low in small
                or low in months
                or low in _OTHERS
                or len(unit) < 3
                or re.fullmatch(r"\d+[.,]\d{1,2}", match["number"])  # "2.2 adds types"
                or unit[0].isupper()
                and lang != "de"
            ):
                continue
        if (
            not match["sign"]
            and match["scale"] is None
            and _NAMED.search(text[max(a, start - 24) : start])
        ):
            continue
        if lang == "es" and unit != "%" and _THE_ONE.search(text[max(a, start - 5) : start]):
            continue  # "150 unidades del 600": a name
        spelt = not match["number"][0].isdigit()
        if spelt and not _tells(match["number"].lower(), lang):
            continue
        if not spelt and not (known or match["sign"] or match["scale"]):
            if match["number"].isdigit() and int(match["number"]) < _SMALL:
                continue
        if (
            not spelt
            and _may_be_year(match["number"])
            and not (known or match["sign"] or match["scale"])
        ):
            if _YEAR_BEFORE.search(text[max(a, start - 24) : start]):
                continue  # "the Act of 1935 brought", "the events of 1956 took place"
        if re.match(r"(?:st|nd|rd|th|er|re|e|è|ème|eme|º|ª)(?!\w)", text[end : end + 4]):
            continue
        yield Quantity(start, end, unit)


_YEAR_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:of|in|since|until|from|by|after|before|during|de|en|depuis|dès|avant|après|du|l['’]an|del|desde|hasta|von|seit|vor|nach|im)\s$"
)


def _may_be_year(number: str) -> bool:
    return number.isdigit() and len(number) == 4 and 1000 <= int(number) <= 2100


def _tells(word: str, lang: str) -> bool:
    """Whether a spelt number is large enough to be worth asking."""
    value = language(lang).numbers.get(word)
    return word not in ("dozen", "docena", "Dutzend") and (value is None or value >= _SMALL)
