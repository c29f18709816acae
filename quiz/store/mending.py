"""A damaged progress file: its latest good backup, and what of the rest can still be read."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.core.errors import StoreError, with_advice
from quiz.core.events import Event
from quiz.store.backups import backups, put, set_aside, sound
from quiz.store.carving import carve
from quiz.store.progress import Clock, Progress
from quiz.store.rows import EVENT, checksum, event_of
from quiz.translation import _

_NAMED = 3  # missing cards that are named
_GAP = 100_000  # numbers that a device leaves out only where events are missing


@dataclass(frozen=True, slots=True)
class Mended:
    """How a damaged file was mended: what was kept, what came back, what is missing.

    `missing` counts the events that are known to have been there and are in neither; `cards`
    are those that they were about, as far as that can be told. Not `certain`: more may be
    missing, of what was answered after the backup.
    """

    kept: Path
    backup: Path | None
    rescued: int
    missing: int
    cards: tuple[str, ...] = ()
    certain: bool = True

    def __str__(self) -> str:
        """One line for the user."""
        come = (
            _("restored from the backup of {day}").format(day=self.backup.stem[-10:])
            if self.backup
            else _("begun anew, for there is no backup")
        )
        lost = (
            _("{n} known to be missing").format(n=self.missing)
            if self.missing
            else _("none is known to be missing")
        )
        if self.cards:
            lost += _(", of {cards}").format(cards=", ".join(self.cards[:_NAMED]))
        if more := self.cards[_NAMED:]:
            lost += " " + _("and {n} more").format(n=len(more))
        if not self.certain:
            lost += (
                _(", but more of what was answered since may be")
                if self.missing
                else _(", but some of what was answered since may be")
            )
        return _(
            "the progress file was damaged; it was {come}, and {rescued} later events were "
            "read from the damaged file ({lost}); that file is kept as {kept}"
        ).format(come=come, rescued=self.rescued, lost=lost, kept=self.kept.name)


def mend(path: Path, clock: Clock, *, turn: int = 4) -> tuple[Progress, Mended]:
    """Put the latest good backup in a damaged file's place and add every event still readable."""
    good = next((b for b in backups(path) if _is_sound(b)), None)
    kept = set_aside(path, "damaged", clock())
    if good is not None:
        put(path, good)
    progress = Progress.open(path, clock, turn=turn)
    merged = progress.absorb(_readable(kept))
    listed, whole = _listed(kept)
    missing, cards = _missing(progress, listed, whole=whole)
    return progress, Mended(kept, good, merged.new, missing, cards, whole)


def find_again(path: Path, clock: Clock, *, turn: int = 4) -> tuple[Progress, str] | None:
    """Where the file is gone though there are backups: the latest, and what was set aside since.

    So it is after a kill between setting a file aside and putting another in its place, or where
    somebody has deleted it. Returns the file and what was done; None where there is nothing.
    """
    if path.exists() and (path.stat().st_size or path.with_name(f"{path.name}-wal").exists()):
        return None
    good = next((b for b in backups(path) if _is_sound(b)), None)
    aside = [*path.parent.glob(f"{path.stem}-damaged-*.db"), *path.parent.glob(f"{path.stem}-replaced-*.db")]  # fmt: skip
    if good is None and not aside:
        return None
    if good is not None:
        put(path, good)
    progress = Progress.open(path, clock, turn=turn)
    source = good.name if good else _("what was set aside")
    said = _("the progress file was gone; it was restored from {source}").format(source=source)
    if aside:
        latest = max(aside, key=lambda file: file.stat().st_mtime_ns)
        merged = progress.absorb(_readable(latest))
        more = _(", and {n} events more were read from {file}")
        said += more.format(n=merged.new, file=latest.name)
    return progress, with_advice(said, _("to begin anew move the folder 'backups' away as well"))


def _is_sound(path: Path) -> bool:
    try:
        sound(path)
    except StoreError:
        return False
    return True


def _readable(path: Path) -> Iterator[Event]:
    """The events of a damaged file that are still what was written.

    By SQLite as far as it gets, then page by page. A file from before checksums is taken at its
    word.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        summed = any(row[1] == "crc" for row in _rows(db, "PRAGMA table_info(events)"))
        columns = f"{EVENT}, crc" if summed else f"{EVENT}, NULL"
        for *row, crc in _rows(db, f"SELECT {columns} FROM events"):
            if not summed or checksum(row) == crc:
                yield from _event(row)
        for *row, digest in _rows(db, f"SELECT {EVENT}, digest FROM forks"):
            yield from (e for e in _event(row) if e.digest == digest)
    with contextlib.suppress(OSError):
        for found in carve(path):
            yield from _event(found)


def _event(row: Sequence[Any]) -> Iterator[Event]:
    with contextlib.suppress(ValueError, TypeError):
        yield event_of(tuple(row))


def _listed(path: Path) -> tuple[dict[tuple[str, int], str], bool]:
    """The events that the index of cards names, each with its card; whether it could all be read."""
    query = "SELECT device, seq, card FROM events INDEXED BY events_by_card WHERE card <> ''"
    found: dict[tuple[str, int], str] = {}
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            for device, seq, card in db.execute(query):
                if _plausible(device, seq, card):
                    found[device, seq] = card
    except (sqlite3.Error, UnicodeDecodeError):
        return found, False
    return found, True


def _plausible(device: object, seq: object, card: object) -> bool:
    """Whether a row of an index that may be garbled can be believed."""
    return (
        isinstance(device, str) and device.isalnum() and type(seq) is int and 0 < seq < 2**40
        and isinstance(card, str) and card.isprintable()
    )  # fmt: skip


def _rows(
    db: sqlite3.Connection, query: str, values: tuple[object, ...] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query as far as they can be read."""
    with contextlib.suppress(sqlite3.Error, OverflowError, UnicodeDecodeError):
        yield from db.execute(query, values)


def _missing(
    progress: Progress, listed: dict[tuple[str, int], str], *, whole: bool
) -> tuple[int, tuple[str, ...]]:
    """How many events are known to have been there and are not, and the cards of those that can be named.

    The index of cards knows, where it can be read. Else the gaps in the devices' numbers tell; one
    out of all proportion is none, for a merged log may number as it likes.
    """
    named = dict(listed)
    last: dict[str, int] = {}
    gaps = 0
    for event in progress.log():
        named.pop((event.device, event.seq), None)
        gap = event.seq - last.get(event.device, 0) - 1
        if not whole and 0 < gap < _GAP:
            gaps += sum((event.device, event.seq - n) not in listed for n in range(1, gap + 1))
        last[event.device] = event.seq
    cards = [card for (device, _), card in named.items() if device in last]  # else a garbled name
    return len(cards) + gaps, tuple(sorted(set(cards)))
