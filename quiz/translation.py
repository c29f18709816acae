"""What is said to the user, in the user's language: gettext over the catalogues in `quiz/locale`.

    _("Saved in the deck.")                     the message in the language in force
    ngettext("{n} card", "{n} cards", count)    likewise, by number
    pgettext("a card", "new")                   likewise, where one word has two translations
    N_("Dates")                                 only marks a message that is looked up later

English is the language of the messages themselves and needs no catalogue. The language in force
belongs to the process, as its locale does: the environment's until `speak` gives another.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("en", "fr")
CATALOGUES = Path(__file__).resolve().parent / "locale"
DOMAIN = "quiz"

_in_force: tuple[str, NullTranslations] | None = None


def _(message: str) -> str:
    """The message in the language in force."""
    return _words().gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The message for so many, `count` standing for {n}: "1 card", "2 cards"."""
    return _words().ngettext(one, many, count).replace("{n}", str(count))


def pgettext(context: str, message: str) -> str:
    """The message as it is meant in a context."""
    return _words().pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """The message itself: it is looked up where it is shown."""
    return message


def language() -> str:
    """The code of the language in force."""
    _words()
    assert _in_force is not None  # noqa: S101 - _words has seen to it
    return _in_force[0]


def speak(code: str) -> None:
    """Put a language in force, English where there is no such catalogue."""
    global _in_force  # noqa: PLW0603 - as with a locale, there is one for the process
    known = code if code in LANGUAGES else "en"
    _in_force = known, _catalogue(known)


def environment_language(environ: Mapping[str, str] = os.environ) -> str:
    """What the environment's locale says, as GNU gettext reads it.

    The first of LC_ALL, LC_MESSAGES and LANG that is set is the locale; unless that is "C",
    LANGUAGE goes before it, a list of which the first language that there is counts.
    """
    locale = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := environ.get(n))), "")
    if locale in ("C", "POSIX"):
        return "en"
    for wanted in (*environ.get("LANGUAGE", "").split(":"), locale):
        code = re.split(r"[_.@-]", wanted.strip(), maxsplit=1)[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def decimal(value: float, places: int = 1) -> str:
    """A number as the language writes it: 2.1, 2,1."""
    return f"{value:.{places}f}".replace(".", pgettext("between ones and tenths", "."))


def counts_as(value: float, places: int = 1) -> int:
    """The whole number whose form a decimal takes, by CLDR: "1.2 days", but "1,2 jour"."""
    if language() == "fr":
        return int(value)
    return 1 if not places and round(value) == 1 else 2


def percent(share: float) -> str:
    """A share in hundredths: 90%, 90 %."""
    return pgettext("a share", "{number}%").format(number=f"{share * 100:.0f}")


def _words() -> NullTranslations:
    if _in_force is None:
        speak(environment_language())
    assert _in_force is not None  # noqa: S101 - speak has seen to it
    return _in_force[1]


@cache
def _catalogue(code: str) -> NullTranslations:
    if code != "en":
        with (
            contextlib.suppress(FileNotFoundError),  # then English is better than nothing
            (CATALOGUES / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file,
        ):
            return GNUTranslations(file)
    return NullTranslations()
