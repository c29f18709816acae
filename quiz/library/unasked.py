"""Why dated statements are not asked: reasons an author can act on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from quiz.core.document import Document
from quiz.library.worded import inside
from quiz.mining.statement import Statement
from quiz.translation import N_, _, ngettext
from quiz.wording.frame import whole
from quiz.wording.gates import stem_faults
from quiz.wording.wording import Wording


class Reason(StrEnum):
    """What kept a statement from being asked."""

    LEANS = N_("they lean on the text before")
    SEVERAL = N_("they tell several dates")
    TWO_ANSWERS = N_("the question would have two answers")
    ASKED = N_("the question is asked already")
    VAGUE = N_("they name nothing that could be asked for")
    LONG = N_("they are too long")
    UNCLEAR = N_("no question could be made of how they are put")


_OF_FAULTS = {
    "leaning": Reason.LEANS,
    "pronoun": Reason.LEANS,
    "date-in-stem": Reason.SEVERAL,
    "length": Reason.LONG,
    "vague": Reason.VAGUE,
    "empty": Reason.VAGUE,
}


def reason(
    document: Document,
    told: Sequence[Statement],
    worded: Sequence[Wording | None],
    twins: Mapping[str, bool],
) -> Reason:
    """Why none of the tellings of an event gave a question; the first telling speaks for all."""
    found = [w for w in worded if w is not None]
    if any(w.stem in twins for w in found):
        return Reason.TWO_ANSWERS
    if found:
        return Reason.ASKED
    statement = told[0]
    a, b = statement.body
    said = whole(document.text[a:b], inside(statement), document.lang)
    faults = stem_faults(said, statement.when, document.lang)
    for fault in faults:
        if fault in _OF_FAULTS:
            return _OF_FAULTS[fault]
    return Reason.SEVERAL if len(statement.dates) > 1 else Reason.UNCLEAR


def note(unasked: Mapping[Reason, int]) -> str:
    """The line that says how many statements are not asked, and why; "" where all are."""
    total = sum(unasked.values())
    if not total:
        return ""
    ranked = sorted(unasked.items(), key=lambda kv: (-kv[1], kv[0]))
    why = "; ".join(f"{_(str(kind))} ({count})" for kind, count in ranked)
    asked = ngettext("{n} dated statement not asked", "{n} dated statements not asked", total)
    return _("{what}: {why}").format(what=asked, why=why)
