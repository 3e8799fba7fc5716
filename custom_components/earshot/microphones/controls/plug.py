"""A smart plug that cuts the power of a device that cannot be muted otherwise."""

from datetime import timedelta
from typing import ClassVar

from homeassistant.const import STATE_OFF

from .switch import SwitchControl


class PlugControl(SwitchControl):
    """Mutes by cutting the power. What it reads is the plug's own state, so the mute is certain while the device is unavailable."""

    kind: ClassVar = "plug"
    # A plug in a radio mesh or behind its maker's cloud confirms some seconds later; one that is polled is asked again right after the
    # action (homeassistant.helpers.service).
    deadline: ClassVar = timedelta(seconds=10)
    usual_muted_state: ClassVar = STATE_OFF
