"""The progress file: SQLite, one event committed for every answer.

Write-ahead logging with full synchronisation: what `append` has returned from survives the
process, and the machine. Writers wait for each other; a reader sees another's write by
`changed`.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from quiz.core.errors import StoreError
from quiz.core.events import UNDOABLE, Event, EventKind, Standing, replay
from quiz.core.memory import Memory, Phase, Plan, study_day
from quiz.core.rating import Rating

SCHEMA = 1
WAIT_MS = 20_000  # how long a writer waits for another
Clock = Callable[[], datetime]

_COLUMNS = (
    "device", "seq", "at", "utc_offset", "study_day", "kind", "card", "rating", "answer", "verdict", "answer_key", "took_ms", "due", "counts", "target", "data",
)  # fmt: skip
_INSERT = f"INSERT INTO events ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_MEMORY = (
    "stability",
    "difficulty",
    "phase",
    "step",
    "first_day",
    "last_day",
    "last_at",
    "due_day",
    "due_at",
    "reps",
    "lapses",
)
_STANDING = ("card", *_MEMORY, "suspended", "flagged", "buried_day", "seen_day")
_UPSERT = f"INSERT OR REPLACE INTO standing ({', '.join(_STANDING)}) VALUES ({', '.join('?' * len(_STANDING))})"


class Progress:
    """An open progress file. Use `Progress.open`; every failure is a StoreError."""

    def __init__(self, path: Path, db: sqlite3.Connection, clock: Clock, turn: int) -> None:
        self.path, self._db, self._clock, self._turn = path, db, clock, turn
        self.device = self._meta("device")
        self.plan = self._last_plan()
        self._version = self._data_version()

    @classmethod
    def open(cls, path: Path, clock: Clock, *, turn: int = 4) -> Progress:
        """Open or create the file at `path`; study days begin at `turn` o'clock.

        A file of a newer version and a damaged one are refused and left as they are.
        """
        with _told(path):
            created = not path.exists()
            if created:
                path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            # The app opens it in a worker and uses it from its own thread, never both at once.
            db = sqlite3.connect(
                path, timeout=WAIT_MS / 1000, isolation_level=None, check_same_thread=False
            )
            try:
                _prepare(db, path)
                return cls(path, db, clock, turn)
            except BaseException:
                db.close()
                raise

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def now(self) -> datetime:
        """The learner's local time."""
        return self._clock()

    def turn_at(self, hour: int) -> None:
        """Let study days begin at another hour; days already recorded stay as they are."""
        self._turn = hour

    def today(self) -> int:
        """The study day now, as an ordinal."""
        return study_day(self._clock(), self._turn)

    def append(
        self,
        kind: EventKind,
        card: str = "",
        *,
        rating: Rating | None = None,
        answer: str = "",
        verdict: str = "",
        answer_key: str = "",
        took_ms: int = 0,
        counts: bool = True,
        target: str = "",
        data: str = "",
    ) -> Event:
        """Commit one event and bring its card's standing up to date.

        When this returns the event is on disk. An undo replays its card.
        """
        moment = self._clock()
        offset = moment.utcoffset()
        with _told(self.path), self._writing():
            seq, last = self._db.execute(
                "SELECT coalesce(max(seq), 0), coalesce(max(at), 0) FROM events WHERE device = ?",
                (self.device,),
            ).fetchone()
            event = Event(
                device=self.device, seq=seq + 1, at=max(int(moment.timestamp() * 1000), last),
                utc_offset=int(offset.total_seconds() // 60) if offset else 0,
                study_day=study_day(moment, self._turn), kind=kind, card=card, rating=rating,
                answer=answer, verdict=verdict, answer_key=answer_key, took_ms=took_ms,
                counts=counts, target=target, data=data,
            )  # fmt: skip
            before = self._standing(card) if card else None
            standing = self._after(before, event)
            if kind is EventKind.REVIEW and counts and standing and standing.memory:
                due = standing.memory.due_at or standing.memory.due_day
                event = _with_due(event, due)
            self._db.execute(_INSERT, _row(event))
            if kind is EventKind.UNDO and card:
                standing = replay(self._events_of(card), self.plan)
            if card and standing is not None:
                self._db.execute(_UPSERT, _standing_row(card, standing))
        return event

    def _after(self, before: Standing | None, event: Event) -> Standing | None:
        """The standing after one more event, without replaying those before it."""
        if not event.card or event.kind is EventKind.UNDO:
            return None
        one = replay([event], self.plan)
        old = before or Standing()
        match event.kind:
            case EventKind.REVIEW if event.counts and event.rating is not None:
                from quiz.core.memory import after

                memory = after(
                    old.memory, event.rating, event.at, event.study_day, event.card, self.plan
                )
                seen = max(old.seen_day, event.study_day)
                return Standing(memory, old.suspended, old.flagged, old.buried_day, seen)
            case EventKind.FLAG:
                return Standing(
                    old.memory, old.suspended, not old.flagged, old.buried_day, old.seen_day
                )
            case EventKind.RESET:
                return Standing(None, old.suspended, old.flagged, old.buried_day, old.seen_day)
            case EventKind.BURY:
                return Standing(
                    old.memory, old.suspended, old.flagged, one.buried_day, old.seen_day
                )
            case EventKind.SUSPEND | EventKind.RESUME:
                return Standing(
                    old.memory, one.suspended, old.flagged, old.buried_day, old.seen_day
                )
            case _:
                return old

    def use(self, plan: Plan) -> None:
        """Schedule by `plan` from now on; recorded, so that every device replays alike."""
        if plan == self.plan:
            return
        self.append(EventKind.SETTINGS, data=json.dumps(asdict(plan), sort_keys=True))
        self.plan = plan
        self.rebuild()  # the cache is a replay under the latest settings

    def standings(self, prefix: str = "") -> dict[str, Standing]:
        """The standing of every card whose id starts with `prefix`."""
        with _told(self.path):
            rows = self._db.execute(
                f"SELECT {', '.join(_STANDING)} FROM standing WHERE card >= ? AND card < ?",
                (prefix, prefix + "\U0010ffff"),
            )
            return {row[0]: _standing(row) for row in rows}

    def memory(self, card: str) -> Memory | None:
        """A card's memory, None while it is new."""
        with _told(self.path):
            found = self._standing(card)
        return found.memory if found else None

    def events(self, card: str = "") -> list[Event]:
        """All events, or those of one card, in the order of replay."""
        with _told(self.path):
            found = self._events_of(card) if card else self._select("")
            return sorted(found, key=lambda e: e.order)

    def recent(self, count: int) -> list[Event]:
        """This device's latest reviews, the last first; those taken back are among them."""
        with _told(self.path):
            return self._select(
                "WHERE device = ? AND kind = 'review' ORDER BY seq DESC LIMIT ?",
                (self.device, count),
            )

    def days(self) -> list[int]:
        """The study days with a review that stands, the latest first."""
        with _told(self.path):
            rows = self._db.execute(
                "SELECT DISTINCT study_day FROM events WHERE kind = 'review' AND NOT EXISTS "
                "(SELECT 1 FROM events u WHERE u.kind = 'undo' AND u.card = events.card "
                "AND u.target = events.device || ':' || events.seq) ORDER BY study_day DESC"
            )
            return [row[0] for row in rows]

    def last_undoable(self) -> Event | None:
        """This device's latest event that an undo can take back."""
        kinds = ", ".join("?" * len(UNDOABLE))
        with _told(self.path):
            rows = self._select(
                f"WHERE device = ? AND kind IN ({kinds}) AND NOT EXISTS (SELECT 1 FROM events u WHERE u.kind = 'undo' "
                "AND u.card = events.card AND u.target = events.device || ':' || events.seq) ORDER BY seq DESC LIMIT 1",
                (self.device, *(k.value for k in UNDOABLE)),
            )
            return rows[0] if rows else None

    def marked(self, data: str) -> list[Event]:
        """This device's events with just this `data` that no undo has voided, latest first."""
        with _told(self.path):
            return self._select(
                "WHERE device = ? AND data = ? AND NOT EXISTS (SELECT 1 FROM events u WHERE u.kind = 'undo' "
                "AND u.card = events.card AND u.target = events.device || ':' || events.seq) ORDER BY seq DESC",
                (self.device, data),
            )

    def undo(self) -> Event | None:
        """Void this device's latest event, of whatever session; the voided event."""
        last = self.last_undoable()
        if last is not None:
            self.append(EventKind.UNDO, last.card, target=last.name)
        return last

    def changed(self) -> bool:
        """Whether another process has written since this was last asked."""
        with _told(self.path):
            version = self._data_version()
            changed, self._version = version != self._version, version
            if changed:
                self.plan = self._last_plan()
        return changed

    def rebuild(self) -> int:
        """Replay everything into the cache; the number of cards."""
        by_card: dict[str, list[Event]] = {}
        for event in self.events():
            if event.card:
                by_card.setdefault(event.card, []).append(event)
        with _told(self.path), self._writing():
            self._db.execute("DELETE FROM standing")
            self._db.executemany(
                _UPSERT, (_standing_row(c, replay(es, self.plan)) for c, es in by_card.items())
            )
        return len(by_card)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Make all appends inside one commit: all of them are on disk at its end, or none."""
        with _told(self.path), self._writing():
            yield

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        if self._db.in_transaction:  # part of what is written together
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _data_version(self) -> int:
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _meta(self, key: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def _last_plan(self) -> Plan:
        row = self._db.execute(
            "SELECT data FROM events WHERE kind = 'settings' ORDER BY at DESC, device DESC, seq DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return Plan()
        said: dict[str, Any] = json.loads(row[0])
        known = {f.name for f in fields(Plan)}
        values = {k: tuple(v) if isinstance(v, list) else v for k, v in said.items() if k in known}
        return Plan(**values)  # type: ignore[arg-type]

    def _standing(self, card: str) -> Standing | None:
        row = self._db.execute(
            f"SELECT {', '.join(_STANDING)} FROM standing WHERE card = ?",
            (card,),
        ).fetchone()
        return _standing(row) if row else None

    def _events_of(self, card: str) -> list[Event]:
        return self._select("WHERE card = ?", (card,))

    def _select(self, where: str, values: Iterable[object] = ()) -> list[Event]:
        rows = self._db.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM events {where}",
            tuple(values),
        )
        return [_event(row) for row in rows]


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Check the version and set the file up; the tables are made by whoever comes first."""
    db.execute("BEGIN")  # one look at both, while another process may be making the tables
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    db.execute("COMMIT")
    if version > SCHEMA:
        raise StoreError(
            f"this progress file is of a newer version ({version}; this program knows {SCHEMA})",
            where=str(path),
            do="update quiz; nothing was changed",
        )
    if tables and (version == 0 or "meta" not in tables):
        raise StoreError(
            "this is another program's database",
            where=str(path),
            do="move it away; nothing was changed",
        )
    _log_ahead(db)
    db.execute("PRAGMA synchronous = FULL")
    if version == 0:
        db.execute("BEGIN IMMEDIATE")
        try:
            if int(db.execute("PRAGMA user_version").fetchone()[0]) == 0:
                for statement in (
                    files("quiz.store").joinpath("schema.sql").read_text("utf-8").split(";\n")
                ):
                    if statement.strip():
                        db.execute(statement)
                db.execute("INSERT INTO meta VALUES ('device', ?)", (secrets.token_hex(8),))
                db.execute(f"PRAGMA user_version = {SCHEMA}")
            db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                db.execute("ROLLBACK")
            raise
    elif not db.execute("SELECT 1 FROM meta WHERE key = 'device'").fetchone():
        raise sqlite3.DatabaseError("the device id is missing")


def _log_ahead(db: sqlite3.Connection) -> None:
    """Turn write-ahead logging on; SQLite waits for nobody here, so we do."""
    until = time.monotonic() + WAIT_MS / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one line for the user."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(error, path) from None
    except (sqlite3.DatabaseError, ValueError) as error:
        raise StoreError(
            f"the progress file is damaged ({error})",
            where=str(path),
            do="move it away or restore a copy; nothing was changed",
        ) from None
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise StoreError(
            "the disk is full" if full else f"progress cannot be kept here ({error.strerror})",
            where=str(path),
            do="free some space; answers so far are safe"
            if full
            else "check the folder's permissions, or set QUIZ_HOME to another",
        ) from None


def _operational(error: sqlite3.OperationalError, path: Path) -> StoreError:
    said = str(error).lower()
    if "full" in said:
        return StoreError(
            "the disk is full", where=str(path), do="free some space; answers so far are safe"
        )
    if "locked" in said or "busy" in said:
        return StoreError(
            "another program holds the progress file",
            where=str(path),
            do="close it and try again; nothing was lost",
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return StoreError(
            "progress cannot be kept here (read-only)",
            where=str(path),
            do="check the folder's permissions, or set QUIZ_HOME to another",
        )
    if "disk i/o" in said:
        return StoreError(
            "the disk did not take it (I/O error)",
            where=str(path),
            do="check the disk and the space on it; answers so far are safe",
        )
    return StoreError(
        f"the progress file cannot be used ({error})",
        where=str(path),
        do="move it away or restore a copy; nothing was changed",
    )


def _with_due(event: Event, due: int) -> Event:
    from dataclasses import replace

    return replace(event, due=due)


def _row(e: Event) -> tuple[object, ...]:
    rating = e.rating.value if e.rating is not None else None
    return (
        e.device, e.seq, e.at, e.utc_offset, e.study_day, e.kind.value, e.card, rating, e.answer, e.verdict, e.answer_key, e.took_ms, e.due, int(e.counts), e.target, e.data,
    )  # fmt: skip


def _event(row: tuple[object, ...]) -> Event:
    values = dict(zip(_COLUMNS, row, strict=True))
    values["kind"] = EventKind(str(values["kind"]))
    values["rating"] = Rating(int(str(values["rating"]))) if values["rating"] is not None else None
    values["counts"] = bool(values["counts"])
    return Event(**values)  # type: ignore[arg-type]


def _standing_row(card: str, s: Standing) -> tuple[object, ...]:
    memory = (
        tuple(getattr(s.memory, name) for name in _MEMORY) if s.memory else (None,) * len(_MEMORY)
    )
    return (card, *memory, int(s.suspended), int(s.flagged), s.buried_day, s.seen_day)


def _standing(row: tuple[object, ...]) -> Standing:
    values = dict(zip(_STANDING, row, strict=True))
    memory = None
    if values["phase"] is not None:
        parts = {name: values[name] for name in _MEMORY}
        parts["phase"] = Phase(int(str(parts["phase"])))
        memory = Memory(**parts)  # type: ignore[arg-type]
    return Standing(
        memory,
        bool(values["suspended"]),
        bool(values["flagged"]),
        int(str(values["buried_day"])),
        int(str(values["seen_day"])),
    )
