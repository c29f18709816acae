"""Tellings of one event, however often it is told, brought together."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from quiz.core.document import Document
from quiz.core.edtf import Edtf, Span, overlap, within
from quiz.lang import language
from quiz.mining.statement import Statement

SAME = 0.56  # weighted share of common words from which two tellings are one event
RETOLD = 0.28  # … where the predicate agrees too, of a chronology and its prose
REWORDED = 0.33  # … where it does not, but both tell the month
Shorts = dict[str, list[tuple[int, str, str]]]
Bag = tuple[str, ...]
_STEM = 5  # letters kept of a word: décide, décident, décidé


def content(text: str, lang: str, shorts: Shorts | None = None) -> Bag:
    """The stems of a text's content words, each once and sorted, without case and accents.

    Kept small, since there is one for each statement: a tuple, of stems that are shared.
    Short forms count as what they stand for, by `shorts` (see `by_word`).
    """
    for _, short, long in _present(text, shorts) if shorts else ():
        parts = re.split(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text)
        text = long.join(parts)
    flat = unicodedata.normalize("NFKD", text.replace("’", "'").lower())
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    stop = _stop(lang)
    return bag(
        _stem(w)
        for w in re.findall(r"[^\W_]+", flat)
        if len(w) > 2 and w not in stop and not re.fullmatch(r"[12]\d{3}", w)
    )


def bag(words: Iterable[str]) -> Bag:
    """Words as a bag."""
    return tuple(sorted(set(words)))


@lru_cache(maxsize=512)
def _stem(word: str) -> str:
    """A word's stem; the common ones are one string for all bags."""
    return word[:_STEM]


def by_word(meanings: Mapping[str, str]) -> Shorts:
    """Short forms with what they stand for, by their first word: a long document has thousands."""
    found: Shorts = {}
    for number, (short, long) in enumerate(meanings.items()):
        if word := _PIECE.search(short):
            found.setdefault(word[0], []).append((number, short, long))
    return found


def _present(text: str, shorts: Shorts) -> list[tuple[int, str, str]]:
    """The short forms that may stand in a text, in the document's order."""
    words = set(_PIECE.findall(text))
    return sorted({entry for word in words for entry in shorts.get(word, ())})


_PIECE = re.compile(r"\w+")


@cache
def _stop(lang: str) -> frozenset[str]:
    """Words that tell nothing of what a statement is about, months among them."""
    words = language(lang)
    small = words.stop_words | words.function_words | words.pronouns
    months = [form for forms in words.dates.months for form in forms]
    return frozenset(map(_bare, [*small, *months]))


def _bare(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in flat if not unicodedata.combining(c))


def groups(
    document: Document,
    told: Sequence[Statement],
    texts: Sequence[str],
    verbs: Sequence[str],
    meanings: Mapping[str, str] | None = None,
) -> list[list[int]]:
    """Indexes of the statements that tell one event, in the order of the document.

    `texts` are what each statement says without its date. Two tellings are one event when
    their dates are compatible and they share enough of their rarer words; of an entry and
    prose with the same month or day a smaller share is enough, smaller still where `verbs`
    (stems of their predicates) agree.
    `meanings` are the document's short forms with what they stand for.
    """
    shorts = by_word(meanings or {})
    bags = [content(t, document.lang, shorts) for t in texts]
    weight = weights(bags)
    calendar = Calendar()
    found: list[list[int]] = []
    home: dict[int, list[int]] = {}
    for i, statement in enumerate(told):
        alikes: list[tuple[float, int]] = []
        for j in calendar.near(statement.when):
            if told[j].body == statement.body and told[j].cut != statement.cut:
                continue
            if not _compatible(told[j].when, statement.when):
                continue
            alike = likeness(bags[i], bags[j], weight)
            verb = bool(verbs[i]) and verbs[i] == verbs[j]
            if not verb and _one_paragraph(document, told[j], statement):
                pass  # "In September he left. On the 9th he spoke": two events of a story
            elif not (told[j].entry and statement.entry) and _fine(
                statement.when, told[j].when, both=not verb
            ):
                alike += SAME - (RETOLD if verb else REWORDED)
            if alike >= SAME:
                alikes.append((alike, j))
        home[i] = [i]
        found.append(home[i])
        for _, j in sorted(alikes, key=lambda a: (-a[0], a[1])):
            _join(told, home, home[j], home[i])
        calendar.add(i, statement.when)
    return [group for group in found if group]


def _one_paragraph(document: Document, first: Statement, second: Statement) -> bool:
    """Whether two sentences stand in one paragraph, which seldom tells an event twice."""
    if first.entry or second.entry:
        return False
    a, b = sorted((first.body, second.body))
    return b[0] - a[1] < _NEAR and "\n\n" not in document.text[a[1] : b[0]]


_NEAR = 300  # characters


def _join(
    told: Sequence[Statement],
    home: dict[int, list[int]],
    first: list[int],
    second: list[int],
) -> None:
    """Make one group of two, where all their dates are compatible and no sentence tells both."""
    if first is second or len(first) + len(second) > _TELLINGS:
        return
    if any(
        not _compatible(told[a].when, told[b].when)
        or (told[a].body == told[b].body and told[a].cut != told[b].cut)
        for a in first
        for b in second
    ):
        return
    first.extend(second)
    home.update(dict.fromkeys(second, first))
    second.clear()


def weights(bags: Sequence[Bag]) -> dict[str, float]:
    """How much each word tells: the rarer among the bags, the more (inverse document frequency)."""
    told: dict[str, float] = {**Counter(w for own in bags for w in own)}
    for word, count in told.items():
        told[word] = math.log(1 + len(bags) / count)
    return told


_TELLINGS = 100  # of one event that are brought together: a line that comes back on every page


def likeness(a: Bag, b: Bag, weight: dict[str, float]) -> float:
    """The weight of the common words, against the mean of what each side says (0 to 1)."""
    common = sum(weight[w] for w in a if w in b)
    sizes = sorted((sum(weight[w] for w in a), sum(weight[w] for w in b)))
    if not sizes[0]:
        return 0.0
    # A short telling of a long entry shares most of its own words, not of the other's.
    return common / (0.65 * sizes[0] + 0.35 * sizes[1])


def _fine(a: Edtf, b: Edtf, *, both: bool) -> bool:
    """Whether one date lies in the other and is a month or finer; `both` asks it of both.

    A year holds many events, a month few.
    """
    lengths = [d.bounds.last - d.bounds.first for d in (a, b)]
    known = max(lengths) if both else min(lengths)
    return known < 32 and (within(a, b) or within(b, a))


def _compatible(a: Edtf, b: Edtf) -> bool:
    return overlap(a, b) and (type(a) is type(b) or not _long_span(a) and not _long_span(b))


def _long_span(when: Edtf) -> bool:

    return isinstance(when, Span)


class Calendar:
    """Which statements may have a date in common, by days, months and years.

    A day is compared with what is told of it, its month and its year, not with other days.
    """

    def __init__(self) -> None:
        self._days: dict[int, list[int]] = {}
        self._months: dict[int, list[int]] = {}  # what is longer than a day
        self._years: dict[int, list[int]] = {}  # what is longer than a month
        self._in_month: dict[int, list[int]] = {}  # days and months
        self._in_year: dict[int, list[int]] = {}  # all

    def add(self, number: int, when: Edtf) -> None:
        """Note a statement's date."""
        first, last = when.bounds
        if last == first:
            self._days.setdefault(first, []).append(number)
        elif last - first < _MONTH:
            for month in _months(first, last):
                self._months.setdefault(month, []).append(number)
        else:
            for year in _years(first, last):
                self._years.setdefault(year, []).append(number)
        if last - first < _MONTH:
            for month in _months(first, last):
                self._in_month.setdefault(month, []).append(number)
        for year in _years(first, last):
            self._in_year.setdefault(year, []).append(number)

    def near(self, when: Edtf) -> set[int]:
        """The statements noted whose date may overlap this one; of very many the latest."""
        first, last = when.bounds
        years = _years(first, last)
        if last - first >= _MONTH:
            return {n for year in years for n in self._in_year.get(year, ())[-_MOST:]}
        months = _months(first, last)
        finer = self._in_month if last > first else self._months
        found = {n for year in years for n in self._years.get(year, ())[-_MOST:]}
        found.update(n for month in months for n in finer.get(month, ())[-_MOST:])
        if last == first:
            found.update(self._days.get(first, ())[-_MOST:])
        return found


_MONTH = 31  # days between the first and the last of a longer stretch
_MOST = 200  # statements of one day, month or year that are looked at: keeps the work linear


def _months(first: int, last: int) -> range:
    """Numbers of the stretches of a month's mean length that the days touch."""
    return range(int(first // 30.436875), int(last // 30.436875) + 1)


def _years(first: int, last: int) -> range:
    low, high = int(first // 365.2425), int(last // 365.2425)
    return range(low, min(high, low + 20) + 1)
