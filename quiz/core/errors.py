"""The one exception tree: what a user is told when something cannot be done.

    QuizError
    ├── InputError        a file or argument given by the user cannot be used
    │   ├── DocumentError     a document cannot be read, or holds nothing to ask
    │   └── DeckError         a deck file is not a deck
    ├── DateError         text is not a date in EDTF
    ├── StoreError        progress or the library cannot be read or written
    │   └── DamagedError      a progress file that is broken inside; a backup may replace it
    └── UsageError        a command was given arguments that make no sense together

Each error knows what happened, where, and what to do next, and says so in one line.
"""

from __future__ import annotations

from quiz.translation import _


def plain(text: str) -> str:
    """`text` on one line, with control and escape characters shown, not sent."""
    spaced = " ".join(text.split())
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in spaced)


def with_advice(what: str, do: str) -> str:
    """What is wrong and what to do about it, as one sentence."""
    return _("{what}; {do}").format(what=what, do=do) if do else what


class QuizError(Exception):
    """A failure that the user can read: `what` happened, `where`, and what to `do`.

    `where` is a path or `path:line`; any part but `what` may be empty.
    `code` is the exit code of the command that met it (1 input, 2 wrong use).
    """

    code = 1

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.do = what, where, do

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return plain(place + with_advice(self.what, self.do))


class InputError(QuizError):
    """A file or value from the user cannot be used."""


class DocumentError(InputError):
    """A document cannot be read, or nothing in it can be asked."""


class DeckError(InputError):
    """A deck file is not a deck; `where` holds `path:line`."""


class DateError(QuizError):
    """Text is not a date in EDTF."""


class StoreError(QuizError):
    """Progress or the library cannot be read or written."""


class DamagedError(StoreError):
    """A progress file is broken inside."""


class UsageError(QuizError):
    """Arguments that make no sense together."""

    code = 2
