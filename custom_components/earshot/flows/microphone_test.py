"""Whether the mute really works: tried from the dialog, with what happened and how long it took."""

import asyncio
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry, SubentryFlowResult

from ..const import CONF_KIND, SUBENTRY_MICROPHONE
from ..household import Household
from ..markdown import markdown
from ..microphone_config import MicrophoneConfig
from ..mute_test import Step, TestStep, async_test_controls
from .controls import CONTROL_FORMS
from .labels import Labels
from .microphone_steps import MicrophoneSteps

# Most mutes are over before anyone has to be told that it takes time.
_PATIENCE: Final = 5.0
# A browser follows a progress only after it has shown it, and waits for ever for one that is over by then.
_SHOWN: Final = 3.0
# Longer than any control takes twice, to mute and to release.
_LIMIT: Final = 120.0


class TrialSteps(MicrophoneSteps):
    """Mutes, reads back and restores while the dialog waits."""

    _trial: asyncio.Task[list[TestStep]] | None = None
    _wait: asyncio.Task[None] | None = None

    @property
    def _testable(self) -> bool:
        """Whether there is a control to test, and an Earshot that could."""
        known = any(each[CONF_KIND] in CONTROL_FORMS for each in self._draft.controls)
        return known and self._get_entry().state is ConfigEntryState.LOADED

    async def async_step_test(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Run the test; a dialog that is closed ends the waiting, never the test: it still has to restore."""
        if self._trial is None:
            self._trial = self.hass.async_create_task(self._async_test(), "earshot test mute")
            await asyncio.wait([self._trial], timeout=_PATIENCE)
            if self._trial.done():
                return await self.async_step_tested()
        if self._wait is None:
            self._wait = self.hass.async_create_task(_async_wait(self._trial), "earshot wait for the test")
        if not self._wait.done():
            return self.async_show_progress(step_id="test", progress_action="testing", progress_task=self._wait)
        return self.async_show_progress_done(next_step_id="tested")

    async def async_step_tested(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Show what happened."""
        assert self._trial is not None
        result = self._trial.result() if self._trial.done() else None
        self._trial = self._wait = None
        labels = await Labels.async_load(self.hass)
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


async def _async_wait(trial: asyncio.Task[list[TestStep]]) -> None:
    """Wait until a test is over, as long as that is bearable."""
    await asyncio.sleep(_SHOWN)
    await asyncio.wait([trial], timeout=_LIMIT)


def _words(labels: Labels, steps: Sequence[TestStep] | None) -> str:
    if steps is None:
        return labels.text("test_words", "unfinished")
    return "\n".join(f"- {_line(labels, step)}" for step in steps)


def _line(labels: Labels, step: TestStep) -> str:
    control = labels.text("test_control", step.control)
    key = step.step if step.ok or step.step is Step.UNREADABLE else f"{step.step}_failed"
    line = labels.text("test_words", key, control=control)
    if step.milliseconds is not None:
        milliseconds = f"{step.milliseconds:.{0 if step.milliseconds >= 10 else 1}f}"
        line = labels.text("test_words", "timed", line=line, milliseconds=milliseconds)
    return markdown(line)
