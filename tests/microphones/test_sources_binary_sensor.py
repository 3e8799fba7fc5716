"""Test binary sensors as sources of activity."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.earshot.activity.model import Phase
from custom_components.earshot.microphones.references import async_resolver
from custom_components.earshot.microphones.sources import SOURCE_KINDS, SourceConfig, build_source

SENSOR = "binary_sensor.microphone_in_use"


@pytest.mark.parametrize(("kind", "on"), [("binary_sensor", Phase.LISTENING), ("streaming_sensor", Phase.STREAMING)])
@pytest.mark.parametrize("state", ["on", "off", "unavailable", "unknown", "5", None])
def test_a_sensor_that_is_on_is_a_microphone_in_use(
    hass: HomeAssistant, kind: str, on: Phase, state: str | None
) -> None:
    """Off is idle, and anything else cannot be told."""
    if state is not None:
        hass.states.async_set(SENSOR, state)
    source = build_source(SourceConfig(kind, SENSOR), async_resolver(hass), hass.states)
    assert source.read() is {"on": on, "off": Phase.IDLE}.get(state, Phase.UNKNOWN)
    assert source.report(hass.states.get(SENSOR), None) is None


def test_a_sensor_that_is_gone_is_unknown(hass: HomeAssistant) -> None:
    """Its registry entry was removed."""
    source = build_source(SourceConfig("binary_sensor", "gone"), async_resolver(hass), hass.states)
    assert (source.entity_id, source.read()) == (None, Phase.UNKNOWN)


def test_every_kind_is_known_by_its_name() -> None:
    """A subentry keeps the name."""
    assert set(SOURCE_KINDS) == {
        "alexa_devices",
        "alexa_media",
        "assist_satellite",
        "binary_sensor",
        "streaming_sensor",
    }


def test_a_kind_of_a_later_version_is_refused(hass: HomeAssistant) -> None:
    """Who builds it says what becomes of the microphone."""
    with pytest.raises(KeyError):
        build_source(SourceConfig("telepathy", SENSOR), async_resolver(hass), hass.states)
