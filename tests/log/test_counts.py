"""Counts per local day."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
import itertools
import sqlite3
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.earshot.log import counts
from custom_components.earshot.log.counts import MAX_DAYS, DayCounts
from custom_components.earshot.log.errors import InvalidQuery
from custom_components.earshot.log.store import LogStore

from .conftest import SOON
from .helpers import activation, at, on_writer, write
from .test_query import FUZZ

BERLIN = ZoneInfo("Europe/Berlin")


def _midnights(year: int, month: int, day: int, days: int, zone: ZoneInfo = BERLIN) -> list[datetime]:
    """Return the local midnights that bound so many days, in UTC."""
    first = datetime(year, month, day, tzinfo=zone)
    return [(first + timedelta(days=number)).astimezone(UTC) for number in range(days + 1)]


def _at(instant: datetime, **values: Any) -> Any:
    return activation(start=instant, end=instant, **values)


def test_what_is_counted(store: LogStore) -> None:
    """Each activation once, by its kind; flags and corrections beside; a quiet microphone or day is not there."""
    noon = datetime(2026, 7, 1, 12, tzinfo=BERLIN)
    write(
        store,
        [
            _at(noon),
            _at(noon, misfire=True, misfire_reason="no_speech"),
            _at(noon, misfire=True, misfire_reason="no_speech", while_muted=True),
            _at(noon, kind="capture", while_muted=True),
            _at(noon, microphone_id="bedroom"),
            _at(noon + timedelta(days=2)),
        ],
    )
    store.correct(2, False).result(SOON)
    midnights = _midnights(2026, 7, 1, 3)
    kitchen = DayCounts(activations=3, captures=1, misfires=1, while_muted=2)
    assert store.day_counts(midnights).result(SOON) == (
        {"kitchen": kitchen, "bedroom": DayCounts(activations=1)},
        {},
        {"kitchen": DayCounts(activations=1)},
    )
    assert store.day_counts(midnights[:2], microphone_ids=["kitchen", "nowhere"]).result(SOON) == (
        {"kitchen": kitchen},
    )
    assert store.day_counts(midnights, microphone_ids=[]).result(SOON) == ({}, {}, {})


@pytest.mark.parametrize(
    ("zone", "date", "hours"),
    [
        ("Europe/Berlin", (2026, 3, 29), 23),
        ("Europe/Berlin", (2026, 10, 25), 25),
        ("Australia/Lord_Howe", (2026, 4, 5), 24.5),
        ("America/Sao_Paulo", (2018, 11, 4), 23),
    ],
)
def test_days_on_which_the_clocks_change(store: LogStore, zone: str, date: tuple[int, int, int], hours: float) -> None:
    """Such a day is as long as it is: one activation every half hour is told on the day it was on."""
    midnights = _midnights(*date, 1, ZoneInfo(zone))
    assert midnights[1] - midnights[0] == timedelta(hours=hours)
    start = midnights[0] - timedelta(days=1)
    write(store, [_at(start + number * timedelta(minutes=30)) for number in range(150)])
    (day,) = store.day_counts(midnights).result(SOON)
    assert day["kitchen"].activations == hours * 2


def test_a_day_is_bounded_by_its_instants(store: LogStore) -> None:
    """Its first millisecond is its own, the next day's first is not."""
    midnights = _midnights(2026, 7, 1, 2)
    millisecond = timedelta(milliseconds=1)
    write(store, [_at(midnight + offset) for midnight in midnights for offset in (-millisecond, timedelta())])
    assert [day["kitchen"].activations for day in store.day_counts(midnights).result(SOON)] == [2, 2]


@pytest.mark.parametrize(
    ("field", "midnights"),
    [
        ("midnights", []),
        ("midnights", [at(0)]),
        ("midnights", [at(0), at(0)]),
        ("midnights", [at(1), at(0)]),
        ("midnights", [at(0), at(48 * 3600 + 1)]),
        ("midnights", [datetime(2026, 3, 1), datetime(2026, 3, 2)]),  # noqa: DTZ001
        ("midnights", [at(number) for number in range(MAX_DAYS + 2)]),
    ],
)
def test_a_bad_query_names_its_field(store: LogStore, field: str, midnights: list[datetime]) -> None:
    """Refused at once, on the caller's side."""
    with pytest.raises(InvalidQuery) as error:
        store.day_counts(midnights)
    assert error.value.field == field


def test_ten_years(store: LogStore) -> None:
    """The longest retention can be counted at once."""
    write(store, [_at(datetime(2026, 7, 1, tzinfo=UTC))])
    days = store.day_counts(_midnights(2017, 1, 1, MAX_DAYS)).result(SOON)
    assert len(days) == MAX_DAYS
    assert sum(count.activations for day in days for count in day.values()) == 1


@FUZZ
@given(
    st.lists(st.tuples(st.integers(0, 200_000), st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=40),
    st.lists(st.integers(0, 200_000), min_size=2, max_size=8, unique=True).map(sorted),
)
def test_counts_agree_with_a_plain_look(
    store: LogStore, rows: list[tuple[int, str, bool, bool]], edges: Sequence[int]
) -> None:
    """Whatever the days, every activation in them is counted once and where it belongs."""
    store.purge().result(SOON)
    write(
        store, [activation(s, microphone_id=m, misfire=f, kind="capture" if c else "activation") for s, m, f, c in rows]
    )
    if max(b - a for a, b in itertools.pairwise(edges)) > 48 * 3600:
        with pytest.raises(InvalidQuery):
            store.day_counts([at(edge) for edge in edges])
        return
    for (low, high), day in zip(
        itertools.pairwise(edges), store.day_counts([at(edge) for edge in edges]).result(SOON), strict=True
    ):
        inside = [row for row in rows if low <= row[0] < high]
        assert day == {
            name: DayCounts(
                activations=sum(not row[3] for row in inside if row[1] == name),
                captures=sum(row[3] for row in inside if row[1] == name),
                misfires=sum(row[2] for row in inside if row[1] == name),
            )
            for name in {row[1] for row in inside}
        }


def test_the_index_has_all_that_is_counted(store: LogStore) -> None:
    """No row is looked at, only the part of the index that is the day's; and nothing of it is worked out anew."""
    sql = counts._DAYS.format(only=counts._OF_MICROPHONES)

    def explain(connection: sqlite3.Connection) -> tuple[str, str]:
        values = {"days": "[[0, 1]]", "ids": "[]"}
        plan, program = (connection.execute(f"{how} {sql}", values) for how in ("EXPLAIN QUERY PLAN", "EXPLAIN"))
        return str([row[3] for row in plan]), str([row[5] for row in program])

    plan, program = store._read(explain).result(SOON)
    assert "USING COVERING INDEX activations_start (start>? AND start<?)" in plan
    assert "group_concat" in program
    assert "char" not in program


@pytest.mark.parametrize("number", [1, 15, 16, 6_911, 6_912, 7_167, 7_168, 100_000])
def test_any_number_of_microphones(store: LogStore, number: int) -> None:
    """One that is no character of a text is none in the index either."""
    midnights = _midnights(2026, 7, 1, 1)
    kinds = itertools.product(("activation", "capture"), (False, True), (False, True))
    write(store, [_at(midnights[0], kind=kind, misfire=misfire, while_muted=muted) for kind, misfire, muted in kinds])
    on_writer(
        store, *(f"UPDATE {column} = {number}" for column in ("microphones SET id", "activations SET microphone"))
    )
    assert store.day_counts(midnights).result(SOON) == ({"kitchen": DayCounts(4, 4, 4, 4)},)
    assert len(store.activations(kinds=["misfire"]).result(SOON).records) == 4


def test_what_was_erased_is_not_remembered(store: LogStore) -> None:
    """Numbers that were given anew after an erasure stand for what they stand for now."""
    midnights = _midnights(2026, 7, 1, 1)
    write(store, [_at(midnights[0], microphone_id="first", kind="capture")])
    assert store.day_counts(midnights).result(SOON) == ({"first": DayCounts(captures=1)},)
    store.purge().result(SOON)
    write(store, [_at(midnights[0], microphone_id="second")])
    assert store.day_counts(midnights).result(SOON) == ({"second": DayCounts(activations=1)},)
    on_writer(store, "DELETE FROM microphones")
    assert store.day_counts(midnights).result(SOON) == ({"second": DayCounts(activations=1)},)
