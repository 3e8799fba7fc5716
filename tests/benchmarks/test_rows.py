"""The benchmarks run, at sizes that say nothing about speed, and write what they promise to write."""

import asyncio
import json
from pathlib import Path
import time
from unittest.mock import patch

import pytest

from benchmarks import __main__ as bench
from benchmarks.dst import dst_open_minutes, matrix
from benchmarks.flood import TurnSelector, flood_stall
from benchmarks.listen import listen
from benchmarks.log import log_kill, log_reads, log_writes
from benchmarks.next_change import next_change
from benchmarks.presence import presence
from benchmarks.row import Row, Sample, beside, table
from benchmarks.start import start_cost
from benchmarks.state_change import state_change

KEYS = {"name": str, "unit": str, "ours": float, "peer": float, "peer_name": str, "limit": float, "target": float}


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Leave Home Assistant's loader as it is: the benchmarks bring a Home Assistant of their own."""


def check(row: Row, name: str) -> None:
    """A row has the shape of the JSON, and figures that were measured."""
    data = row.as_data()
    assert data.keys() == {*KEYS, "ok"}
    assert all(isinstance(data[key], kind | int if kind is float else kind) for key, kind in KEYS.items())
    assert data["name"] == name
    assert data["ok"] is (data["ours"] <= data["target"])
    assert name in table([row])


@pytest.mark.parametrize(("limits", "target"), [([2.0], 10), ([1.0], 10), ([4.0, 5.0, 9.0], 25)])
def test_target_of_a_slower_machine(limits: list[float], target: float) -> None:
    """A target grows where the limit takes longer than when it was set, and never shrinks."""
    assert beside(10, 2.0, Sample(limits)) == target


def test_presence() -> None:
    """Earshot, an automation and a bare tracker mute three switches, each in its own Home Assistant."""
    [row] = presence(1, microphones=3)
    check(row, "presence_last_mute_3")
    assert min(row.ours.median, row.peer.median, row.limit.median) > 0


def test_start_cost() -> None:
    """Rules, automations and bare entities are started again in the folders where they were registered."""
    [row] = start_cost(1, counts=(2,))
    check(row, "start_cost_2_rules")


def test_next_change() -> None:
    """Rules, helpers and sorted edges are asked the same."""
    [row] = next_change(1, rules=10, ticks=1)
    check(row, "next_change_per_rule")
    assert min(row.ours.median, row.peer.median, row.limit.median) > 0


def test_state_change() -> None:
    """Earshot, a template and a bare tracker follow three satellites; what Earshot may add to the tracker is the target."""
    [row] = state_change(1, microphones=3)
    check(row, "state_change_cpu_3")
    assert min(row.ours.median, row.peer.median, row.limit.median) > 0
    assert row.target == row.limit.median + beside(4.0, 6.4, row.limit)


def test_listen() -> None:
    """Earshot shows every listen, also one that is over before anything else has had its turn; a domain template comes late."""
    latency, missed = listen(1, listens=2)
    check(latency, "indicator_latency")
    check(missed, "short_listen_missed")
    assert missed.ours.median == missed.limit.median == 0
    assert dict(missed.also) == {"over within one turn of the loop: ours": 0, "the template": 2}
    assert latency.peer.median > 100


def test_flood() -> None:
    """A second of a flood tells of every activation."""
    [row] = flood_stall(1)
    check(row, "flood_stall")
    assert dict(row.also) == {"activations, none lost": 250}


def test_flood_that_loses_an_activation() -> None:
    """An activation that is not told of leaves nothing to compare."""
    with (
        patch("custom_components.earshot.event.ActivationEventEntity._activation_ended"),
        pytest.raises(RuntimeError, match="250 of 250 activations were lost"),
    ):
        flood_stall(1)


def test_stall() -> None:
    """A turn of the loop counts as long as it takes, the waiting between turns does not."""
    selector = TurnSelector()

    async def turns() -> None:
        await asyncio.sleep(0.2)
        since = time.thread_time()
        while time.thread_time() < since + 0.05:
            pass
        await asyncio.sleep(0)

    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selector)) as runner:
        runner.run(turns())
    assert 0.04 < selector.longest < 0.2


def test_log_writes() -> None:
    """Earshot's log, the recorder and bare statements take the same activations."""
    for row, name in zip(log_writes(1, appended=20), ("log_append_loop", "log_append_total"), strict=True):
        check(row, name)
        assert min(row.ours.median, row.peer.median, row.limit.median) > 0


def test_log_kill() -> None:
    """A kill loses nothing of Earshot's log, and what the recorder has not yet written of its own."""
    [row] = log_kill(1)
    check(row, "log_kill9_lost")
    assert row.ours.median == 0
    assert row.peer.median > 0


def test_log_reads() -> None:
    """The log, the recorder's history and bare statements are asked the same."""
    rows = log_reads(1, activations=3_000)
    names = [
        "log_page_24h",
        "log_day_counts_90d",
        "log_text_search",
        "log_text_no_hit",
        "log_bytes_per_row",
        "log_open",
    ]
    for row, name in zip(rows, names, strict=True):
        check(row, name)
        assert min(row.ours.median, row.peer.median, row.limit.median) > 0


def test_no_minute_open_in_spring() -> None:
    """A window that begins in the gap is never missed; a time automation misses it."""
    [row] = dst_open_minutes([case for case in matrix() if case.start.month == 3][:1])
    check(row, "dst_open_minutes")
    assert row.ours.median == 0
    assert row.peer.median == 30


@pytest.mark.parametrize(("ours", "code"), [(1.0, 0), (1.1, 1)])
def test_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ours: float, code: int
) -> None:
    """The command writes the JSON, and its exit code and its words say what missed."""
    row = Row("dst_open_minutes", "min", Sample([ours]), Sample([3.0]), "peer", Sample([0.5]), 1.0)

    def measure(_repetitions: int) -> list[Row]:
        return [row]

    file = tmp_path / "rows.json"
    monkeypatch.setattr("sys.argv", ["bench", "--only", "dst_open_minutes", "--json", str(file)])
    with patch.dict(bench._GROUPS, {("dst_open_minutes",): measure}):
        assert bench.main() == code
    assert json.loads(file.read_text(encoding="utf-8")) == [row.as_data()]
    written = capsys.readouterr()
    assert ("MISS" in written.out) is bool(code)
    assert ("to be at most 1" in written.err) is bool(code)
