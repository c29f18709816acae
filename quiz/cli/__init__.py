"""The command line; each group of commands in a file of its own, loaded when used."""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
from collections.abc import Sequence

import click

from quiz import __version__
from quiz.core.errors import QuizError, plain

# Where each command lives and its line in the help, so that help imports none of them.
COMMANDS = {
    "build": ("quiz.cli.build", "Turn a document into a deck."),
    "cards": ("quiz.cli.cards", "List the cards that a deck yields."),
    "check": ("quiz.cli.check", "Check decks: one finding a line."),
    "study": ("quiz.cli.study", "Study what is due."),
    "stats": ("quiz.cli.stats", "Show what is due, known and forecast."),
    "plan": ("quiz.cli.plan", "Be ready by a date: a daily quota, and what it gains."),
    "merge": ("quiz.cli.merge", "Take in the progress of another device."),
    "sync": ("quiz.cli.sync", "Exchange progress through a shared folder."),
    "backup": ("quiz.cli.backup", "Copy the progress, or export all events."),
    "restore": ("quiz.cli.restore", "Put a backup in the place of the progress."),
    "verify": ("quiz.cli.verify", "Check the progress file against its events."),
    "optimise": ("quiz.cli.optimise", "Fit the memory model to your reviews."),
    "redate": ("quiz.cli.redate", "Repair the dates of answers given under a wrong clock."),
    "relink": ("quiz.cli.relink", "Give a card the history of another."),
}
INTERRUPTED = 130  # what shells report of a program that Ctrl+C has ended
_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Lazy(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands' names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101 - the module's contract
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a slip of the pen gets the closest name."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in the help, from the table above."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="quiz")
@click.option("--profile", metavar="NAME", help="Keep progress and settings of NAME apart.")
@click.pass_context
def cli(ctx: click.Context, profile: str | None) -> None:
    """Turn a document into a deck an examiner would sign, and remember it.

    Without a command the app opens. Decks and progress live in your user folder; QUIZ_HOME
    moves them.
    """
    if profile is not None:
        from quiz.store.locations import choose_profile

        choose_profile(profile)
    _speak()
    if ctx.invoked_subcommand is None:
        from quiz.tui.app import run as run_app

        ctx.exit(run_app())


def _speak() -> None:
    """Say everything in the language that is set, where one is; else in the environment's."""
    from quiz.library.preferences import early_settings, interface_language
    from quiz.translation import speak

    speak(interface_language(early_settings()))


def run(argv: Sequence[str] | None = None) -> None:
    """Run a command and leave with its code: 0 fine, 1 findings or bad input, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_outcome(argv))


def _outcome(argv: Sequence[str] | None) -> int:
    """Run a command; whatever stops it is told in one line.

    Not by click's own `main`, which reports a closed pipe as a failure and breaks the line of
    whoever presses Ctrl+C.
    """
    arguments = list(argv) if argv is not None else sys.argv[1:]
    code = 0
    try:
        try:
            with cli.make_context("quiz", arguments) as context:
                cli.invoke(context)
        except click.exceptions.Exit as leaving:
            code = leaving.exit_code
        sys.stdout.flush()
    except QuizError as error:
        say(str(error))
        return error.code
    except click.ClickException as error:
        say(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone: say nothing, not even when Python flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say(f"{error.filename or 'output'}: {error.strerror or error}")
        return 1
    return code


def say(line: str) -> None:
    """One line to standard error, with nothing in it that a terminal would obey."""
    click.echo(plain(f"quiz: {line}"), err=True)


def show(line: str) -> None:
    """One line to standard output, as `say`."""
    click.echo(plain(line))


def show_json(data: object) -> None:
    """One JSON document in UTF-8; what a terminal would obey is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    click.echo(_CONTROLS.sub(lambda m: f"\\u{ord(m[0]):04x}", text))
