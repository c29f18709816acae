"""The home screen: which decks there are and what they offer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import OptionList

from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.store.progress import Progress

WEIR = """quiz: 1
deck: weir
title: The weir
facts:
  - {id: flood, event: A flood breaks the weir, when: 1784}
"""


def row(stage, title: str) -> list[str]:
    """What stands behind a deck's title."""
    (line,) = (line for line in stage.text.splitlines() if title in line)
    return line.split(title)[1].split()


async def test_an_empty_library_says_what_to_do(bench):
    async with bench.app() as stage:
        await stage.until("There is no deck here yet.")
        assert "Press n to build one from a document" in stage.text
        await stage.press("enter", "j", "k")
        assert stage.name == "HomeScreen"
        await stage.press("a")
        assert stage.told == ["there is no deck to study; build one: quiz build DOCUMENT"]
        await stage.press("n")
        await stage.until(lambda: stage.name == "BuildScreen")
        await stage.press("escape")
        await stage.until("There is no deck here yet.")


async def test_looking_at_an_empty_library_creates_nothing(bench):
    async with bench.app() as stage:
        await stage.until("There is no deck here yet.")
    assert list(bench.folder.iterdir()) == []


async def test_decks_stand_with_what_is_due_and_new_today(bench):
    bench.deck()
    bench.deck(WEIR, "weir")
    with Progress.open(bench.locations.progress, lambda: bench.now) as progress:
        progress.append(EventKind.REVIEW, "mill/roof/when", rating=Rating.EASY)
        progress.append(EventKind.REVIEW, "mill/fire/when", rating=Rating.AGAIN)
    async with bench.app() as stage:
        await stage.until("The weir")
        assert row(stage, "The mill") == ["1", "due", "1", "new", "4", "cards", "100%", "known"]
        assert row(stage, "The weir") == ["0", "due", "1", "new", "1", "cards", "–", "known"]
        assert row(stage, "All decks, interleaved") == ["1", "due", "2", "new"]
        assert "3 to study today" in stage.text
    bench.now += timedelta(days=30)
    async with bench.app() as stage:
        await stage.until("The weir")
        assert row(stage, "The mill")[:6] == ["2", "due", "1", "new", "4", "cards"]


async def test_when_all_is_done_the_title_says_so(bench):
    bench.deck(WEIR, "weir")
    with Progress.open(bench.locations.progress, lambda: bench.now) as progress:
        progress.append(EventKind.REVIEW, "weir/flood/when", rating=Rating.EASY)
    async with bench.app() as stage:
        await stage.until("nothing left to study today")


async def test_a_broken_deck_is_listed_with_its_fault_and_stops_no_other(bench):
    bench.deck("quiz: 1\n[bold]mine: yes\n", "bad")
    bench.deck(WEIR, "weir")
    async with bench.app() as stage:
        await stage.until("The weir")
        assert "! bad.yaml: " in stage.text
        decks = stage.app.screen.query_one("#decks", OptionList)
        assert decks.highlighted == 0
        await stage.press("enter")
        (told,) = stage.told
        assert told.startswith(f"{bench.locations.decks}/bad.yaml:2: ")
        assert "\n" not in told
        assert stage.name == "HomeScreen"
        await stage.press("j", "enter")
        await stage.until("A flood breaks the weir")


async def test_markup_in_a_fault_is_shown_as_it_is_written(bench):
    bench.deck('quiz: 1\n"[@click=app.quit]x[/] $error\\e]0;y": 1\n', "[bold]b")
    async with bench.app() as stage:
        await stage.until("! [bold]b.yaml: unknown key '[@click=app.quit]x[/] $error")
        await stage.press("enter")
        assert "'[@click=app.quit]x[/] $error" in stage.told[0]
        await stage.until(lambda: stage.text.count("[@click=app.quit]x[/]") == 2)
        assert "\x1b" not in stage.text


async def test_enter_studies_the_deck_under_the_cursor(bench):
    bench.deck()
    bench.deck(WEIR, "weir")
    async with bench.app() as stage:
        await stage.until("The weir")
        await stage.press("home", "j", "j", "enter")
        await stage.until("A flood breaks the weir")
        assert " 0 of 1 " in stage.part("status")


async def test_a_studies_every_deck(bench):
    bench.deck()
    bench.deck(WEIR, "weir")
    async with bench.app() as stage:
        await stage.until("The weir")
        await stage.press("a")
        await stage.until(" 0 of 4 ")


async def test_counts_are_fresh_after_a_session_and_the_cursor_stays(bench):
    bench.deck()
    bench.deck(WEIR, "weir")
    async with bench.app() as stage:
        await stage.until("The weir")
        await stage.press("home", "j", "j", "enter")
        await stage.until("A flood breaks the weir")
        await stage.press("1", "enter")
        bench.seconds += 2
        await stage.press("4", "escape")
        await stage.until(lambda: stage.name == "HomeScreen")
        await stage.until("3 to study today")
        assert row(stage, "The weir")[:6] == ["0", "due", "0", "new", "1", "cards"]
        assert stage.app.screen.query_one("#decks", OptionList).highlighted == 2


async def test_r_reads_the_decks_again(bench):
    bench.deck()
    async with bench.app() as stage:
        await stage.until("The mill")
        bench.deck(WEIR, "weir")
        await stage.press("r")
        await stage.until("The weir")


async def test_a_deck_opened_by_its_path_is_in_the_library_afterwards(bench):
    path = bench.folder / "elsewhere.yaml"
    path.write_text(WEIR, "utf-8")
    async with bench.app("elsewhere.yaml") as stage:
        await stage.until("A flood breaks the weir")
        await stage.press("escape", "escape")
        await stage.until("1 to study today")
        assert row(stage, "The weir")[:6] == ["0", "due", "1", "new", "1", "cards"]


async def test_a_deck_that_is_not_there_is_told_and_the_others_are_listed(bench):
    bench.deck(WEIR, "weir")
    async with bench.app("wier") as stage:
        await stage.until("there is no deck 'wier'")
        assert stage.told == ["there is no deck 'wier'; did you mean 'weir'?"]
        assert row(stage, "The weir")[0] == "0"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_the_app_can_be_left_at_once(bench, key):
    bench.deck()
    async with bench.app() as stage:
        await stage.pilot.press(key)
        await stage.pilot._wait_for_screen()
        assert stage.app._exit


async def test_unknown_settings_are_told_with_their_line(bench):
    bench.locations.settings.parent.mkdir()
    bench.locations.settings.write_text('new_per_day = 1\n"[bold]x" = 2\n', "utf-8")
    bench.deck()
    async with bench.app() as stage:
        await stage.until(lambda: stage.told)
        assert "unknown setting '[bold]x'" in stage.told[0]
        await stage.until("[bold]x")


async def test_settings_that_cannot_be_used_are_told_in_one_line(bench):
    bench.locations.settings.parent.mkdir()
    bench.locations.settings.write_text("new_per_day = many\n", "utf-8")
    bench.deck()
    async with bench.app() as stage:
        await stage.until(lambda: stage.told)
        assert f"{bench.locations.settings}:1: the settings are not TOML" in stage.told[0]
        assert "\n" not in stage.told[0]


@pytest.mark.parametrize(("key", "known"), [("y", True), ("n", False), ("escape", False)])
async def test_a_fact_replaced_without_its_earlier_id_is_proposed_as_the_same_card(
    bench, key, known
):
    bench.deck(WEIR, "weir")
    async with bench.app() as stage:
        await stage.until("The weir")
        desk = stage.app.desk
        desk.progress.append(EventKind.REVIEW, "weir/flood/when", rating=Rating.EASY)
    bench.deck(WEIR.replace("id: flood", "id: deluge").replace("breaks", "broke"), "weir")
    async with bench.app() as stage:
        await stage.until("Is this the same card?")
        assert "A flood breaks the weir" in stage.text
        assert "A flood broke the weir" in stage.text
        assert "was: [flood]" in stage.text
        await stage.press(key)
        await stage.until(lambda: stage.name == "HomeScreen")
        memory = stage.app.desk.progress.memory("weir/deluge/when")
        assert (memory is not None) == known
        assert stage.app.desk.progress.verify() == []
    async with bench.app() as stage:  # asked once for a change of the deck
        await stage.until("The weir")
        assert stage.name == "HomeScreen"


async def test_a_newcomer_begins_with_a_deck_in_their_own_language(bench, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    bench.deck()
    bench.deck(WEIR.replace("title: The weir", "title: Le barrage\nlang: fr"), "weir")
    async with bench.app() as stage:
        await stage.until("Le barrage")
        assert stage.app.screen.query_one("#decks", OptionList).highlighted == 2
