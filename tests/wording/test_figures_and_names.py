"""Questions other than dates: how many, clozes, who, named dates, pronouns."""

from __future__ import annotations

import pytest

from quiz.core.edtf import parse as edtf
from quiz.parsing import parse
from quiz.wording.cloze import cloze
from quiz.wording.howmany import how_many
from quiz.wording.named import ask_named
from quiz.wording.reference import name_subject
from quiz.wording.who import who


def counted(text: str, number: str, lang: str) -> str | None:
    at = text.index(number)
    found = how_many(text, (at, at + len(number)), lang, lambda part: parse(part, lang))
    return found.stem if found else None


@pytest.mark.parametrize(
    ("lang", "text", "number", "question"),
    [
        ("en", "Some 350 officers were trained in Jordan.", "350", "How many officers were trained in Jordan?"),
        ("en", "The society bought 12 bells for the church.", "12", "How many bells did the society buy for the church?"),
        ("fr", "350 ouvriers travaillent à la mine de Berg.", "350", "Combien d’ouvriers travaillent à la mine de Berg ?"),
        ("fr", "La société a reçu 12 donations.", "12", "Combien de donations la société a-t-elle reçues ?"),
    ],
)  # fmt: skip
def test_a_number_of_a_subject_or_object_is_asked(lang, text, number, question):
    assert counted(text, number, lang) == question


def test_a_number_that_counts_two_things_is_not_asked():
    assert counted("The meeting gathered 70 towns and villages.", "70", "en") is None


def test_a_cloze_hides_each_figure_under_its_own_number():
    text = "The mill has 12 wheels and 40 looms in two halls by the river."
    spans = [(13, 15), (27, 29)]
    assert (
        cloze(text, spans, "en")
        == "The mill has {{1:12}} wheels and {{2:40}} looms in two halls by the river."
    )


@pytest.mark.parametrize(
    "text",
    [
        "It has 12 wheels and a long roof.",
        "Built in haste, it has 12 wheels and a long roof.",
        "The mill has 12 wheels, and 12 looms stand beside them.",
        "The mill (with 12 wheels stands by the long river.",
    ],
)
def test_a_cloze_that_would_not_stand_alone_is_refused(text):
    at = text.index("12")
    assert cloze(text, [(at, at + 2)], "en") is None


def test_a_long_sentence_loses_the_clauses_without_figures():
    text = "The mill has 12 wheels by the river, " + ", ".join(
        ["while the town grows around it"] * 8
    )
    made = cloze(text, [(13, 15)], "en")
    assert made is not None
    assert made.startswith("The mill has {{1:12}} wheels by the river")
    assert len(made) < 210


def test_who_held_a_role_is_asked_at_the_date():
    found = who("the ", "mayor of Berg", "Rosa Vidal", edtf("1911-05-04"), "en")
    assert found is not None
    assert found.stem == "Who was the mayor of Berg on 4 May 1911?"
    bare = who("", "maire de Berg", "Rosa Vidal", None, "fr")
    assert bare is not None
    assert bare.stem == "Qui était maire de Berg ?"
    undated = who("le ", "maire de Berg", "Rosa Vidal", None, "fr")
    assert undated is not None
    assert undated.stem == "Comment s’appelle le maire de Berg ?"


def test_a_role_that_names_its_bearer_or_a_date_is_not_asked():
    assert who("the ", "mayor Vidal of Berg", "Rosa Vidal", None, "en") is None
    assert who("the ", "mayor elected in 1911", "Rosa Vidal", None, "en") is None


def test_lives_and_works_are_asked_by_name():
    assert ask_named("birth", "Rosa Vidal", "es").stem == "¿Cuándo nació Rosa Vidal?"
    assert (
        ask_named("death", "Agathe Roux", "fr").stem
        == "Quelle est la date de la mort d’Agathe Roux ?"
    )
    assert ask_named("work", "The Long Roof", "en").stem == "From what year is “The Long Roof”?"


def named(
    text: str, before: list[str], *, human: bool = True, topic: str = "Rosa Vidal"
) -> str | None:
    found = name_subject(
        text, None, "en", topic, human=human, feminine=True if human else None, before=before
    )
    return found.text if found else None


def test_a_pronoun_that_means_the_topic_gets_its_name():
    assert named("She opened a school.", ["Vidal came home."]) == "Rosa Vidal opened a school."
    assert named("He opened a school.", ["Vidal came home."]) is None
    assert named("It was reported that the school had burned.", []) is None


def test_a_thing_is_only_named_after_itself():
    ship = {"human": False, "topic": "the Nadir"}
    assert (
        named("It left for Norway.", ["The Nadir was repaired."], **ship)
        == "The Nadir left for Norway."
    )
    assert named("It left for Norway.", ["The crew repaired a sail."], **ship) is None
    mission = {"human": False, "topic": "Operation Heron"}
    assert named("The operation ended in May.", [], **mission) == "Operation Heron ended in May."
    assert named("The operation of the valve ended.", [], **mission) is None
