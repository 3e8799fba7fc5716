"""When the sun rises and sets at home, as rules need it: by local date, for days without either as well."""

from collections.abc import Hashable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, Self
from zoneinfo import ZoneInfo

from astral import Observer
from astral.sun import elevation, noon, sunrise, sunset
from homeassistant.core import HomeAssistant

from .policy.sun import SunEvent

# Sunrise and sunset are when the upper edge of the sun touches the horizon, refraction included.
_HORIZON: Final = -0.833
# More than a year of days, each with both events.
_REMEMBERED: Final = 1_000


class Sky:
    """The calendar of sunrises and sunsets at one place and in one zone."""

    def __init__(self, latitude: float, longitude: float, height: float, zone: str) -> None:
        """Look up from a place: degrees north and east, metres above the sea, the name of the zone."""
        self.key: Hashable = (latitude, longitude, height, zone)
        self._observer = Observer(latitude, longitude, height)
        self._zone = ZoneInfo(zone)
        self.at = lru_cache(_REMEMBERED)(self._at)

    @classmethod
    def over(cls, hass: HomeAssistant) -> Self:
        """Look up from where Home Assistant says that home is."""
        config = hass.config
        return cls(config.latitude, config.longitude, config.elevation, config.time_zone)

    def _at(self, day: date, event: SunEvent) -> datetime | None:
        """Return when the event comes on a local date, in UTC to the second; None where it does not come."""
        compute = sunrise if event is SunEvent.SUNRISE else sunset
        try:
            instant: datetime = compute(self._observer, day, tzinfo=self._zone)
        except ValueError:
            return None
        instant = instant.astimezone(UTC)
        return instant.replace(microsecond=0) + timedelta(seconds=round(instant.microsecond / 1_000_000))

    def up(self, day: date) -> bool:
        """Return whether the sun is up all day, for a day on which an event does not come."""
        highest = noon(self._observer, day, tzinfo=self._zone)
        return bool(elevation(self._observer, highest) > _HORIZON)
