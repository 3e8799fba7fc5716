"""What cannot be read from here: a cloud speaker's settings at its vendor, to be looked up by a person and ticked off."""

from functools import partialmethod
from typing import Any

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.helpers.selector import BooleanSelector
from homeassistant.util import dt as dt_util
import voluptuous as vol

from ..audit.findings import Check
from ..const import CONF_VENDOR_CHECKS
from .microphone_steps import MicrophoneSteps


class VendorSteps(MicrophoneSteps):
    """Shows the checks of a vendor, each with where its setting is."""

    async def async_step_vendor(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show the form of the vendor that the device is from."""
        family = self._draft.family
        assert family and family.vendor
        return await self._async_checks(family.vendor)

    async def _async_checks(self, vendor: str, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        stored: dict[str, str] = self._draft.data.get(CONF_VENDOR_CHECKS, {})
        if user_input is not None:
            self._tick(stored, user_input)
            return await self._async_go_on()
        return self.async_show_form(
            step_id=f"vendor_{vendor}",
            data_schema=vol.Schema(
                {vol.Required(check.value, default=check in stored): BooleanSelector() for check in Check}
            ),
            description_placeholders={check.value: stored.get(check, "–") for check in Check},
            last_step=False,
        )

    def _tick(self, stored: dict[str, str], ticked: dict[str, bool]) -> None:
        """Date what was ticked now; what was ticked before keeps its date."""
        today = dt_util.now().date().isoformat()
        checks = {key: day for key, day in stored.items() if ticked.get(key, True)}
        checks |= {key: today for key, tick in ticked.items() if tick and key not in stored}
        if checks != stored:
            self._draft.data[CONF_VENDOR_CHECKS] = checks

    async_step_vendor_amazon = partialmethod(_async_checks, "amazon")
    async_step_vendor_apple = partialmethod(_async_checks, "apple")
    async_step_vendor_google = partialmethod(_async_checks, "google")
    async_step_vendor_sonos = partialmethod(_async_checks, "sonos")
