"""A field for a path, completed as one types."""

from __future__ import annotations

from pathlib import Path

from textual.suggester import Suggester
from textual.widgets import Input


class PathSuggester(Suggester):
    """Completes the last part of a path from what lies in its folder."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first file or folder whose name goes on from what was typed."""
        if not value.strip():
            return None
        folder, _, begun = value.rpartition("/")
        base = Path(  # noqa: ASYNC240 - one folder, listed as one types
            (folder or ("/" if value.startswith("/") else ".")) + "/"
        ).expanduser()
        try:
            names = sorted(
                p.name + ("/" if p.is_dir() else "")
                for p in base.iterdir()
                if p.name.startswith(begun) and (begun or not p.name.startswith("."))
            )
        except OSError:
            return None
        if not names or not begun:
            return None
        return (f"{folder}/" if "/" in value else "") + names[0]


class PathInput(Input):
    """An input with path completion: right or tab takes the suggestion."""

    def __init__(self, **more: object) -> None:
        super().__init__(suggester=PathSuggester(), select_on_focus=False, **more)  # type: ignore[arg-type]
