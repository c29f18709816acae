"""The app: its screens and keys; everything else is in screens and widgets."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import constants
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType

from quiz.core.display import one_line
from quiz.core.errors import QuizError
from quiz.library.preferences import (
    early_settings,
    interface_language,
    short_months,
    short_weekdays,
)
from quiz.translation import N_, _, language, speak
from quiz.tui import themes
from quiz.tui.screens.home import HomeScreen
from quiz.tui.spoken import SpokenScreen, key_name

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

    from quiz.library.desk import Desk
    from quiz.store.settings import Settings


def _commands() -> type[Provider]:
    """The palette's commands, imported when it opens."""
    from quiz.tui.commands import ScreenCommands

    return ScreenCommands


_SCREENS = (
    ("browse", N_("Browse"), N_("All cards, found and marked")),
    ("timeline", N_("Timeline"), N_("The events of decks on one axis")),
    ("source", N_("Source map"), N_("What of a source is known, what no card asks")),
    ("statistics", N_("Statistics"), N_("What was answered and how well")),
    ("settings", N_("Settings"), N_("Theme, language, new cards a day and more")),
)


def _screen(name: str) -> Screen[None]:
    """A screen by its name, imported when it is opened."""
    match name:
        case "browse":
            from quiz.tui.screens.browse import BrowseScreen

            return BrowseScreen()
        case "timeline":
            from quiz.tui.screens.timeline import TimelineScreen

            return TimelineScreen()
        case "source":
            from quiz.tui.screens.source_map import SourceMapScreen

            return SourceMapScreen()
        case "statistics":
            from quiz.tui.screens.statistics import StatisticsScreen

            return StatisticsScreen()
        case _:
            from quiz.tui.screens.settings import SettingsScreen

            return SettingsScreen()


class QuizApp(App[int]):
    """quiz in the terminal. `study` opens a session over the named decks at once."""

    TITLE = "quiz"
    CSS_PATH = "quiz.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands}  # noqa: RUF012 - Textual's own way
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1", "help", "Help", tooltip="The keys of this screen; f1 while typing"
        ),
        Binding(
            "ctrl+z",
            "suspend_process",
            "Suspend",
            show=False,
            tooltip="Back to the shell; fg returns",
        ),
        Binding("b", "open('browse')", "Browse", tooltip="All cards, found and marked"),
        Binding("t", "open('timeline')", "Timeline", tooltip="The events of decks on one axis"),
        Binding("m", "open('source')", "Source", show=False, tooltip="What of a source is known, what no card asks"),
        Binding("s", "open('statistics')", "Statistics", tooltip="What was answered and how well"),
        Binding("comma", "open('settings')", "Settings", key_display=",", show=False, tooltip="Theme, language, new cards a day and more"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, tooltip="Leave; everything is saved"),
    ]  # fmt: skip

    def __init__(
        self,
        desk: Desk | None = None,
        *,
        study: Sequence[str] | None = None,
        limit: int | None = None,
        minutes: int | None = None,
        cram: bool = False,
    ) -> None:
        """Make the app; `desk` is the user's own unless given."""
        # NO_COLOR means none: not the greys that Textual would make of colours.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._spoken = language()
        self._desk = desk
        self.wanted = study
        self.limit, self.minutes, self.cram = limit, minutes, cram

    @property
    def desk(self) -> Desk:
        """Decks, settings and progress; made on first use, after the first frame."""
        if self._desk is None:
            from quiz.library.desk import Desk

            self._desk = Desk()
        return self._desk

    def on_mount(self) -> None:
        """Show the home screen; it loads what it shows once it is painted."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.apply(early_settings(self._desk.locations if self._desk else None))
        self.push_screen(HomeScreen())

    def apply(self, settings: Settings) -> None:
        """Put what is set in force: theme, motion, language."""
        self.theme = themes.chosen(settings.theme, self.available_themes, no_color=self.no_color)
        self.animation_level = "none" if settings.reduced_motion else constants.TEXTUAL_ANIMATIONS
        speak(interface_language(settings))
        if language() != self._spoken:
            self._spoken = language()
            for screen in self.screen_stack:
                if isinstance(screen, SpokenScreen):
                    screen.speak()

    @property
    def language(self) -> str:
        """The code of the interface's language."""
        return language()

    @property
    def months(self) -> tuple[str, ...]:
        """The months in short, in the language of the interface."""
        return short_months()

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The days of the week from Monday, in the language of the interface."""
        return short_weekdays(language())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters open screens from home only; elsewhere they are the screen's own."""
        if action == "open":
            return isinstance(self.screen, HomeScreen)
        return super().check_action(action, parameters)

    def action_open(self, name: str) -> None:
        """Open one of the screens that home leads to; what hinders it is told."""
        try:
            _found = self.desk.settings  # a file at fault is to be mended, not written over
        except QuizError as error:
            self.tell(error)
            return
        self.push_screen(_screen(name))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands, and the screens that have a key only at home."""
        # Of Textual's own: themes are a setting, keys are in help, and quitting has its key.
        for command in super().get_system_commands(screen):
            if command.title == "Screenshot":
                yield SystemCommand(_(command.title), _(command.help), command.callback)
        if not isinstance(screen, HomeScreen):
            for name, title, said in _SCREENS:
                yield SystemCommand(_(title), _(said), partial(self.action_open, name))

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is named in the language in force."""
        return key_name(super().get_key_display(binding))

    def action_command_palette(self) -> None:
        """Open the palette."""
        from quiz.tui.commands import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette())

    def action_help_quit(self) -> None:
        """ctrl+c does not quit: say what does."""
        self.notify(_("ctrl+q leaves; everything is saved."), timeout=4)

    def action_help(self) -> None:
        """Show the keys of the screen."""
        from quiz.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def tell(self, error: QuizError) -> None:
        """Show a failure as one line that stays until it is read."""
        self.notify(one_line(str(error)), severity="error", timeout=12, markup=False)


def run(
    study: Sequence[str] | None = None,
    *,
    limit: int | None = None,
    minutes: int | None = None,
    cram: bool = False,
) -> int:
    """Run the app; the exit code."""
    app = QuizApp(study=study, limit=limit, minutes=minutes, cram=cram)
    try:
        return app.run() or 0
    finally:
        if app._desk is not None:  # noqa: SLF001 - closing must not open it
            app._desk.close()  # noqa: SLF001
