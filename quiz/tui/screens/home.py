"""Home: the decks and what they offer today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from quiz.core.display import one_line
from quiz.core.errors import QuizError

if TYPE_CHECKING:
    from quiz.library.desk import Shown
    from quiz.tui.app import QuizApp

EMPTY = """There is no deck here yet.

Press n to build one from a document: a text, Markdown, HTML, PDF or DOCX
file with dates in it, or the address of a web page.
"""


class HomeScreen(Screen[None]):
    """The decks, each with what is due and new; enter studies the one under the cursor."""

    app: QuizApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "study", "Study", tooltip="Study the deck under the cursor"),
        Binding("a", "study_all", "Study all", tooltip="Study what is due in every deck"),
        Binding("n", "build", "New deck", tooltip="Build a deck from a document"),
        Binding("r", "reload", "Reload", show=False, tooltip="Read the decks again"),
        Binding("j", "down", "Down", show=False),
        Binding("k", "up", "Up", show=False),
        Binding("q", "app.quit", "Quit", tooltip="Leave; everything is saved"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Shown] = []
        self._opened = False

    def compose(self) -> ComposeResult:
        """A title, the list, the keys."""
        yield Static(Content("quiz"), classes="title", id="home-title")
        yield OptionList(id="decks")
        yield Static(Content(EMPTY), classes="empty hidden", id="empty")
        yield Footer()

    def on_mount(self) -> None:
        """Load once the first frame is painted."""
        self.query_one("#decks").focus()
        self.call_after_refresh(self.load)

    def on_screen_resume(self) -> None:
        """Counts change while one studies."""
        if self._opened:
            self.load()

    @work(thread=True, exclusive=True)
    def load(self) -> None:
        """Read decks and progress off the main thread."""
        try:
            shown = self.app.desk.overview()
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        self.app.call_from_thread(self._show, shown)

    def _show(self, shown: list[Shown]) -> None:
        options = self.query_one("#decks", OptionList)
        at = options.highlighted
        self._shown = shown
        options.clear_options()
        width = max(20, self.size.width - 34)
        for item in shown:
            options.add_option(Option(_line(item, width)))
        if shown:
            options.highlighted = min(at or 0, len(shown) - 1)
        self.query_one("#empty").set_class(bool(shown), "hidden")
        options.set_class(not shown, "hidden")
        total = sum(s.counts.total for s in shown if s.counts)
        text = (
            f"quiz    {total} to study today; enter studies a deck"
            if total
            else "quiz    nothing left to study today"
        )
        self.query_one("#home-title", Static).update(Content(text if shown else "quiz"))
        for line in self.app.desk.settings.warnings:
            self.app.notify(one_line(line), severity="warning", markup=False)
        if not self._opened:
            self._opened = True
            if self.app.wanted is not None:
                self._study(list(self.app.wanted))

    def on_option_list_option_selected(self) -> None:
        """Enter or a click on a deck."""
        self.action_study()

    def action_study(self) -> None:
        """Study the deck under the cursor, or say why it cannot be used."""
        at = self.query_one("#decks", OptionList).highlighted
        if at is None or at >= len(self._shown):
            return
        entry = self._shown[at].entry
        if entry.error is not None:
            self.app.tell(entry.error)
        else:
            self._study([str(entry.path)])

    def action_study_all(self) -> None:
        """Study everything that is due."""
        self._study([])

    def _study(self, names: list[str]) -> None:
        from quiz.tui.screens.study import StudyScreen

        try:
            decks = self.app.desk.decks(names)
            for deck in decks:
                self.app.desk.shelf.remember(Path(deck.path))
            study = self.app.desk.study(decks, limit=self.app.limit, cram=self.app.cram)
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.push_screen(StudyScreen(study, decks))

    def action_build(self) -> None:
        """Open the build screen."""
        from quiz.tui.screens.build import BuildScreen

        self.app.push_screen(BuildScreen())

    def action_reload(self) -> None:
        """Read everything again."""
        self.load()

    def action_down(self) -> None:
        """One deck down."""
        self.query_one("#decks", OptionList).action_cursor_down()

    def action_up(self) -> None:
        """One deck up."""
        self.query_one("#decks", OptionList).action_cursor_up()


def _line(item: Shown, width: int) -> Content:
    """A deck on one line: title, due, new, cards."""
    entry = item.entry
    if entry.deck is None or item.counts is None:
        return Content.assemble(
            ("! ", "bold"),
            one_line(f"{entry.path.name}: {entry.error.what if entry.error else ''}"),
        )
    title = one_line(entry.deck.title, width).ljust(width)
    c = item.counts
    due = f"{c.due + c.learning:>4} due"
    new = f"{c.new:>4} new"
    rest = f"{item.cards:>5} cards"
    return Content.assemble(
        (" " + title, ""),
        (due, "bold" if c.due + c.learning else "dim"),
        (new, "" if c.new else "dim"),
        (rest, "dim"),
    )
