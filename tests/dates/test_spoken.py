"""Dates as they are said: the first of two without what it shares with the second."""

from __future__ import annotations

import pytest

from quiz.core.edtf import parse
from quiz.dates.spoken import spoken

SAID = [
    ("fr", "1990-10-01/1990-10-09", "du 1er au 9 octobre 1990"),
    ("fr", "1990-10-08/1990-11-09", "du 8 octobre au 9 novembre 1990"),
    ("fr", "[1990-10-08..1990-10-09]", "entre le 8 et le 9 octobre 1990"),
    ("en", "1990-10-08/1990-10-09", "from 8 to 9 October 1990"),
    ("en", "1990-10-08/1991-10-09", "from 8 October 1990 to 9 October 1991"),
    ("es", "1990-10-08/1990-10-09", "del 8 al 9 de octubre de 1990"),
    ("de", "1990-10-08/1990-10-09", "vom 8. bis zum 9. Oktober 1990"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "value", "said"), SAID)
def test_a_span_says_once_what_both_ends_share(lang, value, said):
    assert spoken(parse(value), lang) == said
