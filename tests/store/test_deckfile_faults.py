"""Faults of deck files: the line, what is wrong, and what to write instead."""

from __future__ import annotations

import pytest

from quiz.core.errors import DeckError
from quiz.store.deckfile import faults_of, loads

HEAD = "quiz: 1\ndeck: mill\ntitle: T\nfacts:\n  - id: a\n"  # a fact goes on at line 6


def told(text: str) -> list[str]:
    return [str(finding) for finding in faults_of(text, "d.yaml")]


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("event: The pact: signed", 'event: "The pact: signed"'),
        ("cloze: {{1:Anna}} ran it", 'cloze: "{{1:Anna}} ran it"'),
        ("event: @miller comes", 'event: "@miller comes"'),
        ("event: *anna comes", 'event: "*anna comes"'),
        ("event: [Anna] comes", 'event: "[Anna] comes"'),
        ("event: 'Anna's mill'", 'event: "Anna\'s mill"'),
        ('event: "The "old" mill"', r'event: "The \"old\" mill"'),
        ('event: He said: "no"', r'event: "He said: \"no\""'),
    ],
)  # fmt: skip
def test_plain_text_that_breaks_yaml_is_shown_with_its_quotes(line, advice):
    found = told(f"{HEAD}    {line}\n    when: 1911\n")
    assert len(found) == 1
    assert found[0].startswith("d.yaml:6: error: syntax: this is not YAML")
    assert found[0].endswith(f"put the text in double quotes: {advice}")


def test_a_tab_is_told():
    assert "indent with spaces, not tabs" in told(f"{HEAD}\tevent: x\n")[0]


@pytest.mark.parametrize(
    ("rest", "line", "rule", "message"),
    [
        ("    event: x\n    when: 2018-02-30\n", 7, "bad-date", "no day 30; its last day is 28"),
        ("    event: x\n    when: soon\n", 7, "bad-date", "'soon' is not a date in EDTF"),
        ("    event: x\n    when:\n", 7, "bad-date", "the date is empty"),
        ("    event: x\n", 5, "missing-key", "an event needs its date"),
        ("    event: x\n    whn: 1911\n    when: 1911\n", 7, "unknown-key", "did you mean 'when'?"),
        ("    event: x\n    whn: 1911\n", 7, "unknown-key", "did you mean 'when'?"),
        ("    evnt: x\n", 6, "unknown-key", "did you mean 'event'?"),
        ("    event: ''\n    when: 1911\n", 6, "missing-key", "'event' is missing or empty"),
        ("    term: x\n", 5, "missing-key", "'means' is missing"),
        ("    event: x\n    event: y\n", 7, "duplicate-key", "given twice (first on line 6)"),
        ("    term: x\n    means: y\n  - id: a\n    term: z\n    means: y\n", 8, "duplicate-id",
         "the id 'a' is used twice (first on line 5)"),
        ("    term: x\n    means: y\n  - term: z\n    means: y\n", 8, "missing-id", "has no 'id'"),
        ("    term: x\n    means: y\n  - {id: B b, term: z, means: y}\n", 8, "bad-id",
         "'B b' is not an id"),
        ("    term: x\n    means: y\n  - nonsense\n", 8, "bad-value", "'key: value' lines"),
        ("    means: y\n", 5, "missing-key", "the fact is none of event, term"),
        ("    term: [x]\n    means: y\n", 6, "bad-value", "text is expected here"),
        ("    cloze: nothing hidden\n", 6, "bad-value", "the cloze hides nothing"),
        ("    order: [a, b]\n", 6, "bad-value", "'order' names three to six facts"),
        ("    before: [a]\n", 6, "bad-value", "'before' names two facts"),
        ("    term: x\n    means: y\n    precision: week\n", 8, "bad-value", "use day, month"),
        ("    term: x\n    means: y\n    ask: Why?\n", 8, "bad-value", "'ask' maps"),
        ("    term: x\n    means: y\n    tags: {a: b}\n", 8, "bad-value", "a list is expected"),
        ("    term: x\n    means: y\n    source: {at: [9, 1]}\n", 8, "bad-value", "'at' is two"),
        ("    term: x\n    means: y\n    source: {page: 0}\n", 8, "bad-value", "count from 1"),
        ("    term: x\n    means: y\nlint: {moved: loud}\n", 8, "bad-value", "'loud' is no level"),
        ("    term: x\n    means: y\nsources: [{file: x}]\n", 8, "missing-key", "needs an 'id'"),
    ],
)  # fmt: skip
def test_each_fault_has_its_line_its_rule_and_a_way_out(rest, line, rule, message):
    found = faults_of(HEAD + rest, "d.yaml")
    assert (found[0].line, found[0].rule) == (line, rule)
    assert message in found[0].message


def test_a_comma_in_braces_is_told():
    found = told("quiz: 1\ndeck: a\ntitle: T\nfacts: [{id: a, term: NATO, the pact, means: b}]\n")
    assert "put text that holds a comma in double quotes" in found[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a\n", "a deck is written as 'key: value' lines"),
        ("deck: a\n", "'quiz: 1' is missing"),
        ("quiz: 9\ndeck: a\ntitle: T\nfacts: []\n", "deck format '9' is not known; update quiz"),
        ("quiz: 1\n---\nquiz: 1\n", "a deck is one YAML document"),
        ("quiz: 1\ndek: a\n", "unknown key 'dek' in a deck; did you mean 'deck'?"),
        ("quiz: !!python/object/apply:os.abort []\n", "YAML tags are not used"),
        ("quiz: *nowhere\n", "'*nowhere' names no anchor"),
        ("quiz: " + "[" * 50 + "]" * 50, "nested too deeply"),
        ("[" * 5_000, "this is not YAML"),
        ("? [a]\n: b\n", "a key must be a word"),
    ],
)
def test_what_is_no_deck_at_all_is_told(text, message):
    assert message in told(text)[0]


def test_a_merge_key_is_an_unknown_key():
    assert any("unknown key '<<'" in line for line in told("quiz: 1\n<<: {a: b}\n"))


def test_an_alias_bomb_goes_off_unheard():
    levels = "".join(f"l{n}: &l{n} [{','.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 9))
    assert "aliases stand for too much" in told(f"l0: &l0 [x,x,x]\n{levels}")[0]


def test_all_faults_are_told_by_line_and_loading_raises_the_first():
    text = f"{HEAD}    event: x\n    when: never\n    foo: 1\n  - id: a\n    term: x\n"
    found = faults_of(text, "d.yaml")
    assert [f.line for f in found] == [7, 8, 9, 9]
    with pytest.raises(DeckError) as caught:
        loads(text, "d.yaml")
    assert caught.value.where == "d.yaml:7"


def test_a_strangers_text_reaches_messages_without_its_escape_codes():
    text = f'{HEAD}    event: x\n    when: "\\e[31m2018"\n'
    assert "\x1b" not in told(text)[0]
