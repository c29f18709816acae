"""From which date a story goes on: asides, glances back and ahead, and years told beside."""

from __future__ import annotations

import pytest

from quiz.mining.statements import statements
from quiz.reading import read


def dates(tmp_path, text, lang):
    """The dates of a text's statements, in its order."""
    path = tmp_path / "story.md"
    path.write_text(text, encoding="utf-8")
    return [str(s.when) for s in statements(read(str(path), lang=lang))]


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        # An aside leaves the story where it was.
        ("en", "In March 1912 the firm, founded in 1887, opened a mill. Two years later it closed.", "1912-03 1887 1914"),
        ("fr", "En mars 1912, la firme (fondée en 1887) ouvre un moulin. Deux ans plus tard, elle le ferme.", "1912-03 1887 1914"),
        ("en", "In 1902 the firm, which had been created in 1899, bought the mill. The next year it sold it.", "1902 1899 1903"),
        # So does a glance back or ahead; what follows it does not count from it.
        ("en", "The mill burned in June 1944. It had been built in 1887. In August it was rebuilt.", "1944-06 1887 1944-08"),
        ("fr", "L'œuvre est écrite en 1826. Elle devait être retrouvée en 1991. En mai, elle fut jouée.", "1826 1991 1826-05"),
        # Nor from an aside that the story had not come to.
        ("en", "The craft hangs in the museum, where it has been since 15 December 1919. Eight years later it was moved.", "1919-12-15"),
        # A leap ahead late in a sentence: nothing is sure until the next year.
        ("en", "On 12 June 2011 the mill burned; eight years later, in October 2019, a court ruled. Unit 3 exploded on 14 March.", "2011-06-12 2019-10"),
        # The sentence's own year comes before the one that was in force.
        ("en", "The plant closed on 11 August 2015. The airport opened again on 13 April 2011, and the line on 29 April.", "2015-08-11 2011-04-13 2011-04-29"),
        ("en", "The film was shot in 1966. In May, at the festival of 1968, it won a prize.", "1966 1968"),
        # A story does not go back without notice, but it goes on into the next year.
        ("en", "In May 1915 the ship was torn away. In February she was free.", "1915-05"),
        ("en", "In December 1914 the ship left. In January she reached the ice.", "1914-12 1915-01"),
        ("en", "In March 2013 the act was passed. In January it had been drafted.", "2013-03 2013-01"),
        # Dates of two clauses are no row of dates of one event.
        ("en", "Bases were built in 1935, and on 22 November of that year the boat left.", "1935 1935-11-22"),
        ("en", "The prize was given to Marlow in 1961 and in 1963.", ""),
    ],
)  # fmt: skip
def test_a_story_goes_on_from_its_own_dates(tmp_path, lang, text, told):
    assert dates(tmp_path, text, lang) == told.split()


def test_a_month_under_a_year_is_of_that_year_in_any_order(tmp_path):
    text = "# Mill\n\n## 2015\n\n- December: The mill closes.\n- March: The mill opens.\n"
    assert dates(tmp_path, text, "en") == ["2015-12", "2015-03"]


def test_the_same_month_as_a_label_is_that_of_the_entry_before(tmp_path):
    text = (
        "# Union\n\n## 2002\n\n- 9 juillet : session à Durban.\n- Même mois : adoption du plan.\n"
    )
    assert dates(tmp_path, text, "fr") == ["2002-07-09", "2002-07"]
