"""Study: one screen whose content changes from question to answer to summary."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, Static

from quiz.core.display import one_line, quotation
from quiz.core.errors import QuizError
from quiz.core.rating import Rating
from quiz.library.closing import closing, early, headline
from quiz.library.exercise import (
    Exercise,
    Form,
    arranged_lines,
    choice_lines,
    judge_arranged,
    judge_choice,
    judge_gap,
    judge_typed,
)
from quiz.library.remarks import RATINGS
from quiz.library.reply import neighbours_of, parts_of, typed_diff
from quiz.translation import _, pgettext
from quiz.tui.screens.source import place_of
from quiz.tui.screens.study_keys import STUDY_KEYS
from quiz.tui.spoken import SpokenScreen
from quiz.tui.widgets.answer_list import Arrange, Choices
from quiz.tui.widgets.card_view import TYPE_HERE, CardView, Given, Shown
from quiz.tui.widgets.key_line import KeyLine
from quiz.tui.widgets.ratings import ratings_line
from quiz.tui.widgets.session_line import session_line
from quiz.wording.cards import hint

if TYPE_CHECKING:
    from quiz.core.card import Card
    from quiz.core.deck import Deck
    from quiz.library.study import Study
    from quiz.tui.app import QuizApp

LATE_TYPING = 0.3  # seconds after the answer in which digits rate nothing
QUOTE_LIMIT = 420
LOOK = 5  # seconds between looks at progress and at the decks' files


class StudyScreen(SpokenScreen[None]):
    """A session. Before the answer keys are text; after it they rate and command."""

    app: QuizApp
    AUTO_FOCUS = ""  # none: what is focused is what the card is answered with
    BINDINGS = STUDY_KEYS

    def __init__(self, study: Study, decks: Sequence[Deck]) -> None:
        super().__init__()
        self.study = study
        self._decks = {d.id: d for d in decks}
        self._exercises = self.app.desk.exercises(study, decks)
        self._exercise: Exercise | None = None
        self._given: Given | None = None  # set once the answer is shown
        self._begun = self._shown_at = time.monotonic()
        self._seen = {d.id: self.app.desk.edited(d) for d in decks}

    def compose(self) -> ComposeResult:
        """How far the session is, the card, the ratings, the keys."""
        yield Static(id="status")
        yield CardView(id="stage")
        yield Static(id="ratings")
        yield KeyLine(self._does)

    def on_mount(self) -> None:
        """Ask the first card, and look for steps that end while nothing is shown."""
        self._ask()
        self.call_after_refresh(_settle)
        self.set_interval(LOOK, self._look)

    def on_resize(self) -> None:
        """The bar, the rule and the ratings are as wide as the screen."""
        self._status()
        if self._given is not None:
            self._show_ratings()

    def redraw(self) -> None:
        """What is shown, in another language's words."""
        self.query_one("#typed", Input).placeholder = _(TYPE_HERE)
        if self.study.current is None:
            self._show_summary()
        elif self._given is None:
            self._status()
        else:
            self._again()

    def on_descendant_focus(self) -> None:
        """What is text in a field is a command outside it."""
        self.refresh_bindings()

    def on_descendant_blur(self) -> None:
        """Likewise."""
        self.refresh_bindings()

    # What the learner gives.

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the answer field."""
        event.stop()
        self._typed(event.value)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """A letter, enter or a click on a choice."""
        event.stop()
        if self._exercise is not None and self._given is None:
            row = self._exercise.rows[event.index]
            self._show(Given(row, judge_choice(self._exercise, event.index), event.index))

    def on_arrange_submitted(self, event: Arrange.Submitted) -> None:
        """Enter on a list that was put in order, or on an event that was placed."""
        event.stop()
        if self._exercise is None or self._given is not None:
            return
        arrange = self.query_one("#arrange", Arrange)
        if self._exercise.form is Form.PLACE:
            verdict = judge_gap(self._exercise, arrange.gap)
            self._show(Given(_("place {n}").format(n=arrange.gap + 1), verdict))
        else:
            rows = tuple(arrange.rows)
            verdict = judge_arranged(self._exercise, rows).verdict
            self._show(Given(" → ".join(rows), verdict, rows=rows))

    # Actions, in the order of the keys.

    def action_go(self) -> None:
        """Show the answer; then accept the proposed rating."""
        if self.study.current is None:
            if self.study.waiting_until is None:
                self.action_leave()
            else:
                self._look()
        elif self._given is None:
            self._submit()
        elif time.monotonic() - self._shown_at >= LATE_TYPING:
            self._rate(self._proposed())

    def _submit(self) -> None:
        """What is on the screen is the answer."""
        match self._exercise.form if self._exercise else None:
            case Form.CHOOSE:
                self.query_one("#choices", Choices).action_select()
            case Form.ORDER | Form.PLACE:
                self.query_one("#arrange", Arrange).action_submit()
            case _:
                self._typed(self.query_one("#typed", Input).value)

    def action_give_up(self) -> None:
        """Show the answer without giving one."""
        if self._given is None:
            self._show(Given())

    def action_rate(self, number: int) -> None:
        """Rate by digit; a digit typed too late for the answer rates nothing."""
        if self._given is not None and time.monotonic() - self._shown_at >= LATE_TYPING:
            self._rate(Rating(number))

    def action_choices(self) -> None:
        """Offer choices, or take them away again."""
        card = self.study.current
        if card is None or self._exercise is None:
            return
        if self._exercise.form is Form.CHOOSE and self._exercise.helped:
            self._ask()
        elif found := self._exercises.choosing(card, self._review(card)):
            self._put(found)
        else:
            self.app.notify(_("This deck has no fair choices for it."), timeout=3)

    def action_place(self) -> None:
        """Let the event be placed among its neighbours, or ask for its date again."""
        card = self.study.current
        if card is None or self._exercise is None:
            return
        if self._exercise.form is Form.PLACE:
            self._ask()
        elif found := self._exercises.placing(card, self._review(card)):
            self._put(found)
        else:
            self.app.notify(_("It has too few neighbours on the timeline."), timeout=3)

    def action_undo(self) -> None:
        """Take back the last answer, bury or suspend; its card is asked again."""
        try:
            card = self.study.undo()
        except QuizError as error:
            self.app.tell(error)
            return
        if card is not None:
            said = _("Taken back.")
        elif self.study.undone is not None:
            said = _("Taken back, in another deck.")
        else:
            said = _("Nothing to take back here.")
        self.app.notify(said, timeout=2)
        self._ask()

    def action_undo_now(self) -> None:
        """Undo while u would be text."""
        self.action_undo()

    def action_edit(self) -> None:
        """Edit the card's fact in its deck's file."""
        card = self.study.current
        deck = self._decks.get(card.deck) if card else None
        if card is None or deck is None:
            return
        from quiz.library.edit import edit, fields
        from quiz.tui.screens.edit import EditScreen

        fact = next((f for f in deck.facts if f.id == card.fact), None)
        if fact is None:
            return

        def save(changes: dict[str, str]) -> None:
            self._renew(edit(self.app.desk, deck, card.fact, changes))

        def done(saved: bool | None) -> None:
            if saved:
                self.app.notify(_("Saved in the deck."), timeout=2)
                self._again()

        self.app.push_screen(EditScreen(deck.title, fields(fact, card), save), done)

    def action_source(self) -> None:
        """Show the sentence in its paragraph."""
        from quiz.tui.screens.source import SourceScreen

        card = self.study.current
        if card is not None:
            self.app.push_screen(SourceScreen(self.app.desk, self._decks.get(card.deck), card))

    def action_info(self) -> None:
        """Show the card's memory and history."""
        from quiz.library.cardinfo import card_info
        from quiz.tui.screens.card_info import CardInfoScreen

        card = self.study.current
        if card is None:
            return
        try:
            info = card_info(card, self.study.progress)
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.push_screen(CardInfoScreen(info, answers=self._given is not None))

    def action_bury(self) -> None:
        """Put the card off until tomorrow."""
        self._mark("bury", _("Put off until tomorrow."))

    def action_suspend(self) -> None:
        """Take the card out of study."""
        self._mark("suspend", _("Suspended."))

    def action_flag(self) -> None:
        """Flag the card."""
        try:
            flagged = self.study.flag()
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.notify(_("Flagged.") if flagged else _("Flag taken away."), timeout=2)
        self._status()

    def action_type(self) -> None:
        """Back to typing."""
        self.query_one("#typed", Input).focus()

    def action_stop(self) -> None:
        """From typing to the keys, from the keys to the end."""
        if self._typing:
            self.set_focus(None)
            self.query_one(CardView).say(
                _("esc again stops; tab goes on typing; enter shows the answer")
            )
            self.refresh_bindings()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Back home, or out when the session was all that was asked for."""
        done = self.study.summary()
        if done.answered:
            self.app.notify(early(done), timeout=4)
        self.dismiss()

    def action_scroll_card(self, how: str) -> None:
        """Scroll what is longer than the screen: up, down, page_up, page_down, home or end."""
        getattr(self.query_one(CardView), f"scroll_{how}")(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only what makes sense now is offered."""
        card, answered = self.study.current, self._given is not None
        match action:
            case "rate":
                return answered
            case "bury" | "suspend" | "flag" | "edit" | "info":
                return card is not None
            case "source":
                return answered and card is not None and card.source is not None
            case "type":
                wanted = self._exercise is not None and self._exercise.form is Form.TYPE
                return wanted and not answered and not self._typing
            case "choices" | "place" | "give_up":
                return card is not None and not answered and self._could(action, card)
            case _:
                return True

    def _does(self, binding: Binding) -> str:
        """What enter does now: show, be done, rate as proposed, or go back."""
        if binding.action != "go":
            return ""
        if self.study.current is None:
            return _("Look again") if self.study.waiting_until is not None else _("Back")
        if self._given is not None:
            return _(RATINGS[self._proposed()])
        match self._exercise.form if self._exercise else Form.REVEAL:
            case Form.CHOOSE:
                return pgettext("what enter does", "Choose")
            case Form.ORDER | Form.PLACE:
                return _("Done")
            case _:
                return ""

    def _could(self, action: str, card: Card) -> bool:
        """Whether a card can be asked in that form."""
        if action == "choices":
            return not card.items
        return action != "place" or card.edtf is not None and card.kind == "when"

    # The card on the screen.

    @property
    def _typing(self) -> bool:
        return self.focused is not None and self.focused.id == "typed"

    def _review(self, card: Card) -> int:
        memory = self.study.standing(card).memory
        return memory.reps if memory else 0

    def _ask(self) -> None:
        """Show the question, or the summary where there is none."""
        self._begun = time.monotonic()
        card = self.study.current
        if card is None:
            self._show_summary()
        else:
            self._put(self._exercises.usual(card, self._review(card)))

    def _put(self, exercise: Exercise) -> None:
        self._exercise, self._given = exercise, None
        self.query_one("#ratings", Static).update("")
        self.query_one(CardView).ask(exercise, hint(exercise.card))
        self._status()
        self.refresh_bindings()

    def _typed(self, text: str) -> None:
        if self._exercise is not None and self._given is None:
            typed = text.strip() if self._exercise.form is Form.TYPE else ""
            self._show(Given(typed, judge_typed(self._exercise.card, typed)))

    def _show(self, given: Given) -> None:
        """Show the answer, what is to be said of the one given, and the ratings."""
        exercise = self._exercise
        if exercise is None or self._given is not None:
            return
        self._given, self._shown_at = given, time.monotonic()
        self.query_one(CardView).answer(exercise, given, self._shown(exercise, given))
        self._show_ratings()
        self.refresh_bindings()

    def _again(self) -> None:
        """Draw the card again after an edit; the answer stays shown."""
        given, shown_at = self._given, self._shown_at
        self._ask()
        if given is not None and self._exercise is not None:
            self._show(Given(given.text, given.verdict, None, given.rows))
            self._shown_at = shown_at

    def _shown(self, exercise: Exercise, given: Given) -> Shown:
        card = exercise.card
        timeline = self._exercises.timeline(card)
        arranged = exercise.form is Form.ORDER and bool(given.rows)
        chosen = exercise.form is Form.CHOOSE
        return Shown(
            answer=_listed(card),
            lines=tuple(arranged_lines(exercise, given.rows, timeline)) if arranged else (),
            choices=tuple(choice_lines(exercise, timeline)) if chosen else (),
            diff=typed_diff(card, given.text, given.verdict)
            if exercise.form is Form.TYPE
            else None,
            parts=parts_of(card, given.verdict),
            around=tuple(neighbours_of(card, given.verdict, timeline)),
            note=card.note,
            quote=self._quote(card),
        )

    def _quote(self, card: Card) -> Content | None:
        source = card.source
        if source is None or not source.quote:
            return None
        place = place_of(self.app.desk, self._decks.get(card.deck), source)
        return Content.assemble(
            f"“{quotation(source.quote, QUOTE_LIMIT)}”", (f"  {place}" if place else "", "dim")
        )

    def _proposed(self) -> Rating:
        if self._given is not None and self._given.verdict is not None:
            return self._given.verdict.rating
        return (
            Rating.GOOD if self._exercise and self._exercise.form is Form.REVEAL else Rating.AGAIN
        )

    def _show_ratings(self) -> None:
        line = ratings_line(self.study.outcomes(), self._proposed(), self.size.width)
        self.query_one("#ratings", Static).update(line)

    def _rate(self, rating: Rating) -> None:
        given = self._given or Given()
        took = int((time.monotonic() - self._begun) * 1000)
        verdict = str(given.verdict.grade) if given.verdict else ""
        try:
            self.study.answer(rating, typed=given.text, verdict=verdict, took_ms=took)
        except QuizError as error:
            self.app.tell(error)  # nothing was saved: the card stays, and can be rated again
            return
        self._ask()

    def _mark(self, what: str, said: str) -> None:
        try:
            getattr(self.study, what)()
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.notify(said, timeout=2)
        self._ask()

    # What happens outside the screen.

    def _look(self) -> None:
        """Another process may have written; a step may have ended; a deck may be edited."""
        try:
            changed = self.study.refresh()
        except QuizError as error:
            self.app.tell(error)
            return
        self._look_at_files()
        if changed:
            self._ask()
        elif self._given is None:
            self._status()

    def _look_at_files(self) -> None:
        for name, deck in list(self._decks.items()):
            found = self.app.desk.edited(deck)
            if found == self._seen.get(name):
                continue
            self._seen[name] = found
            title = one_line(deck.title, 40)
            if found is None:
                self.app.notify(
                    _("{title}: its file is gone; the session goes on.").format(title=title),
                    severity="warning", markup=False,
                )  # fmt: skip
                continue
            try:
                self._renew(self.app.desk.reread(deck))
            except QuizError as error:
                self.app.tell(error)
                continue
            if self._given is None and not self.query_one("#typed", Input).value:
                self._ask()

    def _renew(self, deck: Deck) -> None:
        """Go on with a deck as it is now."""
        self._decks[deck.id] = deck
        self._seen[deck.id] = self.app.desk.edited(deck)
        decks = list(self._decks.values())
        self.study.renew(self.app.desk.pool(decks))
        self._exercises = self.app.desk.exercises(self.study, decks)

    def _status(self) -> None:
        card = self.study.current
        deck = self._decks.get(card.deck) if card else None
        line = session_line(self.study, deck.title if deck else "", self.size.width)
        self.query_one("#status", Static).update(line)

    def _show_summary(self) -> None:
        self._exercise = self._given = None
        done = self.study.summary()
        view = self.query_one(CardView)
        lines = [headline(done, self.study.waiting_until), ""]
        if told := closing(done):
            lines += [*(one_line(line, 200) for line in told), ""]
        lines.append(_("enter or esc goes back, u takes back the last answer"))
        view.put("question", Content("\n".join(lines)))
        view.only("question")
        self.set_focus(None)
        self.query_one("#ratings", Static).update("")
        self._status()
        self.refresh_bindings()


def _settle() -> None:
    """Take what was loaded out of the collector's rounds.

    A full round over a deck of 10,000 cards stops the program for 40 ms between two cards.
    """
    gc.collect()
    gc.freeze()


def _listed(card: Card) -> str:
    """The answer; of an order one item a line."""
    if len(card.items) > 2:
        return "\n".join(f"{n}. {item}" for n, item in enumerate(card.items, 1))
    return card.answer
