"""Mute controls: one file for each kind, behind one narrow protocol."""

from collections.abc import Callable
from typing import Final

from ..references import EntityResolver, StateReader
from .actions import ActionsControl
from .model import Action, ControlConfig, MuteControl, Sequence
from .network_block import NetworkBlockControl
from .number import NumberControl
from .plug import PlugControl
from .select import SelectControl
from .switch import SwitchControl

__all__ = ["CONTROL_KINDS", "Action", "ControlConfig", "MuteControl", "Sequence", "build_control"]

CONTROL_KINDS: Final[dict[str, Callable[[ControlConfig, EntityResolver, StateReader], MuteControl]]] = {
    control.kind: control
    for control in (SwitchControl, PlugControl, NetworkBlockControl, SelectControl, NumberControl, ActionsControl)
}


def build_control(config: ControlConfig, resolve: EntityResolver, states: StateReader) -> MuteControl:
    """Build the control that a configuration describes.

    Raises KeyError for a kind that this version does not know.
    """
    return CONTROL_KINDS[config.kind](config, resolve, states)
