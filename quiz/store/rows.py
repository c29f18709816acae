"""Rows of the progress file to values and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from quiz.core.events import Event, EventKind, Standing
from quiz.core.memory import PHASES, Memory
from quiz.core.rating import Rating

COLUMNS = (
    "device", "seq", "at", "utc_offset", "study_day", "kind", "card", "rating", "answer",
    "verdict", "answer_key", "took_ms", "due", "counts", "target", "data",
)  # fmt: skip
MEMORY = (
    "stability", "difficulty", "phase", "step", "first_day", "last_day", "last_at", "due_day",
    "due_at", "reps", "lapses",
)  # fmt: skip
STANDING = ("card", *MEMORY, "suspended", "flagged", "buried_day", "seen_day", "answer_key")
EVENT = ", ".join(COLUMNS)
INSERT = f"INSERT INTO events ({EVENT}, crc) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"
UPSERT = (
    f"INSERT INTO standing ({', '.join(STANDING)}) VALUES ({', '.join('?' * len(STANDING))}) "
    f"ON CONFLICT (card) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in STANDING[1:])}"
)
SELECT = f"SELECT {', '.join(STANDING)} FROM standing"
_KINDS = {kind.value: kind for kind in EventKind}
_RATINGS: dict[object, Rating | None] = {None: None} | {r.value: r for r in Rating}
_NO_MEMORY = (None,) * len(MEMORY)

Row = tuple[object, ...]


def event_row(e: Event) -> Row:
    """An event as its row."""
    return (
        e.device, e.seq, e.at, e.utc_offset, e.study_day, e.kind.value, e.card,
        None if e.rating is None else e.rating.value, e.answer, e.verdict, e.answer_key,
        e.took_ms, e.due, int(e.counts), e.target, e.data,
    )  # fmt: skip


def logged_row(e: Event) -> Row:
    """An event as its row in the log: with its checksum."""
    row = event_row(e)
    return (*row, checksum(row))


def checksum(row: Iterable[object]) -> int:
    """What tells an event's row from one in which a bit has flipped."""
    return crc32("\x1f".join(map(str, row)).encode("utf-8", "surrogatepass"))


def digest_of(row: Row) -> str:
    """The digest of a row's event; "" where it is no event any more."""
    try:
        return event_of(row).digest
    except (ValueError, TypeError):
        return ""


def event_of(row: Row) -> Event:
    """A row as its event. Raises ValueError for a kind or rating that nobody knows."""
    kind, rating = row[5], row[7]
    if kind not in _KINDS or rating not in _RATINGS:
        raise ValueError(f"the event {row[0]}:{row[1]} is '{kind}' with the rating {rating}")
    rest: Any = row
    return Event(  # type: ignore[call-arg]
        *rest[:5], _KINDS[str(kind)], rest[6], _RATINGS[rating], *rest[8:13], bool(rest[13]),
        *rest[14:16],
    )  # fmt: skip


def standing_row(card: str, s: Standing) -> Row:
    """A card's standing as its row."""
    m = s.memory
    memory: Row = _NO_MEMORY
    if m is not None:
        memory = (
            m.stability, m.difficulty, m.phase.value, m.step, m.first_day, m.last_day, m.last_at,
            m.due_day, m.due_at, m.reps, m.lapses,
        )  # fmt: skip
    flags = (int(s.suspended), int(s.flagged), s.buried_day, s.seen_day, s.answer_key)
    return (card, *memory, *flags)


def standing_of(row: Row) -> Standing:
    """A row as its standing."""
    memory = None
    if row[3] is not None:
        memory = Memory(row[1], row[2], PHASES[row[3]], *row[4:12])  # type: ignore[arg-type, index]
    return Standing(memory, bool(row[12]), bool(row[13]), *row[14:])  # type: ignore[arg-type]
