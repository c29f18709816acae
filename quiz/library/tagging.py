"""Tags of many facts, changed in their authors' files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from quiz.core.errors import InputError
from quiz.library.desk import Desk
from quiz.library.edit import retagged
from quiz.library.filing import Filed, file
from quiz.store import deckfile
from quiz.translation import _


def read_tags(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags to be given and to be taken away: `water -old "two words"`. Raises InputError."""
    import shlex

    try:
        words = shlex.split(text.replace("'", "\\'"))
    except ValueError:
        raise InputError(_("a quote is not closed"), do=_('write "two words"')) from None
    give = tuple(dict.fromkeys(w.removeprefix("+") for w in words if not w.startswith("-")))
    take = tuple(dict.fromkeys(w.removeprefix("-") for w in words if w.startswith("-")))
    if not (give or take) or "" in (*give, *take):
        raise InputError(_("write tags"), do=_("water gives a tag, -water takes it away"))
    if both := set(give) & set(take):
        raise InputError(
            _("'{min}' is given and taken away").format(min=min(both)), do=_("write it once")
        )
    return give, take


def tag(desk: Desk, chosen: Mapping[str, Collection[str]], text: str) -> int:
    """Give and take away tags of facts, by deck id and fact id; how many facts changed.

    Raises InputError, DeckError and StoreError; then nothing has changed.
    """
    give, take = read_tags(text)
    after: dict[Path, str] = {}
    changed = 0
    for deck in desk.decks([]):
        facts = chosen.get(deck.id)
        if not facts:
            continue
        wanted: dict[str, tuple[str, ...]] = {}
        for fact in deck.facts:
            kept = tuple(t for t in fact.tags if t not in take)
            new = (*kept, *(t for t in give if t not in kept))
            if fact.id in facts and new != fact.tags:
                wanted[fact.id] = new
        if wanted:
            path = desk.shelf.own(deck)
            after[path] = retagged(deckfile.read_text(path), str(path), wanted)
            changed += len(wanted)
    if changed:
        file(desk, Filed.TAG, changed, after)
    return changed
