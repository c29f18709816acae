"""Questions in languages without a parser: natural, else framed, else none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quiz.core.edtf import Edtf, Span
from quiz.dates.find import Role, find
from quiz.lang import language
from quiz.wording import es_stand
from quiz.wording.edges import OF_NOUN, after_other
from quiz.wording.frame import frame, gapped, shortened, whole
from quiz.wording.gates import inner, stem_faults, vague
from quiz.wording.standing import RULES
from quiz.wording.text import balanced, capital, clean
from quiz.wording.topic_name import NOBODY, TopicName
from quiz.wording.wording import Wording


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
    """The question in a language of `RULES`: natural, else framed; None where neither is fair.

    `second` is True for a later sentence of an entry, which inherits its date.
    """
    if cut is None:
        return _entry(text, when, lang, role, topic, second=second)
    rules = RULES[lang]
    if (clock := _CLOCK.match(text)) and clock.end() == cut[0]:
        text, cut = text[cut[0] :], (0, cut[1] - cut[0])
    if _finer_after(text, cut, rules.segment(text, cut)[1], lang):
        return None
    found = rules.when(text, cut, role, topic)
    if found is not None and not found.statement:
        found = replace(found, statement=_marked(text, cut, lang))
    if found is not None and _fair(found.stem, when, lang):
        return found
    return _gapped(text, when, cut, lang, role, topic)


# "A las 21:08 del 13 de noviembre": the time of day is not asked.
_CLOCK = re.compile(
    r"(?i)\W*(?:a|hacia|sobre)\slas?\s[\w:.]+(?:\sy\s\w+)?(?:\shoras)?(?:\sde\sla\s(?:mañana|tarde|noche|madrugada))?\s+|\W*(?:um|gegen)\s[\d:.]+\sUhr\s+"
)


def _finer_after(text: str, cut: tuple[int, int], end: int, lang: str) -> bool:
    """Whether a clause gives its date again and better: "Dos años después …, el 15 de noviembre"."""
    return any(
        m.first.month is not None and m.first.year is None and m.relative is None
        for m in find(text, lang, cut[1], end)
    )


def _fair(stem: str, when: Edtf, lang: str) -> bool:
    """Whether a stem passes the gates and holds no other date."""
    others = (m for m in find(inner(stem), lang) if not m.bare or m.first.year is not None)
    return not stem_faults(stem, when, lang) and next(others, None) is None


def _entry(
    text: str, when: Edtf, lang: str, role: Role, topic: TopicName, *, second: bool
) -> Wording | None:
    """The question for a sentence or noun phrase whose date stands outside it."""
    if _SHIFTED.match(text):
        return None
    said, rules = _first_part(text), RULES[lang]
    if role is Role.AT and not second and (named := rules.nominal(said)):
        if not stem_faults(named.stem, when, lang):
            return replace(named, statement=capital(clean(said).rstrip(".")))
    stated = rules.stated(said, None, topic)
    if stated is None or (second and not _names_itself(stated[0], lang)):
        return None
    for part in (stated[0], re.split(r",\s(?!\d)", stated[0])[0]):
        kept = shortened(clean(part), es_stand.verb_of(part) if lang == "es" else "")
        framed = _framed(kept, when, lang, role)
        if framed is not None and not stem_faults(framed.stem, when, lang):
            return framed
    return None


# "Dos años después" in an entry: not its date.
_SHIFTED = re.compile(
    r"(?i)[\s*_•–—-]*(?:(?:solo|apenas|nur|erst)\s+)?[\w-]+\s+(?:días?|semanas?|mes(?:es)?|años?|siglos?|horas?|Tage?|Wochen?|Monate?|Jahre?)\s+"
    r"(?:más tarde|antes|después|später|zuvor|danach|darauf)(?!\w)(?!\sdel?\s)"
)


def _first_part(text: str) -> str:
    """An entry up to its first semicolon, where enough is said before it."""
    first = re.split(r";\s", text)[0]
    return first if len(first.split()) >= 4 else text


def _names_itself(said: str, lang: str) -> bool:
    """Whether a later sentence of an entry begins with a subject of its own, and tells an act."""
    if _POINTING.search(said):
        return False
    if lang == "es":
        return re.match(r"(?:[^\W\d_]+\s){1,3}[A-ZÁÉÍÓÚÑ]", said) is not None
    return RULES[lang].subject.match(said) is not None and not vague(said, lang, 5)


_POINTING = re.compile(
    r"(?<!\w)(?:sus?|él|ella|ellos|ellas|(?:es|son|era|eran)(?!\s\w+[aio]d[oa]s?\b)|está|están|seine?[rsmn]?|ihre?[rsmn]?|ist|sind|war|waren)(?!\w)"
)


def _framed(kept: str | None, when: Edtf, lang: str, role: Role) -> Wording | None:
    if not kept or not balanced(kept) or len(kept.split()) < 2:
        return None
    return frame(capital(kept), when, lang, role)


def _gapped(
    text: str, when: Edtf, cut: tuple[int, int], lang: str, role: Role, topic: TopicName
) -> Wording | None:
    """The sentence, or its clause that holds the date, with a gap where that stood.

    Without a gap where the date led it and its verb may stand first.
    """
    if role is Role.BY:
        return None
    if lang == "de" and OF_NOUN.match(text, cut[0]) and not isinstance(when, Span):
        return None
    rules, gap = RULES[lang], language(lang).frames.gap
    if turned := rules.turned(text, cut, after_other(text, cut, lang), topic):
        text, cut = turned
    for a, b in _spans(text, cut, lang):
        stated = rules.stated(text[a:b], (cut[0] - a, cut[1] - a), topic)
        if stated is None or stated[1] is None:
            continue
        said, spot = stated[0], stated[1]
        if text[:a].strip() and not (rules.subject.match(said) or said.startswith("[")):
            continue  # a part of a sentence begins as a sentence does
        shown = _marked(said, spot, lang)
        if _RELATIVE_LED.match(shown):
            continue
        if gap not in shown:
            found = _led(shown, when, lang, role)
        elif lang == "es" and topic.name and _office(shown, gap):
            kept = shortened(f"{topic.name}: {shown[:1].lower()}{shown[1:]}", gap)
            found = gapped(kept, when, lang) if kept and gap in kept else None
        else:
            found = _with_gap(shown, gap, when, lang, role)
        # A gap shows which of two dates is asked for.
        if found is not None and not stem_faults(found.stem, when, lang):
            if gap in found.stem or _fair(found.stem, when, lang):
                return found
    return None


def after_another(
    before: Sequence[str], text: str, when: Edtf, cut: tuple[int, int], lang: str, role: Role
) -> Wording | None:
    """The frame of a sentence that leans on the one before it, quoted after that one.

    None where that one has no subject of its own, or both are too long.
    """
    gap = language(lang).frames.gap
    if not before or role not in (Role.AT, Role.SPAN):
        return None
    lead = clean(before[-1]).rstrip(".")
    said = _marked(text, cut, lang)
    if gap not in said:
        said = f"{gap} {clean(text[cut[1] :]).rstrip('.')}"
    rules, room = RULES[lang], _PASSAGE - len(lead)
    if rules.stated(text, cut, NOBODY) is not None:
        return None  # it does not lean
    stated = rules.stated(lead, None, NOBODY)
    if stated is None or not rules.subject.match(lead) or room < _LEAST or _POINTING.search(lead):
        return None
    if any(m.relative is not None or not m.complete for m in find(lead, lang) if not m.bare):
        return None
    kept = shortened(said, gap, room)
    if kept is None or gap not in kept or not balanced(kept):
        return None
    if not rules.has_verb(kept) and not (lang == "de" and kept.startswith(gap)):
        return None
    if any(m.relative is not None for m in find(kept, lang)):
        return None
    framed = gapped(f"{capital(lead)}. {capital(kept)}", when, lang)
    return None if stem_faults(framed.stem, when, lang) else framed


_PASSAGE, _LEAST = 180, 40  # characters of both sentences, and of the later one
_RELATIVE_LED = re.compile(r"(?i)(?:que|quien|quienes|donde|cuando|cuyo|cuya|y)\s")


def _led(shown: str, when: Edtf, lang: str, role: Role) -> Wording | None:
    """The frame around what followed a leading date."""
    verb = es_stand.verb_of(shown)
    kept = shortened(shown, verb)
    if kept is None or kept.endswith("…"):
        kept = shortened(es_stand.without_lead(shown), verb) or kept
    if kept and kept.endswith("…") and not RULES[lang].has_verb(kept):
        return None
    return _framed(kept, when, lang, role)


def _office(shown: str, gap: str) -> bool:
    """Whether it is an office and no sentence: "Cofundador […] de la asociación, creada …"."""
    first = shown.split(",", maxsplit=1)[0]
    named = re.match(r"[A-ZÁÉÍÓÚÑ][a-záéíóúñ-]+\s", shown) is not None
    return named and gap in first and not RULES["es"].has_verb(first)


def _with_gap(shown: str, gap: str, when: Edtf, lang: str, role: Role) -> Wording | None:
    kept = shortened(shown, gap)
    if kept is None or gap not in kept or not balanced(kept) or kept == gap:
        return None
    if not RULES[lang].has_verb(kept):
        return None
    if role in (Role.SINCE, Role.UNTIL) and not isinstance(when, Span):
        return replace(frame(capital(kept), when, lang, role), tier="gap")
    return gapped(capital(kept), when, lang)


def _marked(said: str, spot: tuple[int, int], lang: str) -> str:
    """A sentence with a gap for its date; in German at its head too, since its verb stands second."""
    gap = language(lang).frames.gap
    before, after = said[: spot[0]].rstrip(), said[spot[1] :].strip()
    if before.endswith(",") and not re.match(r"[,.;]", after):
        return clean(f"{before} {gap} {after}").rstrip(".")
    if before.endswith("(") and after.startswith(")"):
        return clean(f"{before}{gap}{after}").rstrip(".")
    if lang == "de" and not before.strip(" *_•–—-"):
        return f"{gap} {clean(after).rstrip('.')}"
    shown = whole(said, spot, lang, mark=True)
    if gap not in shown and re.search(r"\w", before):
        return clean(f"{before} {gap} {after}").rstrip(".")  # after "; "
    return shown


def _spans(text: str, cut: tuple[int, int], lang: str) -> list[tuple[int, int]]:
    """What of a sentence may be shown: all of it, all after a date that leads it, its clause."""
    a, b = RULES[lang].segment(text, cut)
    found = [(0, len(text)), (0, b), (a, b)]
    if (start := after_other(text, cut, lang)) and lang == "es":
        found[1:1] = [(start, len(text)), (start, b)]
    return found
