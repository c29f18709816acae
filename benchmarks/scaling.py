"""Whether a build's time and memory grow in line with the text.

    python benchmarks/scaling.py [--lang en|fr] [--size KB] [--steps 1,4,16] [--seed N]

Texts of dated prose are made from a seed and built, each in a process of its own, warm
(a small document first, so that models and word lists do not count). Prints for each step the
CPU time, its ratio per kB to the first step (1.00 is linear), and the peak of memory above
that of a build of one sentence, as a multiple of the text's bytes (the aim: 20 at most). CPU time is taken, since
other programs may be running.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AIM = 20  # times the text's bytes

WORDS = {
    "en": {
        "months": "January February March April May June July August September October November December",
        "day": "On {d} {m} {y}, ",
        "month": "In {m} {y}, ",
        "year": "In {y}, ",
        "next": "The next day, ",
        "who": "engineer miller carpenter mayor teacher painter baker weaver printer ferryman",
        "did": "opened closed rebuilt sold bought painted moved restored flooded measured",
        "what": "mill bridge lock tower library harbour station market granary lighthouse",
        "sentence": "the {a} {p} of {q} {v} the {o} of {r}.",
        "more": "The {o} of {r} held {n} barrels, and {p} of {q} kept the keys.",
        "acronym": "The {o} of {r} and {q} ({s}) stayed open.",
    },
    "fr": {
        "months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "day": "Le {d} {m} {y}, ",
        "month": "En {m} {y}, ",
        "year": "En {y}, ",
        "next": "Le lendemain, ",
        "who": "ingénieur meunier charpentier maire peintre boulanger tisserand passeur imprimeur meunier",
        "did": "rouvre ferme reconstruit vend achète repeint déplace restaure inonde mesure",
        "what": "moulin pont canal phare marché grenier port musée théâtre quai",
        "sentence": "le {a} {p} de {q} {v} le {o} de {r}.",
        "more": "Le {o} de {r} contenait {n} tonneaux, et {p} de {q} gardait les clés.",
        "acronym": "Le {o} de {r} et de {q} ({s}) reste ouvert.",
    },
}  # fmt: skip
_SYLLABLES = "ba ber cor del dun fal gar hol kel lan mar nor ost pel ran sel tor ul var wen".split()


def prose(size: int, lang: str, seed: int) -> str:
    """About `size` bytes of dated prose in paragraphs below headings, the same for a seed."""
    rng = random.Random(seed)
    words = WORDS[lang]
    lists = {k: words[k].split() for k in ("months", "who", "did", "what")}

    def name() -> str:
        return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()

    def sentence() -> str:
        kind = rng.choice(("day", "day", "month", "year", "next", "more", "more", "acronym"))
        told = words[kind] if kind in ("more", "acronym") else words[kind] + words["sentence"]
        place, other = name(), name()
        return told.format(
            d=rng.randint(2, 28), m=rng.choice(lists["months"]), y=rng.randint(1400, 2020),
            a=rng.choice(lists["who"]), p=name(), q=place, v=rng.choice(lists["did"]),
            o=rng.choice(lists["what"]), r=other, n=rng.randint(20, 900),
            s=(rng.choice("MBLTH") + other[0] + place[0]),
        )  # fmt: skip

    parts, length = [f"# {name()}\n"], 0
    while length < size:
        if rng.random() < 0.1:
            parts.append(f"\n## {name()} {name().lower()}\n")
        parts.append("\n" + " ".join(sentence() for _ in range(rng.randint(2, 7))) + "\n")
        length += len(parts[-1].encode())
    return "".join(parts)


def measure(path: str) -> None:
    """Build a small document, then the one at `path`; print seconds, bytes at peak and cards."""
    from quiz.library.build import build
    from quiz.wording.cards import cards_of

    lang = "fr" if ".fr." in path else "en"
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / f"small.{lang}.txt"
        small.write_text(prose(600, lang, seed=1), encoding="utf-8")
        build(small, lang=lang)
    begun = time.process_time()
    deck = build(path, lang=lang).deck
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(spent, peak, len(cards_of(deck)))


def main() -> None:
    """Run the steps and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--lang", choices=sorted(WORDS), default="en")
    parser.add_argument("--size", type=float, default=60, help="kB of the first step")
    parser.add_argument("--steps", default="1,4,16")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        measure(asked.measure)
        return
    with tempfile.TemporaryDirectory() as folder:

        def run(size: int) -> tuple[int, float, int, int]:
            path = Path(folder) / f"text.{asked.lang}.txt"
            path.write_text(prose(size, asked.lang, asked.seed), encoding="utf-8")
            done = subprocess.run(
                [sys.executable, __file__, "--measure", str(path)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            spent, peak, cards = done.stdout.split()
            return path.stat().st_size, float(spent), int(peak), int(cards)

        _, _, floor, _ = run(600)
        print(f"{'text':>10} {'cards':>7} {'CPU':>9} {'kB/s':>7} {'per kB':>7} {'memory':>8}")
        first = 0.0
        for step in asked.steps.split(","):
            size, spent, peak, cards = run(int(asked.size * 1000 * float(step)))
            rate = spent / size
            first = first or rate
            above = (peak - floor) / size
            print(
                f"{size / 1000:7.0f} kB {cards:7d} {spent:7.2f} s {size / 1000 / spent:7.1f} "
                f"{rate / first:6.2f}× {above:6.1f} × text {'' if above <= AIM else '(over the aim)'}",
                flush=True,
            )


if __name__ == "__main__":
    main()
