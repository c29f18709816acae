"""Scores on documents with gold facts, the share of natural wordings, and speed beside a peer.

    python benchmarks/mining.py [FOLDER…]

FOLDER holds documents with `NAME.gold.json` beside them; by default tests/documents, and
../shared/seed and ../shared/corpus where they lie there, whose score.py then scores them.
The speed is measured on a text of at least 200 kB made of the English documents, warm, in
kB/s, beside dateparser's `search_dates` on the same text in the same run (it finds dates
only). Needs dateparser for that (`pip install dateparser`); without it the peer is left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quiz.library.build import build, build_document
from quiz.library.listing import card_json
from quiz.mining.statements import statements
from quiz.mining.topic import topic_of
from quiz.reading import read
from quiz.wording.cards import cards_of

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
MEASURES = ("chronology_recall", "event_recall", "range_recall", "date_precision", "acronym_recall", "quantity_recall", "people_recall")  # fmt: skip
SIZE = 200_000  # characters of the text that is timed


def documents(folders: list[Path]) -> list[tuple[Path, Path]]:
    """The documents and their gold facts."""
    found = []
    for folder in folders:
        for gold in sorted(folder.glob("*.gold.json")):
            name = gold.name.removesuffix(".gold.json")
            beside = [p for p in folder.glob(f"{name}.*") if p != gold]
            found += [(p, gold) for p in beside if p.suffix in (".txt", ".md", ".html")]
    return found


def scores(gold: Path, cards: list[dict[str, object]]) -> dict[str, str]:
    """What score.py says, as counts; nothing where it is not at hand."""
    program = SHARED / "score.py"
    if not program.is_file():
        return {}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(cards, file)
        file.flush()
        done = subprocess.run(
            [sys.executable, str(program), str(gold), file.name],
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, str] = json.loads(done.stdout)["counts"]
    return found


def natural(deck_cards: list[dict[str, object]]) -> str:
    """How many date questions are worded as a person would, of how many."""
    asked = [str(c["question"]) for c in deck_cards if c["kind"] == "when"]
    framed = sum(q[:1] in "«“„" for q in asked)
    return f"{len(asked) - framed}/{len(asked)}"


def speed(work: Callable[[], object], size: int) -> float:
    """kB/s, the best of three after one that warms up."""
    work()
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return size / 1000 / min(times)


def race(texts: list[str]) -> None:
    """Print the speed of mining and of the whole build beside the peer's."""
    base = "\n\n".join(texts)
    times = SIZE // len(base) + 1
    text = (base + "\n\n") * times
    document = read("all.md", lang="en", data=text.encode())

    def mined() -> object:
        return statements(document, topic_of(document))

    mining = speed(mined, len(text))
    # A build parses a sentence once, so the same text again and again would flatter it: here
    # each copy is a document of its own.
    single = read("one.md", lang="en", data=base.encode())

    def built() -> None:
        for _ in range(times):
            build_document(single, report=lambda _: None)

    whole = speed(built, times * len(base))
    print(
        f"\n{len(text) // 1000} kB of English, warm: mining {mining:.0f} kB/s, whole build {whole:.0f} kB/s"
    )
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed: no peer")
        return
    part = text[:SIZE]
    begun = time.perf_counter()
    search_dates(part, languages=["en"])
    peer = len(part) / 1000 / (time.perf_counter() - begun)
    print(
        f"search_dates {peer:.0f} kB/s: mining {mining / peer:.1f} ×, whole build {whole / peer:.2f} ×"
    )


def main(folders: list[Path]) -> None:
    """Print a line a document, then the race."""
    print(f"{'document':26} natural  " + "  ".join(m.removesuffix("_recall") for m in MEASURES))
    english = []
    for path, gold in documents(folders):
        built = build(path)
        cards = [card_json(card) for card in cards_of(built.deck)]
        counts = scores(gold, cards)
        print(
            f"{path.name[:26]:26} {natural(cards):>7}  "
            + "  ".join(f"{counts.get(m, '–'):>{len(m.removesuffix('_recall'))}}" for m in MEASURES)
        )
        if built.document.lang == "en":
            english.append(built.document.text)
    if english:
        race(english)


if __name__ == "__main__":
    default = [ROOT / "tests" / "documents", SHARED / "seed", SHARED / "corpus"]
    main([Path(a) for a in sys.argv[1:]] or [f for f in default if f.is_dir()])
