"""Repairs: what a person has to know or put right."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .household import Household
from .log.errors import LogProblem
from .microphone import Microphone

_LOG: Final = "log_problem"


@callback
def async_set_log_problem(hass: HomeAssistant, problem: LogProblem | None) -> None:
    """Say what stands against the log, or that it is well again."""
    if problem is None:
        ir.async_delete_issue(hass, DOMAIN, _LOG)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        _LOG,
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key=f"log_{problem.value}",
    )


@callback
def async_set_mute_fails(hass: HomeAssistant, microphone: Microphone, *, fails: bool) -> None:
    """Say that a microphone's mute does not hold, or that it does again."""
    _set(hass, "mute_fails", microphone, raised=fails)


@callback
def async_check_references(hass: HomeAssistant, household: Household) -> None:
    """Say which microphones have lost the entity that mutes them, or the one that shows their activity."""
    for microphone in household.microphones.values():
        control, source = microphone.control, microphone.source
        _set(hass, "mute_control_gone", microphone, raised=control is not None and control.entity_id is None)
        _set(hass, "source_gone", microphone, raised=source is not None and source.entity_id is None)


@callback
def async_forget(hass: HomeAssistant, microphone_id: str) -> None:
    """Take back everything that was said of a microphone that is gone."""
    for key in ("mute_fails", "mute_control_gone", "source_gone"):
        ir.async_delete_issue(hass, DOMAIN, f"{key}_{microphone_id}")


def _set(hass: HomeAssistant, key: str, microphone: Microphone, *, raised: bool) -> None:
    issue_id = f"{key}_{microphone.config.id}"
    if not raised:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key=key,
        translation_placeholders={"microphone": microphone.config.name},
    )
