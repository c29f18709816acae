"""The frame: the statement first, what is asked of its date in the tail.

For whatever has no natural wording that is sure: "“The treaty …”: in what year?".
"""

from __future__ import annotations

import re
from dataclasses import replace

from quiz.core.edtf import Edtf, Span
from quiz.dates.find import Role
from quiz.lang import language
from quiz.wording.cards import frame_name, framed
from quiz.wording.clause import Clause
from quiz.wording.complement import after_comma, top_of
from quiz.wording.lists import list_cut
from quiz.wording.text import capital, clean
from quiz.wording.torn import torn
from quiz.wording.wording import Wording, closing_comma, colon, verbless

FRAME_LIMIT = 150  # characters of the statement inside a frame
# Where a sentence without commas may stop: before a relative clause or a second purpose.
_JOIN = re.compile(
    r"\s(?=(?:qui|que|dont|où|lequel|laquelle|which|who|whose|where|when|whereby|quien|donde|cuyo|cuya|"
    r"(?:y|e|et|and) (?:para|pour|to)|para|afin)\s)"
)
_BREAK = re.compile(r"\s*(?:[;:]\s|\s[–—-]\s|,\s)")


def frame(statement: str, when: Edtf, lang: str, role: Role = Role.AT) -> Wording:
    """The frame of a language around a statement; `role` turns "when" into "since when"."""
    words = language(lang)
    name = {Role.SINCE: "since", Role.UNTIL: "until", Role.BY: "by"}.get(role, frame_name(when))
    form = words.frames.when[name]
    return Wording(framed(form, statement), "frame", statement=statement)


def gapped(statement: str, when: Edtf, lang: str) -> Wording:
    """The frame that asks for the date in a statement's gap, which shows what it dates."""
    words = language(lang)
    if isinstance(when, Span):
        return replace(frame(statement, when, lang), tier="gap")
    forms = words.frames.missing
    form = forms.get(frame_name(when), forms["day"])
    return Wording(framed(form, statement), "gap", statement=statement)


def statement_of(clause: Clause) -> str:
    """The clause as a statement without its date: subject, verb and what belongs to them.

    "" where that would leave out what belongs there (see `torn`).
    """
    parsed = clause.parsed
    stop = colon(clause)
    kept = [p for p in clause.after if not _aside(clause, p) and p[0] < stop]
    kept = [p for p in kept if not list_cut(parsed, p)]
    tail = [clause.finite, *clause.clitics, *(i for p in kept for i in p)]
    if torn(clause, tail) or any(verbless(parsed, p) for p in kept):
        return ""
    leading = [
        p
        for p in clause.before
        if top_of(clause, p).kind in ("obl", "advmod") and _short(clause, p)
    ]
    tail += [i for p in leading for i in p if i > clause.subject[-1]]
    leading = [p for p in leading if p[0] < clause.subject[0]]
    if clause.form == "main" and not clause.shared:
        lead = clean(parsed.surface([i for p in leading for i in p]))
        subject = clean(parsed.surface(clause.subject))
        subject = closing_comma(clause, subject)
        ahead = [i for i in tail if i < clause.subject[0]]  # "Depuis est ouverte la ligne"
        if ahead:
            words = [i for p in leading for i in p] + list(clause.subject) + tail
            return capital(_comma_after(clean(parsed.surface(words)), lead))
        inner = {
            t.index
            for t in parsed.tokens
            if t.form == "," and t.index - 1 in tail and t.index + 1 in tail
        }
        text = f"{subject} {clean(parsed.surface([*tail, *inner]))}"
        return capital(_comma_after(f"{lead} {text}" if lead else text, lead))
    subject = clean(parsed.surface(clause.subject))
    last = clause.subject[-1]
    parted = last < len(parsed.tokens) and parsed[last + 1].form == ","
    aside = parted and clause.form == "participle"  # "The flyby, observed jointly with …"
    return capital(f"{subject}{',' if aside else ''} {clean(parsed.surface(tail))}")


def _comma_after(text: str, lead: str) -> str:
    """A comma between leading adjuncts and the subject, where the cut took it."""
    lead = clean(lead)
    if lead and text.startswith(lead) and len(lead) > 12:
        rest = text[len(lead) :].lstrip(" ,")
        return f"{lead}, {rest}"
    return text


def _short(clause: Clause, words: tuple[int, ...]) -> bool:
    return len(clean(clause.parsed.surface(words))) <= 60


def _aside(clause: Clause, words: tuple[int, ...]) -> bool:
    top = top_of(clause, words)
    return (
        after_comma(clause, words)
        and top.index != clause.verb
        and top.kind in ("advcl", "acl", "parataxis", "appos")
    )


def whole(text: str, cut: tuple[int, int] | None, lang: str, *, mark: bool = False) -> str:
    """A sentence without its date, a gap where the date stood inside it; "" if nothing is left.

    With `mark` the gap is shown at the sentence's end too: where it is not sure which of its
    verbs the date belongs to.
    """
    gap = language(lang).frames.gap
    if cut is None:
        said = text
    else:
        a, b = cut
        before, after = text[:a].rstrip(" ,"), text[b:].lstrip(" ,")
        inside = re.search(r"\w", before) and (mark or re.search(r"\w", after))
        opened = text[:a].rstrip().endswith(",")  # a comma on both sides goes with the date
        comma = "," if text[b:].lstrip().startswith(",") and inside and not opened else ""
        if before.endswith("(") and after.startswith(")"):
            before, after, inside = before[:-1].rstrip(), after[1:], None
            said = f"{before} {after}"
        elif inside and re.search(r"[\w”’»\")]$", before):
            said = f"{before} {gap}{comma} {after}"
        else:
            said = f"{before} {after}"
    said = clean(said).rstrip(".")
    return capital(clean(said))


def shortened(statement: str, verb: str = "", limit: int = FRAME_LIMIT) -> str | None:
    """A statement cut at a clause boundary, marked …; None where there is no such place.

    What is left has to hold the `verb` and say something after it.
    """
    statement = statement.rstrip(".")
    if len(statement) <= limit:
        return statement
    found = re.search(rf"(?<!\w){re.escape(verb)}(?!\w)", statement) if verb else None
    least = found.end() + 15 if found else 60
    for pattern in (_BREAK, _JOIN):
        cuts = [m.start() for m in pattern.finditer(statement) if least <= m.start() <= limit]
        if cuts:
            break
    else:
        return statement if len(statement) <= limit + 40 else None
    kept = re.sub(r"\s(?:et|and|y|e|und|ou|or|o)$", "", statement[: cuts[-1]].rstrip(" ,;:–—"))
    return kept if kept.endswith("[…]") else kept + " …"
