"""The panes of the statistics screen, each a function from a history to lines of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from quiz.core.display import one_line
from quiz.core.rating import Rating
from quiz.library.history import Calibration, History, Retention, Share, retention
from quiz.library.remarks import RATINGS
from quiz.translation import _, decimal, ngettext, pgettext
from quiz.tui.marks import percent
from quiz.tui.widgets.charts import bar, bars, calendar, columns, spark, table

_WEEKS = 26
_MANY = 60  # bars of single days; more are put together by weeks


@dataclass(frozen=True, slots=True)
class Look:
    """How wide a pane is, how many days back it goes (0 is all), and the names of dates."""

    width: int
    days: int
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


def _first(h: History, look: Look) -> int:
    oldest = min(h.days, default=h.today)
    return max(oldest, h.today - look.days + 1) if look.days else oldest


def _length(h: History, look: Look) -> int:
    return h.today - _first(h, look) + 1


def minutes(ms: float) -> str:
    """A time in words: 40 s, 12 min, 3.5 h."""
    seconds = ms / 1000
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{decimal(seconds / 3600)} h"


def _head(text: str) -> Content:
    return Content.styled(text, "bold")


def overview(h: History, look: Look) -> list[Content]:
    """The figures that most people want."""
    shown = h.between(_first(h, look), h.today)
    took = sum(r.took_ms for r in shown)
    today = h.days.get(h.today)
    length = _length(h, look)
    active = len({r.day for r in shown})
    answers = ngettext("{n} answer", "{n} answers", today.answers if today else 0)
    rows = [
        (_("today"), f"{answers}, {minutes(today.took_ms if today else 0)}"),
        (_("streak"), ngettext("{n} day", "{n} days", h.streak)),
        (
            _("answers"),
            _("{answers} on {active} of {length} days, {mean} a day").format(
                answers=len(shown), active=active, length=length, mean=decimal(len(shown) / length)
            ),
        ),
        (
            _("time"),
            _("{whole}, {each} an answer").format(
                whole=minutes(took), each=minutes(took / max(1, len(shown)))
            ),
        ),
        (
            _("true retention"),
            _("{share}, wanted {wanted}").format(
                share=percent(retention(shown).all.share), wanted=percent(h.retention_wanted)
            ),
        ),
    ]
    wide = max(len(name) for name, _said in rows) + 2
    lines = [
        Content.assemble((f"{name:<{wide}}", "$text-muted"), (said, "bold")) for name, said in rows
    ]
    lines += [Content(""), _head(_("Answers a day"))]
    values = [h.days[d].answers if d in h.days else 0 for d in range(h.today - look.width + 1, h.today + 1)]  # fmt: skip
    lines.append(spark(values, look.width))
    said = _("{days} days up to today, most {most}")
    said = said.format(days=look.width, most=max(values, default=0))
    lines.append(Content.styled(said, "$text-muted"))
    c = h.counted
    counted = [
        (pgettext("cards", "new"), c.new),
        (pgettext("cards", "learning"), c.learning),
        (pgettext("cards", "young"), c.young),
        (pgettext("cards", "mature"), c.mature),
        (pgettext("cards", "suspended"), c.suspended),
    ]
    lines += [Content(""), _head(_("Cards"))]
    lines += bars([(n, v, str(v)) for n, v in counted], min(look.width, 70))
    given = {rating: sum(r.rating is rating for r in shown) for rating in Rating}
    lines += [Content(""), _head(_("Ratings"))]
    lines += bars(
        [(_(RATINGS[r]), n, f"{n}, {percent(n / len(shown) if shown else None)}") for r, n in given.items()],
        min(look.width, 70),
    )  # fmt: skip
    return lines


def days(h: History, look: Look) -> list[Content]:
    """Answers and time, by day, or by week where they are many."""
    first, length = _first(h, look), _length(h, look)
    step = 1 if length <= _MANY else 7
    rows = []
    for start in range(h.today, first - 1, -step):
        part = [h.days[d] for d in range(max(first, start - step + 1), start + 1) if d in h.days]
        count, took = sum(d.answers for d in part), sum(d.took_ms for d in part)
        missed = sum(d.again for d in part)
        again = pgettext("answers that were not known", "again")
        said = f"{count:>4}  {missed:>3} {again}  {minutes(took):>6}" if count else "   0"
        rows.append((_day(start - step + 1 if step > 1 else start, look), float(count), said))
    words = (
        _("Answers a day, the latest first") if step == 1 else _("Answers a week, the latest first")
    )
    return [_head(words), *bars(rows, look.width)]


def _day(ordinal: int, look: Look) -> str:
    when = date.fromordinal(max(1, ordinal))
    return f"{look.weekdays[when.weekday()]} {when.day:>2} {look.months[when.month - 1]}"


def calendar_pane(h: History, look: Look) -> list[Content]:
    """Half a year and more, week by week, with the number of answers in each day."""
    counts = {day: d.answers for day, d in h.days.items()}
    oldest = min(h.days, default=h.today)
    longest = 520 if not look.days else 53 if look.days > _WEEKS * 7 else _WEEKS
    weeks = max(8, min(longest, (h.today - oldest) // 7 + 2))
    said = _("░ ▒ ▓ █ fewer to more answers; · is a day without")
    legend = Content.styled(said, "$text-muted")
    return [*calendar(counts, h.today, weeks, look.months, look.weekdays), Content(""), legend]


def retained(h: History, look: Look) -> list[Content]:
    """True retention by age of the cards, by stretch of time and by deck."""
    stretches = [
        (_("today"), 1),
        (_("7 days"), 7),
        (_("30 days"), 30),
        (_("90 days"), 90),
        (_("a year"), 365),
    ]
    rows = [
        _shares(name, retention(h.between(h.today - length + 1, h.today)))
        for name, length in stretches
    ]
    rows.append(_shares(_("all time"), retention(h.reviews)))
    young, mature = pgettext("cards", "young"), pgettext("cards", "mature")
    head = ("", young, mature, pgettext("cards", "all"), _("answers"))
    lines = [_head(_("True retention")), *table(head, rows, look.width), Content("")]
    shown = h.between(_first(h, look), h.today)
    by_deck = [
        _shares(
            one_line(d.title, 60), retention([r for r in shown if r.card.startswith(f"{d.id}/")])
        )
        for d in h.decks
    ]
    lines += [_head(_("By deck")), *table(head, by_deck, look.width), Content("")]
    lines.append(
        Content.styled(
            _(
                "The share known of cards that had waited a day or more; mature cards had waited "
                "21 days or more. You want {share}."
            ).format(share=percent(h.retention_wanted)),
            "$text-muted",
        )
    )
    return lines


def _shares(name: str, found: Retention) -> list[str]:
    return [
        name,
        percent(found.young.share),
        percent(found.mature.share),
        percent(found.all.share),
        str(found.all.asked),
    ]


def forecast(h: History, look: Look) -> list[Content]:
    """The cards that fall due on each of the next 30 days."""
    total = sum(h.ahead)
    if not total:
        return [Content(_("Nothing is due in the next 30 days: no card was begun yet."))]
    late = ""
    if h.overdue:
        late = ngettext(", {n} of them overdue", ", {n} of them overdue", h.overdue)
    rows = []
    so_far = 0
    for ahead, count in enumerate(h.ahead):
        so_far += count
        name = _("today") if not ahead else _day(h.today + ahead, look)
        rows.append((name, float(count), f"{count:>4}  {so_far:>5} {_('in all')}"))
    head = ngettext(
        "Due in 30 days: {n} card{late}; new cards are not counted",
        "Due in 30 days: {n} cards{late}; new cards are not counted",
        total,
    )
    lines = [_head(head.format(late=late))]
    if look.width >= 2 * len(h.ahead):
        lines += [*columns(h.ahead, 4), Content.styled("─" * 2 * len(h.ahead), "$text-muted")]
    return lines + bars(rows, look.width, "$accent")


def hours(h: History, look: Look) -> list[Content]:
    """When in the day one studies, and how well."""
    found = h.hours(look.days or _length(h, look))
    used = [n for n, s in enumerate(found) if s.asked]
    if not used:
        return [Content(_("Nothing was answered in this time."))]
    rows = [
        (f"{n:02d}:00", float(found[n].asked), _hour(found[n]))
        for n in range(min(used), max(used) + 1)
    ]
    return [_head(_("Answers by hour, and the share known")), *bars(rows, look.width)]


def _hour(share: Share) -> str:
    return f"{share.asked:>4}  {percent(share.share):>5}"


def leeches(h: History, look: Look) -> list[Content]:
    """Cards that keep being forgotten."""
    if not h.leeches:
        return [Content(_("No leech: no card was forgotten eight times."))]
    rows = [
        (
            one_line(leech.card.question),
            str(leech.lapses),
            pgettext("a card", "suspended") if leech.suspended else pgettext("a card", "in study"),
        )
        for leech in h.leeches
    ]
    head = (pgettext("a column", "card"), pgettext("a column: times", "forgotten"), "")
    lines = table(head, rows, look.width)
    said = _("Word them anew, split them, or suspend them: b browses them.")
    return [*lines, Content(""), Content.styled(said, "$text-muted")]


def calibrated(found: Calibration | None, look: Look) -> list[Content]:
    """Predicted against actual recall."""
    if found is None:
        return [Content(_("Replaying every answer…"))]
    if not found.bins:
        return [
            Content(_("Nothing to compare yet: it takes answers to cards seen on an earlier day."))
        ]
    room = max(6, min(40, look.width - 44))
    head = ngettext(
        "Predicted against actual recall, {n} answer",
        "Predicted against actual recall, {n} answers",
        found.answers,
    )
    predicted = pgettext("a column: recall", "predicted")
    actual = pgettext("a column: recall", "actual")
    titles = f"{predicted:>11}{actual:>9}{_('answers'):>9}   {actual}, | {predicted}"
    lines = [_head(head), Content.styled(titles, "$accent")]
    for b in found.bins:
        drawn = bar(b.actual, room).ljust(room)
        at = min(room - 1, int(b.predicted * room))
        off = b.actual - b.predicted
        verdict = _said(off) if b.count >= 20 else ""
        lines.append(
            Content.assemble(
                f"{percent(b.predicted):>11}{percent(b.actual):>9}{b.count:>9}   ",
                (drawn[:at], "$success"), ("|", "bold $accent"), (drawn[at + 1 :], "$success"),
                (f"  {verdict}" if verdict else "", "$text-muted"),
            )
        )  # fmt: skip
    lines.append(Content(""))
    mine, default = found.loss or 0.0, found.default_loss or 0.0
    loss, plain = decimal(mine, 3), decimal(default, 3)
    if not found.fitted:
        said = _("Log loss {loss}, with the default parameters")
    elif mine < default:
        said = _("Log loss {loss}; the default parameters' {plain} (better)")
    else:
        said = _("Log loss {loss}; the default parameters' {plain} (no better)")
    lines.append(Content(said.format(loss=loss, plain=plain)))
    said = _("Lower is better; always saying 90 % while 90 % is known gives 0.325.")
    lines.append(Content.styled(said, "$text-muted"))
    return lines


def _said(off: float) -> str:
    """How recall was, beside what was predicted."""
    if abs(off) < 0.05:
        return pgettext("recall", "as predicted")
    return pgettext("recall", "better") if off > 0 else pgettext("recall", "worse")


PANES: dict[str, Callable[[History, Look], Sequence[Content]]] = {
    "overview": overview,
    "days": days,
    "calendar": calendar_pane,
    "retention": retained,
    "forecast": forecast,
    "hours": hours,
    "leeches": leeches,
}
