"""Processes end with the demo, even if it is killed."""

from collections.abc import Callable
import os
from pathlib import Path
import subprocess
import sys
import time

_PARENT = """
import asyncio, sys
from pathlib import Path
from demo.process import Child

async def main():
    child = Child("sleeper", ["/bin/sleep", "60"], Path(sys.argv[1]))
    await child.start()
    print(child.pid, flush=True)
    await child.wait()

asyncio.run(main())
"""


def test_a_child_dies_with_a_killed_parent(tmp_path: Path) -> None:
    """A parent that is killed can end nothing itself: the kernel does."""
    program = [sys.executable, "-c", _PARENT, str(tmp_path / "log")]
    with subprocess.Popen(program, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        wait_until(lambda: Path(f"/proc/{child}/comm").read_text().strip() == "sleep")
        assert alive(child)
        parent.kill()
    wait_until(lambda: not alive(child))


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie that nobody has reaped yet."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError, FileNotFoundError:
        return False


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for something outside of this process. Fails after five seconds."""
    deadline = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
