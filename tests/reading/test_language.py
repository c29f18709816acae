"""The language of a document: said, asked for, or told by its stop words."""

from __future__ import annotations

import pytest

from quiz.core.errors import UsageError
from quiz.reading import read

SAID = {
    "fr": "Le moulin a été construit par les moines, et il est resté dans le village avec son toit.",
    "en": "The mill was built by the monks, and it has stood in the village with its roof since.",
    "de": "Die Mühle wurde von den Mönchen gebaut und steht seit dem Krieg mit dem Dach im Dorf.",
    "es": "El molino fue construido por los monjes y está en el pueblo con su tejado desde la guerra.",
}


@pytest.mark.parametrize("code", SAID)
def test_stop_words_tell_the_language(code):
    found = read("x.txt", data=SAID[code].encode())
    assert (found.lang, found.warnings) == (code, ())


def test_the_language_asked_for_wins():
    assert read("x.txt", lang="de-AT", data=SAID["en"].encode()).lang == "de"


def test_a_pages_own_word_wins_over_its_stop_words():
    page = f'<html lang="fr"><p>{SAID["en"]}</p></html>'
    assert read("x.html", data=page.encode()).lang == "fr"


def test_a_text_in_no_known_language_is_read_as_english_with_a_warning():
    found = read("x.txt", data="Malom épült 1911 nyarán; ekkor égett le.".encode())
    assert found.lang == "en"
    assert "could not be told" in found.warnings[0]


def test_a_language_that_is_asked_for_but_not_known_is_a_warning():
    found = read("x.txt", lang="it", data=b"Il mulino gira.")
    assert found.lang == "it"
    assert "'it' is not a language we know" in found.warnings[0]


def test_what_is_no_code_is_wrong_use():
    with pytest.raises(UsageError, match="'french!' is not a language code; use one of fr, en"):
        read("x.txt", lang="french!", data=b"x")
