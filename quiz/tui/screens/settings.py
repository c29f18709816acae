"""Settings: every one on a line, changed by left and right, in force and saved at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quiz.core.display import one_line
from quiz.core.errors import QuizError
from quiz.core.rating import Rating
from quiz.library.preferences import PREFERENCES, Preference
from quiz.library.remarks import RATINGS
from quiz.library.study import spoken_interval
from quiz.translation import N_, _
from quiz.tui.marks import MISSING, legend
from quiz.tui.spoken import Said, SpokenScreen
from quiz.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from quiz.tui.app import QuizApp


class SettingsScreen(SpokenScreen[None]):
    """A line a setting, what it does below, and a preview of the theme."""

    app: QuizApp
    AUTO_FOCUS = "#settings"
    DEFAULT_CSS = """
    SettingsScreen #settings { height: auto; max-height: 1fr; border: none; background: $background; padding: 0; }
    SettingsScreen #about { height: auto; padding: 0 2; margin: 1 0 0 0; color: $text-muted; }
    SettingsScreen #number { border: none; height: 1; margin: 0 2; padding: 0 1; background: $panel; }
    SettingsScreen #number:focus { border: none; }
    SettingsScreen #preview { height: auto; margin: 1 2; padding: 0 1; border: round $accent; background: $surface; }
    SettingsScreen.low #preview { display: none; }
    SettingsScreen.low #about { margin: 0; }
    SettingsScreen #file { height: auto; padding: 0 2; color: $text-muted; }
    SettingsScreen.low #file { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "change(-1)", "Before", key_display="←", tooltip="The value before"),
        Binding("right,l,space", "change(1)", "After", key_display="→", tooltip="The next value"),
        Binding("enter", "type", "Type", tooltip="Type a number, or take the next value"),
        Binding("d", "default", "Default", tooltip="The value that it has when nothing is set"),
        Binding("j", "move(1)", "Down", show=False, tooltip="The next setting"),
        Binding("k", "move(-1)", "Up", show=False, tooltip="The setting before"),
        Binding("escape,q", "leave", "Back", key_display="esc", tooltip="Back; everything is saved"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """The settings, what one does, a field for numbers, the preview, the keys."""
        yield Said(N_("Settings"), classes="title")
        yield OptionList(*(Option(Content(_(p.name))) for p in PREFERENCES), id="settings")
        yield Static(id="about")
        yield Input(id="number", classes="hidden", select_on_focus=True)
        yield Static(id="preview")
        yield Static(id="file")
        yield KeyLine()

    def on_mount(self) -> None:
        """The values as they are."""
        self.query_one("#settings", OptionList).highlighted = 0
        self._draw()

    def on_resize(self) -> None:
        """The preview only where there is room."""
        self.set_class(self.size.height < 22, "low")
        self._draw()

    @property
    def _preference(self) -> Preference:
        return PREFERENCES[self.query_one("#settings", OptionList).highlighted or 0]

    def _value(self, preference: Preference) -> object:
        return getattr(self.app.desk.settings, preference.key)

    def _draw(self) -> None:
        options = self.query_one("#settings", OptionList)
        name = max(len(_(p.name)) for p in PREFERENCES) + 2
        if self.size.width < 50:
            name = 16
        for number, preference in enumerate(PREFERENCES):
            said = preference.said(self._value(preference))
            line = Content.assemble(
                f" {one_line(_(preference.name), name - 1):<{name}}",
                ("‹ ", "$text-muted"),
                (said, "bold"),
                (" ›", "$text-muted"),
            )
            options.replace_option_prompt_at_index(number, line)
        self.query_one("#about", Static).update(Content(_(self._preference.about)))
        self.query_one("#preview", Static).update(_preview())
        where = one_line(str(self.app.desk.locations.settings))
        said = _("Saved at once in {where}").format(where=where)
        self.query_one("#file", Static).update(Content(said))

    def redraw(self) -> None:
        """The settings in another language's words."""
        self._draw()

    def on_option_list_option_highlighted(self) -> None:
        """What it does."""
        self.query_one("#about", Static).update(Content(_(self._preference.about)))

    def on_option_list_option_selected(self) -> None:
        """Enter, or a click, on a setting."""
        self.action_type()

    def action_change(self, steps: int) -> None:
        """The next value, or the one before."""
        preference = self._preference
        self._set(preference, preference.moved(self._value(preference), steps))

    def action_default(self) -> None:
        """The value when nothing is set."""
        self._set(self._preference, self.app.desk.default(self._preference.key))

    def action_type(self) -> None:
        """A field for a number; other settings take their next value."""
        preference = self._preference
        if not preference.number:
            self.action_change(1)
            return
        field = self.query_one("#number", Input)
        field.remove_class("hidden")
        field.value = preference.said(self._value(preference))
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A number typed."""
        preference = self._preference
        value = preference.read(event.value)
        if value is None:
            low, high = preference.said(preference.low), preference.said(preference.high)
            said = _("{name}: give a number from {low} to {high}.")
            said = said.format(name=_(preference.name), low=low, high=high)
            self.app.notify(said, severity="warning", timeout=5)
            return
        self._close()
        self._set(preference, value)

    def _close(self) -> None:
        self.query_one("#number").add_class("hidden")
        self.query_one("#settings").focus()

    def _set(self, preference: Preference, value: object) -> None:
        try:
            self.app.desk.change(preference.key, value)
        except QuizError as error:
            self.app.tell(error)
            return
        self.app.apply(self.app.desk.settings)
        self._draw()

    def action_move(self, by: int) -> None:
        """Another setting."""
        options = self.query_one("#settings", OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def action_leave(self) -> None:
        """From the field to the list; then back."""
        if self.query_one("#number").has_focus:
            self._close()
        else:
            self.dismiss()


def _preview() -> Content:
    """What the theme makes of verdicts, signs and bars."""
    return Content("\n").join(
        [
            Content.assemble((_("When did it happen?"), "bold"), (f"   ({_('month, year')})", "$text-muted")),
            Content.assemble((f"✓ {_('right')}", "$success"), "   ", (f"≈ {_('close')}", "$warning"), "   ", (f"✗ {_('wrong')}", "$error"), "   ", (_("a link"), "$accent")),
            Content.assemble(legend(), "  ", (f"{MISSING} {_('no card')}", "bold $accent")),
            Content.assemble(("━━━━━━━━╸", "$accent"), ("──────", "$text-muted"), "   ", (f" ▸3 {_(RATINGS[Rating.GOOD])} {spoken_interval(timedelta(days=9))} ", "bold reverse")),
        ]
    )  # fmt: skip
