"""A router's switch for a device's access to the network: on is allowed."""

from datetime import timedelta
from typing import ClassVar

from homeassistant.const import STATE_OFF

from .switch import SwitchControl


class NetworkBlockControl(SwitchControl):
    """Keeps what the microphone hears from leaving the home; it goes on hearing."""

    kind: ClassVar = "network_block"
    # UniFi tells of a blocked client over its socket alone and opens a lost one again after 15 s (unifi/hub/websocket.py, RETRY_TIMER);
    # FRITZ!Box Tools writes what the box has accepted at once and asks the box every 30 s (fritz/const.py, SCAN_INTERVAL).
    deadline: ClassVar = timedelta(seconds=30)
    usual_muted_state: ClassVar = STATE_OFF
