"""What nobody knows of a span of time, because nothing ran."""

import pytest

from custom_components.earshot.log.store import LogStore

from .helpers import at, change, write
from .spans import gap, spans_of, stop, timeline_of


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [
        (0, 100, [(0, 30, "muted"), (30, 62, None), (62, 100, "armed")]),
        (35, 50, [(35, 50, None)]),
        (61, 100, [(61, 62, None), (62, 100, "armed")]),
        (20, 40, [(20, 30, "muted"), (30, 40, None)]),
    ],
)
@pytest.mark.parametrize("clean", [False, True])
def test_nobody_knows_what_was_while_nothing_ran(
    store: LogStore, clean: bool, start: float, end: float, spans: list[tuple[float, float, str | None]]
) -> None:
    """From the last sign of life, or from the stop, until a microphone's next change; wherever the span begins."""
    write(store, [change(0), *([stop(30)] if clean else [gap(60, at(30).isoformat())]), change(62, status="armed")])
    assert spans_of(timeline_of(store, start, end)) == spans


def test_a_gap_begins_after_what_was_still_told(store: LogStore) -> None:
    """Whoever wrote a row was alive."""
    write(store, [change(0), change(40, status="armed"), gap(60, at(30).isoformat())])
    assert spans_of(timeline_of(store, 0, 70)) == [(0, 40, "muted"), (40, 70, None)]


@pytest.mark.parametrize("last_saved", ["", "yesterday", "9999-12-31T23:59:59-23:59", "2026-03-01", 7])
def test_a_gap_that_does_not_say_since_when(store: LogStore, last_saved: object) -> None:
    """Its end at least is certain."""
    write(store, [change(0), gap(60, last_saved)])
    assert spans_of(timeline_of(store, 50, 70))[-1] in [(60, 70, None), (50, 70, None)]


def test_the_last_stop_before_a_span_counts(store: LogStore) -> None:
    """What was known between two of them is over."""
    write(store, [stop(1), change(2), stop(3)])
    assert spans_of(timeline_of(store, 5, 10)) == [(5, 10, None)]
    write(store, [change(4)])
    assert spans_of(timeline_of(store, 5, 10)) == [(5, 10, "muted")]


@pytest.mark.parametrize("over", [10, 12])
def test_the_next_gap_behind_a_span_counts(store: LogStore, over: float) -> None:
    """It may have begun in the span, though it is told at its end or later; the ones behind it have not."""
    write(store, [change(0), gap(over, at(5).isoformat()), change(13), gap(20, at(15).isoformat())])
    assert spans_of(timeline_of(store, 0, 10)) == [(0, 5, "muted"), (5, 10, None)]


def test_a_gap_that_began_behind_a_span(store: LogStore) -> None:
    """Until the span's end all is known, and of what is behind it nothing is told."""
    write(store, [change(0), gap(14, at(12).isoformat())])
    assert spans_of(timeline_of(store, 0, 10)) == [(0, 10, "muted")]
