"""The source of a deck, each sentence marked by how well it is known and whether it is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz.core.display import one_line, quotation
from quiz.core.errors import QuizError
from quiz.core.known import Known
from quiz.library.coverage import Coverage, Sentence, coverage
from quiz.translation import N_, _, ngettext
from quiz.tui.marks import MISSING, SIGNS, STYLES, counted, legend, percent
from quiz.tui.screens.card import CardScreen
from quiz.tui.screens.choose import ChooseDecks
from quiz.tui.spoken import Said, SpokenScreen
from quiz.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from quiz.core.deck import Deck
    from quiz.tui.app import QuizApp

EMPTY = N_("""No deck has a source, or quotes of one, to show.

Press esc to go home, then n to build a deck from a document.
""")


class SourceMapScreen(SpokenScreen[None]):
    """Sentence by sentence: what of a document is in memory, and what no card asks."""

    app: QuizApp
    DEFAULT_CSS = """
    SourceMapScreen #sentences { height: 1fr; border: none; background: $background; padding: 0; }
    SourceMapScreen #sentences:focus > .option-list--option-highlighted {
        background: $primary 30%; color: $foreground; text-style: bold;
    }
    SourceMapScreen #shares { height: auto; padding: 0 1; }
    SourceMapScreen #source-legend { height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Cards", tooltip="The cards that ask of this sentence"),
        Binding("n", "next_missing(1)", "Next uncovered", tooltip="The next sentence with a date and no card"),
        Binding("N", "next_missing(-1)", show=False, tooltip="The sentence before with a date and no card"),
        Binding("w", "next_weak(1)", "Next weak", tooltip="The next sentence that is weak or fading"),
        Binding("W", "next_weak(-1)", show=False, tooltip="The sentence before that is weak or fading"),
        Binding("j", "move(1)", "Down", show=False, tooltip="One sentence down"),
        Binding("k", "move(-1)", "Up", show=False, tooltip="One sentence up"),
        Binding("tab", "source(1)", "Source", show=False, tooltip="The next source of the deck"),
        Binding("d", "decks", "Deck", tooltip="Choose the deck"),
        Binding("escape,q", "leave", "Back", key_display="esc", tooltip="Back"),
    ]  # fmt: skip

    def __init__(self, deck: str = "") -> None:
        """Open on a deck, by id; on the first where none is named."""
        super().__init__()
        self._wanted = deck
        self._every: list[Deck] = []
        self._found: list[Coverage] = []
        self._at = 0
        self._options: list[Sentence | None] = []
        self._loaded = False

    def compose(self) -> ComposeResult:
        """What it is, the shares, the text, the signs, the keys."""
        yield Static(Content(_("Source")), classes="title", id="source-title")
        yield Static(id="shares")
        yield OptionList(id="sentences")
        yield Said(EMPTY, classes="empty hidden", id="source-empty")
        yield Static(id="source-legend")
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """A single source has no next one."""
        return action != "source" or len(self._found) > 1

    def on_mount(self) -> None:
        """Paint first."""
        self.query_one("#sentences").focus()
        self.call_after_refresh(self.load)

    def on_resize(self) -> None:
        """Lines as wide as the screen, the signs in short where it is narrow."""
        self.redraw()

    def redraw(self) -> None:
        """Everything again, in the room and the language that there are."""
        if self._found:
            self._draw()
        else:
            self._signs()

    def on_screen_resume(self) -> None:
        """Cards may have been changed."""
        if self._loaded:
            self.load()

    @work(thread=True, exclusive=True)
    def load(self) -> None:
        """Read the source off the main thread."""
        desk = self.app.desk
        try:
            every = desk.decks([])
            by_worth = sorted(every, key=lambda d: (d.id != self._wanted, not d.sources))
            deck = by_worth[0] if by_worth else None
            found = coverage(desk, deck) if deck else []
        except QuizError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        self.app.call_from_thread(self._take, every, found)

    def _take(self, every: list[Deck], found: list[Coverage]) -> None:
        self._every, self._found, self._loaded = every, found, True
        self._at = min(self._at, max(0, len(found) - 1))
        empty = not found
        self.query_one("#source-empty").set_class(not empty, "hidden")
        for name in ("#shares", "#sentences", "#source-legend"):
            self.query_one(name).set_class(empty, "hidden")
        if empty:
            self.query_one("#source-title", Static).update(Content(_("Source")))
            return
        self._draw()
        self.refresh_bindings()

    def _draw(self) -> None:
        source = self._found[self._at]
        options = self.query_one("#sentences", OptionList)
        at, top = options.highlighted, options.scroll_y
        self._options = _spaced(source.sentences)
        width = max(12, self.size.width - 4)
        options.clear_options()
        options.add_options(
            [
                Option(_line(s, width) if s else Content(""), disabled=s is None)
                for s in self._options
            ]
        )  # fmt: skip
        first = next((n for n, s in enumerate(self._options) if s and not s.heading), None)
        options.highlighted = at if at is not None and at < len(self._options) else first
        options.scroll_to(y=top, animate=False)
        more = ""
        if len(self._found) > 1:
            more = _("{n} of {total}, tab goes on").format(n=self._at + 1, total=len(self._found))
            more = f"   {more}"
        self.query_one("#source-title", Static).update(
            Content.assemble(
                (_("Source"), "bold"),
                f"   {one_line(source.name, max(20, self.size.width - 40))}",
                (more, "$text-muted"),
            )
        )
        self.query_one("#shares", Static).update(_shares(source))
        self._signs()

    def _signs(self) -> None:
        words = _("no card") if self.size.width < 100 else _("names a date, no card")
        signs = legend(self.size.width - len(words) - 6)
        self.query_one("#source-legend", Static).update(
            Content.assemble(signs, "  ", (MISSING, "bold $accent"), f" {words}")
        )

    def on_option_list_option_selected(self) -> None:
        """Enter, or a click, on a sentence."""
        self.action_open()

    def action_open(self) -> None:
        """Its cards."""
        at = self.query_one("#sentences", OptionList).highlighted
        sentence = self._options[at] if at is not None and at < len(self._options) else None
        if sentence is None:
            return
        if sentence.cards:
            self.app.push_screen(CardScreen(sentence.cards))
        else:
            self.app.notify(_("No card asks of this sentence."), timeout=2)

    def action_next_missing(self, by: int) -> None:
        """To the next sentence that has a date and no card."""
        self._seek(by, lambda s: s.missing, _("Every sentence with a date has a card."))

    def action_next_weak(self, by: int) -> None:
        """To the next sentence that is weak or fading."""
        weak = (Known.WEAK, Known.FADING)
        self._seek(by, lambda s: bool(s.cards) and s.known in weak, _("Nothing here is weak."))

    def _seek(self, by: int, wanted: Callable[[Sentence], bool], none: str) -> None:
        options = self.query_one("#sentences", OptionList)
        count, at = len(self._options), options.highlighted or 0
        for step in range(1, count + 1):
            place = (at + by * step) % count
            sentence = self._options[place]
            if sentence is not None and wanted(sentence):
                options.highlighted = place
                return
        self.app.notify(none, timeout=2)

    def action_move(self, by: int) -> None:
        """Up or down."""
        options = self.query_one("#sentences", OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_source(self, by: int) -> None:
        """The next source of the deck."""
        if len(self._found) > 1:
            self._at = (self._at + by) % len(self._found)
            self.query_one("#sentences", OptionList).highlighted = None
            self._draw()

    def action_decks(self) -> None:
        """Choose the deck."""
        if self._every:
            shown = [self._found[0].deck.id] if self._found else []
            self.app.push_screen(ChooseDecks(self._every, shown, several=False), self._chosen)

    def _chosen(self, chosen: list[str] | None) -> None:
        if chosen:
            self._wanted, self._at = chosen[0], 0
            self.query_one("#sentences", OptionList).highlighted = None
            self.load()

    def action_leave(self) -> None:
        """Back."""
        self.dismiss()


def _spaced(sentences: tuple[Sentence, ...]) -> list[Sentence | None]:
    """The sentences with a gap where a paragraph ends; lists stay together."""
    found: list[Sentence | None] = []
    several: dict[int, int] = {}
    for s in sentences:
        several[s.block] = several.get(s.block, 0) + 1
    for s in sentences:
        last = found[-1] if found else None
        if last is not None and s.block != last.block:
            if s.heading or last.heading or several[s.block] > 1 or several[last.block] > 1:
                found.append(None)
        found.append(s)
    return found


def _line(sentence: Sentence, width: int) -> Content:
    """A sentence behind its sign, its lines under one another."""
    words = Content(quotation(sentence.text) or one_line(sentence.text))
    mark = Content("  ")
    if sentence.heading:
        words = words.stylize("bold underline")
    elif sentence.missing:
        mark, words = Content.styled(f"{MISSING} ", "bold $accent"), words.stylize("$accent")
    elif not sentence.cards:
        words = words.stylize("$text-muted")
    else:
        style = STYLES[sentence.known]
        mark, words = Content.styled(f"{SIGNS[sentence.known]} ", style), words.stylize(style)
    return mark + Content("\n  ").join(words.wrap(width))


def _shares(source: Coverage) -> Content:
    """How much is known, and how much has no card."""
    asked = [s for s in source.sentences if s.cards]
    counts = {level: sum(s.known is level for s in asked) for level in Known}
    parts = [counted(level, n) for level, n in counts.items() if n]
    missing = source.missing / source.dated if source.dated else 0.0
    have = ngettext(
        "{n} of {total} sentences has cards:", "{n} of {total} sentences have cards:", len(asked)
    ).format(total=len(source.sentences))
    lines = [Content.assemble(f"{have} ", (", ".join(parts) or _("none"), "bold"))]
    if source.whole:
        lines.append(
            Content.assemble(
                (_("{n} of {total}").format(n=source.missing, total=source.dated), "bold"),
                " ",
                _("sentences with a date have no card ({share})").format(share=percent(missing)),
            )
        )
    else:
        file = one_line(source.source.file or source.source.url or _("no file named"), 40)
        said = _("The text is not beside the deck ({file}): only its quotes are shown.")
        lines.append(Content.styled(said.format(file=file), "$text-muted"))
    return Content("\n").join(lines)
