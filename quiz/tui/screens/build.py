"""Build: a document in, its questions read beside their source, kept or dropped, saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import DirectoryTree, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from quiz.core.display import one_line, printable, quotation
from quiz.core.errors import QuizError
from quiz.translation import N_, _, ngettext, pgettext
from quiz.tui.spoken import SpokenScreen
from quiz.tui.widgets.hanging import Hanging
from quiz.tui.widgets.key_line import KeyLine
from quiz.tui.widgets.meter import meter
from quiz.tui.widgets.path_input import PathInput

if TYPE_CHECKING:
    from quiz.core.deck import Deck
    from quiz.library.build import Built, Progressed
    from quiz.library.drafts import Draft
    from quiz.tui.app import QuizApp

DOCUMENTS = (
    *(".txt", ".md", ".markdown", ".rst", ".text"),
    *(".html", ".htm", ".xhtml", ".pdf", ".docx"),
)
STAGES = (N_("reading"), N_("mining"), N_("parsing"), N_("wording"))
PATH = N_("path or address of a document (→ completes, enter builds)")


class Documents(DirectoryTree):
    """Folders, and the files that a deck can be built from."""

    def filter_paths(self, paths: list[Path]) -> list[Path]:  # type: ignore[override]
        """Leave out hidden files and what is no document."""
        return [
            p
            for p in paths
            if not p.name.startswith(".") and (p.is_dir() or p.suffix.lower() in DOCUMENTS)
        ]


class Found(OptionList):
    """The questions found; enter saves them and studies."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Save and study", tooltip="Save the deck and study it at once")
    ]


class BuildScreen(SpokenScreen[None]):
    """First a document is chosen, then its questions are looked through."""

    app: QuizApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "keep_or_drop",
            "Keep/drop",
            tooltip="Keep or drop the question under the cursor",
        ),
        Binding("e", "edit", "Edit", tooltip="Edit the wording, the answer or the note"),
        Binding("f", "frame", "Framed", tooltip="Ask in the frame, or in natural words again"),
        Binding("s", "save", "Save", tooltip="Save the deck into the library"),
        Binding("j", "down", "Down", show=False, tooltip="One question down"),
        Binding("k", "up", "Up", show=False, tooltip="One question up"),
        Binding("escape", "back", "Back", tooltip="Back; a build that runs is stopped"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._built: Built | None = None
        self._source = ""
        self._rows: list[Draft | str] = []  # a text heads the questions of a kind
        self._natural: dict[str, str] = {}  # what was asked before the frame was chosen
        self._dropped: set[str] = set()

    def compose(self) -> ComposeResult:
        """The field and the tree; the list and the detail come when there is a deck."""
        yield Static(Content(pgettext("a title", "New deck")), classes="title", id="build-title")
        yield PathInput(
            id="build-path",
            placeholder=_(PATH),
        )
        yield Static(Content(_("or choose one below:")), id="build-stage")
        yield OptionList(id="recent", classes="hidden")
        yield Documents(Path.cwd(), id="build-tree")
        yield Found(id="found", classes="hidden")
        yield Static(id="detail", classes="hidden")
        yield KeyLine()

    def on_mount(self) -> None:
        """Start in the field; recent documents stand below it."""
        recent = self.app.desk.recent_documents()
        self.query_one("#recent").set_class(not recent, "hidden")
        self.query_one("#recent", OptionList).add_options(
            [Option(Content(_tail(one_line(path), self.app.size.width - 6))) for path in recent]
        )
        self.query_one("#recent", OptionList).highlighted = 0 if recent else None
        self._recent = recent
        self.query_one("#build-path").focus()

    def redraw(self) -> None:
        """What is shown, in another language's words."""
        self.query_one("#build-path", PathInput).placeholder = _(PATH)
        if self._built is None:
            self.query_one("#build-title", Static).update(Content(pgettext("a title", "New deck")))
            self._say(Content(_("or choose one below:")))
        else:
            self._list()
            self._summary()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Saving wants something to save."""
        if action in ("keep_or_drop", "save", "save_and_study", "down", "up", "edit", "frame"):
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
        self._source = source
        self._picking(False)
        self._say(Content(_("Reading {source} …").format(source=one_line(source, 60))))
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
        said = _(step.stage)
        if step.total > 1:
            said += " " + _("{n} of {total}").format(n=step.done, total=step.total)
        self._say(Content.assemble(bar, f"  {said}"))

    def _say(self, content: Content) -> None:
        self.query_one("#build-stage", Static).update(content)

    def _failed(self, error: QuizError) -> None:
        self._say(Content(one_line(str(error))))
        self._picking(True)
        self.query_one("#build-path").focus()

    def _picking(self, picking: bool) -> None:
        """Show what a document is chosen from, or put it away."""
        self.query_one("#build-tree").set_class(not picking, "hidden")
        self.query_one("#recent").set_class(not (picking and self._recent), "hidden")

    def _show(self, built: Built) -> None:
        """List the questions by kind; the first is under the cursor."""
        self._built = built
        self.app.desk.remember_document(self._source)
        self._dropped = set()
        self.query_one("#build-path").add_class("hidden")
        self._picking(False)
        self.query_one("#detail").remove_class("hidden")
        found = self.query_one("#found", OptionList)
        found.remove_class("hidden")
        self._list()
        found.action_first()
        found.focus()
        self._summary()
        self.refresh_bindings()

    def _list(self) -> None:
        """Put the questions into the list anew; the cursor stays on its card."""
        from quiz.library.drafts import drafts

        if self._built is None:
            return
        found = self.query_one("#found", OptionList)
        now = self._draft()
        rows: list[Draft | str] = []
        for draft in drafts(self._built.deck):
            if draft.group not in rows:
                rows.append(draft.group)
            rows.append(draft)
        self._rows = rows
        found.set_options([self._option(row) for row in rows])
        for n, row in enumerate(rows):
            if now is not None and not isinstance(row, str) and row.card.id == now.card.id:
                found.highlighted = n

    def _option(self, row: Draft | str) -> Option:
        if isinstance(row, str):
            count = sum(not isinstance(r, str) and r.group == row for r in self._rows)
            return Option(Content.styled(f"{_(row)} ({count})", "bold $text-muted"), disabled=True)
        return Option(self._line(row))

    def _draft(self) -> Draft | None:
        """What is under the cursor."""
        at = self.query_one("#found", OptionList).highlighted
        row = self._rows[at] if at is not None and at < len(self._rows) else None
        return None if row is None or isinstance(row, str) else row

    @property
    def _drafts(self) -> list[Draft]:
        return [row for row in self._rows if not isinstance(row, str)]

    def _summary(self) -> None:
        if self._built is None:
            return
        deck = self._built.deck
        kept = sum(d.card.fact not in self._dropped for d in self._drafts)
        said = ngettext(
            "{title}: {kept} of {total} question kept",
            "{title}: {kept} of {total} questions kept",
            len(self._drafts),
        ).format(title=one_line(deck.title, 60), kept=kept, total=len(self._drafts))
        self.query_one("#build-title", Static).update(Content(said))
        notes = []
        if doubts := sum(bool(d.doubt) for d in self._drafts):
            notes.append(ngettext("{n} marked ? wants a look", "{n} marked ? want a look", doubts))
        if clashes := len(deck.conflicts):
            notes.append(
                ngettext("{n} conflict in the source", "{n} conflicts in the source", clashes)
            )
        notes += [one_line(n, 110) for n in self._built.notes]
        self._say(Content("   ".join(notes) or _("space drops a question, s saves the deck")))

    def _line(self, draft: Draft) -> Hanging:
        dropped = draft.card.fact in self._dropped
        mark = Content.assemble(
            ("[ ] " if dropped else "[x] ", "dim" if dropped else "bold"),
            ("? " if draft.doubt else "  ", "$text-warning"),
        )
        asked = one_line(draft.card.question, 200)
        return Hanging(mark, Content.styled(asked, "dim strike" if dropped else ""))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the question under the cursor with its source."""
        draft = self._draft()
        if event.option_list.id == "found" and draft is not None:
            self._detail(draft)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a question, or on a recent document."""
        if event.option_list.id == "recent":
            self.query_one("#build-path", PathInput).value = self._recent[event.option_index]
            self._start(self._recent[event.option_index])
        else:
            self.action_save_and_study()

    def _detail(self, draft: Draft) -> None:
        from quiz.library.drafts import conflict_of
        from quiz.wording.cards import hint

        card = draft.card
        asked = hint(card)
        parts: list[Content | str | tuple[str, str]] = [
            (printable(card.question), "bold"),
            f"  ({asked})\n" if asked else "\n",
            f"{printable(card.answer)}\n",
        ]
        if draft.doubt:
            parts.append((f"? {draft.doubt}\n", "$text-warning"))
        conflict = conflict_of(self._built.deck, card.fact) if self._built else None
        for telling in conflict.tellings if conflict else ():
            said = _("told otherwise: “{quote}”").format(quote=quotation(telling.quote))
            parts.append((f"✗ {said}\n", "$text-error"))
        if card.source and card.source.quote:
            parts.append((f"“{quotation(card.source.quote)}”", "dim"))
        if card.supports:
            said = ngettext("told {n} time", "told {n} times", len(card.supports) + 1)
            parts.append((f"  {said}", "dim"))
        self.query_one("#detail", Static).update(Content.assemble(*parts))

    def action_edit(self) -> None:
        """Edit the fact under the cursor; it is saved with the deck."""
        draft = self._draft()
        if self._built is None or draft is None:
            return
        from quiz.library.drafts import changed
        from quiz.library.edit import fields
        from quiz.tui.screens.edit import EditScreen

        deck, card = self._built.deck, draft.card
        fact = next(f for f in deck.facts if f.id == card.fact)

        def save(changes: dict[str, str]) -> None:
            self._changed(changed(deck, card.fact, changes))

        self.app.push_screen(EditScreen(deck.title, fields(fact, card), save))

    def action_frame(self) -> None:
        """From natural words to the frame and back."""
        draft = self._draft()
        if self._built is None or draft is None:
            return
        from quiz.library.drafts import reworded

        card = draft.card
        fact = next(f for f in self._built.deck.facts if f.id == card.fact)
        own = fact.ask.get(str(card.kind))
        if own is not None and str(card.kind) != "what":
            self._natural[card.id] = own
            self._changed(reworded(self._built.deck, card, None))
        elif card.id in self._natural:
            self._changed(reworded(self._built.deck, card, self._natural.pop(card.id)))
        else:
            self.app.notify(_("There is no other wording: e writes one."), timeout=3)

    def _changed(self, deck: Deck) -> None:
        """Go on with a changed deck."""
        if self._built is not None:
            self._built = replace(self._built, deck=deck)
            self._list()
            self._summary()
            if (draft := self._draft()) is not None:
                self._detail(draft)

    def action_keep_or_drop(self) -> None:
        """Keep or drop the fact under the cursor, with all its cards."""
        found = self.query_one("#found", OptionList)
        if found.highlighted is None or self._built is None:
            return
        draft = self._draft()
        if draft is None:
            return
        self._dropped ^= {draft.card.fact}
        for i, row in enumerate(self._rows):
            if not isinstance(row, str) and row.card.fact == draft.card.fact:
                found.replace_option_prompt_at_index(i, self._line(row))
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
            self.app.notify(_("Every question is dropped: keep at least one."), severity="warning")
            return None
        deck = replace(self._built.deck, facts=kept, dropped=tuple(sorted(self._dropped)))
        try:
            written = write(replace(self._built, deck=deck), None, self.app.desk.shelf)
        except QuizError as error:
            self.app.tell(error)
            return None
        said = _("Saved: {path}").format(path=written.path)
        self.app.notify(one_line(said, 100), timeout=4, markup=False)
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


def _tail(text: str, room: int) -> str:
    """The end of a path that is longer than its line: the file's name is there."""
    return text if len(text) <= room else "…" + text[1 - max(2, room) :]


class _Stopped(Exception):  # noqa: N818 - not an error: the user went back
    """The build was left."""
