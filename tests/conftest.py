"""What all tests rest on: messages in English whatever the locale, and what they count told at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from quiz import translation

# Programs that tests start take the environment's locale; C.UTF-8 has no language.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
_COUNTED = "counted"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A language put in force by one test is not the next one's."""
    translation.speak("en")
    yield
    translation.speak("en")


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say a line in the summary of the run: how many cases a law was tried on."""

    def line(said: str) -> None:
        request.node.user_properties.append((_COUNTED, said))

    return line


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests that passed have told."""
    passed = terminalreporter.stats.get("passed", [])
    lines = [said for report in passed for name, said in report.user_properties if name == _COUNTED]
    if lines:
        terminalreporter.section("counted")
        for said in sorted(lines):
            terminalreporter.write_line(said)
