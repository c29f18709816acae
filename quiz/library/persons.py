"""Facts from people: who held a role, when the document tells it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

from quiz.core.edtf import Edtf
from quiz.core.fact import Cloze, Fact, Question, Telling
from quiz.dates.labels import label
from quiz.library.figures import outside
from quiz.library.prose import Prose
from quiz.library.slugs import slug
from quiz.mining.people import Person, people
from quiz.mining.statement import Statement
from quiz.wording.cloze import cloze
from quiz.wording.scope import scoped_cloze
from quiz.wording.who import who


def _within(
    body: tuple[int, int],
    spans: list[tuple[int, int]],
    dated: Mapping[tuple[int, int], set[Edtf]],
) -> set[Edtf]:
    """The dates that a person's sentence tells (`spans` are sorted)."""
    found: set[Edtf] = set()
    for at in range(bisect_left(spans, (body[0], 0)), len(spans)):
        if spans[at][0] >= body[1]:
            break
        if spans[at][1] <= body[1]:
            found |= dated[spans[at]]
    return found


# Words of a change of office, after which "who was X on that day" has two answers.
_CHANGE = {
    "en": re.compile(
        r"(?i)\b(?:resign|replac|succeed|appoint|elect|becom|became|nam(?:ed|es)\b|took\sover|takes?\sover|step(?:s|ped)\sdown|retire|dies\b|died\b|sworn|dismiss|oust|removed|sack|depos|stepp|left\\soffice|takes?\soffice|took\soffice|assassin)"
    ),
    "fr": re.compile(
        r"(?i)(?:\b|_)(?:démission|remplac|succèd|succéd|nomm[eé]|élu|réélu|devien|devin|devenu|limog|meurt|mourut|décèd|désign|prend\sses\sfonctions|entre\sen\sfonction|assassin)"
    ),
    "es": re.compile(r"(?i)\b(?:dimit|sustituy|suced|nombr|eleg|electo|asum|falleci|muri)"),
    "de": re.compile(
        r"(?i)\b(?:zurückgetreten|tritt|trat|folgt|ernannt|gewählt|stirbt|starb|ablös|abgelöst)"
    ),
}


def _changes(sentence: str, lang: str) -> bool:
    pattern = _CHANGE.get(lang)
    return pattern is not None and pattern.search(sentence) is not None


def persons(prose: Prose, told: list[Statement]) -> list[Fact]:
    """A fact for each person whose role singles them out, at the date of their sentence."""
    document = prose.document
    dated: dict[tuple[int, int], set[Edtf]] = defaultdict(set)
    for statement in told:
        if statement.named is None:
            dated[statement.body].add(statement.when)
    found: list[Fact] = []
    answers: dict[str, set[str]] = defaultdict(set)
    asked: list[tuple[Person, str]] = []
    undated: list[Person] = []
    known = people(document)
    spans = sorted(dated)
    for person in known:
        if person.bare or _changes(document.text[slice(*person.body)], document.lang):
            continue
        dates = _within(person.body, spans, dated)
        if len(dates) > 1:
            continue  # at which of them?
        when = next(iter(dates), None)
        article = person.article or ("the " if document.lang == "en" else "")
        if _RANK.fullmatch(person.role):
            continue  # one of many
        wording = who(article, person.role, person.name, when, document.lang)
        if wording is not None and wording.tier == "undated":
            undated.append(person)  # an office has many bearers: their sentence says which is meant
        elif wording is not None:
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
    bare = [p for p in known if p.bare or p in undated]
    return [*found, *_clozes(prose, bare, {p.name.split()[-1] for p, _ in asked})]


_RANK = re.compile(
    r"(?i)(?:chef de bataillon|chef d['’]escadrons?|colonel|capitaine|commandant|lieutenant(?:-colonel)?|sergent(?:-chef)?|adjudant|caporal|major|"
    r"captain|sergeant|corporal|private|commander|coronel|capitán|sargento|hauptmann|oberst|leutnant)"
)


def _clozes(prose: Prose, bare: list[Person], asked: set[str]) -> list[Fact]:
    """A cloze for people whose role does not single them out: "the president, […], and the prime minister"."""
    document = prose.document
    by_sentence: dict[tuple[int, int], list[Person]] = {}
    for person in bare:
        if person.name.split()[-1] not in asked:
            by_sentence.setdefault(person.body, []).append(person)
    found = []
    for (a, b), group in by_sentence.items():
        start = a
        opening = label(document.text, a, b, document.lang)
        if opening is not None and (opening.strong or opening.mention.first.month):
            start = opening.body
        spans = sorted((p.spot[0] - start, p.spot[1] - start) for p in group)
        if spans[0][0] < 0 or outside(prose, document.text[start:b]):
            continue
        said = cloze(document.text[start:b], spans, document.lang)
        if said is not None:
            found.append(
                Fact(
                    id=slug(f"{group[0].role} {group[0].name}", document.lang),
                    body=Cloze(scoped_cloze(said, prose.about, document.lang)),
                    topic=group[0].topic,
                    source=Telling("s1", document.text[a:b], (a, b)),
                    tags=("person",),
                )
            )
    return found
