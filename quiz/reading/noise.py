"""Lines of a page that tell nothing: navigation, update stamps, "show more"."""

from __future__ import annotations

import re

_MAX_LINE = 120  # longer lines say something besides

_STAMPS = (
    r"last\s+(?:updated|modified|reviewed)", r"updated(?:\s+on)?", r"accessed", r"retrieved",
    r"mise?\s+à\s+jour(?:\s+le)?", r"dernière\s+(?:mise\s+à\s+jour|modification)",
    r"consulté\s+le", r"zuletzt\s+(?:aktualisiert|geändert)", r"stand(?=\s*:)",
    r"(?:última\s+)?actualización", r"actualizado(?:\s+el)?",
)  # fmt: skip
_UNFOLD = (
    r"(?:show|read|see|view|hide)\s+(?:more|less|all|the\s+timeline)",
    r"(?:afficher|masquer|voir|lire)\s+(?:plus|moins|la\s+suite|la\s+chronologie|tout)",
    r"mehr\s+(?:anzeigen|lesen)", r"(?:ver|leer|mostrar)\s+más",
)  # fmt: skip
_NAVIGATION = (
    r"home", r"menu", r"search", r"share", r"print", r"next", r"previous",
    r"back(?:\s+to\s+top)?", r"skip\s+to\s+(?:main\s+)?content", r"log\s*in",
    r"sign\s+(?:in|up)", r"subscribe", r"cookies?", r"edit",
    r"accueil", r"rechercher", r"partager", r"imprimer", r"suivant", r"précédent",
    r"retour(?:\s+en\s+haut)?", r"aller\s+au\s+contenu", r"se\s+connecter", r"sommaire",
    r"modifier(?:\s+le\s+code)?", r"startseite", r"suche", r"teilen", r"drucken", r"bearbeiten",
    r"inicio", r"buscar", r"compartir", r"imprimir", r"editar",
)  # fmt: skip
_RIGHTS = (
    r"(?:©|\(c\)|copyright\b)", r"all\s+rights\s+reserved\b", r"tous\s+droits\s+réservés\b",
    r"alle\s+rechte\s+vorbehalten\b", r"todos\s+los\s+derechos\s+reservados\b",
)  # fmt: skip

_NOISE = re.compile(
    rf"\W*(?:(?:{'|'.join(_STAMPS)})\s*:?\s*[^!?]{{0,40}}\d[^!?]{{0,30}}"
    rf"|{'|'.join((*_UNFOLD, *_NAVIGATION))}"
    rf"|(?:{'|'.join(_RIGHTS)}).*)\W*",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(
    r"[\[(]?\s*(?:\d{1,3}|[a-z*†‡]|#|(?:note|n\.)\s*\d{1,3})\s*[\])]?", re.IGNORECASE
)


def noise(line: str) -> bool:
    """Whether a line says nothing about the page's subject."""
    return len(line) < _MAX_LINE and _NOISE.fullmatch(line.strip()) is not None


def note_mark(text: str) -> bool:
    """Whether this is all that a footnote's marker says: "[3]", "a", "note 2"."""
    return len(text) < 12 and _NOTE_MARK.fullmatch(text.strip()) is not None
