"""Questions from short documents, where what stands around a sentence counts."""

from __future__ import annotations

import pytest

from quiz.core.document import Document
from quiz.library.build import build_document
from quiz.reading import read
from quiz.wording.cards import cards_of


def document(text: str, lang: str) -> Document:
    return read("mill.md", lang=lang, data=text.encode())


def questions(text: str, lang: str = "en") -> dict[str, str]:
    """The questions of a document with their answers."""
    built = build_document(document(text, lang), report=lambda _: None)
    return {card.question: card.answer for card in cards_of(built.deck)}


@pytest.mark.parametrize(
    ("lang", "text", "question", "answer"),
    [
        # A pronoun that can only mean the subject before it.
        ("en", "Anna Berg studied in Lyon. In 1911 she opened a weaving school in Oberdorf.", "When did Anna Berg open a weaving school in Oberdorf?", "1911"),
        ("en", "The council and the mayor met in Lyon. On 4 May 1911 they approved the new bridge.", "When did the council and the mayor approve the new bridge?", "4 May 1911"),
        ("fr", "Les ministres arrivent à Lyon. Le 4 mai 1911, ils approuvent le nouveau pont.", "Quand les ministres approuvent-ils le nouveau pont ?", "4 mai 1911"),
        # A text with a number and the date that follows it.
        ("en", "The fund rests on Council Resolution 214 of 4 May 1911 and on a gift.", "What is the date of Council Resolution 214?", "4 May 1911"),
        ("fr", "Le fonds repose sur la résolution 214 du Conseil municipal du 4 mai 1911.", "De quand date la résolution 214 du Conseil municipal ?", "4 mai 1911"),
        # A participle after a name belongs to the name.
        ("en", "The bureau was replaced by Agency Berg, founded on 4 May 1911 to print maps of Lyon.", "When was Agency Berg founded to print maps of Lyon?", "4 May 1911"),
        # What a sentence says between semicolons stands alone.
        ("en", "The mayor kept calling for help; the ship Bertha sank on 4 May 1911, with two boats.", "When did the ship Bertha sink with two boats?", "4 May 1911"),
        # A long sentence is asked by its beginning.
        ("fr", "4 mai 1911 : Le conseil de Lyon ouvre un atelier de tissage pour les ouvrières de la vallée, où travaillent bientôt, venues de tous les villages, des familles entières dont les enfants apprennent à lire.", "Quand le conseil de Lyon ouvre-t-il un atelier de tissage pour les ouvrières de la vallée ?", "4 mai 1911"),
        # A past tense that the tagger takes for a participle.
        ("en", "On 4 May 1911, Swiss troops captured Oberdorf without resistance after the guards fled the town.", "When did Swiss troops capture Oberdorf without resistance after the guards fled the town?", "4 May 1911"),
        # Spanish without a subject, in a life of one person.
        ("es", "# Ana Berg Ruiz\n\nAna Berg Ruiz fue una pintora española. Ana Berg Ruiz nació en Ávila. Así estudió dibujo; luego, en 1911 publicó su primer libro de viajes. Berg vivió en Lugo.", "¿Cuándo publicó Ana Berg Ruiz su primer libro de viajes?", "1911"),
    ],
)  # fmt: skip
def test_is_asked(lang, text, question, answer):
    assert questions(text, lang).get(question) == answer, questions(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "gap"),
    [
        ("fr", "L'usine vend à Lyon son vieux moulin, qui brûle en 1911 dans la nuit.", "son vieux moulin, qui brûle […]"),
        ("en", "On 4 May 1911, Swiss troops entered the old town of Berg, calling it safe on 9 May 1911.", "calling it safe […]"),
    ],
)  # fmt: skip
def test_a_gap_shows_which_verb_is_dated(lang, text, gap):
    assert any(gap in question for question in questions(text, lang)), questions(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "never"),
    [
        # The pronoun could mean either of them.
        ("en", "Anna Berg met Carla Lind in Lyon. In 1911 she opened a weaving school.", "Anna Berg open"),
        # "The first" of what was told before.
        ("en", "The town has two bridges. The first, between Berg and Lyon, was opened in 1911.", "was the first"),
        # A verb that lost what it needs.
        ("fr", "En 1911, une commission de savants, où siègent Berg et Lind, propose de changer la carte du pays.", "propose-t-elle ?"),
        # The relative clause lost its object.
        ("fr", "Le maire visite la cathédrale, que les obus avaient ravagée en 1911.", "« Les obus"),
        # Another date than the one asked.
        ("en", "The hall served at the fair of 1911 and at the games in 1925.", "1911"),
        ("fr", "La salle a servi à la foire de 1911 et aux jeux en 1925.", "1911"),
        # A beginning is not asked for its span.
        ("fr", "Le chantier démarre à Lyon, avec des ouvriers formés entre avril et mai 1911.", "De quand à quand le chantier démarre"),
    ],
)  # fmt: skip
def test_is_never_asked(lang, text, never):
    more = {
        "en": " Carla Lind sold the old mill of Oberdorf on 3 June 1950.",
        "fr": " Carla Lind vend le vieux moulin d'Oberdorf le 3 juin 1950.",
    }[lang]
    asked = questions(text + more, lang)
    assert asked
    assert not any(never.lower() in question.lower() for question in asked), asked


def test_twins_are_told_apart_by_their_heading():
    text = "# Log\n\n## Flight I\n\n- 4 May 1911: The balloon crossed the river near Lyon.\n\n## Flight II\n\n- 9 June 1913: The balloon crossed the river near Lyon.\n"
    asked = questions(text)
    assert asked["When did the balloon cross the river near Lyon (Flight I)?"] == "4 May 1911"
    assert asked["When did the balloon cross the river near Lyon (Flight II)?"] == "9 June 1913"


def test_two_dates_of_one_sentence_are_not_asked_by_one_stem():
    text = "The council and the mayor decided, in May 1911 and June 1913 respectively, to widen the bridge. Carla Lind sold the old mill of Oberdorf on 3 June 1950."
    stems = [q for q in questions(text) if "widen" in q]
    assert len(stems) <= 1
    assert len(set(stems)) == len(stems)
