"""The source of a card: its sentence marked in its paragraph, and where else it is told."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content

from quiz.core.card import Card
from quiz.core.deck import Deck
from quiz.core.display import one_line, printable, quotation
from quiz.core.fact import Telling
from quiz.library.desk import Desk
from quiz.translation import _
from quiz.tui.widgets.sheet import Sheet

_TITLE = 60


class SourceScreen(Sheet):
    """The paragraph that a card comes from."""

    BINDINGS = [Binding("o", "close", "Close", show=False, tooltip="Close this")]  # noqa: RUF012

    def __init__(self, desk: Desk, deck: Deck | None, card: Card) -> None:
        super().__init__(_("Source"), source_text(desk, deck, card))


def place_of(desk: Desk, deck: Deck | None, telling: Telling) -> str:
    """Where a sentence stands: "Title, page 3" or "Title, line 12"."""
    known = {s.id: s.title or s.file for s in deck.sources} if deck else {}
    line, page = None, telling.page
    if deck is not None and telling.at is not None:
        page = page or desk.source_page(deck, telling.of, telling.at[0])
        line = None if page else desk.source_line(deck, telling.of, telling.at[0])
    spot = ""
    if page:
        spot = _("page {page}").format(page=page)
    elif line:
        spot = _("line {line}").format(line=line)
    return ", ".join(p for p in (one_line(known.get(telling.of, ""), _TITLE), spot) if p)


def source_text(desk: Desk, deck: Deck | None, card: Card) -> Content:
    """The sentence between ▸ and ◂ in its paragraph, then the other tellings."""
    telling = card.source or Telling()
    found = desk.source_passage(deck, telling) if deck else None
    parts: list[Content] = []
    url = next((s.url for s in deck.sources if s.id == telling.of), "") if deck else ""
    head = ", ".join(p for p in (place_of(desk, deck, telling), one_line(url)) if p)
    if head:
        parts.append(Content.styled(head, "$text-muted"))
    if found is None:
        parts.append(Content.assemble("▸ ", (quotation(telling.quote), "bold"), " ◂"))
        parts.append(Content.styled(_("Its source is not at hand: this is all."), "$text-muted"))
    else:
        if found.heading:
            parts.append(Content.styled(quotation(found.heading), "bold underline"))
        parts.append(
            Content.assemble(
                printable(found.before),
                (f"▸{printable(found.quote)}◂", "bold reverse"),
                printable(found.after),
            )
        )
    if card.supports:
        parts.append(Content.styled(_("Told elsewhere too:"), "$text-muted"))
    for other in card.supports:
        place = place_of(desk, deck, other)
        parts.append(Content.assemble(f"“{quotation(other.quote)}”", (f"  {place}", "$text-muted")))
    return Content("\n\n").join(parts)
