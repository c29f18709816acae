"""Fitting FSRS to a learner, and saying what it gains. Needs fsrs-rs-python (extra `optimise`).

One set of parameters a learner: per deck it does worse in the benchmark of open-spaced-repetition.
A fit on few reviews is drawn toward the defaults by n / (n + 2000), and refused where it does
worse than what is used now on reviews that came later than those it was fitted to.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.core.errors import QuizError
from quiz.core.events import EventKind, standing_events
from quiz.core.fsrs6 import DEFAULTS, LOWER, UPPER, Fsrs, fsrs
from quiz.core.scoring import Prediction, Review, log_loss, predictions
from quiz.store.progress import Progress
from quiz.translation import _

SHRINKAGE = 2000  # reviews at which a fit counts half
LEAST = 64  # reviews a day or more apart, below which nothing is fitted
_LATER = 0.2  # the share of reviews, the latest, on which a fit is tried
History = Mapping[str, Sequence[Review]]


@dataclass(frozen=True, slots=True)
class Optimised:
    """What a fit came to. Losses are log losses on the reviews after those of the trial fit.

    `parameters` are those to use, None where the fit was `refused`; `why` says so in a line.
    """

    reviews: int
    before: float
    after: float
    defaults: float
    parameters: tuple[float, ...] | None
    why: str

    @property
    def refused(self) -> bool:
        """Whether the parameters of before stay."""
        return self.parameters is None


def histories(progress: Progress) -> dict[str, list[Review]]:
    """The reviews of every card that count, in order, since its last reset."""
    found: dict[str, list[Review]] = {}
    for card, events in progress.by_card():
        told: list[Review] = []
        for event in standing_events(events):
            if event.kind is EventKind.RESET:
                told.clear()
            elif event.kind is EventKind.REVIEW and event.counts and event.rating is not None:
                told.append((event.rating.value, event.study_day))
        if told:
            found[card] = told
    return found


def fit(history: History, until: int | None = None) -> tuple[tuple[float, ...], int]:
    """The parameters that explain reviews before the study day `until` best, and on how many.

    Raises QuizError where fsrs-rs-python is not installed.
    """
    try:
        from fsrs_rs_python import FSRS, FSRSItem, FSRSReview
    except ImportError:
        raise QuizError(
            _("fitting needs fsrs-rs-python"), do=_("pip install 'dated-decks[optimise]'")
        ) from None
    items: list[tuple[int, FSRSItem]] = []
    for reviews in history.values():
        told: list[FSRSReview] = []
        last: int | None = None
        for rating, day in reviews:
            if until is not None and day >= until:
                break
            gap = 0 if last is None else max(0, day - last)
            told.append(FSRSReview(rating, gap))
            if gap:
                items.append((day, FSRSItem(list(told))))
            last = day if last is None else max(day, last)
    if len(items) < LEAST:
        return DEFAULTS, len(items)
    items.sort(key=lambda item: item[0])
    try:
        found = FSRS(list(DEFAULTS)).compute_parameters([item for _day, item in items])
    except Exception:  # noqa: BLE001 - the library raises its own for too little variety
        return DEFAULTS, len(items)
    if len(found) != len(DEFAULTS) or not all(map(math.isfinite, found)):
        return DEFAULTS, len(items)
    return bounded(tuple(found)), len(items)


def bounded(parameters: tuple[float, ...]) -> tuple[float, ...]:
    """The parameters within what FSRS-6 allows."""
    return tuple(
        min(max(value, low), high)
        for low, value, high in zip(LOWER, parameters, UPPER, strict=True)
    )


def shrunk(parameters: tuple[float, ...], reviews: int) -> tuple[float, ...]:
    """Parameters drawn toward the defaults by n / (n + 2000)."""
    share = reviews / (reviews + SHRINKAGE)
    return tuple(d + share * (p - d) for p, d in zip(parameters, DEFAULTS, strict=True))


def told_from(history: History, model: Fsrs, day: int) -> list[Prediction]:
    """What a model says of the reviews from a study day on."""
    found: list[Prediction] = []
    for reviews in history.values():
        days = sorted(d for _, d in reviews)
        later = len(days) - bisect_left(days, day)
        if later:
            first = _first_long(reviews, day)
            found += list(predictions(reviews, model))[first:]
    return found


def _first_long(reviews: Sequence[Review], day: int) -> int:
    """How many reviews a day or more after the last came before `day`."""
    number = 0
    last: int | None = None
    for _rating, at in reviews:
        if at >= day:
            break
        if last is not None and at > last:
            number += 1
        last = at if last is None else max(at, last)
    return number


def optimise(history: History, used: tuple[float, ...] | None) -> Optimised:
    """Fit, try the fit on later reviews, and say what to do. Raises QuizError."""
    days = sorted(day for reviews in history.values() for _, day in reviews)
    before = fsrs(used)
    if not days:
        return Optimised(0, math.nan, math.nan, math.nan, None, "there are no reviews yet")
    turn = days[int(len(days) * (1 - _LATER))]
    trial, earlier = fit(history, turn)
    trial = shrunk(trial, earlier)
    kept = log_loss(told_from(history, before, turn))
    new = log_loss(told_from(history, fsrs(trial), turn))
    defaults = log_loss(told_from(history, fsrs(None), turn))
    whole, number = fit(history)

    def refused(why: str) -> Optimised:
        return Optimised(number, kept, new, defaults, None, why)

    if number < LEAST:
        return refused(f"{number} reviews a day or more apart are too few; {LEAST} are needed")
    if DEFAULTS in (trial, whole):
        return refused("the reviews do not vary enough to be fitted")
    if not new < min(kept, defaults):
        return refused("on later reviews the fit does no better than what is used now")
    why = f"on later reviews the log loss falls from {kept:.4f} to {new:.4f}"
    return Optimised(number, kept, new, defaults, shrunk(whole, number), why)


def adopt(progress: Progress, parameters: tuple[float, ...] | None) -> None:
    """Use these parameters from now on, the defaults for None; recorded as an event."""
    progress.adopt(replace(progress.plan, parameters=parameters))
