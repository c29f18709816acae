"""The study screen: keys, verdicts, ratings, and text that must not be obeyed."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from datetime import timedelta

import pytest
from textual.widgets import Input

from quiz.core.events import EventKind
from quiz.core.memory import study_day
from quiz.core.rating import Rating
from quiz.store.progress import Progress

QUOTE = "In May 1911 the mill got a new roof of slate."
ROOF = "“The mill gets a new roof”: in what month and year?"
FIRE = "“A fire destroys the mill”: in what year?"
UNIT = "What does kW stand for?"
QUESTION = "quiz: 1\ndeck: mill\ntitle: The mill\nfacts:\n  - {{id: q, question: {}, answer: {}}}\n"


def typed(stage) -> str:
    return stage.app.screen.query_one("#typed", Input).value


async def answer(bench, stage, text: str, rating: str = "enter") -> None:
    """Answer the card that is asked and rate it."""
    await stage.type(text)
    await stage.press("enter")
    bench.seconds += 2
    await stage.press(rating)


@pytest.mark.parametrize(
    ("text", "verdict", "proposed", "rating", "grade"),
    [
        ("May 1911", "✓ right   you said: May 1911", "▸3 Good", Rating.GOOD, "right"),
        ("1911-05", "✓ right   you said: May 1911", "▸3 Good", Rating.GOOD, "right"),
        ("1911", "≈ right as far as it goes", "▸2 Hard", Rating.HARD, "close"),
        ("5/1920", "✗ 9 years too late", "▸1 Again", Rating.AGAIN, "wrong"),
        ("a while ago", "✗ this could not be read as a date", "▸1 Again", Rating.AGAIN, "wrong"),
        ("", "", "▸1 Again", Rating.AGAIN, ""),
    ],
)
async def test_a_typed_date_is_judged_and_enter_accepts_the_rating_proposed(
    bench, text, verdict, proposed, rating, grade
):
    async with bench.session() as stage:
        assert stage.part("question") == ROOF
        assert stage.part("hint") == "(month, year)"
        await stage.type(text)
        await stage.press("enter")
        assert stage.part("answer") == "May 1911"
        assert stage.part("verdict").startswith(verdict)
        assert bool(stage.part("verdict")) is bool(verdict)
        assert re.findall(r"▸\d \w+", stage.part("ratings")) == [proposed]
        bench.seconds += 2
        await stage.press("enter")
        assert stage.part("question") == FIRE
        (event,) = bench.events()
    assert (event.card, event.rating, event.answer) == ("mill/roof/when", rating, text)
    assert (event.verdict, event.took_ms, event.counts) == (grade, 2000, True)


async def test_the_learner_may_give_another_rating_than_the_one_proposed(bench):
    async with bench.session() as stage:
        await answer(bench, stage, "1920", "3")
        assert stage.part("question") == FIRE
    assert [e.rating for e in bench.events()] == [Rating.GOOD]


async def test_a_long_meaning_is_only_revealed_and_proposes_good(bench):
    async with bench.session() as stage:
        await stage.press("escape", "minus", "escape", "minus")
        assert stage.part("question") == UNIT
        assert not stage.app.screen.query_one("#typed").display
        assert stage.part("reveal") == "enter shows the answer"
        assert stage.part("answer") == ""
        await stage.press("space")
        assert stage.part("answer") == "kilowatt"
        assert stage.part("verdict") == ""
        assert "▸3 Good" in stage.part("ratings")


@pytest.mark.parametrize("key", ["1", "4", "enter", "space"])
async def test_what_is_still_being_typed_when_the_answer_appears_rates_nothing(bench, key):
    async with bench.session() as stage:
        await stage.press("1", "9", "enter")
        bench.seconds += 0.29
        await stage.press(key)
        assert stage.part("question") == ROOF
        assert stage.part("answer") == "May 1911"
        assert bench.events() == []
        bench.seconds += 0.02
        await stage.press(key)
        assert stage.part("question") == FIRE
    assert len(bench.events()) == 1


async def test_before_the_answer_keys_are_text(bench):
    async with bench.session() as stage:
        await stage.type("uq?1-@*oi aj")
        assert typed(stage) == "uq?1-@*oi aj"
        assert stage.name == "StudyScreen"
        assert stage.part("question") == ROOF
        assert stage.told == []
        assert stage.part("answer") == ""
    assert [k for k in EventKind if bench.events(k)] == []


async def test_keys_that_are_text_are_not_offered_as_commands(bench):
    async with bench.session() as stage:
        await stage.until(lambda: "Bury" not in stage.text)
        await stage.press("escape")
        await stage.until("- Bury")
        await stage.press("tab")
        await stage.until(lambda: "Bury" not in stage.text)


async def test_u_takes_back_the_answer_and_its_card_is_asked_again(bench):
    async with bench.session() as stage:
        await answer(bench, stage, "1920")
        assert stage.part("question") == FIRE
        assert " 1 of 4 " in stage.part("status")
        await stage.press("escape", "u")
        assert stage.part("question") == ROOF
        assert typed(stage) == ""
        assert " 0 of 3 " in stage.part("status")
        assert stage.told == ["Taken back."]
        assert bench.events() == []
        await answer(bench, stage, "May 1911")
    assert [(e.card, e.rating) for e in bench.events()] == [("mill/roof/when", Rating.GOOD)]


async def test_u_after_the_answer_takes_back_the_card_before(bench):
    async with bench.session() as stage:
        await answer(bench, stage, "1911", "4")
        await stage.type("1861")
        await stage.press("enter", "u")
        assert stage.part("question") == ROOF
        assert stage.part("answer") == ""
    assert bench.events() == []


async def test_with_nothing_to_take_back_u_says_so(bench):
    async with bench.session() as stage:
        await stage.press("escape", "u")
        assert stage.told == ["Nothing to take back here."]
        assert stage.part("question") == ROOF


async def test_a_card_put_off_is_back_tomorrow(bench):
    async with bench.session() as stage:
        await stage.press("escape", "minus")
        assert stage.part("question") == FIRE
        assert stage.told == ["Put off until tomorrow."]
    assert [e.card for e in bench.events(EventKind.BURY)] == ["mill/roof/when"]
    async with bench.session() as stage:
        assert stage.part("question") == FIRE
    bench.now += timedelta(days=1)
    async with bench.session() as stage:
        assert stage.part("question") == ROOF


async def test_a_suspended_card_stays_away_until_it_is_taken_back(bench):
    async with bench.session() as stage:
        await stage.type("1911")
        await stage.press("enter", "at")
        assert stage.part("question") == FIRE
        assert stage.told == ["Suspended."]
    assert [e.card for e in bench.events(EventKind.SUSPEND)] == ["mill/roof/when"]
    bench.now += timedelta(days=1)
    async with bench.session() as stage:
        assert stage.part("question") == FIRE
        await stage.press("escape", "u")
        assert stage.part("question") == ROOF
    assert bench.events(EventKind.SUSPEND) == []


async def test_a_star_flags_and_a_second_one_takes_the_flag_away(bench):
    async with bench.session() as stage:
        await stage.press("escape", "asterisk")
        assert stage.told == ["Flagged."]
        with Progress.open(bench.locations.progress, lambda: bench.now) as progress:
            assert progress.standings("mill/")["mill/roof/when"].flagged
        await stage.press("asterisk")
        assert stage.told == ["Flagged.", "Flag taken away."]
        with Progress.open(bench.locations.progress, lambda: bench.now) as progress:
            assert not progress.standings("mill/")["mill/roof/when"].flagged
        assert stage.part("question") == ROOF


async def test_escape_leaves_the_field_and_then_the_screen(bench):
    async with bench.session() as stage:
        await stage.type("19")
        await stage.press("escape")
        assert stage.name == "StudyScreen"
        assert stage.part("reveal") == "esc again stops; tab goes on typing; enter shows the answer"
        await stage.press("1")  # a key again, and it rates nothing before the answer
        assert typed(stage) == "19"
        await stage.press("tab")
        await stage.type("11")
        assert typed(stage) == "1911"
        await stage.press("escape", "escape")
        await stage.until(lambda: stage.name == "HomeScreen")
    assert bench.events() == []


async def test_leaving_says_what_was_saved(bench):
    async with bench.session() as stage:
        await answer(bench, stage, "1911-05", "4")
        await stage.press("escape", "escape")
        await stage.until(lambda: stage.name == "HomeScreen")
        assert stage.told[-1] == "1 answer saved, 2 cards left today, 0 due tomorrow."
    assert len(bench.events()) == 1


async def test_the_summary_counts_the_answers_and_enter_goes_home(bench):
    async with bench.session() as stage:
        await answer(bench, stage, "May 1911", "4")
        await answer(bench, stage, "1861", "4")
        await answer(bench, stage, "", "4")
        assert stage.part("question").splitlines() == [
            "Done for today.",
            "",
            "3 answers in 6 s, all saved",
            "0 again · 0 hard · 0 good · 3 easy",
            "100% known, 3 new cards begun",
            "0 cards left today, 0 due tomorrow",
            "",
            "enter or esc goes back, u takes back the last answer",
        ]
        assert "3 answers in 6 s, all saved" in stage.text
        assert stage.part("ratings") == ""
        await stage.press("enter")
        await stage.until("nothing left to study today")
        assert stage.name == "HomeScreen"
    bench.now += timedelta(days=1)
    async with bench.session() as stage:  # the other card of kW's fact
        assert stage.part("question") == "What is the short form of “kilowatt”?"


async def test_from_the_summary_the_last_answer_can_be_taken_back(bench):
    async with bench.session(limit=1) as stage:
        await answer(bench, stage, "May 1911")
        assert "This session is done.\n\n1 answer in 2 s" in stage.part("question")
        await stage.press("u")
        assert stage.part("question") == ROOF
    assert bench.events() == []


async def test_a_card_that_was_not_known_comes_back_in_the_session(bench):
    async with bench.session() as stage:
        await answer(bench, stage, "1920", "1")
        bench.now += timedelta(seconds=61)
        await answer(bench, stage, "1861", "4")
        assert stage.part("question") == ROOF


async def test_a_session_where_nothing_is_due_says_so(bench):
    async with bench.session() as stage:
        await stage.press("escape", "minus", "escape", "minus")
        await stage.press("minus", "escape", "minus")  # both cards of kW
        assert stage.part("question").startswith("Nothing is due here now.")
        assert "all saved" not in stage.part("question")


@pytest.mark.parametrize("rating", list(Rating))
async def test_each_rating_keeps_the_interval_that_stood_under_it(bench, rating):
    async with bench.session() as stage:
        await stage.press("enter")
        shown = re.findall(r"\d \w+ (\d+) (min|d)(?=\s|$)", stage.part("ratings"))
        assert len(shown) == 4
        assert stage.part("ratings").strip(" ▸") in stage.text
        bench.seconds += 2
        await stage.press(str(rating.value))
        assert stage.part("question") == FIRE
    number, unit = shown[rating.value - 1]
    with Progress.open(bench.locations.progress, lambda: bench.now) as progress:
        memory = progress.memory("mill/roof/when")
    if unit == "d":
        assert memory.due_day - study_day(bench.now, 4) == int(number)
    else:
        assert round((memory.due_at - bench.now.timestamp() * 1000) / 60_000) == int(number)


async def test_the_answer_stands_beside_its_source_and_note(bench):
    async with bench.session() as stage:
        assert "slate" not in stage.text
        await stage.press("enter")
        assert (
            stage.part("quote")
            == "“In May 1911 the mill got a new roof of slate.”  On mills, line 3"
        )
        assert stage.part("note") == "Slate from the valley."
        assert stage.part("quote") in stage.text


async def test_a_quote_from_pages_is_shown_with_its_page(bench):
    text = "The mill.\n\f\nA fire in 1861."
    bench.deck()
    (bench.locations.decks / "mill.txt").write_text(text, "utf-8")
    deck = (
        "quiz: 1\ndeck: mill\ntitle: The mill\nsources: [{id: s1, file: mill.txt}]\nfacts:\n"
        "  - {id: a, event: Fire, when: 1861, source: {of: s1, quote: A fire in 1861., at: [12, 27]}}\n"
    )
    async with bench.session(deck) as stage:
        await stage.press("enter")
        assert stage.part("quote") == "“A fire in 1861.”  mill.txt, page 2"


async def test_o_shows_the_sentence_marked_in_its_paragraph(bench):
    async with bench.session() as stage:
        await stage.press("escape", "o")
        assert stage.name == "StudyScreen"  # not before the answer
        await stage.press("enter", "o")
        await stage.until(lambda: stage.name == "SourceScreen")
        await stage.until(f"▸{QUOTE}◂")
        assert "On mills, line 3" in stage.text
        await stage.press("o")
        await stage.until(lambda: stage.name == "StudyScreen")
        assert stage.part("answer") == "May 1911"


async def test_without_its_source_at_hand_o_shows_the_whole_quote(bench):
    quote = " ".join(f"word{n}" for n in range(100))
    deck = f"quiz: 1\ndeck: mill\ntitle: The mill\nfacts:\n  - {{id: a, event: Fire, when: 1861, source: {{of: s1, quote: {quote}}}}}\n"
    async with bench.session(deck) as stage:
        await stage.press("enter")
        assert "…”" in stage.part("quote")
        await stage.press("o")
        await stage.until("word99 ◂")
        assert "Its source is not at hand" in stage.text


async def test_a_long_answer_can_be_read_to_its_end_with_the_keys(bench):
    long = " ".join(f"word{n}" for n in range(300))
    async with bench.session(QUESTION.format("Why?", long)) as stage:
        await stage.press("enter")
        assert "word299" not in stage.text
        await stage.press("end")
        await stage.until("word299")
        bench.seconds += 2
        await stage.press("3")
    assert len(bench.events()) == 1


MARKUP = "[@click=app.quit]x[/] [bold]b[/] $success"
HOSTILE = f"{MARKUP}\\e]0;pwned\\a\\e[31m"
SHOWN = f"{MARKUP}]0;pwned[31m"


def controls(text: str) -> list[str]:
    return [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]


async def test_text_of_a_deck_is_shown_as_it_is_written(bench):
    deck = f"""quiz: 1
deck: mill
title: "[red]T[/] $error\\e]0;pwned\\a"
topic: "1 {HOSTILE}"
sources: [{{id: s1, file: mill.md, title: "[red]5[/] $error\\e]0;pwned\\a"}}]
facts:
  - id: roof
    question: "2 {HOSTILE}"
    answer: "3 {HOSTILE}"
    note: "4 {HOSTILE}"
    source: {{of: s1, quote: "6 {HOSTILE}", at: [0, 5]}}
"""
    async with bench.session(deck, size=(120, 40)) as stage:
        assert "[red]T[/] $error]0;pwned" in stage.text
        await stage.press("enter")
        await stage.until("answer ──")
        text = " ".join(stage.text.split())
        for number in (1, 2, 3, 4, 6):
            assert f"{number} {SHOWN}" in text
        assert "[red]5[/] $error]0;pwned, line 1" in text
        assert controls(stage.text) == []
        await stage.press("escape")
        await stage.until(lambda: stage.name == "HomeScreen")
        await stage.until("1 cards")
        assert "[red]T[/] $error]0;pwned" in stage.text
        assert controls(stage.text) == []


async def test_what_is_typed_is_shown_as_it_is_written(bench):
    async with bench.session(QUESTION.format("Who?", "Anna")) as stage:
        await stage.type("[bold]b[/] $error")
        assert "[bold]b[/] $error" in stage.text
        await stage.press("enter")
        assert "✗ not that   you said: [bold]b[/] $error" in stage.text


async def test_escape_codes_that_are_pasted_do_not_reach_the_screen(bench):
    async with bench.session(QUESTION.format("Who?", "Anna")) as stage:
        stage.app.screen.query_one("#typed", Input).value = "\x1b]0;pwned\x07Anna\x9b31m"
        await stage.press("enter")
        assert "you said: ]0;pwnedAnna31m" in stage.text
        assert controls(stage.text) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)])
async def test_a_session_runs_through_at_any_size(bench, size):
    async with bench.session(size=size) as stage:
        await stage.type("1911")
        await stage.press("enter")
        await stage.until("May 1911")
        await stage.press("question_mark")
        await stage.until(lambda: stage.name == "HelpScreen")
        await stage.press("escape")
        await stage.until(lambda: stage.name == "StudyScreen")
        for width, height in ((20, 5), (1, 1), (200, 60), size):
            await stage.pilot.resize_terminal(width, height)
        await stage.until("May 1911")
        bench.seconds += 2
        await stage.press("4")
        assert stage.part("question") == FIRE
        await stage.press("escape", "minus", "minus", "escape", "minus")
        assert stage.part("question").startswith("Done for today.")
        await stage.press("escape")
        await stage.until(lambda: stage.name == "HomeScreen")
        await stage.press("n")
        await stage.until(lambda: stage.name == "BuildScreen")
    assert len(bench.events()) == 1


async def test_at_80_by_24_question_answer_quote_and_ratings_are_seen_together(bench):
    """With a question, a note and a quote as long as they come."""
    question = " ".join(["question"] * 25 + ["last?"])
    deck = f"""quiz: 1
deck: mill
title: The mill with a title that is longer than the place there is for it
topic: The mills of Berg and of the villages around it
facts:
  - id: roof
    event: "{" ".join(["event"] * 30)} end"
    when: 1911-05
    ask: {{when: "{question}"}}
    note: "{" ".join(["note"] * 30)} nil"
    source: {{of: s1, quote: "{" ".join(["quote"] * 60)} done."}}
"""
    async with bench.session(deck) as stage:
        await stage.type("May 1911")
        await stage.press("enter")
        await stage.until("✓ right")
        lines = stage.text.splitlines()
        text = " ".join(stage.text.split())
        assert len(lines) == 24
        assert all(len(line) <= 80 for line in lines)
        for seen in ("question last?", "May 1911 ✓ right", "note nil", "“quote quote"):
            assert seen in text
        for name in ("1 Again", "2 Hard", "▸3 Good", "4 Easy"):
            assert name in lines[-2] or name in lines[-3]


async def test_progress_of_a_newer_version_is_told_in_one_line_and_left_alone(bench):
    path = bench.deck()
    bench.locations.progress.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(bench.locations.progress) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = bench.locations.progress.read_bytes()
    async with bench.app(str(path)) as stage:
        await stage.until(lambda: stage.told)
        (told,) = stage.told
        assert "this progress file is of a newer version (99" in told
        assert "update quiz; nothing was changed" in told
        assert "\n" not in told
        await stage.until("newer version")
        await stage.press("n")
        await stage.until(lambda: stage.name == "BuildScreen")
    assert bench.locations.progress.read_bytes() == before


async def test_an_answer_that_cannot_be_saved_is_told_and_its_card_stays(bench):
    async with bench.session() as stage:
        await stage.press("enter")
        db = sqlite3.connect(bench.locations.progress)
        db.execute("ALTER TABLE events RENAME TO lost")
        bench.seconds += 2
        await stage.press("3")
        (told,) = stage.told
        assert "the progress file is damaged (no such table: events)" in told
        assert "\n" not in told
        assert stage.part("question") == ROOF
        db.execute("ALTER TABLE lost RENAME TO events")
        db.close()
        await stage.press("3")
        assert stage.part("question") == FIRE
    assert len(bench.events()) == 1
