"""Questions that need no parse: Spanish and German, and what "it was reported" that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quiz.core.edtf import Edtf, Span
from quiz.dates.find import Role, find
from quiz.lang import language
from quiz.wording import de, es
from quiz.wording.edges import LEADING, OF_NOUN, SEPARATING, after_other
from quiz.wording.frame import frame, gapped, shortened, whole
from quiz.wording.gates import inner, stem_faults, vague
from quiz.wording.text import balanced, capital, clean
from quiz.wording.topic_name import NOBODY, TopicName
from quiz.wording.wording import Wording

_IMPERSONAL = {
    "en": (
        re.compile(r"(?i)it (?:was|is) (?P<verb>\w+ed|said|shown|found) that (?P<what>.+)"),
        "When was it {verb} that {what}?",
    ),
    "fr": (
        re.compile(
            r"(?i)il (?:est|a été|fut) (?P<verb>\w+é) (?P<what>(?:que|qu['’]|de|d['’])\s?.+)"
        ),
        "Quand a-t-il été {verb} {what} ?",
    ),
}


def impersonal(
    text: str, when: Edtf, cut: tuple[int, int], lang: str, role: Role
) -> Wording | None:
    """The form "On 25 January, it was reported that X" → "When was it reported that X?"."""
    if role is not Role.AT or lang not in _IMPERSONAL or not LEADING.fullmatch(text, 0, cut[0]):
        return None
    gap = SEPARATING.match(text, cut[1])
    pattern, form = _IMPERSONAL[lang]
    rest = clean(text[gap.end() :]).rstrip(".") if gap else ""
    found = pattern.fullmatch(rest)
    if found is None:
        return None
    what = found["what"]
    while len(what) > 110 and "," in what[40:]:
        what = what[: what.rindex(",")]
    stem = form.format(verb=found["verb"].lower(), what=what.strip(" ,"))
    if len(stem) > 150 or stem_faults(stem, when, lang):
        return None
    return Wording(stem, "impersonal", statement=capital(rest), verb=found["verb"][:5])


LANGUAGES = ("es", "de")  # those worded here, without a parser


def unparsed(
    text: str,
    when: Edtf,
    cut: tuple[int, int] | None,
    lang: str,
    role: Role,
    topic: TopicName,
    *,
    second: bool,
) -> Wording | None:
    """The question in a language without a parser: natural, else framed; None where neither is fair.

    `second` is True for a later sentence of an entry, which inherits its date.
    """
    if cut is None:
        return _entry(text, when, lang, role, topic, second=second)
    words = es if lang == "es" else de
    if _finer_after(text, cut, words.segment(text, cut)[1], lang):
        return None
    found = words.when(text, cut, role, topic)
    if found is not None and not found.statement:
        found = replace(found, statement=_marked(text, cut, lang))
    if found is not None and _fair(found.stem, when, lang):
        return found
    return _gapped(text, when, cut, lang, role, topic)


def _finer_after(text: str, cut: tuple[int, int], end: int, lang: str) -> bool:
    """Whether a clause gives its date again and better: "Dos años después …, el 15 de noviembre"."""
    return any(
        m.first.month is not None and m.first.year is None and m.relative is None
        for m in find(text, lang, cut[1], end)
    )


def _fair(stem: str, when: Edtf, lang: str) -> bool:
    """Whether a stem passes the gates and holds no other date."""
    return not stem_faults(stem, when, lang) and not any(
        not m.bare for m in find(inner(stem), lang)
    )


def _entry(
    text: str, when: Edtf, lang: str, role: Role, topic: TopicName, *, second: bool
) -> Wording | None:
    """The question for a sentence or noun phrase whose date stands outside it."""
    if _SHIFTED.match(text):
        return None
    said = _first_part(text)
    words = es if lang == "es" else de
    if role is Role.AT and not second and (named := words.nominal(said)):
        if not stem_faults(named.stem, when, lang):
            return replace(named, statement=capital(clean(said).rstrip(".")))
    stated = _stated(said, None, lang, topic)
    if stated is None or (second and not _names_itself(stated[0], lang)):
        return None
    return _framed(stated[0], when, lang, role, dated=False) or _framed(
        re.split(r",\s(?!\d)", stated[0])[0], when, lang, role, dated=False
    )


def told_of(text: str, before: Sequence[str], lang: str) -> TopicName:
    """What a sentence tells of, by the subject of the one before it: NOBODY where that is unsure.

    Only for a sentence that opens with a verb or a pronoun.
    """
    if not before:
        return NOBODY
    if lang == "es" and es.opens_with_verb(text):
        name = es.subject_of(before[-1])
        return TopicName(name, human=False) if name else NOBODY
    if lang == "de" and (pronoun := de.opening_pronoun(text)):
        name = de.subject_for(before[-1], pronoun)
        return TopicName(name, pronoun=pronoun, human=False) if name else NOBODY
    return NOBODY


def means(text: str, lang: str, feminine: bool | None) -> bool:  # noqa: FBT001 - a fact of a person
    """Whether a sentence's pronoun, where it opens with one, may mean a person of that sex."""
    pronoun = de.opening_pronoun(text) if lang == "de" else ""
    return not pronoun or feminine is None or pronoun == ("sie" if feminine else "er")


def named(
    text: str, spans: Sequence[tuple[int, int]], lang: str, topic: TopicName
) -> tuple[str, list[tuple[int, int]]] | None:
    """A sentence that stands alone and where `spans` of it have gone; None where it leans."""
    found = ""
    moved = []
    for span in spans:
        stated = _stated(text, span, lang, topic)
        if stated is None or stated[1] is None:
            return None
        found, at = stated
        moved.append(at)
    return found, moved


def relative_lead(text: str, lang: str) -> int:
    """Where a Spanish sentence begins after "Al año siguiente", which says nothing by itself."""
    first = next(iter(find(text, lang, 0, min(len(text), 60))), None) if lang == "es" else None
    if first is None or first.relative is None or not LEADING.fullmatch(text, 0, first.start):
        return 0
    gap = SEPARATING.match(text, first.end)
    return gap.end() if gap else 0


_SHIFTED = re.compile(
    r"(?i)[\s*_•–—-]*(?:(?:solo|apenas|nur|erst)\s+)?[\w-]+\s+(?:días?|semanas?|mes(?:es)?|años?|siglos?|horas?|Tage?|Wochen?|Monate?|Jahre?)\s+"
    r"(?:más tarde|antes|después|später|zuvor|danach|darauf)(?!\w)(?!\sdel?\s)"
)


def _first_part(text: str) -> str:
    """An entry up to its first semicolon, where enough is said before it."""
    first = re.split(r";\s", text)[0]
    return first if len(first.split()) >= 4 else text


def _stated(
    text: str, cut: tuple[int, int] | None, lang: str, topic: TopicName
) -> tuple[str, tuple[int, int] | None] | None:
    """A sentence that stands alone, with its date's place in it; None where it leans."""
    if lang == "es":
        told = es.statement(text, cut, topic)
        if told is None:
            return None
        said, moved = told
        return said, (cut[0] + moved, cut[1] + moved) if cut else None
    named = de.statement(text, topic)
    if named is None:
        return None
    said, at, more = named
    if cut is not None and cut[0] > at:
        cut = cut[0] + more, cut[1] + more
    return said, cut


def _names_itself(said: str, lang: str) -> bool:
    """Whether a later sentence of an entry begins with a subject of its own."""
    if _POINTING.search(said):
        return False
    if lang == "es":
        return re.match(r"(?:[^\W\d_]+\s){1,3}[A-ZÁÉÍÓÚÑ]", said) is not None
    return de.NOMINATIVE.match(said) is not None and not vague(said, lang, 5)


_POINTING = re.compile(
    r"(?<!\w)(?:sus?|él|ella|ellos|ellas|es|son|era|eran|está|están|seine?[rsmn]?|ihre?[rsmn]?|ist|sind|war|waren)(?!\w)"
)


def _framed(said: str, when: Edtf, lang: str, role: Role, *, dated: bool = True) -> Wording | None:
    """The frame around a statement; `dated` tells that its date was taken out of it."""
    said = clean(said).rstrip(".")
    verb = es.verb_of(said) if lang == "es" else ""
    kept = shortened(said, verb)
    if lang == "es" and dated and (kept is None or kept.endswith("…")):
        kept = shortened(es.without_lead(said), verb) or kept
    if not kept or not balanced(kept) or len(kept.split()) < 2:
        return None
    if kept.endswith("…") and lang == "es" and dated and not es.has_verb(kept):
        return None
    framed = frame(capital(kept), when, lang, role)
    fair = _fair(framed.stem, when, lang) if dated else not stem_faults(framed.stem, when, lang)
    return framed if fair else None


def _gapped(
    text: str, when: Edtf, cut: tuple[int, int], lang: str, role: Role, topic: TopicName
) -> Wording | None:
    """The sentence, or its clause that holds the date, with a gap where that stood."""
    if role is Role.BY or OF_NOUN.match(text, cut[0]) and lang == "de":
        return None
    if lang == "de" and (turned := de.uninverted(text, cut, after_other(text, cut, lang), topic)):
        text, cut = turned
    for a, b in _spans(text, cut, lang):
        stated = _stated(text[a:b], (cut[0] - a, cut[1] - a), lang, topic)
        if stated is None or stated[1] is None:
            continue
        said, spot = stated
        if text[:a].strip() and not _opens(said, lang):
            continue
        framing = _marked(said, spot, lang)
        gap = language(lang).frames.gap
        if re.match(r"(?i)(?:que|quien|quienes|donde|cuando|cuyo|cuya|y)\s", framing):
            continue
        if framing and gap not in framing and not said[: spot[0]].strip(" *_•–—-"):
            if found := _framed(framing, when, lang, role):
                return found  # the date leads it
            continue
        kept = shortened(framing, gap) if framing else None
        if (
            kept is not None
            and lang == "es"
            and topic.name
            and not es.has_verb(framing.split(",")[0])
        ):
            if re.match(
                r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ-]+\s", kept
            ):  # "Cofundador en 1933 de la asociación"
                kept = f"{topic.name}: {kept[:1].lower()}{kept[1:]}"
                framed = gapped(kept, when, lang)
                return framed if gap in kept and _fair(framed.stem, when, lang) else None
        if kept is None or gap not in kept or not balanced(kept) or not _told(kept, gap, lang):
            continue
        framed = gapped(capital(kept), when, lang)
        if role in (Role.SINCE, Role.UNTIL) and not isinstance(when, Span):
            framed = frame(capital(kept), when, lang, role)
        if _fair(framed.stem, when, lang):
            return replace(framed, tier="gap")
    return None


def _marked(said: str, spot: tuple[int, int], lang: str) -> str:
    """A sentence with a gap for its date; in German at its head too, since its verb stands second."""
    if said[: spot[0]].rstrip().endswith(",") and not re.match(r"\s*[,.;]", said[spot[1] :]):
        return clean(
            f"{said[: spot[0]].rstrip()} {language(lang).frames.gap} {said[spot[1] :].strip()}"
        ).rstrip(".")
    if said[: spot[0]].rstrip().endswith("(") and said[spot[1] :].lstrip().startswith(")"):
        return clean(
            f"{said[: spot[0]].rstrip()}{language(lang).frames.gap}{said[spot[1] :].lstrip()}"
        )
    if lang == "de" and not said[: spot[0]].strip(" *_•–—-"):
        return f"{language(lang).frames.gap} {clean(said[spot[1] :]).rstrip('.')}"
    return whole(said, spot, lang, mark=True)


def _spans(text: str, cut: tuple[int, int], lang: str) -> list[tuple[int, int]]:
    """What of a sentence may be shown: all of it, all after another date that leads it, its clause."""
    found = [(0, len(text))]
    if (start := after_other(text, cut, lang)) and lang != "de":
        found.append((start, len(text)))
    words = es if lang == "es" else de
    a, b = words.segment(text, cut)
    found += [(0, b), (a, b)]
    if start and b < len(text):
        found.append((start, b))
    return found


def _opens(said: str, lang: str) -> bool:
    """Whether a part of a sentence begins as a sentence does, with its subject."""
    subject = es.SUBJECT if lang == "es" else de.NOMINATIVE
    return subject.match(said) is not None or said.startswith("[")


def _told(kept: str, gap: str, lang: str) -> bool:
    """Whether a gap stands in a clause that has its verb."""
    return bool(es.has_verb(kept) if lang == "es" else de.has_verb(kept)) and kept != gap
