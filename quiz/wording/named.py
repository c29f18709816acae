"""Questions for the dates of a name: a birth, a death, a work."""

from __future__ import annotations

import re

from quiz.lang import language
from quiz.wording.wording import Wording


def ask_named(kind: str, name: str, lang: str) -> Wording:
    """The question for the `birth` or `death` of a person, the year of a `work`, or what a text is `dated`."""
    frames = language(lang).frames
    form, event = {
        "birth": (frames.born, frames.birth_of),
        "death": (frames.died, frames.death_of),
        "work": (frames.work, "{n}"),
        "dated": (frames.dated, "{n}"),
    }[kind]
    return Wording(
        _elided(form.format(n=name), name, lang),
        "named",
        statement=_elided(event.format(n=name), name, lang),
        verb=kind[:5],
    )


def _elided(text: str, name: str, lang: str) -> str:
    """French "de Agnès" as "d’Agnès"."""
    if lang == "fr" and re.match(r"(?i)[aeiouyàâéèêëîïôœùû]", name):
        return text.replace(f"de {name}", f"d’{name}")
    return text
