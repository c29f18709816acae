"""Editing a card's fact in place; the author's file keeps everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from quiz.core.display import one_line, printable
from quiz.core.errors import QuizError
from quiz.library.edit import Field
from quiz.translation import _
from quiz.tui.spoken import SpokenModal


class EditScreen(SpokenModal[bool]):
    """A field for each text of the fact. Gives True once something was saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", tooltip="Save the changes into the deck's file"),
        Binding("escape", "leave", "Cancel", tooltip="Leave everything as it is"),
    ]

    def __init__(
        self, title: str, fields: Sequence[Field], save: Callable[[dict[str, str]], None]
    ) -> None:
        """`save` takes the changed texts by key and raises a QuizError that is shown here."""
        super().__init__()
        self._heading, self._fields, self._save = title, list(fields), save

    def compose(self) -> ComposeResult:
        """Labels and fields, and a line for what is wrong."""
        with VerticalScroll(id="edit") as box:
            box.border_title = Content(one_line(self._heading, 60))
            box.border_subtitle = Content(_("ctrl+s saves, tab goes on, esc leaves it"))
            for number, field in enumerate(self._fields):
                yield Static(Content(field.label), classes="label")
                yield TextArea(
                    printable(field.text), id=f"field-{number}", compact=True, soft_wrap=True
                )
            yield Static(id="edit-error")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query(TextArea).first().focus()

    def action_save(self) -> None:
        """Save what has changed; stay where it cannot be."""
        changes = {}
        for number, field in enumerate(self._fields):
            text = self.query_one(f"#field-{number}", TextArea).text.strip()
            if text != printable(field.text).strip():
                changes[field.key] = text
        if not changes:
            self.dismiss(False)
            return
        try:
            self._save(changes)
        except QuizError as error:
            self.query_one("#edit-error", Static).update(
                Content.styled(one_line(str(error)), "$text-error")
            )
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(False)
