"""Whether the memory model keeps its word: predictions against what came, for this learner."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.core.events import EventKind, standing_events
from quiz.core.fsrs6 import fsrs
from quiz.core.scoring import Bin, Prediction, auc, calibration, log_loss, predictions, rmse_bins
from quiz.store.progress import Progress

CARDS = 2000  # more are not looked at: the figures hardly move, the time does


@dataclass(frozen=True, slots=True)
class Honesty:
    """Log loss, RMSE(bins) and AUC of the model in use, beside what a fixed answer would give.

    `defaults` is the log loss of FSRS-6's defaults, `average` that of always foretelling the
    learner's own share of recall. Over `reviews` a day or more apart of `cards` cards.
    """

    cards: int
    reviews: int
    log_loss: float
    rmse_bins: float
    auc: float
    defaults: float
    average: float
    recalled: float
    predicted: float
    bins: tuple[Bin, ...]


def honesty(progress: Progress, limit: int = CARDS) -> Honesty | None:
    """The figures over a sample of cards that is always the same; None without such reviews."""
    used, defaults = fsrs(progress.plan.parameters), fsrs(None)
    mine: list[Prediction] = []
    theirs: list[Prediction] = []
    cards = 0
    for _, events in progress.sample(limit):
        history = [
            (e.rating.value, e.study_day)
            for e in standing_events(events)
            if e.kind is EventKind.REVIEW and e.counts and e.rating is not None
        ]
        told = list(predictions(history, used))
        cards += bool(told)
        mine += told
        theirs += told if used is defaults else predictions(history, defaults)
    if not mine:
        return None
    share = sum(p.recalled for p in mine) / len(mine)
    flat = [Prediction(share, p.recalled, p.days, p.reviews, p.lapses) for p in mine]
    return Honesty(
        cards, len(mine), log_loss(mine), rmse_bins(mine), auc(mine), log_loss(theirs),
        log_loss(flat), share, sum(p.chance for p in mine) / len(mine), tuple(calibration(mine)),
    )  # fmt: skip
