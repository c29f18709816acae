"""Home: the decks, what today costs, and the days to come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quiz.core.display import one_line
from quiz.core.errors import QuizError
from quiz.translation import N_, _, ngettext, percent, pgettext
from quiz.tui.spoken import Said, SpokenScreen
from quiz.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from quiz.library.bound import Bound
    from quiz.library.today import DeckToday, Today
    from quiz.tui.app import QuizApp

EMPTY = N_("""There is no deck here yet.

Press n to build one from a document: a text, Markdown, HTML, PDF or DOCX
file with dates in it, or the address of a web page.
""")
TOUR = N_("""Welcome. enter studies what is due; each answer is saved at once.
Type the answer, enter shows the right one, 1 to 4 or enter rates it.
n builds a deck from a document; ? shows the keys of any screen.
""")
FIND = N_("part of a deck's name")
_FOLD = 16  # lines below which only the list is shown


class DeckList(OptionList):
    """The decks; enter studies."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "select", "Study", tooltip="Study what is under the cursor: all, or a deck"
        )
    ]


class HomeScreen(SpokenScreen[None]):
    """The decks, each with what is due and new; enter studies what is under the cursor."""

    app: QuizApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "study_all", "All", show=False, tooltip="Study what is due in every deck"),
        Binding("l", "bounded", "Limit", show=False, tooltip="Study a number of cards, or of minutes"),
        Binding("n", "build", "New deck", tooltip="Build a deck from a document"),
        Binding("slash", "find", "Find", key_display="/", tooltip="Find a deck by its name"),
        Binding("u", "undo", "Undo", show=False, tooltip="Take back the last answer of any session"),
        Binding("r", "reload", "Reload", show=False, tooltip="Read the decks again"),
        Binding("j", "down", "Down", show=False, tooltip="One deck down"),
        Binding("k", "up", "Up", show=False, tooltip="One deck up"),
        Binding("escape", "leave_find", "All decks", tooltip="Show every deck again"),
        Binding("q", "app.quit", "Quit", show=False, tooltip="Leave; everything is saved"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._today: Today | None = None
        self._rows: list[DeckToday | None] = []  # None stands for all decks
        self._opened = False

    def compose(self) -> ComposeResult:
        """A title, the list, the days to come, the keys."""
        yield Static(Content("quiz"), classes="title", id="home-title")
        yield Said(TOUR, classes="hidden", id="tour")
        yield Input(id="find", placeholder=_(FIND), classes="hidden", disabled=True)
        yield DeckList(id="decks")
        yield Said(EMPTY, classes="empty hidden", id="empty")
        yield Static(id="ahead", classes="hidden")
        yield KeyLine()

    def on_mount(self) -> None:
        """Load once the first frame is painted."""
        self.query_one("#decks").focus()
        self.call_after_refresh(self.load)

    def on_screen_resume(self) -> None:
        """Counts change while one studies."""
        if self._opened:
            self.load()

    def on_resize(self) -> None:
        """Rows and forecast are as wide as the screen."""
        if self._today is not None:
            self._list()

    def redraw(self) -> None:
        """Rows and forecast in another language's words."""
        self.query_one("#find", Input).placeholder = _(FIND)
        self._list()

    @work(thread=True, exclusive=True)
    def load(self) -> None:
        """Read decks and progress off the main thread."""
        from quiz.library.today import today

        try:
            found = today(self.app.desk)
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        self.app.call_from_thread(self._show, found)

    def _show(self, found: Today) -> None:
        self._today = found
        self._list()
        told, self.app.desk.notices = self.app.desk.notices, ()
        for line in (*self.app.desk.settings.warnings, *told):
            self.app.notify(one_line(line), severity="warning", markup=False)
        if not self._opened:
            self._opened = True
            if self.app.wanted is not None:
                self._study(list(self.app.wanted))
                return
        if self.app.desk.proposals and self.is_current:
            from quiz.tui.screens.same_card import SameCardScreen

            pairs, self.app.desk.proposals = self.app.desk.proposals, []
            self.app.push_screen(SameCardScreen(pairs))

    def _list(self) -> None:
        """Put the decks that are looked for into the list, and what is said of today around it."""
        found = self._today
        if found is None:
            return
        wanted = self.query_one("#find", Input).value.casefold().split()
        decks = [d for d in found.decks if all(w in _name(d).casefold() for w in wanted)]
        several = sum(d.shown.counts is not None for d in found.decks) > 1 and not wanted
        self._rows = [None, *decks] if several else list(decks)
        options = self.query_one("#decks", OptionList)
        at = options.highlighted
        if at is None and several:
            at = self._begin_at(found, decks)
        width = self.size.width
        options.set_options(
            [Option(_line(r, width) if r else _all(found, width)) for r in self._rows]
        )
        if self._rows:
            options.highlighted = min(at or 0, len(self._rows) - 1)
        self.query_one("#empty").set_class(bool(found.decks), "hidden")
        options.set_class(not found.decks, "hidden")
        self._around(found)

    def _begin_at(self, found: Today, decks: list[DeckToday]) -> int:
        """The row of the cursor at first: a newcomer begins with a deck in their own language."""
        if found.studied_ever:
            return 0
        langs = [d.shown.entry.deck.lang if d.shown.entry.deck else "" for d in decks]
        wanted = self.app.language
        return langs.index(wanted) + 1 if wanted in langs else 0

    def _around(self, found: Today) -> None:
        """The title, the tour of a newcomer, the days ahead and what is weakest."""
        from quiz.tui.widgets.week_line import cost, fortnight

        total = found.total
        said = _nothing(found)
        if total:
            said = ngettext("{n} to study today", "{n} to study today", total)
            said += f", {cost(found.minutes)}"
        if found.streak > 1:
            said += "   " + ngettext("{n} day in a row", "{n} days in a row", found.streak)
            said += "" if found.studied_today else _(", not yet today")
        title = f"quiz    {said}" if found.decks else "quiz"
        self.query_one("#home-title", Static).update(Content(title))
        newcomer = bool(found.decks) and not found.streak and not found.studied_ever
        self.query_one("#tour").set_class(not newcomer, "hidden")
        room = self.size.height >= _FOLD and bool(found.decks)
        ahead = self.query_one("#ahead", Static)
        ahead.set_class(not room or not found.studied_ever, "hidden")
        day = self.app.desk.progress.today() if found.studied_ever else 1
        names = self.app.weekdays
        parts = [fortnight(found.forecast, day, self.size.width - 2, names)]
        if found.weakest:
            weak = " · ".join(f"{one_line(w.topic, 24)} {percent(w.recall)}" for w in found.weakest)
            parts.append(Content.assemble((f"{_('weakest:')} ", "$text-muted"), weak))
        ahead.update(Content("\n").join(parts))

    # What the learner does.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only while a deck is looked for is there something to leave."""
        return action != "leave_find" or not self.query_one("#find").disabled

    def on_option_list_option_selected(self) -> None:
        """Enter or a click on a deck."""
        self.action_study()

    def on_input_changed(self) -> None:
        """Find as one types."""
        self._list()

    def on_input_submitted(self) -> None:
        """Enter in the field: to the list."""
        self.query_one("#decks").focus()

    def action_find(self) -> None:
        """Open the field."""
        field = self.query_one("#find", Input)
        field.remove_class("hidden")
        field.disabled = False
        field.focus()
        self.refresh_bindings()

    def action_leave_find(self) -> None:
        """Close the field; every deck is shown again."""
        field = self.query_one("#find", Input)
        field.value = ""
        field.add_class("hidden")
        field.disabled = True
        self.query_one("#decks").focus()
        self.refresh_bindings()
        self._list()

    def action_study(self) -> None:
        """Study what is under the cursor, or say why it cannot be used."""
        self._study_row(None)

    def _study_row(self, bound: Bound | None) -> None:
        at = self.query_one("#decks", OptionList).highlighted
        if at is None or at >= len(self._rows):
            return
        row = self._rows[at]
        if row is None:
            self._study([], bound)
        elif row.shown.entry.error is not None:
            self.app.tell(row.shown.entry.error)
        else:
            self._study([str(row.shown.entry.path)], bound)

    def action_study_all(self) -> None:
        """Study everything that is due."""
        self._study([])

    def action_bounded(self) -> None:
        """Ask how long, then study."""
        from quiz.library.bound import read_bound
        from quiz.tui.screens.ask import AskScreen

        def wrong(text: str) -> str:
            try:
                read_bound(text)
            except QuizError as error:
                return str(error)
            return ""

        def begin(text: str | None) -> None:
            if text is not None:
                self._study_row(read_bound(text))

        says = _("How long? A number of cards (20) or of minutes (10 min).")
        self.app.push_screen(AskScreen(_("Session"), says, wrong), begin)

    def _study(self, names: list[str], bound: Bound | None = None) -> None:
        from quiz.tui.screens.study import StudyScreen

        limit = bound.cards if bound else self.app.limit
        minutes = bound.minutes if bound else self.app.minutes
        try:
            decks = self.app.desk.decks(names)
            for deck in decks:
                self.app.desk.shelf.remember(Path(deck.path))
            study = self.app.desk.study(decks, limit=limit, minutes=minutes, cram=self.app.cram)
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.push_screen(StudyScreen(study, decks))

    def action_undo(self) -> None:
        """Take back the last answer, bury or suspend, whatever its session."""
        try:
            said = self.app.desk.undo()
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.notify(one_line(said, 100), timeout=4, markup=False)
        self.load()

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


def _nothing(found: Today) -> str:
    """What is said when all is done."""
    coming = found.forecast[1] if len(found.forecast) > 1 else 0
    said = _("nothing left to study today")
    return said + (ngettext(", {n} tomorrow", ", {n} tomorrow", coming) if coming else "")


def _name(item: DeckToday) -> str:
    entry = item.shown.entry
    return f"{entry.deck.title} {entry.path.stem}" if entry.deck else entry.path.name


def _all(found: Today, width: int) -> Content:
    """The row that stands for every deck."""
    return _row(_("All decks, interleaved"), found.due, found.new, "", width, bold=True)


def _line(item: DeckToday, width: int) -> Content:
    """A deck on one line: title, due, new, cards, recall."""
    entry, counts = item.shown.entry, item.shown.counts
    if entry.deck is None or counts is None:
        return Content.assemble(
            ("! ", "bold"),
            one_line(f"{entry.path.name}: {entry.error.what if entry.error else ''}"),
        )
    rest = _rest(item.shown.cards, item.recall)
    return _row(entry.deck.title, counts.due + counts.learning, counts.new, rest, width)


def _rest(cards: int, recalled: float | None) -> str:
    """How many cards a deck has and how well they are known, in columns."""
    from quiz.tui.widgets.week_line import recall

    known = pgettext("a column: share of what was studied", "known")
    return f" {cards:>5} {pgettext('a column', 'cards')} {recall(recalled)} {known}"


def _row(title: str, due: int, new: int, rest: str, width: int, *, bold: bool = False) -> Content:
    """Columns; what does not fit on a narrow screen goes from the right."""
    waiting = f"{due:>4} {pgettext('a column', 'due')}"
    fresh = f"{new:>4} {pgettext('a column', 'new')}"
    room = width - len(waiting) - len(fresh) - 6
    usual = len(_rest(0, None))
    tail = rest if room - usual >= 20 else ""
    room = max(8, room - (usual + 1 if tail or room - usual >= 20 else 0))
    name = one_line(title, room).ljust(room)
    return Content.assemble(
        (f" {name}", "bold" if bold else ""),
        (waiting, "bold" if due else "dim"),
        (fresh, "" if new else "dim"),
        (tail, "dim"),
    )
