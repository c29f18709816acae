"""Charts as text: bars and calendars whose numbers are written out, so that colour adds only ease."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from textual.content import Content

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_SHADES = (" ", "░", "▒", "▓", "█")
_LEVELS = " ▁▂▃▄▅▆▇█"


def bar(share: float, width: int) -> str:
    """A bar of `width` cells at most, to an eighth of a cell; something for anything above 0."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    if share > 0:
        eighths = max(1, eighths)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def bars(
    rows: Sequence[tuple[str, float, str]], width: int, style: str = "$success"
) -> list[Content]:
    """A row a bar: its name, the bar, what it says. All bars are to one scale."""
    if not rows:
        return []
    name = max(Content(n).cell_length for n, _, _ in rows)
    said = max(Content(s).cell_length for _, _, s in rows)
    room = max(4, width - name - said - 4)
    most = max(value for _, value, _ in rows) or 1
    return [
        Content.assemble(
            (n.rjust(name), "$text-muted"),
            "  ",
            (bar(value / most, room).ljust(room), style),
            f"  {s}",
        )
        for n, value, s in rows
    ]


def spark(values: Sequence[float], width: int, style: str = "$success") -> Content:
    """The last `width` values as blocks of eight heights."""
    shown = list(values)[-width:]
    most = max(shown, default=0) or 1
    return Content.styled(
        "".join(_LEVELS[max(1, round(v / most * 8)) if v else 0] for v in shown), style
    )


def columns(values: Sequence[float], height: int, style: str = "$success") -> list[Content]:
    """Columns of two cells, `height` lines high, from the top line down."""
    most = max(values, default=0) or 1
    lines = []
    for level in range(height - 1, -1, -1):
        cells = []
        for value in values:
            eighths = round(value / most * height * 8)
            if value:
                eighths = max(1, eighths)
            part = max(0, min(8, eighths - level * 8))
            cells.append(_LEVELS[part] + " ")
        lines.append(Content.styled("".join(cells), style))
    return lines


def calendar(
    counts: Mapping[int, int], today: int, weeks: int, months: Sequence[str], days: Sequence[str]
) -> list[Content]:
    """Weeks as rows, the latest first: a shade and the number of each day.

    `counts` and `today` are by ordinals; `months` and `days` are the names used.
    """
    monday = today - (today - 1) % 7  # day 1 was a Monday
    most = max(
        (counts.get(d, 0) for d in range(monday - 7 * weeks, today + 1)), default=0
    )  # fmt: skip
    head = "          " + "".join(f"{d:>6}" for d in days)
    lines = [Content.styled(head, "$accent")]
    for week in range(weeks):
        first = monday - 7 * week
        begins = date.fromordinal(max(1, first))
        parts = [Content.styled(f"{begins.day:>3} {months[begins.month - 1]:<5} ", "$text-muted")]
        for day in range(first, first + 7):
            if day > today:
                parts.append(Content("      "))
                continue
            count = counts.get(day, 0)
            shade = _SHADES[-(-count * 4 // most) if most and count else 0]
            number = f"{count:>4}" if count else "   ·"
            style = "bold" if day == today else "" if count else "$text-muted"
            parts.append(Content.assemble((f" {shade}", "$success"), (number, style)))
        lines.append(Content("").join(parts))
    return lines


def table(head: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> list[Content]:
    """A table whose first column takes what is left, the others right-aligned."""
    listed = [list(row) for row in rows]
    wide = [max(Content(c).cell_length for c in column) for column in zip(head, *listed, strict=True)]  # fmt: skip
    rest = sum(wide[1:]) + 2 * (len(wide) - 1)
    first = max(8, min(wide[0], width - rest))
    return [
        Content("  ").join(
            [
                _padded(Content(row[0]).truncate(first, ellipsis=True), first),
                *(Content(c.rjust(w)) for c, w in zip(row[1:], wide[1:], strict=True)),
            ]
        ).stylize("$accent" if number == 0 else "")
        for number, row in enumerate([list(head), *listed])
    ]  # fmt: skip


def _padded(cell: Content, width: int) -> Content:
    return cell + Content(" " * max(0, width - cell.cell_length))
