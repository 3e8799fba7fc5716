"""Pages, filters, text and cursors."""

import base64
from datetime import datetime
import re
import sqlite3
import struct
import sys
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.earshot.log.errors import InvalidCursor, InvalidQuery, LogError, LogProblem
from custom_components.earshot.log.query import _AMBIGUOUS, KINDS, MAX_LIMIT, MAX_TEXT, _pattern
from custom_components.earshot.log.records import ActivationRecord
from custom_components.earshot.log.store import LogStore

from .conftest import SOON, MakeStore
from .helpers import activation, at, change, on_writer, transcripts, write

WORDS = (
    "",
    "a",
    "A%",
    "_b",
    "\\",
    "Ä",
    "ä ß",
    "x" * 30,
    "'; DROP TABLE activations; --",
    "\N{PILE OF POO}",
    "İ",
    "a\0b",
)
# How many examples is for `conftest.py` to say: some, or with --long thousands.
FUZZ = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _household(count: int = 60) -> list[ActivationRecord]:
    """Return activations of three microphones, many of them in the same millisecond, each with an own transcript."""
    return [
        activation(
            number // 4,
            microphone_id=("kitchen", "bedroom", "'\"; --")[number % 3],
            kind="capture" if number % 5 == 0 else "activation",
            misfire=number % 7 == 0,
            while_muted=number % 11 == 0,
            transcript=f"{number}:{WORDS[number % len(WORDS)]}",
            reply=WORDS[number % 5] if number % 2 else None,
            wake_phrase="Ok Näbu" if number % 6 == 0 else None,
        )
        for number in range(count)
    ]


@pytest.fixture
def household(store: LogStore) -> list[ActivationRecord]:
    """Return what was written, oldest first."""
    records = _household()
    write(store, records)
    return records


def _all(store: LogStore, limit: int, **query: Any) -> list[ActivationRecord]:
    """Return every page, one after the other."""
    found, cursor = list[ActivationRecord](), None
    while True:
        page = store.activations(limit=limit, cursor=cursor, **query).result(SOON)
        assert len(page.records) == limit or page.cursor is None
        found += page.records
        if (cursor := page.cursor) is None:
            return found


@pytest.mark.parametrize("limit", [1, 7, 59, 60, 61])
def test_paging_shows_each_row_once(store: LogStore, household: list[ActivationRecord], limit: int) -> None:
    """Newest first, nothing twice, nothing left out, whatever the size of the page."""
    found = _all(store, limit)
    assert sorted(record.id or 0 for record in found) == list(range(1, 61))
    assert [record.start for record in found] == sorted((record.start for record in household), reverse=True)


def test_the_last_page_has_no_cursor(store: LogStore) -> None:
    """Also where it is just full."""
    write(store, [activation(1), activation(2), change(1), change(2)])
    for read in (store.activations, store.changes):
        page = read(limit=2).result(SOON)
        assert (len(page.records), page.cursor) == (2, None)


@pytest.mark.parametrize("row", [0, -1, 2**63, True])
def test_what_is_no_number_of_a_row(store: LogStore, row: int) -> None:
    """Is refused at once."""
    with pytest.raises(InvalidQuery, match="row"):
        store.activation(row)


def test_rows_that_come_in_between_move_no_page(store: LogStore, household: list[ActivationRecord]) -> None:
    """A cursor stands behind a row, not at a number of rows."""
    first = store.activations(limit=30).result(SOON)
    write(store, [activation(1000)])
    second = store.activations(limit=30, cursor=first.cursor).result(SOON)
    assert len({record.id for record in (*first.records, *second.records)}) == 60


def test_the_row_at_the_cursor_may_be_erased(store: LogStore, household: list[ActivationRecord]) -> None:
    """A cursor does not need its row."""
    first = store.activations(limit=30).result(SOON)
    last = first.records[-1].start
    store.purge(last, at(1000)).result(SOON)
    rest = store.activations(limit=60, cursor=first.cursor).result(SOON)
    assert len(rest.records) == sum(record.start < last for record in household)


def _holds(record: ActivationRecord, text: str) -> bool:
    return any(
        text.casefold() in (field or "").replace("\0", "\N{REPLACEMENT CHARACTER}").casefold()
        for field in (record.transcript, record.reply, record.wake_phrase)
    )


_TEXTS = ("a", "Ä", "ä", "ß", "%", "_", "\\", "5", "NÄBU", "ok", "'", "X" * 30, "x" * 31)
_FILTERS = st.fixed_dictionaries(
    {
        "start": st.none() | st.integers(-1, 16).map(at),
        "end": st.none() | st.integers(-1, 16).map(at),
        "microphone_ids": st.none() | st.sets(st.sampled_from(["kitchen", "bedroom", "'\"; --", "nowhere", "%"])),
        "kinds": st.none() | st.sets(st.sampled_from(sorted(KINDS))),
        "text": st.none() | st.sampled_from(_TEXTS),
    }
)


def _wanted(record: ActivationRecord, query: dict[str, Any]) -> bool:
    flags = {record.kind}
    flags |= {name for name in ("misfire", "while_muted") if getattr(record, name)}
    return (
        (query["start"] is None or record.start >= query["start"])
        and (query["end"] is None or record.start < query["end"])
        and (query["microphone_ids"] is None or record.microphone_id in query["microphone_ids"])
        and (query["kinds"] is None or not flags.isdisjoint(query["kinds"]))
        and (query["text"] is None or _holds(record, query["text"]))
    )


@pytest.mark.long
@FUZZ
@given(query=_FILTERS, limit=st.integers(1, 70))
def test_filters_agree_with_a_plain_look(
    store: LogStore, household: list[ActivationRecord], query: dict[str, Any], limit: int
) -> None:
    """Every filter, alone and together, finds what going through the records finds."""
    if query["start"] is not None and query["end"] is not None and query["start"] > query["end"]:
        with pytest.raises(InvalidQuery, match="start"):
            _all(store, limit, **query)
        return
    expected = sorted(str(record.transcript).split(":")[0] for record in household if _wanted(record, query))
    assert sorted(str(record.transcript).split(":")[0] for record in _all(store, limit, **query)) == expected


@pytest.mark.parametrize("text", _TEXTS)
def test_each_text_agrees_with_a_plain_look(store: LogStore, household: list[ActivationRecord], text: str) -> None:
    """Wildcards, quotes and letters beyond ASCII stand for themselves alone."""
    expected = [record.transcript for record in household if _holds(record, text)]
    assert sorted(map(str, transcripts(store, text=text, limit=100))) == sorted(
        str(each).replace("\0", "\N{REPLACEMENT CHARACTER}") for each in expected
    )


@pytest.mark.long
@FUZZ
@given(st.text(max_size=MAX_TEXT + 20))
def test_any_text_is_a_text(store: LogStore, household: list[ActivationRecord], text: str) -> None:
    """Whatever is looked for: a right page or a clear error, and the tables are still there."""
    if len(text) > MAX_TEXT:
        with pytest.raises(InvalidQuery, match="text"):
            store.activations(text=text)
        return
    for record in store.activations(text=text, limit=MAX_LIMIT).result(SOON).records:
        assert _holds(record, text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}"))
    assert store.status().result(SOON).activations == 60


def test_text_is_found_whatever_its_case(store: LogStore) -> None:
    """Also beyond ASCII, where SQLite itself does not know."""
    write(store, [activation(0, transcript="Mach das KÜCHENLICHT aus"), activation(1, reply="Küchenlicht ist aus")])
    write(store, [activation(2, transcript="Kochenlicht"), activation(3)])
    assert len(store.activations(text="küchenLICHT").result(SOON).records) == 2
    assert transcripts(store, text="das küchenlicht a") == ["Mach das KÜCHENLICHT aus"]
    assert len(store.activations(text="").result(SOON).records) == 4


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Die STRASSE", "Straße"),
        ("Die Straße", "STRASSE"),
        ("Die Straße", "strasse"),
        ("DIE STRAẞE", "straße"),
        ("Straße", "ß"),
        ("MASSE", "ß"),
        ("Maße", "aSSe"),
        ("Istanbul İSTANBUL", "i̇stanbul"),
        ("i̇stanbul", "İ"),
        ("300 \N{KELVIN SIGN} weiß", "300 k WEISS"),
        ("\N{LATIN SMALL LIGATURE FFI}x ä", "FFIX Ä"),
        ("ΌΔΟΣ", "όδος"),
    ],
)
def test_letters_that_are_two_in_another_case(store: LogStore, said: str, text: str) -> None:
    """Are found by either, in whatever is searched."""
    write(store, [activation(0, transcript=said), activation(1, reply=said), activation(2, wake_phrase=said)])
    write(store, [activation(3, transcript="Strafe und Masche", reply="300 k", wake_phrase="ok")])
    assert len(store.activations(text=text).result(SOON).records) == 3


def test_what_is_looked_for_first_is_not_another_letter_in_another_case() -> None:
    """Else a row would be left out before it is looked at with the rules of Unicode."""
    for number in range(128, sys.maxunicode + 1):
        assert all(_AMBIGUOUS.match(each) for each in chr(number).casefold()), hex(number)


@given(st.text(min_size=1, max_size=MAX_TEXT) | st.text("%_\\äs", min_size=1, max_size=MAX_TEXT))
def test_a_pattern_has_two_wildcards(text: str) -> None:
    """More would let whoever searches keep the reading thread busy for a long time."""
    pattern, _ = _pattern(text)
    assert re.fullmatch(r"%(?:[^\\%_]|\\.)*%", pattern, re.DOTALL)


@pytest.mark.parametrize(
    ("field", "query"),
    [
        ("start", {"start": datetime(2026, 3, 1)}),  # noqa: DTZ001
        ("end", {"end": datetime(2026, 3, 1)}),  # noqa: DTZ001
        ("start", {"start": at(1), "end": at(0)}),
        ("limit", {"limit": 0}),
        ("limit", {"limit": -1}),
        ("limit", {"limit": 1_000_000}),
        ("limit", {"limit": True}),
        ("limit", {"limit": "5"}),
        ("kinds", {"kinds": ["activation", "' OR 1"]}),
        ("microphone_ids", {"microphone_ids": [str(number) for number in range(10_001)]}),
        ("text", {"text": "x" * (MAX_TEXT + 1)}),
    ],
)
def test_a_bad_query_names_its_field(store: LogStore, field: str, query: dict[str, Any]) -> None:
    """Refused at once, on the caller's side."""
    with pytest.raises(InvalidQuery) as error:
        store.activations(**query)
    assert error.value.field == field


@pytest.mark.parametrize("call", ["purge", "changes"])
def test_a_bad_span_names_its_field(store: LogStore, call: str) -> None:
    """The other doors refuse the same."""
    with pytest.raises(InvalidQuery) as error:
        getattr(store, call)(at(1), at(0))
    assert error.value.field == "start"
    with pytest.raises(InvalidQuery):
        store.purge_before(datetime(2026, 3, 1))  # noqa: DTZ001


def _forged(cursor: str) -> list[str]:
    raw = base64.urlsafe_b64decode(cursor)
    elsewhere = struct.pack(">qqqq", 2**62, 2**62, 2**62, 2**62)
    return [
        "",
        "=",
        "A",
        "\N{SNOWMAN}",
        "0 OR 1=1",
        cursor[:-4],
        cursor + "AAAA",
        cursor.swapcase(),
        base64.urlsafe_b64encode(elsewhere + raw[32:]).decode(),
        base64.urlsafe_b64encode(raw[:32]).decode(),
        base64.urlsafe_b64encode(raw[:-1] + bytes([raw[-1] ^ 1])).decode(),
    ]


def test_a_forged_cursor_is_refused(store: LogStore, household: list[ActivationRecord]) -> None:
    """Only a cursor that this log gave out for this very filter is good."""
    cursor = store.activations(limit=5, text="a").result(SOON).cursor
    assert cursor is not None
    for forged in _forged(cursor):
        with pytest.raises(InvalidCursor) as error:
            store.activations(limit=5, text="a", cursor=forged)
        assert error.value.field == "cursor"
    other_filters: list[dict[str, Any]] = [
        {},
        {"text": "b"},
        {"text": "a", "kinds": ["misfire"]},
        {"text": "a", "start": at(0)},
    ]
    for query in other_filters:
        with pytest.raises(InvalidCursor):
            store.activations(cursor=cursor, **query)
    with pytest.raises(InvalidCursor):
        store.changes(cursor=cursor)
    assert store.activations(limit=9, text="a", cursor=cursor).result(SOON).records


def test_a_cursor_of_another_opening_is_refused(
    store: LogStore, household: list[ActivationRecord], make_store: MakeStore
) -> None:
    """The signature's key is made anew with each start: nobody can know it."""
    cursor = store.activations(limit=5).result(SOON).cursor
    assert store.activations(limit=5, cursor=cursor).result(SOON).records
    store.close().result(SOON)
    again = make_store()
    again.open().result(SOON)
    with pytest.raises(InvalidCursor):
        again.activations(limit=5, cursor=cursor)


@pytest.mark.long
@FUZZ
@given(st.text(max_size=100) | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_any_cursor_is_refused_clearly(store: LogStore, cursor: str) -> None:
    """No made-up cursor reaches the database."""
    with pytest.raises(InvalidCursor):
        store.activations(cursor=cursor)


def test_changes(store: LogStore) -> None:
    """Changes are paged likewise; None among the ids stands for the home."""
    records = [change(number // 3, microphone_id=("kitchen", "bedroom", None)[number % 3]) for number in range(30)]
    write(store, records)

    def found(**query: Any) -> list[str | None]:
        seen, cursor = list[str | None](), None
        while True:
            page = store.changes(limit=4, cursor=cursor, **query).result(SOON)
            seen += [record.microphone_id for record in page.records]
            if (cursor := page.cursor) is None:
                return seen

    assert sorted(map(str, found())) == ["None"] * 10 + ["bedroom"] * 10 + ["kitchen"] * 10
    assert found(microphone_ids=["bedroom"]) == ["bedroom"] * 10
    assert found(microphone_ids=[None]) == [None] * 10
    assert (
        sorted(map(str, found(microphone_ids=[None, "kitchen"], start=at(5), end=at(7))))
        == ["None"] * 2 + ["kitchen"] * 2
    )
    assert found(microphone_ids=[]) == []


@pytest.mark.parametrize(("call", "index"), [("activations", "activations_start"), ("changes", "changes_at")])
def test_queries_use_the_index(store: LogStore, monkeypatch: pytest.MonkeyPatch, call: str, index: str) -> None:
    """A page costs what it shows: the rows come in order, without a scan or a sort of them all."""
    runs = list[Any]()
    with monkeypatch.context() as patch:
        patch.setattr(store, "_read", runs.append)
        getattr(store, call)(at(0), at(100), microphone_ids=["kitchen"])
    made = runs[0].__self__

    def explain(connection: sqlite3.Connection) -> str:
        return str([row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {made.sql}", made.values)])

    plan = store._read(explain).result(SOON)
    assert f"USING INDEX {index}" in plan
    assert "ORDER BY" not in plan


@pytest.mark.parametrize("statement", ["DELETE FROM activations", "DROP TABLE activations", "VACUUM"])
def test_the_reading_connection_cannot_write(store: LogStore, statement: str) -> None:
    """Whatever reached it could change nothing, not even by first allowing it."""
    write(store, [activation()])

    def attempt(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute(statement)

    with pytest.raises(LogError) as error:
        store._read(attempt).result(SOON)
    assert error.value.problem is LogProblem.UNAVAILABLE
    assert store.status().result(SOON).activations == 1


def test_a_row_that_no_instant_can_be_made_of(store: LogStore) -> None:
    """A tampered row is an error in words."""
    write(store, [activation()])
    on_writer(store, "UPDATE activations SET start = 4000000000000000000")
    with pytest.raises(LogError) as error:
        store.activations().result(SOON)
    assert error.value.problem is LogProblem.BROKEN
    assert store.append(activation()).result(SOON)
