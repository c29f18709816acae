"""Facts from quantities: how many, as a question where that is sure, as a cloze otherwise."""

from __future__ import annotations

from itertools import islice

from quiz.core.fact import Cloze, Fact, Question, Telling
from quiz.dates.labels import label
from quiz.library.prose import Prose
from quiz.library.slugs import slug
from quiz.mining.conflicts import disagreements, marks
from quiz.mining.merge import Bag, content
from quiz.mining.quantities import Counted, counted
from quiz.wording.cloze import cloze
from quiz.wording.howmany import how_many
from quiz.wording.parts import predicate
from quiz.wording.pointing import points_outside
from quiz.wording.scope import scoped, scoped_cloze
from quiz.wording.standing import RULES, clause_alone, named, relative_lead


def figures(prose: Prose, most: int | None = None) -> tuple[list[Fact], list[tuple[Fact, Fact]]]:
    """A fact for each quantity that can be asked of a document's first `most` sentences with quantities, and those that disagree.

    Of two that tell the same with different numbers the first stands, and the pair is given.
    """
    found: list[Fact] = []
    seen: set[str] = set()
    said: list[tuple[Fact, str, Bag, Bag]] = []  # a fact, its number, words and names beside it
    text = prose.document.text
    for told in islice(counted(prose.document), most):
        facts = _facts(prose, told, seen)
        found += facts
        a, b = told.body
        for quantity in told.quantities if facts else ():
            rest = f"{text[a : quantity.start]} {text[quantity.end : b]}"
            fact = next((f for f in facts if f.source is not None), facts[0])
            number = text[quantity.start : quantity.end]
            said.append((fact, number, content(rest, prose.document.lang), marks(rest)))
    pairs = disagreements(
        [words for _, _, words, _ in said],
        [names for _, _, _, names in said],
        [number for _, number, _, _ in said],
    )
    clashing = [(said[i][0], said[j][0]) for i, j in pairs if said[i][0] is not said[j][0]]
    gone = {id(second) for _, second in clashing}
    return [f for f in found if id(f) not in gone], clashing


def _facts(prose: Prose, told: Counted, seen: set[str]) -> list[Fact]:
    document = prose.document
    a, b = told.body
    quote = document.text[a:b]
    opening = label(document.text, a, b, document.lang)
    if (
        opening is not None
        and (opening.strong or opening.mention.first.month or document.text[opening.body].isupper())
        and opening.body <= told.quantities[0].start
    ):
        a = opening.body
    text = document.text[a:b]
    about = told.subject or prose.about
    source = Telling("s1", quote, told.body)
    facts: list[Fact] = []
    left = []
    for quantity in told.quantities:
        span = quantity.start - a, quantity.end - a
        if not _counts(prose, text, span):
            continue
        asked = how_many(text, span, document.lang, prose.parse)
        stem = scoped(asked.stem, about, None, document.lang) if asked else ""
        if asked is None or stem in seen:
            left.append(span)
            continue
        seen.add(stem)
        facts.append(
            Fact(
                id=slug(f"{quantity.unit} {asked.stem}", document.lang),
                body=Question(stem, _number(text[slice(*span)]), asks="howmany"),
                topic=told.topic,
                source=source,
                tags=("figure",),
            )
        )
    parts = _clauses(prose, text, left, a)
    alone, left = _named(prose, text, left, a)
    if left and outside(prose, alone):
        left = []
    together = cloze(alone, left, document.lang) if left else None
    # A sentence too long for all of its figures may do for each by itself.
    single = [_alone(prose, alone, span) for span in left] if not together else []
    if not together and not any(single):
        single = parts
    for said in [together, *single]:
        if said is None or said in seen:
            continue
        seen.add(said)
        facts.append(
            Fact(
                id=slug(f"{told.quantities[0].unit} {said}", document.lang),
                body=Cloze(scoped_cloze(said, about, document.lang)),
                topic=told.topic,
                source=source,
                tags=("figure",),
            )
        )
    return facts


def _counts(prose: Prose, text: str, span: tuple[int, int]) -> bool:
    """Whether a number counts or measures what follows it: not "2.2 adds types"."""
    parsed = prose.parse(text)
    if parsed is None:
        return True
    after = next((t for t in parsed.tokens if t.start >= span[1] and t.upos != "PUNCT"), None)
    if after is None or after.start > span[1] + 2:
        return True
    if any(t.kind == "nummod" for t in parsed.tokens if span[0] <= t.start < span[1]):
        return True
    return after.upos not in ("VERB", "AUX") or after.feats.get("VerbForm") == "Part"


def _named(
    prose: Prose, text: str, spans: list[tuple[int, int]], at: int
) -> tuple[str, list[tuple[int, int]]]:
    """The sentence with its subject named, where that is a pronoun, and the spans moved along.

    No spans where it leans on the text around it.
    """
    lang = prose.document.lang
    if lang in RULES:
        start = relative_lead(text, lang)
        if start is None:
            return text, []
        inner = [(x - start, y - start) for x, y in spans]
        return named(text[start:], inner, lang, prose.told_of(at, text)) or (text, [])
    said, moved = text, []
    for span in spans:
        said, cut = prose.named(text, span, at)
        moved.append(cut or span)
    return said, moved


def _clauses(prose: Prose, text: str, spans: list[tuple[int, int]], at: int) -> list[str | None]:
    """Clozes of the clauses that hold figures, where a language has no parser to find predicates."""
    lang = prose.document.lang
    if lang not in RULES:
        return []
    told = (clause_alone(text, span, lang, prose.told_of(at, text)) for span in spans)
    return [cloze(found[0], [found[1]], lang) for found in told if found is not None]


def outside(prose: Prose, text: str) -> bool:
    """Whether a sentence has a pronoun that means something outside it."""
    parsed = prose.parse(text)
    return parsed is not None and points_outside(parsed)


def _number(said: str) -> str:
    """A number as an answer: a word that opened its sentence in lower case."""
    said = said.strip()
    return said if said.isupper() else said[:1].lower() + said[1:]


def _alone(prose: Prose, text: str, span: tuple[int, int]) -> str | None:
    """A cloze for one figure, of the predicate that holds it where the whole is too long."""
    said = cloze(text, [span], prose.document.lang)
    parsed = prose.parse(text) if said is None else None
    shorter = predicate(parsed, span[0]) if parsed else None
    if shorter is None:
        return said
    part, at = shorter
    return cloze(part, [(at, at + span[1] - span[0])], prose.document.lang)
