"""The signs and colours that say how well something is known; a sign alone says it too."""

from __future__ import annotations

from textual.content import Content

from quiz.core.known import Known, known
from quiz.library.browse import State

SIGNS = {Known.NEW: "○", Known.WEAK: "◔", Known.FADING: "◑", Known.FIRM: "●"}
STYLES = {
    Known.NEW: "$text-muted",
    Known.WEAK: "$error",
    Known.FADING: "$warning",
    Known.FIRM: "$success",
}
WORDS = {
    Known.NEW: "new",
    Known.WEAK: "weak",
    Known.FADING: "fading",
    Known.FIRM: "firm",
}
SUSPENDED, MISSING = "×", "!"
_STATE_STYLES = {State.DUE: "$warning", State.LATER: "$success", State.LEARNING: "$accent"}


def sign(level: Known, *, suspended: bool = False) -> Content:
    """One character for how well something is known."""
    if suspended:
        return Content.styled(SUSPENDED, "$text-muted")
    return Content.styled(SIGNS[level], STYLES[level])


def state_mark(state: State, recall: float | None) -> Content:
    """A state as a sign and a word."""
    mark = SUSPENDED if state is State.SUSPENDED else SIGNS[known(recall)]
    return Content.styled(f"{mark} {state}", _STATE_STYLES.get(state, "$text-muted"))


def legend(*, short: bool = False) -> Content:
    """What the signs mean."""
    parts = []
    for level in Known:
        words = WORDS[level] if short else f"{WORDS[level]}{_RANGES[level]}"
        parts.append(Content.assemble(sign(level), " ", (words, "$text-muted")))
    return Content("  ").join(parts)


_RANGES = {
    Known.NEW: "",
    Known.WEAK: " under 70 %",
    Known.FADING: " under 90 %",
    Known.FIRM: " 90 % or more",
}


def percent(share: float | None) -> str:
    """A share as it is shown; a dash where there is none."""
    return "–" if share is None else f"{share:.0%}".replace("%", " %")
