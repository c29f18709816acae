"""The app: its screens and keys; everything else is in screens and widgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from quiz.core.display import one_line
from quiz.core.errors import QuizError
from quiz.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from textual.command import Provider

    from quiz.library.desk import Desk


def _commands() -> type[Provider]:
    """The palette's commands, imported when it opens."""
    from quiz.tui.commands import ScreenCommands

    return ScreenCommands


class QuizApp(App[int]):
    """quiz in the terminal. `study` opens a session over the named decks at once."""

    TITLE = "quiz"
    CSS_PATH = "quiz.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = App.COMMANDS | {_commands}
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
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, tooltip="Leave; all is saved"),
    ]

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
        super().__init__()
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
        self.push_screen(HomeScreen())

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
