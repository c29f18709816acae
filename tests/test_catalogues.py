"""The catalogues: every message is translated, nothing is stale, and what is compiled is what is written."""

from __future__ import annotations

import ast
import string
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest

from quiz import translation
from quiz.translation import environment_language, ngettext, speak

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "translating"))

import catalogue  # noqa: E402 - it lies beside the program, not in it

CODES = [code for code in translation.LANGUAGES if code != "en"]


def po(code: str) -> catalogue.Catalog:
    return catalogue.read(catalogue.CATALOGUES / code / "LC_MESSAGES" / "quiz.po", code)


@pytest.fixture(scope="module")
def found() -> list[catalogue.Found]:
    """The messages of the sources."""
    return catalogue.messages()


def test_messages_are_found_in_every_part_of_the_program(found):
    parts = {place.split("/")[1] for one in found for place, _ in one.places}
    assert parts >= {"cli", "core", "library", "reading", "store", "tui"}
    assert len(found) > 500


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated_and_nothing_is_stale(found, code):
    known = {(m.context, m.id if isinstance(m.id, str) else m.id[0]): m for m in po(code) if m.id}
    wanted = {(one.context, one.texts[0]): one for one in found}
    assert known.keys() == wanted.keys()
    assert catalogue.missing(po(code)) == []
    assert not any(m.fuzzy for m in known.values())


@pytest.mark.parametrize("code", CODES)
def test_translations_have_the_places_of_their_messages(code):
    for message in po(code):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        says = message.string if isinstance(message.string, tuple) else (message.string,)
        for said in says:
            assert catalogue.fields(said) == catalogue.fields(ids[-1]), ids[0]
            assert ids[0].endswith("\n") == said.endswith("\n"), ids[0]


@pytest.mark.parametrize("code", CODES)
def test_the_compiled_catalogue_says_what_the_written_one_does(code):
    path = catalogue.CATALOGUES / code / "LC_MESSAGES" / "quiz.mo"
    with path.open("rb") as file:
        compiled = GNUTranslations(file)
    for message in po(code):
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            one, many = message.id
            said = {compiled.ngettext(one, many, n) for n in (0, 1, 2, 5)}
            assert said == set(message.string)
        elif message.context:
            assert compiled.pgettext(message.context, message.id) == message.string
        else:
            assert compiled.gettext(message.id) == message.string
    written = sum(1 for m in po(code) if m.id)
    entries = {key[0] if isinstance(key, tuple) else key for key in compiled._catalog} - {""}
    assert len(entries) == written


def test_formatted_messages_are_given_all_that_they_name(found):
    """A place that `.format` is not given would be a KeyError before a learner."""
    checked = 0
    for path in sorted((ROOT / "quiz").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            said = node.func.value
            if node.func.attr != "format" or not isinstance(said, ast.Call):
                continue
            name = getattr(said.func, "id", "")
            if name not in ("_", "ngettext", "pgettext"):
                continue
            at = 1 if name == "pgettext" else 0
            text = said.args[at]
            if not isinstance(text, ast.Constant):
                continue
            given = {k.arg for k in node.keywords}
            wanted = {n for _, n, _, _ in string.Formatter().parse(text.value) if n is not None}
            assert wanted - ({"n"} if name == "ngettext" else set()) == given, (path, text.value)
            checked += 1
    assert checked > 50


def test_no_function_takes_the_name_of_the_lookup_for_something_else():
    """`_` is also what one calls a value that is not wanted; then `_("…")` would call that."""
    for path in sorted((ROOT / "quiz").rglob("*.py")):
        for scope in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            names = [n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == "_"]
            args = [*scope.args.args, scope.args.vararg, scope.args.kwarg]
            bound = any(isinstance(n.ctx, ast.Store) for n in names)
            bound = bound or any(a is not None and a.arg == "_" for a in args)
            called = any(
                isinstance(n, ast.Call) and getattr(n.func, "id", "") == "_"
                for n in ast.walk(scope)
            )
            assert not (bound and called), f"{path}:{scope.lineno}"


def test_a_missing_translation_is_found(tmp_path, monkeypatch):
    source = tmp_path / "screen.py"
    source.write_text(
        '_("Good morning.")\nBinding("a", "act", "Go", tooltip="Go there")\n', "utf-8"
    )
    found = catalogue.messages(tmp_path)
    assert [one.texts[0] for one in found] == ["Good morning.", "Go", "Go there"]
    merged = catalogue.merged(po("fr"), found)
    assert catalogue.missing(merged) == ["Good morning.", "Go", "Go there"]


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"),
        ({"LANG": "frp_IT.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de:en:fr"}, "en"),
        ({"LANGUAGE": "fr"}, "fr"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "fr"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "POSIX", "LANGUAGE": "fr"}, "en"),
    ],
)
def test_the_environment_decides_as_for_other_programs(environ, code):
    assert environment_language(environ) == code


def test_numbers_and_plurals_are_those_of_the_language():
    assert [ngettext("{n} day", "{n} days", n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    assert (translation.decimal(2.14), translation.percent(0.9)) == ("2.1", "90%")
    speak("fr")
    assert [ngettext("{n} day", "{n} days", n) for n in (0, 1, 2)] == [
        "0 jour",
        "1 jour",
        "2 jours",
    ]
    assert (translation.decimal(2.14), translation.percent(0.9)) == ("2,1", "90\u00a0%")
    speak("xx")
    assert translation.language() == "en"


def test_catalogues_are_part_of_what_is_installed():
    """Compiled catalogues are kept in git, so that any way of installing has them."""
    for code in CODES:
        folder = catalogue.CATALOGUES / code / "LC_MESSAGES"
        assert {p.suffix for p in folder.iterdir()} == {".po", ".mo"}
