"""Earshot's log, read through its own action."""

from datetime import UTC, datetime
from typing import Any

from .stage import Stage


async def rows(stage: Stage, since: float, **fields: Any) -> list[dict[str, Any]]:
    """Return the log's rows from a moment on, oldest first."""
    start = datetime.fromtimestamp(since, UTC).isoformat()
    answer = await stage.client.action("earshot.get_activations", {"start": start, **fields}, answers=True)
    return sorted(answer["activations"], key=lambda row: str(row["start"]))
