"""A dated statement, and the section that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.core.edtf import Date, Edtf
from quiz.dates.find import Role
from quiz.mining.brackets import Named
from quiz.mining.topic import Topic


@dataclass(frozen=True, slots=True)
class Statement:
    """Something told with its date; offsets are into the document's text.

    `at` is the quote, with the entry's label where there is one; `body` the sentence without
    it. `cut` is the date expression inside the body that the question must not repeat, None
    where the date comes from a label or heading. `entry` is True in a chronology; `order` is
    0 for an entry's first sentence. `topic` is the heading above. `labelled` tells that a date
    inside a sentence stands in an entry of another date. `named` is set where the date is not
    the sentence's but that of a name in it: a life or a work. In a table's row `subject` is the
    cell that names what the body, another cell, tells of ("Marconi" beside "first signal across
    the Atlantic"), and `aspect` the heading of the date's column where that says what happened
    then ("Opened"); both have to be told with the body.
    """

    when: Edtf
    at: tuple[int, int]
    body: tuple[int, int]
    cut: tuple[int, int] | None
    role: Role
    entry: bool
    order: int
    topic: str
    dates: tuple[tuple[int, int], ...] = ()
    nominal: bool = False
    labelled: bool = False
    named: tuple[Named, str] | None = None
    subject: tuple[int, int] | None = None
    aspect: str = ""


@dataclass(slots=True)
class Section:
    """The heading in force and the date that it gives to what has none."""

    topic: str = ""
    level: int = 0
    when: Edtf | None = None
    start: int = 0
    about: Topic | None = None  # what the whole document tells of
    heading: tuple[int, int] | None = None
    begun: int | None = None  # where its first block starts
    opened: tuple[Date, int] | None = None  # the "start" of a record, waiting for its "stop"
    above: tuple[tuple[int, str], ...] = ()  # the headings it stands under, with their levels

    def name(self, topic: str, level: int) -> None:
        """Take the words of a heading as what is told of from here on."""
        self.topic, self.level = topic, level
        self.above = (*self.above, (level, topic))
