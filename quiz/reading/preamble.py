"""The YAML preamble that Markdown files may begin with."""

from __future__ import annotations

import re

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<body>(?:[^\r\n]*\r?\n){0,60}?)---[ \t]*(?:\r?\n|\Z)")
_SAID = re.compile(r"(?P<key>title|lang|language)[ \t]*:[ \t]*(?P<value>[^\r\n]*)", re.IGNORECASE)


def front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the text begins after a mark of byte order and a YAML preamble, and what that says.

    Only `title` and `lang` are taken from it.
    """
    start = int(text.startswith("\ufeff"))
    found = _FRONT.match(text, start)
    if not found:
        return start, {}
    said = {}
    for line in found["body"].splitlines():
        if match := _SAID.fullmatch(line.strip()):
            said[match["key"].lower()[:4].replace("titl", "title")] = match["value"].strip("\"' ")
    return found.end(), said
