"""The signs and colours that say how well something is known; a sign alone says it too."""

from __future__ import annotations

from textual.content import Content

from quiz.core.known import Known, known
from quiz.library.browse import State, state_word
from quiz.translation import N_, _, ngettext, pgettext

SIGNS = {Known.NEW: "○", Known.WEAK: "◔", Known.FADING: "◑", Known.FIRM: "●"}
STYLES = {
    Known.NEW: "$text-muted",
    Known.WEAK: "$error",
    Known.FADING: "$warning",
    Known.FIRM: "$success",
}

SUSPENDED, MISSING = "×", "!"
_STATE_STYLES = {State.DUE: "$warning", State.LATER: "$success", State.LEARNING: "$accent"}


def word(level: Known) -> str:
    """How well something is known, in a word of the language in force."""
    match level:
        case Known.NEW:
            return pgettext("how well it is known", "new")
        case Known.WEAK:
            return pgettext("how well it is known", "weak")
        case Known.FADING:
            return pgettext("how well it is known", "fading")
        case Known.FIRM:
            return pgettext("how well it is known", "firm")


def counted(level: Known, count: int) -> str:
    """So many of a level, in words."""
    match level:
        case Known.NEW:
            return ngettext("{n} new", "{n} new", count)
        case Known.WEAK:
            return ngettext("{n} weak", "{n} weak", count)
        case Known.FADING:
            return ngettext("{n} fading", "{n} fading", count)
        case Known.FIRM:
            return ngettext("{n} firm", "{n} firm", count)


def sign(level: Known, *, suspended: bool = False) -> Content:
    """One character for how well something is known."""
    if suspended:
        return Content.styled(SUSPENDED, "$text-muted")
    return Content.styled(SIGNS[level], STYLES[level])


def state_mark(state: State, recall: float | None) -> Content:
    """A state as a sign and a word."""
    mark = SUSPENDED if state is State.SUSPENDED else SIGNS[known(recall)]
    return Content.styled(f"{mark} {state_word(state)}", _STATE_STYLES.get(state, "$text-muted"))


def legend(width: int = 0) -> Content:
    """What the signs mean; with the shares where they fit into `width` columns."""
    long = _legend(short=False)
    return long if long.cell_length <= width else _legend(short=True)


def _legend(*, short: bool) -> Content:
    parts = []
    for level in Known:
        words = word(level) + ("" if short or level not in _RANGES else f" {_(_RANGES[level])}")
        parts.append(Content.assemble(sign(level), " ", (words, "$text-muted")))
    return Content("  ").join(parts)


_RANGES = {
    Known.WEAK: N_("under 70 %"),
    Known.FADING: N_("under 90 %"),
    Known.FIRM: N_("90 % or more"),
}


def percent(share: float | None) -> str:
    """A share as it is shown; a dash where there is none."""
    return "–" if share is None else f"{share:.0%}".replace("%", " %")
