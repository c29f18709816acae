"""The queue of a day: what comes, what stays away, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.card import Card, Kind
from quiz.core.events import Standing
from quiz.core.memory import MINUTE_MS, Memory, Phase, Plan, after
from quiz.core.rating import Rating
from quiz.core.session import LEARN_AHEAD_MS, Queue, after_answer, fact_of, queue, upcoming

TODAY = date(2024, 5, 6).toordinal()
NOON = 1_714_989_600_000
NEW = Standing()


def cards(*ids: str) -> list[Card]:
    """Cards by `fact` or `fact/kind` in one deck."""
    return [card(i if "/" in i else f"{i}/when") for i in ids]


def card(short: str) -> Card:
    fact, kind = short.split("/")
    return Card(f"mill/{fact}/{kind}", "mill", fact, Kind(kind), "When?", "1911", "en")


def due(day: int = TODAY, *, seen: int = TODAY - 9, begun: int = TODAY - 20) -> Standing:
    """The standing of a learnt card."""
    memory = Memory(9, 5, Phase.REVIEW, None, begun, seen, 0, day, None, 3, 0)
    return Standing(memory, seen_day=seen)


def step(ends: int, *, seen: int = TODAY) -> Standing:
    """The standing of a card in a learning step that ends at `ends`."""
    memory = Memory(1, 5, Phase.LEARNING, 1, seen, seen, NOON, seen, ends, 1, 0)
    return Standing(memory, seen_day=seen)


def today(
    ids: Iterable[str], standings: dict[str, Standing] | None = None, *, new: int = 20, **more
) -> Queue:
    """The queue, with ids and standings by what follows "mill/", as the ids of the answer are."""
    told = {f"mill/{i if '/' in i else f'{i}/when'}": s for i, s in (standings or {}).items()}
    found = queue(cards(*ids), told, TODAY, new_per_day=new, **more)
    parts = (
        [i.removeprefix("mill/") for i in part] for part in (found.learning, found.due, found.new)
    )
    return Queue(*(tuple(i.removesuffix("/when") for i in part) for part in parts))


# What comes


def test_new_cards_come_in_the_order_of_the_deck_up_to_the_limit():
    assert today("dacbe", new=3) == Queue((), (), ("d", "a", "c"))
    assert today("dacbe", new=0) == Queue((), (), ())


def test_cards_begun_today_count_against_the_limit_of_new_ones():
    done = due(TODAY + 3, seen=TODAY, begun=TODAY)
    assert today("abcd", {"a": done, "b": step(NOON)}, new=3).new == ("c",)
    assert today("abcd", {"a": done, "b": step(NOON)}, new=1).new == ()
    assert today("abcd", {"a": due(TODAY + 3)}, new=3).new == ("b", "c", "d")


def test_cards_are_due_on_their_day_and_after_and_the_oldest_come_first():
    standings = {"a": due(TODAY + 1), "b": due(TODAY), "c": due(TODAY - 5), "d": due(TODAY - 1)}
    assert today("abcd", standings) == Queue((), ("c", "d", "b"), ())


def test_cards_due_on_one_day_come_in_an_order_that_is_fixed_and_not_the_decks():
    names = [f"f{n:02}" for n in range(30)]
    standings = dict.fromkeys(names, due())
    first = today(names, standings).due
    assert sorted(first) == names
    assert first != tuple(names)
    assert today(reversed(names), standings).due == first


def test_learning_steps_come_by_when_they_end_whatever_the_limit():
    standings = {"a": step(NOON + 3), "b": step(NOON + 1), "c": step(NOON + 2, seen=TODAY - 4)}
    assert today("abc", standings, new=0).learning == ("b", "c", "a")


def test_what_is_suspended_or_buried_today_stays_away():
    standings = {
        "a": replace(NEW, suspended=True),
        "b": replace(due(), suspended=True),
        "c": replace(step(NOON), suspended=True),
        "d": replace(NEW, buried_day=TODAY),
        "e": replace(due(), buried_day=TODAY),
        "f": replace(step(NOON), buried_day=TODAY),
    }
    assert today("abcdef", standings) == Queue((), (), ())


def test_what_was_buried_yesterday_comes_again():
    standings = {"a": replace(NEW, buried_day=TODAY - 1), "b": replace(due(), buried_day=TODAY - 1)}
    assert today("ab", standings) == Queue((), ("b",), ("a",))


# Siblings


def test_of_siblings_one_is_new_today():
    assert today(["a/term", "a/means", "b/term"]).new == ("a/term", "b/term")


def test_a_due_card_keeps_its_new_sibling_away():
    assert today(["a/term", "a/means"], {"a/means": due()}) == Queue((), ("a/means",), ())


def test_of_due_siblings_the_one_that_is_longer_due_comes():
    standings = {"a/term": due(TODAY - 1), "a/means": due(TODAY - 2)}
    assert today(["a/term", "a/means"], standings).due == ("a/means",)


def test_a_card_in_a_step_keeps_its_siblings_away():
    standings = {"a/term": step(NOON, seen=TODAY - 1), "a/means": due()}
    assert today(["a/term", "a/means", "a/when"], standings) == Queue(("a/term",), (), ())


def test_a_card_seen_today_keeps_its_siblings_away():
    seen = due(TODAY + 4, seen=TODAY)
    assert today(["a/term", "a/means", "b/term"], {"a/term": seen}).new == ("b/term",)
    assert today(["a/term", "a/means"], {"a/term": seen, "a/means": due()}).due == ()
    suspended = replace(seen, suspended=True)
    assert today(["a/term", "a/means"], {"a/term": suspended}).new == ()


def test_siblings_take_no_place_of_the_limit_from_other_facts():
    assert today(["a/term", "a/means", "b/term", "b/means"], new=2).new == ("a/term", "b/term")


def test_the_numbers_of_a_cloze_are_siblings():
    assert fact_of("mill/wheel/cloze/1") == fact_of("mill/wheel/cloze/2") == "mill/wheel"
    assert fact_of("mill/wheel/cloze/1") != fact_of("mill/wheels/cloze/1")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(Rating), min_size=1, max_size=30),
    st.integers(1, 6),
    st.lists(st.integers(1, 20), min_size=3, max_size=12),
)
def test_no_two_siblings_are_ever_shown_on_one_day(ratings, new, gaps):
    deck = cards(*(f"f{n}/{kind}" for n in range(3) for kind in ("term", "means", "when")))
    standings: dict[str, Standing] = {}
    day, answered = TODAY, 0
    for gap in gaps:
        now, shown, begun = day * 86_400_000, [], 0
        for _ in range(12):  # a session may be broken off in the middle of a step
            found = queue(deck, standings, day, new_per_day=new)
            chosen, _wait = upcoming(found, standings, now, answered)
            if chosen is None:
                break
            before = standings.get(chosen, NEW).memory
            begun += before is None
            rating = ratings[answered % len(ratings)]
            memory = after(before, rating, now, day, chosen, Plan())
            standings[chosen] = Standing(memory, seen_day=day)
            shown.append(chosen)
            answered += 1
            now += MINUTE_MS
        assert len({fact_of(c) for c in shown}) == len(set(shown))
        assert begun <= new
        day += gap
    assert answered > 0


# Cram


def test_cram_takes_every_card_whatever_its_date_and_siblings_too():
    standings = {"a/term": due(TODAY + 30), "a/means": due(), "b/term": step(NOON, seen=TODAY - 1)}
    ids = ["a/term", "a/means", "b/term", "b/means"]
    found = today(ids, standings, new=0, cram=True)
    assert sorted(found.due) == sorted(ids)
    assert (found.learning, found.new) == ((), ())


def test_cram_leaves_out_what_was_done_suspended_or_put_off_today():
    standings = {
        "a": due(),
        "b": replace(NEW, suspended=True),
        "c": replace(due(), buried_day=TODAY),
        "d": replace(due(), buried_day=TODAY - 1),
    }
    found = today("abcd", standings, cram=True, done={"mill/a/when"})
    assert found.due == ("d",)


# Which is next


def ends(*standings: tuple[str, int]) -> dict[str, Standing]:
    return {name: step(end) for name, end in standings}


def test_a_step_that_has_ended_comes_before_all_else():
    found = Queue(("l",), ("d",), ("n",))
    assert upcoming(found, ends(("l", NOON)), NOON, 0) == ("l", None)
    assert upcoming(found, ends(("l", NOON + 1)), NOON, 0) == ("d", None)


def test_a_step_that_ends_soon_comes_early_when_all_else_is_done():
    found = Queue(("l", "m"), (), ())
    soon = NOON + LEARN_AHEAD_MS
    assert upcoming(found, ends(("l", soon), ("m", soon + 9)), NOON, 5) == ("l", None)


def test_a_step_that_ends_later_is_waited_for():
    later = NOON + LEARN_AHEAD_MS + 1
    assert upcoming(Queue(("l",), (), ()), ends(("l", later)), NOON, 5) == (None, later)


def test_nothing_comes_of_nothing():
    assert upcoming(Queue((), (), ()), {}, NOON, 3) == (None, None)


@given(st.integers(1, 60), st.integers(1, 40))
def test_new_cards_are_spread_evenly_among_those_that_are_due(old_cards, new_cards):
    old, new = [f"d{n}" for n in range(old_cards)], [f"n{n}" for n in range(new_cards)]
    share, begun, shown = new_cards / (old_cards + new_cards), 0, []
    while old or new:
        chosen, wait = upcoming(Queue((), tuple(old), tuple(new)), {}, NOON, len(shown))
        assert wait is None
        assert chosen in {*old[:1], *new[:1]}
        begun += chosen in new
        (new if chosen in new else old).remove(chosen)
        shown.append(chosen)
        assert abs(begun - share * len(shown)) < 2
    assert len(shown) == old_cards + new_cards


@given(
    order=st.permutations(range(6)),
    steps=st.lists(st.booleans(), min_size=6, max_size=6),
    limit=st.integers(1, 6),
)
def test_the_queue_after_an_answer_is_that_of_a_look_at_every_card(order, steps, limit):
    cards = [Card(f"d/f{n}/when", "d", f"f{n}", Kind.WHEN, "?", "!", "en") for n in order]
    standings: dict[str, Standing] = {}
    found = queue(cards, standings, 100, new_per_day=limit)
    for at, runs in enumerate(steps):
        if not found.new:
            break
        card = found.new[0]
        memory = Memory(
            1.0, 5.0, Phase.LEARNING if runs else Phase.REVIEW, 0, 100, 100, at,
            100 if runs else 103, 1000 - at if runs else None, 1, 0,
        )  # fmt: skip
        standings[card] = Standing(memory, seen_day=100)
        found = after_answer(found, standings, card)
        assert found == queue(cards, standings, 100, new_per_day=limit)
