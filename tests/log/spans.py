"""Timelines to look at, and when nothing was known."""

from typing import Any

from custom_components.earshot.log.store import LogStore
from custom_components.earshot.log.timeline import Timeline

from .conftest import SOON
from .helpers import START, at, change


def timeline_of(store: LogStore, start: float, end: float, **options: Any) -> Timeline:
    """Return what was from one second to another."""
    return store.timeline(at(start), at(end), **options).result(SOON)


def spans_of(told: Timeline, microphone_id: str = "kitchen") -> list[tuple[float, float, str | None]]:
    """Return spans in seconds."""
    return [
        ((span.start - START).total_seconds(), (span.end - START).total_seconds(), span.status)
        for span in told.spans[microphone_id]
    ]


def gap(seconds: float, last_saved: object) -> Any:
    """Return the change that tells of a gap when it is over."""
    detail = f'{{"last_saved":"{last_saved}"}}'
    return change(seconds, microphone_id=None, status=None, cause="gap", detail=detail)


def stop(seconds: float) -> Any:
    """Return the change with which a stop in order begins."""
    return change(seconds, microphone_id=None, status=None, cause="stopped")
