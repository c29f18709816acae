"""A passage with a gap: a sentence that leans on the one before it, quoted with that one.

For a pronoun or a bare noun that nothing names for sure: “Shackleton and five men leave Elephant
Island. They make land at King Haakon Bay […]”: which date is missing? The reader finds who is
meant where the text says it, so nothing is claimed that the text does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from quiz.core.edtf import Edtf
from quiz.core.parse import Parsed
from quiz.dates.find import Role, find
from quiz.lang import language
from quiz.wording.clause import clause_of
from quiz.wording.frame import gapped, shortened, whole
from quiz.wording.gapped import keeps_verb
from quiz.wording.gates import leans, starts_with_pronoun, stem_faults, stray
from quiz.wording.pointing import points_outside
from quiz.wording.text import balanced, capital, clean
from quiz.wording.wording import Wording

Parse = Callable[[str], Parsed | None]
_BACK = 2  # sentences before that may be quoted
_LEAD, _MOST = 110, 188  # characters of a sentence before, and of all that is quoted
_LEAST_WORDS = 4


def passage(
    before: Sequence[str],
    text: str,
    when: Edtf,
    cut: tuple[int, int],
    lang: str,
    role: Role,
    parse: Parse,
    *,
    about: str = "",
    person: str = "",
) -> Wording | None:
    """The frame around the sentence `text`, its date at `cut` taken out, and what leads to it.

    `before` are the sentences before it, nearest last; `about` names what the document tells
    of, said where the passage holds no name; `person` is its name where that is a person, who
    has to be named where "he" or "she" is. None where the passage does not begin with a subject
    of its own, where another date would give the answer away, or where all is too long.
    """
    if lang not in _HUMAN or role not in (Role.AT, Role.SPAN):
        return None
    parsed = parse(clean(text))
    if parsed is None or not any(t.finite for t in parsed.tokens) or _named_itself(parsed):
        return None
    gap = language(lang).frames.gap
    said = whole(text, cut, lang, mark=True)
    if not said or not balanced(said):
        return None
    if gap not in said:
        said = _closed(said, text, cut, gap)
    told = _told(before, lang, parse)
    if told is None:
        return None
    room = _MOST - sum(len(t) + 2 for t in told)
    kept = shortened(said, gap, room) if room > 0 else None
    if kept is None or gap not in kept or len(kept) > room or not keeps_verb(parsed, kept):
        return None
    statement = " ".join([*(f"{t}." if not t.endswith("…") else t for t in told), kept])
    if person and _HUMAN[lang].search(statement) and person.rsplit(maxsplit=1)[-1] not in statement:
        return None
    plain = parse(clean(statement.replace(gap, "").replace("…", "")) + ".")
    if plain is None or points_outside(plain):
        return None
    framed = gapped(statement, when, lang)
    if leans(kept, lang) or stray(kept, lang) or stem_faults(framed.stem, when, lang):
        return None
    if not re.search(r"(?<=[^.!?…] )[A-ZÀ-Ý]", statement):
        return titled(framed, about, when, lang)
    return framed


def of_person(
    text: str,
    when: Edtf,
    cut: tuple[int, int],
    lang: str,
    role: Role,
    parse: Parse,
    *,
    person: str,
) -> Wording | None:
    """The frame of a sentence in which "him" or "her" is the `person` that the document tells of."""
    if lang not in _HUMAN or role is not Role.AT or not _HUMAN[lang].search(text):
        return None
    parsed, gap = parse(clean(text)), language(lang).frames.gap
    said = whole(text, cut, lang, mark=True)
    if parsed is None or not any(t.finite for t in parsed.tokens) or not balanced(said):
        return None
    if gap not in said:
        said = _closed(said, text, cut, gap)
    kept = shortened(said, gap)
    if kept is None or gap not in kept or _BARE_LEAD.match(kept):
        return None
    bare = re.sub(
        _HUMAN[lang], person.rsplit(maxsplit=1)[-1], kept.replace(gap, "").replace("…", "")
    )
    plain = parse(clean(bare) + ".")
    if plain is None or points_outside(plain):
        return None
    framed = gapped(kept, when, lang)
    if leans(kept, lang) or stray(kept, lang):
        return None
    return titled(framed, person, when, lang)


# A gap and then a pronoun or possessive: nobody is named before it.
_BARE_LEAD = re.compile(r"(?i)\W*(?:his|her|he|she|il|elle|ils|elles|son|sa|ses)\b")


def titled(framed: Wording, about: str, when: Edtf, lang: str) -> Wording | None:
    """A frame whose statement names nothing, with what the document tells of: “…” (London)."""
    end = re.search(r"[”»]\s?:", framed.stem)
    if not about or end is None or about.lower() in framed.stem.lower():
        return None
    stem = f"{framed.stem[: end.start() + 1]} ({about}){framed.stem[end.start() + 1 :]}"
    statement = f"{framed.statement} ({about})"
    found = replace(framed, stem=stem, statement=statement)
    return None if set(stem_faults(stem, when, lang)) - {"vague"} else found


# Words that mean somebody; French has the same for things, where no person is told of.
_HUMAN = {
    "en": re.compile(r"(?i)\b(?:he|she|him|his|her|hers)\b"),
    "fr": re.compile(r"(?i)\b(?:ils?|elles?|lui|son|sa|ses)\b"),
}


def means_somebody(text: str, lang: str) -> bool:
    """Whether a text has a word that means somebody, such as "her"."""
    return lang in _HUMAN and _HUMAN[lang].search(text) is not None


def _named_itself(parsed: Parsed) -> bool:
    """Whether a sentence names all that it tells of, so that nothing before it would help."""
    clause = clause_of(parsed, None)
    named = clause is not None and parsed[clause.head].upos == "PROPN"
    return named and not points_outside(parsed)


def _told(before: Sequence[str], lang: str, parse: Parse) -> list[str] | None:
    """The sentences that lead to another one, from the nearest that names its subject on."""
    told: list[str] = []
    for sentence in reversed(before[-_BACK:]):
        lead = _undated(sentence, lang)
        if lead is None:
            return None
        told.insert(0, lead)
        if _names(lead, lang, parse):
            return told
    return None


def _closed(said: str, text: str, cut: tuple[int, int], gap: str) -> str:
    """A sentence with its gap at the head or the end, where the date stood."""
    if re.search(r"\w", text[: cut[0]]):
        return f"{said} {gap}"
    led = f"{gap}," if text[cut[1] :].lstrip().startswith(",") else gap
    return f"{led} {said[:1].lower()}{said[1:]}" if not said[1:2].isupper() else f"{led} {said}"


def _undated(sentence: str, lang: str) -> str | None:
    """A sentence before, short and without dates at its edges; None where one stays inside."""
    said = capital(re.split(r";\s+", clean(sentence).rstrip("."))[-1])
    mentions = find(said, lang)
    if len(mentions) > 1:
        return None
    for mention in reversed(mentions):
        said = whole(said, (mention.start, mention.end), lang)
        gap = language(lang).frames.gap
        if gap in said and not mention.complete:
            return None
        said = said.replace(gap, "…")
    said = clean(said).rstrip(".")
    if len(said) > _LEAD:
        kept = shortened(said, limit=_LEAD)
        if kept is None or len(kept) > _LEAD + 2:
            return None
        said = kept
    return said if balanced(said) and len(said.split()) >= _LEAST_WORDS else None


def _names(lead: str, lang: str, parse: Parse) -> bool:
    """Whether a sentence begins with a subject that it names itself."""
    if starts_with_pronoun(lead, lang) or leans(lead, lang) or stray(lead, lang):
        return False
    parsed = parse(lead.rstrip(" …") + ".")
    clause = clause_of(parsed, None) if parsed else None
    if parsed is None or clause is None or clause.form != "main" or clause.shared:
        return False
    head = parsed[clause.head]
    if head.upos not in ("NOUN", "PROPN") or any(
        parsed[i].upos == "PRON" or parsed[i].feats.get("Poss") == "Yes" for i in clause.subject
    ):
        return False
    return head.upos == "PROPN" or head.form.lower() not in language(lang).pronouns
