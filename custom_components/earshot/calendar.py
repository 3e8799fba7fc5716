"""The mute schedule as a calendar: the hours of enabled mute rules. Presence has no calendar."""

from datetime import datetime, timedelta
from typing import Final, override

from homeassistant.components.calendar import CalendarEntity, CalendarEntityDescription, CalendarEvent
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .data import EarshotConfigEntry
from .entity import HomeEntity
from .errors import invalid
from .platform import async_add
from .policy.walltime import Span
from .spans import ATTR_END

PARALLEL_UPDATES = 0

SCHEDULE: Final = CalendarEntityDescription(key="schedule")

# Far more than any view shows. The hours of thousands of years would hold up every mute of the home, for whoever asks.
_MOST: Final = timedelta(days=400)


async def async_setup_entry(
    hass: HomeAssistant, entry: EarshotConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the calendar."""
    async_add(
        hass,
        entry,
        async_add_entities,
        home=lambda household, entry_id: [MuteScheduleCalendar(household, entry_id, SCHEDULE)],
    )


class MuteScheduleCalendar(HomeEntity, CalendarEntity):
    """One event for each stretch of a rule's hours, named after the rule; its description names the microphones."""

    _scheduler: bool | None = None

    @override
    async def async_added_to_hass(self) -> None:
        # The calendar wakes itself for its events; of what happens in the home only these concern it.
        self.async_on_remove(self.household.broadcast.listen_configuration(self._changed))
        self.async_on_remove(self.household.broadcast.listen_home(self._home_changed))

    @callback
    def _home_changed(self) -> None:
        if self._scheduler is not self.household.ledger.memory.scheduler:
            self._changed()

    @property
    @override
    def event(self) -> CalendarEvent | None:
        self._scheduler = self.household.ledger.memory.scheduler
        found = self.household.rulebook.next_mute_hours(dt_util.utcnow())
        return None if found is None else self._event(*found)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: datetime, end_date: datetime
    ) -> list[CalendarEvent]:
        try:
            start, end = dt_util.as_utc(start_date), dt_util.as_utc(end_date)
            if end - start > _MOST:
                raise invalid(ATTR_END, "calendar_span_too_long")
            events = self._events(start, end)
        except OverflowError as err:
            # Hours are followed some days around: at either end of all calendars there are none.
            raise invalid(ATTR_END, "instant_out_of_range") from err
        return sorted(events, key=lambda event: event.start_datetime_local)

    def _events(self, start: datetime, end: datetime) -> list[CalendarEvent]:
        return [self._event(rule_id, span) for rule_id, span in self.household.rulebook.mute_hours(start, end)]

    def _event(self, rule_id: str, span: Span) -> CalendarEvent:
        rulebook, microphones = self.household.rulebook, self.household.microphones
        return CalendarEvent(
            start=dt_util.as_local(span.start),
            end=dt_util.as_local(span.end),
            summary=rulebook.rules[rule_id].name,
            description=", ".join(microphones[id_].config.name for id_ in rulebook.microphones_of(rule_id)),
            uid=f"{rule_id}-{span.start.isoformat()}",
        )
