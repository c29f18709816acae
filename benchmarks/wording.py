"""Wording on documents that no rule was written for: natural, framed, gapped, and how it reads.

    python benchmarks/wording.py [LANG …] [--list] [--unread]
    python benchmarks/wording.py --treebank LANG FILE.conllu.xz [--list]

Builds every document of benchmarks/documents (written for this, by people who had not seen the
rules) and counts the wordings of its dated statements. benchmarks/labels.csv holds how a strict
reader judged each stem (`file,stem,kind,label`: the stem as a digest, so that a judgement ends
with the wording that it was given to; label = ok, minor or wrong). What was mended after a
reading is no longer unseen: the figures of the first reading stand in docs/mining.md. `--list`
prints the stems, `--unread` those without a judgement, with their digests.

With `--treebank`, the dated sentences of a CoNLL-U file packed with xz are asked instead.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import lzma
from collections import Counter
from pathlib import Path

from quiz.core.card import Card, Kind
from quiz.core.document import Document
from quiz.dates.find import Role, find, value_of
from quiz.library.build import build_document
from quiz.parsing import parse
from quiz.reading import read
from quiz.wording.ask import ask_when
from quiz.wording.cards import cards_of
from quiz.wording.gates import inner

HERE = Path(__file__).parent
MAX_SENTENCE = 400


def digest(stem: str) -> str:
    """The name of a stem in labels.csv."""
    return hashlib.blake2b(stem.encode(), digest_size=4).hexdigest()


def cards(path: Path) -> tuple[Document, list[Card]]:
    """The cards of a document."""
    document = read(path, lang=path.name[:2])
    built = build_document(document, report=lambda _: None)
    return document, list(cards_of(built.deck))


def form(card: Card) -> str:
    """Natural, framed or gapped, of a date question; else its kind."""
    if card.kind is not Kind.WHEN:
        return str(card.kind)
    if inner(card.question) == card.question:
        return "natural"
    return "gapped" if "[…]" in card.question else "framed"


def documents(langs: list[str], *, listed: bool, unread: bool) -> None:
    """Count the wordings of the documents, and how they were judged."""
    with (HERE / "labels.csv").open(encoding="utf-8", newline="") as file:
        labels = {(r["file"], r["stem"]): r["label"] for r in csv.DictReader(file)}
    for lang in langs:
        forms: Counter[str] = Counter()
        judged: dict[str, Counter[str]] = {}
        for path in sorted((HERE / "documents").glob(f"{lang}-*")):
            for card in cards(path)[1]:
                kind, name = form(card), digest(card.question)
                forms[kind] += 1
                label = labels.get((path.name, name), "unread")
                judged.setdefault(kind, Counter())[label] += 1
                if listed or (unread and label == "unread"):
                    shown = card.question.replace("\n", " / ")
                    print(f"{path.name},{name},{card.kind},{label}\t{shown} => {card.answer}")
        dated = sum(forms[k] for k in ("natural", "framed", "gapped"))
        print(f"{lang}: {forms.total()} cards, {dated} of dates: " + ", ".join(f"{k} {forms[k]} ({forms[k] / dated:.0%})" for k in ("natural", "framed", "gapped")))  # fmt: skip
        for kind, counts in judged.items():
            read_ones = counts.total() - counts["unread"]
            shares = ", ".join(f"{k} {counts[k]} ({counts[k] / read_ones:.1%})" for k in ("ok", "minor", "wrong") if read_ones)  # fmt: skip
            print(f"   {kind}: read {read_ones} of {counts.total()}: {shares}")


def treebank(lang: str, path: Path, *, listed: bool) -> None:
    """Ask the dated sentences of a treebank."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        texts = [line[9:].strip() for line in file if line.startswith("# text = ")]
    counts: Counter[str] = Counter()
    for number, text in enumerate(texts, 1):
        mentions = [m for m in find(text, lang) if m.role is not Role.OUTSIDE]
        when = value_of(mentions[0]) if mentions and len(text) <= MAX_SENTENCE else None
        if when is None:
            continue
        wording = ask_when(
            text, when, (mentions[0].start, mentions[0].end), lang,
            parse=lambda part: parse(part, lang), role=mentions[0].role, dates=len(mentions),
        )  # fmt: skip
        kind = "none" if wording is None else "natural" if wording.natural else "framed"
        counts[kind] += 1
        if listed:
            print(f"{number}\t{kind}\t{wording.stem if wording else ''}\t[{text}]")
    total = counts.total()
    print(f"{path.name}: {total} dated sentences: " + ", ".join(f"{k} {n} ({n / total:.0%})" for k, n in counts.most_common()))  # fmt: skip


def main() -> None:
    """Read the command line."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("langs", nargs="*", default=["en", "fr"])
    options.add_argument("--treebank", nargs=2, metavar=("LANG", "FILE"))
    options.add_argument("--list", action="store_true")
    options.add_argument("--unread", action="store_true")
    given = options.parse_args()
    if given.treebank:
        treebank(given.treebank[0], Path(given.treebank[1]), listed=given.list)
    else:
        documents(given.langs or ["en", "fr"], listed=given.list, unread=given.unread)


if __name__ == "__main__":
    main()
