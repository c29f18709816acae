"""What may be set, in words, with the values that each setting takes."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.core.errors import QuizError
from quiz.lang import language
from quiz.store.locations import Locations, find_locations
from quiz.store.settings import Settings, load_settings
from quiz.translation import LANGUAGES, N_, _, environment_language, pgettext


@dataclass(frozen=True, slots=True)
class Preference:
    """One setting. `values` are those offered, each with its words, in order.

    A number is stepped by `step` from `low` to `high` instead, and may be typed.
    """

    key: str
    name: str
    about: str
    values: tuple[tuple[object, str], ...] = ()
    low: float = 0
    high: float = 0
    step: float = 0
    unit: str = ""

    @property
    def number(self) -> bool:
        """Whether it is a number."""
        return not self.values

    def said(self, value: object) -> str:
        """A value in words."""
        for one, words in self.values:  # the names of languages are in no catalogue
            if one == value:
                return _(words)
        if self.number and isinstance(value, float):
            return f"{value:.0%}".replace("%", " %")
        return f"{value}{self.unit}"

    def moved(self, value: object, steps: int) -> object:
        """The value some steps on; lists turn round at their ends, numbers stop."""
        if self.values:
            known = [one for one, _ in self.values]
            at = known.index(value) if value in known else -1 if steps > 0 else 0
            return known[(at + steps) % len(known)]
        assert isinstance(value, int | float)  # noqa: S101 - numbers have no list of values
        moved = min(self.high, max(self.low, value + steps * self.step))
        return round(moved, 2) if isinstance(value, float) else int(moved)

    def read(self, text: str) -> object | None:
        """A number as it is typed (`0.9`, `90`, `90 %`); None for what is none in range."""
        try:
            number = float(
                text.strip().removesuffix(self.unit).rstrip("%").replace(",", ".").strip()
            )
        except ValueError:
            return None
        if isinstance(self.step, float) and number > 1:
            number /= 100
        if not self.low <= number <= self.high:
            return None
        return round(number, 2) if isinstance(self.step, float) else int(number)


THEMES = (
    ("", N_("by the terminal")),
    ("quiz-dark", N_("dark")),
    ("quiz-light", N_("light")),
    ("high-contrast", N_("high contrast")),
    ("ansi-dark", N_("the terminal's colours, dark")),
    ("ansi-light", N_("the terminal's colours, light")),
)

PREFERENCES = (
    Preference(
        "theme", N_("Theme"),
        N_("The colours. By the terminal: dark, or the terminal's own where NO_COLOR is set."),
        values=THEMES,
    ),
    Preference(
        "language", N_("Language"),
        N_("The language of the interface. By the environment: what the system's locale says."),
        values=(("", N_("by the environment")), ("en", "English"), ("fr", "français")),
    ),
    Preference(
        "new_per_day", N_("New cards a day"),
        N_("How many new cards are begun each day, in each deck."),
        low=0, high=9999, step=1,
    ),
    Preference(
        "desired_retention", N_("Desired retention"),
        N_("The chance of recall at which a card comes back. Higher means more reviews."),
        low=0.7, high=0.97, step=0.01,
    ),
    Preference(
        "day_turn", N_("Day turns at"),
        N_("The hour at which a study day begins, so that a late evening belongs to its day."),
        low=0, high=12, step=1, unit=":00",
    ),
    Preference(
        "answer_mode", N_("Answers"),
        N_("Typed and chosen answers are judged; revealed ones you judge yourself."),
        values=(("typed", N_("typed")), ("reveal", N_("revealed")), ("choices", N_("choices where fair ones can be made"))),
    ),
    Preference(
        "reduced_motion", N_("Reduced motion"),
        N_("Nothing slides or fades."),
        values=((False, N_("off")), (True, N_("on"))),
    ),
)  # fmt: skip


def interface_language(settings: Settings) -> str:
    """The language of the interface: what is set, else what the environment's locale says."""
    code = settings.language[:2].lower()
    return code if code in LANGUAGES else environment_language()


def short_months() -> tuple[str, ...]:
    """The months in short in the language in force: Jan; janv, avr."""
    return (
        pgettext("a month", "Jan"), pgettext("a month", "Feb"), pgettext("a month", "Mar"),
        pgettext("a month", "Apr"), pgettext("a month", "May"), pgettext("a month", "Jun"),
        pgettext("a month", "Jul"), pgettext("a month", "Aug"), pgettext("a month", "Sep"),
        pgettext("a month", "Oct"), pgettext("a month", "Nov"), pgettext("a month", "Dec"),
    )  # fmt: skip


def short_weekdays(code: str) -> tuple[str, ...]:
    """The days of the week from Monday, in two letters."""
    return tuple(day[:2].capitalize() for day in language(code).dates.weekdays)


def early_settings(locations: Locations | None = None) -> Settings:
    """The settings for the first frame: the defaults where the file is at fault.

    The fault is told when the desk is opened.
    """
    try:
        return load_settings((locations or find_locations()).settings)
    except QuizError:
        return Settings()
