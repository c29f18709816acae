"""German questions without a parse: "Wann" takes the place of the date before the verb.

In a German statement the finite verb stands second. After a leading date it is the next word;
otherwise it is the word right before the date, and what comes before it is the subject.
"""

from __future__ import annotations

import re

from quiz.dates.find import Role
from quiz.wording.text import clean
from quiz.wording.wording import STEM_LIMIT, Wording

_ASKED = {Role.AT: "Wann", Role.SPAN: "Von wann bis wann", Role.SINCE: "Seit wann"}
_NOT_VERBS = frozenset(
    "der die das den dem des ein eine einen einem eines einer und oder aber auch nur schon erst noch nach vor bei mit von zum zur als "
    "wie sich ist sind sein seine ihre ihr mehr rund etwa etwas bis seit über unter zwischen durch für gegen ohne um auf aus in im am an".split()
) - {"ist", "sind"}
_STRONG = (
    "fand begann kam ging gab starb zog nahm trat schloss lieh hielt gewann verlor stand schien lief flog stieg fiel schrieb sprang "
    "schlug trug rief ließ blieb schied bot traf brach sprach wuchs schuf griff schnitt litt stritt schritt ritt fuhr warb betrat "
    "verlieh erfand las aß saß lag sah sang trank sank schwamm zwang floh goss schoss wich glich bewies wies riet stieß hieß tat"
).split()
_PREFIX = "ab|an|auf|aus|be|bei|ein|ent|er|ge|her|hin|mit|nach|über|um|unter|ver|vor|zer|zu|wieder"
_FINITE = re.compile(
    rf"(?:wurden?|war(?:en)?|hatten?|wird|werden|ist|sind|(?:{_PREFIX})?(?:{'|'.join(_STRONG)})(?:en|n)?|[a-zäöüß]{{3,}}ten?)(?!\w)"
)
_SUBJECT = re.compile(r"(?:(?:[Dd]er|[Dd]ie|[Dd]as|[Ee]ine?)\s+\w|[A-ZÄÖÜ])")


def when(before: str, after: str, role: Role = Role.AT) -> Wording | None:
    """The question for a sentence split at its date; None where no wording is sure."""
    asked = _ASKED.get(role)
    head, tail = clean(before), clean(after).rstrip(".")
    if asked is None:
        return None
    if not head:
        verb = _FINITE.match(tail)
        if verb is None or verb[0] in _NOT_VERBS:
            return None
        said = tail
    else:
        words = head.rsplit(maxsplit=1)
        if len(words) < 2 or not _FINITE.fullmatch(words[1]) or words[1] in _NOT_VERBS:
            return None
        subject = words[0]
        if not _SUBJECT.match(subject) or "," in subject or len(subject.split()) > 12:
            return None
        lowered = (
            subject[:1].lower() + subject[1:]
            if re.match(r"(?:Der|Die|Das|Eine?)\s", subject)
            else subject
        )
        said = f"{words[1]} {lowered} {tail}"
    cut = re.search(r"[,;:]|\s[–—]\s|\s(?:und|aber)\s(?=[^,]*(?:wurde|te)\b)", said)
    if cut and not re.search(r",\s(?:dass|zu)\b", said):
        said = said[: cut.start()]
    stem = " ".join(f"{asked} {said.strip()}".split()) + "?"
    if len(stem.split()) < 4 or len(stem) > STEM_LIMIT + 20:
        return None
    return Wording(stem, "verb first")
