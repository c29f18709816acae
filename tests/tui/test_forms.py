"""Every way of asking a card, and what can be done with one, at the study screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input

from quiz.core.rating import Rating

DECK = """quiz: 1
deck: mill
title: The mill
lang: en
facts:
  - {id: open, event: The mill opens, when: 1850}
  - {id: burn, event: A fire destroys the mill, when: 1861}
  - {id: build, event: The town rebuilds the mill, when: 1863}
  - {id: roof, event: The mill gets a new roof, when: 1911}
  - {id: shut, event: The mill shuts, when: 1950}
"""
ORDER = DECK + "  - {id: all, order: [open, burn, roof]}\n"
BEFORE = DECK + "  - {id: first, before: [burn, roof]}\n"
OWN = 'quiz: 1\ndeck: mill\ntitle: M\nfacts:\n  - {id: q, question: "Who?", answer: Anna, choices: [Anna, Berta, Carl]}\n'


def rows(stage, name: str) -> list[str]:
    """What a list shows."""
    options = stage.app.screen.query_one(f"#{name}").options
    return [str(option.prompt) for option in options]


async def only(stage, count: int) -> None:
    """Put the first cards off."""
    for _ in range(count):
        await stage.press("escape", "minus")


async def rate(bench, stage, key: str = "enter") -> None:
    bench.seconds += 2
    await stage.press(key)


async def test_an_authors_choices_are_chosen_by_their_letter_and_digits_stay_ratings(bench):
    async with bench.session(OWN) as stage:
        shown = rows(stage, "choices")
        await stage.press("1", "3")  # no rating yet
        assert stage.part("verdict") == ""
        right = next(n for n, row in enumerate(shown) if "Anna" in row)
        await stage.press("abc"[right])
        assert stage.part("verdict").startswith("✓ right")
        assert rows(stage, "choices")[right].startswith("✓")
        await rate(bench, stage)
    assert [(e.rating, e.answer, e.verdict) for e in bench.events()] == [
        (Rating.GOOD, "Anna", "right")
    ]


async def test_a_wrong_choice_is_marked_beside_the_right_one(bench):
    async with bench.session(OWN) as stage:
        shown = rows(stage, "choices")
        wrong = next(n for n, row in enumerate(shown) if "Berta" in row)
        await stage.press(*["down"] * wrong, "enter")
        marked = {row[3:].lstrip(" )"): row[0] for row in rows(stage, "choices")}
        assert {name[-5:].strip(): mark for name, mark in marked.items()} == {
            "Anna": "✓", "Berta": "✗", "Carl": " "
        }  # fmt: skip
        assert "▸1 Again" in stage.part("ratings")


async def test_a_click_chooses(bench):
    async with bench.session(OWN) as stage:
        await stage.pilot.click("#choices", offset=(4, 1))
        await stage.pilot.pause()
        assert stage.part("verdict")


async def test_choices_that_are_asked_for_help_and_propose_hard(bench):
    async with bench.session(DECK) as stage:
        await stage.press("ctrl+o")
        shown = rows(stage, "choices")
        assert len(shown) == 4
        await stage.press("abcd"[next(n for n, row in enumerate(shown) if "1850" in row)])
        assert stage.part("verdict").startswith("✓ right, with choices to help")
        assert "▸2 Hard" in stage.part("ratings")


async def test_choices_can_be_taken_away_again(bench):
    async with bench.session(DECK) as stage:
        await stage.press("ctrl+o", "ctrl+o")
        assert isinstance(stage.app.screen.focused, Input)


async def test_with_the_setting_every_card_with_fair_choices_offers_them(bench):
    bench.locations.settings.parent.mkdir(parents=True)
    bench.locations.settings.write_text('answer_mode = "choices"\n', "utf-8")
    async with bench.session(DECK) as stage:
        shown = rows(stage, "choices")
        await stage.press("abcd"[next(n for n, row in enumerate(shown) if "1850" in row)])
        assert "▸3 Good" in stage.part("ratings")


async def arrange(stage, wanted: list[str], keys: tuple[str, str]) -> None:
    """Put the items in this order with two keys: move down, move up."""
    for at, item in enumerate(wanted):
        now = next(n for n, row in enumerate(rows(stage, "arrange")) if item in row)
        await stage.press("home", *["j"] * now, *[keys[1]] * (now - at))


@pytest.mark.parametrize("keys", [("J", "K"), ("shift+down", "shift+up")])
@pytest.mark.parametrize(
    ("wanted", "verdict", "proposed"),
    [
        (["opens", "fire", "roof"], "✓ right", "▸3 Good"),
        (["fire", "opens", "roof"], "≈ 2 stand elsewhere", "▸2 Hard"),
        (["roof", "fire", "opens"], "✗ 2 stand elsewhere", "▸1 Again"),
    ],
)
async def test_items_are_put_in_order_and_judged_by_how_far_each_is_off(
    bench, keys, wanted, verdict, proposed
):
    async with bench.session(ORDER) as stage:
        await only(stage, 5)
        assert stage.part("question").startswith("Put these events in order")
        assert "roof" not in stage.part("question")
        await arrange(stage, wanted, keys)
        await stage.press("enter")
        assert stage.part("verdict").startswith(verdict)
        assert proposed in stage.part("ratings")
        lines = stage.part("answer").splitlines()
        assert [line[2:9] for line in lines] == ["1. 1850", "2. 1861", "3. 1911"]
        await rate(bench, stage)
    (event,) = bench.events()
    assert event.answer.count(" → ") == 2


async def test_the_earlier_of_two_is_chosen_and_their_dates_are_shown(bench):
    async with bench.session(BEFORE) as stage:
        await only(stage, 5)
        shown = rows(stage, "choices")
        await stage.press("ab"[next(n for n, row in enumerate(shown) if "fire" in row)])
        assert stage.part("verdict").startswith("✓ right")
        assert "(1861)" in stage.text
        assert "(1911)" in stage.text


@pytest.mark.parametrize(
    ("by", "mark", "proposed"), [(0, "≈", "▸2 Hard"), (1, "✗ 1 place too late", "▸1 Again")]
)
async def test_an_event_is_placed_among_its_neighbours(bench, by, mark, proposed):
    async with bench.session(DECK) as stage:
        await only(stage, 2)
        assert "rebuilds" in stage.part("question")
        await stage.press("ctrl+t")
        for _ in range(6):
            await stage.press("up")
        known = [row.split()[0] for row in rows(stage, "arrange")[1:]]
        assert known == sorted(known)
        for _ in range(sum(year < "1863" for year in known) + by):
            await stage.press("down")
        await stage.press("enter")
        assert stage.part("verdict").startswith(mark)
        assert proposed in stage.part("ratings")


async def test_after_a_wrong_date_the_neighbours_stand_on_the_timeline(bench):
    async with bench.session(DECK) as stage:
        await only(stage, 2)
        await stage.type("1955")
        await stage.press("enter")
        lines = stage.part("around").splitlines()
        assert [line[0] for line in lines] == [" ", "▸", " ", " ", "✗"]
        assert lines[1].split("  ")[0] == "▸ 1863"
        assert "your answer" in lines[-1]


async def test_a_slip_is_shown_letter_under_letter(bench):
    async with bench.session(
        OWN.replace(", choices: [Anna, Berta, Carl]", "").replace("Anna", "Bratislava")
    ) as stage:
        await stage.type("Bratislva")
        await stage.press("enter")
        assert stage.part("verdict").startswith("✓ right, with a slip")
        assert stage.part("diff").splitlines() == ["typed  Bratisl·va", "right  Bratislava"]


async def test_a_card_is_edited_in_place_and_goes_on_with_its_new_words(bench):
    async with bench.session(DECK) as stage:
        await stage.press("enter", "e")
        await stage.until(lambda: stage.name == "EditScreen")
        await stage.press("tab", "tab", "tab")
        await stage.type("by the river")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.part("note") == "by the river")
        assert stage.part("answer") == "1850"
    text = (bench.locations.decks / "mill.yaml").read_text("utf-8")
    assert text == DECK.replace("1850}", '1850, note: "by the river"}')


async def test_what_cannot_be_saved_is_told_in_the_editor_and_esc_leaves_all_as_it_was(bench):
    async with bench.session(DECK) as stage:
        await stage.press("escape", "e")
        await stage.until(lambda: stage.name == "EditScreen")
        await stage.press("tab", "tab")
        await stage.type("x")
        await stage.press("ctrl+s")
        await stage.until("is not a date in EDTF")
        await stage.press("escape")
        await stage.until(lambda: stage.name == "StudyScreen")
    assert (bench.locations.decks / "mill.yaml").read_text("utf-8") == DECK


async def test_card_info_tells_why_it_is_asked_and_its_history(bench):
    async with bench.session(DECK) as stage:
        await stage.type("1850")
        await stage.press("enter")
        await rate(bench, stage, "4")
    bench.now += timedelta(days=60)
    async with bench.session(DECK) as stage:
        await stage.press("escape", "i")
        await stage.until("Its chance of recall has come down to")
        assert "✓ Easy" in stage.text
        assert "1850" not in stage.text  # it would give the answer away
        await stage.press("i")
        await stage.press("enter", "i")
        await stage.until("1850")


async def test_a_session_of_minutes_ends_with_the_card_in_hand(bench):
    bench.deck(DECK)
    async with bench.app() as stage:
        await stage.until("The mill")
        await stage.press("l")
        await stage.type("soon")
        await stage.press("enter")
        await stage.until("is no length of a session")
        stage.app.screen.query_one("#asked", Input).value = "5 min"
        await stage.press("enter")
        await stage.until("5 min left")
        bench.now += timedelta(minutes=6)
        await stage.press("enter")
        await rate(bench, stage, "3")
        assert "This session is done." in stage.part("question")


async def test_undo_goes_on_across_sessions_from_home(bench):
    async with bench.session(DECK) as stage:
        for _ in range(2):
            await stage.press("enter")
            await rate(bench, stage, "3")
        await stage.press("escape", "escape")
        await stage.until(lambda: stage.name == "HomeScreen")
        await stage.press("u", "u")
        await stage.until(lambda: any("The mill opens" in told for told in stage.told))
        await stage.press("u")
        await stage.until(lambda: "Nothing to take back." in stage.told)
    assert bench.events() == []


async def test_a_deck_that_is_edited_or_removed_meanwhile_loses_nothing(bench):
    async with bench.session(DECK) as stage:
        path = bench.locations.decks / "mill.yaml"
        path.write_text(DECK.replace("The mill opens", "The mill is opened"), "utf-8")
        stage.app.screen._look()
        await stage.until("The mill is opened")
        path.write_text("quiz: 1\nbroken", "utf-8")
        stage.app.screen._look()
        await stage.until(lambda: stage.told and "mill.yaml" in stage.told[-1])
        path.unlink()
        stage.app.screen._look()
        await stage.until(lambda: "its file is gone; the session goes on" in stage.told[-1])
        await stage.press("enter")
        await rate(bench, stage, "3")
    assert len(bench.events()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5000,
        "長い質問" * 300,
        "👩‍👩‍👧‍👦" * 50,
        "שלום عليكم " * 40,
        "[@click=app.quit]x[/]",
        "[bold",
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (20, 5)])
async def test_text_of_any_sort_is_asked_answered_and_looked_into(bench, text, size):
    deck = f'quiz: 1\ndeck: m\ntitle: "{text}"\nfacts:\n  - {{id: q, question: "{text}", answer: "{text}", note: "{text}", source: {{of: s, quote: "{text}"}}}}\n'
    async with bench.session(deck, size=size) as stage:
        for key in ("enter", "o", "escape", "i", "escape", "e", "escape", "f1", "escape"):
            await stage.press(key)
        await stage.until(lambda: stage.name == "StudyScreen")
        await rate(bench, stage, "3")
        assert stage.name == "StudyScreen"
    assert len(bench.events()) == 1
