"""Damaged files that were put aside: `earshot.db.broken-<UTC time>`, with the -wal and -shm files they had.

Nobody can erase single rows in a damaged file, so that a copy goes as a whole as soon as it may hold a row that has to
go. A folder that stood in the log's place is put aside too but never removed unless it is empty: it is not ours.
"""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
import re
import sqlite3

from .records import from_milliseconds

# SQLite's companions of a database file.
COMPANIONS = ("", "-wal", "-shm", "-journal")
# Retention runs every hour. A copy whose oldest row cannot be read survives the run right after it was put aside, so
# that a person can see it, and no later one.
_GRACE = timedelta(hours=1)
# Newest copies kept; a dying disk must not be filled with them.
_MOST = 3

_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Copy:
    """One damaged file that was put aside, and when."""

    path: Path
    since: datetime


def copies(path: Path) -> list[Copy]:
    """Return the copies beside the log at `path`, oldest first. Raises OSError."""
    pattern = re.compile(re.escape(path.name) + r"\.broken-(\d{8}T\d{6}Z)(?:-\d+)?(?:-wal|-shm|-journal)?")
    found = dict[Path, datetime]()
    if not path.parent.is_dir():
        return []
    for entry in path.parent.iterdir():
        if (match := pattern.fullmatch(entry.name)) is None:
            continue
        with contextlib.suppress(ValueError):
            since = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found[entry.with_name(re.sub(r"-(?:wal|shm|journal)$", "", entry.name))] = since
    return [Copy(copy, since) for copy, since in sorted(found.items(), key=lambda item: (item[1], item[0].name))]


def free(path: Path, copy: Copy) -> Path:
    """Return a name that a copy of the log at `path` can have. Raises OSError."""
    target = base = path.with_name(f"{path.name}.broken-{copy.since.astimezone(UTC).strftime(_STAMP)}")
    taken = {each.path for each in copies(path)}
    number = 0
    while target in taken:
        number += 1
        target = base.with_name(f"{base.name}-{number}")
    return target


def put_aside(path: Path, now: datetime) -> Path:
    """Move whatever stands at `path` out of the way, its companions with it; return its new path. Raises OSError."""
    target = free(path, Copy(path, now))
    # The file itself goes last: if a companion cannot be moved, the next attempt begins anew.
    for suffix in reversed(COMPANIONS):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(target.with_name(target.name + suffix))
    for copy in copies(path)[:-_MOST]:
        remove(copy.path)
    return target


def remove(path: Path) -> None:
    """Remove a database file and its companions. A folder only goes if it is empty. Raises OSError."""
    for suffix in COMPANIONS:
        file = path.with_name(path.name + suffix)
        if file.is_dir() and not file.is_symlink():
            with contextlib.suppress(OSError):
                file.rmdir()
        else:
            file.unlink(missing_ok=True)


def remove_concerned(path: Path, start: datetime | None, end: datetime | None) -> None:
    """Remove every copy that may hold a row from `start` to `end`. Raises OSError."""
    for copy in copies(path):
        oldest = _oldest(copy.path)
        # A copy holds nothing from after it was put aside, give or take the second that its name leaves out.
        after = start is not None and copy.since + timedelta(seconds=1) < start
        before = end is not None and oldest is not None and oldest >= end
        if not after and not before:
            remove(copy.path)


def remove_expired(path: Path, before: datetime, now: datetime) -> None:
    """Remove every copy that may hold a row from before an instant. Raises OSError."""
    for copy in copies(path):
        oldest = _oldest(copy.path)
        expired = now - copy.since >= _GRACE or copy.since < before if oldest is None else oldest < before
        if expired:
            remove(copy.path)


def _oldest(path: Path) -> datetime | None:
    """Return the instant of the oldest row, None where it cannot be read for certain."""
    if path.with_name(path.name + "-wal").exists():
        # Rows in it are not seen below.
        return None
    instants = list[int]()
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            # An index may be the broken part.
            for query in (
                "SELECT min(start) FROM activations NOT INDEXED",
                "SELECT min(at) FROM changes NOT INDEXED",
            ):
                instants += [value for (value,) in connection.execute(query) if value is not None]
        finally:
            connection.close()
        return min(map(from_milliseconds, instants), default=None)
    except sqlite3.Error, OverflowError, TypeError:
        return None
