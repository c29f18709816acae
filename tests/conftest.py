"""What tests count is told at the end of a run, from whichever process it ran in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_COUNTED = "counted"


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
