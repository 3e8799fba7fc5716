"""An Amazon Echo, seen by Home Assistant's own `alexa_devices`: an event entity tells of each command when it is over."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from homeassistant.core import State
from homeassistant.util import dt as dt_util

from ..references import EntityResolver, StateReader
from .model import Report, SourceConfig
from .words import words


@dataclass(frozen=True, slots=True)
class _Event:
    """What the entity shows."""

    at: datetime
    said: tuple[str | None, str | None, str | None]
    """Intent, command and reply."""


class AlexaDevicesSource:
    """Reports the commands that an Echo's voice event tells of.

    The entity shows its last event again after a restart, and with the first update after that it fires the last command that Amazon
    knows of as if it were new. So the first event after a start, a reload or an absence is none where it says what was said before, or
    where nothing is known of before.

    What was known before is lost when the source is built anew. It begins with what the entity shows then and reports none of that; a
    command given twice in a row, with the source built anew in between, counts once.
    """

    kind: ClassVar = "alexa_devices"
    proves_stream: ClassVar = False
    streams_alone: ClassVar = False

    def __init__(self, config: SourceConfig, resolve: EntityResolver, states: StateReader) -> None:
        """Begin with what the entity shows now."""
        self.config = config
        self.entity_id = resolve(config.entity)
        self._since = dt_util.utcnow()
        state = None if self.entity_id is None else states.get(self.entity_id)
        self._known = None if state is None else _event(state)
        self._repeats = True
        """Whether the entity may still fire what it has shown already."""

    def read(self) -> None:
        """Return nothing: that it listens cannot be seen."""

    def report(self, state: State | None, now: datetime) -> Report | None:
        """Return the command that a state tells of for the first time; None where it tells of none."""
        if state is None or (event := _event(state)) is None:
            self._repeats = True
            return None
        known, self._known = self._known, event
        if known is None:
            # What was shown before Earshot looked is what may still be repeated; what was fired since has been.
            self._repeats = event.at < self._since
            return None
        if event.at <= known.at:
            return None
        repeats, self._repeats = self._repeats, False
        if event.at < self._since or (repeats and event.said == known.said):
            return None
        intent, command, reply = event.said
        return Report(min(event.at, now), transcript=command, reply=reply, intent=intent)


def _event(state: State) -> _Event | None:
    """Return the event that an entity shows; None where it shows none."""
    try:
        at = dt_util.parse_datetime(state.state)
    except ValueError:
        return None
    if at is None or at.tzinfo is None:
        return None
    said = (words(state.attributes.get(key)) for key in ("intent", "voice_command", "voice_reply"))
    return _Event(dt_util.as_utc(at), (next(said), next(said), next(said)))
