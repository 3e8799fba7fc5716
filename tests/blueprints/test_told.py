"""What people are told: activations while nobody is home, and the misfires of the day."""

from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant, ServiceCall
import pytest

from tests.home import Satellite, async_wait, entity

from .parts import Run

# --- While nobody is home -----------------------------------------------------------------------------------------------


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


# --- The report ---------------------------------------------------------------------------------------------------------


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
