"""What all steps of the microphone flow share."""

from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigSubentry, ConfigSubentryFlow, SubentryFlowResult

from ..microphones.discovery import Candidate
from .microphone_draft import MicrophoneDraft


class MicrophoneSteps(ConfigSubentryFlow):
    """Works on one draft; every step goes on to what is still to be asked, and from there to the menu."""

    _draft: MicrophoneDraft
    _candidate: Candidate | None = None
    """What was found of the microphone that is being added."""

    async def _async_go_on(self) -> SubentryFlowResult:
        """Ask what is still open, else show the menu."""
        raise NotImplementedError

    def _stored_subentry(self) -> ConfigSubentry | None:
        return self._get_reconfigure_subentry() if self.source == SOURCE_RECONFIGURE else None
