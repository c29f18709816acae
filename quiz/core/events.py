"""Progress as events: nothing is ever changed or deleted, everything else is a replay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quiz.core.memory import Memory, Plan, after
from quiz.core.rating import Rating


class EventKind(StrEnum):
    """What an event says; `redate` and `relink` are repairs."""

    REVIEW = "review"
    UNDO = "undo"
    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    FLAG = "flag"
    RESET = "reset"
    RELINK = "relink"
    REDATE = "redate"
    SETTINGS = "settings"


UNDOABLE = (
    EventKind.REVIEW,
    EventKind.SUSPEND,
    EventKind.RESUME,
    EventKind.BURY,
    EventKind.FLAG,
    EventKind.RESET,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. `at` is in milliseconds of the epoch, `utc_offset` in minutes.

    (`device`, `seq`) names it. `due` is what was promised to the learner, never recomputed;
    `counts` is False for cram and exam. `target` is (device, seq) of the event that an undo
    voids, as `device:seq`. `answer_key` is a digest of the right answer then.
    """

    device: str
    seq: int
    at: int
    utc_offset: int
    study_day: int
    kind: EventKind
    card: str = ""
    rating: Rating | None = None
    answer: str = ""
    verdict: str = ""
    answer_key: str = ""
    took_ms: int = 0
    due: int | None = None
    counts: bool = True
    target: str = ""
    data: str = ""

    @property
    def name(self) -> str:
        """How an undo names this event."""
        return f"{self.device}:{self.seq}"

    @property
    def order(self) -> tuple[int, str, int]:
        """The order of replay, the same on every device."""
        return self.at, self.device, self.seq


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the log says of one card."""

    memory: Memory | None = None
    suspended: bool = False
    flagged: bool = False
    buried_day: int = 0
    seen_day: int = 0


def voided(events: Iterable[Event]) -> set[str]:
    """The names of the events that some undo voids. An undo is never itself voided."""
    return {e.target for e in events if e.kind is EventKind.UNDO}


def replay(events: Iterable[Event], plan: Plan) -> Standing:
    """The standing of one card after its events, given in any order, undos among them."""
    told = list(events)
    void = voided(told)
    memory: Memory | None = None
    suspended = flagged = False
    buried = seen = 0
    for event in sorted(told, key=lambda e: e.order):
        if event.name in void:
            continue
        match event.kind:
            case EventKind.REVIEW if event.rating is not None and event.counts:
                seen = max(seen, event.study_day)
                memory = after(memory, event.rating, event.at, event.study_day, event.card, plan)
            case EventKind.SUSPEND:
                suspended = True
            case EventKind.RESUME:
                suspended = False
            case EventKind.BURY:
                buried = event.study_day
            case EventKind.FLAG:
                flagged = not flagged
            case EventKind.RESET:
                memory = None
            case _:
                pass
    return Standing(memory, suspended, flagged, buried, seen)
