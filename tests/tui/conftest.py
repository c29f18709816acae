"""The app on a screen without a terminal, over a library in an empty folder."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from quiz.core.events import Event, EventKind
from quiz.core.events import voided as voided_names
from quiz.library import shelf
from quiz.library.desk import Desk
from quiz.store.locations import Locations
from quiz.store.progress import Progress
from quiz.tui.app import QuizApp
from quiz.tui.screens import study

PATIENCE = 10  # seconds; nothing waits as long unless it would wait for ever
NOON = datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2)))

SOURCE = "# On mills\n\nIn May 1911 the mill got a new roof of slate.\n"
QUOTE = "In May 1911 the mill got a new roof of slate."
MILL = f"""quiz: 1
deck: mill
title: The mill
lang: en
topic: Berg
sources: [{{id: s1, file: mill.md, title: On mills}}]
facts:
  - id: roof
    event: The mill gets a new roof
    when: 1911-05
    note: Slate from the valley.
    source: {{of: s1, quote: "{QUOTE}", at: [{SOURCE.index(QUOTE)}, {SOURCE.index(QUOTE) + len(QUOTE)}]}}
  - {{id: fire, event: A fire destroys the mill, when: 1861}}
  - {{id: kw, term: kW, means: kilowatt}}
"""


class Stage:
    """A running app: press keys, read what is on its screen, wait for it."""

    def __init__(self, app: QuizApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def text(self) -> str:
        """The cells of the screen as they are drawn, one line a row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)

    @property
    def told(self) -> list[str]:
        """The notifications that were sent, the oldest first."""
        return [n.message for n in self.app._notifications]

    @property
    def name(self) -> str:
        """What kind of screen is on top."""
        return type(self.app.screen).__name__

    def part(self, name: str) -> str:
        """What one part of the screen shows, "" where it is hidden."""
        widget = self.app.screen.query_one(f"#{name}", Static)
        return str(widget.content) if widget.display else ""

    async def press(self, *keys: str) -> None:
        """Press keys and let the app work them off."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text, each character as a key."""
        await self.press(*text)

    async def until(self, wanted: str | Callable[[], object]) -> None:
        """Wait for a text on the screen, or for a condition."""
        end = time.monotonic() + PATIENCE
        while not (wanted in self.text if isinstance(wanted, str) else wanted()):
            assert time.monotonic() < end, f"waited for {wanted!r} in vain:\n{self.text}"
            await asyncio.sleep(0.005)


class Bench:
    """A library in an empty folder, and clocks that move only when told to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.locations = Locations(folder / "home", folder / "home")
        self.now = NOON
        self.seconds = 1000.0

    def deck(self, text: str = MILL, name: str = "mill") -> Path:
        """Put a deck into the library."""
        path = self.locations.decks / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        (path.parent / "mill.md").write_text(SOURCE, "utf-8")
        return path

    def events(self, kind: EventKind = EventKind.REVIEW) -> list[Event]:
        """The events of a kind that are on disk and were not taken back."""
        with Progress.open(self.locations.progress, lambda: self.now) as progress:
            events = progress.events()
        void = voided_names(events)
        return [e for e in events if e.kind is kind and e.name not in void]

    @asynccontextmanager
    async def app(
        self, *study: str, size: tuple[int, int] = (80, 24), limit: int | None = None
    ) -> AsyncIterator[Stage]:
        """Open the app, on a session where decks are named."""
        desk = Desk(self.locations, lambda: self.now)
        app = QuizApp(desk, study=study or None, limit=limit)
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                yield Stage(app, pilot)
        finally:
            desk.close()

    @asynccontextmanager
    async def session(
        self, text: str = MILL, size: tuple[int, int] = (80, 24), limit: int | None = None
    ) -> AsyncIterator[Stage]:
        """Open the app on a session over a deck of the library."""
        path = self.deck(text)
        async with self.app(str(path), size=size, limit=limit) as stage:
            await stage.until(lambda: stage.name == "StudyScreen")
            await stage.until(lambda: stage.app.screen.query("#question"))
            await stage.until(lambda: stage.part("question"))
            yield stage


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """An empty library without the sample decks, and a clock for the study screen."""
    made = Bench(tmp_path)
    monkeypatch.setattr(shelf, "sample_decks", lambda: tmp_path / "samples")
    monkeypatch.setattr(study, "time", SimpleNamespace(monotonic=lambda: made.seconds))
    monkeypatch.chdir(tmp_path)
    return made
