"""German words and forms by which a sentence is taken apart without a parser."""

from __future__ import annotations

import re

_STRONG = (
    "fand begann kam ging gab starb zog nahm trat schloss lieh hielt gewann verlor stand schien lief flog stieg fiel schrieb sprang "
    "schlug trug rief ließ blieb schied bot traf brach sprach wuchs schuf griff schnitt litt stritt schritt ritt fuhr warb betrat "
    "verlieh erfand las aß saß lag sah sang trank sank schwamm zwang floh goss schoss wich glich bewies wies riet stieß hieß tat "
    "bezog erwarb empfing verband befahl entschied half barg mied lud grub band wusste brachte dachte kannte nannte sandte rannte"
).split()
_PREFIX = "ab|an|auf|aus|be|bei|ein|ent|er|ge|her|hin|mit|nach|über|um|unter|ver|vor|zer|zu|wieder"
_PRESENT = (
    "leitet steht führt trägt liegt gehört bildet dient besteht heißt gilt arbeitet lebt wohnt betreibt befördert zählt spielt "
    "erscheint bietet besitzt umfasst hält stehen führen tragen liegen gehören bilden dienen bestehen gelten leben finden findet"
).split()
FINITE = re.compile(
    rf"(?:wurden?|war(?:en)?|hatten?|wird|werden|ist|sind|hat|haben|(?:{_PREFIX})?(?:{'|'.join(_STRONG)})(?:en|n)?|{'|'.join(_PRESENT)}|[a-zäöüß]{{3,}}ten?)"
)
AUXILIARY = frozenset(
    "wurde wurden war waren hatte hatten wird werden ist sind hat haben konnte konnten musste mussten durfte durften sollte sollten wollte wollten ließ ließen".split()
)
_DETERMINERS = (
    "der die das den dem des ein eine einen einem eines einer kein keine alle viele mehrere einige beide beiden seine seiner seinem seinen sein ihre ihrer ihrem ihren "
    "im am zum zur vom beim ins ans diese dieser dieses jene jeder jede zwei drei vier fünf sechs sieben acht neun zehn"
)
DETERMINERS = frozenset(_DETERMINERS.split())
NOT_VERBS = frozenset(
    "der die das den dem des ein eine einen einem eines einer und oder aber auch nur schon erst noch nach vor bei mit von zum zur als "
    "wie sich sein seine ihre ihr mehr rund etwa etwas bis seit über unter zwischen durch für gegen ohne um auf aus in im am an "
    "heute gestern mitten unten hinten letzten ersten zweiten dritten besten rechten weiten alten ehesten meisten sonst".split()
)
NOMINATIVE = re.compile(
    r"(?:(?:[Dd]er|[Dd]ie|[Dd]as|[Ee]ine?|[Kk]eine?|[Mm]ehrere|[Vv]iele|[Ee]inige|[Mm]ehr als|[Rr]und|[Ii]nsgesamt|[Ss]eine?|[Ii]hre?|\d[\d. ]*)\s+\w|[A-ZÄÖÜ„])"
)
PREPOSITION = re.compile(
    r"(?i)(?:in|im|am|an|auf|aus|bei|beim|mit|nach|von|vom|zu|zum|zur|unter|über|vor|während|wegen|durch|für|gegen|ohne|seit|bis|trotz|"
    r"dank|laut|neben|zwischen|hinter|ab|um|anlässlich|infolge|aufgrund|gemeinsam|zusammen|angesichts|ins|ans|gegenüber|als)(?!\w)"
)
ADVERB = re.compile(
    r"(?i)(?:dort|hier|da|so|dabei|dann|danach|später|schließlich|zuvor|außerdem|auch|noch|bald|damals|kurz|wenig|wenige|insgesamt|"
    r"zunächst|zugleich|gleichzeitig|bereits|schon|erst|deshalb|daher|darauf|daraufhin|dafür|damit|ebenfalls|allerdings|jedoch|"
    r"ursprünglich|endgültig|offiziell|vorher|nachdem|hinzu)(?!\w)"
)
ACCUSATIVE = re.compile(
    r"(?:Den|Dem|Des|Einen|Einem|Einer|Seinen|Seinem|Ihren|Ihrem|Ihn|Ihm|Ihnen)\s"
)
SUBORDINATE = re.compile(
    r"(?i)(?:als|nachdem|weil|obwohl|wenn|da|während|bevor|sobald|seitdem|indem|damit|dass|ob|wo|wie|was|wer|um|bis|sodass|wodurch|womit|wobei|"
    r"der|die|das|den|dem|dessen|deren|denen|welche[rsmn]?|(?:in|an|auf|mit|von|zu|nach|aus|bei|über|unter|für|durch)\s(?:der|dem|den|die|das|denen|dessen|deren))(?!\w)"
)
PRONOUN = re.compile(
    r"(?<!\w)(?:er|sie|es|ihn|ihm|ihnen|dies|dieser|diese|dieses|diesem|diesen|dort|hier)(?!\w)"
)
PARTICIPLE = re.compile(
    r"(?:[a-zäöüß]*ge[a-zäöüß]{2,}(?:t|en)|(?:be|er|ver|zer|ent|über|unter|wieder|miss|voll)[a-zäöüß]{3,}(?:t|en)|[a-zäöüß]{3,}iert|[a-zäöüß]*(?:ge|be|ver)?tan)$"
)
# Verbs in the second clause of "…, und", "… und": where a sentence may be parted.
JOINED = re.compile(
    rf";\s+|,\s+(?:und|aber|doch|sondern)\s+|\s+und\s+(?=(?:{FINITE.pattern})(?!\w))|:\s+(?=[A-ZÄÖÜ])|\s[–—]\s"
)
ACTION = re.compile(
    r"(?P<noun>[A-ZÄÖÜ][a-zäöüß-]*(?:ung|ahme|gabe|kehr|fahrt|kunft|tion|sprache|taufe|weihe|schließung)|Gründung|Wahl|Geburt|Heirat)(?=\s+(?:de[rs]|von|vom|eine[rs]|am|im|in|ins|aus|nach|über|mit|durch|zu[rm]?|an|auf)(?!\w)|$)"
)
EVENT = re.compile(
    r"(?P<noun>[A-ZÄÖÜ][a-zäöüß-]*(?:beginn|gang|flug|bau|kauf|bruch|start|schluss|fest|stich|abschluss|tritt|sturz|fall|umzug|einzug)|Kauf|Bau|Beginn|Start|Ende|Abriss|Umzug|Fall)(?=\s+(?:de[rs]|von|vom|eine[rs]|am|im|in|ins|aus|nach|über|mit|zu[rm]?|an|auf)(?!\w)|$)"
)
