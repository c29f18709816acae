"""Screens that speak the language in force, and change it while they are shown.

Keys are described once, in English, where they are bound; what is shown of them is looked up
here, at the one place from which footer, key line, help and palette take it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Generic

from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Static

from quiz.translation import N_, _, language

_KEYS = (
    N_("enter"), N_("esc"), N_("space"), N_("tab"), N_("home"), N_("end"), N_("pgup"), N_("pgdn"),
    N_("del"), N_("shift"), N_("insert"),
)  # fmt: skip


class Said(Static):
    """Words that stay as they are, but for their language."""

    def __init__(self, message: str, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(Content(_(message)), id=id, classes=classes)
        self._message = message

    def say_anew(self) -> None:
        """In the language in force."""
        self.update(Content(_(self._message)))


class SpokenScreen(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen whose keys are described in the language in force."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now, as Textual finds them, with their words looked up."""
        found = super().active_bindings
        code = language()
        if code == "en":
            return found
        return {
            key: active._replace(
                binding=_spoken(code, active.binding), tooltip=_(active.binding.tooltip)
            )
            for key, active in found.items()
        }

    def speak(self) -> None:
        """Say everything anew: the language has changed."""
        for said in self.query(Said):
            said.say_anew()
        self.redraw()
        self.refresh_bindings()

    def redraw(self) -> None:
        """What else of the screen is words; a screen that has such draws it here."""


class SpokenModal(ModalScreen[ScreenResultType], SpokenScreen[ScreenResultType]):
    """Likewise, over the screen below; Textual takes the styles of the first base."""


def spoken(binding: Binding) -> Binding:
    """A binding with its words in the language in force."""
    return _spoken(language(), binding)


def key_name(key: str) -> str:
    """A key as it is named: "esc", "échap"; letters and signs as they are."""
    caret = "^" * key.startswith("^")
    parts = key.removeprefix(caret).split("+")
    return caret + "+".join(_(part) if part in _KEYS else part for part in parts)


@lru_cache(maxsize=1024)
def _spoken(code: str, binding: Binding) -> Binding:  # noqa: ARG001 - one copy a language
    return replace(binding, description=_(binding.description), tooltip=_(binding.tooltip))
