"""Clozes: a sentence with its figures taken out, the fallback where no question is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quiz.wording.gates import leans, starts_with_pronoun, stray
from quiz.wording.text import balanced, capital, clean

LIMIT = 190  # characters of the sentence as shown, where it can be shortened
MOST = 240  # … where it can not
_BREAK = re.compile(r"\s*[;:]\s|\s[–—]\s|,\s")
# Not in "between April and December 2016".
_JOIN = re.compile(r"\s(?=(?:et|and|y|e|und)\s(?![A-ZÀ-Ý]))(?!\s\w+\s\w+\s[12]\d{3})")
_PRONOUN_AFTER = re.compile(
    r"[^,]{3,90},\s+(?:il|elle|ils|elles|on|he|she|it|they|we|él|ella|ellos|ellas|er|sie)\b"
)
_JOINED = re.compile(
    r"^\W*(?:mais|or|et|puis|ensuite|cependant|toutefois|ainsi|but|and|however|then|meanwhile|pero|aber|und|y)\b,?\s+",
    re.IGNORECASE,
)  # what only joins a sentence to the one before
# The same length in another unit gives the answer away: "1,280 feet (390 m)".
_CONVERTED = re.compile(
    r"(\ue001[^()\ue000]{1,20}?)\s\([\d.,\s]+\s?[a-zA-Z°²³µ/]{1,12}(?:\s\w{1,8})?\)"
)
_THAT_TIME = re.compile(
    r"(?i)\b(?:that|the same)\s(?:day|month|year|week|season|summer|winter)\b|\bcette\s(?:année|édition|saison|fois)\b|\bce\s(?:jour|mois)-là\b"
)
# "to Mandela and, posthumously(, to Marchenko)": the second half would go.
_PART_OF_PAIR = re.compile(r"\s(?:et|and|y|und),\s[^,]+$")
_OPEN, _CLOSE = "\ue000", "\ue001"  # stand for {{n: and }} while the text is cleaned


def cloze(text: str, spans: Sequence[tuple[int, int]], lang: str) -> str | None:
    """The sentence with `{{n:…}}` around each span, shortened at clause boundaries.

    None where what is left would not stand alone: a pronoun for a subject, words that lean on
    the text before, brackets that do not match, a figure that shows elsewhere.
    """
    marked, at = [], 0
    for a, b in spans:
        marked += [text[at:a], _OPEN, text[a:b], _CLOSE]
        at = b
    said = clean(_JOINED.sub("", "".join([*marked, text[at:]]))).rstrip(".")
    said = _CONVERTED.sub(r"\1", said)
    fitting = _fitted(said)
    if fitting is None:
        return None
    said = fitting
    bare = said.replace(_OPEN, "").replace(_CLOSE, "")
    if leans(bare, lang) or starts_with_pronoun(bare, lang) or not balanced(bare):
        return None
    if (
        _PRONOUN_AFTER.match(bare)
        or _THAT_TIME.search(bare)
        or (lang in ("es", "de") and stray(bare, lang))
    ):
        return None
    shown = re.sub(rf"{_OPEN}.*?{_CLOSE}", " ", said)
    if len(re.findall(r"[^\W\d_]{3,}", shown)) < 4 or "{{" in bare or "}}" in bare:
        return None
    hidden = re.findall(rf"{_OPEN}(.*?){_CLOSE}", said)
    rest = re.sub(rf"{_OPEN}.*?{_CLOSE}", " ", said)
    if any(re.search(rf"(?<![\w.,]){re.escape(h)}(?![\w])", rest) for h in hidden):
        return None
    number = iter(range(1, len(hidden) + 1))
    said = re.sub(_OPEN, lambda _: f"{{{{{next(number)}:", capital(said))
    return said.replace(_CLOSE, "}}") + "."


def _fitted(said: str) -> str | None:
    """The sentence within the limit: clauses without figures go, from the end, then the head."""
    while len(said) > LIMIT:
        cuts = [m.start() for m in _BREAK.finditer(said)]
        last = said.rindex(_CLOSE)
        ends = [c for c in cuts if c > last and balanced(said[:c])]
        ends = [c for c in ends if not _PART_OF_PAIR.search(said[:c])]
        ends = ends or [
            m.start() for m in _JOIN.finditer(said, last) if balanced(said[: m.start()])
        ]
        if ends:
            said = said[: ends[-1]].rstrip(" ,;:–—")
            continue
        return said if len(said) <= MOST else None
    return said
