"""Headings, labels and habits: what names a chapter or a custom is no event."""

from __future__ import annotations

from quiz.library.build import build

BODY = "The bridge over the Orne was opened on 4 May 1921.\n"


def deck(tmp_path, text: str, lang: str = "en"):
    document = tmp_path / "text.md"
    document.write_text(text, "utf-8")
    return build(document, lang=lang).deck


def stems(found) -> str:
    return "\n".join(
        [*(s for f in found.facts for s in f.ask.values()), *(f.id for f in found.facts)]
    )


def test_a_chapter_with_a_span_is_no_event(tmp_path):
    found = deck(tmp_path, "# Berg\n\n## 1919–1925: the foundation\n\n" + BODY)
    assert "foundation" not in stems(found)
    assert [f.topic for f in found.facts] == ["the foundation"]


def test_a_heading_of_two_decades_names_what_stands_under_it_and_no_event(tmp_path):
    text = f"# Berg\n\n## 1960s and 1970s\n\n{BODY}\n## 1980s\n\nThe mill of Berg was closed on 4 May 1985.\n"
    found = deck(tmp_path, text)
    assert {f.topic for f in found.facts} == {"1960s and 1970s", "Berg"}


def test_a_custom_has_no_date(tmp_path):
    found = deck(
        tmp_path, f"# Berg\n\n{BODY}The council of Berg meets once a year, usually in September.\n"
    )
    assert len(found.facts) == 1


def test_a_name_alone_is_asked_with_the_label_before_it(tmp_path):
    found = deck(
        tmp_path,
        f"# Berg\n\n{BODY}\n- **Keeper of the mill:** Ada Lind, from 1930 to 1941; Paul Orme since 1941\n",
    )
    assert any("Keeper of the mill" in s for f in found.facts for s in f.ask.values())


def test_a_short_form_takes_the_noun_that_gives_its_last_letter(tmp_path):
    found = deck(
        tmp_path,
        f"# Berg\n\n{BODY}The Treaty on the Non-Proliferation of Old Mills (NPT) was signed in 1930.\n",
    )
    means = {getattr(f.body, "means", "") for f in found.facts}
    assert "Treaty on the Non-Proliferation of Old Mills" in means


def test_a_definitions_number_is_asked_of_its_term(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<h1>Mill Agency</h1><p>The Mill Agency was founded on 4 May 1921.</p>"
        "<dl><dt>Board</dt><dd>35 members chosen by the assembly of farmers and millers.</dd></dl>",
        "utf-8",
    )
    clozes = [f.body.cloze for f in build(page, lang="en").deck.facts if hasattr(f.body, "cloze")]
    assert [c.partition(":")[0] for c in clozes] == ["Board"]


def test_an_undated_office_is_taken_out_of_its_sentence(tmp_path):
    text = f"# Berg\n\n{BODY}The minister of mills, Ada Lind, praised the builders of the long bridge.\n"
    people = [f for f in deck(tmp_path, text).facts if "person" in f.tags]
    assert people
    assert all(hasattr(f.body, "cloze") for f in people)


def test_a_month_inside_an_entry_of_a_year_is_that_years(tmp_path):
    page = tmp_path / "years.txt"
    page.write_text(
        "THE MILL\n\n1889\n\n28 May: The mill of Berg opens.\n\n"
        "1891\nThe owner takes out a patent.\nSeptember: Ada Lind wins the race from Berg to Dorn.\n",
        "utf-8",
    )
    found = {
        f.body.event: str(f.body.when)
        for f in build(page, lang="en").deck.facts
        if hasattr(f.body, "event")
    }
    assert any("1891-09" in when for event, when in found.items() if "wins the race" in event)
