"""Laws of missing words: what a stem may leave out of its clause, and where.

They say nothing of the words themselves, so a wrong parse shows whatever it did to them.
"""

from __future__ import annotations

from collections.abc import Iterable

from quiz.core.parse import Parsed, Token
from quiz.wording.clause import Clause
from quiz.wording.complement import bare_noun, complement, insertion

_PARTING = frozenset([*",;:()–—", "...", "…", "."])


_CLAUSES = ("root", "ccomp", "advcl", "acl")
_OPENERS = ("ADP", "SCONJ", "CCONJ", "ADV", "PUNCT", "PRON", "VERB", "PART", "AUX")


def torn(clause: Clause, words: Iterable[int]) -> bool:
    """Whether words are missing from a clause where nothing marks that they could go.

    `words` are those kept. Between kept words only the date, an adverb or what commas set off
    may be missing; after the last of them, only what begins as a phrase or clause does. A verb
    never loses its object. So a wrong parse shows, whatever it did to the words.
    """
    parsed, kept = clause.parsed, {*words, *clause.subject, *clause.clitics}
    kept |= {clause.finite, clause.verb, *insertion(clause)}
    kept |= {t.index for t in parsed.children(clause.verb) if t.kind in ("aux", "cop", "compound")}
    start = min(clause.finite, clause.verb)
    if _parted(clause, start):
        return True
    last = max((i for i in kept if i >= start), default=start)
    # Two words of one contraction stand or fall together.
    spans = {parsed[i].start for i in kept}
    tokens = [t for t in parsed.tokens if t.index > start]
    run: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and token.index not in kept and token.start not in spans:
            run.append(token)
            continue
        if (
            len(run) > 1
            and run[0].form == "-"
            and parsed.text[run[0].start - 1 : run[0].start].strip()
        ):
            return True  # "test-marketed"
        lost = [t for t in run if t.upos != "PUNCT" and t.index not in clause.dated]
        if lost and not _spare(parsed, run, lost, clause, inside=lost[0].index < last):
            return True
        run = []
    return False


def _parted(clause: Clause, start: int) -> bool:
    """Whether something that no commas set off stands between the subject and its verb.

    "(The Office) for the young (is founded)" belongs to the subject, whatever the parser says.
    """
    parsed = clause.parsed
    own = {*clause.subject, *clause.clitics, *clause.dated}
    if clause.shared:  # "went south and died": only adverbs between "and" and the verb
        at = start - 1
        while at > 1 and (at in own or parsed[at].upos in ("ADV", "AUX", "PART")):
            at -= 1
        listed = parsed[at].form == "," and not parsed[clause.verb].form.endswith("ed")
        return parsed[at].upos != "CCONJ" and not listed
    if clause.form == "main" and _headless(clause):
        return True
    after = clause.subject[-1] + 1
    if clause.subject[0] > start and after <= len(parsed.tokens):
        # "is founded the Office for the young": the same after the subject.
        return parsed[after].upos != "PUNCT" and after not in clause.dated
    run: list[Token] = []
    for index in range(clause.subject[0], start + 1):
        token = parsed[index]
        if index < start and index not in own:
            run.append(token)
            continue
        lost = [t for t in run if t.upos not in _LIGHT and t.form not in ("ne", "n'", "qui")]
        if lost:
            marks = ",;:()–—"
            closed = run[-1].form in marks or token.index in clause.dated
            opened = (
                run[0].form in marks or run[0].index - 1 in clause.dated or _of_name(parsed, run[0])
            )
            closed = closed or _of_name(parsed, run[0])
            if not (opened and closed):
                return True
        run = []
    return False


def _headless(clause: Clause) -> bool:
    """Whether something stands before the subject that may be its head: "A bust (of Jagger)"."""
    parsed = clause.parsed
    first = clause.subject[0]
    if first == 1 or first > min(clause.finite, clause.verb):
        return False
    left = parsed[first - 1]
    if left.upos in ("PUNCT", "CCONJ", "SCONJ", "PART") or left.index in clause.dated:
        return False
    phrase = next((p for p in clause.before if left.index in p), None)
    if phrase is None:
        return not left.finite and left.upos not in ("VERB", "AUX", "ADV")
    opener = parsed[phrase[0]]
    if opener.upos == "NUM" and phrase[-1] == first - 1:
        return True  # "3 (Commando Brigade) comes ashore"
    if opener.upos == "ADV" and opener.form[:1].isupper() and parsed[first].upos == "PROPN":
        return opener.form.lower() not in parsed.common  # "Super Nintendo World"
    return opener.upos not in ("ADP", "ADV", "SCONJ", "VERB", "NUM")


_LIGHT = ("ADV", "AUX", "PART", "PUNCT", "SYM")


def _of_name(parsed: Parsed, first: Token) -> bool:
    """Whether what begins here tells who a name was: "Joy alors étudiant à …", "Sun co-fondé en …"."""
    if parsed[first.index - 1].upos != "PROPN" and parsed[first.index - 1].form != ")":
        return False
    participle = first.feats.get("VerbForm") == "Part" and first.form.endswith(("é", "ée", "és"))
    return (
        participle
        or first.form.lower() in ("alors", "then")
        or first.feats.get("PronType") == "Rel"
    )


def _spare(
    parsed: Parsed, run: list[Token], lost: list[Token], clause: Clause, *, inside: bool
) -> bool:
    """Whether a run of words that go missing could go."""
    left = parsed[lost[0].index - 1] if lost[0].index > 1 else None
    right = parsed[lost[-1].index + 1] if lost[-1].index < len(parsed.tokens) else None
    parted = left is None or left.form in _PARTING or left.index in clause.dated
    dated = any(t.index in clause.dated for t in run)
    if inside and [t.upos for t in lost] == ["CCONJ"]:
        return False  # "A (and) B"
    if all(t.upos == "ADV" for t in lost) or all(t.upos in ("ADP", "DET", "CCONJ") for t in lost):
        return len(lost) <= 2 or dated
    supplied = (
        parted
        and lost[0].upos == "ADP"
        and any(t.kind in ("obj", "ccomp", "xcomp") for t in _kept_before(lost[0], clause))
    )
    if not supplied and any(
        t.head == clause.verb and (complement(parsed, t) or bare_noun(parsed, t)) for t in lost
    ):
        return False
    if inside:
        closed = right is None or right.form in _PARTING or right.index in clause.dated
        verbal = any(t.upos == "VERB" for t in lost)  # "led them to found, on 11 March, a school"
        return (parted and closed) or (dated and lost[0].upos == "ADP" and not verbal)
    if lost[0].upos == "CCONJ" and left is not None and len(lost) > 1:
        # "the Defence and Related Security Initiative" is one name.
        return not (left.form[:1].isupper() and lost[1].form[:1].isupper())
    verbal = lost[0].upos == "VERB" and lost[0].feats.get("VerbForm") not in ("Part", "Ger")
    if lost[0].form == "as" and not parted:
        return False  # "with Berg as its president": what as?
    if (
        clause.form == "main"
        and lost[0].finite
        and lost[0].kind in ("root", "ccomp", "advcl", "acl")
    ):
        return False  # "after its director, Mr Luton, (wrote to …)": what stands has lost its verb
    begun = (lost[0].finite or verbal) and clause.form == "main"
    return parted or (lost[0].upos in _OPENERS and not begun)


def _kept_before(token: Token, clause: Clause) -> list[Token]:
    """The verb's dependents that stand between it and a token."""
    children = clause.parsed.children(clause.verb)
    return [t for t in children if clause.verb < t.index < token.index]
