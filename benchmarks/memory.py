"""How well FSRS-6 foretells a real review log: defaults, fitted, shrunk, and SM-2.

    python benchmarks/memory.py LOG.csv [--offset HOURS] [--turn HOUR]

LOG.csv has the columns card_id, review_rating (1-4), review_time (UTC). Study days are the
learner's (UTC-5, turning at 04:00, unless told otherwise). Five time-ordered folds: the reviews
a day or more apart are cut into six parts by time; each of the last five is foretold from
parameters fitted to all that came before it. A second table fits to the first n reviews only and
foretells the rest, for every n from 128 on. Needs fsrs-rs-python (the extra `optimise`). Exit
code 1 where a target is missed: defaults within 0.002 of 0.4417, fitted at most 0.440, shrunk
never more than 0.005 above the defaults.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quiz.core.fsrs6 import DEFAULTS, fsrs
from quiz.core.memory import study_day
from quiz.core.scoring import Prediction, Review, auc, log_loss, predictions, rmse_bins
from quiz.library.optimise import fit, shrunk

FOLDS = 5
History = dict[str, list[Review]]
Told = dict[tuple[str, int], Prediction]


def read(path: Path, offset: float, turn: int) -> tuple[History, list[tuple[str, int]]]:
    """The reviews of each card, and the names of those a day or more apart, in order of time."""
    rows = []
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["review_time"]) + timedelta(hours=offset)
            rows.append((at, row["card_id"], int(row["review_rating"])))
    rows.sort(key=lambda r: r[0])
    history: History = defaultdict(list)
    number: dict[str, int] = defaultdict(int)
    order = []
    for at, card, rating in rows:
        day = study_day(at, turn)
        if history[card] and day > history[card][-1][1]:
            order.append((card, number[card]))
            number[card] += 1
        history[card].append((rating, day))
    return dict(history), order


def before(history: History, order: list[tuple[str, int]], count: int) -> History:
    """The history as it was when `count` reviews a day or more apart had been given."""
    allowed: dict[str, int] = defaultdict(int)
    for card, _ in order[:count]:
        allowed[card] += 1
    last_day = _day(history, order[count - 1])
    found: History = {}
    for card, reviews in history.items():
        kept, long = [], 0
        for n, (rating, day) in enumerate(reviews):
            long += n > 0 and day > reviews[n - 1][1]
            if long > allowed[card] or day > last_day:
                break
            kept.append((rating, day))
        if kept:
            found[card] = kept
    return found


def _day(history: History, name: tuple[str, int]) -> int:
    reviews = history[name[0]]
    long = -1
    for n, (_, day) in enumerate(reviews):
        long += n > 0 and day > reviews[n - 1][1]
        if long == name[1]:
            return day
    raise KeyError(name)


def foretold(history: History, parameters: tuple[float, ...]) -> Told:
    model = fsrs(parameters)
    return {(c, n): p for c, reviews in history.items() for n, p in enumerate(predictions(reviews, model))}  # fmt: skip


def sm2(history: History) -> Told:
    """SM-2 as published, read as a chance of 0.9^(days / interval)."""
    found: Told = {}
    for card, reviews in history.items():
        ease, interval, right, last, long, lapses = 2.5, 1.0, 0, None, 0, 0
        for n, (rating, day) in enumerate(reviews):
            days = 0 if last is None else day - last
            if days:
                found[card, long] = Prediction(
                    0.9 ** (days / interval), rating > 1, days, n, lapses
                )
                lapses += rating == 1
                long += 1
            elif last is not None:
                continue  # drill on the same day is no repetition of SM-2's
            quality = {1: 1, 2: 3, 3: 4, 4: 5}[rating]
            if quality < 3:
                right, interval = 0, 1.0
            else:
                right += 1
                interval = 1.0 if right == 1 else 6.0 if right == 2 else interval * ease
            ease = max(1.3, ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02))
            last = day
    return found


def main(path: Path, offset: float, turn: int) -> int:
    history, order = read(path, offset, turn)
    size = len(order) // (FOLDS + 1)
    whole = foretold(history, DEFAULTS)
    by_sm2 = sm2(history)
    told: dict[str, list[Prediction]] = defaultdict(list)
    for fold in range(1, FOLDS + 1):
        start = fold * size
        end = len(order) if fold == FOLDS else start + size
        names = order[start:end]
        fitted, number = fit(before(history, order, start))
        drawn = shrunk(fitted, number)
        average = sum(whole[name].recalled for name in order[:start]) / start
        models: dict[str, Callable[[tuple[str, int]], Prediction]] = {
            "FSRS-6 defaults": whole.__getitem__,
            "fitted": foretold(history, fitted).__getitem__,
            "shrunk": foretold(history, drawn).__getitem__,
            "SM-2": by_sm2.__getitem__,
        }
        for name, say in models.items():
            told[name] += map(say, names)
        told["average"] += [
            Prediction(average, p.recalled, p.days, p.reviews, p.lapses) for p in map(whole.__getitem__, names)
        ]  # fmt: skip
    print(
        f"{len(order)} reviews a day or more apart, {len(told['SM-2'])} foretold in {FOLDS} folds\n"
    )
    print(f"{'model':18}{'log loss':>10}{'RMSE(bins)':>12}{'AUC':>8}")
    for name, found in told.items():
        print(f"{name:18}{log_loss(found):10.4f}{rmse_bins(found):12.3f}{auc(found):8.3f}")
    print(
        f"\n{'fitted to the first':20}{'defaults':>10}{'fitted':>10}{'shrunk':>10}{'shrunk − defaults':>19}"
    )
    worst = -1.0
    count = 128
    while count < len(order) - 200:
        fitted, number = fit(before(history, order, count))
        rest = order[count:]
        losses = [
            log_loss([said[name] for name in rest])
            for said in (whole, foretold(history, fitted), foretold(history, shrunk(fitted, number)))
        ]  # fmt: skip
        worst = max(worst, losses[2] - losses[0])
        print(
            f"{count:20}{losses[0]:10.4f}{losses[1]:10.4f}{losses[2]:10.4f}{losses[2] - losses[0]:+19.4f}"
        )
        count *= 2
    defaults, best = log_loss(told["FSRS-6 defaults"]), log_loss(told["fitted"])
    ok = abs(defaults - 0.4417) <= 0.002 and best <= 0.440 and worst <= 0.005
    print(f"\ndefaults within 0.002 of 0.4417: {abs(defaults - 0.4417):.4f}; fitted ≤ 0.440: {best:.4f}; worst of shrunk ≤ 0.005: {worst:+.4f}")  # fmt: skip
    return int(not ok)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("log", type=Path)
    parser.add_argument("--offset", type=float, default=-5)
    parser.add_argument("--turn", type=int, default=4)
    given = parser.parse_args()
    sys.exit(main(given.log, given.offset, given.turn))
