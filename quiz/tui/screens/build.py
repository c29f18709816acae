"""Build: a document in, its questions read beside their source, kept or dropped, saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DirectoryTree, Footer, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from quiz.core.display import one_line, printable, quotation
from quiz.core.errors import QuizError
from quiz.tui.widgets.meter import meter
from quiz.tui.widgets.path_input import PathInput

if TYPE_CHECKING:
    from quiz.core.card import Card
    from quiz.library.build import Built, Progressed
    from quiz.tui.app import QuizApp

DOCUMENTS = (
    *(".txt", ".md", ".markdown", ".rst", ".text"),
    *(".html", ".htm", ".xhtml", ".pdf", ".docx"),
)
STAGES = ("reading", "mining", "parsing", "wording")


class Documents(DirectoryTree):
    """Folders, and the files that a deck can be built from."""

    def filter_paths(self, paths: list[Path]) -> list[Path]:  # type: ignore[override]
        """Leave out hidden files and what is no document."""
        return [
            p
            for p in paths
            if not p.name.startswith(".") and (p.is_dir() or p.suffix.lower() in DOCUMENTS)
        ]


class BuildScreen(Screen[None]):
    """First a document is chosen, then its questions are looked through."""

    app: QuizApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "keep_or_drop",
            "Keep/drop",
            tooltip="Keep or drop the question under the cursor",
        ),
        Binding("s", "save", "Save", tooltip="Save the deck into the library"),
        Binding(
            "enter",
            "save_and_study",
            "Save and study",
            tooltip="Save the deck and study it at once",
        ),
        Binding("j", "down", "Down", show=False),
        Binding("k", "up", "Up", show=False),
        Binding("escape", "back", "Back", tooltip="Back; a build that runs is stopped"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._built: Built | None = None
        self._cards: list[Card] = []
        self._dropped: set[str] = set()

    def compose(self) -> ComposeResult:
        """The field and the tree; the list and the detail come when there is a deck."""
        yield Static(Content("New deck"), classes="title", id="build-title")
        yield PathInput(
            id="build-path",
            placeholder="path or address of a document (→ completes, enter builds)",
        )
        yield Static(Content("or choose one below:"), id="build-stage")
        yield Documents(Path.cwd(), id="build-tree")
        yield OptionList(id="found", classes="hidden")
        yield Static(id="detail", classes="hidden")
        yield Footer()

    def on_mount(self) -> None:
        """Start in the field."""
        self.query_one("#build-path").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Saving wants something to save."""
        if action in ("keep_or_drop", "save", "save_and_study", "down", "up"):
            return self._built is not None
        return True

    def on_input_submitted(self, event: PathInput.Submitted) -> None:
        """Build what was typed."""
        event.stop()
        if event.value.strip():
            self._start(event.value.strip())

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """Build what was chosen."""
        event.stop()
        self.query_one("#build-path", PathInput).value = str(event.path)
        self._start(str(event.path))

    def _start(self, source: str) -> None:
        self.query_one("#build-tree").add_class("hidden")
        self._say(Content(f"Reading {one_line(source, 60)} …"))
        web = source.startswith(("http://", "https://"))
        self._build(source if web else str(Path(source).expanduser()))

    @work(thread=True, exclusive=True)
    def _build(self, source: str) -> None:
        """Build off the main thread, telling how far it is."""
        worker = get_current_worker()

        def report(step: Progressed) -> None:
            if worker.is_cancelled:
                raise _Stopped
            self.app.call_from_thread(self._progress, step)

        try:
            from quiz.library.build import build

            built = build(source, report=report, today=self.app.desk.clock().date())
        except QuizError as error:
            self.app.call_from_thread(self._failed, error)
            return
        except _Stopped:
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, built)

    def _progress(self, step: Progressed) -> None:
        at = STAGES.index(step.stage) if step.stage in STAGES else 0
        share = (at + (step.done / step.total if step.total else 0)) / len(STAGES)
        bar = meter(int(share * 100), 100, max(10, self.size.width // 2))
        self._say(
            Content.assemble(
                bar, f"  {step.stage}" + (f" {step.done} of {step.total}" if step.total > 1 else "")
            )
        )

    def _say(self, content: Content) -> None:
        self.query_one("#build-stage", Static).update(content)

    def _failed(self, error: QuizError) -> None:
        self._say(Content(one_line(str(error))))
        self.query_one("#build-tree").remove_class("hidden")
        self.query_one("#build-path").focus()

    def _show(self, built: Built) -> None:
        """List the questions; the first is under the cursor."""
        from quiz.wording.cards import cards_of

        self._built = built
        self._cards = list(cards_of(built.deck))
        self._dropped = set()
        for name in ("#build-path", "#build-tree"):
            self.query_one(name).add_class("hidden")
        found = self.query_one("#found", OptionList)
        found.remove_class("hidden")
        self.query_one("#detail").remove_class("hidden")
        found.clear_options()
        found.add_options([Option(self._line(c)) for c in self._cards])
        found.highlighted = 0
        found.focus()
        self._summary()
        self.refresh_bindings()

    def _summary(self) -> None:
        if self._built is None:
            return
        deck = self._built.deck
        kept = sum(c.fact not in self._dropped for c in self._cards)
        self.query_one("#build-title", Static).update(
            Content(f"{one_line(deck.title, 60)}: {kept} of {len(self._cards)} questions kept")
        )
        notes = "   ".join(one_line(n, 110) for n in self._built.notes)
        self._say(Content(notes or "space drops a question, s saves the deck"))

    def _line(self, card: Card) -> Content:
        dropped = card.fact in self._dropped
        return Content.assemble(
            ("[ ] " if dropped else "[x] ", "dim" if dropped else "bold"),
            (one_line(card.question, 200), "dim strike" if dropped else ""),
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the question under the cursor with its source."""
        if event.option_index is not None and event.option_index < len(self._cards):
            self._detail(self._cards[event.option_index])

    def on_option_list_option_selected(self) -> None:
        """Enter on a question."""
        self.action_save_and_study()

    def _detail(self, card: Card) -> None:
        from quiz.wording.cards import hint

        asked = hint(card)
        parts: list[Content | str | tuple[str, str]] = [
            (printable(card.question), "bold"),
            f"  ({asked})\n" if asked else "\n",
            f"{printable(card.answer)}\n",
        ]
        if card.source and card.source.quote:
            parts.append((f"“{quotation(card.source.quote)}”", "dim"))
        if card.supports:
            parts.append((f"  told {len(card.supports) + 1} times", "dim"))
        self.query_one("#detail", Static).update(Content.assemble(*parts))

    def action_keep_or_drop(self) -> None:
        """Keep or drop the fact under the cursor, with all its cards."""
        found = self.query_one("#found", OptionList)
        if found.highlighted is None or self._built is None:
            return
        fact = self._cards[found.highlighted].fact
        self._dropped ^= {fact}
        for i, card in enumerate(self._cards):
            if card.fact == fact:
                found.replace_option_prompt_at_index(i, self._line(card))
        self._summary()

    def action_save(self) -> None:
        """Save and go home."""
        if self._save() is not None:
            self.dismiss()

    def action_save_and_study(self) -> None:
        """Save, then study what was saved."""
        path = self._save()
        if path is None:
            return
        from quiz.tui.screens.study import StudyScreen

        try:
            decks = self.app.desk.decks([str(path)])
            study = self.app.desk.study(decks)
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.switch_screen(StudyScreen(study, decks))

    def _save(self) -> Path | None:
        if self._built is None:
            return None
        from quiz.library.rebuild import write

        kept = tuple(f for f in self._built.deck.facts if f.id not in self._dropped)
        if not kept:
            self.app.notify("Every question is dropped: keep at least one.", severity="warning")
            return None
        deck = replace(self._built.deck, facts=kept, dropped=tuple(sorted(self._dropped)))
        try:
            written = write(replace(self._built, deck=deck), None, self.app.desk.shelf)
        except QuizError as error:
            self.app.tell(error)
            return None
        self.app.notify(one_line(f"Saved: {written.path}", 100), timeout=4, markup=False)
        return written.path

    def action_down(self) -> None:
        """One question down."""
        self.query_one("#found", OptionList).action_cursor_down()

    def action_up(self) -> None:
        """One question up."""
        self.query_one("#found", OptionList).action_cursor_up()

    def action_back(self) -> None:
        """Home; a build that runs stops at its next step."""
        self.workers.cancel_node(self)
        self.dismiss()


class _Stopped(Exception):  # noqa: N818 - not an error: the user went back
    """The build was left."""
