"""Questions in Spanish and German, which are worded without a parser."""

from __future__ import annotations

import pytest

from quiz.core.edtf import parse as edtf
from quiz.dates.find import Role, find
from quiz.wording.topic_name import NOBODY, TopicName
from quiz.wording.unparsed import after_another, unparsed
from quiz.wording.wording import Wording

ANA = TopicName("Ana Ruiz Ponce", feminine=True)
MAX = TopicName("Max Berger", feminine=False)


def asked(
    text: str, lang: str, when: str = "1911", *, date: int = 0, topic: TopicName = NOBODY
) -> Wording | None:
    """The wording for one of a sentence's dates, or for its label where it holds none."""
    mentions = find(text, lang)
    if not mentions:
        return unparsed(text, edtf(when), None, lang, Role.AT, topic, second=False)
    told = mentions[date]
    return unparsed(text, edtf(when), (told.start, told.end), lang, told.role, topic, second=False)


@pytest.mark.parametrize(
    ("lang", "text", "stem"),
    [
        ("es", "En 1911 la reina autorizó la creación del Consulado.", "¿Cuándo autorizó la reina la creación del Consulado?"),
        ("es", "El Athletic Club nació en 1911.", "¿Cuándo nació el Athletic Club?"),
        ("es", "La familia cambió de pueblo y en 1911 se instaló en Berga.", "¿Cuándo se instaló la familia en Berga?"),
        ("es", "La estación de Berga, cerrada en 1911, volvió a abrir.", "¿Cuándo fue cerrada la estación de Berga?"),
        ("es", "Tras una denuncia, en 1911 fue detenido el alcalde Juan Roca.", "¿Cuándo fue detenido el alcalde Juan Roca?"),
        ("es", "El ferrocarril llegó a Berga en 1911, el año en que ardió el molino.", "¿Cuándo llegó el ferrocarril a Berga?"),
        ("es", "Allí se levantó Berga, fundada en 1911 con el nombre de San Juan.", "¿Cuándo fue fundada Berga con el nombre de San Juan?"),
        ("es", "A las 21:08 del 13 de marzo de 1911 el volcán Ruiz entró en erupción.", "¿Cuándo entró el volcán Ruiz en erupción?"),
        ("de", "Die Direktorin Eva Roth, die das Museum lange geleitet hatte, wechselte 1911 nach Basel.", "Wann wechselte die Direktorin Eva Roth nach Basel?"),
        ("de", "1911 zog die Familie nach Berg.", "Wann zog die Familie nach Berg?"),
        ("de", "Unter Bürgermeister Paul Roth einigte sich die Stadt 1911 mit der Firma.", "Wann einigte sich die Stadt unter Bürgermeister Paul Roth mit der Firma?"),
        ("de", "Das große Stück, die Alte Brücke, wurde 1911 bemalt und steht heute im Museum.", "Wann wurde das große Stück, die Alte Brücke, bemalt?"),
        ("de", "Das Bergwerk schloss 1908, und 1911 kaufte die Stadt das Gelände.", None),
        ("de", "Im März 1911 musste das Haus schließen; 1912 öffnete es wieder.", "Wann musste das Haus schließen?"),
    ],
)  # fmt: skip
def test_a_clause_is_asked_with_its_own_subject(lang, text, stem):
    wording = asked(text, lang, "1911-03" if "März" in text or "marzo" in text else "1911")
    assert (wording and wording.natural and wording.stem) == stem or stem is None


@pytest.mark.parametrize(
    ("lang", "text", "topic", "stem"),
    [
        ("es", "En 1911 obtuvo la cátedra de Berga.", ANA, "¿Cuándo obtuvo Ana Ruiz Ponce la cátedra de Berga?"),
        ("es", "En 1911 Chile le concedió el premio de la Academia.", ANA, "¿Cuándo le concedió Chile a Ana Ruiz Ponce el premio de la Academia?"),
        ("es", "Su madre murió en 1911.", ANA, "¿Cuándo murió la madre de Ana Ruiz Ponce?"),
        ("es", "La estación lleva su nombre desde 1911.", ANA, "¿Desde cuándo lleva la estación el nombre de Ana Ruiz Ponce?"),
        ("de", "Dort legte er 1911 die Prüfung ab.", MAX, "Wann legte Max Berger die Prüfung ab?"),
        ("de", "Die Universität Berg verlieh ihm schon 1911 die Ehrendoktorwürde.", MAX, "Wann verlieh die Universität Berg Max Berger die Ehrendoktorwürde?"),
        ("de", "Das Verdienstkreuz erhielt er 1911.", MAX, "Wann erhielt Max Berger das Verdienstkreuz?"),
    ],
)  # fmt: skip
def test_the_person_of_the_document_is_named_where_a_sentence_only_points(lang, text, topic, stem):
    wording = asked(text, lang, topic=topic)
    assert wording is not None
    assert wording.stem == stem
    assert asked(text, lang) is None or "Ruiz" not in str(asked(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Durante la epidemia de 1911, la Diputación le encargó un estudio."),
        ("es", "El pueblo la ratifica con el 88 % de los votos."),
        ("es", "Aquellos resultados tuvieron eco en 1911."),
        ("de", "1911 schloss er es ab."),
        ("de", "Sie öffnete 1911 mit begrenzter Platzzahl."),
        ("de", "Am nächsten Tag zogen beide Seiten ab."),
    ],
)
def test_what_points_outside_its_sentence_is_not_asked(lang, text):
    assert asked(text, lang) is None


@pytest.mark.parametrize(
    ("lang", "text", "stem"),
    [
        ("es", "La crisis golpeó a la empresa Roca, que en 1911 perdió su mercado.", "«La crisis golpeó a la empresa Roca, que […] perdió su mercado»: ¿qué año falta?"),
        ("es", "Durante la crisis de 1911, la dirección cerró la planta de Berga.", "«Durante la crisis […], la dirección cerró la planta de Berga»: ¿qué año falta?"),
        ("de", "Max Berger baute die Halle, die erst 1911 eröffnet wurde.", "„Max Berger baute die Halle, die erst […] eröffnet wurde“: Welches Jahr fehlt?"),
    ],
)  # fmt: skip
def test_a_date_inside_a_sentence_leaves_a_gap_that_shows_what_it_dates(lang, text, stem):
    wording = asked(text, lang)
    assert wording is not None
    assert wording.stem == stem


@pytest.mark.parametrize(
    ("lang", "text", "stem"),
    [
        ("es", "Inauguración del centro técnico de Berga", "¿Cuándo tuvo lugar la inauguración del centro técnico de Berga?"),
        ("es", "Nacimiento de la red nacional de museos", "¿Cuándo tuvo lugar el nacimiento de la red nacional de museos?"),
        ("de", "Einweihung der Gedenkstätte Berg", "Wann erfolgte die Einweihung der Gedenkstätte Berg?"),
        ("de", "Baubeginn der Halle in Berg", "Wann war der Baubeginn der Halle in Berg?"),
        ("de", "Die „Berg“ geht in Flammen auf; 36 Menschen sterben.", "„Die ‚Berg‘ geht in Flammen auf“: in welchem Jahr?"),
    ],
)  # fmt: skip
def test_an_entry_is_asked_by_its_noun_or_framed(lang, text, stem):
    wording = asked(text, lang)
    assert wording is not None
    assert wording.stem == stem


def test_a_verb_that_may_act_on_the_pronoun_is_not_turned_round():
    text = "1911 ernannte sie die Universität zur Professorin."
    wording = asked(text, "de", topic=TopicName("Lise Berger", feminine=True))
    assert wording is None or "ernannte Lise Berger die Universität" not in wording.stem


def test_a_sentence_that_leans_on_the_one_before_it_is_quoted_after_it():
    text = "Acht Jahre später verkauft Berg sie an die Firma Roth."
    told = find(text, "de")[0]
    cut = told.start, told.end
    before = ["Übernahme der Salomon-Gruppe für zwei Milliarden Mark."]
    wording = after_another(before, text, edtf("2005"), cut, "de", told.role)
    assert wording is not None
    assert wording.stem == (
        "„Übernahme der Salomon-Gruppe für zwei Milliarden Mark. […] verkauft Berg sie an die Firma Roth“: Welches Jahr fehlt?"
    )
    assert after_another([], text, edtf("2005"), cut, "de", told.role) is None
