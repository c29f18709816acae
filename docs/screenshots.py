"""Draw the pictures of docs/screens from the running app, with the sample deck.

    python docs/screenshots.py

Run it after a change of the screens; the pictures are the app's own SVG export, without the
web fonts that it would load.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from quiz.library.desk import Desk
from quiz.store.locations import Locations
from quiz.tui.app import QuizApp

SCREENS = Path(__file__).resolve().parent / "screens"
SOURCE = Path(__file__).resolve().parent.parent / "decks" / "sources" / "nato-iraq.en.md"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def draw(app: QuizApp, name: str) -> None:
    """Write what the app shows now."""
    svg = app.export_screenshot(title="quiz", simplify=True)
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    (SCREENS / f"{name}.svg").write_text(re.sub(r"[ \t]+\n", "\n", svg), "utf-8")


async def typed(pilot: Pilot[int], text: str) -> None:
    """Type text and confirm it."""
    for character in text:
        await pilot.press("space" if character == " " else character)
    await pilot.press("enter")
    await pilot.pause(0.4)


async def study(width: int, height: int) -> None:
    """Home, a question with its answer, and the building screen."""
    size = f"{width}x{height}"
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(Locations(Path(home), Path(home)), clock=lambda: NOON)
        app = QuizApp(desk)
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause(0.5)
            draw(app, f"home-{size}")
            await pilot.press("enter")
            await pilot.pause(0.5)
            await typed(pilot, "april 2011")
            await pilot.press("3")
            await pilot.pause(0.3)
            await typed(pilot, "july 2018")
            draw(app, f"study-{size}")
        desk.close()


async def build(width: int, height: int) -> None:
    """The building screen with the questions of a document."""
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(Locations(Path(home), Path(home)), clock=lambda: NOON)
        app = QuizApp(desk)
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause(0.5)
            await pilot.press("n")
            await pilot.pause(0.3)
            await typed(pilot, str(SOURCE))
            for _ in range(100):
                await pilot.pause(0.2)
                if app.screen.query("#questions") and app.screen.query_one("#questions").has_focus:
                    break
            draw(app, f"build-{width}x{height}")
        desk.close()


if __name__ == "__main__":
    SCREENS.mkdir(exist_ok=True)
    for size in ((80, 24), (120, 40)):
        asyncio.run(study(*size))
        asyncio.run(build(*size))
