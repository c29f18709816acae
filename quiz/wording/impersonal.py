"""What "it was reported" that: a form that needs no parse."""

from __future__ import annotations

import re

from quiz.core.edtf import Edtf
from quiz.dates.find import Role
from quiz.wording.edges import LEADING, SEPARATING
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
