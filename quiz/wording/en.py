"""English questions: the auxiliary moves before the subject, or "did" takes its place."""

from __future__ import annotations

import re

from quiz.core.parse import Parsed, Token
from quiz.dates.find import Role
from quiz.lang import language
from quiz.lang.dictionary import is_known, lemmatize
from quiz.wording.agreement import be, disagrees
from quiz.wording.clause import Clause, misses_object, unnamed_one
from quiz.wording.complement import complement, top_of
from quiz.wording.pointing import points_outside
from quiz.wording.text import clean
from quiz.wording.wording import (
    Phrase,
    Wording,
    after_one_comma,
    another_verb,
    closing_comma,
    ends_dated,
    fitted,
    incomplete,
    loses_article,
    lost_object,
    may_be_lowered,
    means_another,
    misled,
    phrases,
    retold,
    said_words,
)

_DROPPABLE = ("obl", "obl:mod", "obl:unmarked", "advcl", "advmod")
_REASONS = re.compile(
    r"(?i)(?:at the request|following|due to|because|thanks|despite|in spite|given|according|in response|in accordance|"
    r"since|after|before|during|in this|at this|by this|in that|by then|as a result|in addition|with|under this|by)\b"
)
_LEANING = re.compile(
    r"(?i)\b(?:this|these|those|such)\b|\bthat (?=(?:year|day|time|month|town|place)\b)"
)
_REPORTING = frozenset(
    "say claim state report announce declare mention confirm explain note add tell believe think argue suggest".split()
)
_SAYING = frozenset("say declare claim state".split())
_WITH = frozenset("entrust charge task provide supply equip invest".split())  # with what?
_TO_DO = frozenset("ask tell urge persuade convince inform instruct enable allow remind".split())
_BE = {"be"}
_MODAL = {"will", "would", "can", "could", "may", "might", "shall", "should", "must"}
# Past forms that the model's lemma may miss; the form gives the infinitive.
IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "developed:develop enveloped:envelop became:become began:begin bore:bear bought:buy broke:break brought:bring built:build came:come caught:catch chose:choose cut:cut died:die drew:draw drove:drive fell:fall fought:fight found:find founded:found flew:fly gave:give got:get grew:grow held:hold hit:hit kept:keep knew:know laid:lay led:lead left:leave lost:lose made:make met:meet paid:pay put:put ran:run read:read rose:rise said:say sank:sink saw:see sent:send set:set shot:shoot shut:shut sold:sell sought:seek spent:spend spoke:speak spread:spread split:split stood:stand struck:strike swam:swim swore:swear took:take taught:teach thought:think threw:throw told:tell underwent:undergo undertook:undertake went:go withdrew:withdraw won:win wrote:write wed:wed quit:quit rode:ride sang:sing felt:feel heard:hear burnt:burn dealt:deal forbade:forbid froze:freeze hid:hide overthrew:overthrow overtook:overtake stole:steal wore:wear arose:arise awoke:awake beat:beat bid:bid cast:cast cost:cost dug:dig fled:flee let:let lit:light shook:shake had:have did:do"
    ).split()
)


_TIMES = frozenset("second minute hour day week month year decade century".split())


def _own_clause(clause: Clause) -> bool:
    """Whether what passes for a participle is a verb with a clause after it: "The train crossed, and the Prince drove"."""
    parsed, verb = clause.parsed, clause.parsed[clause.verb]
    if verb.kind != "acl" or parsed[verb.index - 1].form == ",":
        return False
    for token in parsed.tokens[verb.index : -1]:
        joined = token.upos == "CCONJ" and parsed[token.index - 1].form == ","
        if joined and parsed[token.index + 1].upos in ("DET", "PROPN", "PRON"):
            return True
    return False


STATIVE = frozenset(
    "cost keep contain own belong need measure weigh remain stay live know consist comprise house have".split()
)
_INFINITIVES = frozenset(IRREGULAR.values())
_ASKED = {
    Role.AT: "When",
    Role.BY: "By what date",
    Role.SPAN: "From when to when",
    Role.SINCE: "Since when",
}


def when(clause: Clause, role: Role = Role.AT) -> Wording | None:
    """The question for a clause's date, None where no natural wording is sure.

    `role` is what the date is to the event: its date, its latest date, its span, its beginning.
    """
    asked = _ASKED.get(role)
    if asked is None or (role is not Role.AT and clause.form != "main"):
        return None
    parsed, finite, verb = clause.parsed, clause.parsed[clause.finite], clause.parsed[clause.verb]
    if clause.form == "main" and finite.index == verb.index and after_one_comma(clause):
        return None
    if finite.index != verb.index and finite.upos != "AUX":
        return None
    if verb.index > 1 and verb.form[:1].isupper() and not verb.form.isupper():
        return None  # "United Nations Integrated Mission": a name
    if role is Role.SPAN and _lemma(verb) in PUNCTUAL:
        return None
    if clause.form == "participle" and (_lone_participle(clause) or _own_clause(clause)):
        return None
    subject = subject_of(clause)
    if subject is None or unnamed_one(clause) or misses_object(clause):
        return None
    if clause.broken or means_another(clause) or loses_article(clause):
        return None
    if not clause.dated and clause.form == "main" and _lemma(verb) in STATIVE:
        return None  # a state that the entry's date does not begin: "the project cost £11 million"
    taken = parsed.child(verb.index, "obj")
    if _lemma(verb) == "take" and taken is not None and taken.lemma in _TIMES:
        return None  # "the crossing took 14 days"
    if role is Role.AT and verb.lemma == "last":
        return None  # "the war lasted 74 days": how long, not when
    before = parsed[clause.subject[0] - 1] if clause.subject[0] > 2 else None
    if before and before.form == ":" and parsed[before.index - 1].form[:1].isupper():
        return None  # "Animal Crossing: New Horizons": half of a title
    if verb.lemma in PLANNED:
        return None  # the date is that of what was planned, not of the planning

    if disagrees(clause) or not _sure_date(clause):
        return None
    kept, aside = phrases(clause, language("en"), _DROPPABLE)
    kept = [p for p in kept if not (p.droppable and _LEANING.search(p.text))]
    if another_verb(clause, kept) or points_outside(parsed, said_words(clause, kept)):
        return None
    if any(_LEANING.search(p.text) for p in kept) or incomplete(clause, kept, ALONE):
        return None
    leading = [
        _lower(parsed, p) for p in clause.before if _placeable(clause, p) and p != clause.nested
    ]
    extra = [t for t in [*leading, *aside] if len(t) <= 60 and not _LEANING.search(t)]
    if clause.form == "participle":
        if not clause.date_direct and not ends_dated(clause):
            return None
        if (past := _name_did(clause, subject, kept, asked)) is not None:
            return past if past.stem else None
        form = be(clause)
        if form is None or _lemma(verb, participle=True) in INTRANSITIVE:
            return None  # "Coubertin, who had been president, retired": no passive
        stem = fitted(clause, f"{asked} {form} {subject} {verb.form}", kept, "?", [])
        told = retold(stem, f"{asked} {form} {subject}", f"{subject} {form}") if stem else ""
        return Wording(stem, "auxiliary", statement=told) if stem else None
    lead = lead_of(clause, subject, kept, asked)
    if finite.feats.get("Tense") == "Pres" or finite.form in ("is", "are"):
        kept = [p for p in kept if not _present_after(clause, p)]
    if _lemma(verb) == "do" or (
        _lemma(verb) in _SAYING
        and not any(complement(parsed, top_of(clause, p.words)) for p in kept)
    ):
        return None  # "did so", "declared at a press conference": what?
    if not kept and _lemma(verb) in _REPORTING:
        return None  # "a spokesman said": what?
    if asks_in_vain(clause, kept):
        return None
    if lead is None or _second_past(clause, kept) or garden_path(clause):
        return None
    if second_present(clause, kept):
        return None
    stem = fitted(clause, lead, kept, "?", extra)
    if stem is None or lost_object(clause, stem):
        return None
    moved = finite.index != verb.index
    told = ""
    if not moved:
        particle = lead[len(f"{asked} did {subject} {_lemma(verb)}") :]
        told = retold(stem, lead, f"{subject} {finite.form}{particle}")
    for form in ("was", "were"):
        if lead == f"{asked} {form} {subject}":
            told = retold(stem, lead, f"{subject} {form}")
    return Wording(stem, "auxiliary" if moved else "did", tuple(extra), told)


PLANNED = frozenset("plan schedule expect intend foresee forecast anticipate".split())
PUNCTUAL = frozenset(
    "accept decide propose obtain receive marry win elect publish discover invent buy sell acquire join enter become give order choose select call name award resign agree refuse reject ratify vote declare establish complete replace succeed start begin launch open inaugurate found create sign die end finish announce appoint adopt approve arrive leave".split()
)
ALONE = frozenset(
    "die open close begin start end resign abdicate retire collapse explode crash sink burn disappear arrive leave depart land fail fall "
    "emerge appear vanish reopen surrender break win lose marry divorce emigrate erupt capitulate merge expire graduate launch finish occur happen peak rise survive".split()
)


# Verbs without a passive, so that what looks like one is their past tense.
INTRANSITIVE = frozenset(
    "abdicate appear arise arrive awake become begin belong collapse come consist depart die disappear emerge "
    "emigrate erupt escape exist expire fall flee flow flourish go graduate happen immigrate last lie live "
    "migrate occur originate perish prevail proceed reappear remain reside resign result retire rise sail serve "
    "stay subside travel vanish wed".split()
)


_TELLING_WHEN = ("after", "when", "before", "once", "until", "as", "because", "while")


def asks_in_vain(clause: Clause, kept: list[Phrase]) -> bool:
    """Whether an English verb lacks what somebody is asked or told: "asked Joseph Strauss"."""
    verb = clause.parsed[clause.verb]
    if verb.lemma.lower() in _WITH:
        return not any(clause.parsed[p.words[0]].form.lower() in ("with", "to") for p in kept)
    if clause.finite != clause.verb or verb.lemma.lower() not in _TO_DO:
        return False
    return not any(_wanted(clause, p) for p in kept)


def _wanted(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase says what somebody is asked or allowed: a clause, or "for", "of", "about"."""
    top = top_of(clause, phrase.words)
    words = [clause.parsed[i] for i in phrase.words]
    led = words[0].form.lower() in ("for", "of", "about", "to", "that")
    to_do = any(t.upos == "VERB" and t.feats.get("VerbForm") == "Inf" for t in words)
    return led or to_do or top.kind in ("xcomp", "ccomp", "advcl")


def _present_after(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase tells in the present what came before: "after it is revealed that …"."""
    first = clause.parsed[phrase.words[0]]
    tells = first.form.lower() in _TELLING_WHEN
    return tells and any(
        clause.parsed[i].finite
        and clause.parsed[i].feats.get("Tense") == "Pres"
        and not clause.parsed[i].form.endswith("ing")
        for i in phrase.words
    )


def _name_did(clause: Clause, subject: str, kept: list[Phrase], asked: str) -> Wording | None:
    """A past tense that the parser takes for a participle: "Wallace resigned in 1905 and was …".

    Without a comma, no participle tells which Wallace is meant.
    """
    parsed, verb, head = clause.parsed, clause.parsed[clause.verb], clause.parsed[clause.head]
    bare = head.upos == "PROPN" and parsed.child(head.index, "det") is None
    if not bare or clause.subject[-1] + 1 != verb.index:
        return None
    lemma = _lemma(verb)
    if lemma is None or (not kept and lemma not in ALONE):
        return Wording("", "auxiliary")
    stem = fitted(clause, f"{asked} did {subject} {lemma}", kept, "?", [])
    told = retold(stem, f"{asked} did {subject} {lemma}", f"{subject} {verb.form}") if stem else ""
    return Wording(stem or "", "did", statement=told)


def _lone_participle(clause: Clause) -> bool:
    """Whether no finite verb follows a participle: it is the past tense itself."""
    parsed = clause.parsed
    before = parsed[clause.verb - 1].form
    if before == "(":
        return False
    where = parsed.tokens if before == "," else parsed.tokens[clause.verb :]
    return not any(t.finite for t in where)


def _second_past(clause: Clause, kept: list[Phrase]) -> bool:
    """Whether a second past form may lurk after "and": "did X suspend some and redeployed …"."""
    parsed = clause.parsed
    for phrase in kept:
        for before, index in zip(phrase.words, phrase.words[1:], strict=False):
            token = parsed[index]
            if parsed[before].upos != "CCONJ" or before < 2:
                continue
            past = token.form.endswith("ed") or token.form in IRREGULAR
            paired = parsed[before - 1].upos in ("ADJ", "VERB") or token.upos == "NOUN"
            if past and not paired and token.form.islower():
                return True
    return False


def second_present(clause: Clause, kept: list[Phrase]) -> bool:
    """Whether a second verb in the present may lurk after "and", taken for a noun.

    "The craft fires its engine for 96 minutes and enters orbit."
    """
    parsed = clause.parsed
    if clause.finite != clause.verb or parsed[clause.verb].feats.get("Tense") != "Pres":
        return False
    for phrase in kept:
        for before, index in zip(phrase.words, phrase.words[1:], strict=False):
            token = parsed[index]
            if parsed[before].upos != "CCONJ" or not token.form.islower() or before < 2:
                continue
            form = token.form
            if not form.endswith("s") or form.endswith("ss"):
                continue
            stems = (form[:-1], form[:-2]) if form.endswith("es") else (form[:-1],)
            if not any(
                s in _INFINITIVES or any(is_known(p, "en") for p in _regular(s)) for s in stems
            ):
                continue
            follows = parsed[index + 1] if index < len(parsed.tokens) else None
            object_after = follows is not None and follows.upos in ("NOUN", "DET", "PROPN", "PRON")
            alone = (
                parsed[before - 1].upos == "NOUN"
                and parsed[before - 1].feats.get("Number") == "Sing"
            )
            bare = parsed.child(before - 1, "det", "amod", "compound", "nmod:poss") is None
            ends = follows is None or follows.upos == "PUNCT"  # "strikes a mine and sinks"
            if token.upos == "VERB" or object_after or (alone and (bare or ends)):
                return True
    return False


# Nouns in -s that a headline without a verb is built on: "Night assaults on Mount Longdon".
_NOUN_VERBS = frozenset(
    "attacks assaults strikes protests visits talks raids marches votes flights landings launches tests riots ships "
    "forces demands debates tours battles clashes searches reforms exchanges releases returns moves plans works".split()
)


def garden_path(clause: Clause) -> bool:
    """Whether the verb may be a participle after all: "lines paid for by a banker open"."""
    tokens = clause.parsed.tokens
    verb = clause.parsed[clause.verb]
    opens = clause.parsed[clause.subject[0]]
    if verb.form in _NOUN_VERBS and opens.upos in ("NOUN", "ADJ") and opens.index == 1:
        return True
    if (
        not clause.after
        and verb.form.endswith("s")
        and any(
            clause.parsed[i].upos == "VERB" and clause.parsed[i].form.endswith("ed")
            for i in clause.subject
        )
    ):
        return True  # "X trained soldiers and police officers": the noun at the end is no verb
    follows = tokens[clause.verb : clause.verb + 2]
    last = clause.parsed[clause.subject[-1]]
    bare = [t for t in follows[:1] if t.upos in ("NOUN", "ADJ") and t.form.islower()]
    if verb.form.endswith("ed") and bare and last.form.endswith("s") and last.form.islower():
        named = clause.parsed[clause.subject[0]].upos in ("NUM", "PROPN", "X")
        if named and last.index + 1 == verb.index and clause.finite == clause.verb:
            return True  # "3.6 adds formatted string literals": the noun is the verb
    if verb.form.endswith("ed") and bare and len(clause.subject) > 1:
        before = clause.parsed[clause.subject[-2]]
        many = before.upos == "NOUN" and before.form.endswith("s")
        if many and last.upos == "NOUN" and is_known(last.form.rstrip("e") + "ed", "en"):
            return True  # "68 per cent of voters support continued negotiation"
    if verb.form.endswith("ed") and [t.form for t in follows[:1]] == ["by"]:
        if clause.finite == clause.verb and follows[-1].upos != "NUM":
            return True  # "bridge opened by the King": a headline's passive
    after = [t for t in follows if t.upos == "ADP"]
    return len(after) == 2 and after[1].form == "by"


def lead_of(clause: Clause, subject: str, kept: list[Phrase], asked: str) -> str | None:
    """The question up to its subject or verb; words used up are taken from `kept`."""
    parsed, finite, verb = clause.parsed, clause.parsed[clause.finite], clause.parsed[clause.verb]
    form = finite.form.lower()
    if asked == _ASKED[Role.SINCE]:  # only what still goes on is asked so
        return f"{asked} {form} {subject}" if form in ("has", "have") else None
    if finite.index == verb.index:
        if verb.feats.get("Mood") not in (None, "Ind") or _lemma(verb) is None:
            return None
        particle = _particle(clause, kept)
        return f"{asked} did {subject} {_lemma(verb)}{particle}"
    if form in _MODAL or _infinitive(clause):
        return None
    if finite.lemma == "have" or form in ("has", "have", "had"):
        helpers = [
            t
            for t in parsed.children(verb.index)
            if t.kind in ("aux", "cop") and t.index != finite.index
        ]
        if asked == _ASKED[Role.BY] and form == "had":
            return f"{asked} had {subject}"
        if helpers and helpers[0].form == "been":
            _take(kept, "been")
            if len(helpers) > 1 or verb.form.endswith("ing"):
                return None
            form = be(clause) or ""
            return f"{asked} {form} {subject}" if form else None
        lemma = _lemma(verb, participle=True)
        if lemma is None or helpers:
            return None
        _take(kept, clean(verb.form))
        return f"{asked} did {subject} {lemma}{_particle(clause, kept)}"
    if form in ("is", "are"):
        if verb.form.endswith("ing") and verb.upos == "VERB":
            return None
        form = "was" if form == "is" else "were"
    if form not in ("was", "were", "did"):
        return None
    if form == "did" and any(parsed[i].form in ("not", "n't") for p in clause.after for i in p):
        return None
    return f"{asked} {form} {subject}"


def _take(kept: list[Phrase], word: str) -> None:
    """Remove the first phrase that is just `word`."""
    for i, phrase in enumerate(kept):
        if phrase.text == word:
            del kept[i]
            return


def _particle(clause: Clause, kept: list[Phrase]) -> str:
    """The particle of "set up", next to its verb again."""
    parsed = clause.parsed
    token = parsed.child(clause.verb, "compound:prt")
    if token is None or token.index != clause.verb + 1:
        return ""
    _take(kept, token.form)
    return f" {token.form}"


def _infinitive(clause: Clause) -> bool:
    """The form "was to open": a plan, not what happened."""
    return clause.parsed.child(clause.verb, "mark") is not None


def _lemma(verb: Token, *, participle: bool = False) -> str | None:
    """The infinitive, where form, lemma and dictionary agree that it is a verb."""
    if verb.form == "lay":
        return "lay"  # of "lay" and of "lie": with an object it is the former
    found = _guessed(verb, participle=participle)
    if found is None or found in _INFINITIVES or verb.form.lower().endswith("ed"):
        return found
    return found if any(is_known(past, "en") for past in _regular(found)) else None


def _guessed(verb: Token, *, participle: bool = False) -> str | None:
    form = verb.form.lower()
    if form in IRREGULAR:
        return IRREGULAR[form]
    lemma = verb.lemma.lower()
    if form.endswith("ss") and verb.feats.get("Tense") == "Pres":
        return form  # "cross"
    if lemma == form and form.endswith("s"):
        return None  # "tables", not taken back to an infinitive
    if (
        not lemma.isalpha()
        or lemma == form
        and not participle
        and verb.feats.get("Number") != "Plur"
    ):
        return lemma if lemma == form and verb.feats.get("Tense") == "Pres" else None
    if form.endswith("ed"):
        second = _witness(form)
        if form in _regular(second):
            return second
        return lemma if second == form and form in _regular(lemma) else None
    if form.endswith("s") and verb.feats.get("Tense") == "Pres":
        for known in (_witness(form), lemma):
            if form in (known + "s", known + "es", known[:-1] + "ies") and known != "":
                return known
        return None
    return lemma if participle or verb.feats.get("Tense") in ("Pres", "Past") else None


def _witness(form: str) -> str:
    """The infinitive by simplemma's dictionary: the model takes "restored" for "restor"."""
    return lemmatize(form, "en").lower()


def _regular(lemma: str) -> set[str]:
    """The regular past forms that an infinitive may have."""
    forms = {lemma + "ed", lemma + lemma[-1] + "ed"}
    if lemma.endswith("e"):
        forms.add(lemma + "d")
    if lemma.endswith("y"):
        forms.add(lemma[:-1] + "ied")
    if lemma.endswith("c"):
        forms.add(lemma + "ked")
    return forms


def subject_of(clause: Clause) -> str | None:
    """The subject as it stands in a question, None where it would not tell who is meant."""
    parsed, head = clause.parsed, clause.parsed[clause.head]
    if parsed[clause.subject[0]].upos in ("ADP", "SCONJ", "PUNCT"):
        return None
    if head.upos in ("PRON", "DET", "ADV", "VERB", "SCONJ") or head.feats.get("PronType") in (
        "Rel",
        "Dem",
    ):
        return None
    if any(
        parsed[i].upos == "SCONJ" or (parsed[i].finite and parsed[i].rel != "acl:relcl")
        for i in clause.subject
        if not _within_relative(clause, i)
    ):
        return None  # another clause in the subject: the verb is not what it is taken for
    if parsed[clause.subject[0]].form.lower() in ("following", "including", "according"):
        return None
    text = _lower(parsed, clause.subject)
    if misled(clause) or _THE_DAY.match(text):
        return None
    closing = [i for i in clause.subject if parsed[i].form == ")" and i != clause.subject[-1]]
    if any(parsed[i + 1].upos == "NOUN" for i in closing):
        return None  # "the Agency (DARPA) funds work": the noun is the verb
    if any(
        parsed[i].lemma in ("other", "another", "same", "former", "latter") for i in clause.subject
    ):
        return None
    if clause.form != "main" and re.match(r"(?i)(?:an?|some|several|many|two|three|\d+)\b", text):
        return None  # "a letter dated 1993": which one?
    text = closing_comma(clause, text)
    if re.search(r"[:;]", text):
        return None  # two things in one
    if _LEANING.match(text) or re.match(
        r"(?i)(?:his|her|its|their|our|my|your|that|another|both|the (?:former|latter|same|other))\b",
        text,
    ):
        return None
    return text


_THE_DAY = re.compile(r"(?i)the\s(?:day|week|month|year|night)\s(?:after|before|following)\b")


def _within_relative(clause: Clause, index: int) -> bool:
    """Whether a word of the subject stands in a relative clause."""
    while index in clause.subject:
        if clause.parsed[index].rel in ("acl:relcl", "ccomp"):
            return True
        index = clause.parsed[index].head
    return False


def _sure_date(clause: Clause) -> bool:
    """Whether the date is the verb's: not one inside a phrase that tells of something else."""
    if not clause.nested:
        return True
    if clause.nested not in clause.before:
        return False
    if clause.parsed[clause.nested[0]].upos == "VERB":
        return False  # "Born in Lyon in 1905, she moved": the birth is dated
    return not _REASONS.match(clean(clause.parsed.surface(clause.nested)))


def _lower(parsed: Parsed, words: tuple[int, ...]) -> str:
    """A phrase as it stands inside a sentence."""
    text = clean(parsed.surface(words))
    lower = may_be_lowered(parsed, words[0], _common)
    return text[:1].lower() + text[1:] if lower else text


_ABSTRACT = re.compile(r"(?:ship|tion|sion|ment|ness|ity|ance|ence|ings|ists|ers|ees)$")


def _common(token: Token, parsed: Parsed) -> bool:
    """Whether a noun without an article opens its sentence: "Service resumes"."""
    compound = token.rel == "compound" and token.head == token.index + 1
    abstract = _ABSTRACT.search(token.form) is not None
    if (
        token.upos == "PROPN"
        and not abstract
        and not (compound and parsed[token.head].upos == "NOUN")
    ):
        return False  # "Budget pressure" may be lowered, "Budget" alone is a name
    if token.upos not in ("NOUN", "VERB", "ADJ", "PROPN") or token.form in parsed.names:
        return False
    return is_known(token.form.lower(), "en")


def _placeable(clause: Clause, words: tuple[int, ...]) -> bool:
    top = top_of(clause, words)
    text = clean(clause.parsed.surface(words))
    led = clause.parsed[words[0]].upos in ("ADP", "ADV", "NUM")  # no apposition: "Composer, …"
    return top.kind == "obl" and led and not _REASONS.match(text) and not _LEANING.search(text)
