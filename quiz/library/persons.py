"""Facts from people: who held a role, when the document tells it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

from quiz.core.edtf import Edtf
from quiz.core.fact import Cloze, Fact, Question, Telling
from quiz.dates.labels import label
from quiz.library.prose import Prose
from quiz.library.slugs import slug
from quiz.mining.people import Person, people
from quiz.mining.statements import Statement
from quiz.wording.cloze import cloze
from quiz.wording.who import who


def _first_within(
    body: tuple[int, int], spans: list[tuple[int, int]], dated: Mapping[tuple[int, int], Edtf]
) -> Edtf | None:
    """The date of the first dated span (`spans` are sorted) that lies within a person's sentence."""
    for at in range(bisect_left(spans, (body[0], 0)), len(spans)):
        if spans[at][0] >= body[1]:
            return None
        if spans[at][1] <= body[1]:
            return dated[spans[at]]
    return None


def persons(prose: Prose, told: list[Statement]) -> list[Fact]:
    """A fact for each person whose role singles them out, at the date of their sentence."""
    document = prose.document
    dated: dict[tuple[int, int], Edtf] = {}
    for statement in told:
        if statement.named is None:
            dated.setdefault(statement.body, statement.when)
    found: list[Fact] = []
    answers: dict[str, set[str]] = defaultdict(set)
    asked: list[tuple[Person, str]] = []
    known = people(document)
    spans = sorted(dated)
    for person in known:
        if person.bare:
            continue
        when = _first_within(person.body, spans, dated)
        wording = who(person.article + person.role, person.name, when, document.lang)
        if wording is not None:
            answers[wording.stem.lower()].add(person.name.split()[-1].lower())
            asked.append((person, wording.stem))
    seen: set[str] = set()
    held: set[tuple[str, str]] = set()  # one question for a person's office
    for person, stem in asked:
        low = stem.lower()
        if low in seen or len(answers[low]) > 1:
            continue  # two people for one role: the question has no single answer
        seen.add(low)
        office = (person.name.split()[-1], " ".join(person.role.split()[:2]).lower())
        if office in held:
            continue
        held.add(office)
        a, b = person.body
        last = person.name.split()[-1]
        found.append(
            Fact(
                id=slug(f"{person.role} {last}", document.lang),
                body=Question(stem, person.name, asks="who"),
                accept=(last,) if last != person.name else (),
                topic=person.topic,
                source=Telling("s1", document.text[a:b], (a, b)),
                tags=("person",),
            )
        )
    return [*found, *_clozes(prose, known, {p.name.split()[-1] for p, _ in asked})]


def _clozes(prose: Prose, known: list[Person], asked: set[str]) -> list[Fact]:
    """A cloze for people whose role is bare: "the president, […], and the prime minister"."""
    document = prose.document
    by_sentence: dict[tuple[int, int], list[Person]] = {}
    for person in known:
        if person.bare and person.name.split()[-1] not in asked:
            by_sentence.setdefault(person.body, []).append(person)
    found = []
    for (a, b), group in by_sentence.items():
        start = a
        opening = label(document.text, a, b, document.lang)
        if opening is not None and (opening.strong or opening.mention.first.month):
            start = opening.body
        spans = sorted((p.spot[0] - start, p.spot[1] - start) for p in group)
        said = cloze(document.text[start:b], spans, document.lang) if spans[0][0] >= 0 else None
        if said is not None:
            found.append(
                Fact(
                    id=slug(f"{group[0].role} {group[0].name}", document.lang),
                    body=Cloze(said),
                    topic=group[0].topic,
                    source=Telling("s1", document.text[a:b], (a, b)),
                    tags=("person",),
                )
            )
    return found
