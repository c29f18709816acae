"""Commands load what they need and nothing else, so that they start at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "textual", "rich", "yaml", "rapidfuzz", "simplemma", "selectolax", "charset_normalizer",
    "ufal", "fsrs", "sqlite3", "dateutil", "platformdirs",
}  # fmt: skip


def loaded(*arguments: str, cwd: Path | None = None) -> set[str]:
    """Names of the top-level modules that a command has loaded when it ends."""
    code = (
        "import sys\nfrom quiz.cli import run\n"
        f"try:\n    run({list(arguments)!r})\nfinally:\n"
        "    print(*{m.partition('.')[0] for m in sys.modules}, file=sys.stderr)"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\nsys.path.insert(0, {root!r})\n{code}"],
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_nothing_heavy(argument):
    assert loaded(argument).isdisjoint(HEAVY)


def test_listing_cards_loads_yaml_and_nothing_else(deck):
    found = loaded("cards", "mill.yaml", cwd=deck.parent)
    assert found & HEAVY <= {"yaml", "platformdirs"}


def test_checking_loads_no_parser_of_sentences(deck):
    found = loaded("check", "mill.yaml", cwd=deck.parent)
    assert found & HEAVY <= {"yaml", "platformdirs"}


def test_building_from_text_loads_neither_html_nor_the_app(document):
    found = loaded("build", "mill.md", "-o", "d.yaml", cwd=document.parent)
    assert found.isdisjoint({"textual", "rich", "selectolax", "charset_normalizer", "sqlite3"})
    assert found.isdisjoint({"pypdf", "docx", "lxml", "urllib.request", "http.client"})
