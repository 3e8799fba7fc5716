"""The mute controls that discovery proposes, as far as they can be taken without asking."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant, callback

from ..const import CONF_ENTITY, CONF_KIND, CONF_LIVE_STATE, CONF_MUTED_STATE
from ..microphones.discovery import Candidate
from .controls import CONTROL_FORMS
from .entities import async_shown
from .microphone_draft import Data


@callback
def async_unasked(hass: HomeAssistant, candidate: Candidate) -> list[Data]:
    """Return what is proposed, but for controls of which nobody could tell now what a release would go to."""
    return [each for each in (async_settled(hass, each) for each in candidate.controls) if not is_open(each)]


@callback
def async_settled(hass: HomeAssistant, control: Mapping[str, Any]) -> Data:
    """Return a control with what it shows now as what a release goes to, where it lacks that and that does not mute."""
    if not is_open(control):
        return dict(control)
    entity_id = async_shown(hass, control[CONF_ENTITY])
    live = CONTROL_FORMS[control[CONF_KIND]].live_now(hass, entity_id, control[CONF_MUTED_STATE])
    return dict(control) | ({} if live is None else {CONF_LIVE_STATE: live})


def is_open(control: Mapping[str, Any]) -> bool:
    """Whether it still has to be said what a release of a control goes to."""
    form = CONTROL_FORMS.get(control[CONF_KIND])
    return form is not None and form.asks_live_state and CONF_LIVE_STATE not in control
