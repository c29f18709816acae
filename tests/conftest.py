"""What all tests rest on: messages in English, whatever the locale of who runs them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from quiz import translation

# Programs that tests start take the environment's locale; C.UTF-8 has no language.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A language put in force by one test is not the next one's."""
    translation.speak("en")
    yield
    translation.speak("en")
