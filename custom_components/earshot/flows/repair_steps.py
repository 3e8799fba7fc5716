"""What the repairs of one microphone share."""

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.data_entry_flow import AbortFlow

from .microphone_draft import MicrophoneDraft


class MicrophoneRepair(RepairsFlow):
    """Mends the subentry of a microphone."""

    def __init__(self, entry: ConfigEntry, microphone_id: str) -> None:
        """Mend a microphone of an entry."""
        self._entry = entry
        self._microphone_id = microphone_id

    @property
    def _subentry(self) -> ConfigSubentry:
        """The microphone; raises AbortFlow where it has been removed meanwhile."""
        if (subentry := self._entry.subentries.get(self._microphone_id)) is None:
            raise AbortFlow("microphone_gone")
        return subentry

    def _async_save(self, draft: MicrophoneDraft) -> RepairsFlowResult:
        self.hass.config_entries.async_update_subentry(
            self._entry, self._subentry, data=draft.data, unique_id=draft.unique_id
        )
        return self.async_create_entry(data={})
