"""`quiz build`: documents to decks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from quiz.cli import say, show, show_json
from quiz.core.errors import UsageError
from quiz.translation import _


@click.command("build")
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The deck file to write; without it the deck goes into the library.",
)
@click.option("--lang", help="The document's language (fr, en, de, es), if it is not told right.")
@click.option("--limit", type=click.IntRange(min=1), help="Keep the best N facts.")
@click.option("--no-quotes", is_flag=True, help="Leave the source sentences out of the deck.")
@click.option("--json", "as_json", is_flag=True, help="Print what was built as JSON.")
def command(
    *,
    sources: tuple[str, ...],
    output: Path | None,
    lang: str | None,
    limit: int | None,
    no_quotes: bool,
    as_json: bool,
) -> None:
    """Turn documents into decks: files or web addresses; - reads standard input.

    Text, Markdown, HTML, PDF and DOCX are read.

    A second build into the same deck keeps every edit of yours and all progress, and says
    what changed.
    """
    from quiz.library import rebuild
    from quiz.library.build import build
    from quiz.library.shelf import Shelf
    from quiz.store.locations import find_locations

    if output is not None and len(sources) > 1:
        raise UsageError(
            _("-o names one deck, but there are several documents"),
            do=_("build them one by one, or leave -o out"),
        )
    shelf = Shelf(find_locations())
    reports: list[dict[str, Any]] = []
    today = datetime.now().astimezone().date()
    for source in sources:
        built = build(source, lang=lang, limit=limit, quotes=not no_quotes, today=today)
        result = rebuild.write(built, output, shelf, None if source == "-" else Path(source))
        for line in (*built.notes, *result.changes):
            say(line)
        facts = len(result.deck.facts)
        reports.append(
            {
                "deck": result.deck.id,
                "path": str(result.path),
                "facts": facts,
                "cards": result.cards,
                "notes": list(built.notes),
                "changes": list(result.changes),
            }
        )
        if not as_json:
            show(f"{result.path}: {result.cards} cards from {facts} facts")
    if as_json:
        show_json(reports if len(reports) > 1 else reports[0])
