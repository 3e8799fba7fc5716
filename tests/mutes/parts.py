"""What the tests of this package share."""

from typing import Any

from homeassistant.core import HomeAssistant

from tests.home import Satellite, entity, microphone, plug_control


def with_plug(hass: HomeAssistant, satellite: Satellite, plug: Satellite) -> Any:
    """Return a microphone with its own switch first and a plug second."""
    own = microphone(hass, satellite)["data"]["controls"]
    return microphone(hass, satellite, controls=[*own, plug_control(hass, plug)])


def status(hass: HomeAssistant) -> tuple[str, str]:
    """Return the status that is shown, and how far the mute can be trusted."""
    state = hass.states.get(entity(hass, "sensor", "status", "Kitchen"))
    return state.state, state.attributes["assurance"]
