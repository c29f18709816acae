"""Sums over the cache: what statistics are made of."""

from __future__ import annotations

import sqlite3
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
    """The sums of one deck, or of all where none is named."""
    of_deck = "AND deck = ?2" if deck else "AND ?2 = ''"
    of_card = "AND card >= ?2 || '/' AND card < ?2 || '0'" if deck else "AND ?2 = ''"
    values = ("cram", deck)
    days = db.execute(
        f"SELECT day, sum(again + hard + good + easy), sum(took_ms) FROM tally WHERE stage <> ?1 {of_deck} GROUP BY day",
        values,
    ).fetchall()
    hours = db.execute(
        f"SELECT hour, sum(again + hard + good + easy) FROM tally WHERE stage <> ?1 {of_deck} GROUP BY hour",
        values,
    ).fetchall()
    stages = db.execute(
        f"SELECT stage, sum(hard + good + easy), sum(again + hard + good + easy) FROM tally WHERE stage <> ?1 {of_deck} GROUP BY stage",
        values,
    ).fetchall()
    total = mature = suspended = 0
    recalled = 0.0
    forecast = [0] * (FORECAST_DAYS + 1)
    decay, factor = model.decay, model.factor
    for stability, last, due, off, phase in db.execute(
        f"SELECT stability, last_day, due_day, suspended, phase FROM standing WHERE phase IS NOT NULL AND ?1 = ?1 {of_card}",
        values,
    ):
        total += 1
        suspended += off
        elapsed = today - last
        recalled += (1 + factor * elapsed / stability) ** decay if elapsed > 0 else 1.0
        mature += phase == 2 and due - last >= MATURE_DAYS
        ahead = due - today
        if not off and ahead <= FORECAST_DAYS:
            forecast[max(0, ahead)] += 1
    leeches = [
        card
        for (card,) in db.execute(
            f"SELECT card FROM standing INDEXED BY standing_leeches WHERE lapses >= {LEECH_LAPSES} AND ?1 = ?1 {of_card} ORDER BY lapses DESC, card LIMIT 1000",
            values,
        )
    ]
    return Sums(
        {d: n for d, n, _ in days if n}, {d: t for d, n, t in days if n}, dict(hours),
        {stage: (passed, n) for stage, passed, n in stages},
        round(recalled / total, 4) if total else None,
        total, mature, suspended, tuple(forecast), tuple(leeches),
    )  # fmt: skip
