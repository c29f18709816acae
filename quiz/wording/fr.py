"""French questions: inversion when gender and number are sure, "est-ce que" when not."""

from __future__ import annotations

import re

from quiz.core.parse import Parsed, Token
from quiz.dates.find import Role
from quiz.lang import language
from quiz.lang.dictionary import is_known
from quiz.wording.clause import Clause, misses_object, unnamed_one
from quiz.wording.complement import top_of
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
    led_by_participle,
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
_VOWEL = re.compile(r"[aeiouyhàâéèêëîïôœùû]", re.I)
# Openers that only say why or at whose wish: the question does not need them.
_REASONS = re.compile(
    r"(?i)(?:à la (?:suite|demande)|suite|en raison|grâce|malgré|compte tenu|conformément|face|selon|d['’]après|"
    r"par ailleurs|en outre|depuis|après|avant|pendant|durant|dans ce|dans cette|à cette|à cet|à ce|en réponse|par la suite|toujours)\b"
)
_LEANING = re.compile(r"(?i)\b(?:ce|cet|cette|ces|celui|celle|ceux|celles)(?:-ci|-là)?\b")
# Verbs whose complement is the date itself.
_DATING = {"remonter": "À quand remonte", "dater": "De quand date"}

# Nouns that name an event, with their gender and the way their date is asked for.
_HAPPEN = "Quand a eu lieu {np} ?"
_DATE = "De quand date {np} ?"
EVENT_NOUNS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        "création fondation construction invention découverte rédaction écriture constitution publication parution édition conception mise loi ordonnance réforme restauration réalisation institution instauration".split(),
        ("f", _DATE),
    ),
    **dict.fromkeys(
        "traité accord décret premier établissement manuscrit brevet rachat".split(),
        ("m", _DATE),
    ),
    **dict.fromkeys(
        "inauguration signature adoption ouverture fermeture bataille élection révolution guerre conférence réunion visite arrivée présentation nomination fusion introduction indépendance mort proclamation ratification suspension libération capitulation reddition expédition exposition abolition dissolution suppression victoire défaite grève crise catastrophe explosion éruption première prise chute naissance reprise vente acquisition entrée sortie remise pose démolition destruction mutinerie manifestation".split(),
        ("f", _HAPPEN),
    ),
    **dict.fromkeys(
        "lancement sommet congrès concours procès vote référendum attentat siège débarquement armistice couronnement sacre mariage décès incendie séisme tremblement krach départ transfert déménagement retrait assassinat festival baptême vol premier changement renouvellement rattachement passage démarrage début classement accident naufrage coup concert tournoi match".split(),
        ("m", _HAPPEN),
    ),
}


# What opens the question, by what the date is to the event.
_ASKED = {Role.AT: "Quand", Role.SPAN: "De quand à quand", Role.SINCE: "Depuis quand"}


def when(clause: Clause, role: Role = Role.AT) -> Wording | None:
    """The question for a clause's date, None where no natural wording is sure.

    `role` is what the date is to the event: its date, its span, its beginning.
    """
    asked = _ASKED.get(role)
    if asked is None or (role is not Role.AT and clause.form != "main"):
        return None
    parsed, finite, verb = clause.parsed, clause.parsed[clause.finite], clause.parsed[clause.verb]
    if clause.form == "participle":
        return _participle(clause)
    if finite.feats.get("Mood") not in (None, "Ind") or (
        finite.feats.get("Tense") == "Fut"
        or (finite.feats.get("Tense") == "Imp" and _past(clause) is None)
    ):
        return None
    if role is Role.AT and verb.lemma == "durer":
        return None  # how long, not when
    if not clause.dated and verb.lemma in STATIVE:
        return None  # a state that the entry's date does not begin: "la traversée coûte …"
    if role is Role.SPAN and verb.lemma in PUNCTUAL:
        return None  # "démarre, avec des officiers formés entre avril et décembre"
    subject = _subject(clause)
    if subject is None or unnamed_one(clause) or misses_object(clause):
        return None
    if clause.form == "main" and finite.index == verb.index and after_one_comma(clause):
        return None  # "Le mathématicien, médaille Fields en 1950, …": no verb
    if any(t.form.lower() == "alors" for t in parsed.children(verb.index)):
        return None  # "dirigent alors l'entreprise": how it was then, no event
    if verb.lemma in _MODAL or (verb.upos == "ADJ" and finite.feats.get("Tense") == "Pres"):
        return None  # what has to be, or is so from a day on
    words = language("fr")
    if _disagree(clause):
        return None
    if (dating := _DATING.get(verb.lemma)) and role is Role.AT:
        if _before_comma(clause):
            return None
        return Wording(f"{dating} {subject} ?", "inversion")
    if clause.broken or means_another(clause) or loses_article(clause):
        return None
    if verb.lemma in PLANNED:
        return None  # the date is that of what was planned, not of the planning

    if not _sure_date(clause):
        return None
    kept, aside = phrases(clause, words, _DROPPABLE)
    kept = [p for p in kept if not (p.droppable and _LEANING.search(p.text))]
    if any(_another_owner(clause, p) for p in kept if not p.droppable):
        return None
    kept = [p for p in kept if not _another_owner(clause, p)]
    if another_verb(clause, kept) or points_outside(parsed, said_words(clause, kept)):
        return None
    if any(_LEANING.search(p.text) for p in kept) or incomplete(clause, kept, ALONE):
        return None
    leading = [
        _lower(parsed, p) for p in clause.before if _placeable(clause, p) and p != clause.nested
    ]
    extra = [t for t in [*leading, *aside] if len(t) <= 60 and not _LEANING.search(t)]
    clitics = clean(parsed.surface(clause.clitics))
    glue = "" if clitics.endswith(("'", "’")) else " "
    said = f"{clitics}{glue}{_past(clause) or finite_form(finite)}".strip()
    pronoun = _pronoun(clause)
    if pronoun is not None and not _questioned(clause) and not _second_verb(parsed, kept):
        inverted = said + ("-t-" if said[-1] in "aeéc" else "-") + pronoun
        stem = fitted(clause, f"{asked} {subject} {inverted}", kept, " ?", extra)
        if stem and not lost_object(clause, stem):
            told = retold(stem, f"{asked} {subject} {inverted}", f"{subject} {said}")
            return Wording(stem, "inversion", tuple(extra), told)
    que = "qu’" if _VOWEL.match(subject) else "que "
    stem = fitted(clause, f"{asked} est-ce {que}{subject} {said}", kept, " ?", extra)
    if stem is None or lost_object(clause, stem):
        return None
    told = retold(stem, f"{asked} est-ce {que}{subject} {said}", f"{subject} {said}")
    return Wording(stem, "est-ce que", tuple(extra), told)


_MODAL = frozenset("devoir pouvoir vouloir".split())
PLANNED = frozenset("prévoir planifier programmer envisager escompter".split())
STATIVE = frozenset(
    "coûter mesurer peser contenir rester compter comporter posséder appartenir diriger présider gérer habiter vivre diffuser durer abriter valoir".split()
)
PUNCTUAL = frozenset(
    "accepter décider proposer obtenir recevoir épouser remporter gagner élire publier découvrir inventer acheter vendre acquérir rejoindre entrer devenir donner choisir appeler décerner démissionner refuser rejeter ratifier voter déclarer établir achever remplacer succéder confier démarrer commencer débuter lancer ouvrir inaugurer fonder créer signer mourir naître décéder finir terminer annoncer nommer adopter approuver".split()
)
ALONE = frozenset(
    "mourir naître décéder disparaître démissionner abdiquer ouvrir fermer commencer débuter finir s'achever cesser capituler échouer réussir "
    "éclater exploser brûler couler paraître arriver partir démarrer gagner vaincre décoller atterrir fonctionner rouvrir sombrer chuter "
    "s'effondrer divorcer émigrer renaître périr fusionner".split()
)


def _another_owner(clause: Clause, phrase: Phrase) -> bool:
    """Whether a possessive cannot be the subject's: "six cent mille personnes … sous ses fenêtres"."""
    plural = _plural_subject(clause)
    wrong = r"(?i)(?:\w+\s)?(?:son|sa|ses)\s" if plural else r"(?i)(?:\w+\s)?leurs?\s"
    return re.match(wrong, phrase.text) is not None and clause.verb not in phrase.words


def _plural_subject(clause: Clause) -> bool:
    finite = clause.parsed[clause.finite]
    return finite.feats.get("Number") == "Plur"


def _second_verb(parsed: Parsed, kept: list[Phrase]) -> bool:
    """Whether a bare word after "et" may be a second verb: "entame sa visite et rencontre Berg"."""
    if any(
        parsed[i].finite and parsed[i].kind == "conj" and parsed[i - 1].form.lower() == "et"
        for phrase in kept
        for i in phrase.words
    ):
        return True
    for phrase in kept:
        last = parsed[phrase.words[-1]]
        alone = len(phrase.words) > 1 and parsed[last.index - 1].form.lower() in ("et", "puis")
        if alone and last.form.endswith("e") and is_known(last.form + "r", "fr"):
            return True  # "sort de piste et brûle"
        for index in phrase.words[1:-1]:
            token, follows = parsed[index], parsed[index + 1]
            if parsed[index - 1].form.lower() not in ("et", "puis") or not token.form.islower():
                continue
            bare = token.upos in ("NOUN", "VERB", "ADJ") and parsed.child(index, "det") is None
            if bare and token.form.endswith(("e", "t", "d", "ent")):
                if follows.upos in ("DET", "PROPN", "PRON"):
                    return True
    return False


def _before_comma(clause: Clause) -> bool:
    """Whether anything but clauses and adverbs stands between the verb and the next comma."""
    parsed = clause.parsed
    commas = [t.index for t in parsed.tokens if t.index > clause.verb and t.form in ",;:("]
    end = commas[0] if commas else len(parsed.tokens)
    return any(
        p[0] < end and top_of(clause, p).kind not in ("advcl", "advmod") for p in clause.after
    )


def combien(clause: Clause, asked: str, noun: Token, rest: list[Phrase]) -> str | None:
    """The question for the number of a clause's object, which stands before the verb then.

    A participle with "avoir" agrees with it: "Combien d’officiers l’OTAN a-t-elle formés ?".
    """
    parsed, finite = clause.parsed, clause.parsed[clause.finite]
    subject, pronoun = _subject(clause), _pronoun(clause)
    if subject is None or finite.feats.get("Tense") in ("Fut", "Imp") or clause.clitics:
        return None
    texts = [p.text for p in rest]
    if finite.index != clause.verb:
        gender = _by_ending(noun.form)
        if finite.lemma != "avoir" or gender is None:
            return None
        participle = parsed[clause.verb].form
        agreed = participle + ("e" if gender == "Fem" else "")
        agreed += "" if agreed.endswith("s") else "s"
        texts = [agreed if t == participle else t for t in texts]
    said = finite_form(finite)
    if pronoun is None:
        que = "qu’" if _VOWEL.match(subject) else "que "
        return clean(" ".join([f"{asked} est-ce {que}{subject} {said}", *texts])) + " ?"
    inverted = said + ("-t-" if said[-1] in "aeéc" else "-") + pronoun
    return clean(" ".join([f"{asked} {subject} {inverted}", *texts])) + " ?"


_FEMININE = re.compile(
    r"(?:tion|sion|xion|ti?é|ée|ence|ance|ette|ise|ure|ie|ade|esse|trice|ille)s$"
)
_MASCULINE = re.compile(
    r"(?:ment|age|eur|ien|ier|isme|eau|er|oir|al|teur|iste|aire|ant|ain|ard|on|is|at|et)s$|eaux$|aux$"
)


def _by_ending(plural: str) -> str | None:
    """The gender that a French noun's ending tells surely enough to agree with it."""
    if _FEMININE.search(plural):
        return "Fem"
    unsure = re.search(r"(?:tion|sion|son|main|part|dent|mer|cuiller|chair|forêt|dot)s$", plural)
    return "Masc" if _MASCULINE.search(plural) and not unsure else None


_PLUPERFECT = {
    "avait": "a",
    "avaient": "ont",
    "était": "est",
    "étaient": "sont",
    "eut": "a",
    "eurent": "ont",
}


def _past(clause: Clause) -> str | None:
    """The auxiliary of the perfect for that of the pluperfect: "était née" → "est née"."""
    finite = clause.parsed[clause.finite]
    return _PLUPERFECT.get(finite.form.lower()) if finite.rel == "aux:tense" else None


def _sure_date(clause: Clause) -> bool:
    """Whether the date is the verb's: not one inside a phrase that tells of something else.

    "Suite au retrait fin 2017, …" dates the retreat; "Au sommet de 2014, …" the sentence.
    """
    if not clause.nested:
        return True
    if clause.nested not in clause.before:
        return False
    if led_by_participle(clause):
        return False  # "Reçue première en 1896, Marie Curie choisit": whatever its tag
    first = clause.parsed[clause.nested[0]]
    if first.upos in ("VERB", "ADJ") and first.feats.get("VerbForm", "Part") == "Part":
        return False  # "Née à Ixelles le 30 mai 1928, Varda est": the birth is dated
    return not _REASONS.match(clean(clause.parsed.surface(clause.nested)))


def finite_form(token: Token) -> str:
    """The finite word as written, in lower case."""
    return token.form.lower()


def _questioned(clause: Clause) -> bool:
    """Negations read better with "est-ce que"."""
    return any(clause.parsed[i].form.lower() in ("ne", "n'") for i in clause.clitics)


def _subject(clause: Clause) -> str | None:
    parsed, head = clause.parsed, clause.parsed[clause.head]
    opens = parsed[clause.subject[0]]
    if opens.upos in ("ADP", "SCONJ", "PUNCT") or opens.form.lower() in _RELATIVES:
        return None
    if head.upos in ("PRON", "DET", "ADV", "VERB") or head.feats.get("PronType") in ("Rel", "Dem"):
        return None
    first = parsed[clause.subject[0]]
    if first.upos in ("NOUN", "ADJ", "VERB") and first.form.lower() not in _DETERMINERS:
        return None  # without its article it is no subject: "Huitième titre"
    text = _lower(parsed, clause.subject)
    if misled(clause):
        return None
    if any(parsed[i].lemma == "autre" for i in clause.subject):
        return None
    if clause.form != "main" and re.match(
        r"(?i)(?:une?|des|de|d['’]|plusieurs|certaine?s|quelques|\d+)\b", text
    ):
        return None  # "une lettre datée de 1993": which one?
    text = closing_comma(clause, text)
    if re.search(r"[:;]", text):
        return None  # two things in one
    if _LEANING.match(text) or re.match(r"(?i)(?:son|sa|ses|leur|leurs|notre|nos|votre)\b", text):
        return None
    return text


_RELATIVES = frozenset("dont où qui que lequel laquelle lesquels lesquelles duquel auquel".split())
_DETERMINERS = frozenset(
    "plusieurs certains certaines quelques divers diverses différents différentes tous toutes tout".split()
)


def _lower(parsed: Parsed, words: tuple[int, ...]) -> str:
    """A phrase as it stands inside a sentence: only a determiner or preposition lowered."""
    text = clean(parsed.surface(words))
    return text[:1].lower() + text[1:] if may_be_lowered(parsed, words[0]) else text


def _placeable(clause: Clause, words: tuple[int, ...]) -> bool:
    """Whether a leading adjunct may stand at the end of the question."""
    top = top_of(clause, words)
    text = clean(clause.parsed.surface(words))
    led = clause.parsed[words[0]].upos in ("ADP", "ADV", "NUM")  # no apposition: "Composer, …"
    return top.kind == "obl" and led and not _REASONS.match(text) and not _LEANING.search(text)


def _pronoun(clause: Clause) -> str | None:
    """il, elle, ils or elles; None where gender or number is unsure."""
    parsed, head, finite = clause.parsed, clause.parsed[clause.head], clause.parsed[clause.finite]
    inside = set(clause.subject)
    joined = [
        t
        for t in parsed.children(head.index)
        if t.kind == "conj" and t.index in inside and parsed.child(t.index, "case") is None
    ]
    number = finite.feats.get("Number")
    said = "Plur" if joined else head.feats.get("Number")
    if number is None or (said is not None and said != number and head.upos == "NOUN"):
        return None
    genders = {_gender(clause, t) for t in [head, *joined]}
    if None in genders:
        return None
    feminine = genders == {"Fem"}
    return ("elle" if feminine else "il") + ("s" if number == "Plur" else "")


def _disagree(clause: Clause) -> bool:
    """Whether subject and verb differ in number: then one of them is not what it is taken for."""
    head, finite = clause.parsed[clause.head], clause.parsed[clause.finite]
    said, number = head.feats.get("Number"), finite.feats.get("Number")
    joined = any(clause.parsed[i].upos == "CCONJ" for i in clause.subject)
    if head.upos == "PROPN" and number == "Plur" and not joined and clause.form == "main":
        return not head.form.endswith("s")  # "Helmut Schmidt lancent": somebody is missing
    if clause.form == "participle" or joined or head.upos != "NOUN" or head.form[:1].isupper():
        return False
    collective = head.lemma in ("majorité", "plupart", "dizaine", "centaine", "millier", "million")
    return None not in (said, number) and said != number and not collective


def _gender(clause: Clause, noun: Token) -> str | None:
    """Evidence of gender, the surest first: determiner, agreeing participle, dictionary."""
    parsed = clause.parsed
    for token in parsed.children(noun.index):
        if token.kind == "det":
            if token.form.lower() in ("le", "un", "du", "au", "ce", "aucun"):
                return "Masc"
            if token.form.lower() in ("la", "une", "cette", "aucune"):
                return "Fem"
    if noun.index == clause.head and (agreed := _agreement(clause)):
        return agreed
    if noun.upos != "NOUN" or (noun.form[:1].isupper() and not _common(noun, parsed)):
        return None
    said = noun.feats.get("Gender")
    elided = any(t.kind == "det" and t.form.lower() == "l'" for t in parsed.children(noun.index))
    told = _by_ending(noun.form.lower() + ("" if noun.form.endswith("s") else "s"))
    if elided and told is None and noun.form.lower() not in EVENT_NOUNS:
        return None  # the article does not show it, and of such a word the tagger is not sure
    return None if told and said and told != said else said


def _common(noun: Token, parsed: Parsed) -> bool:
    """Whether a word with a capital is a common noun too: "l'Assemblée", not "l'Unesco"."""
    # The tagger writes the lemma of what it does not know as it stands.
    return noun.form.lower() in parsed.common or noun.lemma[:1].islower()


def _agreement(clause: Clause) -> str | None:
    """The gender that a participle conjugated with être shows."""
    parsed, verb = clause.parsed, clause.parsed[clause.verb]
    etre = any(t.lemma == "être" for t in parsed.children(verb.index) if t.kind in ("aux", "cop"))
    if not etre or verb.upos not in ("VERB", "ADJ"):
        return None
    if re.search(r"(?:ée|ie|ue|te|se)s?$", verb.form):
        return "Fem"
    return "Masc" if re.search(r"(?:é|i|u|t|s)s?$", verb.form) else None


def _participle(clause: Clause) -> Wording | None:
    """The form "Sun, fondé en 1982 par Bill Joy" → "Quand Sun a-t-il été fondé par Bill Joy ?"."""
    parsed, verb = clause.parsed, clause.parsed[clause.verb]
    subject = _subject(clause)
    if subject is None or not (clause.date_direct or ends_dated(clause)):
        return None
    if verb.lemma in ("naître", "mourir", "décéder") and parsed[clause.head].upos != "PROPN":
        return None  # "le nom d'Anna Berg, née à Lyon": not the name
    feminine = bool(re.search(r"(?:ée|ie|ue|te|se)s?$", verb.form))
    plural = verb.form.endswith("s") and verb.feats.get("Number") == "Plur"
    head = parsed[clause.head]
    if (
        head.feats.get("Gender") not in (None, "Fem" if feminine else "Masc")
        and head.upos == "NOUN"
    ):
        return None
    if verb.lemma in _MOTION:  # conjugated with être: "est né", not "a été né"
        said = (
            ("sont-" if plural else "est-")
            + ("elle" if feminine else "il")
            + ("s" if plural else "")
        )
    else:
        said = (
            ("ont-" if plural else "a-t-")
            + ("elle" if feminine else "il")
            + ("s" if plural else "")
            + " été"
        )
    kept, _ = phrases(clause, language("fr"), _DROPPABLE)
    if any(_LEANING.search(p.text) for p in kept):
        return None
    lead = f"Quand {subject} {said} {verb.form}"
    stem = fitted(clause, lead, kept, " ?", [])
    if stem is None:
        return None
    plain = re.sub(r"-(?:t-)?(?:ils?|elles?)(?!\w)", "", said)
    return Wording(
        stem, "inversion", statement=retold(stem, lead, f"{subject} {plain} {verb.form}")
    )


_MOTION = frozenset(
    "aller apparaître arriver décéder devenir paraître survenir entrer mourir naître partir rester retourner revenir sortir tomber venir intervenir parvenir".split()
)


def _relative(parsed: Parsed, index: int) -> bool:
    """Whether a finite word belongs to a clause on a noun, which a relative pronoun opens."""
    token = parsed[index]
    top = parsed[token.head] if token.kind in ("aux", "cop") and token.head else token
    return top.kind == "acl" and any(
        parsed[i].feats.get("PronType") == "Rel" or parsed[i].form.lower() in _RELATIVES
        for i in parsed.subtree(top.index)
    )


def nominal(parsed: Parsed, words: tuple[int, ...]) -> Wording | None:
    """The form "Création de la fondation" → "De quand date la création de la fondation ?"."""
    root = parsed.root
    if root is None or root.index not in words:
        return None
    known = EVENT_NOUNS.get(root.form.lower())
    stop = next((t.index for t in parsed.tokens if t.form in (";", ":")), None)
    words = tuple(i for i in words if stop is None or i < stop)
    if root.index not in words:
        return None
    first = parsed[words[0]]
    if first.feats.get("PronType") == "Rel" or first.upos in ("PRON", "ADP", "SCONJ"):
        return None
    if known is None or any(parsed[i].finite for i in words if not _relative(parsed, i)):
        return None
    if any(parsed[i].feats.get("Poss") == "Yes" for i in words):
        return None  # "lancement de sa phase opérationnelle": whose?
    if any(
        t.kind == "conj" and t.index in words and parsed.child(t.index, "det") is None
        for t in parsed.children(root.index)
    ):
        return None  # "Bataille de Balaklava et charge de la brigade": each wants its article
    gender, pattern = known
    text = clean(parsed.surface(words))
    if first.kind == "det":
        text = text[:1].lower() + text[1:]
    elif first.index == root.index or (first.kind == "amod" and first.head == root.index):
        text = text[:1].lower() + text[1:]
        article = "l’" if _VOWEL.match(text) else ("la " if gender == "f" else "le ")
        text = article + text
    else:
        return None
    stem = pattern.format(np=text)
    return Wording(stem, "nominal") if len(stem) <= 140 else None
