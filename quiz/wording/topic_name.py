"""The person that a document tells of, as wording needs to know them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TopicName:
    """Whose name a pronoun, or a verb without a subject, stands for; `name` is "" for nobody."""

    name: str = ""
    feminine: bool | None = None


NOBODY = TopicName()
