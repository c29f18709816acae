"""The program as a process of its own, with a library of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Quiz = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def quiz(tmp_path: Path) -> Quiz:
    """Run `quiz` with these arguments in an empty folder."""
    home = tmp_path / "home"
    root = str(Path(__file__).parents[2])
    env = {**os.environ, "QUIZ_HOME": str(home), "PYTHONPATH": root, "PYTHONWARNINGS": "error"}

    def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "quiz", *arguments],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=env,
            timeout=60,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


DECK = """quiz: 1
deck: mill-0a1b
title: The mill
lang: en
facts:
  - {id: roof, event: The mill gets a new roof, when: 1911-05, tags: [building]}
  - {id: kw, term: kW, means: kilowatt}
"""

DOCUMENT = """# The mill of Berg

- 12 May 1850: The monks open a mill by the river.
- 1861: A fire destroys the mill.
- March 1863: The town rebuilds the mill.
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A sound deck in the current folder."""
    path = tmp_path / "mill.yaml"
    path.write_text(DECK, "utf-8")
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A small chronology in the current folder."""
    path = tmp_path / "mill.md"
    path.write_text(DOCUMENT, "utf-8")
    return path
