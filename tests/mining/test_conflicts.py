"""Two dates or numbers for one thing: both are listed, one is asked."""

from __future__ import annotations

import pytest

from quiz.library.build import Built, build_document
from quiz.reading import read


def build(text: str) -> Built:
    return build_document(read("mill.md", lang="en", data=text.encode()), report=lambda _: None)


DATES = """# The mill at Ober

The mill burned down on 12 May 1911. It was rebuilt by Anna Berg with 40 looms.

## Chronology

- 3 June 1902: Anna Berg opens the mill at Ober.
- 12 May 1912: The mill burned down.
- 1930: The mill was sold to the town.
"""


def test_of_two_dates_the_chronology_is_asked_and_both_are_listed():
    built = build(DATES)
    (conflict,) = built.deck.conflicts
    assert conflict.about == "date"
    assert [str(t.when) for t in conflict.tellings] == ["1912-05-12", "1911-05-12"]
    burned = [f for f in built.deck.facts if "burned down" in getattr(f.body, "event", "")]
    assert [f.id for f in burned] == [conflict.fact]
    assert any(
        "12 May 1912: The mill burned down." in note and "12 May 1911." in note
        for note in built.notes
    )


def test_of_two_numbers_the_first_is_asked():
    built = build(
        "On 4 May 1911 a fire broke out. The fire at Ober killed 12 workers on the upper floor.\n\n"
        "In the report, the fire at Ober killed 14 workers on the upper floor.\n"
    )
    (conflict,) = built.deck.conflicts
    assert conflict.about == "number"
    assert ["12" in t.quote for t in conflict.tellings] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        # What comes back is no conflict.
        "- 4 May 1911: Ober wins the cup.\n- 4 May 1912: Ober wins the cup.\n",
        # Near-twins that a name or figure tells apart.
        "In 1911 the mill opened. Loom A weighs 120 kilos. Loom B weighs 140 kilos.\n",
        # Dates that agree.
        "The mill at Ober burned down on 12 May 1911.\n\n- May 1911: The mill at Ober burned down.\n- 1920: It is sold.\n",
        # Too far apart for a slip.
        "The mill at Ober burned down on 12 May 1911.\n\n- 12 May 1931: The mill at Ober burned down.\n- 1940: It is sold.\n",
    ],
)
def test_is_no_conflict(text):
    more = "\n\nCarla Lind sold the lock of Oberdorf on 3 June 1950.\n"
    assert build(text + more).deck.conflicts == ()
