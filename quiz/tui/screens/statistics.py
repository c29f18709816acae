"""Statistics: what was answered, how well, how long it took, and what is ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static, Tab, Tabs

from quiz.core.display import one_line
from quiz.core.errors import QuizError
from quiz.library.history import Calibration, History, calibration, history
from quiz.translation import N_, _
from quiz.tui.screens.choose import ChooseDecks
from quiz.tui.spoken import SpokenScreen
from quiz.tui.widgets import figures
from quiz.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from quiz.core.deck import Deck
    from quiz.tui.app import QuizApp

EMPTY = N_("""Nothing was answered yet, so there is nothing to count.

Press esc to go home, then enter to study; come back after a few answers.
""")
PANES = (
    ("overview", N_("Overview"), N_("To the overview")),
    ("days", N_("Days"), N_("To the days")),
    ("calendar", N_("Calendar"), N_("To the calendar")),
    ("retention", N_("Retention"), N_("To the retention")),
    ("forecast", N_("Forecast"), N_("To the forecast")),
    ("hours", N_("Hours"), N_("To the hours")),
    ("calibration", N_("Calibration"), N_("To the calibration")),
    ("leeches", N_("Leeches"), N_("To the leeches")),
)
RANGES = ((30, N_("30 days")), (90, N_("90 days")), (365, N_("a year")), (0, N_("all time")))


class StatisticsScreen(SpokenScreen[None]):
    """Panes of figures drawn as text; a range and a choice of decks hold for all of them."""

    app: QuizApp
    AUTO_FOCUS = "#pane"
    DEFAULT_CSS = """
    StatisticsScreen #panes { height: 2; }
    StatisticsScreen Tabs:nocolor Tab.-active { text-style: reverse; }
    StatisticsScreen #pane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    StatisticsScreen #figures { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "pane(-1)", "Pane", key_display="←", show=False, tooltip="The pane before"),
        Binding("right,l,tab", "pane(1)", "Next pane", key_display="→", tooltip="The next pane"),
        *(
            Binding(str(n), f"show('{key}')", name, show=False, tooltip=said)
            for n, (key, name, said) in enumerate(PANES, 1)
        ),
        Binding("t", "range", "Range", tooltip="How far back: 30 days, 90 days, a year, all time"),
        Binding("d", "decks", "Decks", tooltip="Choose the decks that are counted"),
        Binding("b", "leeches", "Browse leeches", show=False, tooltip="Browse the leeches"),
        Binding("j", "scroll(1)", "Down", show=False, tooltip="Scroll down"),
        Binding("k", "scroll(-1)", "Up", show=False, tooltip="Scroll up"),
        Binding("escape,q", "leave", "Back", key_display="esc", tooltip="Back"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._every: list[Deck] = []
        self._wanted: list[str] | None = None
        self._range = 0
        self._history: History | None = None
        self._calibration: Calibration | None = None

    def compose(self) -> ComposeResult:
        """What is counted, the panes, one of them, the keys."""
        yield Static(Content(_("Statistics")), classes="title", id="statistics-title")
        tabs = Tabs(*(Tab(Content(_(name)), id=key) for key, name, _said in PANES), id="panes")
        tabs.can_focus = False
        yield tabs
        with VerticalScroll(id="pane"):
            yield Static(id="figures")
        yield KeyLine()

    def on_mount(self) -> None:
        """Paint first."""
        self.call_after_refresh(self.load)

    def on_resize(self) -> None:
        """Charts as wide as the screen."""
        self._draw()

    def redraw(self) -> None:
        """Tabs and figures in another language's words."""
        for key, name, _said in PANES:
            self.query_one(f"#panes #{key}", Tab).label = Content(_(name))
        self._draw()

    @work(thread=True, exclusive=True)
    def load(self) -> None:
        """Read the history off the main thread; the calibration, which replays it, after."""
        desk = self.app.desk
        try:
            every = desk.decks([])
            decks = [d for d in every if self._wanted is None or d.id in self._wanted]
            found = history(desk, decks)
            self.app.call_from_thread(self._take, every, found, None)
            self.app.call_from_thread(self._take, every, found, calibration(desk, decks))
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)

    def _take(self, every: list[Deck], found: History, measured: Calibration | None) -> None:
        self._every, self._history, self._calibration = every, found, measured
        self._draw()

    def on_tabs_tab_activated(self) -> None:
        """Another pane."""
        self.query_one("#pane").scroll_home(animate=False)
        self._draw()

    def _draw(self) -> None:
        found = self._history
        if found is None:
            return
        days, words = RANGES[self._range]
        titles = [one_line(d.title, 40) for d in found.decks]
        which = _("all decks") if self._wanted is None else ", ".join(titles)
        self.query_one("#statistics-title", Static).update(
            Content.assemble(
                (_("Statistics"), "bold"), f"   {_(words)}", (f"   {which}", "$text-muted")
            )
        )
        pane = self.query_one("#panes", Tabs).active or PANES[0][0]
        figures_of = self.query_one("#figures", Static)
        if not found.reviews and pane not in ("forecast", "leeches"):
            figures_of.update(Content(_(EMPTY)))
            return
        look = figures.Look(
            max(24, min(self.size.width - 4, 110)), days, self.app.months, self.app.weekdays
        )
        lines = (
            figures.calibrated(self._calibration, look)
            if pane == "calibration"
            else figures.PANES[pane](found, look)
        )
        figures_of.update(Content("\n").join(lines))

    def action_pane(self, by: int) -> None:
        """The next pane, round the ends."""
        tabs = self.query_one("#panes", Tabs)
        keys = [pane[0] for pane in PANES]
        tabs.active = keys[(keys.index(tabs.active) + by) % len(keys)]

    def action_show(self, key: str) -> None:
        """A pane by its number."""
        self.query_one("#panes", Tabs).active = key

    def action_range(self) -> None:
        """How far back."""
        self._range = (self._range + 1) % len(RANGES)
        self._draw()

    def action_decks(self) -> None:
        """Choose the decks."""
        if self._every:
            shown = self._wanted or [d.id for d in self._every]
            self.app.push_screen(ChooseDecks(self._every, shown, several=True), self._chosen)

    def _chosen(self, chosen: list[str] | None) -> None:
        if chosen:
            self._wanted = None if len(chosen) == len(self._every) else chosen
            self.load()

    def action_leeches(self) -> None:
        """The leeches as cards that can be marked."""
        from quiz.library.browse import term
        from quiz.tui.screens.browse import BrowseScreen

        self.app.push_screen(BrowseScreen(term("is", _("leech"))))

    def action_scroll(self, by: int) -> None:
        """Scroll."""
        self.query_one("#pane").scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()
