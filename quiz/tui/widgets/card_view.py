"""One card: its question in the form it is asked, then the answer with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from quiz.core.answers import Verdict
from quiz.core.diff import Aligned
from quiz.core.display import one_line, printable
from quiz.library.exercise import Exercise, Form
from quiz.library.neighbours import Row
from quiz.library.remarks import mark, remark, understood
from quiz.library.reply import typed_and_right
from quiz.translation import N_, _, ngettext, pgettext
from quiz.tui.widgets.answer_list import Arrange, Choices

TYPE_HERE = N_("type the answer, enter shows it")
_STYLES = {"right": "$text-success", "close": "$text-warning", "wrong": "$text-error"}
_GIVEN = 60  # characters of a typed answer that are repeated beside the verdict


@dataclass(frozen=True, slots=True)
class Given:
    """What a learner gave, as it is kept (`text`) and judged."""

    text: str = ""
    verdict: Verdict | None = None
    chosen: int | None = None
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer's side of a card, ready to be drawn; empty parts stay away."""

    answer: str
    lines: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    diff: Aligned | None = None
    parts: tuple[tuple[str, bool], ...] = ()
    around: tuple[Row, ...] = ()
    note: str = ""
    quote: Content | None = None


class CardView(VerticalScroll, can_focus=False):
    """Everything that the screen may show of a card; what is not wanted is hidden.

    It never takes the focus: with it or without it every part would be styled anew.
    """

    def compose(self) -> ComposeResult:
        """The parts, from the topic down to the quote."""
        with Vertical(id="card"):
            yield Static(id="topic")
            yield Static(id="question")
            yield Static(id="hint")
            yield Input(id="typed", placeholder=_(TYPE_HERE), select_on_focus=False)
            yield Choices(id="choices")
            yield Arrange(id="arrange")
            yield Static(id="reveal")
            yield Static(id="rule")
            yield Static(id="answer")
            yield Static(id="verdict")
            yield Static(id="diff")
            yield Static(id="around")
            yield Static(id="note")
            yield Static(id="quote")

    def on_mount(self) -> None:
        """An answer that comes below the edge is brought up."""
        self.watch(self, "virtual_size", self._to_answer, init=False)

    def only(self, *names: str) -> None:
        """Show these parts and no others."""
        for widget in self.query("#card > *"):
            widget.set_class(widget.id not in names, "hidden")

    def put(self, name: str, content: Content | str) -> None:
        """Give a part its content; text is never markup."""
        shown = Content(content) if isinstance(content, str) else content
        self.query_one(f"#{name}", Static).update(shown)

    def ask(self, exercise: Exercise, hint: str) -> None:
        """Show the question and what the answer is given with."""
        field = self.query_one("#typed", Input)
        field.value = ""
        self.scroll_home(animate=False)
        self.put("topic", one_line(exercise.card.topic, 100))
        self.put("question", printable(exercise.question))
        self.put("hint", f"({hint})" if hint else "")
        names = ["question"]
        names += ["topic"] if exercise.card.topic else []
        names += ["hint"] if hint and exercise.form in (Form.TYPE, Form.REVEAL) else []
        match exercise.form:
            case Form.TYPE:
                self.only(*names, "typed")
                field.focus()
            case Form.CHOOSE:
                self._offer("#choices", names, _("a-d, a click or arrows and enter choose"))
                self.query_one("#choices", Choices).show(exercise.rows)
            case Form.ORDER:
                self._offer("#arrange", names, _("arrows go, J and K move the item, enter is done"))
                self.query_one("#arrange", Arrange).show(exercise.rows)
            case Form.PLACE:
                self._offer(
                    "#arrange", names, _("arrows put the event in its place, enter is done")
                )
                self.query_one("#arrange", Arrange).show(exercise.rows, exercise.moved)
            case _:
                self.only(*names)
                self.say(_("enter shows the answer"))
                self.screen.set_focus(None)

    def _offer(self, name: str, names: Sequence[str], said: str) -> None:
        self.only(*names, name.removeprefix("#"))
        self.say(said)
        self.query_one(name).focus(scroll_visible=False)

    def say(self, text: str) -> None:
        """A line on what to press."""
        self.put("reveal", text)
        self.query_one("#reveal").remove_class("hidden")

    def answer(self, exercise: Exercise, given: Given, shown: Shown) -> None:
        """Show the answer below the question."""
        names = ["question", "rule"]
        if exercise.card.topic:
            names.append("topic")
        if str(self.query_one("#hint", Static).content) and exercise.form is Form.TYPE:
            names.append("hint")
        self.put("rule", rule(self.size.width))
        if shown.choices:
            self.query_one("#choices", Choices).judged(shown.choices, given.chosen, exercise.right)
            names.append("choices")
        if shown.lines:
            self.put("answer", _lines(shown.lines))
        else:
            self.put("answer", printable(shown.answer))
        if not shown.choices:
            names.append("answer")
        for name, content in (
            ("verdict", verdict_line(given, exercise)),
            ("diff", _difference(shown)),
            ("around", _around(shown.around, min(self.size.width - 6, 98))),
            ("note", Content(printable(shown.note))),
            ("quote", shown.quote or Content("")),
        ):
            self.put(name, content)
            if content.plain:
                names.append(name)
        self.only(*names)
        self.screen.set_focus(None)

    def _to_answer(self) -> None:
        """On a small screen, bring up an answer that lies below its edge."""
        answer = self.query_one("#answer")
        if answer.display and answer.region.y >= self.region.bottom:
            answer.scroll_visible(animate=False, top=True)


def rule(width: int) -> Content:
    """A line with the word answer in it."""
    word = pgettext("over the answer", "answer")
    half = max(2, (min(width - 6, 98) - len(word) - 2) // 2)
    return Content(f"{'─' * half} {word} {'─' * half}")


def verdict_line(given: Given, exercise: Exercise) -> Content:
    """The verdict's sign and words, and what was read; empty where nothing was given."""
    verdict = given.verdict
    if verdict is None:
        return Content("")
    said = understood(verdict, exercise.card.lang) or (
        one_line(given.text, _GIVEN) if exercise.form is Form.TYPE else ""
    )
    return Content.assemble(
        (f"{mark(verdict)} {remark(verdict)}", _STYLES[verdict.grade]),
        (f"   {_('you said: {said}').format(said=said)}" if said else "", "$text-muted"),
    )


def _lines(lines: Sequence[str]) -> Content:
    return Content("\n").join(
        Content.styled(one_line(line), "$text-success" if line[0] == "✓" else "$text-error")
        for line in lines
    )


def _difference(shown: Shown) -> Content:
    """Typed and right letter under letter, or which parts of a date are right."""
    if shown.parts:
        return Content("   ").join(
            Content.styled(
                f"{'✓' if fine else '✗'} {name}", "$text-success" if fine else "$text-error"
            )
            for name, fine in shown.parts
        )
    if shown.diff is None:
        return Content("")

    def line(text: str, style: str) -> Content:
        marked = zip(text, shown.diff.differs if shown.diff else (), strict=True)
        return Content.assemble(*((c, style) if off else (c, "") for c, off in marked))

    typed, right = typed_and_right()
    return Content.assemble(
        (f"{typed}  ", "$text-muted"), line(printable(shown.diff.typed), "reverse"),
        (f"\n{right}  ", "$text-muted"), line(printable(shown.diff.right), "bold underline"),
    )  # fmt: skip


def _around(rows: Sequence[Row], room: int) -> Content:
    """A stretch of the timeline, a line an event."""
    width = max((len(r.date) for r in rows), default=0)
    out = []
    for row in rows:
        if row.mark == "⋮":
            between = ngettext("{n} event between", "{n} events between", int(row.statement))
            out.append(Content.styled(f"⋮ {between}", "$text-muted"))
            continue
        text = f"{row.mark} {row.date:<{width}}  " + (
            one_line(row.statement, max(12, room - width - 4))
            if row.mark != "✗"
            else _("your answer")
        )
        style = {"▸": "bold", "✗": "$text-error"}.get(row.mark, "$text-muted")
        out.append(Content.styled(text, style))
    return Content("\n").join(out)
