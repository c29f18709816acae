"""Browse: every card of every deck, filtered as one types, marked many at once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from quiz.core.display import one_line
from quiz.core.errors import QuizError
from quiz.core.events import EventKind
from quiz.library import browse
from quiz.library.browse import Row, State
from quiz.library.filing import Filed
from quiz.tui.marks import percent, state_mark
from quiz.tui.screens.card import CardScreen
from quiz.tui.widgets.key_line import KeyLine
from quiz.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from quiz.core.deck import Deck
    from quiz.tui.app import QuizApp

EMPTY = """There is no card to browse yet.

Press esc to go home, then n to build a deck from a document.
"""
NOTHING = """No card is like that.

Press esc to empty the field. It takes words, and is:due is:new is:leech
is:suspended is:flagged, deck:…, tag:…, kind:when; a - before turns one round.
"""
FIND = "words, is:due, deck:…, tag:…, kind:when, -is:new"
_DONE: dict[EventKind | Filed, str] = {
    EventKind.SUSPEND: "suspended",
    EventKind.RESUME: "resumed",
    EventKind.BURY: "put off until tomorrow",
    EventKind.FLAG: "flagged, or the flag taken away",
    EventKind.RESET: "as new again",
    EventKind.REVIEW: "answered",
    Filed.EDIT: "edited",
    Filed.MOVE: "moved",
    Filed.TAG: "tagged",
}


class LastWord(Suggester):
    """Completes the last word of a query."""

    def __init__(self) -> None:
        super().__init__(use_cache=False)
        self.words: list[str] = []

    async def get_suggestion(self, value: str) -> str | None:
        """The first known word that goes on from the last one typed."""
        head, _, last = value.rpartition(" ")
        turned = last.startswith("-")
        begun = last.removeprefix("-")
        if len(begun) < 2:
            return None
        found = next((w for w in self.words if w.startswith(begun) and w != begun), None)
        return value[: len(head) + bool(head)] + "-" * turned + found if found else None


class BrowseScreen(Screen[None]):
    """A table of cards with a field that narrows it down."""

    app: QuizApp
    AUTO_FOCUS = None
    DEFAULT_CSS = """
    BrowseScreen #browse-find { border: none; height: 1; padding: 0 1; background: $surface; }
    BrowseScreen #browse-find:focus { border: none; background: $panel; }
    BrowseScreen #browse-find:nocolor:focus { text-style: underline; }
    BrowseScreen #browse-title { height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", key_display="/", tooltip="Narrow the cards down"),
        Binding("space", "choose", "Choose", tooltip="Choose the card, to mark many at once"),
        Binding("a", "choose_all", "All", show=False, tooltip="Choose all that are found, or none"),
        Binding("at", "suspend", "Suspend", key_display="@", tooltip="Suspend, or resume where all chosen are suspended"),
        Binding("minus", "mark('bury')", "Bury", key_display="-", show=False, tooltip="Put off until tomorrow"),
        Binding("asterisk", "mark('flag')", "Flag", key_display="*", show=False, tooltip="Flag, or take the flag away"),
        Binding("r", "mark('reset')", "Reset", show=False, tooltip="Begin again: the card is new"),
        Binding("m", "move", "Move", tooltip="Move the facts to another deck, or a new one; progress goes along"),
        Binding("t", "tag", "Tags", show=False, tooltip="Give tags, or take them away (-tag)"),
        Binding("e", "edit", "Edit", tooltip="Edit the card's fact in its deck's file"),
        Binding("u", "undo", "Undo", show=False, tooltip="Take back the latest act, on however many cards"),
        Binding("s", "sort", "Sort", show=False, tooltip="Sort by the next column"),
        Binding("S", "turn", "Turn", show=False, tooltip="Turn the order round"),
        Binding("escape", "back", "Back", tooltip="Empty the field; then back"),
        Binding("down,tab", "cards", show=False, tooltip="From the field to the cards"),
        Binding("q", "leave", show=False, tooltip="Back"),
    ]  # fmt: skip

    def __init__(self, query: str = "") -> None:
        """Open with a query already made."""
        super().__init__()
        self._begun = query
        self._rows: list[Row] = []
        self._found: list[Row] = []
        self._chosen: set[str] = set()
        self._by, self._backwards = "", False
        self._today = 0
        self._now: datetime | None = None
        self._loaded = False

    def compose(self) -> ComposeResult:
        """How many, the field, the table, the keys."""
        yield Static(Content("Browse"), classes="title", id="browse-title")
        yield Input(
            self._begun,
            id="browse-find",
            placeholder=FIND,
            suggester=LastWord(),
            select_on_focus=False,
        )
        yield Table(self._cell, id="browse-cards")
        yield Static(classes="empty hidden", id="browse-empty")
        yield KeyLine()

    def on_mount(self) -> None:
        """Paint first."""
        self.query_one(Table).focus()
        self.call_after_refresh(self.load)

    def on_screen_resume(self) -> None:
        """A card that was opened may have been changed."""
        if self._loaded:
            self.load()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what makes sense now is offered."""
        if action == "cards":
            return self.focused is not None and self.focused.id == "browse-find"
        return action != "turn" or bool(self._by)

    def on_resize(self) -> None:
        """Other columns fit."""
        if self._loaded:
            self._draw()

    @work(thread=True, exclusive=True)
    def load(self) -> None:
        """Read cards and progress off the main thread."""
        desk = self.app.desk
        try:
            found = browse.rows(desk, desk.decks([]))
            today, now = desk.progress.today(), desk.progress.now()
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        self.app.call_from_thread(self._take, found, today, now)

    def _take(self, found: list[Row], today: int, now: datetime) -> None:
        self._rows, self._today, self._now, self._loaded = found, today, now, True
        suggester = self.query_one("#browse-find", Input).suggester
        if isinstance(suggester, LastWord):
            suggester.words = browse.suggestions(found)
        self._narrow()

    def on_input_changed(self) -> None:
        """Narrow down with each key."""
        if self._loaded:
            self._narrow()

    def _narrow(self) -> None:
        wanted = browse.query(self.query_one("#browse-find", Input).value)
        kept = [row for row in self._rows if wanted(row)]
        self._found = browse.ordered(kept, self._by, backwards=self._backwards)
        self._chosen &= {row.card.id for row in self._rows}
        self._faults = wanted.faults
        self._draw()

    _faults: tuple[str, ...] = ()

    def _draw(self) -> None:
        table = self.query_one(Table)
        table.show(self._columns(), len(self._found))
        empty = self.query_one("#browse-empty", Static)
        empty.update(Content(NOTHING if self._rows else EMPTY))
        empty.set_class(bool(self._found), "hidden")
        table.set_class(not self._found, "hidden")
        self._title()

    def _title(self) -> None:
        chosen = f"   {len(self._chosen)} chosen" if self._chosen else ""
        order = f"   by {self._by} {'▾' if self._backwards else '▴'}" if self._by else ""
        fault = f"   not known: {one_line(', '.join(self._faults), 30)}" if self._faults else ""
        self.query_one("#browse-title", Static).update(
            Content.assemble(
                ("Browse", "bold"),
                f"   {len(self._found)} of {len(self._rows)} cards",
                (chosen, "bold $accent"),
                (order, "$text-muted"),
                (fault, "bold $error"),
            )
        )

    def _columns(self) -> tuple[Column, ...]:
        wide = self.size.width
        columns = [Column("mark", "", 2), Column("question", "question")]
        if wide >= 72:
            columns.append(Column("answer", "answer", 14 if wide < 100 else 22))
        if wide >= 110:
            columns += [Column("deck", "deck", 16), Column("kind", "kind", 6)]
        if wide >= 34:
            columns.append(Column("state", "state", 11))
        if wide >= 60:
            columns.append(Column("due", "due", 8, right=True))
        if wide >= 90:
            columns.append(Column("recall", "recall", 6, right=True))
        if wide >= 100:
            columns.append(Column("lapses", "lapses", 6, right=True))
        arrow = "▾" if self._backwards else "▴"
        return tuple(
            Column(c.key, f"{c.title}{arrow}"[-c.width or None :], c.width, c.right)
            if c.key == self._by
            else c
            for c in columns
        )

    def _cell(self, number: int, key: str) -> Content:
        row = self._found[number]
        memory = row.standing.memory
        match key:
            case "mark":
                flag = "*" if row.standing.flagged else "‼" if row.leech else " "
                return Content(("▸" if row.card.id in self._chosen else " ") + flag)
            case "question":
                return Content(one_line(row.card.question, 300))
            case "answer":
                return Content(one_line(row.card.answer, 100))
            case "deck":
                return Content.styled(one_line(row.deck.title, 60), "$text-muted")
            case "kind":
                return Content.styled(row.card.kind, "$text-muted")
            case "state":
                return state_mark(row.state, row.recall)
            case "due":
                return Content(self._due(row))
            case "recall":
                return Content(percent(row.recall))
            case _:
                return Content(str(memory.lapses) if memory else "–")

    def _due(self, row: Row) -> str:
        memory = row.standing.memory
        if memory is None or row.due is None or row.state is State.SUSPENDED:
            return "–"
        if memory.due_at is not None and self._now is not None:
            at = datetime.fromtimestamp(memory.due_at / 1000, tz=self._now.tzinfo)
            return f"{at:%H:%M}" if at > self._now else "now"
        days = row.due - self._today
        if days == 0:
            return "today"
        return f"in {days} d" if days > 0 else f"{-days} d ago"

    def on_table_opened(self) -> None:
        """Enter, or a click on the row under the cursor."""
        self.action_open()

    def on_table_header_pressed(self, event: Table.HeaderPressed) -> None:
        """Sort by the column; once more turns it round."""
        if event.key not in browse.ORDERS:
            return
        self._backwards = not self._backwards if event.key == self._by else False
        self._by = event.key
        self._narrow()

    def on_input_submitted(self) -> None:
        """Enter in the field: to the cards."""
        self.query_one(Table).focus()

    def action_find(self) -> None:
        """To the field."""
        self.query_one("#browse-find", Input).focus()

    def action_cards(self) -> None:
        """To the cards."""
        self.query_one(Table).focus()

    def action_back(self) -> None:
        """From the field to the cards; then empty the field; then back."""
        field = self.query_one("#browse-find", Input)
        if field.has_focus and self._found:
            self.query_one(Table).focus()
        elif field.value:
            field.value = ""
            self.query_one(Table).focus()
        elif self._chosen:
            self._chosen.clear()
            self._draw()
        else:
            self.dismiss()

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()

    def action_open(self) -> None:
        """All that is known of the card under the cursor."""
        if self._found:
            cards = [row.card for row in self._found]
            self.app.push_screen(CardScreen(cards, self.query_one(Table).cursor))

    def action_edit(self) -> None:
        """Edit the card's fact; its deck is read again."""
        if not self._found:
            return
        from quiz.library.edit import edit, fields
        from quiz.tui.screens.edit import EditScreen

        row = self._found[self.query_one(Table).cursor]
        fact = next((f for f in row.deck.facts if f.id == row.card.fact), None)
        if fact is None:
            return

        def save(changes: dict[str, str]) -> None:
            edit(self.app.desk, row.deck, row.card.fact, changes)

        def done(saved: bool | None) -> None:
            if saved:
                self.app.notify("Saved in the deck. u takes it back.", timeout=3)

        self.app.push_screen(EditScreen(row.deck.title, fields(fact, row.card), save), done)

    def action_choose(self) -> None:
        """Choose the card, or not, and go on to the next."""
        table = self.query_one(Table)
        if self._found:
            self._chosen ^= {self._found[table.cursor].card.id}
            table.cursor += 1
            self._draw()

    def action_choose_all(self) -> None:
        """All that are found, or none where all of them are chosen."""
        every = {row.card.id for row in self._found}
        self._chosen = self._chosen - every if every <= self._chosen else self._chosen | every
        self._draw()

    def action_sort(self) -> None:
        """By the next column; after the last by the order of the decks."""
        shown = [c.key for c in self._columns() if c.key in browse.ORDERS]
        at = shown.index(self._by) + 1 if self._by in shown else 0
        self._by = shown[at] if at < len(shown) else ""
        self._backwards = False
        self._narrow()

    def action_turn(self) -> None:
        """The order turned round."""
        if self._by:
            self._backwards = not self._backwards
            self._narrow()

    def _meant(self) -> list[Row]:
        """The cards chosen, or else the one under the cursor."""
        if self._chosen:
            return [row for row in self._rows if row.card.id in self._chosen]
        return [self._found[self.query_one(Table).cursor]] if self._found else []

    def action_suspend(self) -> None:
        """Suspend; resume where all are suspended."""
        meant = self._meant()
        every = all(row.state is State.SUSPENDED for row in meant)
        self.action_mark("resume" if every else "suspend")

    def action_mark(self, kind: str) -> None:
        """Mark the chosen cards, or the one under the cursor, in one commit."""
        if meant := self._meant():
            self._act(EventKind(kind), meant)

    @work(thread=True, group="act")
    def _act(self, kind: EventKind, meant: list[Row]) -> None:
        try:
            changed = browse.mark_all(self.app.desk, kind, meant)
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        said = f"{_cards(changed)} {_DONE[kind]}. u takes it back." if changed else "Nothing to change."  # fmt: skip
        self.app.call_from_thread(self._acted, said)

    def action_move(self) -> None:
        """Ask for a deck and move the facts of the chosen cards there."""
        from quiz.library.moving import decks_for
        from quiz.tui.screens.choose import ChooseDecks

        meant = self._meant()
        if not meant:
            return
        homes = {row.deck.id: row.deck for row in meant}
        try:
            decks = self.app.desk.decks([])
        except QuizError as error:
            self.app.tell(error)
            return
        others = decks_for(
            [d for d in decks if len(homes) > 1 or d.id not in homes],
            {deck.lang for deck in homes.values()},
        )

        def chosen(names: list[str] | None) -> None:
            if names == [""]:
                self._ask_title(meant)
            elif names:
                self._move(meant, next(d for d in others if d.id == names[0]))

        self.app.push_screen(ChooseDecks(others, [], several=False, new=True), chosen)

    def _ask_title(self, meant: list[Row]) -> None:
        from quiz.tui.screens.ask import AskScreen

        def wrong(text: str) -> str:
            return "" if text.strip() else "a deck needs a title"

        def made(title: str | None) -> None:
            if title is not None:
                self._move(meant, title.strip())

        self.app.push_screen(AskScreen("New deck", "What shall it be called?", wrong), made)

    @work(thread=True, group="act")
    def _move(self, meant: list[Row], target: Deck | str) -> None:
        from quiz.library.moving import move

        try:
            moved = move(self.app.desk, _facts(meant), target)
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        title = one_line(target if isinstance(target, str) else target.title, 40)
        said = f"{_count(moved.facts, 'fact')} moved to {title}. u takes it back."
        if moved.stayed:
            said += f" {moved.stayed} stayed: an order needs them where they are."
        self.app.call_from_thread(self._acted, said)

    def action_tag(self) -> None:
        """Ask for tags and change those of the chosen cards' facts."""
        from quiz.library.tagging import read_tags
        from quiz.tui.screens.ask import AskScreen

        def wrong(text: str) -> str:
            try:
                read_tags(text)
            except QuizError as error:
                return str(error)
            return ""

        def said(text: str | None) -> None:
            if text is not None:
                self._tag(meant, text)

        if meant := self._meant():
            has = sorted({tag for row in meant for tag in row.card.tags})
            says = f'Tags for {_cards(len(meant))}: water "two words" gives them, -water takes it away.'
            says += f"\nThey have: {one_line(', '.join(has), 200)}" if has else ""
            self.app.push_screen(AskScreen("Tags", says, wrong), said)

    @work(thread=True, group="act")
    def _tag(self, meant: list[Row], text: str) -> None:
        from quiz.library.tagging import tag

        try:
            changed = tag(self.app.desk, _facts(meant), text)
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        told = f"{_count(changed, 'fact')} tagged. u takes it back." if changed else "Nothing to change."  # fmt: skip
        self.app.call_from_thread(self._acted, told)

    @work(thread=True, group="act")
    def action_undo(self) -> None:
        """Take back the latest act."""
        try:
            done = browse.undo(self.app.desk)
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        said = "Nothing to take back."
        if done is not None:
            noun = "fact" if isinstance(done[0], Filed) else "card"
            said = f"Taken back: {_count(done[1], noun)} {_DONE[done[0]]}."
        self.app.call_from_thread(self._acted, said)

    def _acted(self, said: str) -> None:
        self.app.notify(said, timeout=4, markup=False)
        self.load()


def _cards(count: int) -> str:
    return _count(count, "card")


def _count(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


def _facts(meant: list[Row]) -> dict[str, set[str]]:
    """The facts of some cards by their decks."""
    found: dict[str, set[str]] = {}
    for row in meant:
        found.setdefault(row.deck.id, set()).add(row.card.fact)
    return found
