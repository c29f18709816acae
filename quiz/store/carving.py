"""Events read from the pages of a damaged file, whatever has become of the tree that holds them.

An event of the log is a cell of a leaf page; its checksum tells it from anything else that looks
like one. The formats are those of https://www.sqlite.org/fileformat2.html (1.6 b-tree pages, 2.1
records, 4.1 the write-ahead log).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quiz.store.rows import COLUMNS, checksum

PAGE = 4096  # bytes, what SQLite takes by default
_LEAF = 10  # the type of a leaf page of a table WITHOUT ROWID
_LOCAL = (PAGE - 12) * 64 // 255 - 23  # a longer cell goes on elsewhere; those are left out
_SIZES = (0, 1, 2, 3, 4, 6, 8)  # bytes of a whole number by its serial type

Row = tuple[object, ...]


def carve(path: Path) -> Iterator[Row]:
    """The rows of all events in a file's pages and in what was committed to its log.

    Rows may come twice. Raises OSError.
    """
    with path.open("rb") as file:
        while page := file.read(PAGE):
            yield from _rows(page)
    beside = path.with_name(path.name + "-wal")
    if beside.exists():
        for page in _committed(beside.read_bytes()):
            yield from _rows(page)


def _committed(log: bytes) -> list[bytes]:
    """The pages of a write-ahead log up to the last commit."""
    pages: list[bytes] = []
    until = 0
    salt = log[16:24]
    for at in range(32, len(log) - PAGE - 23, PAGE + 24):
        if log[at + 8 : at + 16] != salt:
            break
        pages.append(log[at + 24 : at + 24 + PAGE])
        if any(log[at + 4 : at + 8]):  # the size of the file after a commit
            until = len(pages)
    return pages[:until]


def _rows(page: bytes) -> Iterator[Row]:
    if len(page) < PAGE or page[0] != _LEAF:
        return
    for n in range(min(int.from_bytes(page[3:5]), PAGE // 4)):
        start = int.from_bytes(page[8 + 2 * n : 10 + 2 * n])
        try:
            row = _row(page, start)
        except (IndexError, ValueError):
            continue
        if row is not None:
            yield row


def _row(page: bytes, at: int) -> Row | None:
    """The event whose cell begins at an offset; None where it is no event, or not whole."""
    length, at = _number(page, at)
    if length > _LOCAL or at + length > PAGE:
        return None
    end, types = at, list[int]()
    size, at = _number(page, at)
    end += size
    while at < end:
        kind, at = _number(page, at)
        types.append(kind)
    if len(types) != len(COLUMNS) + 1:
        return None
    values: list[object] = []
    for kind in types:
        value, at = _value(page, at, kind)
        values.append(value)
    *row, crc = values
    return tuple(row) if checksum(row) == crc else None


def _value(page: bytes, at: int, kind: int) -> tuple[object, int]:
    """The value of a serial type, and where it ends. Raises ValueError."""
    if kind < len(_SIZES):
        end = at + _SIZES[kind]
        return (int.from_bytes(page[at:end], signed=True) if kind else None), end
    if kind in (8, 9):
        return kind - 8, at
    if kind < 13 or kind % 2 == 0:
        raise ValueError("no event has such a value")
    end = at + (kind - 13) // 2
    return page[at:end].decode("utf-8"), end


def _number(page: bytes, at: int) -> tuple[int, int]:
    """A number of varying length, and where it ends. Raises IndexError, ValueError."""
    value = 0
    for n in range(4):  # longer ones are of nothing that fits a page
        byte = page[at + n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    raise ValueError("too long")
