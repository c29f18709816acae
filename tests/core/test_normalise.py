"""Quotes are found again whatever blanks, apostrophes and hyphens the text uses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quiz.core.normalise import find_quote, fold

TEXT = "Le\u00a0maire  d’Oz\u00adon\n  ouvre le pont‑levis. Le maire d’Ozon part."


def found(text: str, quote: str, near: int = 0) -> str | None:
    place = find_quote(text, quote, near)
    return text[slice(*place)] if place else None


def test_an_exact_quote_is_found_where_it_stands():
    assert find_quote("one two one", "two") == (4, 7)


def test_the_place_closest_to_the_old_one_wins():
    text = "bell " * 5
    assert find_quote(text, "bell", near=11) == (10, 14)
    assert find_quote(text, "bell", near=400) == (20, 24)


def test_blanks_apostrophes_hyphens_and_unseen_characters_do_not_matter():
    assert found(TEXT, "Le maire d'Ozon ouvre le pont-levis.") == TEXT[: TEXT.index(".") + 1]


def test_a_quote_typed_with_odd_blanks_is_found_in_a_plain_text():
    assert found("He left the town in May.", "left\u202fthe\u00a0 town") == "left the town"


def test_an_exact_place_wins_over_a_closer_folded_one():
    text = "a’b … a'b"
    assert find_quote(text, "a'b", near=0) == (6, 9)


def test_what_is_not_there_is_not_found():
    assert find_quote(TEXT, "the mayor") is None
    assert find_quote(TEXT, "  ") is None


SOUP = st.text(alphabet="ab '’-‑\u00a0\u00ad\u200b\n\t", max_size=30)


@given(SOUP)
def test_every_place_of_a_folded_view_maps_back_to_what_it_shows(text: str):
    view = fold(text)
    for at, shown in enumerate(view.text):
        start, end = view.original(at, at + 1)
        assert fold(text[start:end]).text == shown


@given(SOUP, SOUP, SOUP)
def test_a_quote_cut_from_a_text_is_found_in_it(before: str, quote: str, after: str):
    place = find_quote(before + quote + after, quote, near=len(before))
    if quote.strip():
        assert place is not None
        assert (before + quote + after)[slice(*place)] == quote
