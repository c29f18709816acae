"""Settings: a TOML file that people may edit, checked line by line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from quiz.core.errors import StoreError
from quiz.core.memory import Plan
from quiz.store.atomic import write_whole
from quiz.translation import N_, _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set; `warnings` names the keys of the file that mean nothing."""

    new_per_day: int = 20
    desired_retention: float = 0.9
    day_turn: int = 4
    answer_mode: str = "typed"
    language: str = ""
    theme: str = ""
    reduced_motion: bool = False
    easy_days: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        """What of it bears on scheduling."""
        easy = tuple(sorted({DAYS.index(day) for day in self.easy_days}))
        return Plan(retention=self.desired_retention, easy_days=easy)


_RULES: dict[str, tuple[type, Callable[[Any], bool], str]] = {
    "new_per_day": (int, lambda v: 0 <= v <= 9999, N_("a number from 0 to 9999")),
    "desired_retention": (float, lambda v: 0.7 <= v <= 0.97, N_("a number from 0.70 to 0.97")),
    "day_turn": (int, lambda v: 0 <= v <= 12, N_("an hour from 0 to 12")),
    "answer_mode": (
        str,
        lambda v: v in ("typed", "reveal", "choices"),
        N_("'typed', 'reveal' or 'choices'"),
    ),
    "language": (str, lambda v: len(v) <= 5, N_("a language code such as 'fr'")),
    "theme": (str, lambda _: True, N_("a theme's name")),
    "easy_days": (
        list,
        lambda v: all(day in DAYS for day in v),
        N_('days such as ["sat", "sun"]'),
    ),
    "reduced_motion": (bool, lambda _: True, N_("true or false")),
}


def load_settings(path: Path) -> Settings:
    """The settings in a file, the defaults where there is none. Raises StoreError with the line."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            _("the settings cannot be read ({error})").format(error=error),
            where=str(path),
            do=_("mend or remove the file"),
        ) from None
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise StoreError(
            _("the settings are not TOML ({error})").format(error=str(error).partition(" (at")[0]),
            where=f"{path}:{line[1] if line else 1}",
            do=_("write key = value, text in quotes"),
        ) from None
    values: dict[str, object] = {}
    unknown = []
    for key, value in said.items():
        if key not in _RULES:
            known = ", ".join(f.name for f in fields(Settings) if f.name != "warnings")
            what = _("unknown setting '{key}'; known are {known}").format(key=key, known=known)
            unknown.append(f"{path}:{_line(text, key)}: {what}")
            continue
        values[key] = _checked(key, value, f"{path}:{_line(text, key)}")
    return Settings(**values, warnings=tuple(unknown))  # type: ignore[arg-type]


def save_setting(path: Path, key: str, value: object) -> Settings:
    """Set one key of the file, the rest of it, comments too, left as it is; the new settings.

    Raises StoreError for a value that the key cannot have, or a file that cannot be written.
    """
    import tomlkit

    load_settings(path)  # a file at fault is told, not written over
    said = _checked(key, value, str(path))
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        text = ""
    document = tomlkit.parse(text)
    document[key] = said
    write_whole(path, tomlkit.dumps(document))
    return load_settings(path)


def _checked(key: str, value: object, where: str) -> object:
    """The value as its key keeps it. Raises StoreError."""
    kind, allowed, wanted = _RULES[key]
    given: Any = (
        float(value)
        if kind is float and isinstance(value, int) and not isinstance(value, bool)
        else value
    )
    if (
        not isinstance(given, kind)
        or (kind is int and isinstance(given, bool))
        or not allowed(given)
    ):
        raise StoreError(
            _("'{key}' cannot be {value!r}").format(key=key, value=value),
            where=where,
            do=_("give {wanted}").format(wanted=_(wanted)),
        )
    return tuple(given) if isinstance(given, list) else given


def _line(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return 1
