"""Where the log lies: it moves from one folder to another with everything that belongs to it."""

import contextlib
from datetime import datetime
import errno
import os
from pathlib import Path
import shutil

from . import aside


def bring(source: Path, target: Path, now: datetime) -> None:
    """Move a log to `target`, and the copies put aside with it. Raises OSError; called again it goes on where it ended.

    Should there be a log at `target` already, as after a restored backup, it stays, and the other is put aside beside it.
    """
    # A folder or another thing in the old place is not ours.
    if source.is_file():
        if os.path.lexists(target):
            aside.put_aside(source, now)
        else:
            _move_whole(source, target)
    for copy in aside.copies(source):
        _move_whole(copy.path, aside.free(target, copy))


def _move_whole(source: Path, target: Path) -> None:
    """Move a database file with its companions. The file goes last, since without it nothing else is looked for."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for suffix in reversed(aside.COMPANIONS):
        with contextlib.suppress(FileNotFoundError):
            _move(source.with_name(source.name + suffix), target.with_name(target.name + suffix))


def _move(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _move_to_other_disk(source, target)


def _move_to_other_disk(source: Path, target: Path) -> None:
    """Copy, and let go of the original only when the copy is on the disk under its name."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        with source.open("rb") as original, open(partial, "wb", opener=_privately) as copy:
            shutil.copyfileobj(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
        partial.rename(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    source.unlink()


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
