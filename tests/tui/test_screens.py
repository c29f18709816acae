"""Each screen as it is drawn, letter by letter, at 80 by 24 and 120 by 40; and what all share.

The pictures are plain text, so that neither a colour nor a version of Textual changes them.
After a wanted change write them anew with QUIZ_DRAW=1 and read the difference.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import re
from pathlib import Path

import pytest
from textual.screen import Screen
from walk import PLACES, go, ready

from quiz.store.locations import Locations
from quiz.tui import screens

DRAWN = Path(__file__).parent / "drawn"
PATHS = re.compile(r"(?<=Saved at once in )\S+(\n +\S+)*")  # of a folder for one test
OTHERS_TO_SAY = {"built", "palette"}  # how a document is worded, how Textual draws its palette
SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", [n for n in PLACES if n not in OTHERS_TO_SAY])
async def test_a_screen_is_drawn_as_it_was(bench, monkeypatch, name, size):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    ready(bench, PLACES[name])
    bench.locations = Locations(bench.locations.data, Path("home"))  # a path is as long as it is
    async with bench.app(size=size) as stage:
        await go(stage, PLACES[name])
        drawn = PATHS.sub("…", stage.text.replace(bench.folder.name, "folder"))
    path = DRAWN / f"{name}-{size[0]}x{size[1]}.txt"
    if "QUIZ_DRAW" in os.environ:
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn + "\n", "utf-8")
    assert drawn + "\n" == path.read_text("utf-8")


def test_the_walk_comes_to_every_screen():
    every = {
        name
        for module in pkgutil.iter_modules(screens.__path__)
        for name, item in inspect.getmembers(importlib.import_module(f"{screens.__name__}.{module.name}"))
        if inspect.isclass(item) and issubclass(item, Screen) and item.__module__.startswith(screens.__name__)
    }  # fmt: skip
    assert every <= {place.screen for place in PLACES.values()}


def attributes(stage) -> list[list[tuple[str, str]]]:
    """Each line of the screen as pieces of text with what is no colour: bold, reverse, underline."""
    lines = []
    for strip in stage.app.screen._compositor.render_strips():
        pieces = []
        for part in strip:
            style = part.style
            marks = "".join(
                letter
                for letter, on in (("b", style.bold), ("r", style.reverse), ("u", style.underline))
                if on
            ) if style else ""  # fmt: skip
            pieces.append((part.text, marks))
        lines.append(pieces)
    return lines


LISTS = ["home", "choices", "place", "order", "browse", "chosen", "move", "lanes", "map", "settings", "built"]  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
async def test_the_cursor_is_seen_without_any_colour(bench, monkeypatch, name):
    """Where a list has the focus, one row of it differs from its neighbours in more than colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    ready(bench, PLACES[name])
    async with bench.app() as stage:
        await go(stage, PLACES[name])
        region = stage.app.screen.focused.region
        rows = attributes(stage)[region.y : region.bottom]
        marked = [
            n
            for n, row in enumerate(rows)
            if any(("r" in marks or "u" in marks) and len(text.strip()) > 3 for text, marks in row)
        ]
        assert marked
        assert len(marked) < len([r for r in rows if "".join(t for t, _ in r).strip()])


FIELDS = ["find", "limit", "typing", "narrowed", "tags", "pick", "edit"]


@pytest.mark.parametrize("name", FIELDS)
async def test_a_field_is_seen_without_any_colour(bench, monkeypatch, name):
    monkeypatch.setenv("NO_COLOR", "1")
    ready(bench, PLACES[name])
    async with bench.app() as stage:
        await go(stage, PLACES[name])
        region = stage.app.screen.focused.region
        rows = attributes(stage)[region.y : region.bottom]
        drawn = "".join(text for row in rows for text, _ in row)
        assert any(c in drawn for c in "█▊▌┃│") or any(m for row in rows for _, m in row)


STATES = {
    "right": ["✓ right", "▸3 Good"],
    "wrong": ["✗ 10 years too late", "▸1 Again"],
    "ordered": ["✗ 1.", "✓ 2.", "▸1 Again"],
    "place": ["▸ The mill opens"],
    "chosen": ["▸   “A fire", "2 chosen"],
    "browse": ["○ new", "● later", "◑ due", "◔ due", "× suspended", "  *  “A flood"],
    "timeline": ["○ new", "◔ weak", "◑ fading", "● firm", "▸ "],
    "map": ["! ", "● ", "no card"],
    "built": ["[x]"],
    "lanes": ["[x] "],
    "settings": ["‹ ", " ›"],
    "calendar": ["·", "▓"],
    "calibration": ["predicted", "actual", "|"],
    "home": ["5 due", "4 new", "92% known", "22 days in a row, not yet today"],
}


@pytest.mark.parametrize("name", list(STATES))
async def test_a_state_is_told_by_signs_and_words_alone(bench, name):
    """The text of the screen, all styles left out, tells every state that colours tell too."""
    ready(bench, PLACES[name])
    async with bench.app() as stage:
        await go(stage, PLACES[name])
        for sign in STATES[name]:
            assert sign in stage.text, stage.text
