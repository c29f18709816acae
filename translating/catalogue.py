"""Bring the catalogues up to date: find the messages in the sources, merge, compile.

    python translating/catalogue.py          write quiz/locale/*/LC_MESSAGES/quiz.po and .mo
    python translating/catalogue.py --check  change nothing; 1 where something is to be done

A message that is new stands in the .po with an empty translation; write it and run this again.
What no source says any more is taken out. Needs Babel (the `dev` extra).
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "quiz"
CATALOGUES = SOURCES / "locale"

# Calls and which of their arguments are messages: by place, or by name.
CALLS: dict[str, tuple[int | str, ...]] = {
    "_": (0,),
    "N_": (0,),
    "ngettext": (0, 1),
    "pgettext": (0, 1),
    "Binding": (2, "description", "tooltip"),  # looked up where keys are shown
}


@dataclass(slots=True)
class Found:
    """A message of the sources: its texts (two where it goes by number), context and places."""

    texts: tuple[str, ...]
    context: str | None
    places: list[tuple[str, int]] = field(default_factory=list)


def messages(sources: Path = SOURCES) -> list[Found]:
    """Every message in the sources, each once, in the order of files and lines."""
    found: dict[tuple[str | None, str], Found] = {}
    for path in sorted(sources.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        if path.name == "translation.py" and path.parent == SOURCES:
            calls = ("pgettext",)
        else:
            calls = tuple(CALLS)
        tree = ast.parse(path.read_text("utf-8"), name)
        for context, texts, line in sorted(_said(tree, calls), key=lambda said: said[2]):
            known = found.setdefault((context, texts[0]), Found(texts, context))
            if len(texts) > len(known.texts):
                known.texts = texts
            known.places.append((name, line))
    return list(found.values())


def _said(
    tree: ast.AST, calls: tuple[str, ...]
) -> Iterator[tuple[str | None, tuple[str, ...], int]]:
    """Context, texts and line of each message."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "")
        if name not in calls:
            continue
        texts = [text for at in CALLS[name] if (text := _text(node, at))]
        if name == "ngettext":
            yield None, tuple(texts), node.lineno
        elif name == "pgettext" and len(texts) == 2:
            yield texts[0], (texts[1],), node.lineno
        elif name != "pgettext":
            yield from ((None, (text,), node.lineno) for text in texts)


def _text(call: ast.Call, at: int | str) -> str:
    """The constant text of an argument, "" where there is none."""
    if isinstance(at, int):
        node = call.args[at] if at < len(call.args) else None
    else:
        node = next((k.value for k in call.keywords if k.arg == at), None)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def fields(text: str) -> set[str]:
    """The placeholders of a message, which its translation has to have too."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def merged(old: Catalog, found: list[Found]) -> Catalog:
    """The messages found, with the translations that the catalogue has for them."""
    new = Catalog(
        locale=old.locale, domain="quiz", project="quiz", header_comment=old.header_comment,
        charset="utf-8",
    )  # fmt: skip
    for one in found:
        key = one.texts if len(one.texts) > 1 else one.texts[0]
        known: Message | None = old.get(key, one.context)
        says = known.string if known is not None else ""
        if len(one.texts) > 1 and isinstance(says, str):
            says = (says, says)
        if len(one.texts) == 1 and isinstance(says, tuple):
            says = says[0]
        comments = known.user_comments if known is not None else ()
        files = sorted({(name, 0) for name, _ in one.places})
        new.add(key, says, files, context=one.context, user_comments=comments)
    return new


def po_text(catalogue: Catalog) -> str:
    """A catalogue as its file says it: without lines and dates, which change with every edit."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, omit_header=True)
    forms = f'"Plural-Forms: {catalogue.plural_forms}\\n"'
    head = (
        '# The words of quiz.\nmsgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n{forms}\n\n'
    )
    return head + out.getvalue().decode("utf-8")


def mo_bytes(catalogue: Catalog) -> bytes:
    """A catalogue compiled."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def read(path: Path, code: str) -> Catalog:
    """The catalogue in a .po file, an empty one where there is none."""
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def missing(catalogue: Catalog) -> list[str]:
    """The messages without a translation."""
    return [
        str(m.id)
        for m in catalogue
        if m.id and not (all(m.string) if isinstance(m.string, tuple) else m.string)
    ]


def main(*, check: bool) -> int:
    """Write what has changed, or only say so; 1 where a message has no translation."""
    found, wrong = messages(), 0
    for folder in sorted(p for p in CATALOGUES.iterdir() if p.is_dir()):
        path = folder / "LC_MESSAGES" / "quiz.po"
        new = merged(read(path, folder.name), found)
        compiled = path.with_suffix(".mo")
        text, data = po_text(new), mo_bytes(new)
        if not path.exists() or path.read_text("utf-8") != text:
            print(f"{path}: out of date" if check else f"{path}: written")
            wrong += check
        if not compiled.exists() or compiled.read_bytes() != data:
            wrong += check
        if not check:
            path.write_text(text, "utf-8")
            compiled.write_bytes(data)
        for message in missing(new):
            print(f"{path}: not translated: {message!r}")
            wrong += 1
        print(f"{folder.name}: {len(found)} messages")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
