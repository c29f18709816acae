"""Browse, timeline, source map, statistics and settings: keys, states, and hostile text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input, OptionList

from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.store.progress import Progress
from quiz.store.settings import load_settings
from quiz.tui.widgets.table import Table

WEIR = """quiz: 1
deck: weir
title: The weir
facts:
  - {id: flood, event: A flood breaks the weir, when: 1784, tags: [water]}
  - {id: dam, event: A dam is built, when: 1790/1795}
"""
NASTY = """quiz: 1
deck: nasty
title: "[@click=app.quit]x[/]\\e]0;pwned\\a"
facts:
  - {id: a, question: "[@click=app.quit]x[/] [bold", answer: "\\e[31mred"}
  - {id: b, question: "%s", answer: 長い答え}
  - {id: c, event: "日本の橋が🎉完成する מילים בעברית", when: 1850}
""" % ("long " * 1000)
SIZES = [(80, 24), (120, 40), (40, 24), (20, 5)]
SCREENS = {"b": "BrowseScreen", "t": "TimelineScreen", "m": "SourceMapScreen", "s": "StatisticsScreen", "comma": "SettingsScreen"}  # fmt: skip


def answered(bench, *cards: str, rating: Rating = Rating.EASY) -> None:
    """Answer cards at the bench's time."""
    with Progress.open(bench.locations.progress, lambda: bench.now) as progress:
        for card in cards:
            progress.append(EventKind.REVIEW, card, rating=rating, took_ms=5000)


async def opened(stage, key: str) -> None:
    """From home to a screen, and until it has loaded."""
    await stage.until(lambda: stage.app.screen._opened)
    await stage.until(lambda: "study" in stage.text or "no deck" in stage.text)
    await stage.press(key)
    await stage.until(lambda: stage.name == SCREENS[key])
    await stage.until(lambda: all(w.is_finished for w in stage.app.workers))
    await stage.pilot.pause()


@pytest.mark.parametrize("key", list(SCREENS))
@pytest.mark.parametrize("size", SIZES)
async def test_every_screen_takes_hostile_text_and_any_size(bench, key, size):
    bench.deck(NASTY, "nasty")
    answered(bench, "nasty/a/ask", "nasty/c/when")
    bench.now += timedelta(days=40)
    async with bench.app(size=(80, 24)) as stage:
        await opened(stage, key)
        await stage.pilot.resize_terminal(*size)
        for pressed in ("j", "k", "right", "left", "enter", "escape"):
            await stage.press(pressed)
        assert stage.app.is_running
        assert not stage.app._exit
        assert "\x1b" not in stage.text
        assert all(len(line) <= size[0] for line in stage.text.splitlines())


@pytest.mark.parametrize(
    ("key", "said"),
    [("b", "no card to browse"), ("t", "No deck has an event"), ("m", "No deck has a source"), ("s", "Nothing was answered")],
)  # fmt: skip
async def test_an_empty_screen_says_what_to_do(bench, key, said):
    async with bench.app() as stage:
        await opened(stage, key)
        await stage.until(said)
        assert "Press esc" in stage.text
        await stage.press("escape")
        await stage.until(lambda: stage.name == "HomeScreen")


async def test_browse_narrows_down_as_one_types(bench):
    bench.deck()
    bench.deck(WEIR, "weir")
    answered(bench, "mill/roof/when")
    async with bench.app() as stage:
        await opened(stage, "b")
        await stage.until("6 of 6 cards")
        for query, left in (("is:new", 5), ("deck:weir", 2), ("tag:wat", 1), ("-is:new", 1), ("slate", 1), ("nowhere", 0), ("roof", 1)):  # fmt: skip
            await stage.press("slash")
            stage.app.screen.query_one("#browse-find", Input).value = ""
            await stage.type(query)
            await stage.until(f"{left} of 6 cards")
            await stage.press("down")


async def test_many_cards_are_marked_at_once_and_that_is_taken_back_at_once(bench):
    bench.deck()
    bench.deck(WEIR, "weir")
    async with bench.app() as stage:
        await opened(stage, "b")
        await stage.press("space", "space", "space")
        await stage.until("3 chosen")
        await stage.press("at")
        await stage.until(lambda: stage.text.count("× suspended") == 3)
        assert len(bench.events(EventKind.SUSPEND)) == 3
        await stage.press("u")
        await stage.until(lambda: "× suspended" not in stage.text.replace("3 cards suspended", ""))
        assert bench.events(EventKind.SUSPEND) == []
        await stage.press("at")
        await stage.until(lambda: len(bench.events(EventKind.SUSPEND)) == 3)
        await stage.until(lambda: stage.text.count("× suspended") == 3)
        await stage.press("at")
        await stage.until(lambda: len(bench.events(EventKind.RESUME)) == 3)
        await stage.press("minus")
        await stage.until(lambda: len(bench.events(EventKind.BURY)) == 3)
        await stage.press("asterisk")
        await stage.until(lambda: len(bench.events(EventKind.FLAG)) == 3)


async def test_a_card_is_reset_and_the_reset_taken_back(bench):
    bench.deck()
    answered(bench, "mill/roof/when")
    async with bench.app() as stage:
        await opened(stage, "b")
        await stage.until("● later")
        await stage.press("r")
        await stage.until(lambda: "● later" not in stage.text)
        await stage.press("u")
        await stage.until("● later")


async def test_browse_sorts_by_columns_and_turns_the_order(bench):
    bench.deck()
    async with bench.app(size=(120, 40)) as stage:
        await opened(stage, "b")
        await stage.press("s", "s")
        await stage.until("by answer ▴")
        rows = [line for line in stage.text.splitlines() if "○ new" in line]
        assert "1861" in rows[0]
        await stage.press("S")
        await stage.until("by answer ▾")
        await stage.pilot.click(Table, offset=(5, 0))
        await stage.until("by question")


async def test_a_card_opens_with_its_history(bench):
    bench.deck()
    answered(bench, "mill/roof/when")
    async with bench.app(size=(120, 40)) as stage:
        await opened(stage, "b")
        await stage.press("enter")
        await stage.until("history, the latest first")
        assert "Easy" in stage.text
        await stage.press("right")
        await stage.until("2 of 4")
        await stage.until("not answered yet")
        await stage.press("escape")
        assert stage.name == "BrowseScreen"


async def test_a_fact_is_edited_from_browse(bench):
    bench.deck()
    async with bench.app() as stage:
        await opened(stage, "b")
        await stage.press("e")
        await stage.until(lambda: stage.name == "EditScreen")
        await stage.type("Now: ")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.name == "BrowseScreen")
        await stage.until(lambda: "Now: " in stage.text)


async def test_the_timeline_walks_zooms_and_opens(bench):
    bench.deck()
    bench.deck(WEIR, "weir")
    answered(bench, "mill/fire/when")
    async with bench.app(size=(120, 40)) as stage:
        await opened(stage, "t")
        await stage.until("The weir")
        assert "● A fire destroys the mill" in stage.text.replace("●┄", "● ").replace("┄", "")
        assert stage.part("event").startswith("1861")
        await stage.press("right")
        assert stage.part("event").startswith("May 1911")
        title = stage.part("timeline-title")
        await stage.press("plus")
        assert stage.part("timeline-title") != title
        await stage.press(*["plus"] * 12)
        assert "a tick is a day" in stage.part("timeline-title")
        await stage.press(*["minus"] * 14)
        assert "a tick is 5 millennia" in stage.part("timeline-title")
        await stage.press("0", "down")
        assert "The weir" in stage.part("event")
        await stage.press("left_square_bracket", "right_square_bracket", "home", "end")
        assert stage.part("event").startswith("from 1790 to 1795")
        await stage.until("━")  # it lasted
        await stage.press("enter")
        await stage.until(lambda: stage.name == "CardScreen")
        await stage.press("escape", "d", "a", "a", "space", "enter")
        await stage.until(lambda: "The mill" not in stage.text)


async def test_the_source_map_marks_sentences_and_finds_those_without_a_card(bench):
    bench.deck()
    path = bench.locations.decks / "mill.md"
    path.write_text(path.read_text("utf-8") + "\nIn 1930 the mill was sold. It is quiet.\n", "utf-8")  # fmt: skip
    answered(bench, "mill/roof/when")
    async with bench.app() as stage:
        await opened(stage, "m")
        await stage.until("● In May 1911 the mill got a new roof of slate.")
        assert "! In 1930 the mill was sold." in stage.text
        assert "1 of 2 sentences with a date have no card (50 %)" in stage.text
        options = stage.app.screen.query_one(OptionList)
        await stage.press("n")
        assert options.highlighted is not None
        await stage.press("enter")
        assert "No card asks of this sentence." in stage.told
        await stage.press("up", "up", "w")
        assert "Nothing here is weak." in stage.told
    path.unlink()
    async with bench.app() as stage:
        await opened(stage, "m")
        await stage.until("only its quotes are shown")
        assert "● In May 1911" in stage.text
        await stage.press("enter")
        await stage.until(lambda: stage.name == "CardScreen")


async def test_statistics_have_their_figures_in_words(bench):
    bench.deck()
    for _ in range(4):
        answered(bench, "mill/roof/when", "mill/fire/when", rating=Rating.GOOD)
        bench.now += timedelta(days=3)
    answered(bench, "mill/kw/term", rating=Rating.AGAIN)
    async with bench.app(size=(100, 40)) as stage:
        await opened(stage, "s")
        await stage.until("9 on 5 of")
        for key, said in (("2", "Answers a day, the latest first"), ("3", "a day without"), ("4", "100 %"), ("5", "Due in 30 days"), ("6", "12:00"), ("7", "Log loss"), ("8", "No leech")):  # fmt: skip
            await stage.press(key)
            await stage.until(said)
        await stage.press("right")
        await stage.until("Ratings")
        await stage.press("t", "t", "t")
        await stage.until("all time")
        await stage.press("b")
        await stage.until(lambda: stage.name == "BrowseScreen")


async def test_settings_are_in_force_and_saved_at_once_and_comments_stay(bench):
    bench.deck()
    path = bench.locations.settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# mine\nnew_per_day = 7  # few\n", "utf-8")
    async with bench.app() as stage:
        await opened(stage, "comma")
        await stage.press("right")
        await stage.until("‹ dark ›")
        await stage.press("right")
        assert stage.app.theme == "quiz-light"
        await stage.press("j", "right", "right")
        assert stage.app.months[3] == "avr"
        await stage.press("j", "left", "enter")
        field = stage.app.screen.query_one("#number", Input)
        field.value = "many"
        await stage.press("enter")
        assert "donnez un nombre de 0 à 9999" in stage.told[-1]
        field.value = "12"
        await stage.press("enter", "j", "right", "j", "right", "j", "right", "j", "right")
        assert stage.app.animation_level == "none"
        await stage.press("k", "d", "escape")
        await stage.until(lambda: stage.name == "HomeScreen")
    kept = load_settings(path)
    assert (kept.theme, kept.language, kept.new_per_day) == ("quiz-light", "fr", 12)
    assert (kept.desired_retention, kept.day_turn, kept.answer_mode) == (0.91, 5, "typed")
    assert kept.reduced_motion
    assert path.read_text("utf-8").startswith("# mine\nnew_per_day = 12  # few\n")


async def test_settings_at_fault_are_told_and_not_written_over(bench):
    bench.deck()
    path = bench.locations.settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new_per_day = many\n", "utf-8")
    async with bench.app() as stage:
        await stage.until(lambda: stage.told)
        await stage.press("comma")
        assert stage.name == "HomeScreen"
        assert "not TOML" in stage.told[-1]
    assert path.read_text("utf-8") == "new_per_day = many\n"


async def test_without_colour_the_terminal_s_own_are_used(bench, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    bench.deck()
    async with bench.app() as stage:
        assert stage.app.theme == "ansi-dark"
        await opened(stage, "b")
        row = stage.app.screen.query_one(Table).render_line(1)
        assert any(part.style and part.style.reverse for part in row)  # the cursor


async def test_the_palette_finds_the_screens_from_anywhere(bench):
    bench.deck()
    async with bench.app() as stage:
        await opened(stage, "b")
        titles = {c.title for c in stage.app.get_system_commands(stage.app.screen)}
        assert {"Timeline", "Source map", "Statistics", "Settings"} <= titles
