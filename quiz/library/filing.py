"""Acts on deck files that can be taken back: what was written, and what had stood there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.core.errors import InputError, StoreError
from quiz.store import deckfile
from quiz.store.atomic import write_whole
from quiz.translation import _

if TYPE_CHECKING:
    from quiz.library.desk import Desk


class Filed(StrEnum):
    """What was done to decks."""

    EDIT = "edit"
    MOVE = "move"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Filing:
    """One act: how many facts it was done to, the files before and after it.

    None stands for a file that is not there. `seq` is the device's latest event then, so that
    acts on decks and on progress are taken back in their order.
    """

    kind: Filed
    facts: int
    before: Mapping[Path, str | None]
    after: Mapping[Path, str]
    seq: int


def file(desk: Desk, kind: Filed, facts: int, after: Mapping[Path, str]) -> None:
    """Write deck files in this order, all or none. Raises DeckError and StoreError."""
    before = {path: deckfile.read_text(path) if path.exists() else None for path in after}
    for path, text in after.items():
        deckfile.loads(text, str(path))  # nothing is written that could not be read again
    written: list[Path] = []
    try:
        for path, text in after.items():
            write_whole(path, text)
            written.append(path)
    except StoreError:
        _restore({path: before[path] for path in written})
        raise
    last = desk.progress.latest()
    desk.filings.append(Filing(kind, facts, before, dict(after), last.seq if last else 0))
    enrolled(desk, after)


def take_back(desk: Desk) -> Filing:
    """Put the files of the latest act back as they were.

    Raises InputError where one of them has been changed since; then all stay as they are.
    """
    last = desk.filings.pop()
    for path, text in last.after.items():
        if not path.exists() or deckfile.read_text(path) != text:
            raise InputError(
                _("the deck was changed since, so this cannot be taken back"),
                where=str(path), do=_("edit the file"),
            )  # fmt: skip
    _restore(last.before)
    enrolled(desk, last.before)
    return last


def enrolled(desk: Desk, paths: Mapping[Path, object]) -> None:
    """Let progress know what these decks yield now, so that it follows what has moved."""
    for path in paths:
        if path.exists():
            desk.cards(deckfile.load(path))


def _restore(before: Mapping[Path, str | None]) -> None:
    for path, text in before.items():
        if text is None:
            path.unlink(missing_ok=True)
        else:
            write_whole(path, text)
