"""A build says how many dated statements it does not ask, and why."""

from __future__ import annotations

from quiz.library.build import build

ASKED = "The bridge over the Orne was opened on 4 May 1921."


def notes(tmp_path, *sentences: str) -> str:
    document = tmp_path / "bridge.md"
    document.write_text("# The bridge\n\n" + "\n\n".join([ASKED, *sentences]) + "\n", "utf-8")
    return " ".join(n for n in build(document, lang="en").notes if "not asked" in n)


def test_nothing_is_said_where_everything_is_asked(tmp_path):
    assert notes(tmp_path) == ""


def test_a_statement_that_leans_is_told_as_such(tmp_path):
    assert "1 dated statement not asked: they lean on the text before (1)" in notes(
        tmp_path, "This was changed again in June 1932."
    )


def test_reasons_are_counted_the_commonest_first(tmp_path):
    said = notes(
        tmp_path,
        "This was changed again in June 1932.",
        "That same week, in July 1936, these were all sold.",
        "In March 1940 "
        + "the carts and the wagons and the horses of the long road, " * 9
        + "came.",
    )
    assert "3 dated statements not asked: they lean on the text before (2); " in said
    assert said.endswith("(1)")
