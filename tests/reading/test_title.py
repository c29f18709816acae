"""A document's title: its first heading, what it says of itself, or its name."""

from __future__ import annotations

import pytest

from quiz.reading import read


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("m.md", "# The **old** mill\n\nIt turns.\n", "The old mill"),
        ("m.txt", "The old mill\n\nIt turns.\n", "The old mill"),
        ("m.txt", "1911: the mill burns down\n\nIt turns.\n", "1911: the mill burns down"),
        ("m.md", "**The mill** was built of oak, on the river below the town and its walls.\n", "The mill"),
        ("old-mill.en.md", "It was built of oak, on the river, below the town and its walls.\n", "old mill"),
        ("m.html", "<title>Old mill</title><p>It turns.</p>", "Old mill"),
        ("m.html", "<title>x</title><h1>Old_mill.txt</h1><p>It turns.</p>", "Old mill"),
    ],
)  # fmt: skip
def test_the_title_is_what_people_would_call_it(name, text, title):
    assert read(name, lang="en", data=text.encode()).title == title
