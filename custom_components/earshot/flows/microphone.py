"""A microphone: what it is, how it is muted, and what holds when no rule does."""

from typing import Any, override

from homeassistant.config_entries import SubentryFlowResult

from .labels import Labels
from .microphone_draft import MicrophoneDraft
from .microphone_source import SourceSteps
from .microphone_test import TrialSteps
from .microphone_vendor import VendorSteps


class MicrophoneFlow(SourceSteps, VendorSteps, TrialSteps):
    """Makes a microphone, asking for one thing after the other, and changes one, from a menu."""

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Begin with what is there."""
        self._draft = MicrophoneDraft.of(self._get_reconfigure_subentry())
        return await self.async_step_menu()

    async def async_step_menu(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Say how things stand, and offer what can be done."""
        stored, family = self._stored_subentry() is not None, self._draft.family
        muted = bool(self._draft.controls)
        offered = {
            "save": not stored,
            "source": stored,
            "control": stored,
            "second_control": muted,
            "details": stored,
            "vendor": stored and family is not None and family.vendor is not None,
            "test": self._testable,
            "done": stored,
            "leave": stored,
        }
        labels = await Labels.async_load(self.hass)
        return self.async_show_menu(
            step_id="menu" if stored else "ready",
            menu_options=[option for option, offer in offered.items() if offer],
            description_placeholders=labels.microphone(self.hass, self._draft.name, self._draft.data),
        )

    async_step_ready = async_step_menu

    @override
    async def _async_go_on(self) -> SubentryFlowResult:
        return await (self.async_step_menu() if self._draft.name else self.async_step_details())

    async def async_step_save(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Save it."""
        draft = self._draft
        if (stored := self._stored_subentry()) is None:
            return self.async_create_entry(title=draft.name, data=draft.data, unique_id=draft.unique_id)
        return self.async_update_and_abort(
            self._get_entry(), stored, title=draft.name, data=draft.data, unique_id=draft.unique_id
        )

    async_step_done = async_step_save

    async def async_step_leave(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Leave the microphone as it was."""
        return self.async_abort(reason="left")
