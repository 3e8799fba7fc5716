"""What the tests of this package share."""

from homeassistant.core import HomeAssistant

from tests.home import Satellite, entity


async def async_hand(hass: HomeAssistant, satellite: Satellite, *, muted: bool) -> None:
    """Press the button at the device."""
    satellite.switch.by_hand(muted)
    await hass.async_block_till_done()


async def async_forget(hass: HomeAssistant, satellite: Satellite) -> None:
    """Let a device come back unmuted, whatever it was told."""
    satellite.switch.come_and_go(available=False)
    satellite.switch._attr_is_on = False
    satellite.switch.come_and_go(available=True)
    await hass.async_block_till_done()


def reasons(hass: HomeAssistant) -> list[tuple[str, str | None]]:
    """Return kind and origin of every hold of the bedroom."""
    held = hass.states.get(entity(hass, "sensor", "status", "Bedroom")).attributes["reasons"]
    return [(hold["kind"], hold.get("origin")) for hold in held]
