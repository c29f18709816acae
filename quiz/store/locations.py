"""Where things are kept: one module knows the folders."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from quiz.core.errors import UsageError
from quiz.translation import _

_PROFILE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Locations:
    """The folders of data and of settings."""

    data: Path
    config: Path

    @property
    def progress(self) -> Path:
        """The progress file."""
        return self.data / "progress.db"

    @property
    def decks(self) -> Path:
        """The library's folder of decks."""
        return self.data / "decks"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "config.toml"


def choose_profile(name: str) -> None:
    """Let this process, and what it starts, use a profile. Raises UsageError for a bad name."""
    if not _PROFILE.fullmatch(name):
        raise UsageError(
            _("'{name}' cannot be a profile's name").format(name=name),
            do=_("use lower-case letters, digits and hyphens, up to 40"),
        )
    os.environ["QUIZ_PROFILE"] = name


def find_locations() -> Locations:
    """The user's folders; `QUIZ_HOME` moves both.

    A profile (`--profile NAME`, `QUIZ_PROFILE`) has progress, settings and decks of its own in a
    folder `profiles/NAME` below them, for people who share a computer. Raises UsageError.
    """
    if home := os.environ.get("QUIZ_HOME"):
        data = config = Path(home).expanduser()
    else:
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("quiz", appauthor=False)
        data, config = Path(dirs.user_data_dir), Path(dirs.user_config_dir)
    if name := os.environ.get("QUIZ_PROFILE"):
        choose_profile(name)
        return Locations(data / "profiles" / name, config / "profiles" / name)
    return Locations(data, config)


def sample_decks() -> Path:
    """The decks that come with the program: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "decks"
    return inside if inside.is_dir() else package.parent / "decks"
