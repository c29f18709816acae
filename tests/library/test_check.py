"""Rules of `quiz check`: each finds what it names, and the author can switch it off."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.core.finding import Level
from quiz.library.check import check
from quiz.library.fix import fix
from quiz.library.rules import RULES
from quiz.library.shelf import Shelf
from quiz.store import deckfile
from quiz.store.locations import Locations

HEAD = "quiz: 1\ndeck: mill\ntitle: The mill\nlang: en\n"
SOURCE = "The mill gets a new roof in May 1911. It burns in 1913."
SOURCES = "sources: [{id: s1, file: mill.txt}]\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty library."""
    return Shelf(Locations(tmp_path / "home", tmp_path / "home"))


@pytest.fixture
def deck(tmp_path: Path):
    """Write a deck with these facts, beside its source; the path."""

    def write(facts: str, head: str = HEAD) -> Path:
        (tmp_path / "mill.txt").write_text(SOURCE, "utf-8")
        path = tmp_path / "mill.yaml"
        path.write_text(f"{head}facts:\n{facts}", "utf-8")
        return path

    return write


def rules(path: Path, shelf: Shelf) -> list[tuple[int, str]]:
    return [(finding.line, finding.rule) for finding in check(path, shelf)]


ROOF = "  - {id: roof, event: The mill gets a new roof, when: 1911-05}\n"
FIRE = "  - {id: fire, event: A fire guts the mill, when: 1913}\n"
TERM = "  - {id: kw, term: kW, means: kilowatt}\n"
RAIN = "  - {id: rain, event: Rain floods the mill, when: 1913-06}\n"


def test_a_sound_deck_has_no_findings(deck, shelf):
    assert check(deck(ROOF + FIRE), shelf) == []


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ("  - {id: x, question: Which mill burnt down?, answer: mill}\n", "answer-in-stem"),
        ("  - {id: x, event: The mill burnt in 1913, when: 1913}\n", "date-in-stem"),
        (f"  - {{id: x, question: 'Who {'really ' * 40}?', answer: Anna}}\n", "stem-length"),
        (f"  - {{id: x, question: 'Who {'really ' * 28}?', answer: Anna}}\n", "stem-long"),
        (f"  - {{id: x, question: Who?, answer: {'A' * 61}}}\n", "answer-length"),
        ("""  - {id: x, question: Who ran it?, answer: A}
  - {id: y, question: who ran  it?, answer: B}
""", "same-question"),
        ("  - {id: x, cloze: '{{1:Anna}} and {{1:Karl}} ran it.'}\n", "same-card"),
        ("  - {id: x, question: Who ran it?, answer: Anna, accept: [Anna]}\n", "accept"),
        ("""  - {id: x, question: Who ran it?, answer: A, was: [y]}
  - {id: y, question: Who built it?, answer: B, was: [x]}
""", "renames"),
        ("""  - {id: x, question: Who ran it?, answer: A, was: [z]}
  - {id: y, question: Who built it?, answer: B, was: [z]}
""", "renames"),
        (ROOF + "  - {id: x, before: [roof, flood]}\n", "order"),
        (FIRE + RAIN + "  - {id: x, before: [fire, rain]}\n", "order"),
        (ROOF + FIRE + "  - {id: x, before: [fire, roof]}\n", "order"),
        (ROOF + TERM + "  - {id: x, before: [roof, kw]}\n", "order"),
        ("  - {id: x, term: kW, means: kilowatt, source: {of: s9, quote: q}}\n", "source"),
        ("  - id: x\n    event: Room # 5 burns\n    when: 1913\n", "cut-short"),
    ],
)  # fmt: skip
def test_each_rule_finds_what_it_names(deck, shelf, facts, rule):
    assert rule in {name for _, name in rules(deck(facts), shelf)}


def test_a_finding_tells_the_facts_line(deck, shelf):
    path = deck(f"{ROOF}  - {{id: x, before: [roof, flood]}}\n")
    assert str(check(path, shelf)[0]) == f"{path}:7: error: order: x: there is no fact 'flood'"


def quoting(quote: str, at: str) -> str:
    return f"  - id: roof\n    event: The mill gets a new roof\n    when: 1911-05\n    source:\n      of: s1\n      quote: {quote}  # kept\n      at: {at}\n"


@pytest.mark.parametrize(
    ("quote", "at", "found"),
    [
        ("gets a new roof", "[9, 24]", []),
        ("gets a new roof", "[2, 17]", ["moved"]),
        ("gets a  new roof", "[9, 24]", ["moved"]),
        ("gets an old roof", "[9, 24]", ["quote"]),
    ],
)
def test_quotes_are_held_against_their_source(deck, shelf, quote, at, found):
    path = deck(quoting(quote, at), HEAD + SOURCES)
    assert [rule for _, rule in rules(path, shelf) if rule != "cut-short"] == found


def test_quotes_of_a_source_that_is_not_at_hand_are_taken_on_trust(deck, shelf, tmp_path):
    path = deck(quoting("anything", "[0, 8]"), HEAD + SOURCES)
    (tmp_path / "mill.txt").unlink()
    assert not {"quote", "moved"} & {rule for _, rule in rules(path, shelf)}


def test_an_author_switches_a_rule_off_or_gives_it_another_level(deck, shelf):
    facts = "  - {id: x, question: Which mill burnt down?, answer: mill}\n"
    assert rules(deck(facts, HEAD + "lint: {answer-in-stem: off}\n"), shelf) == []
    found = check(deck(facts, HEAD + "lint: {answer-in-stem: warning}\n"), shelf)
    assert [finding.level for finding in found] == [Level.WARNING]


def test_a_rule_that_is_none_is_told(deck, shelf):
    assert rules(deck(ROOF, HEAD + "lint: {spelling: off}\n"), shelf) == [(1, "lint")]


def test_a_deck_in_hand_is_checked_like_a_file(deck, shelf):
    path = deck(f"{ROOF}  - {{id: x, before: [roof, flood]}}\n")
    assert check(deckfile.load(path)) == check(path, shelf)


def test_a_file_with_faults_has_only_those_told(deck, shelf):
    assert rules(deck("  - {id: x, event: y, when: 1913-13}\n"), shelf) == [(6, "bad-date")]


def test_rules_have_names_of_their_own():
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_fixing_fills_in_ids_and_keeps_comments_and_layout(deck, shelf):
    path = deck(
        "  # the roof\n  - event: The mill gets a new roof   # slate\n    when: 1911\n"
        "  - { term: kW, means: kilowatt }\n  - {id: roof, term: X, means: y}\n"
    )
    before = path.read_text("utf-8")
    done = fix(path, shelf)
    after = path.read_text("utf-8")
    assert [line.partition(": ")[2] for line in done] == [
        "id 'mill-gets-new-roof' filled in",
        "id 'kw' filled in",
    ]
    assert after.replace("id: mill-gets-new-roof\n    ", "").replace("id: kw, ", "") == before
    assert fix(path, shelf) == []


def test_fixing_finds_moved_quotes_again(deck, shelf):
    path = deck(quoting("gets a  new roof", "[1, 4]"), HEAD + SOURCES)
    fix(path, shelf)
    source = deckfile.load(path).facts[0].source
    assert source is not None
    assert source.at is not None
    assert SOURCE[slice(*source.at)] == source.quote == "gets a new roof"
    assert "# kept" in path.read_text("utf-8")
    assert "moved" not in {rule for _, rule in rules(path, shelf)}


def test_fixing_leaves_a_file_with_other_faults_alone(deck, shelf):
    path = deck("  - {id: x, event: y, when: 1913-13}\n")
    before = path.read_text("utf-8")
    assert fix(path, shelf) == []
    assert path.read_text("utf-8") == before
