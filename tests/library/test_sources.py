"""What a deck keeps of where it comes from: the text, its pages, the address and the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pdfs import page, pdf

from quiz.library import rebuild
from quiz.library.build import build, build_document
from quiz.library.desk import Desk
from quiz.library.shelf import Shelf
from quiz.reading import read
from quiz.store import deckfile
from quiz.store.locations import Locations

ENTRIES = (
    "12 May 1850: The monks open a mill by the river.",
    "1861: A fire destroys the mill.",
    "March 1863: The town rebuilds the mill.",
)


@pytest.fixture
def locations(tmp_path) -> Locations:
    return Locations(tmp_path / "home", tmp_path / "home")


def test_the_page_of_a_quote_is_known_from_the_text_kept_beside_the_deck(tmp_path, locations):
    path = tmp_path / "mill.pdf"
    path.write_bytes(pdf(*(page("#The mill of Berg", entry) for entry in ENTRIES)))
    built = build(path, lang="en")
    written = rebuild.write(built, None, Shelf(locations), path)
    deck = deckfile.load(written.path)
    desk = Desk(locations)
    pages = {}
    for fact in deck.facts:
        if fact.source is not None and fact.source.at is not None:
            a, b = fact.source.at
            assert desk.shelf.source_text(deck, "s1")[a:b] == fact.source.quote
            pages[str(fact.body.when)] = desk.source_page(deck, "s1", a)
    assert pages == {"1850-05-12": 1, "1861": 2, "1863-03": 3}


def test_a_text_without_pages_has_none(tmp_path, locations):
    path = tmp_path / "mill.txt"
    path.write_text("\n".join(ENTRIES), "utf-8")
    written = rebuild.write(build(path, lang="en"), None, Shelf(locations), path)
    assert Desk(locations).source_page(deckfile.load(written.path), "s1", 3) is None


def test_the_address_and_the_day_are_in_the_deck(tmp_path, locations):
    document = read("mill.txt", lang="en", data="\n".join(ENTRIES).encode())
    fetched = replace(
        document, url="https://mill.example/a?b=c#d", retrieved=str(date(2026, 11, 24))
    )
    built = build_document(fetched, report=lambda _: None)
    written = rebuild.write(built, None, Shelf(locations))
    source = deckfile.load(written.path).sources[0]
    assert (source.url, source.retrieved) == ("https://mill.example/a?b=c#d", "2026-11-24")
    assert (written.path.parent / source.file).read_text("utf-8") == "\n".join(ENTRIES)
