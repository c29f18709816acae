"""What the program knows of each language: one file of data a language.

To add a language, write its file and name it in `CODES`.
"""

from functools import cache
from importlib import import_module

from quiz.lang.language import Language

CODES = ("fr", "en", "de", "es")


@cache
def language(code: str) -> Language:
    """The language with this two-letter code; English for one that we do not know."""
    known = code if code in CODES else "en"
    found = import_module(f"quiz.lang.{known}").LANGUAGE
    assert isinstance(found, Language)  # noqa: S101 - narrows the type of a data module
    return found
