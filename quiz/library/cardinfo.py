"""What is known of one card: its memory, its history, and why it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from quiz.core.card import Card
from quiz.core.events import Event, EventKind, Standing, voided
from quiz.core.memory import Phase, retrievability
from quiz.library.study import answer_key, spoken_interval
from quiz.store.progress import Progress
from quiz.translation import _, percent, pgettext


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of the past; `changed` where the right answer was another one then."""

    at: datetime
    rating: int
    typed: str
    verdict: str
    seconds: float
    counts: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class CardInfo:
    """A card's figures. `stability` is in days, `difficulty` from 1 to 10, `recall` from 0 to 1.

    `why` says in a sentence why the card is asked now, or when it will be.
    """

    card: Card
    why: str
    state: str
    stability: float | None
    difficulty: float | None
    recall: float | None
    due: str
    answers: int
    lapses: int
    leech: bool
    flagged: bool
    history: tuple[Answered, ...]


def card_info(card: Card, progress: Progress) -> CardInfo:
    """All that progress knows of a card, the latest answer first. Raises StoreError."""
    events = progress.events(card.id)
    standing = progress.standings(card.id).get(card.id, Standing())
    memory, today = standing.memory, progress.today()
    return CardInfo(
        card=card,
        why=_why(standing, progress),
        state=_state(standing),
        stability=memory.stability if memory else None,
        difficulty=memory.difficulty if memory else None,
        recall=retrievability(memory, today, progress.plan) if memory else None,
        due=_due(standing, progress),
        answers=memory.reps if memory else 0,
        lapses=memory.lapses if memory else 0,
        leech=bool(memory and memory.leech),
        flagged=standing.flagged,
        history=tuple(_history(events, card)),
    )


def _history(events: Sequence[Event], card: Card) -> list[Answered]:
    void, key = voided(events), answer_key(card)
    return [
        Answered(
            at=_local(e), rating=int(e.rating), typed=e.answer, verdict=e.verdict,
            seconds=e.took_ms / 1000, counts=e.counts,
            changed=bool(e.answer_key) and e.answer_key != key,
        )
        for e in reversed(events)
        if e.kind is EventKind.REVIEW and e.rating is not None and e.name not in void
    ]  # fmt: skip


def _local(event: Event) -> datetime:
    """The time on the learner's clock then."""
    zone = timezone(timedelta(minutes=event.utc_offset))
    return datetime.fromtimestamp(event.at / 1000, tz=zone)


def _state(standing: Standing) -> str:
    if standing.suspended:
        return pgettext("a card", "suspended")
    memory = standing.memory
    if memory is None:
        return pgettext("a card", "new")
    match memory.phase:
        case Phase.LEARNING:
            return pgettext("a card", "learning")
        case Phase.REVIEW:
            return pgettext("a card", "known")
        case Phase.RELEARNING:
            return pgettext("a card", "relearning")


def _due(standing: Standing, progress: Progress) -> str:
    memory = standing.memory
    if memory is None:
        return "–"
    if memory.due_at is not None:
        moment = datetime.fromtimestamp(memory.due_at / 1000, tz=progress.now().tzinfo)
        return f"{moment:%H:%M}"
    days = memory.due_day - progress.today()
    if days == 0:
        return _("today")
    if days < 0:
        return _("{interval} ago").format(interval=spoken_interval(timedelta(days=-days)))
    return _("in {interval}").format(interval=spoken_interval(timedelta(days=days)))


def _why(standing: Standing, progress: Progress) -> str:
    memory, today = standing.memory, progress.today()
    if standing.suspended:
        return _("It is suspended and is not asked.")
    if standing.buried_day == today:
        return _("It was put off until tomorrow.")
    if memory is None:
        return _("It is new: it has never been answered.")
    due = _due(standing, progress)
    if memory.due_at is not None:
        if memory.phase is Phase.LEARNING:
            return _("It is being learnt: its step ends at {due}.").format(due=due)
        return _("It is being learnt again after a lapse: its step ends at {due}.").format(due=due)
    recall = percent(retrievability(memory, max(today, memory.due_day), progress.plan))
    wanted = percent(progress.plan.retention)
    if memory.due_day <= today:
        return _("Its chance of recall has come down to {recall}; you want {wanted}.").format(
            recall=recall, wanted=wanted
        )
    return _("Its chance of recall comes down to about {wanted} {due}.").format(
        wanted=wanted, due=due
    )
