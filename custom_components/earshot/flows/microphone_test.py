"""Whether the mute really works: tried from the dialog, with what happened and how long it took."""

import asyncio
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry, SubentryFlowResult

from ..configuration import MicrophoneConfig
from ..const import CONF_KIND, SUBENTRY_MICROPHONE
from ..household import Household
from ..markdown import markdown
from ..mute_test import Step, TestStep, async_test_controls
from .controls import CONTROL_FORMS
from .labels import Labels
from .microphone_steps import MicrophoneSteps

# Longer than any control takes twice, mute and release; the dialog waits no longer.
_LIMIT_SECONDS: Final = 120


class TrialSteps(MicrophoneSteps):
    """Mutes, reads back and restores while the dialog waits."""

    _wait: asyncio.Task[list[TestStep] | None] | None = None

    @property
    def _testable(self) -> bool:
        """Whether there is a control to test, and an Earshot that could."""
        known = any(each[CONF_KIND] in CONTROL_FORMS for each in self._draft.controls)
        return known and self._get_entry().state is ConfigEntryState.LOADED

    async def async_step_test(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Run the test."""
        if self._wait is None:
            run = self.hass.async_create_task(self._async_test(), "earshot test mute", eager_start=False)
            self._wait = self.hass.async_create_task(_async_wait(run), "earshot wait for the test", eager_start=False)
        if not self._wait.done():
            return self.async_show_progress(step_id="test", progress_action="testing", progress_task=self._wait)
        return self.async_show_progress_done(next_step_id="tested")

    async def async_step_tested(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show what happened."""
        assert self._wait is not None
        labels = await Labels.async_load(self.hass)
        result, self._wait = self._wait.result(), None
        return self.async_show_menu(
            step_id="tested",
            menu_options=["test", "menu"],
            description_placeholders={"result": _words(labels, result)},
        )

    async def _async_test(self) -> list[TestStep]:
        microphone = MicrophoneConfig.from_subentry(
            ConfigSubentry(
                data=MappingProxyType(self._draft.data),
                subentry_type=SUBENTRY_MICROPHONE,
                title=self._draft.name,
                unique_id=self._draft.unique_id,
            )
        )
        household: Household = self._get_entry().runtime_data.household
        controls = [each for each in microphone.controls if each.kind in CONTROL_FORMS]
        return await async_test_controls(self.hass, household, controls)


async def _async_wait(run: asyncio.Task[list[TestStep]]) -> list[TestStep] | None:
    """Wait for a test; None where it takes too long. A dialog that is closed ends the waiting, never the test: it still has to restore."""
    try:
        async with asyncio.timeout(_LIMIT_SECONDS):
            return await asyncio.shield(run)
    except TimeoutError:
        return None


def _words(labels: Labels, steps: Sequence[TestStep] | None) -> str:
    if steps is None:
        return labels.text("test_words", "unfinished")
    return "\n".join(f"- {_line(labels, step)}" for step in steps)


def _line(labels: Labels, step: TestStep) -> str:
    control = labels.text("test_control", step.control)
    key = step.step if step.ok or step.step is Step.UNREADABLE else f"{step.step}_failed"
    line = labels.text("test_words", key, control=control)
    if step.milliseconds is not None:
        line = labels.text("test_words", "timed", line=line, milliseconds=f"{step.milliseconds:.0f}")
    return markdown(line)
