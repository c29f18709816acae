"""What a check has to say about one line of a deck."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quiz.core.errors import plain


class Level(StrEnum):
    """How much a finding weighs; an error keeps a deck from being used, or makes a bad card."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, the name of the rule that it breaks, and what to do."""

    file: str
    line: int
    level: Level
    rule: str
    message: str

    def __str__(self) -> str:
        return plain(f"{self.file}:{self.line}: {self.level}: {self.rule}: {self.message}")
