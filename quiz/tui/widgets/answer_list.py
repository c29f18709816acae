"""Lists that are answered: one is chosen, or they are put in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.core.display import one_line
from quiz.tui.widgets.hanging import Hanging

LETTERS = "abcdef"
_LIMIT = 400  # characters of a row


class Choices(OptionList):
    """Choices with letters; a letter, enter or a click chooses, so that digits stay ratings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "a",
            "choose(0)",
            "Answer",
            show=False,
            key_display="a-d",
            tooltip="Choose the first answer",
        ),
        Binding("b", "choose(1)", "Answer", show=False, tooltip="Choose the second answer"),
        Binding("c", "choose(2)", "Answer", show=False, tooltip="Choose the third answer"),
        Binding("d", "choose(3)", "Answer", show=False, tooltip="Choose the fourth answer"),
        Binding("e", "choose(4)", "Answer", show=False, tooltip="Choose the fifth answer"),
        Binding("f", "choose(5)", "Answer", show=False, tooltip="Choose the sixth answer"),
        Binding("j", "cursor_down", "Down", show=False, tooltip="One answer down"),
        Binding("k", "cursor_up", "Up", show=False, tooltip="One answer up"),
        Binding("enter", "select", "Answer", show=False, tooltip="Choose the answer marked"),
    ]

    class Chosen(Message):
        """A choice was made."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self._rows: tuple[str, ...] = ()

    def show(self, rows: Sequence[str]) -> None:
        """Offer these."""
        self._rows = tuple(rows)
        self.set_options(
            [
                Option(Hanging(Content(f"{LETTERS[n]}) "), Content(one_line(r, _LIMIT))))
                for n, r in enumerate(rows)
            ]
        )
        self.highlighted = 0

    def judged(self, rows: Sequence[str], chosen: int | None, right: int) -> None:
        """Mark the right one, and the one that was chosen instead; `rows` may say more now."""
        for n, row in enumerate(rows):
            mark = "✓" if n == right else "✗" if n == chosen else " "
            style = {"✓": "bold $text-success", "✗": "$text-error", " ": "$text-muted"}[mark]
            head = Content.styled(f"{mark} {LETTERS[n]}) ", style)
            text = Content.styled(one_line(row, _LIMIT), style)
            self.replace_option_prompt_at_index(n, Hanging(head, text))
        self._rows = ()
        self.highlighted = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the letters on offer choose."""
        if action == "choose":
            return bool(parameters) and int(str(parameters[0])) < len(self._rows)
        return True

    def action_choose(self, index: int) -> None:
        """A letter."""
        self.post_message(self.Chosen(index))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        if self._rows:
            self.post_message(self.Chosen(event.option_index))


class Arrange(OptionList):
    """Rows put in order with J and K; with `moved` only one row moves among known ones.

    With the mouse a row is picked up by a click and put down by the next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "J,shift+down",
            "move(1)",
            "Move",
            show=False,
            key_display="J/K",
            tooltip="Move the item down (shift+down too)",
        ),
        Binding(
            "K,shift+up", "move(-1)", "Up", show=False, tooltip="Move the item up (shift+up too)"
        ),
        Binding("enter", "submit", "Done", show=False, tooltip="Answer with the items as they are"),
        Binding("j,down", "step(1)", "Down", show=False, tooltip="One down"),
        Binding("k,up", "step(-1)", "Up", show=False, tooltip="One up"),
    ]

    class Submitted(Message):
        """The items are as the learner thinks right."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self.rows: list[str] = []
        self._moved: str | None = None
        self._at = 0
        self._picked: int | None = None

    def show(self, rows: Sequence[str], moved: str = "") -> None:
        """Offer rows to be put in order, or `moved` to be placed among them."""
        self.rows, self._moved, self._picked = list(rows), moved or None, None
        if self._moved is not None:
            self._at = len(rows) // 2
            self.rows.insert(self._at, self._moved)
        self.set_options([Option(self._row(n)) for n in range(len(self.rows))])
        self.highlighted = self._at if self._moved is not None else 0

    @property
    def gap(self) -> int:
        """How many of the known rows stand before the one that moves."""
        return self._at

    def action_submit(self) -> None:
        """It is as it should be."""
        self.post_message(self.Submitted())

    def action_step(self, by: int) -> None:
        """The cursor, or where only one row moves that row, goes up or down."""
        if self._moved is not None:
            self.action_move(by)
        elif by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def action_move(self, by: int) -> None:
        """The row under the cursor goes up or down."""
        at = self._at if self._moved is not None else self.highlighted
        if at is not None and 0 <= at + by < len(self.rows):
            self._put(at, at + by)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click: take up a row, put it down on another."""
        event.stop()
        to = event.option_index
        if self._moved is not None:
            self._put(self._at, to)
        elif self._picked is None:
            self._picked = to
            self._redraw()
        else:
            at, self._picked = self._picked, None
            self._put(at, to)

    def _put(self, at: int, to: int) -> None:
        self.rows.insert(to, self.rows.pop(at))
        if self._moved is not None:
            self._at = to
        self._redraw()
        self.highlighted = to

    def _redraw(self) -> None:
        for n in range(len(self.rows)):
            self.replace_option_prompt_at_index(n, self._row(n))

    def _row(self, n: int) -> Hanging:
        text = one_line(self.rows[n], _LIMIT)
        if self._moved is not None:
            mine = n == self._at
            style = "bold" if mine else ""
            return Hanging(Content("▸ " if mine else "  "), Content.styled(text, style))
        return Hanging(Content(f"{'↕' if n == self._picked else ' '}{n + 1}. "), Content(text))
