"""Timeline: the events of decks in lanes over one axis, from the day to the millennium."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from quiz.core.axis import Axis, Unit, fitting
from quiz.core.display import one_line
from quiz.core.edtf import OPEN_FUTURE, OPEN_PAST, Date, Edtf
from quiz.core.errors import QuizError
from quiz.library.chronology import Dated, Lane, lanes
from quiz.translation import N_, _, pgettext
from quiz.tui.marks import legend, percent, sign, word
from quiz.tui.screens.card import CardScreen
from quiz.tui.screens.choose import ChooseDecks
from quiz.tui.spoken import Said, SpokenScreen
from quiz.tui.widgets.axis import LABEL, AxisView
from quiz.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from quiz.core.deck import Deck
    from quiz.tui.app import QuizApp

EMPTY = N_("""No deck has an event with a date yet.

Press esc to go home, then n to build a deck from a document with dates in it.
""")
_MANY = 4  # lanes shown at first
_SCALES = {
    "day": N_("a tick is a day"),
    "week": N_("a tick is a week"),
    "month": N_("a tick is a month"),
    "quarter": N_("a tick is a quarter"),
    "year": N_("a tick is a year"),
    "2 years": N_("a tick is 2 years"),
    "5 years": N_("a tick is 5 years"),
    "decade": N_("a tick is a decade"),
    "20 years": N_("a tick is 20 years"),
    "half-century": N_("a tick is a half-century"),
    "century": N_("a tick is a century"),
    "5 centuries": N_("a tick is 5 centuries"),
    "millennium": N_("a tick is a millennium"),
    "5 millennia": N_("a tick is 5 millennia"),
}


class TimelineScreen(SpokenScreen[None]):
    """Lanes of events; left and right walk through a lane, plus and minus zoom."""

    app: QuizApp
    DEFAULT_CSS = """
    TimelineScreen #event { height: 4; padding: 0 1; border-top: solid $panel; }
    TimelineScreen.low #event { height: 2; }
    TimelineScreen #legend { height: 1; padding: 0 1; }
    TimelineScreen.low #legend { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "Before", key_display="←", tooltip="The event before"),
        Binding("right,l", "step(1)", "After", key_display="→", tooltip="The event after"),
        Binding("up,k", "lane(-1)", "Lane up", show=False, tooltip="The deck above, at this time"),
        Binding("down,j", "lane(1)", "Lane down", show=False, tooltip="The deck below, at this time"),
        Binding("home,g", "end(-1)", "First", show=False, tooltip="The first event of the lane"),
        Binding("end,G", "end(1)", "Last", show=False, tooltip="The last event of the lane"),
        Binding("plus,equals_sign", "zoom(-1)", "In", key_display="+", tooltip="Zoom in, down to the day"),
        Binding("minus", "zoom(1)", "Out", key_display="-", tooltip="Zoom out, up to the millennium"),
        Binding("0,f", "fit", "Fit", key_display="0", tooltip="Everything on the screen"),
        Binding("left_square_bracket,shift+left", "pan(-1)", "Earlier", show=False, tooltip="Move to earlier times"),
        Binding("right_square_bracket,shift+right", "pan(1)", "Later", show=False, tooltip="Move to later times"),
        Binding("enter", "open", "Open", tooltip="All that is known of the event's cards"),
        Binding("d", "decks", "Decks", tooltip="Choose the decks that stand side by side"),
        Binding("escape,q", "leave", "Back", key_display="esc", tooltip="Back"),
    ]  # fmt: skip

    def __init__(self, decks: list[str] | None = None) -> None:
        """Open on these decks, by id; on the first few where none is named."""
        super().__init__()
        self._wanted = decks
        self._every: list[Deck] = []
        self._lanes: list[Lane] = []
        self._axis: Axis | None = None
        self._lane, self._at = 0, 0

    def compose(self) -> ComposeResult:
        """Where one is, the axis, the event under the cursor, the signs, the keys."""
        yield Static(Content(_("Timeline")), classes="title", id="timeline-title")
        yield AxisView(id="axis")
        yield Said(EMPTY, classes="empty hidden", id="timeline-empty")
        yield Static(id="event")
        yield Static(legend(), id="legend")
        yield KeyLine()

    def on_mount(self) -> None:
        """Paint first."""
        self.query_one(AxisView).focus()
        self.call_after_refresh(self.load)

    def on_resize(self) -> None:
        """A new width shows more or less time, about the same event."""
        self.set_class(self.size.height < 16, "low")
        self.query_one("#legend", Static).update(legend(self.size.width - 2))
        if self._axis is not None:
            self._axis = Axis(self._axis.zoom, self._axis.first, self._width)
            self.call_after_refresh(self._draw)

    def redraw(self) -> None:
        """Everything in another language's words."""
        self.query_one("#legend", Static).update(legend(self.size.width - 2))
        self._draw()

    def on_screen_resume(self) -> None:
        """What was opened may have changed."""
        if self._axis is not None:
            self.load()

    @work(thread=True, exclusive=True)
    def load(self) -> None:
        """Read decks and progress off the main thread."""
        desk = self.app.desk
        try:
            every = desk.decks([])
            wanted = self._wanted
            found = lanes(desk, [d for d in every if wanted is None or d.id in wanted])
            found = found[:_MANY] if wanted is None else found
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        self.app.call_from_thread(self._take, every, found)

    def _take(self, every: list[Deck], found: list[Lane]) -> None:
        fresh = [lane.deck.id for lane in found] != [lane.deck.id for lane in self._lanes]
        self._every, self._lanes = every, found
        empty = not found
        self.query_one("#timeline-empty").set_class(not empty, "hidden")
        for name in ("#axis", "#event", "#legend"):
            self.query_one(name).set_class(empty, "hidden")
        if empty:
            return
        self._lane = min(self._lane, len(found) - 1)
        self._at = min(self._at, len(found[self._lane].events) - 1)
        if fresh or self._axis is None:
            self._lane, self._at = 0, 0
            self.action_fit()
        else:
            self._draw()

    @property
    def _width(self) -> int:
        return max(10, self.size.width - 1)

    @property
    def _event(self) -> Dated | None:
        return self._lanes[self._lane].events[self._at] if self._lanes else None

    def _draw(self) -> None:
        if self._axis is None or not self._lanes:
            return
        view = self.query_one(AxisView)
        rows = view.size.height or self.size.height - 8
        view.show(self._axis, self._lanes, (self._lane, self._at), self._tick, rows=rows)
        self._say()

    def _say(self) -> None:
        event, axis = self._event, self._axis
        if event is None or axis is None:
            return
        lane = self._lanes[self._lane]
        self.query_one("#timeline-title", Static).update(
            Content.assemble(
                (_("Timeline"), "bold"),
                f"   {_(_SCALES[axis.zoom.name])}",
                (f"   {_('{n} of {total}').format(n=self._at + 1, total=len(lane.events))}", "$text-muted"),
            )
        )  # fmt: skip
        state = pgettext("an event", "suspended") if event.suspended else word(event.known)
        recall = ""
        if event.recall is not None:
            recall = _(", recall {share}").format(share=percent(event.recall))
        self.query_one("#event", Static).update(
            Content.assemble(
                (event.date, "bold $accent"), "  ", (one_line(event.statement), "bold"), "\n",
                sign(event.known, suspended=event.suspended), f" {state}{recall}   ",
                (one_line(lane.deck.title, 60), "$text-muted"),
            )
        )  # fmt: skip

    def _tick(self, when: Date) -> str:
        """A tick's date, in short, in the language of the interface."""
        return tick(when, self._axis.zoom.unit if self._axis else Unit.YEAR, self.app.months)

    def _show_event(self) -> None:
        """Bring the event into view, a little from the edges."""
        event, axis = self._event, self._axis
        if event is None or axis is None:
            return
        column = axis.column(_anchor(event.when))
        if not 2 <= column < axis.width - min(LABEL, axis.width // 3):
            self._axis = axis.centred(_anchor(event.when))
        self._draw()

    def action_step(self, by: int) -> None:
        """To the event before or after."""
        if self._lanes:
            self._at = max(0, min(self._at + by, len(self._lanes[self._lane].events) - 1))
            self._show_event()

    def action_end(self, side: int) -> None:
        """To the first or last event of the lane."""
        if self._lanes:
            self._at = 0 if side < 0 else len(self._lanes[self._lane].events) - 1
            self._show_event()

    def action_lane(self, by: int) -> None:
        """To the event nearest in time of the deck above or below."""
        event = self._event
        wanted = self._lane + by
        if event is None or not 0 <= wanted < len(self._lanes):
            return
        self._lane, day = wanted, _anchor(event.when)
        near = self._lanes[wanted].events
        self._at = min(range(len(near)), key=lambda i: abs(_anchor(near[i].when) - day))
        self._show_event()

    def action_zoom(self, steps: int) -> None:
        """Nearer or farther, the event under the cursor staying where it is."""
        event = self._event
        if event is None or self._axis is None:
            return
        self._axis = self._axis.zoomed(steps, _anchor(event.when))
        self._show_event()

    def action_pan(self, side: int) -> None:
        """A third of the screen earlier or later."""
        if self._axis is not None:
            self._axis = self._axis.moved(side * self._width // 3)
            self._draw()

    def action_fit(self) -> None:
        """All events on the screen."""
        bounds = [
            (e.when.bounds.first, e.when.bounds.last) for lane in self._lanes for e in lane.events
        ]
        if bounds:
            self._axis = fitting(bounds, self._width, min(LABEL, self._width // 3))
            self._draw()

    def action_open(self) -> None:
        """The cards of the event."""
        event = self._event
        if event is not None and event.cards:
            self.app.push_screen(CardScreen(event.cards))

    def action_decks(self) -> None:
        """Choose the decks."""
        dated = self._every
        if dated:
            shown = [lane.deck.id for lane in self._lanes]
            self.app.push_screen(ChooseDecks(dated, shown, several=True), self._decks_chosen)

    def _decks_chosen(self, chosen: list[str] | None) -> None:
        if chosen:
            self._wanted = chosen
            self.load()

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()

    def on_axis_view_pressed(self, event: AxisView.Pressed) -> None:
        """A click goes to an event; a second one opens it."""
        if (event.lane, event.index) == (self._lane, self._at):
            self.action_open()
        else:
            self._lane, self._at = event.lane, event.index
            self._draw()

    def on_axis_view_wheeled(self, event: AxisView.Wheeled) -> None:
        """The wheel zooms about the pointer."""
        if self._axis is not None:
            day = self._axis.first + event.column * self._axis.zoom.days
            self._axis = self._axis.zoomed(event.steps, day)
            self._draw()


def _anchor(when: Edtf) -> int:
    """The day that an event is drawn at; the other end of a stretch without a beginning."""
    first, last = when.bounds
    return first if first != OPEN_PAST else last if last != OPEN_FUTURE else 0


def tick(when: Date, unit: Unit, months: tuple[str, ...]) -> str:
    """A tick's words: 1969, Jul 1969, 20 Jul 69."""
    year = str(when.year) if when.year > 0 else _("{year} BC").format(year=1 - when.year)
    month = months[(when.month or 1) - 1][:4]
    if unit is Unit.YEAR:
        return year
    if unit is Unit.MONTH:
        return f"{month} {year}"
    return f"{when.day} {month}" if when.day != 1 else f"1 {month} {year}"
