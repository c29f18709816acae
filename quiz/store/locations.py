"""Where things are kept: one module knows the folders."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


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


def find_locations() -> Locations:
    """The user's folders; `QUIZ_HOME` moves both."""
    if home := os.environ.get("QUIZ_HOME"):
        return Locations(Path(home).expanduser(), Path(home).expanduser())
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("quiz", appauthor=False)
    return Locations(Path(dirs.user_data_dir), Path(dirs.user_config_dir))


def sample_decks() -> Path:
    """The decks that come with the program: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "decks"
    return inside if inside.is_dir() else package.parent / "decks"
