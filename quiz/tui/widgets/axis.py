"""The timeline drawn: a scale, and lanes of events with a sign for how well each is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from quiz.core.axis import Axis, Placed, placed
from quiz.core.display import one_line
from quiz.core.edtf import Date, Span
from quiz.library.chronology import Dated, Lane
from quiz.translation import _
from quiz.tui.marks import SIGNS, STYLES, SUSPENDED

LABEL = 34  # cells that an event's words may take on the axis
Tick = Callable[[Date], str]


@dataclass(frozen=True, slots=True)
class _Spot:
    lane: int
    placed: Placed


class AxisView(ScrollView, can_focus=True):
    """Lanes under one scale. It draws; the screen moves it."""

    DEFAULT_CSS = "AxisView { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    @dataclass
    class Pressed(Message):
        """A click on an event."""

        lane: int
        index: int

    @dataclass
    class Wheeled(Message):
        """The wheel over a column: -1 is nearer."""

        steps: int
        column: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: list[Content] = []
        self._spots: dict[int, list[_Spot]] = {}

    def show(
        self, axis: Axis, lanes: list[Lane], at: tuple[int, int], tick: Tick, *, rows: int
    ) -> None:
        """Draw lanes over an axis, the event `at` (lane, index) marked, `rows` lines at hand."""
        scale, rule = _scale(axis, tick)
        lines, spots = [scale, rule], {}
        each = max(1, (rows - 2 - len(lanes)) // max(1, len(lanes)))
        chosen_line = 0
        for number, lane in enumerate(lanes):
            chosen = at[1] if number == at[0] else -1
            bounds = [e.when.bounds for e in lane.events]
            labels = [min(LABEL, cell_len(one_line(e.statement))) for e in lane.events]
            found, left = placed(axis, bounds, labels, each, chosen)
            lines.append(_heading(lane, left, axis.width, here=number == at[0]))
            used = max((p.row for p in found), default=0) + 1
            for row in range(used):
                here = [p for p in found if p.row == row]
                spots[len(lines)] = [_Spot(number, p) for p in here]
                if any(p.index == chosen for p in here):
                    chosen_line = len(lines)
                lines.append(_row(here, lane, chosen, axis.width))
        self._lines, self._spots = lines, spots
        self.virtual_size = Size(axis.width, len(lines))
        if self.size.height and not (
            self.scroll_y <= chosen_line < self.scroll_y + self.size.height
        ):
            self.scroll_to(y=max(0, chosen_line - 2), animate=False, immediate=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the drawing; the scale stays at the top."""
        width = self.scrollable_content_region.width
        at = y if y < 2 else y + int(self.scroll_y)
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[at].truncate(width, pad=True)
        drawn = Visual.to_strips(self, line, width, 1, self.visual_style)
        return drawn[0] if drawn else Strip.blank(width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """An event, by its sign, its line or its words."""
        event.stop()
        line = event.y if event.y < 2 else event.y + int(self.scroll_y)
        for spot in self._spots.get(line, []):
            p = spot.placed
            if p.start <= event.x <= p.end + p.label + 1:
                self.post_message(self.Pressed(spot.lane, p.index))
                return

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Farther."""
        event.stop()
        self.post_message(self.Wheeled(1, event.x))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Nearer."""
        event.stop()
        self.post_message(self.Wheeled(-1, event.x))


def _scale(axis: Axis, tick: Tick) -> tuple[Content, Content]:
    """The words over the ticks, and the ticks."""
    words, rule = "", ["─"] * axis.width
    for column, when in axis.ticks():
        said = tick(when)
        rule[column] = "┬"
        if len(words) < column + bool(words) or not words:
            if column + len(said) <= axis.width:
                words = words.ljust(column) + said
    return Content.styled(words, "$accent"), Content.styled("".join(rule), "$text-muted")


def _heading(lane: Lane, left: int, width: int, *, here: bool) -> Content:
    more = "  " + _("+{n} more, zoom in").format(n=left) if left else ""
    title = one_line(lane.deck.title, max(8, width - len(more) - 12))
    return Content.assemble(
        (("▸ " if here else "  ") + title, "bold"),
        (f"  {len(lane.events)}", "$text-muted"),
        (more, "$accent"),
    )


def _row(here: list[Placed], lane: Lane, chosen: int, width: int) -> Content:
    parts: list[Content] = []
    at = 0
    for p in here:
        event = lane.events[p.index]
        style = STYLES[event.known]
        parts.append(Content(" " * (p.start - at)))
        mark, line = _bar(event, p)
        parts.append(Content.styled(mark, f"{style} reverse" if p.index == chosen else style))
        parts.append(_inside(line, "" if p.label else one_line(event.statement), style))
        at = p.end + 1
        if p.label:
            words = Content(one_line(event.statement)).truncate(p.label, ellipsis=True)
            parts += [Content(" "), words.stylize("bold underline") if p.index == chosen else words]
            at += 1 + words.cell_length
    return Content("").join(parts).truncate(width)


def _inside(line: str, words: str, style: str) -> Content:
    """A line, with words in it where there is no room behind it."""
    if not words or len(line) < 12:
        return Content.styled(line, style)
    cut = Content(f" {words} ").truncate(len(line) - 4, ellipsis=True)
    rest = line[: len(line) - 2 - cut.cell_length]
    return Content.assemble((line[:2], style), cut, (rest, style))


def _bar(event: Dated, p: Placed) -> tuple[str, str]:
    """The sign, and a line as long as the date is coarse or the event lasted."""
    mark = SUSPENDED if event.suspended else SIGNS[event.known]
    lasted = isinstance(event.when, Span)
    return mark, ("━" if lasted else "┄") * (p.end - p.start)
