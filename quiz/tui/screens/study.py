"""Study: one screen whose content changes from question to answer to summary."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from quiz.core.display import one_line, printable, quotation
from quiz.core.errors import QuizError
from quiz.core.rating import Rating
from quiz.library.judging import judged, to_be_typed
from quiz.library.remarks import RATINGS, mark, remark, understood
from quiz.tui.widgets.meter import meter
from quiz.wording.cards import hint

if TYPE_CHECKING:
    from quiz.core.answers import Verdict
    from quiz.core.card import Card
    from quiz.core.deck import Deck
    from quiz.library.study import Study
    from quiz.tui.app import QuizApp

LATE_TYPING = 0.3  # seconds after the answer in which digits rate nothing
QUOTE_LIMIT = 420


class StudyScreen(Screen[None]):
    """A session. Before the answer keys are text; after it they rate and command."""

    app: QuizApp
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "go",
            "Show",
            key_display="enter",
            tooltip="Show the answer, then accept the proposed rating",
        ),
        Binding("1", "rate(1)", "Again", show=False, tooltip="Again: it was not known"),
        Binding("2", "rate(2)", "Hard", show=False, tooltip="Hard: known with doubt or in part"),
        Binding("3", "rate(3)", "Good", show=False, tooltip="Good: known"),
        Binding("4", "rate(4)", "Easy", show=False, tooltip="Easy: known at once"),
        Binding("u", "undo", "Undo", tooltip="Take back the last answer, bury or suspend"),
        Binding("o", "source", "Source", tooltip="Show the whole source sentence"),
        Binding(
            "minus", "bury", "Bury", key_display="-", tooltip="Put the card off until tomorrow"
        ),
        Binding(
            "at",
            "suspend",
            "Suspend",
            key_display="@",
            show=False,
            tooltip="Take the card out of study",
        ),
        Binding(
            "asterisk",
            "flag",
            "Flag",
            key_display="*",
            show=False,
            tooltip="Flag the card, or take the flag away",
        ),
        Binding("i,tab", "type", "Type", show=False, tooltip="Back to typing the answer"),
        Binding(
            "escape", "stop", "Stop", tooltip="From typing to the keys; then stop, all is saved"
        ),
        Binding("q", "leave", "Stop", show=False, tooltip="Stop; everything is saved"),
    ]

    def __init__(self, study: Study, decks: Sequence[Deck]) -> None:
        super().__init__()
        self.study = study
        self._decks = {d.id: d for d in decks}
        self._answered = False
        self._verdict: Verdict | None = None
        self._typed = ""
        self._begun = self._shown_at = time.monotonic()
        self._whole = False

    def compose(self) -> ComposeResult:
        """All that the screen may show; what is not wanted is hidden."""
        yield Static(id="status")
        with VerticalScroll(id="stage"), Vertical(id="card"):
            yield Static(id="topic")
            yield Static(id="question")
            yield Static(id="hint")
            yield Input(
                id="typed", placeholder="type the answer, enter shows it", select_on_focus=False
            )
            yield Static(Content("enter shows the answer"), id="reveal")
            yield Static(id="rule")
            yield Static(id="answer")
            yield Static(id="verdict")
            yield Static(id="note")
            yield Static(id="quote")
        yield Static(id="ratings")
        yield Footer()

    def on_mount(self) -> None:
        """Ask the first card, and look for steps that end while nothing is shown."""
        self.watch(self.query_one("#stage"), "virtual_size", self._to_answer, init=False)
        self._ask()
        self.set_interval(5, self._look)

    def on_resize(self) -> None:
        """The bar and the rule are as wide as the screen."""
        self._status()
        self.query_one("#rule", Static).update(_rule(self.size.width))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what makes sense now is offered."""
        card = self.study.current
        if action == "rate":
            return self._answered
        if action in ("bury", "suspend", "flag"):
            return card is not None and not self._typing  # there they are text
        if action == "source":
            return self._answered and card is not None and card.source is not None
        if action == "type":
            return card is not None and not self._answered and self._typing_wanted(card)
        return True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the answer field."""
        event.stop()
        self._show_answer(event.value)

    def action_go(self) -> None:
        """Show the answer; then accept the proposed rating."""
        if self.study.current is None:
            if self.study.waiting_until is None:
                self.action_leave()
            else:
                self._look()
        elif not self._answered:
            self._show_answer(self.query_one("#typed", Input).value)
        elif time.monotonic() - self._shown_at >= LATE_TYPING:
            self._rate(self._proposed())

    def action_rate(self, number: int) -> None:
        """Rate by digit; a digit typed too late for the answer rates nothing."""
        if self._answered and time.monotonic() - self._shown_at >= LATE_TYPING:
            self._rate(Rating(number))

    def action_undo(self) -> None:
        """Take back the last answer; its card is asked again."""
        try:
            card = self.study.undo()
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.notify("Taken back." if card else "Nothing to take back here.", timeout=2)
        self._ask()

    def action_bury(self) -> None:
        """Put the card off until tomorrow."""
        self._mark("bury", "Put off until tomorrow.")

    def action_suspend(self) -> None:
        """Take the card out of study."""
        self._mark("suspend", "Suspended.")

    def action_flag(self) -> None:
        """Flag the card."""
        try:
            flagged = self.study.flag()
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.notify("Flagged." if flagged else "Flag taken away.", timeout=2)

    def action_source(self) -> None:
        """Show the whole quote, or its beginning again."""
        self._whole = not self._whole
        self._show_quote()

    def action_type(self) -> None:
        """Back to typing."""
        self.query_one("#typed", Input).focus()

    def action_stop(self) -> None:
        """From typing to the keys, from the keys to the end."""
        if self._typing:
            self._to_keys()
            self._reveal_line("esc again stops; i goes on typing; enter shows the answer")
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Back home, or out when the session was all that was asked for."""
        done = self.study.summary()
        if done.answered:
            self.app.notify(
                f"{done.answered} answers saved, {done.left} cards left today.", timeout=3
            )
        self.dismiss()

    def _mark(self, what: str, said: str) -> None:
        try:
            getattr(self.study, what)()
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.notify(said, timeout=2)
        self._ask()

    def _look(self) -> None:
        """Another process may have written; a step may have ended."""
        try:
            changed = self.study.refresh()
        except QuizError as error:
            self.app.tell(error)
            return
        if changed:
            self._ask()
        elif not self._answered:
            self._status()

    @property
    def _typing(self) -> bool:
        return self.focused is not None and self.focused.id == "typed"

    def _to_keys(self) -> None:
        """Leave the field: letters command, and the arrows scroll what is long."""
        self.query_one("#stage").focus(scroll_visible=False)

    def _to_answer(self) -> None:
        """On a small screen, bring up an answer that lies below its edge."""
        stage, answer = self.query_one("#stage"), self.query_one("#answer")
        if answer.display and answer.region.y >= stage.region.bottom:
            answer.scroll_visible(animate=False, top=True)

    def _typing_wanted(self, card: Card) -> bool:
        return to_be_typed(card, self.study.settings.answer_mode)

    def _ask(self) -> None:
        """Show the question, or the summary where there is none."""
        self._answered, self._verdict, self._typed, self._whole = False, None, "", False
        self._begun = time.monotonic()
        card = self.study.current
        field = self.query_one("#typed", Input)
        field.value = ""
        self._only("topic", "question", "hint")
        self.query_one("#stage").scroll_home(animate=False)
        self.query_one("#ratings", Static).update("")
        if card is None:
            self._show_summary()
        else:
            self.query_one("#topic", Static).update(Content(one_line(card.topic, 100)))
            self.query_one("#question", Static).update(Content(printable(card.question)))
            asked = hint(card)
            self.query_one("#hint", Static).update(Content(f"({asked})" if asked else ""))
            if self._typing_wanted(card):
                self._only("topic", "question", "hint", "typed")
                field.focus()
            else:
                self._to_keys()
                self._reveal_line("enter shows the answer")
        self._status()
        self.refresh_bindings()

    def _reveal_line(self, text: str) -> None:
        line = self.query_one("#reveal", Static)
        line.update(Content(text))
        line.remove_class("hidden")

    def _only(self, *names: str) -> None:
        for widget in self.query("#card > *"):
            widget.set_class(widget.id not in names, "hidden")

    def _show_answer(self, typed: str) -> None:
        card = self.study.current
        if card is None or self._answered:
            return
        self._answered, self._typed, self._shown_at = True, typed.strip(), time.monotonic()
        wanted = self._typing_wanted(card)
        self._verdict = judged(card, typed) if wanted and typed.strip() else None
        self._to_keys()
        self._only(
            "topic",
            "question",
            "hint",
            "rule",
            "answer",
            "verdict",
            "quote",
            *(["note"] if card.note else []),
        )
        self.query_one("#rule", Static).update(_rule(self.size.width))
        self.query_one("#answer", Static).update(Content(printable(card.answer)))
        self.query_one("#note", Static).update(Content(printable(card.note)))
        self.query_one("#verdict", Static).update(self._verdict_line(card))
        self._show_quote()
        self._show_ratings()
        self.refresh_bindings()

    def _verdict_line(self, card: Card) -> Content:
        verdict = self._verdict
        if verdict is None:
            return Content("")
        said = understood(verdict, card.lang) or one_line(self._typed, 60)
        style = {"right": "$success", "close": "$warning", "wrong": "$error"}[verdict.grade]
        return Content.assemble(
            (f"{mark(verdict)} {remark(verdict)}", style), (f"   you said: {said}", "dim")
        )

    def _show_quote(self) -> None:
        card = self.study.current
        source = card.source if card else None
        if card is None or source is None or not source.quote:
            self.query_one("#quote", Static).update("")
            return
        deck = self._decks.get(card.deck)
        line, page = None, source.page
        if deck is not None and source.at is not None:
            page = page or self.app.desk.source_page(deck, source.of, source.at[0])
            line = None if page else self.app.desk.source_line(deck, source.of, source.at[0])
        quote = quotation(source.quote, 0 if self._whole else QUOTE_LIMIT)
        known = {s.id: s.title or s.file for s in deck.sources} if deck else {}
        where = one_line(known.get(source.of, ""), 50)
        spot = f"page {page}" if page else f"line {line}" if line else ""
        place = ", ".join(p for p in (where, spot) if p)
        self.query_one("#quote", Static).update(
            Content.assemble(f"“{quote}”", (f"  {place}" if place else "", "dim"))
        )

    def _proposed(self) -> Rating:
        card = self.study.current
        if self._verdict is not None:
            return self._verdict.rating
        typed = card is not None and self._typing_wanted(card)
        return Rating.AGAIN if typed else Rating.GOOD

    def _show_ratings(self) -> None:
        outcomes = self.study.outcomes()
        parts: list[Content | str] = []
        proposed = self._proposed()
        for rating in Rating:
            spoken = f" {outcomes[rating].spoken}" if rating in outcomes else ""
            text = f"{'▸' if rating is proposed else ' '}{rating.value} {RATINGS[rating]}{spoken}"
            parts.append(Content.styled(text, "bold reverse" if rating is proposed else ""))
        self.query_one("#ratings", Static).update(
            Content("   ").join([p if isinstance(p, Content) else Content(p) for p in parts])
        )

    def _rate(self, rating: Rating) -> None:
        took = int((time.monotonic() - self._begun) * 1000)
        verdict = str(self._verdict.grade) if self._verdict else ""
        try:
            self.study.answer(rating, typed=self._typed, verdict=verdict, took_ms=took)
        except QuizError as error:
            self.app.tell(error)  # nothing was saved: the card stays, and can be rated again
            return
        self._ask()

    def _status(self) -> None:
        """Deck, bar, how far."""
        tally = self.study.tally
        card = self.study.current
        deck = self._decks.get(card.deck) if card else None
        name = one_line(deck.title if deck else "", max(10, self.size.width // 3))
        right = f" {tally.done} of {tally.total}   {tally.due} due + {tally.learning} learning + {tally.new} new"
        if self.size.width < 70:
            right = f" {tally.done} of {tally.total}"
        width = max(0, self.size.width - len(name) - len(right) - 5)
        self.query_one("#status", Static).update(
            Content.assemble(
                (name, "bold"), "  " if name else "", meter(tally.done, tally.total, width), right
            )
        )

    def _show_summary(self) -> None:
        done = self.study.summary()
        self.set_focus(None)
        if self.study.waiting_until is not None:
            head = f"The next card comes back at {self.study.waiting_until:%H:%M}."
        elif done.answered:
            head = "Done for today." if not done.left else "This session is done."
        else:
            head = "Nothing is due here now."
        minutes = f"{done.seconds / 60:.0f} min" if done.seconds >= 90 else f"{done.seconds:.0f} s"
        lines = [head, ""]
        if done.answered:
            lines += [
                f"{done.answered} answers in {minutes}, all saved",
                f"{done.again} again · {done.hard} hard · {done.good} good · {done.easy} easy",
                f"{done.left} cards left today, {done.tomorrow} due tomorrow",
                "",
            ]
        lines.append("enter or esc goes back, u takes back the last answer")
        self.query_one("#question", Static).update(Content("\n".join(lines)))
        self._only("question")


def _rule(width: int) -> Content:
    """A line with the word answer in it."""
    half = max(2, (min(width - 6, 98) - 8) // 2)
    return Content(f"{'─' * half} answer {'─' * half}")
