"""Files to documents: one format a file; `read` chooses it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from quiz.core.document import Block, BlockKind, Document
from quiz.core.errors import DocumentError, UsageError
from quiz.lang import CODES
from quiz.lang import language as known
from quiz.reading.language import guess
from quiz.reading.plain import blocks
from quiz.reading.preamble import front_matter
from quiz.reading.source import bounded, decode, from_path, from_stdin
from quiz.translation import _

_HTML_NAMES = (".html", ".htm", ".xhtml")
_HTML_OPENING = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?"
    r"<(?:!doctype\s+html|(?:html|head|body|h1|div|p|table|ul|span|article|main)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_FILE_NAME = re.compile(r"[\w-]+(?:\.\w{2})?\.\w{2,5}")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)


def read(
    source: Path | str,
    *,
    lang: str | None = None,
    data: bytes | None = None,
    today: date | None = None,
) -> Document:
    """Read a document from a path, from standard input for `-`, or from an http(s) address.

    `data` gives the bytes instead of reading them; `lang` (a code such as `fr` or `fr-CA`)
    overrides the language found; `today` is noted as the day on which an address was read.
    What had to be guessed is told in the document's warnings.
    Raises DocumentError where there is nothing to read, UsageError for a `lang` that is no code.
    """
    asked = _asked(lang)
    stdin = str(source) == "-"
    name = "standard input" if stdin else Path(source).name
    where = name if stdin else str(source)
    url = charset = ""
    said_html = False
    if data is None and isinstance(source, str) and _ADDRESS.match(source):
        from quiz.reading.web import fetch

        got = fetch(source)
        data, url, name, charset, said_html = got.data, got.url, got.name, got.charset, got.html
    elif data is None:
        data = from_stdin() if stdin else from_path(Path(source))
    try:
        page = _page(data, name, asked, charset, html=said_html)
        bounded(page.text)
    except DocumentError as error:
        raise DocumentError(error.what, where=where, do=error.do) from None
    if not page.blocks:
        raise DocumentError(
            _("there is no text to read in it"),
            where=where,
            do=_("save the page as text and try that"),
        )
    code, doubt = _language(page, asked)
    warnings = [*page.warnings, *([doubt] if doubt else [])]
    if page.encoding and not page.encoding.startswith("utf-"):
        encoding = page.encoding.replace("_", "-")
        warnings.append(_("read as {encoding}, since it is not UTF-8").format(encoding=encoding))
    return Document(
        text=page.text,
        lang=code,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        title=_title(page, name),
        blocks=page.blocks,
        extracted=page.extracted,
        warnings=tuple(warnings),
        url=url,
        retrieved=today.isoformat() if url and today else "",
    )


def text_of(path: Path) -> str:
    """The text that `read` would give of a file, without looking for blocks. DocumentError."""
    data = from_path(path)
    try:
        if (packed := _packed(data, path.name)) is not None:
            return packed.text
        text, _ = decode(data, "")
        return _from_html(text).text if _is_html(path.name, text) else text
    except DocumentError as error:
        raise DocumentError(error.what, where=str(path), do=error.do) from None


@dataclass(frozen=True, slots=True)
class _Page:
    """What a format found: the text and its blocks; title and language where it says them.

    `encoding` is that of the bytes where they were text.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str
    lang: str = ""
    warnings: tuple[str, ...] = ()
    encoding: str = ""
    extracted: bool = True


def _page(data: bytes, name: str, asked: str, charset: str, *, html: bool) -> _Page:
    """Read bytes by what they are, and only then by what the name or a server says of them."""
    if (packed := _packed(data, name)) is not None:
        return packed
    text, encoding = decode(data, "", charset)
    page = _from_html(text) if html or _is_html(name, text) else _from_text(text, asked)
    return replace(page, encoding=encoding)


def _packed(data: bytes, name: str) -> _Page | None:
    """The page of a format that is not text, None for one that may be."""
    head = data[:1024]
    if head.lstrip().startswith(b"%PDF-") or (
        b"%PDF-" in head and Path(name).suffix.lower() == ".pdf"
    ):
        from quiz.reading.pdf import extract as from_pdf

        return _Page(*from_pdf(data))
    if head.startswith(b"PK\x03\x04"):
        from quiz.reading.docx import extract as from_docx

        return _Page(*from_docx(data))
    return None


def _is_html(name: str, text: str) -> bool:
    return Path(name).suffix.lower() in _HTML_NAMES or bool(_HTML_OPENING.match(text[:4000]))


def _from_html(source: str) -> _Page:
    from quiz.reading.html import extract

    return _Page(*extract(source))


def _from_text(text: str, asked: str) -> _Page:
    bounded(text)
    start, said = front_matter(text)
    code = asked or said.get("lang", "")[:2].lower() or guess(text)[0]
    return _Page(
        text,
        tuple(blocks(text, code, start)),
        said.get("title", ""),
        said.get("lang", ""),
        extracted=False,
    )


def _asked(lang: str | None) -> str:
    if not lang:
        return ""
    found = _CODE.fullmatch(lang.strip())
    if not found:
        raise UsageError(
            _("'{lang}' is not a language code").format(lang=lang),
            do=_("use one of {value}").format(value=", ".join(CODES)),
        )
    return found[1].lower()


def _language(page: _Page, asked: str) -> tuple[str, str]:
    """The language's code, and a warning where it is a guess or not one of ours."""
    code, sure = asked or page.lang[:2].lower(), True
    if code not in CODES and not asked:
        code, sure = guess(page.text)
    if code not in CODES:
        return code, _(
            "'{code}' is not a language we know; questions are framed in English"
        ).format(code=code)
    if sure:
        return code, ""
    return code, _("the language could not be told; taken for {name} (--lang says)").format(
        name=known(code).name
    )


def _title(page: _Page, name: str) -> str:
    """The first heading, else what the file says of itself, its opening words or its name."""
    head = page.text[page.blocks[0].start : page.blocks[0].end].strip().split("\n", 1)[0].strip()
    if page.blocks[0].kind is not BlockKind.HEADING and head.isupper() and len(head) <= 90:
        return head  # a title in capitals, with what it promises on the next line
    opening = [b for b in page.blocks[:3] if b.kind is BlockKind.HEADING]
    for line in (*(_one_line(page.text, b.start, b.end) for b in opening), page.title):
        if line:
            return _without_suffix(line) if _FILE_NAME.fullmatch(line) else line
    first = page.blocks[0]
    line = _one_line(page.text, first.start, first.end)
    if len(line) <= 90 and not line.endswith((".", ":", ";", ",")):
        return line
    if first.strong and first.strong[0][0] - first.start <= 2:  # "**Apollo** was …"
        return _one_line(page.text, *first.strong[0])
    return _without_suffix(name)


def _without_suffix(name: str) -> str:
    """A file's name as words: `moon-landing.en.md` is "moon landing"."""
    return re.sub(r"(?:\.[a-z]{2})?\.\w+$", "", name).replace("-", " ").replace("_", " ").strip()


def _one_line(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].replace("**", "").split()).strip("#*_ ")
