"""Draw the pictures of docs/screens from the running app, with the sample deck.

    python docs/screenshots.py

Run it after a change of the screens; the pictures are the app's own SVG export, without the
web fonts that it would load.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

os.environ["LC_ALL"] = "C.UTF-8"  # English pictures, whatever the locale

from quiz.core.card import Card
from quiz.core.edtf import Date
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.library.desk import Desk
from quiz.library.study import Study
from quiz.store.locations import Locations
from quiz.tui.app import QuizApp
from quiz.tui.screens.study import StudyScreen

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


def beside(app: QuizApp, months: int) -> str:
    """The month of the card that is asked, so many months later: right but rough, or wrong."""
    match app.screen:
        case StudyScreen(study=Study(current=Card(edtf=Date(year=year, month=int(month))))):
            number = year * 12 + month - 1 + months
            return f"{number % 12 + 1}/{number // 12}"
        case other:
            raise ValueError(f"no date with a month is asked at {other}")


DECK = "nato-iraq.en"
SIZES = ((80, 24), (120, 40))


async def study(width: int, height: int) -> None:
    """A first day: the tour, a question with its answer, and each form and sheet."""
    size = f"{width}x{height}"
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(Locations(Path(home), Path(home)), clock=lambda: NOON)
        app = QuizApp(desk)
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause(0.8)
            draw(app, f"tour-{size}")
            await pilot.press("enter")
            await pilot.pause(0.5)
            await typed(pilot, beside(app, months=25))
            draw(app, f"wrong-{size}")
            await pilot.press("o")
            await pilot.pause(0.3)
            draw(app, f"source-{size}")
            await pilot.press("escape", "1")
            await pilot.pause(0.3)
            await typed(pilot, beside(app, months=0))
            draw(app, f"study-{size}")
            await pilot.press("e")
            await pilot.pause(0.3)
            draw(app, f"edit-{size}")
            await pilot.press("escape", "3")
            await pilot.pause(0.2)
            await pilot.press("ctrl+o")
            await pilot.pause(0.2)
            draw(app, f"choices-{size}")
            await pilot.press("ctrl+t")
            await pilot.pause(0.2)
            draw(app, f"place-{size}")
            await pilot.press("escape")
            await pilot.pause(0.2)
        desk.close()


async def later(width: int, height: int) -> None:
    """After a fortnight: home, ordering, card info, help, the closing summary."""
    size = f"{width}x{height}"
    with tempfile.TemporaryDirectory() as home:
        moment = [NOON]
        desk = Desk(Locations(Path(home), Path(home)), clock=lambda: moment[0])
        cards = desk.cards(desk.shelf.find(DECK))
        for number, card in enumerate(c for c in cards if c.kind != "order"):
            moment[0] = NOON - timedelta(days=14 - number % 13)
            rating = (Rating.GOOD, Rating.EASY, Rating.AGAIN, Rating.HARD)[number % 4]
            desk.progress.append(EventKind.REVIEW, card.id, rating=rating, took_ms=7000)
            moment[0] += timedelta(minutes=11)
            desk.progress.append(EventKind.REVIEW, card.id, rating=Rating.GOOD, took_ms=5000)
        moment[0] = NOON
        app = QuizApp(desk)
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause(0.8)
            draw(app, f"home-{size}")
            await pilot.press("down", "enter")
            await pilot.pause(0.4)
            await pilot.press("escape", "i")
            await pilot.pause(0.3)
            draw(app, f"info-{size}")
            await pilot.press("escape", "question_mark")
            await pilot.pause(0.3)
            draw(app, f"help-{size}")
            await pilot.press("escape")
            screen = app.screen
            for _ in range(80):
                card = screen.study.current
                if card is None:
                    break
                if card.kind == "order":
                    await pilot.pause(0.2)
                    draw(app, f"order-{size}")
                    await pilot.press("enter")
                    await pilot.pause(0.5)
                    draw(app, f"ordered-{size}")
                else:
                    screen.action_give_up()
                screen._rate(Rating.EASY)  # noqa: SLF001 - a key would wait
                await pilot.pause(0.02)
            draw(app, f"summary-{size}")
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
                if app.screen.query_one("#found").has_focus:
                    break
            draw(app, f"build-{width}x{height}")
        desk.close()


def answered(desk: Desk, start: datetime, days: int, clock: list[datetime]) -> None:
    """Some weeks of study, always the same."""
    cards = [card.id for deck in desk.decks([]) for card in desk.cards(deck)]
    chance = random.Random(1)  # noqa: S311 - only a picture
    with desk.progress.together():
        for day in range(days):
            clock[0] = start + timedelta(days=day, hours=chance.randint(-4, 8))
            known, today = desk.progress.standings(), desk.progress.today()
            due = [c for c, s in known.items() if s.memory and s.memory.due_day <= today]
            for card in due + [c for c in cards if c not in known][:3]:
                clock[0] += timedelta(seconds=chance.randint(4, 25))
                rating = chance.choices(list(Rating), [12, 12, 70, 6])[0]
                desk.progress.append(
                    EventKind.REVIEW, card, rating=rating, took_ms=chance.randint(3000, 22000)
                )


async def library(width: int, height: int) -> None:
    """Browse, timeline, source map, statistics and settings after six weeks of study."""
    with tempfile.TemporaryDirectory() as home:
        clock = [NOON]
        desk = Desk(Locations(Path(home), Path("~/.config/quiz")), clock=lambda: clock[0])
        answered(desk, NOON - timedelta(days=42), 40, clock)
        clock[0] = NOON
        app = QuizApp(desk)
        async with app.run_test(size=(width, height)) as pilot:
            await pilot.pause(0.8)
            for name, keys in (
                ("browse", ["b"]),
                ("move", ["space", "space", "m"]),
                ("card", ["escape", "enter"]),
                ("timeline", ["escape", "escape", "escape", "t", "right", "right", "plus"]),
                ("source-map", ["escape", "m", "j", "j"]),
                ("statistics", ["escape", "s"]),
                ("calendar", ["3"]),
                ("calibration", ["7"]),
                ("settings", ["escape", "comma"]),
            ):
                await pilot.press(*keys)
                await pilot.pause(0.8)
                draw(app, f"{name}-{width}x{height}")
        desk.close()


if __name__ == "__main__":
    SCREENS.mkdir(exist_ok=True)
    for size in SIZES:
        asyncio.run(study(*size))
        asyncio.run(later(*size))
        asyncio.run(build(*size))
        asyncio.run(library(*size))
