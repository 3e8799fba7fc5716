"""A home that is lived in at random does what the policy says, compared with a slow restatement of it after every step."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
import logging
from pathlib import Path

from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory
from hypothesis import HealthCheck, Phase, given, note, settings
import pytest

from .model import checks, spec
from .model.world import async_world


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Start no Home Assistant for the test as a whole: each example has its own."""


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """Run every example on one loop, and log nothing but errors."""
    logging.disable(logging.WARNING)
    with asyncio.Runner() as runner:
        yield runner
    logging.disable(logging.NOTSET)


@pytest.fixture
def freezer() -> Iterator[FrozenDateTimeFactory]:
    """Freeze time for everything but the one who draws and shrinks: examples move through days."""
    with freeze_time(ignore=["hypothesis"]) as frozen:
        yield frozen


async def async_live(
    freezer: FrozenDateTimeFactory, config_dir: Path, drawn: spec.HomeSpec, steps: list[spec.Step]
) -> None:
    """Live a life, then let time pass: first with the devices as they are, then with all of them well."""
    async with async_world(freezer, str(config_dir), asyncio.get_running_loop()) as world:
        try:
            await world.async_build(drawn)
            for step in steps:
                await world.async_live(step)
            await world.async_live(spec.Seconds(45))
            for place in (spec.PLUG, 0, 1):
                await world.async_live(spec.Habit(place, 0))
                await world.async_live(spec.Return(place))
            await world.async_wait(timedelta(seconds=200), fine=True)
            checks.check_at_rest(world)
        except BaseException:
            note("\n".join(["What happened:", *world.story]))
            raise


@pytest.mark.long
def test_life(
    request: pytest.FixtureRequest, freezer: FrozenDateTimeFactory, tmp_path: Path, runner: asyncio.Runner
) -> None:
    """Whatever happens in a home: see `model/checks.py`."""
    examples = 20000 if request.config.getoption("--long", default=False) else 250

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(spec.homes, spec.lives)
    def live(drawn: spec.HomeSpec, steps: list[spec.Step]) -> None:
        runner.run(async_live(freezer, tmp_path, drawn, steps))

    live()
