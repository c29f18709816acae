"""Browse: every card of every deck, filtered as one types, marked many at once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from quiz.core.card import Kind
from quiz.core.display import one_line
from quiz.core.errors import QuizError
from quiz.core.events import EventKind
from quiz.library import browse
from quiz.library.browse import Row, State, kind_word, state_word
from quiz.library.filing import Filed
from quiz.library.remarks import acts
from quiz.translation import N_, _, ngettext, pgettext
from quiz.tui.marks import percent, state_mark
from quiz.tui.screens.card import CardScreen
from quiz.tui.spoken import SpokenScreen
from quiz.tui.widgets.key_line import KeyLine
from quiz.tui.widgets.table import Column, Table

if TYPE_CHECKING:
    from quiz.core.deck import Deck
    from quiz.tui.app import QuizApp

EMPTY = N_("""There is no card to browse yet.

Press esc to go home, then n to build a deck from a document.
""")
NOTHING = N_("""No card is like that.

Press esc to empty the field. It takes words, and is:due is:new is:leech
is:suspended is:flagged, deck:…, tag:…, kind:when; a - before turns one round.
""")
FIND = N_("words, is:due, deck:…, tag:…, kind:when, -is:new")


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


class BrowseScreen(SpokenScreen[None]):
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
        yield Static(Content(_("Browse")), classes="title", id="browse-title")
        yield Input(
            self._begun,
            id="browse-find",
            placeholder=_(FIND),
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

    def redraw(self) -> None:
        """The table in another language's words."""
        self.query_one("#browse-find", Input).placeholder = _(FIND)
        if self._loaded:
            self._suggest()
            self._narrow()

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
        self._suggest()
        self._narrow()

    def _suggest(self) -> None:
        suggester = self.query_one("#browse-find", Input).suggester
        if isinstance(suggester, LastWord):
            suggester.words = browse.suggestions(self._rows)

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
        empty.update(Content(_(NOTHING if self._rows else EMPTY)))
        empty.set_class(bool(self._found), "hidden")
        table.set_class(not self._found, "hidden")
        self._title()

    def _title(self) -> None:
        chosen = order = fault = ""
        if count := len(self._chosen):
            chosen = "   " + ngettext("{n} chosen", "{n} chosen", count)
        if self._by:
            order = "   " + _("by {column}").format(column=_titles()[self._by])
            order += " ▾" if self._backwards else " ▴"
        if self._faults:
            words = one_line(", ".join(self._faults), 30)
            fault = "   " + _("not known: {words}").format(words=words)
        cards = _found(len(self._found), len(self._rows))
        self.query_one("#browse-title", Static).update(
            Content.assemble(
                (_("Browse"), "bold"),
                f"   {cards}",
                (chosen, "bold $accent"),
                (order, "$text-muted"),
                (fault, "bold $error"),
            )
        )

    def _columns(self) -> tuple[Column, ...]:
        wide, title = self.size.width, _titles()

        def fitting(key: str, least: int) -> Column:
            """A column of figures, no narrower than its title."""
            return Column(key, title[key], max(least, len(title[key])), right=True)

        states = max(len(state_word(s)) for s in State) + 2
        columns = [Column("mark", "", 2), Column("question", title["question"])]
        if wide >= 72:
            columns.append(Column("answer", title["answer"], 14 if wide < 100 else 22))
        if wide >= 110:
            kinds = max(len(kind_word(k)) for k in Kind)
            columns += [Column("deck", title["deck"], 16), Column("kind", title["kind"], kinds)]
        if wide >= 34:
            columns.append(Column("state", title["state"], states))
        if wide >= 60:
            columns.append(fitting("due", 8))
        if wide >= 90:
            columns.append(fitting("recall", 6))
        if wide >= 100:
            columns.append(fitting("lapses", 6))
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
                return Content.styled(kind_word(row.card.kind), "$text-muted")
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
            return f"{at:%H:%M}" if at > self._now else pgettext("when a card is due", "now")
        days = row.due - self._today
        if days == 0:
            return pgettext("when a card is due", "today")
        if days > 0:
            return pgettext("when a card is due", "in {days} d").format(days=days)
        return pgettext("when a card is due", "{days} d ago").format(days=-days)

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
                self.app.notify(_("Saved in the deck. u takes it back."), timeout=3)

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
        said = _("Nothing to change.")
        if changed:
            said = _("{cards} {done}. u takes it back.")
            said = said.format(cards=_cards(changed), done=acts(kind, changed))
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
            return "" if text.strip() else _("a deck needs a title")

        def made(title: str | None) -> None:
            if title is not None:
                self._move(meant, title.strip())

        title = pgettext("a title", "New deck")
        self.app.push_screen(AskScreen(title, _("What shall it be called?"), wrong), made)

    @work(thread=True, group="act")
    def _move(self, meant: list[Row], target: Deck | str) -> None:
        from quiz.library.moving import move

        try:
            moved = move(self.app.desk, _facts(meant), target)
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        title = one_line(target if isinstance(target, str) else target.title, 40)
        said = ngettext(
            "{n} fact moved to {title}. u takes it back.",
            "{n} facts moved to {title}. u takes it back.",
            moved.facts,
        ).format(title=title)
        if moved.stayed:
            said += " " + ngettext(
                "{n} stayed: an order needs it where it is.",
                "{n} stayed: an order needs them where they are.",
                moved.stayed,
            )
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
            says = _('Tags for {cards}: water "two words" gives them, -water takes it away.')
            says = says.format(cards=_cards(len(meant)))
            if has:
                tags = one_line(", ".join(has), 200)
                says += "\n" + _("They have: {tags}").format(tags=tags)
            self.app.push_screen(AskScreen(_("Tags"), says, wrong), said)

    @work(thread=True, group="act")
    def _tag(self, meant: list[Row], text: str) -> None:
        from quiz.library.tagging import tag

        try:
            changed = tag(self.app.desk, _facts(meant), text)
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        told = _("Nothing to change.")
        if changed:
            told = ngettext(
                "{n} fact tagged. u takes it back.", "{n} facts tagged. u takes it back.", changed
            )
        self.app.call_from_thread(self._acted, told)

    @work(thread=True, group="act")
    def action_undo(self) -> None:
        """Take back the latest act."""
        try:
            taken = browse.undo(self.app.desk)
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        said = _("Nothing to take back.")
        if taken is not None:
            kind, count = taken
            said = _("Taken back: {cards} {done}.")
            if isinstance(kind, Filed):
                said = said.format(cards=_facts_said(count), done=_filed(kind, count))
            else:
                said = said.format(cards=_cards(count), done=acts(kind, count))
        self.app.call_from_thread(self._acted, said)

    def _acted(self, said: str) -> None:
        self.app.notify(said, timeout=4, markup=False)
        self.load()


def _cards(count: int) -> str:
    return ngettext("{n} card", "{n} cards", count)


def _facts_said(count: int) -> str:
    return ngettext("{n} fact", "{n} facts", count)


def _filed(kind: Filed, count: int) -> str:
    """What an act on the decks' files did to so many facts."""
    match kind:
        case Filed.EDIT:
            return ngettext("edited", "edited", count)
        case Filed.MOVE:
            return ngettext("moved", "moved", count)
        case Filed.TAG:
            return ngettext("tagged", "tagged", count)


def _facts(meant: list[Row]) -> dict[str, set[str]]:
    """The facts of some cards by their decks."""
    found: dict[str, set[str]] = {}
    for row in meant:
        found.setdefault(row.deck.id, set()).add(row.card.fact)
    return found


def _found(count: int, every: int) -> str:
    """How many of all cards are found."""
    said = ngettext("{found} of {total} card", "{found} of {total} cards", every)
    return said.format(found=count, total=every)


def _titles() -> dict[str, str]:
    """The columns' titles by their keys."""
    return {
        "question": pgettext("a column", "question"),
        "answer": pgettext("a column", "answer"),
        "deck": pgettext("a column", "deck"),
        "kind": pgettext("a column", "kind"),
        "state": pgettext("a column", "state"),
        "due": pgettext("a column: when", "due"),
        "recall": pgettext("a column", "recall"),
        "lapses": pgettext("a column", "lapses"),
    }
