"""A question's wording, and what every language's wording starts from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quiz.core.parse import Parsed, Token
from quiz.lang.language import Language
from quiz.wording.clause import Clause
from quiz.wording.complement import after_comma, complement, insertion, top_of
from quiz.wording.lists import list_cut, of_list
from quiz.wording.text import balanced, clean
from quiz.wording.torn import torn

STEM_LIMIT = 140  # characters; a longer stem is not read but searched


@dataclass(frozen=True, slots=True)
class Wording:
    """A stem, how it was made, and the adjuncts that could tell it from a twin.

    `tier` names the way: `inversion`, `est-ce que`, `auxiliary`, `nominal`, `frame` …
    `statement` is what the stem asks about, as a statement without its date, `verb` the stem
    of its predicate.
    """

    stem: str
    tier: str
    adjuncts: tuple[str, ...] = ()
    statement: str = ""
    verb: str = ""

    @property
    def natural(self) -> bool:
        """Whether it is worded as a person would, not framed."""
        return self.tier not in ("frame", "gap")


@dataclass(slots=True)
class Phrase:
    """A dependent of the verb as it will stand in the question; `droppable` may go whole."""

    words: tuple[int, ...]
    text: str
    droppable: bool

    def shrink(self, parsed: Parsed) -> bool:
        """Drop the last thing that the phrase can do without; whether there was one."""
        inside = set(self.words)
        last = self.words[-1]
        cuts = []
        for index in self.words:
            token = parsed[index]
            if token.head not in inside or token.kind not in _SPARE or token.rel == "obl:arg":
                continue
            if token.kind == "acl" and token.feats.get("VerbForm") == "Inf":
                continue  # "l'autorisation d'aborder": the noun wants it
            below = [i for i in parsed.subtree(index) if i in inside]
            if token.kind == "conj" and parsed[below[min(1, len(below) - 1)]].form[:1].isupper():
                continue  # "Defence and Related Security": a name
            if token.kind == "conj" and token.upos == "NOUN":
                pair = (token.index, token.head)
                if not any(parsed.child(i, "det", "case") for i in pair):
                    continue  # "associant nature (et culture)"
            if token.kind == "conj" and of_list(parsed, token):
                continue  # "by Khosla, Bechtolsheim(, McNealy and Joy)"
            if below[-1] >= last - 1 and len(below) < len(self.words):
                cuts.append(below)
        if not cuts:
            return False
        cut = min(cuts, key=len)
        kept = [i for i in self.words if i not in set(cut)]
        while (
            kept
            and parsed[kept[-1]].upos in ("PUNCT", "CCONJ", "ADP", "SCONJ", "DET")
            and parsed[kept[-1]].form not in (")", "»", "”", '"')
        ):
            kept.pop()
        text = clean(parsed.surface(kept))
        if parsed[kept[0]].form.lower() in ("that", "que", "qu'") and not any(
            parsed[i].finite for i in kept
        ):
            return False  # "that French and German coal": without its verb
        if len(kept) <= 2 and parsed[kept[0]].upos == "ADP":
            return False  # "en réponse", without to what
        if not kept or not balanced(text) or parsed[kept[-1]].upos in ("VERB", "AUX", "PRON"):
            return False  # "s'accordent à dire que l'OTAN devrait": a verb wants its complement
        self.words, self.text = tuple(kept), text
        return True


_PARTICIPLE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:(?:é|i|u|is|it|ert|aint)e?s?|ed|en|wn|ilt|orn)")


def led_by_participle(clause: Clause) -> bool:
    """Whether the date stands in a participle's clause that leads the sentence, whatever its tag."""
    if not clause.nested:
        return False
    first = clause.parsed[clause.nested[0]]
    led = first.index == 1 and first.kind in ("advcl", "acl")
    return led and _PARTICIPLE.fullmatch(first.form) is not None


_SPARE = ("obl", "advcl", "acl", "appos", "parataxis", "conj", "advmod")


def phrases(
    clause: Clause, language: Language, droppable: tuple[str, ...]
) -> tuple[list[Phrase], list[str]]:
    """What follows the finite word, and adjuncts left aside.

    Asides after a comma are left out, and so is what follows the first of them; adverbs that
    lean on the text before are too.
    """
    kept: list[Phrase] = []
    aside: list[str] = []
    closed = False
    inserted = insertion(clause)
    stop = colon(clause)
    said = max(clause.verb, clause.finite)
    for whole in clause.after:
        if whole[0] > said and any(
            clause.parsed[i].finite for i in range(said + 1, whole[0]) if i not in clause.dated
        ):
            break  # a clause that goes stands between: what follows may be its own
        said = max(said, whole[-1])
        bracket = any(clause.parsed[i].form == "(" for i in (whole[0], max(1, whole[0] - 1)))
        if bracket and any(_leaning(clause, i, language) for i in whole):
            continue  # "(now Timor-Leste)"
        words = tuple(i for i in _unleaned(clause, whole, language) if i < stop)
        if not words or words[0] in inserted:
            continue
        top = top_of(clause, words)
        text = clean(clause.parsed.surface(words))
        if not text or text.lower() in language.leaning:
            continue
        if clause.parsed[words[0]].form == "(":  # a short form that belongs to what it follows
            kept.append(Phrase(words, text, droppable=False))
            continue
        if after_comma(clause, words) and top.index != clause.verb:
            if complement(clause.parsed, top):
                kept.append(Phrase(words, text, droppable=False))
                continue
            if top.kind == "obl" and _needed_later(clause, words):
                kept.append(Phrase(words, text, droppable=True))
                continue
            end = words[-1]
            whole_said = end == len(clause.parsed.tokens) or clause.parsed[end + 1].upos == "PUNCT"
            if top.kind == "obl" and (whole_said or end + 1 in clause.dated):
                own = words[0] - 2 not in clause.dated  # else the comma was the date's
                aside.append(", " + text if own else text)
            closed = True
            continue
        if closed and top.index != clause.verb:
            continue
        kept.append(Phrase(words, text, top.rel in droppable and top.index != clause.verb))
    return kept, aside


def said_words(clause: Clause, kept: list[Phrase]) -> list[int]:
    """The indexes of the words that a question says."""
    return [*clause.subject, *clause.clitics, clause.finite, *(i for p in kept for i in p.words)]


def _unleaned(clause: Clause, whole: tuple[int, ...], language: Language) -> list[int]:
    """A phrase without adverbs that lean on the text before, nor asides that they open.

    "in East Timor, now Timor-Leste" as "in East Timor".
    """
    parsed, kept, aside = clause.parsed, list[int](), False
    for index in whole:
        mark = parsed[index].form == ","
        if aside and mark:
            aside = False
        if _leaning(clause, index, language):
            aside = aside or (index > 1 and parsed[index - 1].form == "," and index - 1 in whole)
            continue
        if not aside:
            kept.append(index)
    while kept and parsed[kept[-1]].form == ",":
        kept.pop()
    return kept


def _leaning(clause: Clause, index: int, language: Language) -> bool:
    """Whether a word is an adverb that leans on the text before: "had still not taken it"."""
    token = clause.parsed[index]
    form = token.form.lower()
    if form == "again":
        return False  # what happens again has another date
    own = token.head in (clause.verb, clause.finite)
    joins = own and form in language.connectives
    return token.upos == "ADV" and (form in language.leaning or joins)


def colon(clause: Clause) -> int:
    """The index of the first colon or semicolon after the verb: the clause goes no further."""
    tokens = clause.parsed.tokens
    last = max(clause.verb, clause.finite)
    return next((t.index for t in tokens[last:] if t.form in (";", ":")), len(tokens) + 1)


def _needed_later(clause: Clause, words: tuple[int, ...]) -> bool:
    """Whether what the verb needs comes after: "decide, at the summit, to open"."""
    return any(
        p[0] > words[-1] and complement(clause.parsed, top_of(clause, p)) for p in clause.after
    )


def _never(token: Token, parsed: Parsed) -> bool:  # noqa: ARG001
    return False


def may_be_lowered(
    parsed: Parsed, index: int, is_common: Callable[[Token, Parsed], bool] = _never
) -> bool:
    """Whether a word that opens a phrase has its capital only from opening the sentence.

    Determiners and prepositions do; another word only where the document writes it in lower
    case elsewhere or `is_common` knows it, and no capital follows that would make it part of a
    name.
    """
    token = parsed[index]
    if token.index != 1 and token.upos != "DET":
        return False
    if len(parsed.tokens) > index and f"{token.form} {parsed[index + 1].form}" in parsed.names:
        return False  # "Le Havre"
    if len(parsed.tokens) > index and f"*{token.form} {parsed[index + 1].form}" in parsed.names:
        return False  # "*Les Justes* is played"
    if f"*{token.form}" in parsed.names and token.upos != "DET":
        return False  # "*Nature* publishes"
    small = token.upos in ("ADP", "ADV", "SCONJ", "NUM", "PRON")
    follows = parsed[index + 1] if index < len(parsed.tokens) else None
    named = follows is not None and follows.form[:1].isupper()
    if token.upos == "DET" and named and token.form.lower() not in _ARTICLES | parsed.common:
        return False  # "Theresa May", whatever the tagger says
    if token.form in _DEMONYMS:
        return False  # "German bombers"
    if token.upos == "DET" or (token.upos == "NUM" and not token.form[0].isdigit()):
        return True
    if small and (not named or token.form.lower() in parsed.common or token.upos == "ADP"):
        return True
    if small or (follows is not None and follows.upos == "NUM"):
        return False  # "Theresa May", "Article 50"
    if token.index != 1 or not token.form[1:].islower():
        return False
    if token.form.lower() not in parsed.common and not is_common(token, parsed):
        return False
    if any(len(n) > 3 and token.form.startswith(n) for n in parsed.names):
        return False  # "Londoners", where there is London
    follows = parsed[2] if len(parsed.tokens) > 1 else None
    return follows is None or not follows.form[:1].isupper()


_DEMONYMS = frozenset(  # English writes them with a capital, whatever a dictionary lists
    "African American Arab Argentine Argentinian Asian Australian Austrian Belgian Brazilian British Bulgarian Canadian Chilean Chinese Christian "
    "Croatian Cuban Czech Danish Dutch Egyptian English Estonian Ethiopian European Finnish Flemish French German Greek Hungarian Indian Iranian "
    "Iraqi Irish Israeli Italian Japanese Jewish Korean Latin Latvian Libyan Lithuanian Mexican Moroccan Muslim Norman Norwegian Ottoman Pakistani "
    "Persian Polish Portuguese Protestant Prussian Roman Romanian Russian Scottish Serbian Slovak Soviet Spanish Swedish Swiss Syrian Taliban "
    "Turkish Ukrainian Venetian Vietnamese Welsh Catholic Germans Britons Americans Russians Italians Greeks Romans Arabs Turks".split()
)
_ARTICLES = frozenset(
    "the a an le la les l' un une des du de d' this that every each all some".split()
)


def closing_comma(clause: Clause, text: str) -> str:
    """The subject with the comma that closes its aside: "Adèle, his wife, …"."""
    parsed, last = clause.parsed, clause.subject[-1]
    follows = parsed.text[parsed[last].end :][:1]
    if last + 2 <= len(parsed.tokens) and parsed[last + 2].feats.get("PronType") == "Rel":
        follows = "," if ends_with_aside(clause) else ""  # it opens a clause that goes
    dated = last + 1 in clause.dated  # the date took the comma with it
    return (
        text + ","
        if "," in text and (follows == "," or (dated and ends_with_aside(clause)))
        else text
    )


def means_another(clause: Clause) -> bool:
    """Whether the verb's object is a pronoun for something outside: "inaugurates it"."""
    parsed = clause.parsed
    if any(parsed[i].form.lower() in _POSSESSED for p in clause.after for i in p):
        return True
    for token in parsed.children(clause.verb):
        if token.upos == "PRON" and token.form.lower() in ("y", "en") and token.index < clause.verb:
            return True  # "y revient": to where?
        if token.upos != "PRON" or token.kind not in ("obj", "iobj", "obl"):
            continue
        if token.feats.get("Reflex") == "Yes" or token.form.lower() in _OWN:
            continue
        if token.feats.get("PronType", "Prs") == "Prs":
            return True
    return False


_POSSESSED = frozenset("sien sienne siens siennes leurs theirs hers".split()) - {"leurs"}
_OWN = frozenset(
    "se s' himself herself itself themselves each ce que qu' what which who where dont où que".split()
)


def incomplete(clause: Clause, kept: list[Phrase], alone: frozenset[str]) -> bool:
    """Whether an active verb stands without anything, though it is not one that can ("proposes")."""
    parsed, verb = clause.parsed, clause.parsed[clause.verb]
    if clause.form != "main" or clause.clitics or verb.upos != "VERB" or verb.lemma in alone:
        return False
    if clause.finite != clause.verb and parsed[clause.finite].lemma in ("être", "be"):
        return False
    said = {i for p in kept for i in p.words} - {clause.verb, clause.finite}
    particle = next((i for i in said if parsed[i].rel == "compound:prt"), None)
    if particle is not None and said == {particle}:
        return f"{verb.lemma} {parsed[particle].form}".lower() not in _PHRASAL  # "took over": what?
    if any(parsed[i].upos not in ("ADV", "AUX", "VERB", "PUNCT") for i in said):
        return False
    return not any(t.rel == "aux:pass" for t in parsed.children(verb.index))


_PHRASAL = frozenset(  # phrasal verbs that need no object
    "break out, break down, break up, step down, step aside, go down, go up, set out, set off, take off, shut down, close down, "
    "open up, die out, blow up, blow over, come out, come back, run out, fall apart, break away, split up, sail away, move out, "
    "pull out, drop out, pass away, wake up, end up, start up, touch down, lift off, stand down, give up, give way, hold out".split(
        ", "
    )
)


def loses_article(clause: Clause) -> bool:
    """Whether the predicate is a noun with an article: "is the third of five children"."""
    verb = clause.parsed[clause.verb]
    return (
        clause.form != "participle"
        and verb.upos in ("NOUN", "PROPN", "ADJ", "NUM")
        and clause.parsed.child(clause.verb, "det") is not None
    )


def another_verb(clause: Clause, kept: list[Phrase]) -> bool:
    """Whether what is kept holds a finite verb that no clause of its own explains."""
    parsed = clause.parsed
    for phrase in kept:
        inside = set(phrase.words)
        for index in phrase.words:
            token = parsed[index]
            if not token.finite or index in (clause.verb, clause.finite):
                continue
            top = parsed[token.head] if token.kind in ("aux", "cop") and token.head else token
            own = parsed.child(top.index, "nsubj", "csubj", "mark", "expl") is not None
            if top.kind in ("ccomp", "xcomp") and not own:
                return True  # "the dam built across the river is completed"
            if top.kind in ("acl", "ccomp", "advcl", "csubj", "xcomp"):
                continue
            if top.kind == "conj" and top.head in (clause.verb, clause.finite) and own:
                return True
            if top.kind == "conj" and top.head in inside:
                if own and parsed[top.head].upos in ("NOUN", "PROPN", "NUM"):
                    return True  # "given the name SARS and travel advice is published"
                continue
            return True
    return False


def ends_with_aside(clause: Clause) -> bool:
    """Whether the subject ends with an apposition, which needs its second comma."""
    parsed, inside, last = clause.parsed, set(clause.subject), clause.subject[-1]
    for index in clause.subject:
        listed = any(parsed[i].upos == "CCONJ" for i in clause.subject)
        kinds = ("acl", "amod") if listed else ("appos", "acl", "amod", "nmod")
        if parsed[index].kind not in kinds or parsed[index].head not in inside:
            continue
        below = parsed.subtree(index)
        if (
            last in below
            and parsed[max(1, below[0] - 1)].form == ","
            or parsed[below[0]].form == ","
        ):
            return True
    return False


TITLES = frozenset("m. mme mr mrs ms mr. mrs. ms. dr dr. sir lord".split())


def misled(clause: Clause) -> bool:
    """Whether a subject begins inside what leads the sentence.

    "At the request of the minister, Mr Bolani, Italy announces": not "Mr Bolani, Italy".
    """
    first = clause.subject[0]
    commas = [i for i in clause.subject if clause.parsed[i].form == ","]
    if (commas and _unclosed(clause)) or _relative_open(clause):
        return True
    if commas and any(
        clause.parsed[i].form.lower() in _BEFORE_AND_AFTER for i in clause.subject if i < commas[0]
    ):
        return True  # "three days after the capture, the forces enter"
    if first < 2 or clause.parsed[first - 1].form != ",":
        return False
    return clause.parsed[first].form.lower() in TITLES and any(
        clause.parsed[i].form == "," for i in clause.subject
    )


_RELATIVES = frozenset("who whom whose which qui que qu' dont où".split())


def _relative_open(clause: Clause) -> bool:
    """Whether a relative pronoun before the verb has no verb of its own: so this one is its.

    "The boat, whose sides the carpenter had raised": the boat raised nothing.
    """
    parsed = clause.parsed
    start = min(clause.finite, clause.verb)
    for index in range(clause.subject[0], start):
        token = parsed[index]
        if token.form.lower() not in _RELATIVES or token.upos not in (
            "PRON",
            "DET",
            "ADV",
            "SCONJ",
        ):
            continue
        if not any(parsed[i].finite for i in range(index + 1, start)):
            return True
    return False


def _unclosed(clause: Clause) -> bool:
    """Whether a subject has an apposition without its second comma, so that it has two heads.

    "On 12 April, the anniversary of his death, Francis announced": Francis alone did.
    """
    parsed, last = clause.parsed, clause.subject[-1]
    if any(parsed[i].upos == "CCONJ" or parsed[i].form in "()" for i in clause.subject):
        return False
    follows = parsed.text[parsed[last].end :].lstrip()[:1]
    return follows not in (",", ")", "–", "—") and last + 1 not in clause.dated


_BEFORE_AND_AFTER = frozenset("after before later earlier following until après avant plus".split())


_INSERTED = re.compile(
    r",\s(?:avec|à|au|aux|en|dans|sur|par|pour|lors|sous|with|at|in|on|by|for|under)\b[^,]{3,70},\s"
    r"(?:(?:une?|les?|la|l['’]|des|the|an?)\s?(?P<word>[\w-]+)|(?:de|à|d['’])\s?(?P<verb>[\w-]+(?:er|ir|re))\b)"
)


def lost_object(clause: Clause, stem: str) -> bool:
    """Whether an insertion between commas took the object with it: "crée, avec X, un centre"."""
    text = clause.parsed.text[clause.parsed[clause.finite].end :]
    return lost_from(text, stem)


def lost_from(text: str, stem: str) -> bool:
    """Whether a stem lacks what follows an insertion in the text that it was made from."""
    return any((m["word"] or m["verb"]) not in stem for m in _INSERTED.finditer(text))


def fitted(
    clause: Clause,
    lead: str,
    kept: list[Phrase],
    tail: str,
    extra: list[str],
) -> str | None:
    """`lead`, the phrases, and what still fits of `extra`.

    What is too long is shortened from its end: clauses and adjuncts inside a phrase, then
    phrases that may be dropped. None where even the indispensable is too long, or where
    something is missing that should not be (see `torn`).
    """
    parts = [Phrase(p.words, p.text, p.droppable) for p in kept]
    own = (clause.verb, clause.finite)

    def text() -> str:
        return (
            clean(lead + "".join(_joint(clause, parts, i) + p.text for i, p in enumerate(parts)))
            + tail
        )

    def shorten() -> bool:
        for i in range(len(parts) - 1, -1, -1):
            if parts[i].shrink(clause.parsed):
                return True
            if parts[i].droppable:
                parts.pop(i)
                return True
        return False

    while len(text()) > STEM_LIMIT and shorten():
        pass
    if len(text()) > STEM_LIMIT + 45:
        return None
    if torn(clause, [i for p in parts for i in p.words]):  # shortened at the wrong place
        parts = [Phrase(p.words, p.text, p.droppable) for p in kept]
        if len(text()) > STEM_LIMIT + 45:
            return None
    clausal = any(clause.parsed[i].finite for p in parts for i in p.words if i not in own)
    room = [] if clausal else list(extra)  # "report that … in Britain": it would be the clause's
    while room and len(text()) + len(room[0]) + 1 <= STEM_LIMIT:
        parts.append(Phrase((), room.pop(0), droppable=True))
    if parts and list_cut(clause.parsed, parts[-1].words):
        if not top_of(clause, parts[-1].words).rel.startswith("obl"):
            return None
        parts.pop()
    headless = any(verbless(clause.parsed, p.words) for p in parts)
    return None if headless or torn(clause, [i for p in parts for i in p.words]) else text()


def _joint(clause: Clause, parts: list[Phrase], number: int) -> str:
    """What stands before a phrase: the comma or hyphen that alone parted it from the one before."""
    parsed, words = clause.parsed, parts[number].words
    if parts[number].text.startswith(","):
        return ""
    if not words or words[0] < 2:
        return " "
    mark = parsed[words[0] - 1]
    if mark.upos == "ADV" and mark.index > 1 and parsed[mark.index - 1].form == ",":
        mark = parsed[mark.index - 1]  # "Pierre Curie, (alors) chef de travaux"
    before = parts[number - 1].words if number else (max(clause.verb, clause.finite),)
    if not before:
        return " "
    between = [parsed[i] for i in range(before[-1] + 1, words[0])]
    if (
        between
        and mark.form == ","
        and all(t.form == "," or t.index in clause.dated for t in between)
    ):
        if len(between) > 1:  # only the date stood between its commas
            led = parsed[words[0]].upos in ("ADP", "SCONJ", "PART")
            aside = not led and number and clause.verb not in before
            return ", " if between[0].form == "," and aside else " "
    if before[-1] != mark.index - 1:
        return " "
    if (
        mark.form == "-"
        and mark.start == parsed[mark.index - 1].end
        and mark.end == parsed[words[0]].start
    ):
        return "-"
    if mark.form != ",":
        return " "
    top = top_of(clause, words)
    if top.kind == "obj" and any(
        t.kind == "obj" and t.index < top.index for t in parsed.children(top.head)
    ):
        return ", "  # no second object, but an apposition: "glycine, un acide aminé"
    verbal = parsed[clause.verb].upos == "VERB"
    named = parsed[before[-1]].form[:1].isupper() and parsed[before[-1]].upos != "PROPN"
    if number and verbal and not named and top.head == clause.verb and complement(parsed, top):
        # The comma that closes an insertion stands only with the one that opens it.
        opened = any(_joint(clause, parts, i) == ", " for i in range(number))
        return ", " if opened else " "
    return ", "


_CLAUSAL = frozenset(
    "that when where while although though if once whether que qu' quand lorsque lorsqu' où puisque puisqu' alors".split()
)


def verbless(parsed: Parsed, words: Iterable[int]) -> bool:
    """Whether a clause has lost its verb: "proposed that coal and steel", "when John and Mary"."""
    inside = sorted(words)
    openers = [
        i
        for i in inside
        if parsed[i].form.lower() in _CLAUSAL
        and (parsed[i].upos in ("SCONJ", "ADV") or i == inside[0])
    ]
    return bool(openers) and not any(
        parsed[i].finite or parsed[i].upos in ("AUX", "VERB") for i in inside if i > openers[-1]
    )


def retold(stem: str, lead: str, statement: str) -> str:
    """What a stem asks about as a statement: its `lead` as said in a statement, and what follows it.

    "" where the stem does not begin with the lead.
    """
    lead = clean(lead)
    if not stem.startswith(lead):
        return ""
    rest = stem[len(lead) :].rstrip(" ?")
    text = clean(f"{statement}{rest}")
    return text[:1].upper() + text[1:]


def after_one_comma(clause: Clause) -> bool:
    """Whether a single comma parts the verb from its subject: "The dam, built across the river"."""
    parsed, first = clause.parsed, min(clause.finite, clause.verb)
    commas = sum(parsed[i].form == "," for i in range(clause.subject[0], first))
    return commas == 1 and parsed[first - 1].form in (",", "since", "then")


def ends_dated(clause: Clause) -> bool:
    """Whether the date closes its phrase: "ratified by the Senate in March 1903, …"."""
    last = max(clause.dated, default=0)
    tokens = clause.parsed.tokens
    return bool(last) and (last == len(tokens) or tokens[last].upos == "PUNCT")
