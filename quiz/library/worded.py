"""A dated statement to its wording: by itself, by a part, or with the text around it."""

from __future__ import annotations

import re

from quiz.core.document import Document
from quiz.dates.find import Role
from quiz.lang import language
from quiz.lang.dictionary import is_known
from quiz.library.prose import Prose
from quiz.mining.scope import tells
from quiz.mining.statement import Statement
from quiz.wording.ask import ask_when
from quiz.wording.frame import FRAME_LIMIT, frame, gapped, whole
from quiz.wording.gates import stem_faults
from quiz.wording.named import ask_named
from quiz.wording.parts import without_asides
from quiz.wording.passage import means_somebody, of_person, passage, titled
from quiz.wording.predicates import later_predicate
from quiz.wording.standing import RULES
from quiz.wording.text import capital, clean, unmarked
from quiz.wording.topic_name import NOBODY, TopicName
from quiz.wording.unparsed import after_another
from quiz.wording.wording import Wording


def worded(prose: Prose, statement: Statement) -> Wording | None:
    """The wording of a statement's question, None where none is fair."""
    document = prose.document
    if statement.named is not None:
        return ask_named(*statement.named, document.lang)
    a, b = statement.body
    if statement.order and statement.cut is None and _LATER.search(document.text[a:b]):
        return None  # "The spelling later becomes Unix": not at the entry's date
    text, cut = prose.named(*_plain(*unmarked(document.text[a:b], inside(statement))), a)
    found = (
        _without_other(prose, statement, text, _asked(prose, statement, text, cut))
        or _in_part(prose, statement, text, cut)
        or _in_passage(prose, statement)
    )
    if found is not None and found.natural and statement.cut is not None and _generic(prose, found):
        found = _in_passage(prose, statement) or found
    in_row = statement.subject is not None or bool(statement.aspect)
    if in_row and (found is None or not found.natural):
        found = _of_row(document, statement, prose.about)
    named = found is not None and not found.natural and not statement.aspect
    if found is not None and named and _entity(found.statement, document.lang):
        # Only a name: what of it? The heading says, if anything does.
        heading = _labelled(document, statement.body[0])
        heading = heading or (statement.topic if tells(statement.topic) else prose.about)
        return titled(found, heading, statement.when, document.lang)
    return found


def _labelled(document: Document, at: int) -> str:
    """The label that stands before an entry on its line: "Project scientist: Edward Stone"."""
    line = document.text[max(0, at - 60) : at]
    found = _LINE_LABEL.search(line)
    return clean(found[1]) if found else ""


_LINE_LABEL = re.compile(r"(?:^|\n)[\s*_•–-]*([A-ZÀ-Ý][^\n:.;]{2,40}?)[*_]*\s?:[\s*_]*$")


def _without_other(
    prose: Prose, statement: Statement, text: str, found: Wording | None
) -> Wording | None:
    """The wording of an entry without a later date that its sentence tells: "…, on 3 April"."""
    if found is None or statement.cut is not None or statement.order:
        return found
    others = [prose.document.text[a:b] for a, b in statement.dates]
    if not any(other in found.stem for other in others):
        return found
    part = _first_part(prose, statement, text)
    return (_asked(prose, statement, part, None, dates=0) if part else None) or found


_EMPHATIC = re.compile(
    r"(?<=[A-ZÀ-Ý])(?P<name>[\w’'-]+)\s(?:himself|herself|itself|lui-même|elle-même)(?=\s[a-z])"
)


def _plain(text: str, cut: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    """A sentence without the "himself" after its first name, and `cut` moved along."""
    found = _EMPHATIC.match(text, 1)
    if found is None or (cut is not None and cut[0] < found.end()):
        return text, cut
    gone = found.end() - found.end("name")
    moved = (cut[0] - gone, cut[1] - gone) if cut is not None else None
    return text[: found.end("name")] + text[found.end() :], moved


# Nouns for a kind of thing of which a text tells of many: "when was the city retaken?".
_KINDS = re.compile(
    r"^(?:When|By what date|Quand|Depuis quand)\s(?:was|were|did|had|est-ce\sque)?\s?(?:the|l[ae]|l['’])\s?"
    r"(?P<kind>city|town|village|island|country|building|ship|vessel|boat|painting|work|film|book|novel|station|bridge|treaty|law|vote|unit|army|fort|fortress|colony|"
    r"ville|village|île|pays|bâtiment|édifice|navire|bateau|tableau|œuvre|film|livre|roman|gare|pont|traité|loi|vote|unité|armée|fort|forteresse|colonie|localité|capitale)\b"
    r"(?!\s(?:of|de|du|des|d['’]|which|that|qui|que|in|at|near|to|à|en)\b)"
)


def _generic(prose: Prose, found: Wording) -> bool:
    """Whether a question's subject is one of many that the document tells of."""
    kind = _KINDS.match(found.stem)
    if kind is None:
        return False
    topic = prose.topic
    known = {*topic.kinds, *topic.words} if topic is not None else set()
    return kind["kind"] not in known | set(re.findall(r"\w+", prose.about.lower()))


_LATER = re.compile(
    r"(?i)\b(?:later|subsequently|eventually|soon|plus tard|ensuite|par la suite|bientôt|más tarde|después|später|danach)\b"
)
_ENTITY = re.compile(
    r"(?:[A-ZÀ-Ý\d][\w’'.&-]*|de|du|des|d[’']|la|le|of|the|and|et|y|von|van|[:/,–-])"
    r"(?:[\s’']+(?:[A-ZÀ-Ý\d][\w’'.&-]*:?|de|du|des|la|le|of|the|and|et|y|von|van|[:/,–-]))*"
    r"(?:\s\([A-ZÀ-Ý][^()]*\)|,?\s\[…\])*"
)


def _entity(statement: str, lang: str) -> bool:
    """Whether a statement is no more than a name: "Black Friday", "Henri Loyrette"."""
    if _ENTITY.fullmatch(statement) is None:
        return False
    words = statement.lower().split()
    of = len(words) > 1 and words[1] in ("of", "de", "du", "des")
    return not (of and is_known(words[0], lang))  # "Creation of NYSE Euronext" tells something


def inside(statement: Statement) -> tuple[int, int] | None:
    """Where a statement's date stands in its sentence; None where it does not."""
    if statement.cut is None:
        return None
    start = statement.body[0]
    return statement.cut[0] - start, statement.cut[1] - start


def _in_part(
    prose: Prose, statement: Statement, text: str, cut: tuple[int, int] | None
) -> Wording | None:
    """The wording of the part of a sentence that its date belongs to."""
    if cut is not None:
        parsed = prose.parse(text)
        later = later_predicate(parsed, cut) if parsed else None
        return _asked(prose, statement, *later, dates=1) if later else None
    part = _first_part(prose, statement, text) if statement.dates and not statement.order else ""
    return _asked(prose, statement, part, None, dates=0) if part else None


def _first_part(prose: Prose, statement: Statement, text: str) -> str:
    """What an entry's label dates, before a part of its sentence with a date of its own."""
    first = min(a for a, _ in statement.dates) - statement.body[0]
    stops = list(re.finditer(r"[,;:]\s", text[: max(0, first)]))
    if not stops:
        return ""
    part = text[: stops[-1].start()] + "."
    if stops[-1][0].startswith(";"):
        return part
    parsed, whole = prose.parse(part), prose.parse(text)
    verbal = parsed is not None and parsed.root is not None and parsed.root.finite
    # "The end of support, planned for 2015, is put off": not without its verb.
    nominal = whole is not None and not any(t.finite for t in whole.tokens)
    return part if verbal or nominal else ""


def _told_of(prose: Prose, statement: Statement) -> TopicName:
    """Whom or what a sentence without a subject tells of: what its row or definition names first."""
    text = prose.document.text
    if statement.subject is not None:
        return TopicName(clean(text[slice(*statement.subject)]), human=False)
    if statement.entry and statement.order == 0 and statement.cut is None:
        return (
            NOBODY
            if prose.topic is None or not prose.topic.human
            else prose.told_of(statement.body[0], "")
        )
    return prose.told_of(statement.body[0], text[slice(*statement.body)])


def _asked(
    prose: Prose,
    statement: Statement,
    text: str,
    cut: tuple[int, int] | None,
    dates: int | None = None,
) -> Wording | None:
    return ask_when(
        text,
        statement.when,
        cut,
        prose.document.lang,
        parse=prose.parse,
        role=statement.role,
        dates=len(statement.dates) if dates is None else dates,
        second=statement.entry and statement.order > 0,
        labelled=statement.labelled,
        topic=_told_of(prose, statement),
    )


def _in_passage(prose: Prose, statement: Statement) -> Wording | None:
    """The frame of what leans on the text around it: with the sentence before, or the title."""
    document, topic = prose.document, prose.topic
    a, b = statement.body
    said, cut = unmarked(document.text[a:b], inside(statement))
    if cut is not None and document.lang in RULES:
        before = prose.before(a)
        return after_another(before, said, statement.when, cut, document.lang, statement.role)
    if cut is not None:
        person = topic.name if topic and topic.human else ""
        told = (said, statement.when, cut, document.lang, statement.role, prose.parse)
        found = passage(prose.before(a), *told, about=prose.about, person=person)
        if found is None and person and prose.means_topic(a):
            found = of_person(*told, person=person)
        return found
    said = clean(without_asides(said, None, document.lang)[0]).rstrip(".")
    if statement.order or statement.dates or not statement.entry or len(said) > FRAME_LIMIT:
        return None
    if document.lang in RULES:
        said = capital(said)
    if not said[:1].isupper():
        return None
    framed = frame(said, statement.when, document.lang, statement.role)
    faults = stem_faults(framed.stem, statement.when, document.lang)
    of_topic = bool(topic and topic.human and means_somebody(said, document.lang))
    if faults != ["vague"] and not (of_topic and not faults):
        return None
    return titled(framed, prose.about, statement.when, document.lang)


_CELL = re.compile(r"\s*(?:\||\t|\n)\s*")


def _of_row(document: Document, statement: Statement, about: str) -> Wording | None:
    """The frame of a table's row: "Marconi: first signal across the Atlantic"."""
    text = document.text[slice(*statement.body)]
    said = (
        whole(text, inside(statement), document.lang, mark=True) if statement.cut else clean(text)
    )
    several = _CELL.search(text) is not None
    said = _CELL.sub(", ", text.strip()) if several else said
    said = said.rstrip(".")
    gap = language(document.lang).frames.gap in said
    if statement.subject is not None:
        said = f"{clean(document.text[slice(*statement.subject)])}: {said}"
    if statement.aspect:
        aspect = clean(statement.aspect)
        said = f"{said} ({aspect if document.lang == 'de' else aspect.lower()})"
    framed = frame(said, statement.when, document.lang, statement.role)
    if several:  # facts of a kind that the heading names
        told = titled(framed, statement.topic or about, statement.when, document.lang)
        return told if len(said) <= FRAME_LIMIT else None
    if gap and statement.role is Role.AT:
        framed = gapped(said, statement.when, document.lang)
    faults = stem_faults(framed.stem, statement.when, document.lang)
    return None if faults or len(said) > FRAME_LIMIT else framed
