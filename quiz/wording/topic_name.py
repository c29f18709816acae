"""Whom or what a sentence tells of, as wording needs to know it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicName:
    """What a pronoun, or a verb without a subject, stands for; `name` is "" where that is unsure.

    `pronoun` is the only one that it may be put for, where it is a thing.
    """

    name: str = ""
    feminine: bool | None = None
    pronoun: str = ""
    human: bool = True


NOBODY = TopicName()
