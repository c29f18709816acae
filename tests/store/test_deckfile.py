"""Deck files: every plain scalar is text as typed, and what is written is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.deck import Conflict, Deck, DeckSource
from quiz.core.edtf import Date, OneOf, Precision, Span
from quiz.core.errors import DeckError, StoreError
from quiz.core.fact import Before, Cloze, Event, Fact, Order, Question, Telling, Term
from quiz.store import deckfile
from quiz.store.deckfile import dumps, load, loads, save

HEAD = "quiz: 1\ndeck: mill-0a1b\ntitle: The mill\n"

DECK = (
    HEAD
    + """lang: en
topic: The valley
was: [old-mill, mill]
sources: [{id: s1, file: sources/mill.txt, sha256: 9c1f}]
lint: {stem-long: off}
dropped: [the-flood]
facts:
  - id: new-roof
    event: "The mill gets a new roof"
    when: 1911-07-20
    was: roof
    ask: {when: "When did the mill get its roof?"}
    accept: [summer 1911]
    precision: month
    note: Of slate.
    tags: [building]
    source: {of: s1, quote: "a new roof", at: [10, 20], page: 3}
    supports:
      - {of: s1, quote: "the roof", at: [40, 48], when: 1911}
    made: 0123456789ab
  - {id: kw, term: kW, means: kilowatt}
  - {id: miller, cloze: "{{1:Anna Berg}} ran the {{2:mill}}."}
  - {id: power, question: How much power?, answer: 40 kW, choices: [30 kW, 40 kW], asks: howmuch}
  - {id: build, event: It is built, when: 1850/1852}
  - {id: fire, event: It burns, when: [1860..1865]}
  - {id: all, order: [build, fire, new-roof]}
  - {id: two, before: [build, fire]}
conflicts:
  - {fact: fire, about: the year, tellings: [{of: s1, quote: "in 1861"}]}
"""
)


def event(line: str) -> Event:
    body = loads(f"{HEAD}facts:\n  - id: x\n    {line}\n").facts[0].body
    assert isinstance(body, Event)
    return body


def test_a_deck_is_read_with_all_its_keys():
    deck = loads(DECK, "mill.yaml")
    assert (deck.id, deck.title, deck.lang, deck.topic) == (
        "mill-0a1b",
        "The mill",
        "en",
        "The valley",
    )
    assert deck.was == ("old-mill", "mill")
    assert deck.sources == (DeckSource("s1", "sources/mill.txt", "9c1f"),)
    assert deck.lint == {"stem-long": "off"}
    assert deck.dropped == ("the-flood",)
    assert deck.conflicts == (Conflict("fire", (Telling("s1", "in 1861"),), "the year"),)
    assert deck.path == "mill.yaml"


def test_a_fact_is_read_with_all_its_keys():
    fact = loads(DECK).facts[0]
    assert fact == Fact(
        id="new-roof",
        body=Event("The mill gets a new roof", Date(1911, 7, 20)),
        was=("roof",),
        ask={"when": "When did the mill get its roof?"},
        accept=("summer 1911",),
        precision=Precision.MONTH,
        note="Of slate.",
        tags=("building",),
        source=Telling("s1", "a new roof", (10, 20), page=3),
        supports=(Telling("s1", "the roof", (40, 48), Date(1911)),),
        made="0123456789ab",
    )
    assert fact.line == 11


def test_every_kind_of_fact_is_read():
    bodies = [fact.body for fact in loads(DECK).facts[1:]]
    assert bodies == [
        Term("kW", "kilowatt"),
        Cloze("{{1:Anna Berg}} ran the {{2:mill}}."),
        Question("How much power?", "40 kW", ("30 kW", "40 kW"), "howmuch"),
        Event("It is built", Span(Date(1850), Date(1852))),
        Event("It burns", OneOf(Date(1860), Date(1865))),
        Order(("build", "fire", "new-roof")),
        Before(("build", "fire")),
    ]


@pytest.mark.parametrize(
    "word", ["NO", "on", "0044", "1:30", "null", "~", "1e3", "0x10", "2018-02-30"]
)
def test_a_plain_scalar_is_the_text_as_typed(word):
    assert event(f"event: {word}\n    when: 1911").event == word


@pytest.mark.parametrize(
    "text", ["[1860-10..1865]", '"[1860-10..1865]"', "1860-10..1865", "'1860-10..1865'"]
)
def test_a_set_of_days_may_be_written_in_four_ways(text):
    assert event(f"event: It burns\n    when: {text}").when == OneOf(Date(1860, 10), Date(1865))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    path = tmp_path / "mill.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + DECK.replace("\n", "\r\n").encode())
    assert load(path) == loads(DECK)


def test_an_alias_shares_what_it_names():
    text = f"{HEAD}facts:\n  - {{id: a, term: A, means: b, source: &s {{of: s1, quote: q}}}}\n"
    deck = loads(f"{text}  - {{id: b, term: B, means: c, source: *s}}\n")
    assert deck.facts[0].source == deck.facts[1].source == Telling("s1", "q")


def test_the_writer_is_stable_and_puts_one_key_a_line():
    text = dumps(loads(DECK))
    assert dumps(loads(text)) == text
    assert '  - id: fire\n    event: "It burns"\n    when: "[1860..1865]"\n\n  - id: all\n' in text
    assert '    means: "kilowatt"\n' in text


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SOME = TEXT.filter(str.strip)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
DATES = st.builds(Date, st.integers(-9999, 9999), st.none() | st.integers(1, 12))
WHEN = DATES | st.builds(Span, DATES, st.none()) | st.builds(OneOf, st.none(), DATES)
TELLINGS = st.builds(
    Telling,
    TEXT,
    TEXT,
    st.none() | st.tuples(st.integers(0, 99), st.integers(99, 999)),
    st.none() | WHEN,
    st.none() | st.integers(1, 900),
)
LISTS = st.lists(SOME, max_size=3).map(tuple)
BODIES = (
    st.builds(Event, SOME, WHEN)
    | st.builds(Term, SOME, SOME)
    | st.builds(Cloze, SOME.map(lambda text: "{{1:x}}" + text))
    | st.builds(Question, SOME, SOME, LISTS, TEXT)
    | st.builds(Order, st.lists(IDS, min_size=3, max_size=6).map(tuple))
    | st.builds(Before, st.tuples(IDS, IDS))
)
FACTS = st.builds(
    Fact,
    id=IDS,
    body=BODIES,
    was=st.lists(IDS, max_size=2).map(tuple),
    ask=st.dictionaries(st.sampled_from(["when", "what", "cloze/1"]), TEXT, max_size=2),
    accept=LISTS,
    precision=st.none() | st.sampled_from(Precision),
    note=TEXT,
    topic=TEXT,
    tags=LISTS,
    source=st.none() | TELLINGS,
    supports=st.lists(TELLINGS, max_size=2).map(tuple),
    made=TEXT,
)
DECKS = st.builds(
    Deck,
    id=IDS,
    title=TEXT,
    lang=SOME,
    facts=st.lists(FACTS, max_size=3, unique_by=lambda fact: fact.id).map(tuple),
    topic=TEXT,
    was=st.lists(IDS, max_size=2).map(tuple),
    sources=st.lists(st.builds(DeckSource, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    conflicts=st.lists(
        st.builds(Conflict, TEXT, st.lists(TELLINGS, max_size=2).map(tuple), TEXT), max_size=2
    ).map(tuple),
    dropped=st.lists(IDS, max_size=2).map(tuple),
    lint=st.dictionaries(SOME, st.sampled_from(["off", "warning", "error"]), max_size=2),
)


@given(DECKS)
def test_any_deck_that_is_written_is_read_again(deck: Deck):
    assert loads(dumps(deck)) == deck


def test_saving_replaces_the_file_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "decks" / "mill.yaml"
    save(loads(DECK), path)
    save(loads(DECK), path)
    assert load(path) == loads(DECK)
    assert [p.name for p in path.parent.iterdir()] == ["mill.yaml"]


def test_saving_keeps_a_files_permissions_and_follows_links(tmp_path):
    path, link = tmp_path / "mill.yaml", tmp_path / "link.yaml"
    path.write_text(DECK, "utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    save(loads(DECK), link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="the file cannot be written"):
        save(loads(DECK), tmp_path / "file" / "mill.yaml")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (None, "there is no such deck"),
        (b"", "the deck is empty"),
        (b"\xff\xfe\x00", "this is not UTF-8 text"),
        (b"quiz: \x1b[31m", "there is a control character"),
    ],
)
def test_a_file_that_is_no_deck_is_told_in_one_line(tmp_path, data, what):
    path = tmp_path / "mill.yaml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DeckError, match=what) as caught:
        load(path)
    assert str(caught.value).startswith(str(path))
    assert deckfile.examine(path).faults


def test_a_folder_is_no_deck(tmp_path):
    with pytest.raises(DeckError, match="this is a folder"):
        load(tmp_path)


def test_prose_cut_short_by_a_comment_is_warned_of(tmp_path):
    path = tmp_path / "mill.yaml"
    path.write_text(f"{HEAD}facts:\n  - {{id: a, term: A, means: b}}\n", "utf-8")
    assert not deckfile.examine(path).cut_short
    path.write_text(
        f"{HEAD}facts: # all\n  - id: a\n    event: Room # 5 burns\n    when: 1911 # sure\n",
        "utf-8",
    )
    assert [(f.line, f.rule) for f in deckfile.examine(path).cut_short] == [(6, "cut-short")]
