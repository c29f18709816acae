"""Events as JSON lines: the form in which a log travels and outlives this program.

The first line names the format; every other line is one event by its columns' names, defaults
left out, and a checksum, so that a line which a disk or a synchroniser has garbled is not taken
for another event. A line says nothing of the ones around it: files may be cut, joined and merged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from quiz.core.errors import StoreError
from quiz.core.events import Event, EventKind
from quiz.core.plausible import fault
from quiz.core.rating import Rating
from quiz.store.rows import checksum, event_row
from quiz.translation import _

VERSION = 1
HEADER = json.dumps({"quiz": "events", "version": VERSION})
_FIELDS = fields(Event)
_NAMES = {f.name for f in _FIELDS}
_DEFAULTS = {f.name: f.default for f in _FIELDS}
_NUMBERS = ("seq", "at", "utc_offset", "study_day", "took_ms")
_TEXTS = ("device", "card", "answer", "verdict", "answer_key", "target", "data")
_BOUND = 2**62


def line_of(event: Event) -> str:
    """An event as one line, without the line break."""
    said = {n: v for n in (f.name for f in _FIELDS) if (v := getattr(event, n)) != _DEFAULTS[n]}
    return json.dumps(said | {"crc": checksum(event_row(event))})


def event_from(line: str) -> Event:
    """The event of a line, which may be without a checksum. Raises ValueError where it is none."""
    said: Any = json.loads(line)
    if not isinstance(said, dict) or not said.keys() <= _NAMES | {"crc"}:
        raise ValueError("no event")
    crc = said.pop("crc", None)
    for name in _NUMBERS:
        value = said.get(name, 0)
        if type(value) is not int or abs(value) > _BOUND:
            raise ValueError(f"'{name}' is no whole number")
    for name in _TEXTS:
        if not isinstance(said.get(name, ""), str):
            raise ValueError(f"'{name}' is no text")  # noqa: TRY004 - one error for any bad line
    due, counts = said.get("due"), said.get("counts", True)
    if (due is not None and (type(due) is not int or abs(due) > _BOUND)) or type(counts) is not bool:  # fmt: skip
        raise ValueError("'due' or 'counts' is not what it should be")
    said["kind"] = EventKind(str(said.get("kind")))
    if said.get("rating") is not None:
        said["rating"] = Rating(said["rating"])
    try:
        event = Event(**said)
        event.digest.encode()
        json.dumps(said, ensure_ascii=False).encode("utf-8")
        why = fault(event)
    except (TypeError, UnicodeEncodeError) as error:
        raise ValueError(str(error)) from None
    if why:
        raise ValueError(why)
    if crc is not None and crc != checksum(event_row(event)):
        raise ValueError("the line is not what was written")
    return event


def lines_of(events: Iterable[Event]) -> Iterator[str]:
    """A whole export, line by line, with line breaks."""
    yield f"{HEADER}\n"
    for event in events:
        yield f"{line_of(event)}\n"


def on_its_way(first: bytes) -> bool:
    """Whether a file whose first line begins so is only begun: by a copy, or before a crash."""
    return HEADER.encode("ascii").startswith(first)


class Reading:
    """The events of a file of JSON lines; `faults` are the lines that are none.

    A last line without its line break is on its way (a file being copied or synchronised): it is
    left for the next time and counted in `unfinished`.
    """

    def __init__(self, path: Path) -> None:
        """Look at the first line. Raises StoreError for a file that is not ours or newer."""
        self.path, self.faults, self.unfinished = path, list[int](), False
        try:
            with path.open("rb") as file:
                first = file.readline(1000)
        except OSError as error:
            raise StoreError(
                _("the file cannot be read ({strerror})").format(strerror=error.strerror),
                where=str(path),
                do=_("check the path"),
            ) from None
        if first and on_its_way(first):
            self.unfinished = True
            return
        try:
            said: Any = json.loads(first)
        except ValueError:
            said = None
        if not isinstance(said, dict) or said.get("quiz") != "events":
            raise StoreError(
                _("this is neither a progress file nor exported events"),
                where=str(path),
                do=_(
                    "give a progress.db or what 'quiz backup --events' wrote; nothing was changed"
                ),
            )
        if said.get("version") != VERSION:
            raise StoreError(
                _(
                    "these events are of a newer version ({said}; this program knows {VERSION})"
                ).format(said=said.get("version"), VERSION=VERSION),
                where=str(path),
                do=_("update quiz; nothing was changed"),
            )

    def __iter__(self) -> Iterator[Event]:
        """Every sound line's event."""
        with self.path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if number == 1 or not raw.strip():
                    continue
                if not raw.endswith(b"\n"):
                    self.unfinished = True
                    return
                try:
                    yield event_from(raw.decode("utf-8"))
                except ValueError:
                    self.faults.append(number)
