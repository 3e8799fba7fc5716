"""An acknowledged row survives kill -9."""

from pathlib import Path
import random
import subprocess
import sys
import threading

import pytest

from custom_components.earshot.log.errors import LogProblem

from .conftest import SOON, MakeStore

CHILD = Path(__file__).with_name("child.py")


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """Return how often to kill: a few times, or with --long as often as the project promises."""
    return 50 if request.config.getoption("--long") else 4


def _run_and_kill(path: Path, run: int, least: int) -> list[str]:
    """Let a child append until it has acknowledged some rows, kill it, return the acknowledged rows."""
    with subprocess.Popen(
        [sys.executable, str(CHILD), "append", str(path), str(run)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        watchdog = threading.Timer(SOON, child.kill)
        watchdog.start()
        acknowledged = [child.stdout.readline() for _ in range(least)]
        child.kill()
        acknowledged += child.stdout.readlines()
        watchdog.cancel()
    # A line that the kill cut off was not acknowledged.
    return [line.rstrip("\n") for line in acknowledged if line.endswith("\n")]


@pytest.mark.long
def test_acknowledged_rows_survive(
    path: Path, make_store: MakeStore, kills: int, problems: list[LogProblem | None]
) -> None:
    """After each kill the file opens, is sound, and has every row that was acknowledged, under its id."""
    rng = random.Random()
    expected = dict[int, str]()
    for run in range(kills):
        lines = _run_and_kill(path, run, rng.randint(1, 400))
        assert lines
        expected |= {int(number): name for name, number in (line.split() for line in lines)}
        store = make_store()
        assert store.open().result(SOON) is None
        store.flush().result(SOON)
        rows = store._read(lambda connection: connection.execute("SELECT id, transcript FROM activations").fetchall())
        found = {number: transcript.rstrip(".") for number, transcript in rows.result(SOON)}
        assert {number: found.get(number) for number in expected} == expected
        store.close().result(SOON)
    assert problems == []
