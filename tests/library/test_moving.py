"""Moving facts between decks, and tagging them: progress goes along, and all can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.errors import DeckError, InputError, QuizError, StoreError
from quiz.core.events import EventKind
from quiz.core.rating import Rating
from quiz.library import browse, filing, shelf
from quiz.library.desk import Desk
from quiz.library.moving import going_of, move
from quiz.library.tagging import read_tags, tag
from quiz.store import deckfile
from quiz.store.locations import Locations

MILL = """# my deck
quiz: 1
deck: mill
title: The mill   # by the weir
lang: en
topic: Berg
sources:
  - id: s1
    file: mill.md
    title: On mills
conflicts:
  - fact: fire
    about: the year
    tellings:
      - {of: s1, when: 1862, quote: In 1862 it burnt.}
facts:
  # the roof
  - id: roof
    event: The mill gets a new roof   # of slate
    when: 1911-05
    note: >
      from the
      valley

  - {id: fire, was: [blaze], event: A fire destroys the mill, when: 1861, tags: [a], source: {of: s1, quote: In 1861 it burnt.}}  # twice

  - id: flood
    event: A flood breaks the weir
    when: 1784
    made: 0123456789ab
  # the order
  - {id: all, order: [flood, fire, roof]}
"""
WEIR = """quiz: 1
deck: weir
title: The weir
lang: en
sources: [{id: s1, file: weir.md}]
facts:
- id: flood
  event: A flood
  when: 1785
  tags:
  - water
"""


class House:
    """A library of two decks."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(Locations(folder / "home", folder / "home"))
        self.mill, self.weir = (self.deck(n, t) for n, t in (("mill", MILL), ("weir", WEIR)))

    def deck(self, name: str, text: str) -> Path:
        path = self.desk.locations.decks / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def found(self, name: str):
        return self.desk.shelf.find(name)

    def ids(self) -> set[str]:
        return {c.id for d in self.desk.decks([]) for c in self.desk.cards(d)}

    def answered(self, card: str) -> None:
        self.desk.progress.append(EventKind.REVIEW, card, rating=Rating.GOOD, took_ms=1000)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(shelf, "sample_decks", lambda: tmp_path / "samples")
    made = House(tmp_path)
    yield made
    made.desk.close()


def test_a_fact_goes_with_source_conflict_and_all_that_it_says(house):
    house.mill.write_text(MILL.replace("  - {id: all, order: [flood, fire, roof]}\n", ""), "utf-8")
    moved = move(house.desk, {"mill": {"fire", "flood"}}, house.found("weir"))
    assert (moved.facts, moved.stayed) == (2, 0)
    mill, weir = house.found("mill"), house.found("weir")
    assert [f.id for f in mill.facts] == ["roof"]
    assert mill.conflicts == ()
    assert [f.id for f in weir.facts] == ["flood", "fire", "flood-2"]
    fire, flood = weir.facts[1:]
    assert fire.was == ("mill/fire", "mill/blaze")
    assert fire.tags == ("a",)
    assert fire.topic == "Berg"
    assert flood.was == ("mill/flood",)
    assert flood.made == ""  # the author's from now on
    assert [(s.id, s.file) for s in weir.sources] == [("s1", "weir.md"), ("s1-2", "mill.md")]
    assert fire.source is not None
    assert fire.source.of == "s1-2"
    assert [(c.fact, c.tellings[0].of) for c in weir.conflicts] == [("fire", "s1-2")]


def test_what_does_not_move_stays_letter_by_letter(house):
    move(house.desk, {"mill": {"roof", "fire", "flood", "all"}}, house.found("weir"))
    assert house.mill.read_text("utf-8").startswith(MILL[: MILL.index("conflicts:")])
    assert house.weir.read_text("utf-8").startswith(WEIR.replace("}]", '}, {id: s1-2, file: mill.md, title: "On mills"}]').partition("facts:")[0])  # fmt: skip
    assert "  tags:\n  - water\n" in house.weir.read_text("utf-8")
    house.mill.write_text(MILL, "utf-8")
    house.weir.write_text(WEIR, "utf-8")
    only = MILL.replace("  - {id: all, order: [flood, fire, roof]}\n", "")
    house.mill.write_text(only, "utf-8")
    move(house.desk, {"mill": {"roof"}}, house.found("weir"))
    start = only.index("  - id: roof")
    assert house.mill.read_text("utf-8") == only[:start] + only[only.index("  - {id: fire") :]


def test_progress_follows_a_moved_fact_and_comes_back_with_it(house):
    house.ids()
    house.answered("weir/flood/when")
    before = house.desk.progress.standing("weir/flood/when")
    assert before.memory is not None
    move(house.desk, {"weir": {"flood"}}, house.found("mill"))
    assert house.ids() == {"mill/roof/when", "mill/fire/when", "mill/flood/when", "mill/flood-2/when", "mill/all/order"}  # fmt: skip
    assert house.found("weir").facts == ()
    assert house.desk.progress.standing("mill/flood-2/when") == before
    house.answered("mill/flood-2/when")
    after = house.desk.progress.standing("mill/flood-2/when")
    assert house.desk.progress.verify() == []
    move(house.desk, {"mill": {"flood-2"}}, house.found("weir"))
    (flood,) = house.found("weir").facts
    assert flood.was == ("mill/flood-2", "weir/flood")
    assert flood.id == "flood-2"  # an id that was in use is not given to another fact
    assert house.desk.progress.standing("weir/flood-2/when") == after
    assert house.desk.progress.verify() == []


def test_a_move_is_taken_back_with_files_and_progress(house):
    house.ids()
    house.answered("weir/flood/when")
    before = house.desk.progress.standing("weir/flood/when")
    move(house.desk, {"weir": {"flood"}}, "A new deck")
    assert "a-new-deck/flood/when" not in house.ids()
    assert "new-deck/flood/when" in house.ids()
    assert house.desk.progress.memory("new-deck/flood/when") == before.memory
    assert browse.undo(house.desk) == (filing.Filed.MOVE, 1)
    assert house.weir.read_text("utf-8") == WEIR
    assert sorted(p.name for p in house.desk.locations.decks.iterdir()) == ["mill.yaml", "weir.yaml"]  # fmt: skip
    assert house.desk.progress.standing("weir/flood/when") == before
    assert house.desk.progress.verify() == []
    assert browse.undo(house.desk) == (EventKind.REVIEW, 1)
    assert browse.undo(house.desk) is None


def test_acts_on_decks_and_on_cards_are_taken_back_in_their_order(house):
    house.ids()
    tag(house.desk, {"mill": {"roof"}}, "slate")
    house.answered("mill/roof/when")
    tag(house.desk, {"mill": {"roof"}}, "-slate")
    kinds = [browse.undo(house.desk) for _ in range(4)]
    assert kinds == [(filing.Filed.TAG, 1), (EventKind.REVIEW, 1), (filing.Filed.TAG, 1), None]
    assert house.mill.read_text("utf-8") == MILL


def test_what_was_changed_since_is_not_written_over(house):
    move(house.desk, {"weir": {"flood"}}, house.found("mill"))
    changed = house.mill.read_text("utf-8") + "# mine\n"
    house.mill.write_text(changed, "utf-8")
    weir = house.weir.read_text("utf-8")
    with pytest.raises(InputError, match="was changed since"):
        browse.undo(house.desk)
    assert house.mill.read_text("utf-8") == changed
    assert house.weir.read_text("utf-8") == weir


def test_an_order_goes_only_with_what_it_orders(house):
    mill, weir = house.found("mill"), house.found("weir")
    assert going_of(mill, {"roof"}) == ()
    assert going_of(mill, {"all", "roof"}) == ()
    with pytest.raises(InputError, match="an order needs these"):
        move(house.desk, {"mill": {"roof"}}, weir)
    assert move(house.desk, {"mill": {"roof", "fire", "flood", "all"}}, weir).facts == 4
    order = house.found("weir").facts[-1]
    assert order.body.order == ("flood-2", "fire", "roof")
    assert house.found("mill").facts == ()


@given(data=st.data())
def test_no_order_is_ever_torn(data):
    n = data.draw(st.integers(3, 7))
    orders = data.draw(st.lists(st.lists(st.integers(0, n - 1), min_size=3, max_size=6, unique=True), max_size=4))  # fmt: skip
    facts = [f"- {{id: f{i}, event: E, when: {1900 + i}}}" for i in range(n)]
    facts += [f"- {{id: o{i}, order: [{', '.join(f'f{k}' for k in o)}]}}" for i, o in enumerate(orders)]  # fmt: skip
    deck = deckfile.loads("quiz: 1\ndeck: d\ntitle: D\nfacts:\n" + "\n".join(facts) + "\n")
    wanted = data.draw(st.sets(st.sampled_from([f.id for f in deck.facts])))
    going = set(going_of(deck, wanted))
    assert going <= wanted
    for number, order in enumerate(orders):
        there = {f"f{k}" in going for k in order} | {f"o{number}" in going}
        assert len(there) == 1
    if wanted == {f.id for f in deck.facts}:
        assert going == wanted


def test_a_language_is_not_left(house):
    house.deck("fr", "quiz: 1\ndeck: fr\ntitle: Le moulin\nlang: fr\nfacts: []\n")
    with pytest.raises(InputError, match="'The weir' is in en, 'Le moulin' in fr"):
        move(house.desk, {"weir": {"flood"}}, house.found("fr"))
    assert house.weir.read_text("utf-8") == WEIR


def test_a_deck_in_brackets_is_left_alone_and_told(house):
    text = "quiz: 1\ndeck: row\ntitle: A row\nfacts: [{id: a, question: Who?, answer: Anna}]\n"
    path = house.deck("row", text)
    for source, fact, target in (("weir", "flood", "row"), ("row", "a", "weir")):
        with pytest.raises(DeckError, match="edit the file"):
            move(house.desk, {source: {fact}}, house.found(target))
    assert path.read_text("utf-8") == text
    assert house.weir.read_text("utf-8") == WEIR


def test_a_folder_that_cannot_be_written_leaves_both_decks_as_they_were(house, monkeypatch):
    real = filing.write_whole

    def full(path: Path, text: str) -> None:
        if path.name == "weir.yaml":
            raise StoreError("the disk is full")
        real(path, text)

    monkeypatch.setattr(filing, "write_whole", full)
    with pytest.raises(StoreError):
        move(house.desk, {"weir": {"flood"}}, house.found("mill"))
    assert house.mill.read_text("utf-8") == MILL
    assert house.desk.filings == []


def test_a_fact_that_its_old_deck_still_has_keeps_its_own_progress(house):
    house.ids()
    house.answered("weir/flood/when")
    move(house.desk, {"weir": {"flood"}}, house.found("mill"))
    house.weir.write_text(WEIR, "utf-8")  # the author's copy comes back
    house.ids()
    assert house.desk.progress.memory("weir/flood/when") is not None
    assert house.desk.progress.memory("mill/flood-2/when") is None
    assert house.desk.progress.verify() == []


def test_progress_follows_out_of_a_deck_that_was_merged_by_hand_and_removed(house):
    house.ids()
    house.answered("weir/flood/when")
    house.weir.unlink()
    house.mill.write_text(MILL + "  - {id: high-water, was: [weir/flood], event: A flood, when: 1785}\n", "utf-8")  # fmt: skip
    house.ids()
    assert house.desk.progress.memory("mill/high-water/when") is not None


def test_tags_are_given_and_taken_away_in_any_layout(house):
    chosen = {"mill": {"roof", "fire", "flood"}, "weir": {"flood"}}
    with pytest.raises(DeckError, match="edit the file"):  # a list with dashes
        tag(house.desk, chosen, "wet")
    assert house.mill.read_text("utf-8") == MILL
    del chosen["weir"]
    assert tag(house.desk, chosen, 'wet "two words" -a') == 3
    text = house.mill.read_text("utf-8")
    tags = {f.id: f.tags for f in house.found("mill").facts}
    assert tags == {"roof": ("wet", "two words"), "fire": ("wet", "two words"), "flood": ("wet", "two words"), "all": ()}  # fmt: skip
    assert "# of slate" in text
    assert tag(house.desk, chosen, "wet") == 0


@pytest.mark.parametrize("text", ["", "-", '"open', "a -a", "+"])
def test_tags_that_say_nothing_are_told(text):
    with pytest.raises(QuizError):
        read_tags(text)
