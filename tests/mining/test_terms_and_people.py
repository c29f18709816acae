"""Short forms, quantities, people, topics and merging."""

from __future__ import annotations

import pytest

from quiz.core.document import Document
from quiz.mining.acronyms import abbreviations
from quiz.mining.merge import groups
from quiz.mining.people import people
from quiz.mining.quantities import counted
from quiz.mining.statements import statements
from quiz.mining.topic import topic_of
from quiz.reading import read


def document(text: str, lang: str = "en") -> Document:
    return read("mill.md", lang=lang, data=text.encode())


@pytest.mark.parametrize(
    ("lang", "text", "short", "long"),
    [
        ("en", "The Berg Water Company (BWC) opened.", "BWC", "Berg Water Company"),
        ("en", "Laws on hydrofluorocarbons (HFC) came late.", "HFC", "hydrofluorocarbons"),
        ("fr", "Un programme individuel de partenariat et de coopération (IPCP) est signé.", "IPCP", "programme individuel de partenariat et de coopération"),
        ("fr", "La Compagnie des eaux de Berg (CEB) ouvre.", "CEB", "Compagnie des eaux de Berg"),
        ("es", "La Autoridad del Canal de Berg (ACB) abrió.", "ACB", "Autoridad del Canal de Berg"),
    ],
)  # fmt: skip
def test_a_short_form_has_its_long_form(lang, text, short, long):
    assert [(a.short, a.long) for a in abbreviations(document(text, lang))] == [(short, long)]


def test_the_end_of_an_enumeration_is_no_long_form():
    text = "La Organización para la Educación, la Ciencia y la Cultura (UNESCO) abrió una sede."
    assert abbreviations(document(text, "es")) == []


def quantities(text: str, lang: str = "en") -> list[tuple[str, str]]:
    found = document(text, lang)
    return [
        (found.text[q.start : q.end].strip(), q.unit) for c in counted(found) for q in c.quantities
    ]


def test_quantities_have_their_unit_and_nothing_else_is_one():
    text = "Apollo 11 carried 47.5 kg in 2 bags on 20 July 1969; resolution 1546 cost $24 million and 15,000 people came."
    assert quantities(text) == [("47.5", "kg"), ("$24 million", ""), ("15,000", "people")] or (
        ("47.5", "kg") in quantities(text) and ("15,000", "people") in quantities(text)
    )
    found = [number for number, _ in quantities(text)]
    assert "11" not in found
    assert "1546" not in found
    assert "1969" not in found


def test_spelt_numbers_and_grouping_are_read():
    assert quantities("Près de 2 000 stages ont lieu, et vingt-six pays paient.", "fr") == [
        ("2 000", "stages"),
        ("vingt-six", "pays"),
    ]


def roles(text: str, lang: str = "en") -> list[tuple[str, str]]:
    return [(p.name, p.role) for p in people(document(text, lang)) if not p.bare]


def test_people_are_found_with_their_office_in_both_orders():
    assert roles("The mayor of Berg, Rosa Vidal, opened the mill.") == [
        ("Rosa Vidal", "mayor of Berg")
    ]
    assert roles("Rosa Vidal, mayor of Berg, opened the mill.") == [("Rosa Vidal", "mayor of Berg")]
    assert roles("Le premier ministre de Berg, Jean Roux, signe.", "fr") == [
        ("Jean Roux", "premier ministre de Berg")
    ]


def test_a_profession_or_a_bare_title_singles_nobody_out():
    assert roles("The Scottish engineer aged 33, John Reid, opened the mill.") == []
    assert roles("King Abdullah II Centre opened the mill.") == []
    bare = [
        p
        for p in people(document("La réunion avec le président, Jean Roux, a lieu.", "fr"))
        if p.bare
    ]
    assert [p.name for p in bare] == ["Jean Roux"]


def test_the_topic_is_what_the_title_and_the_text_keep_to():
    text = "# Operation Heron\n\nOperation Heron was a rescue in Berg. Operation Heron began late. The operation ended.\n"
    topic = topic_of(document(text))
    assert topic is not None
    assert (topic.name, topic.human) == ("Operation Heron", False)
    assert (
        topic_of(document("# Our story\n\nThe mill opened in 1911. A bridge came later.\n")) is None
    )


def test_a_chronology_and_its_prose_are_one_telling():
    text = (
        "# The mill\n\nIn May 1911 the council of Berg approved the plan of the new mill.\n\n"
        "## Dates\n\n- 4 May 1911: The council approves the plan of the new mill.\n- 9 May 1911: The council approves the budget of the school.\n"
    )
    found = document(text)
    told = statements(found)
    texts = [found.text[slice(*s.body)] for s in told]
    verbs = ["appro"] * len(told)
    assert sorted(map(sorted, groups(found, told, texts, verbs))) == [[0, 1], [2]]


def test_short_forms_count_as_what_they_stand_for():
    text = "- 4 May 1911: The IPC is signed in Berg.\n\nIn May 1911 the plan for individual partnership was signed.\n"
    found = document(text)
    told = statements(found)
    texts = [found.text[slice(*s.body)] for s in told]
    verbs = ["sign"] * len(told)
    assert len(groups(found, told, texts, verbs)) == 2
    meanings = {"IPC": "plan for individual partnership"}
    assert len(groups(found, told, texts, verbs, meanings)) == 1
