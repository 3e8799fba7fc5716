"""Rules by hours, over every kind of night and clock."""

from datetime import UTC, date, datetime, timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import sun

from tests.home import SEVEN, TEN, Satellite, async_earshot, async_wait, microphone, night, rule, shown

from .parts import EVERY_DAY, async_jump, async_set


async def test_hours_by_the_sun(hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory) -> None:
    """From half an hour after sunset to sunrise, as the sun is over Berlin."""
    window = {"days": EVERY_DAY, "start": {"sun": "sunset", "offset": 1800}, "end": {"sun": "sunrise", "offset": 0}}
    freezer.move_to(datetime(2026, 10, 20, 12, 0, tzinfo=UTC))
    await async_earshot(hass, microphone(hass, kitchen), rule("Dark", hours=[window]))
    assert not kitchen.muted
    begins = datetime.fromisoformat(shown(hass, "sensor", "next_change", "Kitchen"))
    sunset = sun.get_astral_event_date(hass, "sunset", date(2026, 10, 20))
    assert abs(begins - timedelta(minutes=30) - sunset) < timedelta(seconds=1)
    await async_wait(hass, freezer, begins)
    assert kitchen.muted
    ends = datetime.fromisoformat(shown(hass, "sensor", "next_change", "Kitchen"))
    assert abs(ends - sun.get_astral_event_date(hass, "sunrise", date(2026, 10, 21))) < timedelta(seconds=1)
    await async_wait(hass, freezer, ends)
    assert not kitchen.muted


async def test_hours_by_a_schedule_helper(hass: HomeAssistant, kitchen: Satellite) -> None:
    """A helper that is on mutes; its next toggle is the next change; one that is gone is undetermined."""
    toggles = datetime(2026, 10, 20, 21, 30, tzinfo=UTC)
    await async_set(hass, "schedule.quiet", "off", next_event=toggles)
    await async_earshot(hass, microphone(hass, kitchen), rule("Quiet", schedules=["schedule.quiet"]))
    assert not kitchen.muted
    assert shown(hass, "sensor", "next_change", "Kitchen") == toggles.isoformat()
    await async_set(hass, "schedule.quiet", "off", next_event=toggles + timedelta(hours=1))
    assert shown(hass, "sensor", "next_change", "Kitchen") == (toggles + timedelta(hours=1)).isoformat()
    await async_set(hass, "schedule.quiet", "on")
    assert kitchen.muted
    await async_set(hass, "schedule.quiet", "off")
    assert not kitchen.muted
    hass.states.async_remove("schedule.quiet")
    await hass.async_block_till_done()
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Quiet") == "unknown"


async def test_a_night_that_began_on_a_workday_is_kept_to_its_end(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Although the workday is over at midnight; the next night is not kept."""
    await async_set(hass, "binary_sensor.workday", "on")
    workdays = {"entity": "binary_sensor.workday", "keep": "in"}
    entry = await async_earshot(
        hass,
        microphone(hass, kitchen),
        rule("Night", hours=[{"days": EVERY_DAY, "start": "22:00:00", "end": "07:00:00"}], day_filter=workdays),
    )
    await async_wait(hass, freezer, TEN)
    assert kitchen.muted
    freezer.move_to(TEN + timedelta(hours=2, seconds=1))
    await async_set(hass, "binary_sensor.workday", "off")
    assert kitchen.muted
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.muted, "what the day before was is remembered over a restart"
    await async_wait(hass, freezer, SEVEN)
    assert not kitchen.muted
    await async_wait(hass, freezer, TEN + timedelta(days=1))
    assert not kitchen.muted


async def test_another_zone_is_one_more_reason_to_look_again(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Nine in the evening in Berlin is midnight in Kathmandu."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert not kitchen.muted
    await hass.config.async_update(time_zone="Asia/Kathmandu")
    await hass.async_block_till_done()
    assert kitchen.muted
    assert shown(hass, "sensor", "next_change", "Kitchen") == "2026-10-21T01:15:00+00:00"


async def test_a_clock_that_jumps_ahead_is_found_within_a_minute(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The timer of the boundary knows nothing of it: the safety tick does."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_jump(hass, freezer, TEN + timedelta(hours=3))
    assert kitchen.muted


async def test_a_clock_that_jumps_back_mutes_until_it_has_caught_up(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody can tell which hours they are: undetermined, so muted."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    begin = TEN - timedelta(hours=1)
    await async_jump(hass, freezer, begin - timedelta(hours=4))
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Night") == "unknown"
    await async_jump(hass, freezer, begin + timedelta(minutes=1))
    assert not kitchen.muted
