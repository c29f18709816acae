"""Spanish words and forms by which a sentence is taken apart without a parser."""

from __future__ import annotations

import re

_IRREGULAR = (
    "fue fueron hizo hicieron tuvo tuvieron dijo dijeron puso pusieron vino vinieron quiso quisieron estuvo estuvieron pudo "
    "pudieron supo supieron trajo trajeron produjo produjeron condujo condujeron dio dieron vio vieron hubo anduvo cupo propuso "
    "propusieron dispuso expuso impuso compuso compusieron obtuvo obtuvieron mantuvo mantuvieron contrajo tradujo redujo introdujo "
    "introdujeron intervino convino previno sostuvo detuvo detuvieron retuvo supuso repuso opuso deshizo satisfizo contuvo atrajo extrajo"
)
PRETERITE = rf"(?:[a-záéíóúñü]{{2,}}(?:ó|aron|ieron|yeron|jeron)|{'|'.join(_IRREGULAR.split())})"
# Nouns end so too ("la compañía"): they have a determiner or a preposition before them.
_IMPERFECT = r"(?-i:(?<!la )(?<!una )(?<!de )(?<!en )(?<!su )(?<!con )(?<!gran )(?<!por )[a-záéíóúñ]{2,}(?:aba|aban|ía|ían))|era|eran|iba|iban"
_PRESENT = (
    "es|son|está|están|ha|han|hay|tiene|tienen|funciona|funcionan|lleva|llevan|figura|figuran|existe|existen|pertenece|pertenecen|"
    "dirige|dirigen|preside|presiden|forma|forman|ocupa|ocupan|vive|viven|trabaja|trabajan|reposa|reposan|alberga|albergan|"
    "conserva|conservan|celebra|emite|publica|sigue|siguen|depende|dependen|permanece|permanecen|descansa|descansan|reside|residen|"
    "cuenta|cuentan|acoge|opera|operan|circula|circulan|ofrece|ofrecen"
)
_PAST_PARTICIPLES = "puest|hech|escrit|abiert|muert|impres|elect|descubiert|vist|dich|rot|cubiert|inscrit|suscrit|devuelt"
PARTICIPLE = rf"(?:[a-záéíóúñ]{{2,}}(?:ad|id|íd)[oa]s?|(?:{_PAST_PARTICIPLES})[oa]s?)(?!\w)"
_CLITIC = r"(?P<no>no\s+)?(?P<clitic>(?:se|le|les|lo|la|los|las)\s+)?"
_PART = rf"(?P<part>\s+(?:[a-záéíóúñ]+mente\s+)?{PARTICIPLE}|\s+lugar(?!\w))?"
VERB = re.compile(rf"(?i:(?<!\w){_CLITIC}(?P<verb>{PRETERITE})(?!\w){_PART})")
SINCE_VERB = re.compile(
    rf"(?i:(?<!\w){_CLITIC}(?P<verb>{PRETERITE}|{_IMPERFECT}|{_PRESENT})(?!\w){_PART})"
)
LATER_VERB = re.compile(
    rf"(?<!\w)(?:(?:se|le|les|lo|la|los|las)\s+)?(?:{PRETERITE}|{_IMPERFECT})(?!\w)"
)
ANY_VERB = re.compile(
    rf"(?i:(?<!\w)(?:{PRETERITE}|{_IMPERFECT}|{_PRESENT}|había|habían|será|serán|[a-záéíóúñ]{{2,}}(?:ará|erá|irá|arán|erán|irán))(?!\w))"
)
RELATIVE = re.compile(
    r"(?i)(?<!\w)(?:que|quien|quienes|cuyo|cuya|cuyos|cuyas|donde|cuando|aunque|porque|mientras|si|como(?=\s+(?:se|le|lo|la)\s))(?!\w)"
)
ARTICLE = r"(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|[Uu]n|[Uu]na|[Uu]nos|[Uu]nas)\s"
SUBJECT = re.compile(
    r"(?<!\w)(?:(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|[Uu]n|[Uu]na|[Uu]nos|[Uu]nas|[Dd]os|[Tt]res|[Vv]arios|[Vv]arias|\d[\d.]*)\s+\w|[A-ZÁÉÍÓÚÑ]\w)"
)
PREPOSITION = re.compile(
    r"(?i)(?:a|al|en|con|de|del|por|para|sobre|hasta|desde|entre|tras|contra|sin|bajo|ante|hacia|según|durante|mediante|gracias|"
    r"debido|junto|como|gravemente|definitivamente|oficialmente)(?!\w)"
)
ADVERB = re.compile(
    r"(?i)(?:allí|aquí|entonces|después|luego|también|ya|más tarde|poco|finalmente|así|además|un año|dos años|tres años|apenas|solo|"
    r"casi|aún|todavía|nunca|siempre|cuando|aunque|[a-záéíóúñ]+mente|[a-záéíóúñ]+(?:ando|iendo)|invitad[oa]|nombrad[oa]|elegid[oa])(?!\w)"
)
# What leads a sentence with a date of its own, which need not be the sentence's.
ADJUNCT = re.compile(
    r"(?i)(?:a|al|en|con|de|del|por|para|sobre|hasta|desde|entre|tras|contra|sin|bajo|ante|hacia|según|durante|mediante|gracias|debido|"
    r"después|antes|cuando|aunque|como|si|mientras|[a-záéíóúñ]+(?:ando|iendo)|nacid[oa]|invitad[oa])(?!\w)"
)
PRONOUN = re.compile(
    r"(?i)(?:su|sus|este|esta|estos|estas|ese|esa|aquel|aquella|aquellos|aquellas|él|ella|ellos|ellas|se|le|lo|ambos|otro|otra)(?!\w)"
)
DETERMINER = re.compile(r"(?<!\w)(\w+)?\s*(?<!\w)(?:el|la|los|las|un|una|su|sus|dos|tres|\d+)\s+\w")
# With these a noun phrase after the verb is its subject.
ARRIVALS = re.compile(
    r"(?i)(?:murió|murieron|nació|nacieron|falleció|empezó|empezaron|comenzó|comenzaron|estalló|apareció|aparecieron|llegó|llegaron|terminó|"
    r"terminaron|ocurrió|ocurrieron|surgió|surgieron|entró|salió|salieron|cayó|cayeron|concluyó|acabó|sucedió|tuvo|abrió|cerró|quedó|despegó|existió)(?!\w)"
)
# Said of nobody and nothing these say nothing: "¿Cuándo tuvo Ana?".
NOT_ALONE = re.compile(
    r"(?i)(?:fue|fueron|tuvo|hizo|dio|puso|dijo|obtuvo|recibió|ganó|publicó|estuvo|realizó|consiguió|logró|presentó|firmó|empezó|comenzó|quedó|obtuvieron|hicieron)(?!\w)"
)
CONNECTIVE = re.compile(
    r"(?i)[\s*_•–—-]*(?:(?:y|e|así|luego|después|más tarde|poco después|poco antes|también|además|asimismo|entonces|allí|aquí|finalmente|"
    r"posteriormente|no obstante|sin embargo|en cambio|por fin|por su parte|tampoco|ya)\b(?!\s+(?:de|del|que|como)\b),?\s*)*"
)
JOINED = re.compile(
    rf";\s+|:\s+(?=\w)|,\s+(?:y|e|pero|aunque)\s+|\s+(?:y|e|pero)\s+(?=(?:no\s+)?(?:(?:se|le|les|lo|la|los|las)\s+)?{PRETERITE}(?!\w))|,\s+mientras\s+que\s+"
    rf"|\s+(?:y|e)\s+(?=(?:el|la|los|las)\s+\w+(?:\s+\w+){{0,4}}?\s+(?:se\s+)?{PRETERITE}(?!\w))"
)
OBJECT = re.compile(
    rf"(?i:(?<!\w)(?:lo|la|le|les|los|las)\s+(?:{PRETERITE}|\w+aban?)(?!\w)|^\W*(?:el|la|los|las)\s+\w+(?:\s\d+)?\s+(?:lo|la|los|las|les?)\s+\w+)"
)
NOUN = re.compile(
    r"(?P<noun>Inauguración|Creación|Fundación|Construcción|Firma|Muerte|Apertura|Legalización|Aprobación|Publicación|Elección|Constitución|"
    r"Proclamación|Ampliación|Reapertura|Boda|Restauración|Adhesión|Incorporación|Entrada|Salida|Llegada|Toma|Compra|Venta|Fusión|Nacimiento|"
    r"Lanzamiento|Descubrimiento|Fallecimiento|Nombramiento|Cierre|Estreno|Ingreso|Traslado|Inicio|Comienzo|Final|Fin|Asesinato|Despegue|"
    r"Bombardeo|Levantamiento|[A-Z][a-záéíóú]+(?:ación|ición|miento))\s+(?=(?:de|del|en|a|al)\s)"
)
FEMININE_NOUN = re.compile(r"\w+(?:ión|ura|rte|rma|oda|ada|ma|pra|nta)$")
# A verb in the present, by its place after a subject: "Felipe González jura su cargo".
PRESENT = re.compile(
    r"^\W*(?:(?:El|La|Los|Las|Un|Una)\s\w+|[A-ZÁÉÍÓÚÑ]\w+(?:\s(?:de\s)?[A-ZÁÉÍÓÚÑ]\w+)*[\w-]*(?:\s\([A-Z]+\))?)(?:,[^,]{3,60},)?\s(?:\w+\s){0,3}?[a-záéíóúñ]{2,}(?:a|e|an|en)\s"
)
