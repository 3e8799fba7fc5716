"""What a purge of the log erases of the recorder's history, and what it cannot."""

from datetime import timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder import Recorder, get_instance, history
from homeassistant.components.recorder.tasks import SynchronizeTask
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from .calls import async_do, async_refused, of
from .home import entity
from .logged import async_logged, id_of, minutes
from .test_websocket_api import async_refused as async_refused_command


@pytest.fixture(autouse=True)
def enable_earshot(recorder_mock: Recorder, enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration; the recorder has to be there before anything else."""


@pytest.fixture
async def recorded(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> MockConfigEntry:
    """Set up Earshot in a home with a recorder, which has recorded what Earshot and another have shown."""
    entry = await async_logged(hass)
    hass.states.async_set("light.other", "on")
    await async_recorded(hass)
    return entry


async def async_recorded(hass: HomeAssistant) -> None:
    """Wait until the recorder has nothing left to do."""
    await hass.async_block_till_done()
    for _ in range(5):
        # An erasure queues itself again until nothing is left, and an empty queue does not mean that its last task is done.
        done = hass.loop.create_future()
        get_instance(hass).queue_task(SynchronizeTask(done))
        await done


async def async_history(hass: HomeAssistant, *removed: str) -> set[str]:
    """Return the entities that the recorder knows states of, of those that there are and these."""
    await async_recorded(hass)
    now = dt_util.utcnow()
    states = await get_instance(hass).async_add_executor_job(
        lambda: history.get_significant_states(
            hass,
            now - timedelta(days=1),
            now + timedelta(days=1),
            entity_ids=[*hass.states.async_entity_ids(), *removed],
            include_start_time_state=False,
            significant_changes_only=False,
        )
    )
    return {entity_id for entity_id, found in states.items() if found}


async def test_purge_includes_the_history(
    hass: HomeAssistant, recorded: MockConfigEntry, hass_admin_user: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """All that the recorder keeps of Earshot's entities, and nothing of another's."""
    ours = {entity(hass, "sensor", "status", "Kitchen"), entity(hass, "binary_sensor", "recording")}
    assert ours | {"light.other"} <= await async_history(hass)
    freezer.tick(1)
    with patch.object(get_instance(hass), "async_clear_statistics") as cleared:
        answer = await async_do(hass, "purge_log", user=hass_admin_user)
    assert answer["history"] is True
    assert "light.other" in (left := await async_history(hass))
    assert not ours & left
    (statistics,) = cleared.call_args.args
    assert entity(hass, "sensor", "activations_today", "Kitchen") in statistics
    assert "light.other" not in statistics


async def test_purge_leaves_the_history_where_it_is_to_stay(
    hass: HomeAssistant, recorded: MockConfigEntry, hass_admin_user: MockUser
) -> None:
    """Turned off it touches the log alone."""
    before = await async_history(hass)
    answer = await async_do(hass, "purge_log", user=hass_admin_user, include_history=False)
    assert answer["history"] is False
    assert await async_history(hass) >= before


async def test_purge_of_a_target_includes_its_history(
    hass: HomeAssistant, recorded: MockConfigEntry, hass_admin_user: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """And no other microphone's; up to the end, where there is one, and then not its statistics."""
    kitchen, bedroom = (entity(hass, "sensor", "status", title) for title in ("Kitchen", "Bedroom"))
    freezer.tick(60)
    with patch.object(get_instance(hass), "async_clear_statistics") as cleared:
        await async_do(hass, "purge_log", of(hass, "Kitchen"), user=hass_admin_user, end="2026-10-20 20:59:00")
        assert {kitchen, bedroom} <= await async_history(hass)
        await async_do(hass, "purge_log", of(hass, "Kitchen"), user=hass_admin_user, end="2026-10-20 21:00:30")
    left = await async_history(hass)
    assert kitchen not in left
    assert bedroom in left
    cleared.assert_not_called()


async def test_purge_of_everything_includes_the_history_of_what_was_removed(
    hass: HomeAssistant, recorded: MockConfigEntry, hass_admin_user: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """As far as Home Assistant remembers it; not where another has the entity id now, and not with a target."""
    status, problem = (
        entity(hass, domain, key, "Bedroom") for domain, key in (("sensor", "status"), ("binary_sensor", "problem"))
    )
    hass.config_entries.async_remove_subentry(recorded, id_of(recorded, "Bedroom"))
    await hass.async_block_till_done()
    hass.states.async_set(problem, "off")
    freezer.tick(1)
    await async_do(hass, "purge_log", of(hass, "Kitchen"), user=hass_admin_user)
    assert {status, problem} <= await async_history(hass, status)
    await async_do(hass, "purge_log", user=hass_admin_user)
    left = await async_history(hass, status)
    assert problem in left
    assert status not in left


async def test_the_history_cannot_be_erased_from_a_start_on(
    hass: HomeAssistant, recorded: MockConfigEntry, hass_admin_user: MockUser, hass_ws_client: WebSocketGenerator
) -> None:
    """The recorder has no way to: that is refused by name of the field rather than left undone, and nothing is erased."""
    before = await async_history(hass)
    fields = {"start": "2026-10-20 21:00:00"}
    error = await async_refused(hass, ServiceValidationError, "purge_log", user=hass_admin_user, **fields)
    assert error.translation_key == "history_from_start"
    assert error.translation_placeholders == {"field": "include_history"}
    assert "include_history" in str(error)
    code, message = await async_refused_command(await hass_ws_client(hass), type="earshot/purge", **fields)
    assert (code, "include_history" in message) == ("service_validation_error", True)
    assert minutes(await async_do(hass, "get_activations")) == [4, 3, 2, 1]
    assert await async_history(hass) >= before
    await async_do(hass, "purge_log", user=hass_admin_user, include_history=False, **fields)
    assert minutes(await async_do(hass, "get_activations")) == []
