"""The build screen: from a document to a deck in the library."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from quiz.library.desk import Desk
from quiz.wording.cards import cards_of

DOCUMENT = """# The mill of Berg

- 14 June 1871: The miller Jakob Brandt founds the first bakery of Berg.
- 3 March 1888: The engineer Anna Roth builds a stone bridge over the Alder.
- October 1902: The parish of Saint Martin opens a school beside the mill.
"""
WORKS = ("mill", "barn", "forge", "bridge", "school", "chapel", "tower", "market")


def chronology(years: int) -> str:
    """A document that takes a while."""
    lines = (
        f"- {1700 + n}: The town of Berg {('opens', 'rebuilds', 'sells')[n % 3]} the {WORKS[n % 8]} of quarter {n}.\n"
        for n in range(years)
    )
    return "# The town of Berg\n\n" + "".join(lines)


@pytest.fixture
def document(bench) -> Path:
    path = bench.folder / "mill.md"
    path.write_text(DOCUMENT, "utf-8")
    return path


async def to_build(stage) -> None:
    """From home to the build screen."""
    await stage.until(lambda: stage.app.screen._opened)
    await stage.press("n")
    await stage.until("path or address of a document")


async def build(stage, path: str) -> None:
    """Type a path and wait for its questions."""
    await to_build(stage)
    await stage.type(path)
    await stage.press("enter")
    await stage.until(lambda: stage.app.screen.query_one("#found").display)


def found(stage) -> OptionList:
    return stage.app.screen.query_one("#found", OptionList)


def questions(stage) -> int:
    """How many questions are listed, without the headings of their kinds."""
    return len(stage.app.screen._drafts)


def library(bench) -> list:
    return [e.deck for e in Desk(bench.locations).shelf.entries() if e.deck]


async def test_a_deck_is_built_looked_through_and_saved_without_what_was_dropped(bench, document):
    async with bench.app() as stage:
        await build(stage, "mill.md")
        cards = questions(stage)
        assert cards >= 2
        await stage.until(f"{cards} of {cards} questions kept")
        assert stage.text.count("[x] ") == cards
        seen = []
        for n in range(cards):
            seen.append(stage.part("detail"))
            await stage.until(seen[n].splitlines()[-1])  # the sentence, below the answer
            await stage.press("j")
        quotes = [detail.splitlines()[-1].strip("“”") for detail in seen]
        assert all(quote in DOCUMENT for quote in quotes)
        assert len(set(quotes)) == cards
        found(stage).highlighted = 2
        await stage.press("space")
        await stage.until(f"{cards - 1} of {cards} questions kept")
        (line,) = (line for line in stage.text.splitlines() if "[ ] " in line)
        assert line.split("[ ] ")[1].strip()[:18] in seen[1]
        await stage.press("s")
        await stage.until(lambda: stage.name == "HomeScreen")
        await stage.until("The mill of Berg")
        assert any(told.startswith("Saved: ") for told in stage.told)
    (deck,) = library(bench)
    assert [card.source.quote for card in cards_of(deck)] == [quotes[0], *quotes[2:]]
    assert len(deck.dropped) == 1


async def test_a_dropped_question_can_be_kept_again(bench, document):
    async with bench.app() as stage:
        await build(stage, "mill.md")
        await stage.press("space")
        await stage.until("[ ] ")
        await stage.press("space")
        await stage.until(lambda: "[ ] " not in stage.text)
        await stage.until("{0} of {0} questions kept".format(questions(stage)))


async def test_enter_saves_and_studies_at_once(bench, document):
    async with bench.app() as stage:
        await build(stage, "mill.md")
        cards = questions(stage)
        await stage.press("enter")
        await stage.until(f" 0 of {cards} ")
        assert stage.name == "StudyScreen"
        await stage.press("escape", "escape")
        await stage.until(f"{cards} to study today")
        assert "The mill of Berg" in stage.text
    assert len(library(bench)) == 1


async def test_a_deck_needs_at_least_one_question(bench, document):
    async with bench.app() as stage:
        await build(stage, "mill.md")
        for _ in range(questions(stage)):
            await stage.press("space", "j")
        await stage.until(" 0 of ")
        await stage.press("s")
        assert stage.told == ["Every question is dropped: keep at least one."]
        assert stage.name == "BuildScreen"
    assert library(bench) == []


async def test_leaving_without_saving_keeps_nothing(bench, document):
    async with bench.app() as stage:
        await build(stage, "mill.md")
        await stage.press("escape")
        await stage.until("There is no deck here yet.")
    assert library(bench) == []


async def test_progress_is_shown_while_it_builds(bench):
    (bench.folder / "town.md").write_text(chronology(150), "utf-8")
    stages: set[str] = set()
    async with bench.app() as stage:
        await to_build(stage)
        await stage.type("town.md")
        pressing = asyncio.create_task(stage.press("enter"))  # returns when all is quiet again

        def looked() -> bool:
            line = stage.part("build-stage")
            stages.update(
                w for w in ("parsing", " of 150", "━") if w in line and line in stage.text
            )
            return found(stage).display

        await stage.until(looked)
        await pressing
        await stage.until("questions kept")
    assert stages == {"parsing", " of 150", "━"}


async def test_a_build_that_is_left_says_nothing_and_keeps_nothing(bench):
    (bench.folder / "town.md").write_text(chronology(150), "utf-8")
    async with bench.app() as stage:
        await to_build(stage)
        await stage.type("town.md")
        pressing = asyncio.create_task(stage.press("enter"))
        await stage.until(lambda: "parsing" in stage.part("build-stage"))
        await stage.press("escape")
        await pressing
        await stage.until("There is no deck here yet.")
        await stage.until(lambda: all(w.is_finished for w in stage.app.workers))
        assert stage.told == []
    assert library(bench) == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("nowhere.txt", None, "there is no such file"),
        ("empty.txt", b"", "the document is empty"),
        ("[bold]x.txt", b"The mill turns.\n", "no date and no acronym was found in it"),
    ],
)
async def test_a_document_that_cannot_be_used_is_told_in_one_line_and_another_can_be_typed(
    bench, document, name, data, said
):
    if data is not None:
        (bench.folder / name).write_bytes(data)
    async with bench.app() as stage:
        await to_build(stage)
        await stage.type(name)
        await stage.press("enter")
        await stage.until(lambda: said in stage.part("build-stage"))
        line = stage.part("build-stage")
        assert line.startswith(f"{name}: ")
        assert "\n" not in line
        await stage.until(f"{name}: ")
        field = stage.app.screen.query_one("#build-path", Input)
        assert stage.app.screen.focused is field
        field.value = ""
        await stage.type("mill.md")
        await stage.press("enter")
        await stage.until("questions kept")


async def test_a_path_is_completed_as_one_types(bench, document):
    async with bench.app() as stage:
        await to_build(stage)
        await stage.type("mi")
        await stage.until("mill.md")
        field = stage.app.screen.query_one("#build-path", Input)
        await stage.until(lambda: field._suggestion == "mill.md")
        await stage.press("right")
        assert field.value == "mill.md"


async def test_a_document_can_be_chosen_from_the_tree(bench, document):
    (bench.folder / "mill.png").write_bytes(b"")
    async with bench.app() as stage:
        await to_build(stage)
        await stage.until("mill.md")
        assert "mill.png" not in stage.text
        await stage.press("tab", "down", "enter")
        await stage.until("questions kept")


async def test_markup_of_a_document_is_shown_as_it_is_written(bench):
    text = DOCUMENT.replace("Jakob Brandt", "Jakob [bold]Brandt[/] and $error")
    (bench.folder / "mill.md").write_text(text, "utf-8")
    async with bench.app(size=(120, 40)) as stage:
        await build(stage, "mill.md")
        await stage.until("questions kept")
        for _ in range(found(stage).option_count):
            if "Jakob" in stage.part("detail"):
                break
            await stage.press("j")
        await stage.until("Jakob [bold]Brandt[/] and $error founds the first bakery of Berg.”")


async def test_a_wording_is_edited_and_framed_before_the_deck_is_saved(bench, document):
    async with bench.app() as stage:
        await build(stage, "mill.md")
        natural = stage.part("detail").splitlines()[0]
        assert natural.startswith("When did")
        await stage.press("f")
        await stage.until("? framed: no natural question was sure")
        await stage.press("f")
        await stage.until(lambda: stage.part("detail").splitlines()[0] == natural)
        await stage.press("e")
        await stage.until(lambda: stage.name == "EditScreen")
        await stage.type("Say: ")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.name == "BuildScreen")
        await stage.until("Say: When did")
        await stage.press("s")
        await stage.until(lambda: stage.name == "HomeScreen")
    (deck,) = library(bench)
    assert next(c.question for c in cards_of(deck)) == f"Say: {natural.partition('  (')[0]}"


async def test_a_document_built_from_is_among_the_recent_ones(bench, document):
    async with bench.app() as stage:
        await build(stage, "mill.md")
        await stage.press("escape")
        await to_build(stage)
        await stage.until(f"{document.parent.name}/mill.md"[-20:])
        await stage.press("tab", "enter")
        await stage.until("questions kept")
