"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from quiz.core.errors import StoreError
from quiz.translation import _


def write_whole(path: Path, text: str) -> None:
    """Replace a file's text in one step, so that a crash leaves the old or the new one.

    Folders are made as needed, a link's target is written rather than the link, and an
    existing file keeps its permissions. Raises StoreError.
    """
    try:
        path = path.resolve() if path.is_symlink() else path
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(mode)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(
            _("the file cannot be written ({strerror})").format(strerror=error.strerror),
            where=str(path),
            do=_("check the folder, its permissions and the space left"),
        ) from None


def _umask() -> int:
    mask = os.umask(0o077)  # it can only be read by setting it
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where folders can be opened (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
