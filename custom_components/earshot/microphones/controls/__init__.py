"""Mute controls: one file for each kind, behind one narrow protocol."""

from collections.abc import Callable
from typing import Final

from ..references import EntityResolver, StateReader
from .actions import ActionsControl
from .model import Action, ControlConfig, Doing, MuteControl, Sequence, Together
from .network_block import NetworkBlockControl
from .number import NumberControl
from .plug import PlugControl
from .select import SelectControl
from .switch import SwitchControl
from .together import TogetherControl

__all__ = ["CONTROL_KINDS", "Action", "ControlConfig", "Doing", "MuteControl", "Sequence", "Together", "build_control"]

CONTROL_KINDS: Final[dict[str, Callable[[ControlConfig, EntityResolver, StateReader], MuteControl]]] = {
    control.kind: control
    for control in (SwitchControl, PlugControl, NetworkBlockControl, SelectControl, NumberControl, ActionsControl)
}


def build_control(config: ControlConfig, resolve: EntityResolver, states: StateReader) -> MuteControl:
    """Build the control that a configuration describes.

    Raises KeyError for a kind that this version does not know.
    """
    if config.also:
        return TogetherControl(config, resolve, states, build_control)
    return CONTROL_KINDS[config.kind](config, resolve, states)
