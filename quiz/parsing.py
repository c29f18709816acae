"""Sentences to parses: the only file that knows udpipe and where the models lie.

Models are trained by training/train_parser.py and travel in the package; they are loaded
only when a deck is built. Without a model for a language everything still works: its
questions are framed more often.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import as_file, files
from sys import intern
from typing import Any

from quiz.core.parse import Parsed, Token
from quiz.lang.dictionary import is_known, lemmatize

MODELS = files("quiz") / "models"
MAX_TOKENS = 160  # longer sentences are lists or lost layout; parsing them misleads

_PUNCTUATION = r"[\"“”«»()\[\]{},;:!?…]|\.{3}|--|[–—]"
_WORD = {
    "fr": re.compile(
        r"aujourd['’]hui|quelqu['’]un|(?:[dDlLnNsSmMtTjJcC]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu|[qQ]uoiqu|[pP]resqu)['’](?=\w)"
        r"|-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce|là|ci|le|la|les|lui|leur|y|en|moi)(?!\w)"
        r"|[A-Z]\.(?:[A-Z]\.)+|\d{1,2}:\d{2}(?!\d)|\d{1,3}[-–]\d{1,3}(?![\w-])|\d+(?:[.,  \u202f]\d+)*(?!\w)|"
        r"\w+(?:[.&/'’·-]\w+)*?(?=-(?:t-)?(?:ils?|elles?|on|je|ce)(?!\w))"
        r"|[A-ZÀ-Ý]\w+(?:[–—][A-ZÀ-Ý]\w+)+"
        r"|\w+(?:[&/'’·@.‑-]\w+)*(?:(?<=\bM)\.|(?<=\bSt)\.|(?<=\bav)\.|(?<=\sc)\.)?|"
        + _PUNCTUATION
        + r"|\S"
    ),
    "en": re.compile(
        r"(?:(?<=\w)n['’]t(?!\w))|['’](?:s|re|ve|ll|d|m)(?!\w)|(?:Mr|Mrs|Ms|Dr|Prof|St|No|Lt|Col|Gen|Sgt|Capt|Jr|Sr|Inc|Ltd|Co|Corp|vs|v|Mt)\.|"
        r"(?:[A-Za-z]\.){2,}|\d{1,2}:\d{2}(?!\d)|\d{1,3}[-–]\d{1,3}(?![\w-])|\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?|"
        r"\w+?(?=n['’]t(?!\w))|[A-Z]{2,}(?:-[A-Z0-9]+)+(?!\w)|[A-Z]-[A-Z]+(?!\w)|"
        r"[A-Z][a-z]+(?:-[A-Z]\w+)+|"
        r"[A-Z]\w+(?:[–—][A-Z]\w+)+|(?:re|co|pre|anti|non|ex|de|un|sub|multi|semi|inter|over|under|self|mid|counter)-[a-z]\w+|"
        r"\w+(?:[&@/.]\w+|['’](?!(?:s|re|ve|ll|d|m|t)(?!\w))\w+)*|" + _PUNCTUATION + r"|\S"
    ),
}
_CONTRACTED = {"du": ("de", "le"), "au": ("à", "le"), "aux": ("à", "les"), "des": ("de", "les")}
_Tagged = tuple[str, str, dict[str, str], int, str]  # lemma, tag, features, head, relation
_BEFORE_DES = {"NOUN", "PROPN", "ADJ", "PRON", "NUM", "X"}


@cache
def _model(lang: str) -> Any:
    """The model of a language, None where there is none."""
    if lang not in _WORD:
        return None
    from ufal.udpipe import Model

    resource = MODELS / f"{lang}.udpipe"
    if not resource.is_file():
        return None
    with as_file(resource) as path:
        return Model.load(str(path))


def available(lang: str) -> bool:
    """Whether sentences of this language can be parsed."""
    return _model(lang) is not None


def parse(text: str, lang: str) -> Parsed | None:
    """A sentence with tags and relations; None without a model, or for what is no sentence."""
    model = _model(lang)
    if model is None:
        return None
    words = _tokens(text, lang)
    if not words or len(words) > MAX_TOKENS:
        return None
    if lang == "fr":
        words = _contracted(words, model)
    forms = [w[0] for w in words]
    tokens = _mended(_tagged(forms, model, lang=lang, parse=True), forms)
    return Parsed(
        text,
        tuple(
            Token(
                i,
                form,
                tokens[i - 1][0],
                tokens[i - 1][1],
                tokens[i - 1][2],
                tokens[i - 1][3],
                tokens[i - 1][4],
                a,
                b,
            )
            for i, (form, a, b) in enumerate(words, 1)
        ),
    )


def _mended(tokens: list[_Tagged], forms: list[str]) -> list[_Tagged]:
    """A name that the parser made part of the verb after it is its subject."""
    for i, (lemma, upos, feats, head, rel) in enumerate(tokens, 1):
        if upos != "PROPN" or rel not in ("flat", "compound") or head <= i:
            continue
        if i > 1 and tokens[i - 2][1] == "ADP":
            continue  # "the Secretary of State"
        if tokens[head - 1][1] != "VERB" or any(
            t[3] == head and t[4].startswith(("nsubj", "csubj")) for t in tokens
        ):
            continue
        passive = any(t[3] == head and t[4] == "aux:pass" for t in tokens)
        tokens[i - 1] = (lemma, upos, feats, head, "nsubj:pass" if passive else "nsubj")
    return _swapped(_titled(_apposed(_active(tokens, forms), forms), forms))


def _active(tokens: list[_Tagged], forms: list[str]) -> list[_Tagged]:
    """An English root in -ed without auxiliary is a past tense: "forces clashed with rebels"."""
    for i, (lemma, upos, feats, head, rel) in enumerate(tokens, 1):
        if head or upos != "VERB" or not forms[i - 1].endswith("ed"):
            continue
        if feats.get("VerbForm") != "Part" or any(t[3] == i and t[1] == "AUX" for t in tokens):
            continue
        if i < len(forms) and forms[i].lower() == "by":
            continue  # "Bridge opened by the King": a headline's passive
        left = i - 1
        while left > 0 and tokens[left - 1][1] == "ADV":
            left -= 1
        if left > 0 and forms[left - 1] in (",", "(", "–", "—"):
            continue  # "the conference, since called the …"
        said = {k: v for k, v in feats.items() if k != "Voice"}
        tokens[i - 1] = (lemma, upos, said | {"Mood": "Ind", "VerbForm": "Fin"}, head, rel)
        for k, t in enumerate(tokens, 1):
            if t[3] == i and t[4] == "nsubj:pass":
                tokens[k - 1] = (*t[:4], "nsubj")
    return tokens


def _apposed(tokens: list[_Tagged], forms: list[str]) -> list[_Tagged]:
    """A participle after a name and a comma belongs to the name: "Barkhane, launched on 1 August"."""
    for i, (lemma, upos, feats, _, rel) in enumerate(tokens, 1):
        if i < 4 or i >= len(tokens) or upos != "VERB" or not forms[i - 1].endswith("ed"):
            continue
        after, before = tokens[i][1], tokens[i - 3]
        named = forms[i - 2] == "," and before[1] == "PROPN" and after == "ADP"
        if not named or rel not in ("conj", "parataxis", "advcl", "acl"):
            continue
        if any(t[3] == i and (t[4] == "cc" or t[4].startswith(("nsubj", "obj"))) for t in tokens):
            continue
        top = i - 2
        while (
            tokens[top - 1][4] in ("flat", "compound", "flat:name", "nmod", "appos")
            and tokens[top - 1][3]
        ):
            top = tokens[top - 1][3]
        said = {k: v for k, v in feats.items() if k not in ("Mood", "Person", "Number")}
        tokens[i - 1] = (lemma, upos, said | {"Tense": "Past", "VerbForm": "Part"}, top, "acl")
    return tokens


def _titled(tokens: list[_Tagged], forms: list[str]) -> list[_Tagged]:
    """A name between commas right after a noun names its bearer: "with the president, Ann Berg, and …"."""
    for i, (lemma, upos, feats, head, rel) in enumerate(tokens, 1):
        if upos != "PROPN" or i < 3 or rel not in ("conj", "obj", "obl", "parataxis", "dep"):
            continue
        noun = tokens[i - 3]
        if (
            forms[i - 2] != ","
            or noun[1] != "NOUN"
            or head == i - 2
            or not forms[i - 1][0].isupper()
        ):
            continue
        last = max(
            j for j, t in enumerate(tokens, 1) if j == i or (t[3] == i and t[4].startswith("flat"))
        )
        if last < len(forms) and forms[last] in (",", ".", ";"):
            tokens[i - 1] = (lemma, upos, feats, i - 2, "appos")
    return tokens


def _swapped(tokens: list[_Tagged]) -> list[_Tagged]:
    """A participle that took the subject of the verb after it gives it back.

    In "Sun, founded in 1982, sells …" Sun belongs to "sells", and the participle to Sun.
    """
    for i, (lemma, upos, feats, head, rel) in enumerate(tokens, 1):
        if rel != "acl" or feats.get("VerbForm") != "Part" or head <= i:
            continue
        verb = tokens[head - 1]
        if verb[1] != "VERB" or verb[2].get("VerbForm") != "Fin":
            continue
        if any(t[3] == head and t[4].startswith("nsubj") for t in tokens):
            continue
        for k, (name, tag, said, at, kind) in enumerate(tokens[: i - 1], 1):
            if at == i and kind.startswith("nsubj") and tag in ("PROPN", "NOUN"):
                tokens[k - 1] = (name, tag, said, head, "nsubj")
                tokens[i - 1] = (lemma, upos, feats, k, rel)
                break
    return tokens


def _tokens(text: str, lang: str) -> list[tuple[str, int, int]]:
    pieces = [
        (m.group(), m.start(), m.end()) for m in _WORD[lang].finditer(text) if m.group().strip()
    ]
    if pieces and len(pieces[-1][0]) > 1 and pieces[-1][0].endswith("."):
        form, a, b = pieces.pop()
        pieces += [(form[:-1], a, b - 1), (".", b - 1, b)]
    return [(f.replace("’", "'").replace("‑", "-"), a, b) for f, a, b in pieces]


def _contracted(
    words: list[tuple[str, int, int]],
    model: Any,
) -> list[tuple[str, int, int]]:
    """French contractions as two words; "des" only after what can take a complement."""
    found = []
    for i, (form, a, b) in enumerate(words):
        parts = _CONTRACTED.get(form.lower())
        if form.lower() == "des" and (i == 0 or _tag_before(words, i, model) not in _BEFORE_DES):
            parts = None
        if parts:
            first = parts[0].capitalize() if form[0].isupper() else parts[0]
            found += [(first, a, b), (parts[1], a, b)]
        else:
            found.append((form, a, b))
    return found


def _tag_before(words: list[tuple[str, int, int]], at: int, model: Any) -> str:
    """The part of speech of the word before `at`, from the few words around it.

    The tagger looks two words back, and takes a third of a build's time.
    """
    start = max(0, at - _AROUND)
    forms = [form for form, _, _ in words[start : at + 3]]
    return _tagged(forms, model, lang="fr", parse=False)[at - 1 - start][1]


_AROUND = 6  # words before one whose tag is asked


def _name_acronyms(sentence: Any) -> None:
    """Tag words in capitals as names before the parse: the tagger has not met most of them.

    So is a word with a capital inside the sentence that it takes for a verb: "Charles Sargeant".
    """
    words = [sentence.words[i] for i in range(1, len(sentence.words))]
    if sum(w.form.isupper() and len(w.form) > 1 for w in words) * 2 > len(words):
        return  # a heading in capitals
    capitals = sum(w.form[:1].isupper() for w in words) * 2 > len(words)
    for word in words[1:]:
        if word.form[:1].isupper() and word.upostag == "VERB" and not capitals:
            word.upostag, word.feats, word.lemma = "PROPN", "Number=Sing", word.form
    for word in words:
        letters = sum(c.isalpha() for c in word.form)
        if letters > 1 and word.form.isupper() and word.upostag not in ("PROPN", "NOUN", "NUM"):
            word.upostag, word.feats, word.lemma = "PROPN", "Number=Sing", word.form


def _doubt_verb(sentence: Any) -> None:
    """Tag as a noun what the French tagger takes for a finite verb with an infinitive that is none.

    It makes "différendre" of "un long différend", and "diter" of "dite". Of other forms in -e
    no dictionary can tell.
    """
    for i in range(1, len(sentence.words)):
        word = sentence.words[i]
        if word.upostag == "VERB" and "VerbForm=Fin" in word.feats:
            form = word.form.lower()
            if _regular(form, word.lemma):
                continue
            if is_known(word.lemma, "fr") or not is_known(form, "fr"):
                continue
            lemma = lemmatize(form, "fr")
            if form.endswith("te") and lemma.endswith("re"):  # "dite", "faite", "écrite"
                word.lemma, word.feats = lemma, "Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part"
            elif not form.endswith("e") and lemma == form:
                word.upostag, word.lemma = "NOUN", word.form.lower()
                word.feats = "Number=Plur" if word.form.endswith("s") else "Number=Sing"


def _regular(form: str, lemma: str) -> bool:
    """Whether a form is a regular one of its infinitive, or one of the commonest verbs'."""
    stem = lemma[:-2]
    if lemma.endswith("er") and form in (stem + e for e in _FIRST_GROUP):
        return not form.endswith("te")  # "dite" of "diter"
    return lemma in _COMMONEST


_FIRST_GROUP = ("e", "ent", "a", "èrent", "ait", "aient", "era", "eront")
_COMMONEST = frozenset(
    "être avoir aller faire dire pouvoir devoir vouloir savoir voir prendre mettre venir tenir convenir devenir obtenir recevoir "
    "répondre rendre ouvrir permettre naître mourir partir entrer paraître finir choisir suivre produire conduire établir".split()
)


def _find_verb(sentence: Any) -> None:
    """Tag as a verb what the French tagger takes for a noun although only a verb can stand there.

    That is a word right after a noun or name, before "que" ("l'Italie annonce qu'elle …"), or,
    in a sentence without any finite verb, before a determiner or preposition ("l'Iraq soumet
    son projet"). A dictionary has to know its infinitive.
    """
    words = [sentence.words[i] for i in range(1, len(sentence.words))]
    verbless = len(words) > 3 and not any("VerbForm=Fin" in w.feats for w in words)
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if verbless and word.form == "entre" and after.form.lower() in _INTO:
            # "Le traité entre en vigueur": between a noun and "en" it is no preposition.
            word.upostag, word.lemma = "VERB", "entrer"
            word.feats = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
            return
        if before.upostag not in ("NOUN", "PROPN", "ADJ") or word.upostag not in ("NOUN", "ADJ"):
            continue
        that = after.form.lower() in ("que", "qu'")
        if not that and not (verbless and after.upostag in ("DET", "ADP", "PRON", "ADV")):
            continue
        infinitive = _infinitive(word.form) if word.form.islower() else ""
        if word.form in ("demie", "demi"):
            continue
        if not infinitive:
            continue
        number = "Plur" if word.form.endswith("ent") else "Sing"
        word.upostag, word.lemma = "VERB", infinitive
        word.feats = f"Mood=Ind|Number={number}|Person=3|Tense=Pres|VerbForm=Fin"
        return


_INTO = ("en", "à", "dans", "au", "aux", "sur")


def _find_present(sentence: Any) -> None:
    """Tag the "opens" of a headline as a verb: "The Elizabeth line opens.".

    In an English sentence without any finite verb, the first word in -s that follows a noun
    or name, and whose past and participle a dictionary knows, is its verb.
    """
    words = [sentence.words[i] for i in range(1, len(sentence.words))]
    _first_word(words)
    _first_past(words)
    if len(words) < 3 or any("VerbForm=Fin" in w.feats for w in words):
        return
    ending = words[-1].form in (".", "!", ";")
    if ending and _find_past(words):
        return
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        form = word.form
        if _plural_present(words, before, word, after):
            word.upostag, word.lemma = "VERB", form
            word.feats = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
            return
        if word.upostag not in ("NOUN", "PROPN") or not form.islower() or not form.endswith("s"):
            continue
        if before.upostag not in ("NOUN", "PROPN", "NUM") or before.form in ("'s", "'"):
            continue
        if after.upostag not in (
            "ADP",
            "DET",
            "PUNCT",
            "ADV",
            "PROPN",
            "NUM",
            "PART",
            "PRON",
            "ADJ",
        ):
            continue
        infinitive = _english_infinitive(form)
        if infinitive and (ending or form in _IRREGULAR_S or after.upostag in ("DET", "ADP")):
            word.upostag, word.lemma = "VERB", infinitive
            word.feats = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
            return


def _plural_present(words: list[Any], before: Any, word: Any, after: Any) -> bool:
    """Whether a noun is the verb of two names: "Meitner and Hahn discover protactinium"."""
    form = word.form
    if word.upostag != "NOUN" or not form.islower() or form.endswith("s"):
        return False
    if before.upostag != "PROPN" or after.upostag not in ("DET", "PROPN", "NOUN", "NUM", "ADJ"):
        return False
    joined = any(w.upostag == "CCONJ" for w in words[: words.index(before)])
    return joined and _english_infinitive(form + "s") == form


def _first_word(words: list[Any]) -> None:
    """Tag as a name what opens an English sentence with a capital and passes for its verb.

    "Tuareg tribesmen … began a rebellion": a statement has its subject before its verb.
    """
    finite = [w for w in words if "VerbForm=Fin" in w.feats]
    if len(finite) > 1 and words[0].upostag == "VERB" and words[0] is finite[0]:
        plural = words[1].upostag in ("NOUN", "PROPN")
        words[0].upostag, words[0].lemma = ("ADJ" if plural else "PROPN"), words[0].form
        words[0].feats = "Degree=Pos" if plural else "Number=Sing"


def _first_past(words: list[Any]) -> None:
    """Make the first participle of a sentence finite where an object follows it.

    "French forces captured Timbuktu after fighters fled": only a past tense has an object.
    """
    for i, word in enumerate(words[1:-1], 1):
        if word.upostag in ("AUX", "SCONJ") or "VerbForm=Fin" in word.feats:
            return
        if word.upostag != "VERB" or "VerbForm=Part" not in word.feats:
            continue
        before, after = words[i - 1], words[i + 1]
        takes = after.upostag in ("DET", "PROPN", "PRON", "NUM") or after.form[:1].isupper()
        if before.upostag not in ("NOUN", "PROPN") or not word.form.endswith("ed"):
            return
        if takes and word.form not in _NAMING:
            word.feats = "Mood=Ind|Tense=Past|VerbForm=Fin"
        return


_NAMING = frozenset(
    "called named titled entitled dubbed nicknamed renamed codenamed styled".split()
)


def _find_past(words: list[Any]) -> bool:
    """Make the past of a whole sentence finite: "A NATO cell opened in Baghdad."; whether it did.

    The tagger takes it for a participle. What follows has to be an object or complement, or
    the verb one that needs none; otherwise it may be a headline ("Bridge opened by the King").
    """
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word.upostag != "VERB" or "VerbForm=Part" not in word.feats or word.form.endswith("ing"):
            continue
        if before.upostag not in ("NOUN", "PROPN"):
            return False
        object_follows = after.upostag in ("DET", "PRON", "PART", "SCONJ", "PROPN", "NUM", "NOUN")
        if not object_follows and (word.form not in _ALONE or after.form == "by"):
            return False
        word.feats = "Mood=Ind|Tense=Past|VerbForm=Fin"
        return True
    return False


_ALONE = frozenset(
    "met fell rose went opened closed ended started arrived died landed returned collapsed crashed exploded resigned retired emerged appeared moved failed "
    "expired stopped finished travelled traveled sailed departed entered happened occurred survived vanished disappeared".split()
)
_IRREGULAR_S = frozenset(
    "begins falls goes does makes takes gives gets comes becomes wins loses leaves finds builds sells buys holds leads meets sends shows spends "
    "stands strikes teaches tells thinks throws wins writes rises runs sees sets sits speaks steals swims wears breaks brings chooses draws "
    "drives eats feels fights flies forgets grows hears hides hits keeps lays lets lies pays puts quits reads rides rings says shoots shuts sings sinks sleeps".split()
)


def _english_infinitive(form: str) -> str:
    """The infinitive of an English form in -s that has a regular past, else ""."""
    stems = [form[:-1], form[:-2]] if form.endswith("es") else [form[:-1]]
    if form.endswith("ies"):
        stems = [form[:-3] + "y"]
    for stem in stems:
        pasts = {stem + "ed", stem + "d", stem + stem[-1:] + "ed", stem[:-1] + "ied"}
        going = {stem + "ing", stem[:-1] + "ing", stem + stem[-1:] + "ing"}
        if form in _IRREGULAR_S and is_known(stem, "en"):
            return stem
        if any(is_known(p, "en") for p in pasts) and any(is_known(g, "en") for g in going):
            return stem
    return ""


def _infinitive(form: str) -> str:
    """The infinitive that a French form of the third person present may belong to, else ""."""
    if form.endswith("e") and is_known(form + "r", "fr"):
        return form + "r"
    if form.endswith("ent") and is_known(form[:-3] + "er", "fr"):
        return form[:-3] + "er"
    lemma = lemmatize(form, "fr")
    for ending, infinitives in _ENDINGS.items():
        if form.endswith(ending):
            return lemma if lemma != form and lemma.endswith(infinitives) else ""
    return ""


_ENDINGS = {"ent": ("er", "ir", "re"), "t": ("ir", "re"), "d": ("dre",), "a": ("er",)}


def _tagged(
    forms: list[str],
    model: Any,
    *,
    lang: str,
    parse: bool,
) -> list[_Tagged]:
    from ufal.udpipe import Model, ProcessingError, Sentence

    sentence, error = Sentence(), ProcessingError()
    for form in forms:
        sentence.addWord(form)
    model.tag(sentence, Model.DEFAULT, error)
    _name_acronyms(sentence)
    if lang == "fr" and parse:
        _doubt_verb(sentence)
        _find_verb(sentence)
    elif lang == "en" and parse:
        _find_present(sentence)
    if parse:
        model.parse(sentence, Model.DEFAULT, error)
    out = []
    for word in list(sentence.words)[1:]:
        upos, relation = intern(word.upostag), intern(word.deprel)
        out.append((word.lemma, upos, _features(word.feats), max(word.head, 0), relation))
    return out


@lru_cache(maxsize=2048)
def _features(told: str) -> dict[str, str]:
    """Features as a dictionary, one for all words that have the same: nobody changes it."""
    return dict(p.split("=", 1) for p in told.split("|") if "=" in p)
