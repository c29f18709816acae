"""The same said more plainly: clefts, leading participles and second predicates as sentences.

"C'est en 1848 qu'il entreprit …" tells what "En 1848, il entreprit …" does, "Signé à Madrid en
1991, le protocole …" what "Le protocole a été signé à Madrid en 1991" does. The plain form is
what a parser reads best.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quiz.core.parse import Parsed, Token
from quiz.dates.find import Role, find
from quiz.wording.clause import clause_of, finite_of
from quiz.wording.text import balanced, capital

Parse = Callable[[str], Parsed | None]
Told = tuple[str, tuple[int, int]]  # a sentence and where its date stands

_CLEFT = {
    "fr": re.compile(
        r"(?P<open>[Cc]['’]\s?(?:est|était|fut)\s(?:que\s)?)(?P<when>[^;:]{3,90}?),?\s(?P<that>que\s|qu['’])"
    ),
    "en": re.compile(r"(?P<open>[Ii]t\s(?:was|is)\s)(?P<when>[^;:]{3,90}?),?\s(?P<that>that\s)"),
}
_AFTER_AND = re.compile(r"(?P<and>\s(?:and|et)),\s(?P<aside>[^,;:()]{3,70}),\s(?=[^\W\dA-ZÀ-Ý])")
_JOINING = re.compile(r"\s(?:and|but|then|et|mais|puis)\s")  # what a second predicate begins with
# Conjugated with "être", so that the participle alone is already their past.
_ETRE = frozenset(
    "né née nés nées mort morte morts mortes parti partie partis parties arrivé arrivée arrivés arrivées venu venue venus venues "
    "devenu devenue entré entrée entrés entrées revenu revenue rentré rentrée retourné retournée resté restée descendu décédé décédée "
    "sorti sortie tombé tombée monté montée installé établi".split()
)
_PARTICIPLE = {
    "fr": re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:é|i|u|is|it|ert|aint|eint|oint|uit|ort)e?s?(?=\s)"),
    "en": re.compile(r"[A-Z][a-z]+(?:ed|en|wn|ilt|orn|ade|aid|ung|eld|und|old|ought|aught)(?=\s)"),
}
_SUBJECT_LIMIT = 90  # characters


def restated(text: str, cut: tuple[int, int], lang: str, parse: Parse) -> Iterator[Told]:
    """Plainer sentences that hold the same date as `cut`, the surest first."""
    if (said := _unclefted(text, cut, lang)) is not None:
        yield said
        text, cut = said
    if (said := _participle_led(text, cut, lang, parse)) is not None:
        yield said
        return
    yield from _coordinated(text, cut, lang, parse)
    for part, at in _predicates(text, cut, parse):
        if earlier_of_row(part, at, lang, parse) is None:
            yield part, at
        else:
            yield from _coordinated(part, at, lang, parse)


def _unclefted(text: str, cut: tuple[int, int], lang: str) -> Told | None:
    """The form "It was in 1894 that she met …" as "In 1894, she met …"."""
    pattern = _CLEFT.get(lang)
    found = pattern.match(text) if pattern else None
    if found is None or not (found.start("when") <= cut[0] and cut[1] <= found.end("when")):
        return None
    at = found.start("when")
    lead = capital(text[at : found.end("when")])
    return f"{lead}, {text[found.end() :]}", (cut[0] - at, cut[1] - at)


def _participle_led(text: str, cut: tuple[int, int], lang: str, parse: Parse) -> Told | None:
    """The form "Signed in Madrid in 1991, the protocol …" as "The protocol was signed …"."""
    pattern = _PARTICIPLE.get(lang)
    found = pattern.match(text) if pattern else None
    comma = text.find(", ", cut[1])
    if found is None or comma < 0 or not found.end() <= cut[0] or not balanced(text[:comma]):
        return None
    if ", " in text[found.end() : cut[0]] or comma - found.end() > 140:
        return None
    whole = parse(text)
    if whole is None or whole[1].feats.get("VerbForm") != "Part":
        return None  # "Suivit une longue période …"
    rest = parse(capital(text[comma + 2 :]))
    clause = clause_of(rest, None) if rest else None
    if rest is None or clause is None or clause.form != "main" or clause.subject[0] != 1:
        return None
    head = rest[clause.head]
    subject = rest.surface(clause.subject).strip(" ,")
    if head.upos not in ("NOUN", "PROPN") or len(subject) > _SUBJECT_LIMIT or "," in subject:
        return None
    word = found[0].lower()
    if lang == "fr" and not _agrees(word, head):
        return None
    be = been(word, head, lang)
    said = f"{subject} {be} {text[0].lower()}{text[1:comma]}."
    moved = len(subject) + len(be) + 2
    return said, (cut[0] + moved, cut[1] + moved)


def been(participle: str, head: Token, lang: str) -> str:
    """The auxiliary that makes a past of a participle said of `head`: "were", "a été", "est"."""
    many = head.feats.get("Number") == "Plur"
    if lang == "en":
        return "were" if many and head.upos == "NOUN" else "was"
    if participle in _ETRE:
        return "sont" if many else "est"
    return "ont été" if many else "a été"


def _agrees(participle: str, head: Token) -> bool:
    """Whether a French participle agrees with the noun: else it is somebody else's."""
    if head.upos != "NOUN":
        return True
    feminine = re.search(r"(?:e|es)$", participle) is not None
    many = participle.endswith("s") and not participle.endswith(("is", "ris", "mis"))
    number, gender = head.feats.get("Number"), head.feats.get("Gender")
    return (gender is None or (gender == "Fem") == feminine) and not (many and number == "Sing")


_JOINT = re.compile(r"\s*,?\s(?:and|et|puis|then)\s(?:then\s|puis\s)?|\s*,\s(?=[^\W\d])")


def earlier_of_row(
    text: str, cut: tuple[int, int], lang: str, parse: Parse
) -> tuple[int, int, Parsed] | None:
    """The date before this one in a row that shares a verb; None where there is none.

    "It was opened to mail on 20 May and to passengers on 28 June": where the first date begins,
    where what the second one dates does, and the parse.
    """
    earlier = [m for m in find(text, lang, 0, cut[0]) if m.role is not Role.OUTSIDE]
    joint = _JOINT.match(text, earlier[-1].end) if earlier and earlier[-1].start else None
    parsed = parse(text) if joint and joint.end() <= cut[0] else None
    if joint is None or parsed is None:
        return None
    part = [t for t in parsed.tokens if joint.end() <= t.start < cut[0]]
    if any(t.finite or t.upos in ("VERB", "AUX") for t in part):
        return None
    return earlier[-1].start, joint.end(), parsed


def _coordinated(text: str, cut: tuple[int, int], lang: str, parse: Parse) -> Iterator[Told]:
    """The second of two dated complements with the verb that they share."""
    row = earlier_of_row(text, cut, lang, parse)
    if row is None:
        return
    date, start, parsed = row
    root = parsed.root
    part = [t for t in parsed.tokens if start <= t.start < cut[0]]
    if root is None or root.end > date or not part:
        return
    first = next((t for t in parsed.tokens if t.start >= root.end), None)
    if first is None:
        return
    if part[0].upos == "ADP":
        alike = part[0].form.lower() == first.form.lower() and first.upos == "ADP"
    else:
        objects = [t for t in parsed.children(root.index) if t.kind == "obj" and t.end <= date]
        alike = bool(objects) and part[0].upos in ("DET", "PROPN", "NUM") and not _two(part)
        named = next((t.upos for t in part if t.upos in ("NOUN", "PROPN")), "")
        alike = alike and objects[-1].upos == named  # "the Dutch adopt the metre, Italy in 1861"
    if alike:
        said = f"{text[: first.start]}{text[start : cut[1]].rstrip(' ,')}."
        yield said, (len(said) - 1 - (cut[1] - cut[0]), len(said) - 1)


def _two(part: list[Token]) -> bool:
    """Whether a fragment may hold a subject with its object: "Ford Volvo", "the Dutch the Cape"."""
    return sum(t.upos == "DET" for t in part) > 1


def _predicates(text: str, cut: tuple[int, int], parse: Parse) -> Iterator[Told]:
    """The predicate that holds the date, with the subject it shares: "A sailed and, in 1498, died"."""
    for found in reversed(list(_AFTER_AND.finditer(text, 0, cut[0]))):
        if found.end("aside") <= cut[0]:  # "and, having coasted, parachuted"
            text = text[: found.end("and")] + " " + text[found.end() :]
            gone = found.end() - found.end("and") - 1
            cut = cut[0] - gone, cut[1] - gone
    if _JOINING.search(text) is None:
        return
    parsed = parse(text)
    root = parsed.root if parsed else None
    if parsed is None or root is None or finite_of(parsed, root) is None:
        return
    subject = parsed.child(root.index, "nsubj")
    if subject is None or subject.upos not in ("NOUN", "PROPN"):
        return
    words = parsed.subtree(subject.index)
    if words[0] != 1 or words[-1] > root.index:
        return
    head = parsed.text[: parsed[words[-1]].end]
    starts = sorted(_joined(parsed, root))
    if not starts or len(head) > _SUBJECT_LIMIT or not balanced(head):
        return
    for number, (start, joint) in enumerate(starts):
        end = starts[number + 1][1] if number + 1 < len(starts) else len(text)
        if joint <= cut[0] and cut[1] <= end:
            predicate = text[start:end].rstrip(" ,.;")
            if cut[0] < start:  # "and, in 1498, died": the date goes to the end
                date = text[cut[0] : cut[1]]
                said = f"{head} {predicate} {date}."
                yield said, (len(said) - 1 - len(date), len(said) - 1)
            else:
                moved = len(head) + 1 - start
                yield f"{head} {predicate}.", (cut[0] + moved, cut[1] + moved)
            return
    if cut[1] <= starts[0][1]:
        yield text[: starts[0][1]].rstrip(" ,") + ".", cut


def _joined(parsed: Parsed, root: Token) -> Iterator[tuple[int, int]]:
    """Where each further predicate of the same subject begins, and where what joins it does."""
    for verb in parsed.children(root.index):
        first = finite_of(parsed, verb)
        if verb.kind != "conj" or first is None or first.index <= root.index:
            continue
        if parsed.child(verb.index, "nsubj", "csubj", "expl") is not None:
            continue
        cc = next((t for t in parsed.children(verb.index) if t.kind == "cc"), None)
        joint = cc.index if cc is not None and cc.index < first.index else first.index
        comma = joint - 1 if joint > 1 and parsed[joint - 1].form == "," else joint
        if joint == first.index and comma == joint:
            continue
        if ";" in parsed.text[root.end : parsed[joint].start]:
            continue  # what stands after a semicolon has its own subject
        yield parsed[first.index].start, parsed[comma].start
