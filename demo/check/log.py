"""Earshot's log: activations through its own action, mute changes out of its file."""

import contextlib
from datetime import UTC, datetime
import sqlite3
from typing import Any, NamedTuple

from .stage import Stage


async def rows(stage: Stage, since: float, **fields: Any) -> list[dict[str, Any]]:
    """Return the log's rows from a moment on, oldest first."""
    start = datetime.fromtimestamp(since, UTC).isoformat()
    answer = await stage.client.action("earshot.get_activations", {"start": start, **fields}, answers=True)
    return sorted(answer["activations"], key=lambda row: str(row["start"]))


class MuteChange(NamedTuple):
    """One change that the log kept: when, in seconds, what a microphone's status became, and why."""

    time: float
    status: str | None
    cause: str


def changes(stage: Stage, since: float) -> list[MuteChange]:
    """Return the log's mute changes from a moment on, oldest first. The file is opened for reading only."""
    file = stage.household.config / "earshot.db"
    query = "SELECT at, status, cause FROM changes JOIN turns ON turns.id = turn WHERE at >= ? ORDER BY at"
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        rows = database.execute(query, (int(since * 1000),))
        return [MuteChange(at / 1000, status, cause) for at, status, cause in rows]
