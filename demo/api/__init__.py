"""A small client of Home Assistant's REST and WebSocket interfaces."""

from .client import Client, CommandError
from .states import Change, States

__all__ = ["Change", "Client", "CommandError", "States"]
