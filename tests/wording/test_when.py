"""Questions for dates, from whole sentences: what is asked, and what is not."""

from __future__ import annotations

import pytest

from quiz.core.edtf import parse as edtf
from quiz.dates.find import find
from quiz.parsing import parse
from quiz.wording.ask import ask_when
from quiz.wording.topic_name import TopicName
from quiz.wording.wording import Wording


def asked(text: str, lang: str, when: str = "1911-05-04", **more) -> Wording | None:
    """The wording for the first date of a sentence, or for its label where it holds none."""
    mentions = find(text, lang)
    cut = (mentions[0].start, mentions[0].end) if mentions else None
    role = mentions[0].role if mentions else more.pop("role", None)
    told = {"role": role} if role else {}
    return ask_when(
        text,
        edtf(when),
        cut,
        lang,
        parse=lambda part: parse(part, lang),
        dates=len(mentions),
        **told,
        **more,
    )


NATURAL = [
    ("en", "The town council opened the bridge on 4 May 1911.", "When did the town council open the bridge?"),
    ("en", "On 4 May 1911, the bridge was opened by the mayor.", "When was the bridge opened by the mayor?"),
    ("en", "NATO and Iraq signed the agreement.", "When did NATO and Iraq sign the agreement?"),
    ("en", "The mayor decided, at the meeting in Lyon, to close the mill.", "When did the mayor decide, at the meeting in Lyon, to close the mill?"),
    ("en", "Service resumes in the northern valley.", "When did service resume in the northern valley?"),
    ("en", "The exhibition Mills of Berg was opened by the mayor on 4 May 1911.", "When was the exhibition Mills of Berg opened by the mayor?"),
    ("en", "In 1911 Ada met Paul Berg, then head of the mill.", "When did Ada meet Paul Berg, head of the mill?"),
    ("en", "The mill of Berg closed at the very end of 1911.", "When did the mill of Berg close?"),
    ("fr", "Le 4 mai 1911, un train de Berg sort de la voie et brûle.", "Quand est-ce qu’un train de Berg sort de la voie et brûle ?"),
    ("en", "German bombers attack warships near the bridge of Berg.", "When did German bombers attack warships near the bridge of Berg?"),
    ("en", "From 1911 to 1914 the mill produced paper for the printers of Lyon.", "From when to when did the mill produce paper for the printers of Lyon?"),
    ("en", "On 4 May 1911, it was reported that the old mill of Berg had burned down.", "When was it reported that the old mill of Berg had burned down?"),
    ("fr", "Le conseil de la ville ouvre le pont le 4 mai 1911.", "Quand le conseil de la ville ouvre-t-il le pont ?"),
    ("fr", "Le 4 mai 1911, la gare de Berg a été inaugurée par le maire.", "Quand la gare de Berg a-t-elle été inaugurée par le maire ?"),
    ("fr", "Les maires de Berg décident, au sommet de Lyon, de fermer le moulin.", "Quand les maires de Berg décident-ils, au sommet de Lyon, de fermer le moulin ?"),
    ("fr", "Le 4 mai 1911, les Bleus renversèrent l'Ukraine, 3-0, et se qualifièrent pour la coupe.", "Quand les Bleus renversèrent-ils l'Ukraine, 3-0 ?"),
    ("fr", "Le 4 mai 1911, les maires ont annoncé la vente du moulin, un bâtiment ancien, dans la presse.", "Quand les maires ont-ils annoncé la vente du moulin, un bâtiment ancien, dans la presse ?"),
    ("fr", "Inauguration du pont de Berg", "Quand a eu lieu l’inauguration du pont de Berg ?"),
    ("fr", "De 1911 à 1914, la filature a employé les ouvriers de Berg.", "De quand à quand la filature a-t-elle employé les ouvriers de Berg ?"),
    ("es", "El 4 de mayo de 1911 el alcalde inauguró el puente de Berg.", "¿Cuándo inauguró el alcalde el puente de Berg?"),
    ("es", "En 1911 se publicó el primer catálogo del museo.", "¿Cuándo se publicó el primer catálogo del museo?"),
    ("de", "Am 4. Mai 1911 wurde die Brücke von Berg eröffnet.", "Wann wurde die Brücke von Berg eröffnet?"),
    ("de", "Die Stadt baute 1911 ein neues Rathaus.", "Wann baute die Stadt ein neues Rathaus?"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "question"), NATURAL)
def test_a_plain_sentence_is_asked_as_a_person_would(lang, text, question):
    when = (
        "1911/1914"
        if "1914" in text
        else "1911"
        if " 1911 " in text and "4" not in text
        else "1911-05-04"
    )
    wording = asked(text, lang, when)
    assert wording is not None
    assert wording.stem == question
    assert wording.natural


def test_a_pronoun_for_a_subject_is_not_asked():
    assert asked("On 4 May 1911, she opened the bridge.", "en") is None
    assert asked("Le 4 mai 1911, il inaugure le pont.", "fr") is None
    assert asked("The mayor opened it on 4 May 1911.", "en") is None


def test_nothing_goes_missing_between_the_words_that_are_kept():
    text = "The council gave the engineers of the canal company, after long talks, leave to dig on 4 May 1911."
    wording = asked(text, "en")
    assert wording is None or "leave to dig" in wording.stem


def test_the_name_of_the_topic_stands_for_a_subject_that_spanish_leaves_out():
    text = "En 1911 regresó a Madrid."
    assert asked(text, "es", "1911") is None
    wording = asked(text, "es", "1911", topic=TopicName("Rosa Vidal"))
    assert wording is not None
    assert wording.stem == "¿Cuándo regresó Rosa Vidal a Madrid?"


@pytest.mark.parametrize(
    ("lang", "text", "when", "stem"),
    [
        ("en", "A long quarrel between Berg and Lyon", "1911-05", "“A long quarrel between Berg and Lyon”: in what month and year?"),
        ("fr", "Un long différend entre Berg et Lyon", "1911", "« Un long différend entre Berg et Lyon » : en quelle année ?"),
        ("es", "Una larga disputa entre Berg y Lyon", "1911-05-04", "«Una larga disputa entre Berg y Lyon»: ¿en qué fecha?"),
    ],
)  # fmt: skip
def test_what_has_no_verb_is_framed_with_the_precision_asked(lang, text, when, stem):
    wording = asked(text, lang, when)
    assert wording is not None
    assert not wording.natural
    assert wording.stem == stem


def test_a_date_inside_a_noun_phrase_is_not_the_verbs():
    found = asked("The court annuls the judgment of 1894 in the town hall of Rennes.", "en", "1894")
    assert found is not None
    assert found.tier == "gap"
    assert "the judgment of […] in" in found.stem


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Nine days earlier, the first attempt fails."),
        ("fr", "Neuf jours plus tôt, la première tentative échoue."),
    ],
)
def test_a_later_sentence_that_shifts_the_date_is_not_asked(lang, text):
    assert asked(text, lang, second=True) is None or find(text, lang)


def test_no_stem_gives_its_date_away():
    for lang, text, _ in NATURAL:
        wording = asked(text, lang, "1911-05-04")
        assert wording is None or "1911" not in wording.stem


def test_a_list_of_names_is_not_cut_in_its_middle():
    wording = asked(
        "The Berg Works is founded on 4 May 1911 by Ada Lind, Paul Orme, Ian Moss and, shortly after, Bill Joy.",
        "en",
    )
    assert wording is not None
    assert "Paul" not in wording.stem or "Ian" in wording.stem


def test_a_pronoun_that_a_full_name_cannot_be_is_not_asked():
    assert (
        asked("In 1911 Amadeo Lind, the founder of Bank of Berg, agreed to buy them.", "en", "1911")
        is None
    )


def test_the_date_of_a_leading_participle_is_not_the_main_verbs():
    wording = asked(
        "Reçue première au concours en 1911, Ada Lind choisit de préparer une thèse.", "fr", "1911"
    )
    assert wording is None or "[…]" in wording.stem


NOT_NATURAL = [
    ("en", "The coach strikes a mine and sinks.", "strike a mine and sinks"),
    ("en", "The crossing took 14 days on 4 May 1911.", "take 14 days"),
    ("en", "The whole project of Berg cost a million pounds.", "project"),
    ("en", "The prize of Berg went up only on 4 May 1911.", "only?"),
    ("fr", "Bataille de Berg et charge de la brigade légère", "bataille de Berg et charge"),
    ("fr", "La traversée de Berg dure six heures.", "dure"),
]


@pytest.mark.parametrize(("lang", "text", "lost"), NOT_NATURAL)
def test_what_would_read_badly_is_not_worded_so(lang, text, lost):
    wording = asked(text, lang)
    assert wording is None or not wording.natural or lost not in wording.stem


def test_a_verb_with_a_clause_after_it_is_no_participle():
    text = "The first test train crossed on 4 May 1911, and the Prince of Wales drove home the last rivet."
    wording = asked(text, "en")
    assert wording is None or "was the first test train crossed" not in wording.stem
