"""A table that draws only the rows in view, so that 100,000 rows open like ten.

Textual's DataTable measures every cell of every row before its first paint (0.75 s for
10,000 rows of seven cells), and again each time that a filter changes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

Cell = Callable[[int, str], Content]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; a `width` of 0 takes what is left over. `key` is what `Cell` is asked for."""

    key: str
    title: str
    width: int = 0
    right: bool = False


class Table(ScrollView, can_focus=True):
    """Rows under a header, with a cursor. The cells come from a function, row by row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--header", "table--row", "table--cursor"}
    DEFAULT_CSS = """
    Table {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .table--header { text-style: bold; color: $accent; background: $panel; }
        & > .table--cursor { background: $block-cursor-blurred-background; color: $foreground; }
        &:focus > .table--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
        }
        &:nocolor > .table--cursor { text-style: reverse; }
        &:ansi > .table--cursor { text-style: reverse; background: ansi_default; color: ansi_default; }
        &:nocolor > .table--header { text-style: bold underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, tooltip="One row up"),
        Binding("down,j", "move(1)", "Down", show=False, tooltip="One row down"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, tooltip="One page up"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, tooltip="One page down"),
        Binding("home,g", "end(-1)", "First", show=False, tooltip="To the first row"),
        Binding("end,G", "end(1)", "Last", show=False, tooltip="To the last row"),
        Binding("enter", "open", "Open", tooltip="All that is known of the row"),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor is on another row."""

        row: int

    @dataclass
    class Opened(Message):
        """Enter, or a click on the row under the cursor."""

        row: int

    @dataclass
    class HeaderPressed(Message):
        """A click on a column's title."""

        key: str

    def __init__(self, cell: Cell, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._cell = cell
        self._columns: tuple[Column, ...] = ()
        self.count = 0

    def show(self, columns: tuple[Column, ...], count: int) -> None:
        """Show so many rows in these columns; the cursor stays where it can."""
        self._columns, self.count = columns, count
        self.virtual_size = Size(0, count + 1)
        self.cursor = max(0, min(self.cursor, count - 1))
        self._to_cursor()
        self.refresh()

    def validate_cursor(self, row: int) -> int:
        """Within the rows."""
        return max(0, min(row, self.count - 1))

    def watch_cursor(self) -> None:
        """Keep it in view and tell."""
        self._to_cursor()
        self.refresh()
        self.post_message(self.Moved(self.cursor))

    def _to_cursor(self) -> None:
        top, room = int(self.scroll_y), max(1, self.size.height - 1)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + room:
            self.scroll_to(y=self.cursor - room + 1, animate=False, immediate=True)

    def on_resize(self) -> None:
        """A smaller table must still show its cursor."""
        self.call_after_refresh(self._to_cursor)

    def render_line(self, y: int) -> Strip:
        """The header, or the row that is scrolled to this line."""
        width = self.scrollable_content_region.width
        if y == 0:
            titles = [Content(c.title) for c in self._columns]
            return self._strip(titles, width, "table--header")
        row = y - 1 + int(self.scroll_y)
        if row >= self.count:
            return self._strip([], width, "table--row")
        cells = [self._cell(row, c.key) for c in self._columns]
        return self._strip(cells, width, "table--cursor" if row == self.cursor else "table--row")

    def _strip(self, cells: list[Content], width: int, name: str) -> Strip:
        if name == "table--cursor":
            cells = [Content(c.plain) for c in cells]  # its colours would not be read on the bar
        parts = []
        for column, (_, room), cell in zip(self._columns, self._places(width), cells, strict=False):
            cut = cell.truncate(room, ellipsis=True)
            space = Content(" " * max(0, room - cut.cell_length))
            parts.append(space + cut if column.right else cut + space)
        line = Content(" ") + Content("  ").join(parts) if parts else Content(" ")
        style = self.get_visual_style(name)
        if self.get_component_styles(name).text_style.reverse:
            style += Style(reverse=True)  # Textual leaves it out of the visual style
        drawn = Visual.to_strips(self, line.truncate(width, pad=True), width, 1, style)
        return drawn[0] if drawn else Strip.blank(width)

    def _places(self, width: int) -> list[tuple[int, int]]:
        """Where each column begins and how wide it is."""
        fixed = sum(c.width for c in self._columns) + 2 * (len(self._columns) - 1) + 1
        spare = max(4, width - fixed - 1)
        found, at = [], 1
        for column in self._columns:
            wide = column.width or spare
            found.append((at, wide))
            at += wide + 2
        return found

    def on_click(self, event: events.Click) -> None:
        """A row: go there, then open; the header: tell which column."""
        event.stop()
        if event.y == 0:
            for column, (at, wide) in zip(
                self._columns, self._places(self.size.width), strict=True
            ):
                if at <= event.x < at + wide + 2:
                    self.post_message(self.HeaderPressed(column.key))
                    return
            return
        row = event.y - 1 + int(self.scroll_y)
        if row >= self.count:
            return
        if row == self.cursor:
            self.action_open()
        else:
            self.cursor = row

    def action_move(self, rows: int) -> None:
        """Some rows down."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Some pages down."""
        self.cursor += pages * max(1, self.size.height - 2)

    def action_end(self, side: int) -> None:
        """To the first or the last row."""
        self.cursor = 0 if side < 0 else self.count - 1

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.count:
            self.post_message(self.Opened(self.cursor))
