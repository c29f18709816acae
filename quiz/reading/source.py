"""Where a document's bytes come from, and how they become text."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from quiz.core.errors import DocumentError
from quiz.translation import _

MAX_BYTES = 64 * 1024 * 1024  # of a file: pictures in it may be large
MAX_TEXT = 10_000_000  # characters: some 4,000 pages
_MEGABYTE = 1024 * 1024
_SAMPLE = 200_000  # bytes that the encoding is guessed from
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]+)""",
    re.IGNORECASE,
)
# What browsers make of these names: the superset that documents mean by them.
_SUPERSET = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252"}
# Old single-byte encodings of western Europe, told apart by how much of what they yield is
# written there: a vote that charset-normalizer loses on a short text (it takes ñ for ń).
_WESTERN = ("cp1252", "mac_roman", "cp850")
_LETTERS = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÅÆÇÉÈÊËÍÎÏÑÓÔÖØŒÚÙÛÜ¿¡’‘“”„«»–—…€£°ºª·•§©²³½×\xa0"
)


def from_path(path: Path) -> bytes:
    """The bytes of a file. Raises DocumentError for what is no readable file of text."""
    where = str(path)
    try:
        if path.is_dir():
            raise DocumentError(_("this is a folder"), where=where, do=_("give one document in it"))
        if not path.is_file() and path.exists():
            raise DocumentError(
                _("this is not a regular file"), where=where, do=_("give a document")
            )
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                _("the document has {n} MB").format(n=size // _MEGABYTE),
                where=where,
                do=_("split it into parts of at most {n} MB").format(n=MAX_BYTES // _MEGABYTE),
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(
            _("there is no such file"), where=where, do=_("check the path")
        ) from None
    except PermissionError:
        raise DocumentError(
            _("the file may not be read"), where=where, do=_("allow reading")
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(
            _("the file cannot be read ({reason})").format(reason=reason),
            where=where,
            do=_("check the path"),
        ) from None


def from_stdin() -> bytes:
    """The bytes of standard input, no more than a file may have."""
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DocumentError(
            _("standard input does not end"),
            do=_("give a document of at most {n} MB").format(n=MAX_BYTES // _MEGABYTE),
        )
    return data


def bounded(text: str) -> str:
    """The text itself. Raises DocumentError where it is too long to be worked through."""
    if len(text) > MAX_TEXT:
        raise DocumentError(
            _("it has {n} million characters of text").format(n=len(text) // 1_000_000),
            do=_("split it into parts of at most {n} million").format(n=MAX_TEXT // 1_000_000),
        )
    return text


def decode(data: bytes, where: str, charset: str = "") -> tuple[str, str]:
    """Bytes as text, unchanged (byte order mark and line ends stay), and the encoding's name.

    UTF-8 is tried first, then `charset` (of a server's header), then what the bytes declare (a
    byte order mark, an HTML or XML declaration), then a guess. Raises DocumentError for bytes
    that are no text.
    """
    if not data.strip():
        raise DocumentError(
            _("the document is empty"), where=where, do=_("give one with text in it")
        )
    if data.startswith(_OLD_OFFICE):
        raise DocumentError(
            _("this is an old or locked Office file"), where=where, do=_("save it as DOCX or PDF")
        )
    encoding = _declared(data)
    if b"\x00" in data and not (encoding.startswith("utf-") or charset.startswith("utf-16")):
        raise DocumentError(
            _("this is a binary file, not text"),
            where=where,
            do=_("give text, Markdown, HTML, PDF or DOCX"),
        )
    charset = _SUPERSET.get(charset, charset)
    for name in (*([] if encoding.startswith("utf-") else ["utf-8"]), charset, encoding, "guess"):
        try:
            chosen = _guess(data) if name == "guess" else name
            text = data.decode(chosen) if chosen else ""
        except (UnicodeDecodeError, LookupError):
            continue
        if text and not _garbled(text):
            return text, chosen
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        do = _("save it as UTF-8")
        raise DocumentError(_("the text's encoding cannot be told"), where=where, do=do) from None
    raise DocumentError(
        _("it is full of control characters"), where=where, do=_("save it as plain text")
    )


def _declared(data: bytes) -> str:
    """The encoding that the bytes speak of themselves, else ""."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:2000]
    for name, blanks, letters in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if blanks.count(0) > 0.9 * len(blanks) > 0 and letters.count(0) < 0.1 * len(letters):
            return name
    found = _DECLARED.search(data[:4096])
    if not found:
        return ""
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    return _SUPERSET.get(name, name)


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    votes = {name: _western(sample, name) for name in _WESTERN}
    best = max(votes, key=lambda name: votes[name])
    if votes[best] >= 0.9:
        return best
    from charset_normalizer import from_bytes

    match = from_bytes(sample).best()
    return match.encoding if match else ""


def _western(sample: bytes, encoding: str) -> float:
    """The share of western letters among what is not ASCII; 0 where little is ASCII."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    others = [c for c in text if c > "\x7f"]
    if not others or len(others) > len(text) / 3:  # "été à Orléans", but not Мельница
        return 0.0
    return sum(c in _LETTERS for c in others) / len(others)


def _garbled(text: str) -> bool:
    """Whether what came out holds control characters as no text does."""
    sample = text[:20_000]
    strange = sum(
        not c.isprintable() and not c.isspace() and c not in "\ufeff\xad" and ord(c) < 0xA0
        for c in sample
    )
    return strange > 2 + len(sample) // 500
