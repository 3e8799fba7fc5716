"""An Amazon Echo, seen by the custom integration `alexa_media`: its media player's attributes tell of the last command."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from homeassistant.core import State
from homeassistant.util import dt as dt_util

from ..references import EntityResolver, StateReader
from .model import Report, SourceConfig
from .words import words

# Amazon's clock and the home's may differ. An instant that is later than this is nonsense.
_LATEST: Final = timedelta(days=1)


class AlexaMediaSource:
    """Reports the command of the Echo that was spoken to last.

    Amazon's own instant tells commands apart, so nothing from before Earshot looked is reported, however often it is shown. That is all
    that is remembered: when the source is built anew, a command that was given before and is told of later is lost.
    """

    kind: ClassVar = "alexa_media"
    proves_stream: ClassVar = False
    streams_alone: ClassVar = False

    def __init__(self, config: SourceConfig, resolve: EntityResolver, states: StateReader) -> None:
        """Begin now."""
        self.config = config
        self.entity_id = resolve(config.entity)
        self._last = dt_util.utcnow()

    def read(self) -> None:
        """Return nothing: that it listens cannot be seen."""

    def report(self, state: State | None, now: datetime) -> Report | None:
        """Return the command that a state tells of for the first time; None where it tells of none."""
        if state is None or state.attributes.get("last_called") is not True:
            return None
        at = _instant(state.attributes.get("last_called_timestamp"))
        if at is None or not self._last < at <= now + _LATEST:
            return None
        self._last = at
        return Report(min(at, now), transcript=words(state.attributes.get("last_called_summary")))


def _instant(milliseconds: object) -> datetime | None:
    """Return the instant that an attribute gives in milliseconds since 1970; None where it gives none."""
    if not isinstance(milliseconds, int | float) or isinstance(milliseconds, bool):
        return None
    try:
        return dt_util.utc_from_timestamp(milliseconds / 1000)
    except OverflowError, OSError, ValueError:
        return None
