"""The documents that decks were built from lately."""

from __future__ import annotations

from pathlib import Path

from quiz.core.errors import StoreError
from quiz.store.atomic import write_whole
from quiz.store.locations import Locations

_KEPT = 8


def recent_documents(locations: Locations) -> list[str]:
    """Paths and addresses, the latest first; files that are gone are left out."""
    try:
        lines = (locations.data / "recent.txt").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [line for line in lines if line and ("://" in line or Path(line).is_file())]


def remember_document(locations: Locations, source: str) -> None:
    """Put a document first. That it cannot be kept is no failure of the build."""
    name = source if "://" in source else str(Path(source).resolve())
    known = [line for line in recent_documents(locations) if line != name]
    try:
        write_whole(locations.data / "recent.txt", "\n".join([name, *known][:_KEPT]) + "\n")
    except (OSError, StoreError):
        return
