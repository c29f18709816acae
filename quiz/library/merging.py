"""Bringing the progress of several devices together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from quiz.core.errors import DamagedError, InputError, StoreError
from quiz.core.events import Event
from quiz.store import merging
from quiz.store.jsonlines import HEADER, Reading, line_of, lines_of, on_its_way
from quiz.store.merging import Merged
from quiz.store.progress import Progress
from quiz.translation import _

_SUFFIXES = (".db", ".jsonl")


@dataclass(frozen=True, slots=True)
class Report:
    """What came of one file; `faults` are line numbers that could not be read.

    `refused` says why nothing was taken from it, "" where something was.
    """

    file: Path
    merged: Merged
    faults: tuple[int, ...] = ()
    unfinished: bool = False
    refused: str = ""

    def __str__(self) -> str:
        """One line for the user."""
        if self.refused:
            return self.refused
        said = f"{self.file}: {self.merged.new} new events"
        if self.merged.forks:
            said += (
                f", {self.merged.forks} of them forks (one device id was used twice; both are kept)"
            )
        if self.faults:
            more = "…" if len(self.faults) > 5 else ""
            said += f"; lines {', '.join(map(str, self.faults[:5]))}{more} are not events and were left out"
        if self.unfinished:
            said += "; the last line is not whole yet and was left for the next time"
        return said


def merge(progress: Progress, source: Path) -> list[Report]:
    """Take in another device's progress: a progress file, exported events, or a folder of these.

    Nothing is taken from a file that is refused; in a folder the others are taken all the same.
    Raises InputError, StoreError.
    """
    if source.is_dir():
        files = sorted(p for p in source.iterdir() if p.suffix in _SUFFIXES and p.is_file())
        if not files:
            raise InputError(_("there is no progress in this folder"), where=str(source), do=_("it should hold .db or .jsonl files"))  # fmt: skip
        same = progress.path.resolve()
        return [_merge_one_of_many(progress, f) for f in files if f.resolve() != same]
    return [_merge_file(progress, source)]


def _merge_one_of_many(progress: Progress, file: Path) -> Report:
    try:
        return _merge_file(progress, file)
    except DamagedError:
        raise  # of this device's own file
    except StoreError as error:
        if error.where != str(file):
            raise
        return Report(file, Merged(), refused=str(error))


def _merge_file(progress: Progress, file: Path) -> Report:
    if merging.is_database(file):
        with merging.scratch_folder() as scratch:
            return Report(file, progress.absorb(merging.events_of_database(file, Path(scratch))))
    reading = Reading(file)
    merged = progress.absorb(reading)
    return Report(file, merged, tuple(reading.faults), reading.unfinished)


def sync(progress: Progress, folder: Path) -> tuple[list[Report], int]:
    """Exchange events through a shared folder; what came from each file, and how many were added.

    Every device appends to a file of its own and reads those of the others, so that nothing in
    the folder is ever written by two: a synchroniser has nothing to reconcile. What a device
    knows and the folder does not, it adds, whoever first wrote it. A file that is refused (on
    its way, another program's) is told and the others are read all the same.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(_("the folder cannot be made ({strerror})").format(strerror=error.strerror), where=str(folder), do=_("check the path")) from None  # fmt: skip
    there: set[tuple[str, str]] = set()
    reports = []
    for file in sorted(folder.glob("*.jsonl")):
        try:
            if not file.stat().st_size:
                continue  # on its way
            reading = Reading(file)
        except StoreError as error:
            reports.append(Report(file, Merged(), refused=str(error)))
            continue
        events = _noted(reading, there)
        merged = progress.absorb(events)
        reports.append(Report(file, merged, tuple(reading.faults), reading.unfinished))
    missing = [line_of(e) for e in progress.log() if (e.name, e.digest) not in there]
    _append(_own_file(folder, progress.device), missing)
    return reports, len(missing)


def _noted(events: Reading, there: set[tuple[str, str]]) -> Iterator[Event]:
    for event in events:
        there.add((event.name, event.digest))
        yield event


def _own_file(folder: Path, device: str) -> Path:
    """The file that a device appends to: one without a beginning that nobody could read."""
    for number in count(1):
        file = folder / (f"{device}-{number}.jsonl" if number > 1 else f"{device}.jsonl")
        try:
            with file.open("rb") as found:
                first = found.readline(1000)
        except OSError:
            return file
        if on_its_way(first.rstrip(b"\n")):
            return file
    raise AssertionError


def _append(file: Path, lines: list[str]) -> None:
    """Add lines to a file and see them on disk; a torn last line of a crash is closed first."""
    if not lines:
        return
    try:
        with file.open("ab+") as out:
            size = out.seek(0, os.SEEK_END)
            if size <= len(HEADER):  # not even begun
                out.truncate(0)
                lead = f"{HEADER}\n"
            else:
                out.seek(size - 1)
                torn = out.read(1) != b"\n"
                lead = "\n" if torn else ""
            out.write((lead + "".join(f"{line}\n" for line in lines)).encode("ascii"))
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise StoreError(_("events cannot be added here ({strerror})").format(strerror=error.strerror), where=str(file), do=_("check the folder's permissions and the space left; nothing was lost")) from None  # fmt: skip


def export_events(progress: Progress, target: Path) -> int:
    """Write every event as JSON lines, whole or not at all; how many. Raises StoreError."""
    beside = target.with_name(f".{target.name}.new")
    number = -1
    try:
        with beside.open("w", encoding="ascii") as out:
            for number, line in enumerate(lines_of(progress.log())):  # noqa: B007 - the last is used
                out.write(line)
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(0o600)
        beside.replace(target)
    except OSError as error:
        raise StoreError(_("the file cannot be written ({strerror})").format(strerror=error.strerror), where=str(target), do=_("check the folder and the space left")) from None  # fmt: skip
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return number
