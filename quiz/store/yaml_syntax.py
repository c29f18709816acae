"""What is wrong where text is not YAML, told to someone who does not know YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quiz.core.errors import with_advice
from quiz.translation import _

if TYPE_CHECKING:
    import yaml

_PAIR = re.compile(r"(?P<key>\s*(?:- +)?[\w-]+: +)(?P<value>\S.*?)\s*$")
_SPECIAL = "[]{}%@`&*!|>#,-?:'\""
_SHOWN = 60  # characters of the author's text that advice repeats


class Fault(Exception):  # noqa: N818 - not shown as it is: the deck file's reader says where
    """A fault in a deck file: its line, the rule it breaks, what it is and what to do."""

    def __init__(self, line: int, rule: str, what: str, do: str = "") -> None:
        super().__init__(what)
        self.line, self.rule, self.what, self.do = line, rule, what, do

    @property
    def message(self) -> str:
        """What is wrong and what to do, on one line."""
        return with_advice(self.what, self.do)


def explain(error: yaml.YAMLError, text: str) -> Fault:
    """The fault behind a parser's error, with the quotes to add where plain text caused it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or _("it cannot be read")
    lines = text.splitlines() or [""]
    number = min(mark.line if mark else 0, len(lines) - 1)
    for at in range(number, max(number - 3, -1), -1):  # a fault is often noticed a line late
        if advice := _advice(lines[at], problem):
            return Fault(
                at + 1, "syntax", _("this is not YAML ({problem})").format(problem=problem), advice
            )
    do = _("check the indentation and the quotes")
    return Fault(
        number + 1, "syntax", _("this is not YAML ({problem})").format(problem=problem), do
    )


def _advice(line: str, problem: str) -> str:
    """What to write instead, "" where the line looks sound."""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return _("indent with spaces, not tabs")
    found = _PAIR.match(line)
    if not found:
        return ""
    value = found["value"]
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    if quoted and value.count(value[0]) == 2:
        return ""
    inner = value[1:-1] if quoted else value
    if quoted or value[0] in _SPECIAL or ": " in value or value.endswith(":") or "{{" in value:
        instead = f"{found['key'].strip()} {_quoted(inner)}"
        return _("put the text in double quotes: {instead}").format(instead=instead)
    return _("put the text in double quotes") if "mapping values" in problem else ""


def _quoted(text: str) -> str:
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'
