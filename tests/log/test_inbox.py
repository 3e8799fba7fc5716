"""The letter box."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from custom_components.earshot.log.inbox import Append, Inbox, Job
from custom_components.earshot.log.records import Record

from .conftest import SOON
from .helpers import activation, change, until


def _job(box: Inbox) -> bool:
    return box.put_job(lambda: None, Future[Any]())


def test_first_in_first_out() -> None:
    """Records and jobs come out in the order in which they were put."""
    box = Inbox(10)
    first, second = activation(1), activation(2)
    box.put(first, Future())
    assert _job(box)
    box.put(second, Future())
    taken = [box.take(0) for _ in range(4)]
    assert [item.record if isinstance(item, Append) else type(item) for item in taken] == [
        first,
        Job,
        second,
        type(None),
    ]


def test_jobs_only() -> None:
    """While the disk refuses, jobs overtake records."""
    box = Inbox(10)
    box.put(activation(1), Future())
    assert box.take(0, jobs_only=True) is None
    _job(box)
    assert isinstance(box.take(0, jobs_only=True), Job)
    assert len(box) == 1


def test_the_newest_are_kept() -> None:
    """A full box gives back its oldest record."""
    box = Inbox(2)
    records = [activation(number) for number in range(4)]
    pushed_out = [box.put(record, Future()) for record in records]
    assert [None if item is None else item.record for item in pushed_out] == [None, None, records[0], records[1]]
    assert len(box) == 2


def test_discard() -> None:
    """Concerned records are taken out, the others keep their order."""
    box = Inbox(10)
    records: list[Record] = [activation(1), change(2), activation(3)]
    for record in records:
        box.put(record, Future())
    assert [item.record for item in box.discard(lambda record: record == records[1])] == [records[1]]
    assert [item.record for item in (box.take(0), box.take(0)) if isinstance(item, Append)] == [records[0], records[2]]


def test_closed() -> None:
    """A closed box gives back what it holds and takes nothing more."""
    box = Inbox(10)
    box.put(activation(1), Future())
    _job(box)
    assert [type(item) for item in box.close()] == [Append, Job]
    late = activation(2)
    refused = box.put(late, Future())
    assert refused is not None
    assert refused.record == late
    assert not _job(box)
    assert box.take(0) is None


def test_a_record_wakes_nobody_who_waits_for_jobs() -> None:
    """While the disk refuses, the writing thread would never rest."""
    box = Inbox(10)
    box.put(activation(1), Future())
    with ThreadPoolExecutor() as threads:
        taken = threads.submit(box.take, SOON, jobs_only=True)
        until(lambda: bool(box._changed._waiters) or taken.done())
        _job(box)
        assert isinstance(taken.result(SOON), Job)
    assert len(box) == 1


def test_what_comes_during_a_look_through_stays_behind() -> None:
    """Records keep their order, though the box is open all the while."""
    box, (first, second, third) = Inbox(10), (activation(1), activation(2), activation(3))
    box.put(first, Future())
    box.put(second, Future())

    def concerned(record: Record) -> bool:
        if record is second:
            box.put(third, Future())
        return False

    assert box.discard(concerned) == []
    taken = [box.take(0) for _ in range(3)]
    assert [isinstance(item, Append) and item.record for item in taken] == [first, second, third]
