"""A plan as a settings event records it, so that every device schedules alike."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from quiz.core.fsrs6 import sound
from quiz.core.memory import DAY_MS, Plan

_NAMES = {f.name for f in fields(Plan)}
_LONGEST_STEP = 400 * DAY_MS
_LAST_DAY = 3_652_059  # 31 December 9999


def data_of(plan: Plan) -> str:
    """What a settings event says of a plan."""
    return json.dumps(asdict(plan), sort_keys=True)


def plan_of(data: str) -> Plan | None:
    """The plan that a settings event records; what this version does not know is passed over.

    None where nothing can be scheduled by what it says: a merged file may hold anything.
    """
    try:
        said: dict[str, Any] = json.loads(data)
        plan = Plan(**{k: _frozen(v) for k, v in said.items() if k in _NAMES})
        return plan if _plausible(plan) else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _plausible(plan: Plan) -> bool:
    lists = (plan.learning_ms, plan.relearning_ms, plan.easy_days, plan.deadlines)
    return (
        all(isinstance(value, tuple) for value in lists)
        and 0.5 <= plan.retention <= 0.99
        and (plan.parameters is None or sound(plan.parameters))
        and all(_whole(ms, 1, _LONGEST_STEP) for ms in (*plan.learning_ms, *plan.relearning_ms))
        and all(_whole(day, 0, 6) for day in plan.easy_days)
        and all(
            isinstance(deck, str) and _whole(day, 1, _LAST_DAY) and 0 < minutes <= 1440
            for deck, day, minutes in plan.deadlines
        )
    )


def _whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
