"""Sentences with a gap where their date stood, for dates that no clause can be asked for."""

from __future__ import annotations

import re

from quiz.core.edtf import Edtf
from quiz.core.parse import Parsed
from quiz.dates.find import Role, find
from quiz.lang import language
from quiz.wording.clause import clause_of
from quiz.wording.edges import OF_NOUN, after_other
from quiz.wording.frame import gapped, shortened, whole
from quiz.wording.gates import stem_faults
from quiz.wording.parts import parts
from quiz.wording.text import balanced
from quiz.wording.wording import Wording, means_another


def with_gap(
    text: str, when: Edtf, cut: tuple[int, int], lang: str, role: Role, parsed: Parsed | None
) -> Wording | None:
    """The sentence with a gap where the date stood inside it: it shows what the date belongs to.

    What leads the sentence goes where it leans on the text before or holds another date.
    """
    if parsed is None or role is Role.BY or re.match(r"\s*on\b[.,;]?", text[cut[1] :]):
        return None
    clause = clause_of(parsed, cut)
    if clause is not None and means_another(clause):
        return None
    if of_noun := OF_NOUN.match(text, cut[0]):
        cut = of_noun.end(), cut[1]  # "the law of […] allows": the gap shows whose date it is
    if re.match(r"(?i)(?:dated|datée?s?|du)\b", text[cut[0] :]) and not of_noun:
        date = next(iter(find(text, lang, cut[0], cut[1])), None)
        cut = (date.core, cut[1]) if date is not None and date.core > cut[0] else cut
    if not of_noun and role in (Role.SINCE, Role.UNTIL):  # the gap keeps what it is to the date
        date = next(iter(find(text, lang, cut[0], cut[1])), None)
        cut = (date.core, cut[1]) if date is not None and date.core > cut[0] else cut
    gap = language(lang).frames.gap
    spots: list[tuple[int, int, tuple[int, int] | None]] = [(0, len(text), cut)]
    if start := after_other(text, cut, lang):
        spots.append((start, len(text), (cut[0] - start, cut[1] - start)))
    told = [*spots, *parts(parsed, cut)]
    # What holds no other date is asked first; the gap shows what is asked in any case.
    told.sort(key=lambda t: t[2] is not None and _others(text[t[0] : t[1]], t[2], lang))
    for a, b, inner in told:
        if inner is None or text[: a + inner[0]].rstrip(" ,").endswith("("):
            continue
        part = text[a:b]
        if stop := _stop(parsed, part, a, inner, lang):
            part = part[:stop]
        if not _sound(parsed, a) or _PRONOUN_LED.get(lang, _NOTHING).search(part[: inner[0]]):
            continue
        framing = whole(part, inner, lang, mark=True)
        root = parsed.root.form if parsed.root else ""
        after = framing.rfind(root) > framing.find(gap) if root in framing else False
        said = shortened(framing, root if after else gap)
        if after and said is not None and root not in said:
            continue  # a clause inside the subject, and the subject's own verb gone
        if said is None or gap not in said or not balanced(said) or _ENDS.search(said):
            continue
        if not keeps_verb(parsed, said):
            continue  # "The treaty, signed in Rome […]": and then?
        if said.startswith(gap) and not _inverted(parsed, a + inner[1]):
            continue
        framed = gapped(said, when, lang)
        if not stem_faults(framed.stem, when, lang):
            return framed
    return None


_ENDS = re.compile(r"\s(?:and|or|but|et|ou|mais|the|an?|l[ea]s?|de|of)(?:\s…)?$")


def keeps_verb(parsed: Parsed, said: str) -> bool:
    """Whether what is left of a sentence has a finite verb that is no relative clause's."""
    words = set(re.findall(r"[^\W\d_]+", said.lower()))
    for token in parsed.tokens:
        top = parsed[token.head] if token.kind in ("aux", "cop") and token.head else token
        if token.finite and top.kind != "acl" and token.form.lower().strip("'’") in words:
            return True
    return False


def _inverted(parsed: Parsed, end: int) -> bool:
    """Whether a finite verb follows the date, and its subject the verb: "… est créé l'Office"."""
    after = [t for t in parsed.tokens if t.start >= end]
    if not after or not after[0].finite:
        return False
    head = after[0] if after[0].upos == "VERB" or not after[0].head else parsed[after[0].head]
    subject = parsed.child(head.index, "nsubj")
    return subject is not None and subject.index > head.index and subject.upos != "PRON"


_BREAK = re.compile(r"[,;:]\s")


def _stop(parsed: Parsed, part: str, start: int, inner: tuple[int, int], lang: str) -> int:
    """Where a sentence may end after its gap, when a relative date follows; 0 where it need not.

    "The Dutch adopt the metre in 1816, Italy […]" without "Germany eleven years later".
    """
    root = parsed.root
    if root is None or root.start >= start + inner[0]:
        return 0
    if not any(m.relative is not None and m.start >= inner[1] for m in find(part, lang)):
        return 0
    found = _BREAK.search(part, inner[1])
    return found.start() if found else 0


def _others(part: str, inner: tuple[int, int], lang: str) -> bool:
    """Whether a part of a sentence holds another date than the one at `inner`."""
    return any(m.start >= inner[1] or m.end <= inner[0] for m in find(part, lang))


def _sound(parsed: Parsed, start: int) -> bool:
    """Whether what begins at an offset begins as a statement does, and has a finite verb."""
    first = next((t for t in parsed.tokens if t.start >= start), None)
    if start and first is not None:  # after what leads, the subject of the sentence
        top = parsed.child(parsed.root.index, "nsubj") if parsed.root else None
        if top is None or min(parsed.subtree(top.index)) != first.index:
            return False
    if first is None or first.upos not in ("DET", "PROPN", "NOUN", "NUM", "ADP", "ADJ"):
        return False
    if first.feats.get("VerbForm") or not any(t.finite for t in parsed.tokens):
        return False
    subject = next((t for t in parsed.tokens if t.start >= start and t.kind == "nsubj"), None)
    return subject is not None and subject.upos in ("NOUN", "PROPN", "NUM")


_NOTHING = re.compile(r"(?!)")


# A pronoun that means somebody outside: only what comes after a name in the sentence may stay.
_PRONOUN_LED = {
    "en": re.compile(
        r"(?i)^(?:\W*(?:\w+\W+){0,6}?)(?:he|she|it|they|him|them)\b|^\W*(?:his|her|its|their)\b"
    ),
    "fr": re.compile(
        r"(?i)^(?:\W*(?:\w+\W+){0,6}?)(?:ils?|elles?|lui|y|en\s(?=\w+(?:e|ent|a|t)\b))\b|^\W*(?:leurs?|son|sa|ses)\b"
    ),
}
