"""What is counted of the day: over midnight, restarts, zones and clocks."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .home import TEN, Satellite, async_earshot, async_satellite, async_wait, entity, microphone, night, shown

NINE = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 10, 20, 22, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def evening(tuesday_evening: FrozenDateTimeFactory) -> None:
    """Begin an hour before the night."""


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Earshot with the kitchen, muted at night; no log is kept."""
    return await async_earshot(hass, microphone(hass, kitchen), night(), options={"retention_days": 0})


def today(hass: HomeAssistant) -> tuple[str, str]:
    """Return the activations and the misfires of today."""
    return shown(hass, "sensor", "activations_today", "Kitchen"), shown(hass, "sensor", "misfires_today", "Kitchen")


def live(hass: HomeAssistant) -> timedelta:
    """Return for how long the microphone was live today."""
    return timedelta(hours=float(shown(hass, "sensor", "live_time_today", "Kitchen")))


@pytest.mark.usefixtures("entry")
async def test_activations_and_misfires(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Counted when they end, without a log; from midnight on anew."""
    assert today(hass) == ("0", "0")
    await kitchen.async_speak()
    await kitchen.async_show("listening")
    assert today(hass) == ("1", "0")
    await kitchen.async_show("idle")
    assert today(hass) == ("2", "1")
    await async_wait(hass, freezer, MIDNIGHT - timedelta(seconds=1))
    assert today(hass) == ("2", "1")
    await async_wait(hass, freezer, MIDNIGHT)
    assert today(hass) == ("0", "0")
    reset = hass.states.get(entity(hass, "sensor", "misfires_today", "Kitchen")).attributes["last_reset"]
    assert reset == MIDNIGHT.isoformat()


@pytest.mark.usefixtures("entry")
async def test_live_time_is_shown_every_five_minutes_and_when_it_ends(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """And not in between: nobody needs a row of history a minute."""
    seen = []
    while (now := freezer().replace(tzinfo=UTC)) < TEN + timedelta(minutes=10):
        await async_wait(hass, freezer, now + timedelta(minutes=1))
        seen.append(round(live(hass).total_seconds() / 60))
    assert [after for before, after in pairwise(seen) if after != before] == [
        *range(6, 60, 5),
        60,
    ]


async def test_what_was_live_before_midnight_belongs_to_yesterday(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A stretch over midnight is divided there."""
    await async_earshot(hass, microphone(hass, kitchen))
    await async_wait(hass, freezer, MIDNIGHT - timedelta(minutes=2))
    await async_wait(hass, freezer, MIDNIGHT)
    assert live(hass) == timedelta()
    await async_wait(hass, freezer, MIDNIGHT + timedelta(minutes=30))
    assert live(hass) == timedelta(minutes=30)


async def test_counts_outlive_a_restart(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The time in which nobody looked is not counted."""
    await kitchen.async_speak()
    await async_wait(hass, freezer, NINE + timedelta(minutes=10))
    assert await hass.config_entries.async_unload(entry.entry_id)
    freezer.move_to(NINE + timedelta(minutes=20))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert today(hass) == ("1", "0")
    await async_wait(hass, freezer, NINE + timedelta(minutes=30))
    assert live(hass) == timedelta(minutes=20)


async def test_what_nobody_was_shown_is_counted_at_the_end(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """A stop in between two looks loses no live time."""
    freezer.tick(timedelta(minutes=3))
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert live(hass) == timedelta(minutes=3)


@pytest.mark.usefixtures("entry")
async def test_an_unknown_microphone_is_not_counted_live(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody knows."""
    kitchen.switch.come_and_go(available=False)
    await kitchen.async_show("unavailable")
    await async_wait(hass, freezer, NINE + timedelta(minutes=30))
    assert live(hass) == timedelta()


@pytest.mark.usefixtures("entry")
async def test_a_clock_that_goes_back_takes_nothing_away(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """By minutes, within the day."""
    await async_wait(hass, freezer, NINE + timedelta(minutes=10))
    before = live(hass)
    await async_wait(hass, freezer, NINE + timedelta(minutes=5))
    assert live(hass) >= before


async def test_a_removed_microphone_leaves_no_counts(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """Its name is nowhere any more."""
    await kitchen.async_speak()
    [subentry_id] = [id_ for id_, subentry in entry.subentries.items() if subentry.title == "Kitchen"]
    assert any(subentry_id in counts for counts in entry.runtime_data.ledger.memory.counts.values())
    hass.config_entries.async_remove_subentry(entry, subentry_id)
    await hass.async_block_till_done()
    assert not any(subentry_id in counts for counts in entry.runtime_data.ledger.memory.counts.values())


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-10-25", 25), ("2027-03-28", 23), ("2026-10-22", 24)], ids=["autumn", "spring", "other"]
)
async def test_days_are_as_long_as_they_are(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, day: str, hours: int
) -> None:
    """Twenty-five hours of live time where the clocks go back, the last minutes of which nobody has been shown."""
    await async_earshot(hass, microphone(hass, kitchen))
    midnight = datetime.fromisoformat(day).replace(tzinfo=dt_util.get_default_time_zone()).astimezone(UTC)
    for minutes in range(-1, hours * 60, 60):
        await async_wait(hass, freezer, midnight + timedelta(minutes=minutes))
    await async_wait(hass, freezer, midnight + timedelta(hours=hours, minutes=-1))
    assert live(hass) == timedelta(hours=hours, minutes=-1)
    await async_wait(hass, freezer, midnight + timedelta(hours=hours))
    assert live(hass) == timedelta()
