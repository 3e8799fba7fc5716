"""What triggers and conditions share: which entities they are about, and what counts as muted."""

from collections.abc import Iterable
from typing import Any, Final

from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
import voluptuous as vol

from .const import DOMAIN, MicrophoneStatus
from .microphones.assurance import Assurance

CONF_ASSURANCE: Final = "assurance"
CONF_INCLUDE_PAUSED: Final = "include_paused"

# What a device confirms, or its cut power does, is of one of these.
_TRUSTED: Final = [assurance.value for assurance in Assurance if assurance.silences]

MUTED_OPTIONS: Final[dict[vol.Marker, Any]] = {
    vol.Required(CONF_ASSURANCE, default=Assurance.SOFTWARE.value): vol.In(_TRUSTED),
    vol.Required(CONF_INCLUDE_PAUSED, default=False): bool,
}


def ours(hass: HomeAssistant, entities: Iterable[str], key: str) -> set[str]:
    """Return those of some entities that Earshot has made to show `key`; an area holds many more of the same domain."""
    registry = er.async_get(hass)
    return {
        entity_id
        for entity_id in entities
        if (entry := registry.async_get(entity_id)) is not None
        and entry.platform == DOMAIN
        and entry.translation_key == key
    }


def counts_as_muted(state: State, options: dict[str, Any]) -> bool:
    """Whether a status says that its microphone is muted, as far as is asked for. Nothing that is unknown does."""
    counted = (
        {MicrophoneStatus.MUTED, MicrophoneStatus.PAUSED} if options[CONF_INCLUDE_PAUSED] else {MicrophoneStatus.MUTED}
    )
    if state.state not in counted:
        return False
    least, assurance = Assurance(options[CONF_ASSURANCE]), Assurance(state.attributes.get("assurance", Assurance.NONE))
    return assurance.rank >= least.rank
