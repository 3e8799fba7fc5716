"""The main job on real input: the demo household checks itself on the wire."""

from pathlib import Path
import subprocess

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.e2e
@pytest.mark.timeout(900)
def test_the_check_passes() -> None:
    """Run `scripts/demo --check` as a user would; its table is the test's output."""
    run = subprocess.run(
        [ROOT / "scripts" / "demo", "--check"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    print(run.stdout)  # noqa: T201
    assert run.returncode == 0, run.stdout
