"""Help and the palette: what they list is what works."""

from __future__ import annotations

import pytest
from walk import PLACES, go, ready, rest

from quiz.tui.commands import offered
from quiz.tui.screens.help import keys_of
from quiz.tui.widgets.key_line import live


def listed(stage) -> dict[str, str]:
    """Each key that help lists, with what it says."""
    return {key: said for keys, said in keys_of(stage.app.screen) for key in keys.split(", ")}


async def home(stage):
    await stage.until("The mill")


async def typing(stage):
    await home(stage)
    await stage.press("enter")
    await stage.until("type the answer")


async def asked(stage):
    await typing(stage)
    await stage.press("escape")


async def answered(stage):
    await typing(stage)
    await stage.press("enter")


async def choosing(stage):
    await typing(stage)
    await stage.press(*["escape", "minus"] * 3)
    await stage.until("Which came first?")


async def ordering(stage):
    await choosing(stage)
    await stage.press("minus")
    await stage.until("Put these events in order")


DECK = """quiz: 1
deck: mill
title: The mill
lang: en
facts:
  - {id: a, event: The mill opens, when: 1850, source: {of: s1, quote: In 1850 it opens.}}
  - {id: b, event: A fire destroys the mill, when: 1861}
  - {id: c, event: The mill gets a new roof, when: 1911-05}
  - {id: first, before: [a, b]}
  - {id: all, order: [a, b, c]}
"""
WHERE = {
    "home": home, "typing": typing, "asked": asked, "answered": answered, "choosing": choosing,
    "ordering": ordering,
}  # fmt: skip


@pytest.mark.parametrize("where", list(WHERE))
async def test_every_key_that_help_lists_is_bound_to_an_action_that_is_there(bench, where):
    bench.deck(DECK)
    async with bench.app() as stage:
        await WHERE[where](stage)
        keys = listed(stage)
        assert len(keys) >= 5
        for active in stage.app.screen.active_bindings.values():
            node, action = active.node, active.binding.action
            name = action.partition("(")[0].rpartition(".")[2]
            owner = stage.app if action.startswith("app.") else node
            assert hasattr(owner, f"action_{name}") or hasattr(owner, f"_action_{name}"), action


@pytest.mark.parametrize("where", list(WHERE))
async def test_help_and_palette_tell_of_the_same_things(bench, where):
    """What has a key in help has a command; while one types the palette has more."""
    bench.deck(DECK)
    async with bench.app() as stage:
        await WHERE[where](stage)
        screen = stage.app.screen
        helped = {said for _, said in keys_of(screen)}
        commands = {b.tooltip for _, b in offered(screen, screen.focused)}
        assert commands
        told = {b.tooltip for a in live(screen) if (b := a.binding).tooltip}
        assert told <= commands
        assert told <= helped
        if where != "typing":
            assert commands <= helped


EFFECTS = [
    ("home", "n", lambda s: s.name == "BuildScreen"),
    ("home", "l", lambda s: s.name == "AskScreen"),
    ("home", "slash", lambda s: s.app.screen.focused.id == "find"),
    ("home", "a", lambda s: s.name == "StudyScreen"),
    ("home", "u", lambda s: s.told == ["Nothing to take back."]),
    ("home", "question_mark", lambda s: s.name == "HelpScreen"),
    ("typing", "f1", lambda s: s.name == "HelpScreen"),
    ("typing", "ctrl+t", lambda s: s.app.screen.focused.id == "arrange"),
    ("typing", "ctrl+o", lambda s: s.told or s.app.screen.focused.id == "choices"),
    ("typing", "ctrl+r", lambda s: s.part("answer") == "1850"),
    ("typing", "ctrl+y", lambda s: s.told == ["Nothing to take back here."]),
    ("asked", "i", lambda s: s.name == "CardInfoScreen"),
    ("asked", "e", lambda s: s.name == "EditScreen"),
    ("asked", "minus", lambda s: s.told == ["Put off until tomorrow."]),
    ("asked", "at", lambda s: s.told == ["Suspended."]),
    ("asked", "asterisk", lambda s: s.told == ["Flagged."]),
    ("asked", "tab", lambda s: s.app.screen.focused.id == "typed"),
    ("asked", "q", lambda s: s.name == "HomeScreen"),
    ("asked", "escape", lambda s: s.name == "HomeScreen"),
    ("answered", "o", lambda s: s.name == "SourceScreen"),
    ("answered", "e", lambda s: s.name == "EditScreen"),
    ("choosing", "a", lambda s: s.part("verdict")),
    ("choosing", "b", lambda s: s.part("verdict")),
    ("choosing", "enter", lambda s: s.part("verdict")),
    ("choosing", "j", lambda s: s.app.screen.focused.highlighted == 1),
    ("ordering", "j", lambda s: s.app.screen.focused.highlighted == 1),
    ("ordering", "down", lambda s: s.app.screen.focused.highlighted == 1),
    ("ordering", "J", lambda s: s.app.screen.focused.highlighted == 1),
    ("ordering", "shift+down", lambda s: s.app.screen.focused.highlighted == 1),
    ("ordering", "enter", lambda s: s.part("verdict")),
]


@pytest.mark.parametrize(("where", "key", "effect"), EFFECTS)
async def test_a_key_does_what_help_says(bench, where, key, effect):
    bench.deck(DECK)
    async with bench.app() as stage:
        await WHERE[where](stage)
        bench.seconds += 2
        await stage.press(key)
        await stage.until(lambda: effect(stage))


async def test_the_palette_runs_a_command_that_has_a_key(bench):
    bench.deck(DECK)
    async with bench.app() as stage:
        await typing(stage)
        await stage.press("ctrl+p")
        await stage.until(lambda: stage.name == "CommandPalette")
        await stage.type("put off")
        await stage.until("Bury")
        await stage.press("enter")
        await stage.until(lambda: stage.told == ["Put off until tomorrow."])
        assert stage.name == "StudyScreen"


@pytest.mark.parametrize("where", list(WHERE))
async def test_help_lists_the_keys_on_its_screen(bench, where):
    bench.deck(DECK)
    async with bench.app(size=(100, 60)) as stage:
        await WHERE[where](stage)
        keys = keys_of(stage.app.screen)
        await stage.press("f1")
        await stage.until(lambda: stage.name == "HelpScreen")
        for key, said in keys:
            await stage.until(f"{key}   {said}"[:60])
        await stage.press("escape")
        await stage.until(lambda: stage.name != "HelpScreen")


def seen(stage) -> tuple:
    """All that a key may change: what is drawn, with its styles, and what lies behind."""
    strips = stage.app.screen._compositor.render_strips()
    drawn = [[(part.text, str(part.style)) for part in strip] for strip in strips]
    focused = stage.app.screen.focused
    return stage.name, drawn, focused.id if focused else "", len(stage.told)


EVERY = [
    "home", "asked", "right", "choices", "place", "browse", "card", "move", "timeline", "map",
    "days", "settings", "built",
]  # fmt: skip
FIRST = {"timeline": ("down", "plus"), "place": ("down",)}  # so that there is a way back
NOTHING_TO_SEE = {("home", "r"): "what was read again is as it was"}


@pytest.mark.parametrize("name", EVERY)
async def test_every_key_of_a_screen_does_something_that_is_seen(bench, monkeypatch, name):
    """Each key that help lists is pressed, and those without effect once more after the others.

    So "up" is pressed at the top, and again after "down". Where a key leads away, or has changed
    the library, the place is made anew.
    """
    place = PLACES[name]
    ready(bench, place)
    left: list[str] = []
    async with bench.app() as stage:
        monkeypatch.setattr(stage.app, "exit", lambda *_, **__: left.append("exit"))
        monkeypatch.setattr(stage.app, "action_suspend_process", lambda: left.append("suspended"))
        await stage.until("The weir")
        begun = stage.app.desk.progress.latest()
        await go(stage, place)
        bindings = [a.binding for a in live(stage.app.screen) if a.binding.tooltip]
        first = [b.key for b in bindings if not b.action.startswith("scroll")]  # all is in view
        assert first
        dead = first
        for again, keys in enumerate((first, first[::-1])):
            for key in [k for k in keys if k in dead]:
                if again:
                    await stage.press(*FIRST.get(name, ()))
                bench.seconds += 2
                before, at, gone = seen(stage), where(stage), len(left)
                await stage.press(key)
                await rest(stage)
                if seen(stage) != before or len(left) != gone or (name, key) in NOTHING_TO_SEE:
                    dead = [k for k in dead if k != key]
                if where(stage) != at:
                    await back(stage, begun)
                    await go(stage, place)
        assert dead == []


def where(stage) -> tuple:
    """What has to be as it was for the next key to mean what it says in help."""
    keys = tuple(a.binding.key for a in live(stage.app.screen))
    return stage.app.screen, keys, stage.app.desk.progress.latest()


async def back(stage, begun) -> None:
    """To home as it was at first, and all taken back that was done."""
    desk = stage.app.desk
    while (last := desk.progress.last_undoable()) and (begun is None or last.seq > begun.seq):
        desk.progress.undo()
    while stage.name != "HomeScreen":
        stage.app.pop_screen()
        await stage.pilot.pause()
    stage.app.clear_notifications()
    if not stage.app.screen.query_one("#find").disabled:
        await stage.press("escape")
    await stage.press("home")


async def test_a_click_on_a_key_at_the_foot_runs_it(bench):
    """Also where its action counts backwards."""
    ready(bench, PLACES["timeline"])
    async with bench.app(size=(120, 40)) as stage:
        await go(stage, PLACES["timeline"])
        for said, key in (("+ In", "minus"), ("← Before", "right")):
            before = stage.text
            line = before.splitlines()[-1]
            await stage.pilot.click(offset=(line.index(said) + 2, 39))
            await stage.until(lambda old=before: stage.text != old)
            await stage.press(key)
            await stage.until(lambda old=before: stage.text == old)
