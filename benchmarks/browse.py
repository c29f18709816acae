"""Opening browse on a large deck: from the key to the first rows, and from a letter to fewer.

    python benchmarks/browse.py [CARDS] [RUNS]

The deck's file is read once by the home screen, as in use; the clock then runs from the key
that opens browse until its rows are drawn, and from each letter of a query until the rows
that are left are drawn. Prints medians; the target is 0.5 s to open 10,000 cards.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from textual.pilot import Pilot

from quiz.library.desk import Desk
from quiz.store.locations import Locations
from quiz.tui.app import QuizApp
from quiz.tui.screens.browse import BrowseScreen

TARGET = 0.5


def deck(cards: int) -> str:
    """A deck of events."""
    facts = "\n".join(
        f"  - {{id: f{n}, event: Event number {n} of the chronicle of Berg, when: {1000 + n % 1000}}}"
        for n in range(cards)
    )
    return f"quiz: 1\ndeck: big\ntitle: Big\nlang: en\nfacts:\n{facts}\n"


def _title(app: QuizApp) -> str:
    found = app.screen.query("#browse-title")
    return str(found.first().render()) if found else ""


async def _shown(app: QuizApp, pilot: Pilot[int], wanted: str) -> None:
    while wanted not in _title(app):
        await pilot.pause(0.001)


async def measure(cards: int, runs: int) -> tuple[list[float], list[float]]:
    """Seconds to open, and seconds a letter."""
    opened, letters = [], []
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "decks" / "big.yaml"
        path.parent.mkdir()
        path.write_text(deck(cards), "utf-8")
        desk = Desk(Locations(Path(home), Path(home)))
        desk.decks([])
        app = QuizApp(desk)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(1.0)
            for _ in range(runs):
                begun = time.perf_counter()
                app.push_screen(BrowseScreen())
                await _shown(app, pilot, f" of {cards + _samples(desk)} cards")
                await pilot.pause()
                opened.append(time.perf_counter() - begun)
                await pilot.press("slash")
                for letter in "number 12":
                    begun = time.perf_counter()
                    await pilot.press("space" if letter == " " else letter)
                    letters.append(time.perf_counter() - begun)
                app.screen.dismiss()
                await pilot.pause()
        desk.close()
    return opened, letters


def _samples(desk: Desk) -> int:
    return sum(len(desk.cards(d)) for d in desk.decks([]) if d.id != "big")


def main(cards: int, runs: int) -> int:
    """Measure and print; 1 where the target is missed."""
    opened, letters = asyncio.run(measure(cards, runs))
    print(
        f"{'open':8} {statistics.median(opened) * 1000:6.0f} ms  ({cards:,} cards; target ≤ {TARGET * 1000:.0f} ms)"
    )
    print(
        f"{'a letter':8} {statistics.median(letters) * 1000:6.0f} ms  (worst {max(letters) * 1000:.0f} ms)"
    )
    return int(statistics.median(opened) > TARGET)


if __name__ == "__main__":
    numbers = [int(n) for n in sys.argv[1:3]]
    sys.exit(main(*(numbers + [10_000, 5][len(numbers) :])))
