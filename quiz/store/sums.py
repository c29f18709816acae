"""Sums over the cache: what statistics are made of."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass

from quiz.core.fsrs6 import Fsrs
from quiz.core.memory import LEECH_LAPSES, MATURE_DAYS

FORECAST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Sums:
    """Reviews by day and hour, recall by stage, and the cards by when they fall due."""

    reviews: dict[int, int]
    took_ms: dict[int, int]
    hours: dict[int, int]
    passed: dict[str, tuple[int, int]]
    recall: float | None
    begun: int
    mature: int
    suspended: int
    forecast: tuple[int, ...]
    leeches: tuple[str, ...]


def sums(db: sqlite3.Connection, deck: str, today: int, model: Fsrs) -> Sums:
    """The sums of one deck, whose reviews are by thirty days, or of all where none is named."""
    of_card = "AND card >= ?2 || '/' AND card < ?2 || '0'" if deck else "AND ?2 = ''"
    values = ("cram", deck)
    days: Counter[int] = Counter()
    took: Counter[int] = Counter()
    hours: Counter[int] = Counter()
    passed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for day, hour, stage, right, number, ms in db.execute(
        "SELECT day, hour, stage, sum(hard + good + easy), sum(again + hard + good + easy), "
        "sum(took_ms) FROM tally WHERE deck = ?2 AND stage <> ?1 GROUP BY day, hour, stage",
        values,
    ):
        if number:
            days[day] += number
            took[day] += ms
            hours[hour] += number
            passed[stage] += right
            asked[stage] += number
    recalled = 0.0
    decay, factor = model.decay, model.factor
    forecast = [0] * (FORECAST_DAYS + 1)
    total = mature = suspended = 0
    rows = db.execute(
        "SELECT stability, last_day, due_day, suspended, phase FROM standing "
        f"WHERE phase IS NOT NULL AND ?1 = ?1 {of_card}",
        values,
    )
    for stability, last, due, off, phase in rows:
        total += 1
        if last < today:
            recalled += (1 + factor * (today - last) / stability) ** decay
        else:
            recalled += 1
        if phase == 2 and due - last >= MATURE_DAYS:
            mature += 1
        if off:
            suspended += 1
        elif due - today <= FORECAST_DAYS:
            forecast[max(0, due - today)] += 1
    leeches = [
        card
        for (card,) in db.execute(
            f"SELECT card FROM standing INDEXED BY standing_leeches WHERE lapses >= {LEECH_LAPSES} AND ?1 = ?1 {of_card} ORDER BY lapses DESC, card LIMIT 1000",
            values,
        )
    ]
    return Sums(
        dict(days), dict(took), dict(hours), {s: (passed[s], n) for s, n in asked.items()},
        round(recalled / total, 4) if total else None, total, mature, suspended,
        tuple(forecast), tuple(leeches),
    )  # fmt: skip
