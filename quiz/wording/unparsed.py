"""Questions that need no parse: Spanish and German, and what "it was reported" that."""

from __future__ import annotations

import re
from dataclasses import replace

from quiz.core.edtf import Edtf
from quiz.dates.find import Role, find
from quiz.wording import de, es
from quiz.wording.edges import LEADING, SEPARATING
from quiz.wording.frame import whole
from quiz.wording.gates import stem_faults
from quiz.wording.text import capital, clean
from quiz.wording.wording import Wording

_IMPERSONAL = {
    "en": (
        re.compile(r"(?i)it (?:was|is) (?P<verb>\w+ed|said|shown|found) that (?P<what>.+)"),
        "When was it {verb} that {what}?",
    ),
    "fr": (
        re.compile(
            r"(?i)il (?:est|a été|fut) (?P<verb>\w+é) (?P<what>(?:que|qu['’]|de|d['’])\s?.+)"
        ),
        "Quand a-t-il été {verb} {what} ?",
    ),
}


def impersonal(
    text: str, when: Edtf, cut: tuple[int, int], lang: str, role: Role
) -> Wording | None:
    """The form "On 25 January, it was reported that X" → "When was it reported that X?"."""
    if role is not Role.AT or lang not in _IMPERSONAL or not LEADING.fullmatch(text, 0, cut[0]):
        return None
    gap = SEPARATING.match(text, cut[1])
    pattern, form = _IMPERSONAL[lang]
    rest = clean(text[gap.end() :]).rstrip(".") if gap else ""
    found = pattern.fullmatch(rest)
    if found is None:
        return None
    what = found["what"]
    while len(what) > 110 and "," in what[40:]:
        what = what[: what.rindex(",")]
    stem = form.format(verb=found["verb"].lower(), what=what.strip(" ,"))
    if len(stem) > 150 or stem_faults(stem, when, lang):
        return None
    return Wording(stem, "impersonal", statement=capital(rest), verb=found["verb"][:5])


def unparsed(
    text: str,
    when: Edtf,
    cut: tuple[int, int] | None,
    lang: str,
    role: Role,
    topic: str,
    dates: int,
) -> Wording | None:
    """A natural question in a language without a parser."""
    if lang == "es":
        if cut is not None and (stop := text.rfind(";", 0, cut[0])) >= 0:
            start = stop + len(_CONNECTIVE.match(text, stop + 1)[0]) + 1  # type: ignore[index]
            text, cut = text[start:], (cut[0] - start, cut[1] - start)
            dates = sum(1 for _ in find(text, lang))
        rest = text
        if cut is not None and dates > 1:
            if (segment := _segment(text, cut)) is None:
                return None
            rest = segment
        elif cut is not None:
            leading = LEADING.fullmatch(text, 0, cut[0]) is not None
            gap = SEPARATING.match(text, cut[1]) if leading else None
            rest = (
                text[gap.end() :]
                if gap
                else f"{text[: cut[0]].rstrip(' (')} {text[cut[1] :].lstrip(' ,)')}"
            )
        found = es.when(rest, role, topic)
        said = capital(clean(rest).rstrip("."))
        if topic and es.lacks_subject(said):
            said = f"{topic} {said[:1].lower()}{said[1:]}"
    elif lang == "de" and cut is not None:
        found = de.when(text[: cut[0]], text[cut[1] :], role)
        said = whole(text, cut, lang)
    else:
        return None
    if found is None or stem_faults(found.stem, when, lang):
        return None
    return replace(found, statement=said)


_CONNECTIVE = re.compile(
    r"(?i)\s*(?:(?:y|e|así|luego|después|más tarde|también|además|asimismo)\b,?\s*)*"
)


def _segment(text: str, cut: tuple[int, int]) -> str | None:
    """Of a sentence with several dates, the part that this one opens."""
    before = re.search(r"(?:^|[,;]\s*(?:y\s+|e\s+)?|\s(?:y|e)\s+)$", text[: cut[0]])
    if before is None:
        return None
    after = text[cut[1] :].lstrip(" ,")
    end = re.search(r"[;]|,\s+(?:y|e|pero)\s|\s(?:y|e)\s+(?=en\s+\d)", after)
    return after[: end.start()] if end else after
