"""Wording on sentences that no rule was written for: natural, framed or not asked.

    python benchmarks/wording.py LANG FILE.conllu.xz [--list] [--labels LABELS.csv]

FILE is a CoNLL-U file packed with xz (a treebank's test part): every sentence in it that holds
a date is asked. `--list` prints the stems with their sentence's number, to be read and judged;
LABELS.csv (`file,sentence,label`, label = ok, minor or wrong) holds such judgements, so that
they are counted again without the sentences, which belong to others.
"""

from __future__ import annotations

import argparse
import csv
import lzma
from collections import Counter
from pathlib import Path

from quiz.dates.find import Role, find, value_of
from quiz.parsing import parse
from quiz.wording.ask import ask_when

MAX_SENTENCE = 400


def sentences(path: Path) -> list[tuple[int, str]]:
    """The texts of a treebank's sentences with their numbers, from 1."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        texts = [line[9:].strip() for line in file if line.startswith("# text = ")]
    return list(enumerate(texts, 1))


def main() -> None:
    """Ask every dated sentence and print how it went."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("lang")
    options.add_argument("file", type=Path)
    options.add_argument("--list", action="store_true")
    options.add_argument("--labels", type=Path)
    given = options.parse_args()
    counts: Counter[str] = Counter()
    asked: dict[int, str] = {}
    for number, text in sentences(given.file):
        mentions = [m for m in find(text, given.lang) if m.role is not Role.OUTSIDE]
        if not mentions or len(text) > MAX_SENTENCE:
            continue
        mention = mentions[0]
        when = value_of(mention)
        if when is None:
            continue
        wording = ask_when(
            text,
            when,
            (mention.start, mention.end),
            given.lang,
            parse=lambda part: parse(part, given.lang),
            role=mention.role,
            dates=len(mentions),
        )
        kind = "none" if wording is None else "natural" if wording.natural else "framed"
        counts[kind] += 1
        if wording is not None and wording.natural:
            asked[number] = wording.stem
        if given.list:
            print(f"{number}\t{kind}\t{wording.stem if wording else ''}\t[{text}]")
    total = counts.total()
    print(f"{given.file.name}: {total} dated sentences: " + ", ".join(f"{k} {n} ({n / total:.0%})" for k, n in counts.most_common()))  # fmt: skip
    if given.labels:
        with given.labels.open(encoding="utf-8", newline="") as file:
            rows = [r for r in csv.DictReader(file) if r["file"] == given.file.name]
        known = {int(r["sentence"]): r["label"] for r in rows}
        judged = Counter(known[n] for n in asked if n in known)
        if judged:
            print(f"judged {judged.total()} of {len(asked)} natural stems: " + ", ".join(f"{k} {n} ({n / judged.total():.1%})" for k, n in judged.most_common()))  # fmt: skip


if __name__ == "__main__":
    main()
