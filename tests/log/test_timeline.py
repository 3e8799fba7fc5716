"""A span of time as it was."""

from datetime import datetime, timedelta
import itertools
import json
import sqlite3
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.log import timeline
from custom_components.earshot.log.errors import InvalidQuery, LogError, LogProblem
from custom_components.earshot.log.flags import CAPTURE, MISFIRE, WHILE_MUTED
from custom_components.earshot.log.records import to_milliseconds
from custom_components.earshot.log.store import LogStore
from custom_components.earshot.log.timeline import MAX_ROWS, MarkedTimeline

from .conftest import SOON
from .helpers import START, activation, at, change, on_writer, write
from .spans import spans_of, stop, timeline_of
from .test_query import FUZZ

DAY = 24 * 3600


def test_the_status_at_the_start_is_known(store: LogStore) -> None:
    """However long ago it was told; before the first time nothing is known."""
    write(
        store,
        [
            change(-90 * DAY, status="armed"),
            change(10),
            change(15, microphone_id="bedroom"),
            change(20, status="armed"),
        ],
    )
    told = timeline_of(store, 0, 30)
    assert spans_of(told) == [(0, 10, "armed"), (10, 20, "muted"), (20, 30, "armed")]
    assert spans_of(told, "bedroom") == [(0, 15, None), (15, 30, "muted")]
    assert [each.at for each in told.changes] == [at(10), at(15), at(20)]
    assert told.time_by_status("kitchen") == {"armed": timedelta(seconds=20), "muted": timedelta(seconds=10)}
    assert told.time_by_status("nowhere") == {}


def test_changes_of_one_instant(store: LogStore) -> None:
    """The one that was written last counts, in the span and before it."""
    for statuses in (("armed", "muted", "armed"), ("muted", "armed", "muted")):
        write(store, [change(status=status) for status in statuses])
        assert spans_of(timeline_of(store, 0, 1)) == [(0, 1, statuses[-1])]
        assert spans_of(timeline_of(store, 1, 2)) == [(1, 2, statuses[-1])]


def test_a_change_at_a_bound(store: LogStore) -> None:
    """The start is in the span, the end is not."""
    write(store, [change(0), change(10, status="armed")])
    told = timeline_of(store, 0, 10)
    assert spans_of(told) == [(0, 10, "muted")]
    assert [each.at for each in told.changes] == [at(0)]
    assert spans_of(timeline_of(store, 10, 20)) == [(10, 20, "armed")]


def test_the_clock_was_set_back(store: LogStore) -> None:
    """What counts before a span is the latest moment, not the latest row."""
    write(store, [change(5), change(3, status="armed")])
    assert spans_of(timeline_of(store, 10, 20)) == [(10, 20, "muted")]


def test_what_tells_no_status_changes_none(store: LogStore) -> None:
    """A purge, be it of a microphone or of the home, or a status told again, is no new span; what was called unknown is unknown."""
    write(
        store,
        [
            change(0),
            change(5, status=None, cause="purge"),
            change(6, cause="violation"),
            change(7, microphone_id=None, cause="purge", status=None),
            change(8, status="unknown"),
        ],
    )
    assert spans_of(timeline_of(store, 0, 10)) == [(0, 8, "muted"), (8, 10, None)]
    assert spans_of(timeline_of(store, 5.5, 10)) == [(5.5, 8, "muted"), (8, 10, None)]


def test_activations(store: LogStore) -> None:
    """Those that began in the span or reach into it; how long they lasted is told within the span."""
    write(
        store,
        [
            activation(-10, end=at(-5), transcript="before"),
            activation(-10, end=at(0), transcript="ends at the start"),
            activation(-DAY, end=at(5), transcript="reaches in"),
            activation(0, end=at(0), transcript="at the start"),
            activation(50, end=at(200), kind="capture", transcript="reaches out"),
            activation(60, end=at(62), microphone_id="bedroom", transcript="elsewhere"),
            activation(100, transcript="after"),
        ],
    )
    told = timeline_of(store, 0, 100)
    assert [each.transcript for each in told.activations] == [
        "reaches in",
        "at the start",
        "reaches out",
        "elsewhere",
    ]
    assert told.time_by_kind() == {
        "kitchen": {"activation": timedelta(seconds=5), "capture": timedelta(seconds=50)},
        "bedroom": {"activation": timedelta(seconds=2)},
    }


def test_chosen_microphones(store: LogStore) -> None:
    """Others are not told of; what happened to the home is."""
    write(
        store,
        [
            change(-1),
            change(1),
            change(1, microphone_id="bedroom"),
            stop(5),
            activation(1),
            activation(2, microphone_id="b"),
        ],
    )
    told = timeline_of(store, 0, 10, microphone_ids=["bedroom"])
    assert set(told.spans) == {"bedroom"}
    assert [each.microphone_id for each in told.changes] == ["bedroom", None]
    assert told.activations == ()
    nothing = timeline_of(store, 0, 10, microphone_ids=[])
    assert (nothing.spans, nothing.activations, len(nothing.changes)) == ({}, (), 1)


@pytest.mark.parametrize("of", [change, activation])
def test_what_does_not_fit_is_the_oldest(store: LogStore, of: Any) -> None:
    """The timeline then begins later, and is whole from there on, with the status it begins with."""
    write(store, [change(-5, status="armed"), *(of(number // 2) for number in range(20))])
    told = timeline_of(store, 0, 100, limit=5)
    assert told.start == at(7.001)
    assert told.end == at(100)
    rows = told.changes if of is change else told.activations
    assert {(each.at if of is change else each.start) for each in rows} >= {at(8), at(9)}
    assert spans_of(told)[0][0] == 7.001
    assert None not in told.time_by_status("kitchen")
    assert sum(told.time_by_status("kitchen").values(), timedelta()) == told.end - told.start


@pytest.mark.parametrize(
    ("field", "query"),
    [
        ("start", {"start": datetime(2026, 3, 1)}),  # noqa: DTZ001
        ("start", {"start": at(11)}),
        ("end", {"end": at(0)}),
        ("end", {"end": datetime(2026, 3, 1)}),  # noqa: DTZ001
        ("limit", {"limit": 0}),
        ("limit", {"limit": True}),
        ("limit", {"limit": MAX_ROWS + 1}),
        ("microphone_ids", {"microphone_ids": [str(number) for number in range(10_001)]}),
    ],
)
def test_a_bad_query_names_its_field(store: LogStore, field: str, query: dict[str, Any]) -> None:
    """Refused at once, on the caller's side."""
    with pytest.raises(InvalidQuery) as error:
        store.timeline(**{"start": at(0), "end": at(10)} | query)
    assert error.value.field == field


_CHANGES = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from("ab"), st.sampled_from(["armed", "muted", "unknown", None])),
    max_size=25,
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


@FUZZ
@given(_CHANGES, st.integers(0, 60), st.integers(1, 30), st.integers(1, 40))
def test_spans_agree_with_a_plain_look(
    store: LogStore, rows: list[tuple[int, str, str | None]], start: int, length: int, limit: int
) -> None:
    """At every half second the span says what the last change said that told a status."""
    store.purge().result(SOON)
    write(store, [change(s, microphone_id=m, status=status, cause="x") for s, m, status in rows])
    told = timeline_of(store, start, start + length, limit=limit)
    for microphone_id, spans in told.spans.items():
        assert (spans[0].start, spans[-1].end) == (told.start, told.end)
        assert all(one.end == next_.start and one.status != next_.status for one, next_ in itertools.pairwise(spans))
        for span in spans:
            instant = span.start + (span.end - span.start) / 2
            said = [status for s, m, status in rows if m == microphone_id and status and at(s) <= instant]
            expected = said[-1] if said else None
            assert span.status == (None if expected == "unknown" else expected)


def test_each_part_seeks(store: LogStore) -> None:
    """A timeline costs what it shows, however long the log is."""
    values = {"low": 0, "high": 1, "ids": None, "rows": 5}

    def explain(connection: sqlite3.Connection) -> list[str]:
        parts = (timeline._ACTIVATIONS, timeline._MARKS, timeline._CHANGES, timeline._BEFORE, timeline._GAP_AFTER)
        return [
            str([row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)])
            for statement in parts
        ]

    activations, marks, changes, before, after = store._read(explain).result(SOON)
    assert "SEARCH a USING INDEX activations_start (start>? AND start<?)" in activations
    assert marks == activations
    assert "SEARCH c USING INDEX changes_at (at>? AND at<?)" in changes
    assert before.count("INDEX changes_microphone (microphone=? AND at<?)") == 2
    assert "INDEX changes_microphone (microphone=? AND at>?)" in after
    assert "SCAN c" not in before + after


# --- Marks ----------------------------------------------------------------------------------------------------------------


def _marked(store: LogStore, start: float, end: float, **options: Any) -> MarkedTimeline:
    return store.marked_timeline(at(start), at(end), **options).result(SOON)


def _seconds(marked: MarkedTimeline, microphone_id: str = "kitchen") -> list[tuple[float, float]]:
    """Return violations in seconds."""
    beginning = to_milliseconds(START)
    spans = marked.violations.get(microphone_id, [])
    return [((start - beginning) / 1000, (end - beginning) / 1000) for start, end in spans]


def test_a_mark_is_an_activation_without_words(store: LogStore) -> None:
    """Its number, from when until when, and what it was, oldest first; a person's verdict counts."""
    meant, misfire, _, against = write(
        store,
        [
            activation(1, transcript="words", reply="words", wake_phrase="words"),
            activation(2, misfire=True),
            activation(3, microphone_id="bedroom", kind="capture"),
            activation(4, while_muted=True, misfire=True, kind="capture"),
        ],
    )
    store.correct(meant, True).result(SOON)
    store.correct(misfire, False).result(SOON)
    beginning = to_milliseconds(START)
    told = _marked(store, 0, 10)
    assert told.marks["kitchen"] == [
        (meant, beginning + 1000, beginning + 3000, MISFIRE),
        (misfire, beginning + 2000, beginning + 4000, 0),
        (against, beginning + 4000, beginning + 6000, MISFIRE | WHILE_MUTED | CAPTURE),
    ]
    assert [mark[3] for mark in told.marks["bedroom"]] == [CAPTURE]
    assert "words" not in str(told)
    assert list(_marked(store, 0, 10, microphone_ids=["bedroom"]).marks) == ["bedroom"]


@given(
    st.lists(st.tuples(st.integers(-20, 20), st.sampled_from(["kitchen", "bedroom"]), st.booleans()), max_size=20),
    st.integers(1, 8),
)
@FUZZ
def test_marks_agree_with_the_timeline(store: LogStore, rows: list[tuple[int, str, bool]], limit: int) -> None:
    """The same activations of the same stretch of time, with the same spans."""
    store.purge().result(SOON)
    write(
        store,
        [
            activation(seconds, microphone_id=microphone_id) if heard else change(seconds, microphone_id=microphone_id)
            for seconds, microphone_id, heard in rows
        ],
    )
    full, marked = timeline_of(store, -10, 10, limit=limit), _marked(store, -10, 10, limit=limit)
    assert (marked.start, marked.end, marked.spans) == (full.start, full.end, full.spans)
    assert {mark[0] for marks in marked.marks.values() for mark in marks} == {each.id for each in full.activations}


def test_a_violation_lasts_until_a_mute_holds_or_it_is_over(store: LogStore) -> None:
    """Not until the next status: a mute that fails shows what is live, and goes on failing."""
    over, live = json.dumps({"over": True}), json.dumps({"kind": "live"})
    write(
        store,
        [
            change(1, cause="violation", status="muting", detail=live),
            change(1, status="armed"),
            change(1, cause="failure", status="armed"),
            change(2, cause="violation", status="armed", detail=live),
            change(3, status="unknown"),
            change(3, microphone_id=None, cause="purge", status=None),
            change(4, status="paused"),
            change(5, cause="violation", status="armed", detail=json.dumps({"kind": "streaming"})),
            change(6, cause="failure", status="armed", detail=over),
            change(7, cause="violation", status="armed", detail=json.dumps({"kind": "heard"})),
            change(8, cause="violation", status="armed", detail=live),
            change(8, microphone_id="bedroom", cause="violation", detail=live),
            change(8.5, microphone_id="bedroom", status="blocked"),
        ],
    )
    assert _seconds(_marked(store, 0, 9)) == [(1, 4), (5, 6), (8, 9)]
    assert _seconds(_marked(store, 0, 9), "bedroom") == [(8, 8.5)]


@pytest.mark.parametrize(("detail", "end"), [({}, 5), ({"last_saved": at(3).isoformat()}, 3)])
def test_nobody_knows_of_a_violation_while_nothing_ran(store: LogStore, detail: dict[str, str], end: float) -> None:
    """It is told for as long as it was seen."""
    write(
        store,
        [
            change(1, cause="violation", detail=json.dumps({"kind": "live"})),
            change(5, microphone_id=None, cause="gap", status=None, detail=json.dumps(detail)),
            change(8),
        ],
    )
    assert _seconds(_marked(store, 0, 9)) == [(1, end)]


def test_a_violation_that_was_written_after_the_last_sign(store: LogStore) -> None:
    """It does not end before it began."""
    live, saved = json.dumps({"kind": "live"}), json.dumps({"last_saved": at(3).isoformat()})
    write(store, [change(5, cause="violation", detail=live)])
    write(store, [change(8, microphone_id=None, cause="gap", status=None, detail=saved)])
    assert _seconds(_marked(store, 0, 9)) == [(5, 5)]


@pytest.mark.parametrize("detail", [None, "", "[]", "7", "{", '{"kind": []}', '{"kind": {"live": 1}}', "[" * 4000])
def test_a_violation_of_no_known_kind_is_none_that_lasts(store: LogStore, detail: str | None) -> None:
    """Whatever a tampered log says."""
    write(store, [change(1, cause="violation", detail=detail)])
    assert _seconds(_marked(store, 0, 9)) == []


def test_a_row_that_is_not_whole(store: LogStore) -> None:
    """A tampered log is an error in words."""
    write(store, [change(1), activation(1)])
    on_writer(store, "DELETE FROM turns", "DELETE FROM traits", "DELETE FROM microphones")
    for read in (store.changes(), store.activations(), store.marked_timeline(at(0), at(2))):
        with pytest.raises(LogError) as error:
            read.result(SOON)
        assert error.value.problem is LogProblem.BROKEN
