"""The app in another language: every word of every screen comes from the catalogue, and fits."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from gettext import NullTranslations
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import DirectoryTree, Input, OptionList, Tabs, TextArea

from quiz import translation
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.lang import language
from quiz.library.desk import Desk
from quiz.library.preferences import short_weekdays
from quiz.store.progress import Progress
from quiz.tui import screens, spoken, textual_words
from quiz.tui.widgets.key_line import KeyLine, live
from quiz.wording.cards import cards_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "translating"))

import catalogue

QUOTES = (
    "En mai 1911, le moulin reçut un toit d'ardoise.",
    "Le moulin ouvrit en 1850.",
    "Le 3 juin 1920 un pont naquit.",
)
SOURCE = f"# Du moulin\n\n{' '.join(QUOTES)}\n"
DECK = f"""quiz: 1
deck: moulin
title: Le moulin
lang: fr
topic: Berg
sources: [{{id: s1, file: moulin.md, title: Du moulin}}]
facts:
  - id: ouvre
    event: Le moulin ouvre
    when: 1850
    source: {{of: s1, quote: "{QUOTES[1]}", at: [{SOURCE.index(QUOTES[1])}, {SOURCE.index(QUOTES[1]) + len(QUOTES[1])}]}}
    supports: [{{of: s1, quote: "{QUOTES[0]}", at: [{SOURCE.index(QUOTES[0])}, {SOURCE.index(QUOTES[0]) + len(QUOTES[0])}]}}]
  - {{id: brule, event: Un feu ravage le moulin, when: 1861}}
  - {{id: toit, event: Le moulin reçoit un toit, when: 1911-05-02, note: Ardoise du val.}}
  - {{id: ferme, event: Le moulin ferme, when: 1950}}
  - {{id: pierre, event: Le moulin perd sa meule, when: 1960}}
  - {{id: deux, before: [ouvre, brule]}}
  - {{id: rang, order: [ouvre, brule, toit]}}
  - {{id: kw, term: kW, means: kilowatt}}
conflicts: [{{fact: ouvre, tellings: [{{of: s1, quote: "{QUOTES[1]}"}}], about: date}}]
"""
DOCUMENT = """# Le moulin de Berg

- 12 mai 1850 : Un moine ouvre un moulin sur la rive.
- 1861 : Un feu détruit le moulin.
- Mars 1863 : La ville rebâtit le moulin.
"""


@pytest.fixture
def french(bench, monkeypatch):
    """A library with a French deck, some weeks of study, and a French environment."""
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    translation.speak("fr")
    return bench


def deck(bench) -> None:
    bench.deck(DECK, "moulin")
    (bench.locations.decks / "moulin.md").write_text(SOURCE, "utf-8")
    (bench.folder / "berg.md").write_text(DOCUMENT, "utf-8")


def answers(bench) -> None:
    """A month of study: cards known, weak, flagged, forgotten eight times."""
    now = [bench.now - timedelta(days=40)]
    with Progress.open(bench.locations.progress, lambda: now[0]) as progress:
        ids = [f"moulin/{f}/when" for f in ("ouvre", "brule", "toit")]
        for day in range(36):
            now[0] = bench.now - timedelta(days=40 - day)
            for n, card in enumerate(ids):
                if day % (n + 1) == 0:
                    again = n == 0 and day % 3 == 0
                    rating = Rating.AGAIN if again else Rating.GOOD
                    progress.append(
                        EventKind.REVIEW, card, rating=rating, took_ms=9000, answer="1999",
                        verdict="wrong" if again else "right",
                    )  # fmt: skip
        progress.append(EventKind.FLAG, ids[1])
        progress.append(EventKind.SUSPEND, ids[2])


async def walk(bench, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[str, object]]:
    """Every screen and sheet, one after another; each once it is painted."""
    async with bench.app(size=size) as stage:
        await stage.pilot.pause(0.2)
        yield "an empty home", stage
        for key, name in (("t", "TimelineScreen"), ("m", "SourceMapScreen"), ("b", "BrowseScreen")):
            await stage.press(key)
            await stage.until(lambda name=name: stage.name == name)
            await stage.pilot.pause(0.2)
            yield f"an empty {name}", stage
            await stage.press("escape")
    deck(bench)
    async with bench.app(size=size) as stage:
        await stage.until("Le moulin")
        yield "the tour", stage
        await stage.press("slash", *"mou")
        yield "finding a deck", stage
        await stage.press("f1")
        await stage.pilot.pause(0.1)
        yield "help while one types", stage
        await stage.press("escape", "escape", "s")
        await stage.pilot.pause(0.3)
        yield "statistics of nothing", stage
        await stage.press("escape", "l")
        await stage.pilot.pause(0.1)
        await stage.press("x", "enter")
        yield "how long a session", stage
        await stage.press("escape", "ctrl+p")
        await stage.pilot.pause(0.6)
        yield "the palette", stage
        await stage.press(*"zzzz")
        await stage.pilot.pause(0.9)
        yield "a palette without a hit", stage
        await stage.press("escape", "escape", "n")
        await stage.pilot.pause(0.3)
        yield "choosing a document", stage
        stage.app.screen.query_one("#build-path", Input).value = str(bench.folder / "rien.md")
        await stage.press("enter")
        await stage.pilot.pause(0.3)
        yield "a document that is not there", stage
        stage.app.screen.query_one("#build-path", Input).value = str(bench.folder / "berg.md")
        await stage.press("enter")
        await stage.until(lambda: stage.app.screen.query_one("#found").has_focus)
        await stage.pilot.pause(0.1)
        yield "the questions found", stage
        await stage.press("f", "f", "space", "f1")
        await stage.pilot.pause(0.1)
        yield "help on what was found", stage
        await stage.press("escape", "e")
        await stage.pilot.pause(0.1)
        yield "editing a draft", stage
        await stage.press("escape", "escape")
    async for step in session(bench, size):
        yield step
    answers(bench)
    async for step in library(bench, size):
        yield step
    bench.deck(DECK.replace("brule", "feu").replace("ravage", "ravagea"), "moulin")
    async with bench.app(size=size) as stage:
        await stage.until(lambda: stage.name == "SameCardScreen")
        await stage.pilot.pause(0.1)
        yield "the same card?", stage


async def session(bench, size) -> AsyncIterator[tuple[str, object]]:
    """A session over every form of card."""
    async with bench.app("moulin", size=size) as stage:
        await stage.until(
            lambda: stage.name == "StudyScreen" and stage.app.screen.query("#question")
        )
        await stage.pilot.pause(0.2)
        yield "a question", stage
        for key, what in (("ctrl+o", "choices"), ("ctrl+o", "typing again"), ("ctrl+t", "placing")):
            await stage.press(key)
            await stage.pilot.pause(0.1)
            yield what, stage
        await stage.press("enter")
        await stage.pilot.pause(0.1)
        yield "placed", stage
        bench.seconds += 5
        await stage.press("u")
        await stage.press("escape")
        yield "out of the field", stage
        await stage.press("i")
        await stage.pilot.pause(0.1)
        yield "a new card's figures", stage
        await stage.press("escape", "tab", *"mars 1990", "enter")
        await stage.pilot.pause(0.1)
        yield "a wrong date", stage
        for key, what in (("o", "its source"), ("e", "editing"), ("f1", "help after an answer")):
            await stage.press(key)
            await stage.pilot.pause(0.1)
            yield what, stage
            await stage.press("escape")
        bench.seconds += 5
        await stage.press("1")
        for number in range(12):
            screen = stage.app.screen
            if screen.study.current is None:
                break
            await stage.pilot.pause(0.05)
            yield f"card {number}: {screen.study.current.kind}", stage
            screen.action_give_up() if number % 2 else await stage.press("enter")
            await stage.pilot.pause(0.05)
            yield f"answer {number}: {screen.study.current.kind}", stage
            bench.seconds += 5
            screen._rate(Rating(1 + number % 4))
            await stage.pilot.pause(0.05)
        yield "the summary", stage
        await stage.press("u", "asterisk", "minus", "u", "at")
        await stage.pilot.pause(0.1)
        yield "what was done to cards", stage
        await stage.press("q")
        await stage.pilot.pause(0.2)
        yield "home after a session", stage


async def library(bench, size) -> AsyncIterator[tuple[str, object]]:
    """The screens that home leads to, with something to show."""
    async with bench.app(size=size) as stage:
        await stage.until("Le moulin")
        await stage.pilot.pause(0.2)
        yield "home after weeks", stage
        await stage.press("u")
        await stage.pilot.pause(0.1)
        yield "undone at home", stage
        await stage.press("b")
        await stage.until(lambda: stage.name == "BrowseScreen")
        await stage.pilot.pause(0.3)
        yield "browse", stage
        for keys in (["space", "s"], ["at"], ["u"], ["minus"], ["asterisk"], ["r"], ["f1"]):
            await stage.press(*keys)
            await stage.pilot.pause(0.15)
            yield f"browse: {keys}", stage
        await stage.press("escape", "enter")
        await stage.pilot.pause(0.2)
        yield "a card", stage
        await stage.press("escape", "m")
        await stage.pilot.pause(0.1)
        yield "where to move facts", stage
        await stage.press("enter")
        await stage.pilot.pause(0.1)
        yield "the title of a new deck", stage
        await stage.press(*"Moulin", "enter")
        await stage.pilot.pause(0.2)
        yield "moved", stage
        await stage.press("u")
        await stage.pilot.pause(0.2)
        yield "moved back", stage
        await stage.press("t")
        await stage.pilot.pause(0.1)
        yield "tags", stage
        await stage.press(*"berg", "enter")
        await stage.pilot.pause(0.2)
        yield "tagged", stage
        await stage.press("u", "slash", *"est:xyz")
        await stage.pilot.pause(0.1)
        yield "browse: a word that is not known", stage
        await stage.press("ctrl+u", *"zzzz")
        await stage.pilot.pause(0.1)
        yield "browse: nothing", stage
        for _ in range(4):
            await stage.press("escape")
        for key, name, more in (
            ("t", "TimelineScreen", ["right", "plus", "minus", "d", "escape", "f1"]),
            ("m", "SourceMapScreen", ["j", "n", "w", "enter", "escape", "d", "escape", "f1"]),
            ("s", "StatisticsScreen", ["2", "3", "4", "5", "6", "7", "8", "t", "d", "escape", "f1"]),
            ("comma", "SettingsScreen", ["j", "j", "enter", "x", "enter", "escape", "j", "j", "j", "j", "f1"]),
        ):  # fmt: skip
            while stage.name != "HomeScreen":
                await stage.press("escape")
            await stage.press(key)
            await stage.until(lambda name=name: stage.name == name)
            await stage.pilot.pause(0.3)
            yield name, stage
            for press in more:
                await stage.press(press)
                await stage.pilot.pause(0.1)
                yield f"{name}: {press}", stage


def own_words(bench) -> set[str]:
    """The words of decks, documents, paths and dates: what no catalogue has."""
    desk = Desk(bench.locations, lambda: bench.now)
    text = [SOURCE, DECK, DOCUMENT, str(bench.folder), *"abcdefgh"]
    for found in desk.decks([]):
        for card in cards_of(found):
            text += [card.question, card.answer, *card.items]
    desk.close()
    fr = language("fr")
    text += [*fr.frames.hint.values(), *fr.frames.when.values(), *fr.frames.missing.values()]
    text += [form for forms in fr.dates.months for form in forms]
    text += [*fr.dates.weekdays, *short_weekdays("fr")]
    return words("\n".join(text))


def words(text: str) -> set[str]:
    """Words of two letters and more, folded."""
    return {w.casefold() for w in re.findall(r"[^\W\d_]{2,}", text)}


class Foreign(NullTranslations):
    """A catalogue of a language that nobody speaks: every letter is a Greek one."""

    _LETTERS = str.maketrans(
        {chr(c): chr(0x3B1 + n) for n, c in enumerate(range(ord("a"), ord("y")))}
        | {chr(c): chr(0x391 + n) for n, c in enumerate(range(ord("A"), ord("Q")))}
        | dict.fromkeys("QRSTUVWXYZyz", "Ω")
    )

    def gettext(self, message: str) -> str:
        parts = re.split(r"(\{[^{}]*\})", message)
        return "".join(p if p.startswith("{") else p.translate(self._LETTERS) for p in parts)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002
        return self.gettext(message)


# What a screen may show that is no word of the interface: names of files, formats and keys, units,
# the card's language, and days of the week, which come with the languages of decks.
NAMES = set("quiz md toml config fr en english français min super tmp home moulin when ask what term means before order rien zzzz xyz".split())  # fmt: skip


async def test_every_word_on_every_screen_comes_from_the_catalogue(french, monkeypatch):
    """Whatever is written past the catalogue stays in Latin letters."""
    monkeypatch.setattr(translation, "_catalogue", lambda _code: Foreign())
    monkeypatch.setattr(spoken, "_spoken", spoken._spoken.__wrapped__)  # nothing is kept of it
    translation.speak("fr")
    shown, screens_seen = {}, set()
    async for name, stage in walk(french):
        shown[name] = words(stage.text)
        screens_seen.add(stage.name)
    assert screens_seen >= {screen.__name__ for screen in every_screen()}
    own = own_words(french) | NAMES
    strays = {}
    for name, found in shown.items():
        latin = {w for w in found if w.isascii()}
        # A word that the edge of a screen cuts is one of its own too.
        if stray := {w for w in latin - own if not any(w in whole for whole in own)}:
            strays[name] = sorted(stray)
    assert strays == {}, "\n".join(f"{n}: {k}" for n, k in strays.items())
    assert len(shown) > 60


def every_screen() -> Iterator[type[Screen]]:
    """The app's own screens."""
    for module in pkgutil.iter_modules(screens.__path__):
        found = importlib.import_module(f"{screens.__name__}.{module.name}")
        for _name, item in inspect.getmembers(found, inspect.isclass):
            if issubclass(item, Screen) and item.__module__ == found.__name__:
                yield item


def english() -> set[str]:
    """Words of the messages that no translation has."""
    ids, strings = [], []
    path = catalogue.CATALOGUES / "fr" / "LC_MESSAGES" / "quiz.po"
    for message in catalogue.read(path, "fr"):
        ids += message.id if isinstance(message.id, tuple) else [message.id]
        strings += message.string if isinstance(message.string, tuple) else [message.string]
    said, wanted = (re.sub(r"\{[^{}]*\}", " ", "\n".join(texts)) for texts in (ids, strings))
    return {w for w in words(said) if len(w) > 2} - words(wanted)


def unfit(stage) -> Iterator[str]:
    """The keys that a screen means to show and has no room for."""
    screen = stage.app.screen
    for line in screen.query(KeyLine):
        for active in live(screen):
            said = line._said(active.binding) or active.binding.description
            if active.binding.show and said not in str(line.content):
                yield active.binding.description


async def test_in_french_no_english_is_left_and_the_keys_fit_in_80_columns(french):
    forbidden = english()
    assert {"the", "card", "answer", "due"} <= forbidden
    shown, cut = {}, {}
    async for name, stage in walk(french):
        shown[name] = words(stage.text)
        keys = list(unfit(stage))
        if len(keys) > 1 or {"Retour", "Fin", "Aide"} & set(keys):  # one may go where all are long
            cut[name] = keys
    own = own_words(french) | NAMES
    left = {n: sorted(found & forbidden - own) for n, found in shown.items() if found & forbidden - own}  # fmt: skip
    assert left == {}
    assert cut == {}, "\n".join(f"{n}: {k}" for n, k in cut.items())


async def test_the_language_changes_at_once_on_every_screen_that_is_open(bench):
    deck(bench)
    async with bench.app(size=(80, 24)) as stage:
        await stage.until("cards")
        await stage.press("b")
        await stage.until("state")
        stage.app.action_open("settings")
        await stage.until("New cards a day")
        await stage.press("j", "right", "right")
        await stage.until("Nouvelles par jour")
        assert "français" in stage.text
        await stage.until("Retour")
        await stage.press("escape")
        await stage.until("état")
        await stage.until("Cocher")
        await stage.press("escape")
        await stage.until("à revoir")
        await stage.until("Statistiques")
        assert not words(stage.text) & {"cards", "due", "help"}


async def test_dates_typed_are_read_in_the_language_of_the_interface_too(french):
    text = DECK.replace("lang: fr", "lang: en")
    async with french.session(text) as stage:
        card = stage.app.screen.study.current
        assert card.fact == "ouvre"
        await stage.press(*"en 1850", "enter")
        assert stage.part("verdict").startswith("✓ juste")


async def test_a_query_takes_the_words_of_the_language_and_the_english_ones(french):
    deck(french)
    answers(french)
    async with french.app() as stage:
        await stage.until("Le moulin")
        await stage.press("b")
        await stage.until(lambda: stage.name == "BrowseScreen")
        counts = []
        field = stage.app.screen.query_one("#browse-find", Input)
        for query in ("is:suspended", "est:suspendue", "est:susp", "kind:when", "type:quand"):
            field.value = query
            await stage.pilot.pause(0.05)
            counts.append(len(stage.app.screen._found))
        assert counts == [1, 1, 1, 5, 5]
        field.value = "est:re"
        assert await field.suggester.get_suggestion("est:re") in ("est:revoir", "est:reportée")


def test_textuals_own_words_are_those_that_we_know():
    said = set()
    for widget in (Input, OptionList, TextArea, DirectoryTree, Tabs, VerticalScroll):
        for base in widget.__mro__:
            for binding in base.__dict__.get("BINDINGS", []):
                said.add(binding.description if hasattr(binding, "description") else binding[2])
    assert said - {""} <= set(textual_words.KEYS)
