"""Facts from dated statements: every telling of an event together, asked once and best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from quiz.core.deck import Conflict
from quiz.core.document import Document
from quiz.core.edtf import Edtf, overlap
from quiz.core.fact import Event, Fact, Telling
from quiz.dates.find import Role
from quiz.library.prose import Prose
from quiz.library.slugs import slug, unique
from quiz.library.unasked import Reason, reason
from quiz.library.worded import inside, worded
from quiz.mining.conflicts import disputes, marks
from quiz.mining.merge import bag, content, groups
from quiz.mining.statement import Statement
from quiz.translation import N_
from quiz.wording.frame import frame, gapped, whole
from quiz.wording.gates import stem_faults
from quiz.wording.named import ask_named
from quiz.wording.scope import scoped
from quiz.wording.wording import Wording


@dataclass(frozen=True, slots=True)
class Events:
    """The facts, how many statements found no fair question and why, and how many are natural.

    Of events told with two dates the better supported side is among the facts, both stand in
    `conflicts`.
    """

    facts: tuple[Fact, ...]
    unasked: Mapping[Reason, int]
    natural: int
    conflicts: tuple[Conflict, ...] = ()


def events(
    prose: Prose,
    told: list[Statement],
    meanings: Mapping[str, str],
    taken: set[str],
    tick: Callable[[int], None],
) -> Events:
    """A fact for each event told in `told`; ids are added to `taken`, `tick` hears of progress.

    `meanings` are the document's short forms with what they stand for.
    """
    document = prose.document
    wordings = _worded(prose, told, tick)
    facts: list[Fact] = []
    stems: set[str] = set()
    twins = _twins(told, wordings)
    about = prose.about
    unasked: Counter[Reason] = Counter()
    natural = 0
    verbs = [w.verb if w else "" for w in wordings]
    together = groups(document, told, [_said(document, s) for s in told], verbs, meanings)
    for group in together:
        fact = _fact(
            document,
            [told[i] for i in group],
            [wordings[i] for i in group],
            taken,
            stems,
            twins,
            about,
        )
        if fact is None:
            tellings = [told[i] for i in group]
            unasked[reason(document, tellings, [wordings[i] for i in group], twins)] += 1
        for i in group:
            wordings[i] = None  # its fact takes its room
        if fact is not None:
            facts.append(fact)
            natural += "when" in fact.ask
    del wordings, twins, together  # what is made next takes their room
    told_by = {_key(s): verb for s, verb in zip(told, verbs, strict=True) if verb}
    kept, conflicts = _settled(facts, document.lang, told_by)
    return Events(tuple(kept), unasked, natural, conflicts)


def _key(statement: Statement) -> tuple[tuple[int, int], Edtf]:
    return statement.at, statement.when


def _settled(
    facts: list[Fact], lang: str, verbs: Mapping[tuple[tuple[int, int], Edtf], str]
) -> tuple[list[Fact], tuple[Conflict, ...]]:
    """The facts without the weaker side of each dispute, and the disputes."""
    events: list[Fact] = []
    said: list[str] = []
    for fact in facts:
        if isinstance(fact.body, Event) and fact.source and fact.source.at:
            verb = verbs.get((fact.source.at, fact.body.when), "")
            if verb:  # what tells no verb is in no dispute
                events.append(fact)
                said.append(verb)
    whens = [f.body.when for f in events if isinstance(f.body, Event)]
    texts = [f.body.event for f in events if isinstance(f.body, Event)]
    bags = [
        bag([verb, *(w for w in content(t, lang) if w[:4] != verb[:4])])
        for t, verb in zip(texts, said, strict=True)
    ]
    entries = ["chronology" in f.tags for f in events]
    pairs = disputes(bags, [marks(t) for t in texts], whens, entries, said)
    found: list[Conflict] = []
    gone: set[str] = set()
    for i, j in pairs:
        sides = sorted((events[i], events[j]), key=_support, reverse=True)
        better, other = sides
        if better.id in gone or other.id in gone:
            continue
        gone.add(other.id)
        tellings = tuple(
            replace(f.source, when=f.body.when)
            for f in sides
            if f.source is not None and isinstance(f.body, Event)
        )
        found.append(Conflict(better.id, tellings, about=N_("date")))
    settled = {c.fact for c in found}
    kept = [_alone(f) if f.id in settled else f for f in facts if f.id not in gone]
    return kept, tuple(found)


def _alone(fact: Fact) -> Fact:
    """A fact without the heading in its stem, now that the twin it told it from is gone."""
    asked = {kind: stem.replace(f" ({fact.topic})", "") for kind, stem in fact.ask.items()}
    return replace(fact, ask=asked)


def _support(fact: Fact) -> tuple[int, bool]:
    """How well a fact is supported: by how many tellings, and by the chronology."""
    return len(fact.supports), "chronology" in fact.tags


def _said(document: Document, statement: Statement) -> str:
    if statement.named is not None:
        return ask_named(*statement.named, document.lang).statement
    a, b = statement.body
    cut = inside(statement)
    return whole(document.text[a:b], cut, document.lang)


def _worded(
    prose: Prose, told: list[Statement], tick: Callable[[int], None]
) -> list[Wording | None]:
    """A wording for each statement."""
    found: list[Wording | None] = []
    for i, statement in enumerate(told):
        if i % 8 == 0:
            tick(i)
        found.append(worded(prose, statement))
    return found


def _fact(
    document: Document,
    told: list[Statement],
    worded: list[Wording | None],
    taken: set[str],
    stems: set[str],
    twins: Mapping[str, bool],
    about: str,
) -> Fact | None:
    """One fact for all tellings of an event: the best wording, asked at the finest date."""
    finest = min(told, key=lambda s: (_length(s.when), not s.entry))
    pairs = [(s, w) for s, w in zip(told, worded, strict=True) if w is not None]
    pairs.sort(
        key=lambda p: (
            not p[1].natural,
            p[0].role is not Role.AT,
            len(p[1].stem) > 110,
            not p[0].entry,
            len(p[1].stem),
        )
    )
    for statement, wording in pairs:
        stem = wording.stem
        if not wording.natural and finest is not statement:
            again = gapped(wording.statement, finest.when, document.lang)
            if wording.tier != "gap":
                again = frame(wording.statement, finest.when, document.lang, finest.role)
            stem = again.stem
        if stem in twins:
            if twins[stem]:
                stem = _headed(stem, statement.topic, finest.when, document.lang)
            if stem in twins:
                continue  # it would have two right answers
        if stem in stems or stem_faults(stem, finest.when, document.lang):
            continue
        stems.add(stem)
        stem = scoped(stem, about, finest.when, document.lang)
        default = frame(wording.statement, finest.when, document.lang).stem
        supports = tuple(_telling(document, s) for s in told if s is not finest)
        return Fact(
            id=unique(slug(wording.statement, document.lang), taken),
            body=Event(wording.statement, finest.when),
            ask={} if stem == default else {"when": stem},
            topic=statement.topic,
            source=_telling(document, finest, dated=False),
            supports=supports,
            tags=("chronology",) if any(s.entry for s in told) else (),
        )
    return None


def _twins(told: list[Statement], worded: list[Wording | None]) -> dict[str, bool]:
    """The stems that would ask for several dates: "When did closest approach occur?".

    With each, whether they stand in several sentences, so that a heading may tell them apart.
    """
    asked: dict[str, list[Statement]] = {}
    for statement, wording in zip(told, worded, strict=True):
        if wording is not None:
            asked.setdefault(wording.stem, []).append(statement)
    return {
        stem: len({s.body for s in said}) == len(said)
        for stem, said in asked.items()
        if any(not overlap(said[0].when, s.when) for s in said)
    }


_HEADING_LIMIT = 50  # characters


def _headed(stem: str, heading: str, when: Edtf, lang: str) -> str:
    """A stem that has a twin, with the heading that it stood under: "… occur (Encounter II)?"."""
    if not heading or len(heading) > _HEADING_LIMIT or heading.lower() in stem.lower():
        return stem
    if heading.isupper():
        heading = re.sub(r"\b(?!I+\b|IV\b|VI*\b)(\w)(\w*)", lambda m: m[1] + m[2].lower(), heading)
    end = re.search(r"\s?[?]$|[”»“]\s?:", stem)
    if end is None:
        return stem
    at = end.start() - (stem[: end.start()].endswith(" "))
    headed = f"{stem[:at]} ({heading}){stem[at:]}"
    return stem if stem_faults(headed, when, lang) else headed


def _telling(document: Document, statement: Statement, *, dated: bool = True) -> Telling:
    a, b = statement.at
    return Telling("s1", document.text[a:b], (a, b), statement.when if dated else None)


def _length(when: Edtf) -> int:
    return when.bounds.last - when.bounds.first
