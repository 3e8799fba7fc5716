"""Spoken to a real satellite, through a real pipeline: it is the one that hears it which mutes itself."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
import time
from typing import Any, Final

import pytest
import pytest_asyncio

from demo.check import log
from demo.satellite.habits import Habits
from demo.wire import received

from .faults.home import Home, home

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="module")]

KITCHEN: Final = "kitchen"
BEDROOM: Final = "bedroom"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    """A home for the whole file."""
    async with home(tmp_path_factory.mktemp("spoken"), {"Kitchen": Habits(), "Bedroom": Habits()}) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def at_home(one_home: Home) -> Home:
    """The home on an ordinary day."""
    await one_home.settle()
    return one_home


async def test_mute_yourself(at_home: Home) -> None:
    """The satellite still answers, and is paused; no other one is, and it hears nothing more."""
    since = time.time()
    assert (await at_home.satellite(KITCHEN).hear("MUTE_YOURSELF", 1.5))["woke"]
    pause = await at_home.paused(KITCHEN, since, 30)
    await at_home.until(KITCHEN, "status", "paused", seconds=20)
    answer = await at_home.on_wire(KITCHEN, "synthesize", since)
    (transcript,) = received(at_home.satellite(KITCHEN).wire.events(since), "transcript")
    assert transcript.data["text"] == "mute yourself"
    assert answer.data["text"].startswith("The Kitchen is held back by Home Assistant")
    assert at_home.get(BEDROOM, "status") == "armed"
    assert not (await at_home.satellite(KITCHEN).hear())["woke"]
    await at_home.noticed()
    assert at_home.chunks(KITCHEN, pause) == 0
    (row,) = await log.rows(at_home, since)
    assert (row["outcome"], row["while_muted"]) == ("intent", False)


async def test_a_text_of_a_device(at_home: Home) -> None:
    """Typed for a device, it is that device which is meant; typed in a chat, all of them are."""
    device = at_home.microphone(BEDROOM).device_id
    assert (await answered(at_home, "mute yourself", device)).startswith("The Bedroom is held back by Home Assistant")
    await at_home.until(BEDROOM, "status", "paused")
    assert at_home.get(KITCHEN, "status") == "armed"
    assert (await answered(at_home, "mute yourself", None)).startswith("The Bedroom and the Kitchen are held back")
    await at_home.until(KITCHEN, "status", "paused")


async def answered(at_home: Home, text: str, device_id: str | None) -> str:
    """Return what the preferred pipeline answers to a text."""
    ended: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

    def happened(event: dict[str, Any]) -> None:
        if event["type"] == "intent-end":
            ended.set_result(event["data"])

    given = {} if device_id is None else {"device_id": device_id}
    await at_home.client.subscribe(
        happened, "assist_pipeline/run", start_stage="intent", end_stage="intent", input={"text": text}, **given
    )
    async with asyncio.timeout(20):
        data = await ended
    speech: str = data["intent_output"]["response"]["speech"]["plain"]["speech"]
    return speech


async def test_the_logbook_names_the_satellite(at_home: Home) -> None:
    """What listened made the indicator come on: Home Assistant's own page says so."""
    since = time.time()
    assert (await at_home.satellite(KITCHEN).hear("LAMP_ON", 1.5))["woke"]
    await at_home.until(KITCHEN, "recording", "on")
    assert await came_from(at_home, "recording", since) == at_home.entity_id(KITCHEN, "satellite")


async def came_from(house: Home, entity: str, since: float) -> str | None:
    """Return what one of the kitchen's entities was turned on by, once the recorder has written it."""
    start = datetime.fromtimestamp(since, UTC).isoformat()
    entity_id = house.entity_id(KITCHEN, entity)
    async with asyncio.timeout(20):
        while True:
            rows = await house.client.command("logbook/get_events", start_time=start, entity_ids=[entity_id])
            for row in rows:
                if row["state"] == "on":
                    origin: str | None = row.get("context_entity_id")
                    return origin
            await asyncio.sleep(0.2)
