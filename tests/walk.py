"""Every screen of the app, in each state that looks different, and the keys that lead there.

All begin at home, in a library that is always the same at a time that is always the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.library.desk import Desk
from quiz.store.progress import Progress

SOURCE = """# On mills

The mill stands above the weir. It opened in 1850.

A fire destroyed the mill in 1861. The town rebuilt it in 1863, with a loan from the valley.

In May 1911 the mill got a new roof of slate. It ground 40 sacks a day. In 1950 it shut.
In 1971 a society bought the ruin.
"""


def _told(quote: str) -> str:
    at = SOURCE.index(quote)
    return f"source: {{of: s1, quote: {quote!r}, at: [{at}, {at + len(quote)}]}}".replace("'", '"')


MILL = f"""quiz: 1
deck: mill
title: The mill
lang: en
topic: Berg
sources: [{{id: s1, file: mill.md, title: On mills}}]
facts:
  - {{id: open, event: The mill opens, when: 1850, {_told("It opened in 1850.")}}}
  - {{id: burn, event: A fire destroys the mill, when: 1861, {_told("A fire destroyed the mill in 1861.")}}}
  - {{id: build, event: The town rebuilds the mill, when: 1863, tags: [town], {_told("The town rebuilt it in 1863, with a loan from the valley.")}}}
  - {{id: roof, event: The mill gets a new roof, when: 1911-05, note: Slate from the valley., {_told("In May 1911 the mill got a new roof of slate.")}}}
  - {{id: shut, event: The mill shuts, when: 1950, {_told("In 1950 it shut.")}}}
  - {{id: kw, term: kW, means: kilowatt}}
"""
WEIR = """quiz: 1
deck: weir
title: The weir
lang: en
facts:
  - {id: flood, event: A flood breaks the weir, when: 1784, tags: [water]}
  - {id: dam, event: A dam is built, when: 1790/1795, tags: [water]}
  - {id: turbine, event: A turbine is put in, when: 1921, tags: [town]}
  - {id: all, order: [flood, dam, turbine]}
"""
PICK = """quiz: 1
deck: pick
title: Who it was
lang: en
facts:
  - {id: q, question: Who built the mill?, answer: Anna, choices: [Anna, Berta, Carl]}
"""
DOCUMENT = """# The mill of Berg

- 14 June 1871: The miller Jakob Brandt founds the first bakery of Berg.
- 3 March 1888: The engineer Anna Roth builds a stone bridge over the Alder.
"""


def library(bench: Any) -> None:
    """Three decks and a document."""
    for name, text in (("mill", MILL), ("weir", WEIR), ("pick", PICK)):
        bench.deck(text, name)
    (bench.locations.decks / "mill.md").write_text(SOURCE, "utf-8")
    (bench.folder / "berg.md").write_text(DOCUMENT, "utf-8")


def weeks(bench: Any) -> None:
    """Three weeks of study before the bench's time: some is known, some forgotten."""
    end = bench.now
    ratings = [Rating.GOOD, Rating.GOOD, Rating.AGAIN, Rating.EASY, Rating.HARD]
    number = 0
    with Progress.open(bench.locations.progress, lambda: bench.now) as progress:
        for day in range(22, 0, -1):
            bench.now = end - timedelta(days=day, hours=day % 5)
            for card in ("open", "burn", "build", "roof")[: 1 + day % 4]:
                bench.now += timedelta(seconds=20)
                rating = ratings[number % len(ratings)]
                number += 1
                progress.append(EventKind.REVIEW, f"mill/{card}/when", rating=rating, took_ms=9000)
        progress.append(EventKind.SUSPEND, "weir/dam/when")
        progress.append(EventKind.FLAG, "weir/flood/when")
        bench.now = end - timedelta(days=9)
        progress.append(EventKind.REVIEW, "weir/flood/when", rating=Rating.GOOD, took_ms=9000)
        progress.append(EventKind.REVIEW, "weir/turbine/when", rating=Rating.AGAIN, took_ms=9000)
    bench.now = end


@dataclass(frozen=True)
class Place:
    """A state of a screen. `steps` are keys, or a text that has to be seen before the next."""

    screen: str
    steps: tuple[str, ...]
    seen: str
    fresh: bool = False  # without weeks of study before
    changed: bool = False  # a fact that was answered has another id since


SEE = "see "  # what begins so is waited for


def _typed(text: str) -> tuple[str, ...]:
    return tuple({" ": "space", ".": "full_stop", ":": "colon"}.get(c, c) for c in text)


_MILL = ("slash", *_typed("mill"), "enter", "enter", SEE + "type the answer")
_WEIR = ("slash", *_typed("weir"), "enter", "enter", SEE + "type the answer")
_ORDER = ("slash", *_typed("weir"), "enter", "enter", *("escape", "minus") * 3)
_ASKED = (*_MILL, "escape")
_BROWSE = ("b", SEE + "12 of 12 cards", "down")
_STATS = ("s", SEE + "Answers a day")

PLACES: dict[str, Place] = {
    "tour": Place("HomeScreen", (), "Welcome", fresh=True),
    "home": Place("HomeScreen", ("down",), "weakest"),
    "find": Place("HomeScreen", ("slash", *_typed("weir")), "The weir"),
    "limit": Place("AskScreen", ("down", "l"), "How long?"),
    "typing": Place("StudyScreen", _MILL, "type the answer", fresh=True),
    "asked": Place("StudyScreen", _ASKED, "esc again stops", fresh=True),
    "right": Place("StudyScreen", (*_MILL, *_typed("1850"), "enter"), "✓ right", fresh=True),
    "wrong": Place("StudyScreen", (*_MILL, *_typed("1860"), "enter"), "too late", fresh=True),
    "choices": Place("StudyScreen", (*_MILL, "ctrl+o"), "d) ", fresh=True),
    "place": Place("StudyScreen", (*_MILL, "ctrl+t"), "arrows put the event", fresh=True),
    "order": Place("StudyScreen", _ORDER, "Put these events in order", fresh=True),
    "ordered": Place("StudyScreen", (*_ORDER, "enter"), "answer", fresh=True),
    "source": Place("SourceScreen", (*_MILL, *_typed("1850"), "enter", "o"), "stands above", fresh=True),
    "info": Place("CardInfoScreen", (*_ASKED, "i"), "tability", fresh=True),
    "edit": Place("EditScreen", (*_ASKED, "e"), "ctrl+s saves"),
    "summary": Place("StudyScreen", ("slash", *_typed("who"), "enter", "enter", SEE + "Who built", "at"), "enter or esc goes back", fresh=True),
    "browse": Place("BrowseScreen", _BROWSE, "12 of 12 cards"),
    "chosen": Place("BrowseScreen", (*_BROWSE, "space", "space"), "2 chosen"),
    "narrowed": Place("BrowseScreen", ("b", SEE + "12 of 12", "slash", *_typed("tag:water")), "2 of 12"),
    "move": Place("ChooseDecks", (*_BROWSE, "m"), "Where to?"),
    "tags": Place("AskScreen", (*_BROWSE, "t"), "gives them"),
    "card": Place("CardScreen", (*_BROWSE, "enter"), "stability"),
    "timeline": Place("TimelineScreen", ("t", SEE + "a tick is", "right"), "firm"),
    "lanes": Place("ChooseDecks", ("t", SEE + "a tick is", "d"), "space chooses"),
    "map": Place("SourceMapScreen", ("m", SEE + "sentences", "down"), "no card"),
    "overview": Place("StatisticsScreen", _STATS, "true retention"),
    "days": Place("StatisticsScreen", (*_STATS, "2"), "the latest first"),
    "calendar": Place("StatisticsScreen", (*_STATS, "3"), "a day without"),
    "retention": Place("StatisticsScreen", (*_STATS, "4"), "%"),
    "forecast": Place("StatisticsScreen", (*_STATS, "5"), "Due in 30 days"),
    "hours": Place("StatisticsScreen", (*_STATS, "6"), "12:00"),
    "calibration": Place("StatisticsScreen", (*_STATS, "7"), "Log loss"),
    "leeches": Place("StatisticsScreen", (*_STATS, "8"), "eech"),
    "settings": Place("SettingsScreen", ("comma", SEE + "New cards a day", "down"), "Saved at once"),
    "pick": Place("BuildScreen", ("n", SEE + "path or address"), "path or address"),
    "built": Place("BuildScreen", ("n", SEE + "path or address", *_typed("berg.md"), "enter", SEE + "questions kept"), "[x]"),
    "help": Place("HelpScreen", ("question_mark",), "Keys of this screen"),
    "same": Place("SameCardScreen", (), "Is this the same card?", fresh=True, changed=True),
    "palette": Place("CommandPalette", ("ctrl+p",), "Search for commands"),
}  # fmt: skip


async def go(stage: Any, place: Place) -> None:
    """From home, once it has loaded, to a place."""
    await stage.until("same card" if place.changed else "The weir")
    await rest(stage)
    for step in place.steps:
        if step.startswith(SEE):
            await stage.until(step.removeprefix(SEE))
            await rest(stage)
        else:
            await stage.press(step)
    await stage.until(lambda: stage.name == place.screen)
    await stage.until(place.seen)
    await rest(stage)
    stage.app.clear_notifications()
    await stage.pilot.pause()


async def rest(stage: Any) -> None:
    """Until nothing is being worked on."""
    await stage.until(lambda: all(w.is_finished or w.name == "_loader" for w in stage.app.workers))
    await stage.pilot.pause()


def ready(bench: Any, place: Place) -> None:
    """The library as the place wants it; nothing moves by itself."""
    library(bench)
    bench.locations.settings.write_text("reduced_motion = true\n", "utf-8")
    if not place.fresh:
        weeks(bench)
    if place.changed:
        desk = Desk(bench.locations, lambda: bench.now)
        progress = desk.progress  # opened first, so that decks are enrolled as they are read
        for deck in desk.decks([]):
            desk.cards(deck)
        progress.append(EventKind.REVIEW, "weir/flood/when", rating=Rating.EASY)
        desk.close()
        bench.deck(WEIR.replace("flood,", "deluge,").replace("breaks", "broke"), "weir")
