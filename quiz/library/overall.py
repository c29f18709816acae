"""Figures over all decks: reviews a day, true retention, hours, time, forecast, leeches."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.store.progress import Progress


@dataclass(frozen=True, slots=True)
class Overall:
    """What a learner did and what is to come, of some decks or of all.

    `reviews` and `seconds` are by study day (ordinal), `hours` by local hour, all but cram and
    exams. `retention` is the share of reviews not forgotten by how well the card was known
    (young, mature), None before there are any; `recall` the mean chance of recall today of the
    cards begun. `forecast` counts the cards that fall due on the next 30 days, the first entry
    what is due today or overdue.
    """

    reviews: dict[int, int]
    seconds: dict[int, float]
    hours: dict[int, int]
    retention: dict[str, float | None]
    recall: float | None
    begun: int
    mature: int
    suspended: int
    forecast: tuple[int, ...]
    leeches: tuple[str, ...]


def overall(progress: Progress, deck: str = "") -> Overall:
    """The figures, read from sums that each answer keeps."""
    sums = progress.sums(deck)
    retention: dict[str, float | None] = {}
    for stage in ("young", "mature"):
        passed, total = sums.passed.get(stage, (0, 0))
        retention[stage] = round(passed / total, 4) if total else None
    return Overall(
        reviews=sums.reviews,
        seconds={day: ms / 1000 for day, ms in sums.took_ms.items()},
        hours=sums.hours,
        retention=retention,
        recall=sums.recall,
        begun=sums.begun,
        mature=sums.mature,
        suspended=sums.suspended,
        forecast=sums.forecast,
        leeches=sums.leeches,
    )
