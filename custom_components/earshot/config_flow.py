"""The flows' entrance: the class that Home Assistant looks for."""

from typing import override

from homeassistant.config_entries import ConfigEntry, ConfigSubentryFlow, OptionsFlow
from homeassistant.core import callback

from .const import DOMAIN, SUBENTRY_MICROPHONE, SUBENTRY_RULE
from .flows.microphone import MicrophoneFlow
from .flows.options import EarshotOptionsFlow
from .flows.rule import RuleFlow
from .flows.setup import SetupFlow


class EarshotConfigFlow(SetupFlow, domain=DOMAIN):
    """The first run; knows the flows that come after it."""

    VERSION = 1
    MINOR_VERSION = 1

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the flow of the entry's options."""
        return EarshotOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """Return the flows of microphones and rules."""
        return {SUBENTRY_MICROPHONE: MicrophoneFlow, SUBENTRY_RULE: RuleFlow}
