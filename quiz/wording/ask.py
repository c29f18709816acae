"""A dated statement to its question: natural when sure, framed when not, else none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from quiz.core.edtf import Edtf
from quiz.core.parse import Parsed
from quiz.dates.find import Role, find
from quiz.wording import en, fr
from quiz.wording.clause import Clause, clause_of, misses_object, unnamed_one
from quiz.wording.edges import LEADING, OF_NOUN, SEPARATING, TRAILING, after_other
from quiz.wording.frame import frame, shortened, statement_of, whole
from quiz.wording.gapped import with_gap
from quiz.wording.gates import stem_faults, vague
from quiz.wording.impersonal import impersonal
from quiz.wording.locality import beyond, far, loses_rest
from quiz.wording.parts import beginnings, parts, segment, without_asides
from quiz.wording.pointing import points_outside
from quiz.wording.restated import earlier_of_row, restated
from quiz.wording.standing import RULES
from quiz.wording.text import balanced, capital, clean
from quiz.wording.topic_name import NOBODY, TopicName
from quiz.wording.unfolded import Told, leads_clause, unfolded
from quiz.wording.unparsed import unparsed
from quiz.wording.wording import (
    TITLES,
    Phrase,
    Wording,
    after_one_comma,
    another_verb,
    incomplete,
    led_by_participle,
    lost_from,
    lost_object,
    means_another,
    misled,
)

Parse = Callable[[str], Parsed | None]


def ask_when(
    text: str,
    when: Edtf,
    cut: tuple[int, int] | None,
    lang: str,
    *,
    parse: Parse,
    role: Role = Role.AT,
    dates: int = 0,
    second: bool = False,
    labelled: bool = False,
    topic: TopicName = NOBODY,
) -> Wording | None:
    """The question for the date of a sentence, None where none would be fair.

    `text` is the sentence (without its label), `cut` its date expression, `dates` how many it
    holds, `second` True for a later sentence of an entry, which inherits its date and so has
    to be beyond doubt; `labelled` tells that it stands in an entry of another date. `topic` is the person that the
    document tells of, for languages that leave a subject out.
    """
    if lang in RULES:
        return unparsed(text, when, cut, lang, role, topic, second=second)
    text, cut = without_asides(text, cut, lang)
    if lang == "fr" and cut is not None:
        text, cut = _unrestricted(text, cut)
    told = [(text, cut, dates)]
    if cut is not None and (part := segment(text, cut)):
        a, b = part
        own = sum(m.role is not Role.OUTSIDE for m in find(text[a:b], lang))
        told.insert(0, (text[a:b], (cut[0] - a, cut[1] - a), own))
    plain = _plainer(text, cut, lang, parse) if cut is not None and not second else ()
    for said, spot in plain:
        number = sum(m.role is not Role.OUTSIDE for m in find(said, lang))
        found = _asked(said, when, spot, lang, parse=parse, role=role, dates=number)
        if (
            found is not None
            and found.natural
            and (number == 1 or not _another_date(found, said, lang))
        ):
            return found
    led = cut is not None and leads_clause(text, cut)
    shared = cut is not None and earlier_of_row(text, cut, lang, parse) is not None
    for said, at, number in told:
        if led and said is text and at is not None:  # its clause is not what stands before "and"
            return None if second else with_gap(said, when, at, lang, role, parse(said))
        found = _asked(
            said,
            when,
            at,
            lang,
            parse=parse,
            role=role,
            dates=number,
            second=second,
            labelled=labelled,
        )
        if found is not None and at is not None and lang == "fr" and role is Role.SINCE:
            found = _from_then(found, said[at[0] : at[1]])
        if found is not None and at is not None and found.tier != "gap" and _of_adjunct(said, at):
            found = with_gap(said, when, at, lang, role, parse(said))
        if found is not None and found.natural and shared and at is not None and at[0]:
            if not _own_clause(found, text[: cut[0]] if cut else "", lang):
                continue  # what stands before the other date belongs to that
        if found is not None and found.natural and at is not None and number > 1:
            if beyond(parse(said), at, found.stem, lang):
                continue  # "…, for which she returned in 1929, under President Hoover"
        if found is not None and found.natural and said is text and len(told) > 1:
            if not _told_in(found.stem, told[0][0]):
                continue  # of another part of the sentence than the one that holds the date
        if found is not None and (said is text or _sound_segment(found, said)):
            leading = at is not None and LEADING.fullmatch(said, 0, at[0]) is not None
            shown = leading or found.tier == "gap"  # the stem shows which date it asks for
            return None if not shown and number > 1 and _another_date(found, said, lang) else found
    return None


def _told_in(stem: str, part: str) -> bool:
    """Whether most of a stem's telling words stand in a part of its sentence."""
    words = [w for w in re.findall(r"[^\W\d_]{4,}", stem) if w.lower() not in _ASKING]
    return sum(w[:4].lower() in part.lower() for w in words) * 3 >= len(words) * 2


def _plainer(text: str, cut: tuple[int, int], lang: str, parse: Parse) -> Iterator[Told]:
    """Plainer sentences with the same date: unfolded where it leads a clause, else restated."""
    if leads_clause(text, cut):
        yield from unfolded(text, cut, lang, parse)
        parsed = parse(text)
        after = (
            next((t for t in parsed.tokens if t.start >= cut[1] and t.form != ","), None)
            if parsed
            else None
        )
        if after is None or after.upos not in ("VERB", "AUX"):
            return  # what follows has its own subject
        yield from restated(text, cut, lang, parse)
        return
    yield from restated(text, cut, lang, parse)
    yield from unfolded(text, cut, lang, parse)


_ASKING = frozenset("quand when depuis since from".split())


def _own_clause(found: Wording, before: str, lang: str) -> bool:
    """Whether a stem of the later of two dates says nothing of what the earlier one dates.

    True where the stem's last words before its mark stand after the earlier date.
    """
    dates = [m for m in find(before, lang) if m.role is not Role.OUTSIDE]
    tail = before[dates[-1].end :] if dates else before
    words = re.findall(r"[^\W\d_]{4,}", found.stem)
    return bool(words) and sum(w in tail for w in words) * 2 >= len(words)


def _from_then(found: Wording, date: str) -> Wording:
    """The form "à partir de 1911" asked as such: "depuis quand" would say that it still goes on."""
    if not re.match(r"(?i)(?:à partir|dès|à compter)", date):
        return found
    stem = found.stem.replace("Depuis quand", "À partir de quand").replace(
        ": depuis quand ?", ": à partir de quand ?"
    )
    return replace(found, stem=stem)


_ADJUNCT = re.compile(
    r"(?i)\W*(?:after|before|following|since|despite|until|during|après|avant|depuis|suite|malgré|pendant)\s[^,]+$"
)


def _of_adjunct(text: str, cut: tuple[int, int]) -> bool:
    """Whether the date closes what leads the sentence: "After the defeat in June 1815, …"."""
    return _ADJUNCT.match(text[: cut[0]]) is not None and text[cut[1] :].lstrip().startswith(",")


_ONLY = re.compile(r"\b(?P<ne>ne\s|n['’])(?P<mid>[^,;:]{2,70}?)\s(?P<que>que\s|qu['’])$")


def _unrestricted(text: str, cut: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """The form "n'est autorisé qu'en 1937" as "est autorisé en 1937": what is asked is the same."""
    found = _ONLY.search(text[: cut[0]])
    if found is None:
        return text, cut
    before = f"{text[: found.start()]}{found['mid']} "
    gone = cut[0] - len(before)
    return before + text[cut[0] :], (cut[0] - gone, cut[1] - gone)


def _sound_segment(found: Wording, said: str) -> bool:
    """Whether what is worded from a part of a sentence may stand by itself: it has its subject."""
    return found.natural or said[:1].isupper()


def _another_date(found: Wording, text: str, lang: str) -> bool:
    """Whether a stem holds another date of its sentence: the question may be that one's."""
    if any(not m.bare for m in find(found.stem, lang)):
        return True
    return _YEAR.search(found.stem) is not None and len(set(_YEAR.findall(text))) > 1


_YEAR = re.compile(r"(?<![\d.,/-])[12]\d{3}(?![\d.,/-]*\d)")


def _asked(
    text: str,
    when: Edtf,
    cut: tuple[int, int] | None,
    lang: str,
    *,
    parse: Parse,
    role: Role = Role.AT,
    dates: int = 0,
    second: bool = False,
    labelled: bool = False,
) -> Wording | None:
    if cut is None and _SHIFTED.match(text):
        return None  # "Nine days earlier, …" in an entry: not its date
    if len(text) > 3 and text.isupper():
        # A heading in capitals; "II" stays as it is.
        text = re.sub(r"\b(?:I[iv]+|Vi+|Iv|Ix|Xi+)\b", lambda m: m[0].upper(), text.title())
    if cut is not None and (spoken_of := impersonal(text, when, cut, lang, role)):
        return spoken_of
    if cut is not None and (found := _without_date(text, when, cut, lang, parse, role)):
        return found
    parsed = parse(text)
    clause = clause_of(parsed, cut) if parsed else None
    if clause is not None and unnamed_one(clause):
        return None
    if clause is not None and cut is not None and far(clause, cut):
        clause = None  # another clause stands between: the date may be that one's
    if clause is not None and cut is not None and clause.parsed.root is not None:
        if clause.verb == clause.parsed.root.index and after_other(text, cut, lang):
            clause = None  # the date that leads the sentence is the main verb's
    if clause is not None:
        natural = _natural(clause, role, lang)
        if natural and cut is not None and loses_rest(clause, cut, natural.stem):
            natural = None
        if natural and second and vague(natural.stem, lang, _ALONE):
            natural = None
        if natural and not stem_faults(natural.stem, when, lang):
            said = _said(natural, clause, lang) or clean(text)
            return replace(natural, statement=said, verb=_verb(clause))
    if parsed is not None and (found := _in_part(parsed, when, cut, lang, parse, role)):
        return found
    if cut is None and not second and (found := _begun(text, when, lang, parse, role)):
        return found
    if clause is not None:
        statement = "" if parsed and _by_pronoun(parsed) else _statement(clause, lang)
        if cut is not None and role is Role.AT and OF_NOUN.match(text, cut[0]):
            statement = ""
        if second:
            return _retold(clause.parsed, when, lang, parse)
        verb = parsed[clause.verb].form if parsed and clause.form == "main" else ""
        if statement and cut is not None and loses_rest(clause, cut, statement):
            statement = ""
        if cut is not None and role in (Role.SINCE, Role.UNTIL, Role.BY) and clause is not None:
            last = max(clause.verb, clause.finite)
            inner = clause.parsed[last].start < cut[0]
            if inner and any(clause.parsed[p[0]].start >= cut[1] for p in clause.after):
                statement = ""  # "took until June to fill": the gap shows what the date belongs to
        if statement and (framed := _framed(statement, when, lang, role, verb)):
            return replace(framed, verb=_verb(clause))
    if second:
        return None
    if cut is not None and (found := with_gap(text, when, cut, lang, role, parsed)):
        return found
    if labelled and cut is not None:
        return None
    if parsed is not None and clause is None and (named := _nominal(parsed, cut, text, when, lang)):
        return named
    if dates > 1 or (clause is not None and cut is not None and clause.form != "main"):
        return None
    unsure = parsed is not None and (clause is None or bool(clause.nested))
    root = parsed.root if parsed else None
    verb = root.form if root and root.upos in ("VERB", "AUX") else ""
    if parsed is not None and (
        _by_pronoun(parsed) or points_outside(parsed) or (clause and means_another(clause))
    ):
        return None
    of_noun = cut is not None and role is Role.AT and OF_NOUN.match(text, cut[0])
    if of_noun or (clause is not None and clause.nested and clause.nested in clause.after):
        return None  # "annuls the judgment of 1894": the date is the judgment's
    if cut is not None and role in (Role.SINCE, Role.UNTIL) and parsed is not None and not verb:
        return None  # "Chief executive since 2015": who?
    said = whole(text, cut, lang, mark=unsure)
    kept = shortened(said, verb)
    if cut is not None and kept is not None and kept.endswith("…") and cut[0] > len(kept):
        return None  # what the date belongs to stood after the cut
    return _framed(said, when, lang, role, verb)


_SAYING = re.compile(r"(?P<gap>,?\s+)(?:that|que|qu['’])(?!\w)")


def _without_date(
    text: str, when: Edtf, cut: tuple[int, int], lang: str, parse: Parse, role: Role
) -> Wording | None:
    """A natural question from the sentence without its date, where that stands at an edge.

    The parser does better on what is left. A date at the head belongs to the main verb; one
    at the end does where there is no other verb that it could belong to.
    """
    leading = LEADING.fullmatch(text, 0, cut[0])
    trailing = TRAILING.fullmatch(text, cut[1])
    if leading:
        gap = SEPARATING.match(text, cut[1])
        rest = text[gap.end() :] if gap else ""
    elif saying := _SAYING.match(text, cut[1]):
        # "A spokesman said on 27 January that …": the saying is dated.
        rest = f"{text[: cut[0]].rstrip(' ,')} {text[saying.end('gap') :]}"
    else:
        rest = text[: cut[0]].rstrip(" ,") + "." if trailing else ""
    if not rest:
        return None
    clause = _whole_clause(rest, parse)
    if trailing and not leading:
        if clause is None or not _single(clause) or after_other(text, cut, lang):
            return None
    return _of_clause(clause, rest, when, lang, role) or (
        _begun(rest, when, lang, parse, role) if leading else None
    )


def _whole_clause(text: str, parse: Parse) -> Clause | None:
    """The main clause of a text whose date is taken out, None where it is not a sentence."""
    part = parse(text)
    clause = clause_of(part, None) if part else None
    if part is None or clause is None or clause.form != "main" or clause.shared:
        return None
    return clause if part.root is not None and part.root.index == clause.verb else None


def _of_clause(
    clause: Clause | None, text: str, when: Edtf, lang: str, role: Role
) -> Wording | None:
    natural = _natural(clause, role, lang) if clause is not None else None
    if clause is None or natural is None or stem_faults(natural.stem, when, lang):
        return None
    statement = _said(natural, clause, lang) or capital(clean(text).rstrip("."))
    return replace(natural, statement=statement, verb=_verb(clause))


def _begun(text: str, when: Edtf, lang: str, parse: Parse, role: Role) -> Wording | None:
    """A natural question from the beginning of a long sentence, which the parser gets right."""
    for begun in beginnings(text):
        clause = _whole_clause(begun, parse)
        if clause is None or clause.subject[0] != 1 or after_one_comma(clause):
            continue
        found = _of_clause(clause, begun, when, lang, role)
        if found and not lost_from(text[clause.parsed[clause.finite].end :], found.stem):
            return found
    return None


def _single(clause: Clause) -> bool:
    """Whether nothing but the clause's own verb could take a date at its end."""
    parsed = clause.parsed
    last = max(clause.verb, clause.finite)
    for token in parsed.tokens:
        if token.index <= last or token.form[:1].isupper():
            continue
        if token.finite or (token.upos == "VERB" and token.kind in ("acl", "advcl", "conj")):
            return False
        if token.upos == "NOUN" and token.form.lower() in _DATED_NOUNS:
            return False  # "applied the law of 1905"
    return True


_DATED_NOUNS = frozenset(
    "law act treaty agreement resolution decree constitution census election elections edition season cup games olympics crisis war revolution version report budget conference summit convention directive loi traité accord résolution décret constitution recensement élection élections édition saison coupe jeux crise guerre révolution version rapport budget conférence sommet convention directive charte charter".split()
)


def _in_part(
    parsed: Parsed, when: Edtf, cut: tuple[int, int] | None, lang: str, parse: Parse, role: Role
) -> Wording | None:
    """A natural question from a part of the sentence that stands by itself.

    A long sentence misleads the parser; the part after a leading adjunct, or after "and",
    does not. The part has to begin with its own subject and its verb has to be its root.
    """
    for a, b, inner in parts(parsed, cut):
        part = parse(parsed.text[a:b])
        clause = clause_of(part, inner) if part else None
        if part is None or clause is None or clause.form != "main" or clause.shared:
            continue
        if clause.subject[0] != 1 or part.root is None or part.root.index != clause.verb:
            continue
        if inner is not None and far(clause, inner):
            continue
        if any(part[i].form == "," for i in clause.subject) and _apposed(part, clause):
            if part[1].form.lower() in TITLES:
                continue  # "at the request of the minister, Mr Bolani, Italy announces"
            return None
        natural = _natural(clause, role, lang)
        if natural and not stem_faults(natural.stem, when, lang):
            statement = _said(natural, clause, lang) or capital(clean(part.text))
            return replace(natural, statement=statement, verb=_verb(clause))
    return None


_SHIFTED = re.compile(
    r"(?i)[\s*_•–—-]*(?:(?:à peine|just|only|some|solo|apenas)\s+)?[\w-]+\s+(?:(?:et )?demi[- ]?)?(?:jours?|semaines?|mois|ans?|années?|siècles?|heures?|days?|weeks?|months?|"
    r"years?|hours?|centur(?:y|ies)|decades?|días?|semanas?|mes(?:es)?|años?|siglos?|horas?|Tage?|Wochen?|Monate?|Jahre?)\s+"
    r"(?:plus tôt|plus tard|auparavant|avant|après|later|earlier|before|after|afterwards|más tarde|antes|después|später|zuvor|danach)(?!\w)"
)


def _by_pronoun(parsed: Parsed) -> bool:
    """Whether a pronoun is the first subject, or what the main verb acts on: nobody is named."""
    root = parsed.root
    for token in parsed.tokens:
        if token.kind not in ("nsubj", "csubj"):
            continue
        personal = token.feats.get("PronType") == "Prs" or token.feats.get("Person") == "3"
        if token.upos == "PRON" and personal:
            return True
        break
    return root is not None and any(
        t.upos == "PRON"
        and t.kind in ("obj", "iobj")
        and t.feats.get("Reflex") != "Yes"
        and t.form.lower() not in _REFLEXIVE
        and t.feats.get("PronType", "Prs") == "Prs"
        for t in parsed.children(root.index)
    )


_REFLEXIVE = frozenset("se s' himself herself itself themselves".split())


def _apposed(part: Parsed, clause: Clause) -> bool:
    """Whether a subject is a name and, after a comma, what may be another subject."""
    comma = next(i for i in clause.subject if part[i].form == ",")
    after = part[comma + 1] if comma < len(part.tokens) else part[comma]
    named = part[1].upos == "PROPN" or part[1].form.lower() in TITLES
    return named and after.upos in ("DET", "PROPN", "NUM", "PRON")


def _retold(parsed: Parsed, when: Edtf, lang: str, parse: Parse) -> Wording | None:
    """The frame for a later sentence of an entry: only for what happened, and names itself."""
    clause = clause_of(parsed, None)
    if clause is not None and (clause.before or clause.subject[0] != 1):
        for a, b, _ in parts(parsed, None):
            part = parse(parsed.text[a:b])
            clause = clause_of(part, None) if part else None
            if clause is not None and clause.subject[0] == 1:
                break
    if clause is None or clause.form != "main" or clause.shared or clause.subject[0] != 1:
        return None
    statement = capital(clean(clause.parsed.text)).rstrip(".")
    finite = clause.parsed[clause.finite]
    head = clause.parsed[clause.head]
    if head.upos not in ("NOUN", "PROPN") or finite.feats.get("Tense") not in ("Past", "Pres"):
        return None
    if finite.feats.get("Mood", "Ind") != "Ind" or finite.form.lower() in _STATES:
        return None
    return _framed(statement, when, lang, Role.AT, clause.parsed[clause.verb].form)


_ALONE = 5  # telling words that a later sentence of an entry needs where it names nothing
_STATES = frozenset("est sont était étaient is are was were reste restent remains remain".split())


def _verb(clause: Clause) -> str:
    """The stem of the predicate, by which tellings of one event are known."""
    return clause.parsed[clause.verb].lemma.lower()[:5]


def _natural(clause: Clause, role: Role, lang: str) -> Wording | None:
    if lang == "fr":
        return fr.when(clause, role)
    if lang == "en":
        return en.when(clause, role)
    return None


def _said(natural: Wording, clause: Clause, lang: str) -> str:
    """What a natural question asks about, as a statement that stands alone."""
    own = "" if clause.form == "participle" else _statement(clause, lang)
    return own or natural.statement


def _straddles(clause: Clause, words: list[int], lang: str) -> bool:
    """Whether another date stood between the words of a statement, so that it tells two events.

    "He won on 11 August and was sworn in on 4 September": not "He won and was sworn in".
    """
    parsed = clause.parsed
    kept = [parsed[i] for i in words]
    first, last = min(t.start for t in kept), max(t.end for t in kept)
    for mention in find(parsed.text, lang, first, last):
        inside = [t.index for t in parsed.tokens if t.start < mention.end and mention.start < t.end]
        if not clause.dated.intersection(inside) and not set(inside) & set(words):
            return True
    return False


def _statement(clause: Clause, lang: str) -> str:
    text = statement_of(clause)
    if clause.form == "participle" and (
        not clause.after or clause.parsed[clause.verb].lemma in en.PLANNED | fr.PLANNED
    ):
        return ""  # "the seven titles won"
    if clause.form != "main" and _INDEFINITE.match(text):
        return ""  # "a decision taken by the Council": which one?
    if clause.nested and clause.nested in clause.before and led_by_participle(clause):
        return ""  # "Reçue première en 1896, Marie Curie choisit": the date is the reception's
    if clause.nested and clause.nested in clause.after:
        return ""  # "applies the resolution of 2004": the date is the resolution's
    if clause.parsed[clause.subject[0]].upos in ("ADP", "SCONJ") or means_another(clause):
        return ""
    if _DAY_OF.match(text):
        return ""  # "the day after Britain declared war, …" tells of no event
    if clause.broken or lost_object(clause, text):
        return ""
    words = [*clause.subject, *clause.clitics, clause.finite, *(i for p in clause.after for i in p)]
    if _straddles(clause, words, lang):
        return ""
    if points_outside(clause.parsed, words):
        return ""
    if unnamed_one(clause) or misses_object(clause):
        return ""
    kept = [Phrase(p, "", droppable=False) for p in clause.after]
    if clause.form == "main" and clause.finite == clause.verb and after_one_comma(clause):
        return ""  # "X, developed with Y, goes on sale": a participle, not the verb
    if en.asks_in_vain(clause, kept) or another_verb(clause, kept) or misled(clause):
        return ""
    if clause.form == "participle" and not clause.dated:
        if any(t.finite for t in clause.parsed.tokens[clause.verb :]):
            return ""  # "X, developed with Y, goes on sale": the label dates the sale
    first = clause.parsed[min(words)]
    if first.finite or (first.index != clause.subject[0] and first.feats.get("Reflex") == "Yes"):
        return ""  # "se tenait à Lyon la conférence": it would begin with its verb
    if incomplete(clause, kept, en.ALONE | fr.ALONE) and len(text.split()) < len(
        clause.parsed.text.split()
    ):
        return ""
    return text if balanced(text) else ""


_DAY_OF = re.compile(
    r"(?i)(?:the\s(?:day|week|month|year|night)\s(?:after|before|following)|le\slendemain|la\sveille|l['’]année\s(?:suivante|précédente))\b"
)
_INDEFINITE = re.compile(r"(?i)(?:an?|some|several|une?|des|plusieurs|certaine?s|\d+)\s")


def _framed(statement: str, when: Edtf, lang: str, role: Role, verb: str = "") -> Wording | None:
    """The frame around a statement that passes the gates; it keeps `verb` and something after."""
    cut = shortened(statement, verb)
    if not cut or not balanced(cut):
        return None
    framed = frame(cut, when, lang, role)
    return None if stem_faults(framed.stem, when, lang) else framed


def _nominal(
    parsed: Parsed, cut: tuple[int, int] | None, text: str, when: Edtf, lang: str
) -> Wording | None:
    """An entry that is a noun phrase: "Création de la fondation"."""
    if any(t.finite for t in parsed.tokens if t.rel != "acl:relcl") or cut is not None:
        return None
    root = parsed.root
    if root is None or lang != "fr":
        return None
    words = tuple(i for i in parsed.subtree(root.index) if parsed[i].form not in (".", ";"))
    named = fr.nominal(parsed, words)
    if named is None or stem_faults(named.stem, when, lang):
        return None
    return replace(named, statement=capital(clean(text).rstrip(".")))
