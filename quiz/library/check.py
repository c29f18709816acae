"""`quiz check`: every rule that a deck should keep, by name, with the line that breaks it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quiz.core.deck import Deck
from quiz.core.finding import Finding, Level
from quiz.library.rules import OFF, RULES, Scene
from quiz.library.shelf import Shelf
from quiz.store import deckfile
from quiz.wording.cards import cards_of

__all__ = ["Finding", "Level", "check"]


def check(target: Deck | Path, shelf: Shelf | None = None) -> list[Finding]:
    """All findings of a deck or of a deck file, in the order of its lines.

    A file that is no deck has its faults told and nothing else. The shelf finds the sources
    of quotes; without it they are not looked at. The deck's `lint` map switches a rule off or
    gives it another level.
    """
    if isinstance(target, Deck):
        return _of_deck(target, shelf)
    examined = deckfile.examine(target)
    deck = examined.deck
    if deck is None:
        return list(examined.faults)
    found = _of_deck(deck, shelf)
    for finding in examined.cut_short:
        level = deck.lint.get(finding.rule, finding.level)
        if level != OFF:
            found.append(replace(finding, level=Level(level)))
    return sorted(found, key=lambda finding: finding.line)


def _of_deck(deck: Deck, shelf: Shelf | None) -> list[Finding]:
    texts = {}
    if shelf is not None:
        texts = {s.id: t for s in deck.sources if (t := shelf.source_text(deck, s.id)) is not None}
    scene = Scene(deck, cards_of(deck), {fact.id: fact.line for fact in deck.facts}, texts)
    found = []
    for rule in RULES:
        level = deck.lint.get(rule.name, rule.level)
        if level != OFF:
            for line, message in rule.look(scene):
                place = deck.path or deck.id
                found.append(Finding(place, line or 1, Level(level), rule.name, message))
    return sorted(found, key=lambda finding: finding.line)
