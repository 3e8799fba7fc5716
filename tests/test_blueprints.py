"""Every blueprint, imported from its address as Home Assistant does it, and run on a home that Earshot looks after."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.automation.helpers import async_get_blueprints
from homeassistant.components.blueprint.importer import fetch_blueprint_from_url
from homeassistant.core import CoreState, HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, shown
from .logged import async_log, id_of, record

ROOT = Path(__file__).parent.parent
FOLDER = "blueprints/automation/earshot"
BLUEPRINTS = sorted(file.stem for file in (ROOT / FOLDER).glob("*.yaml"))
RAW = f"https://raw.githubusercontent.com/earshot-ha/earshot/main/{FOLDER}"
PAGE = f"https://github.com/earshot-ha/earshot/blob/main/{FOLDER}"

pytestmark = pytest.mark.usefixtures("tuesday_evening")

type Run = Callable[..., Awaitable[None]]
"""Imports a blueprint, and runs an automation of it with these inputs."""


@pytest.fixture
async def kitchen(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> Satellite:
    """A satellite in Earshot's care, in a home with nobody in it."""
    satellite = await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, satellite))
    hass.states.async_set("zone.home", "0")
    return satellite


@pytest.fixture
def told(hass: HomeAssistant) -> list[ServiceCall]:
    """What is told to the people of the home."""
    return async_mock_service(hass, "persistent_notification", "create")


@pytest.fixture
async def run(hass: HomeAssistant, aioclient_mock: AiohttpClientMocker) -> AsyncGenerator[Run]:
    """Let a test import a blueprint by its address, save it, and make an automation of it."""

    async def async_run(name: str, **inputs: Any) -> None:
        assert await async_setup_component(hass, "automation", {})
        imported = await fetch_blueprint_from_url(hass, published(aioclient_mock, name))
        path = f"{imported.suggested_filename}.yaml"
        await async_get_blueprints(hass).async_add_blueprint(imported.blueprint, path)
        config = {"alias": name, "use_blueprint": {"path": path, "input": inputs}}
        with patch("homeassistant.config.async_hass_config_yaml", return_value={"automation": [config]}):
            await hass.services.async_call("automation", "reload", blocking=True)
        await hass.async_block_till_done()
        assert hass.states.get(f"automation.{name}").state == "on"

    yield async_run
    await hass.services.async_call("automation", "turn_off", {"entity_id": "all"}, blocking=True)


def published(aioclient_mock: AiohttpClientMocker, name: str) -> str:
    """Publish a blueprint; return its page."""
    aioclient_mock.get(f"{RAW}/{name}.yaml", text=(ROOT / FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return f"{PAGE}/{name}.yaml"


@pytest.mark.parametrize("name", BLUEPRINTS)
async def test_each_can_be_imported(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator, aioclient_mock: AiohttpClientMocker, name: str
) -> None:
    """By the dialog, from its address, with nothing that Home Assistant has to object, and every input worded."""
    assert await async_setup_component(hass, "automation", {})
    address = published(aioclient_mock, name)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "blueprint/import", "url": address})
    answer = await client.receive_json()
    assert answer["success"], answer
    found = answer["result"]
    assert found["validation_errors"] is None
    assert found["suggested_filename"] == f"earshot-ha/{name}"
    metadata = found["blueprint"]["metadata"]
    assert metadata["source_url"] == address
    assert f"source_url: {address}\n" in found["raw_data"]
    assert all(given["name"] and given["selector"] for given in metadata["input"].values())


@pytest.mark.parametrize("name", BLUEPRINTS)
def test_each_has_its_link_in_the_docs(name: str) -> None:
    """One press opens the import dialog of one's own Home Assistant."""
    page = (ROOT / "docs" / "blueprints.md").read_text(encoding="utf-8")
    address = quote(f"{PAGE}/{name}.yaml", safe="")
    assert f"https://my.home-assistant.io/redirect/blueprint_import/?blueprint_url={address}" in page


# --- While nobody is home -----------------------------------------------------------------------------------------------


@pytest.fixture
def microphones(hass: HomeAssistant, kitchen: Satellite) -> dict[str, Any]:
    """The kitchen as a target."""
    return {"entity_id": entity(hass, "binary_sensor", "recording", "Kitchen")}


async def test_an_activation_while_nobody_is_home_is_told_at_once(
    hass: HomeAssistant, kitchen: Satellite, microphones: dict[str, Any], run: Run, told: list[ServiceCall]
) -> None:
    """With what and since when; somebody's own command is not told."""
    await run("activation_while_nobody_home", microphones=microphones)
    hass.states.async_set("zone.home", "1")
    await kitchen.async_show("listening")
    await kitchen.async_show("idle")
    assert told == []


async def test_it_names_the_microphone(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    told: list[ServiceCall],
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """While it still listens, and once."""
    await run("activation_while_nobody_home", microphones=microphones)
    await kitchen.async_show("listening")
    [call] = told
    assert call.data["message"] == "Kitchen, 21:00"
    await kitchen.async_show("idle")
    await async_wait(hass, tuesday_evening, timedelta(minutes=1))
    assert len(told) == 1


async def test_the_homes_indicator_names_the_microphone(
    hass: HomeAssistant, kitchen: Satellite, run: Run, told: list[ServiceCall]
) -> None:
    """It stands for all of them, and it is not told that `Earshot` listens."""
    await run("activation_while_nobody_home", microphones={"entity_id": entity(hass, "binary_sensor", "recording")})
    await kitchen.async_show("listening")
    assert [call.data["message"] for call in told] == ["Kitchen, 21:00"]


async def test_what_is_seen_afterwards_is_told_too(
    hass: HomeAssistant,
    kitchen: Satellite,
    run: Run,
    told: list[ServiceCall],
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """By its event, but not where that only becomes available again."""
    activation = entity(hass, "event", "activation", "Kitchen")
    await run("activation_while_nobody_home", microphones={"area_id": "nowhere"}, afterwards=[activation])
    await kitchen.async_speak()
    assert [call.data["message"] for call in told] == ["Kitchen, 21:00"]
    known = hass.states.get(activation)
    hass.states.async_set(activation, "unavailable")
    hass.states.async_set(activation, known.state, known.attributes)
    hass.states.async_remove(activation)
    hass.states.async_set(activation, known.state, known.attributes)
    await hass.async_block_till_done()
    assert len(told) == 1


@pytest.mark.parametrize(("anna", "count"), [("home", 0), ("not_home", 1), ("unknown", 1)])
async def test_it_can_be_about_some_persons(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    told: list[ServiceCall],
    anna: str,
    count: int,
) -> None:
    """Whoever is nowhere to be found is not home."""
    hass.states.async_set("zone.home", "1")
    hass.states.async_set("person.anna", anna)
    await run("activation_while_nobody_home", microphones=microphones, persons=["person.anna"])
    await kitchen.async_show("listening")
    assert len(told) == count


# --- The report -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("misfires", "told_of"), [(2, "- Kitchen: 2"), (1, None)])
async def test_misfires_are_reported_once_a_day(
    hass: HomeAssistant,
    kitchen: Satellite,
    run: Run,
    told: list[ServiceCall],
    tuesday_evening: FrozenDateTimeFactory,
    misfires: int,
    told_of: str | None,
) -> None:
    """At their time, by microphone, and not for fewer than asked for."""
    sensor = entity(hass, "sensor", "misfires_today", "Kitchen")
    await run("daily_misfire_report", misfires=[sensor], time="21:30:00", least=2)
    hass.states.async_set(sensor, str(misfires))
    assert told == []
    await async_wait(hass, tuesday_evening, datetime(2026, 10, 20, 19, 30, tzinfo=UTC))
    assert [call.data["message"].strip() for call in told] == ([] if told_of is None else [told_of])
    assert [call.data["title"] for call in told] == ([] if told_of is None else [f"Misfires today: {misfires}"])


async def test_a_report_says_of_whom_it_knows_nothing(
    hass: HomeAssistant,
    kitchen: Satellite,
    run: Run,
    told: list[ServiceCall],
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """A microphone without a count is not one without misfires."""
    sensor = entity(hass, "sensor", "misfires_today", "Kitchen")
    await run("daily_misfire_report", misfires=[sensor], time="21:30:00", least=0)
    hass.states.async_set(sensor, "unavailable")
    await async_wait(hass, tuesday_evening, datetime(2026, 10, 20, 19, 30, tzinfo=UTC))
    assert [call.data["message"].strip() for call in told] == ["- Kitchen: ?"]


# --- A button -------------------------------------------------------------------------------------------------------------


PRESS = [{"trigger": "event", "event_type": "pressed"}]


async def async_press(hass: HomeAssistant) -> None:
    """Press the button."""
    hass.bus.async_fire("pressed")
    await hass.async_block_till_done()


async def test_a_button_mutes_for_a_while(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """And no longer."""
    await run("mute_by_button", press=PRESS, microphones=microphones, duration={"minutes": 30})
    await async_press(hass)
    assert kitchen.muted
    await async_wait(hass, tuesday_evening, timedelta(minutes=29))
    assert kitchen.muted
    await async_wait(hass, tuesday_evening, timedelta(minutes=2))
    assert not kitchen.muted


@pytest.mark.parametrize(("again", "muted"), [("ends", False), ("prolongs", True)])
async def test_pressing_again(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    tuesday_evening: FrozenDateTimeFactory,
    *,
    again: str,
    muted: bool,
) -> None:
    """Ends the mute, or has its time begin anew; it ends no mute of anybody else."""
    await run("mute_by_button", press=PRESS, microphones=microphones, duration={"minutes": 30}, again=again)
    await hass.services.async_call("earshot", "mute", {**microphones, "hold": "Party", "duration": {"minutes": 20}})
    await async_press(hass)
    await async_wait(hass, tuesday_evening, timedelta(minutes=10))
    await async_press(hass)
    assert kitchen.muted
    await async_wait(hass, tuesday_evening, timedelta(minutes=25))
    assert kitchen.muted is muted


# --- A meeting, or the TV ---------------------------------------------------------------------------------------------------


async def async_television(hass: HomeAssistant, state: str) -> None:
    """Let the television show a state."""
    hass.states.async_set("media_player.tv", state)
    await hass.async_block_till_done()


async def test_muted_while_the_tv_plays(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """And for a while afterwards; a pause within that ends nothing."""
    hass.states.async_set("media_player.tv", "off")
    await run("meeting_or_tv", entities=["media_player.tv"], microphones=microphones, linger={"minutes": 5})
    await async_television(hass, "playing")
    assert kitchen.muted
    await async_television(hass, "paused")
    await async_wait(hass, tuesday_evening, timedelta(minutes=4))
    assert kitchen.muted
    await async_television(hass, "playing")
    await async_wait(hass, tuesday_evening, timedelta(minutes=10))
    assert kitchen.muted
    await async_television(hass, "paused")
    await async_wait(hass, tuesday_evening, timedelta(minutes=4))
    await async_television(hass, "idle")
    await async_wait(hass, tuesday_evening, timedelta(minutes=2))
    assert not kitchen.muted
    # Nothing is muted that was not muted before.
    await async_television(hass, "off")
    assert not kitchen.muted


@pytest.mark.parametrize("ends", [False, True])
async def test_a_tv_that_cannot_be_read(
    hass: HomeAssistant, kitchen: Satellite, microphones: dict[str, Any], run: Run, *, ends: bool
) -> None:
    """Leaves the mute as it is, unless it is said to be over then."""
    hass.states.async_set("media_player.tv", "off")
    await run("meeting_or_tv", entities=["media_player.tv"], microphones=microphones, unavailable_ends=ends)
    await async_television(hass, "playing")
    await async_television(hass, "unavailable")
    assert kitchen.muted is not ends
    await async_television(hass, "off")
    assert not kitchen.muted


async def test_any_of_several_is_enough(
    hass: HomeAssistant, kitchen: Satellite, microphones: dict[str, Any], run: Run
) -> None:
    """The mute ends when the last one is over."""
    hass.states.async_set("binary_sensor.meeting", "on")
    await run("meeting_or_tv", entities=["media_player.tv", "binary_sensor.meeting"], microphones=microphones)
    await async_television(hass, "playing")
    hass.states.async_set("binary_sensor.meeting", "off")
    await hass.async_block_till_done()
    assert kitchen.muted
    await async_television(hass, "off")
    assert not kitchen.muted


@pytest.mark.parametrize(
    ("name", "inputs"),
    [("meeting_or_tv", {"entities": ["input_boolean.it"]}), ("guests", {"guests": "input_boolean.it"})],
)
@pytest.mark.parametrize("starts", [False, True])
async def test_what_has_changed_meanwhile_counts(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    name: str,
    inputs: dict[str, Any],
    *,
    starts: bool,
) -> None:
    """While Home Assistant was not running, or the automation was being changed."""
    hass.states.async_set("input_boolean.it", "on")
    if starts:
        hass.set_state(CoreState.not_running)
    await run(name, **inputs, microphones=microphones)
    assert kitchen.muted is not starts
    if starts:
        await hass.async_start()
        await hass.async_block_till_done()
    assert kitchen.muted


# --- Guests -----------------------------------------------------------------------------------------------------------------


async def test_muted_while_guests_are_there(
    hass: HomeAssistant, kitchen: Satellite, microphones: dict[str, Any], run: Run
) -> None:
    """And live when they have left; an entity that cannot be read changes nothing."""
    hass.states.async_set("input_boolean.guests", "off")
    await run("guests", guests="input_boolean.guests", microphones=microphones)
    for state, muted in (("on", True), ("unavailable", True), ("on", True), ("off", False), ("unavailable", False)):
        hass.states.async_set("input_boolean.guests", state)
        await hass.async_block_till_done()
        assert kitchen.muted is muted, state


@pytest.mark.parametrize(("hours", "left"), [(0, [1, 200]), (2, [1])])
async def test_what_was_heard_of_guests_can_be_erased(
    hass: HomeAssistant,
    kitchen: Satellite,
    microphones: dict[str, Any],
    run: Run,
    tuesday_evening: FrozenDateTimeFactory,
    hours: int,
    left: list[int],
) -> None:
    """The hours before they left, and nothing that is older."""
    [entry] = hass.config_entries.async_entries("earshot")
    await async_log(entry, *(record(id_of(entry, "Kitchen"), minutes) for minutes in (1, 200)))
    tuesday_evening.move_to(datetime(2026, 10, 20, 23, 0, tzinfo=UTC))
    hass.states.async_set("input_boolean.guests", "on")
    await run("guests", guests="input_boolean.guests", microphones=microphones, forget_hours=hours)
    hass.states.async_set("input_boolean.guests", "off")
    await hass.async_block_till_done(wait_background_tasks=True)
    answer = await hass.services.async_call(
        "earshot", "get_activations", microphones, blocking=True, return_response=True
    )
    starts = [datetime.fromisoformat(each["start"]) for each in answer["activations"]]
    evening = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
    assert sorted(round((start - evening).total_seconds() / 60) for start in starts) == left
    assert shown(hass, "sensor", "status", "Kitchen") == "armed"
