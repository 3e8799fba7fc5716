"""Windows that begin and end in the next minutes, in turns, and the means that act on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from time import time
from typing import Any, Protocol, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time

from .home import House, async_earshot, rule

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Timetable:
    """The beginnings of one contender's windows, in UTC and on whole seconds, and how long each lasts."""

    starts: Sequence[datetime]
    lasts: timedelta

    def windows(self) -> list[tuple[str, str]]:
        """Return the times of day of the windows, in UTC."""
        return [(f"{start:%H:%M:%S}", f"{start + self.lasts:%H:%M:%S}") for start in self.starts]


def timetables(contenders: int, repetitions: int, *, set_up: float, lasts: timedelta) -> list[Timetable]:
    """Return a timetable per contender, with windows in turns that begin `set_up` seconds from now.

    Between two windows is as much time as one lasts, for their effects to settle. None of them touches midnight in UTC: where that is near, the turns begin after it, and the caller waits.
    """
    begin, turn = ceil(time() + set_up), 2 * lasts.total_seconds()
    span = contenders * repetitions * turn
    midnight = datetime.fromtimestamp(begin + span + 2, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if midnight.timestamp() >= begin - 2:
        begin = int(midnight.timestamp()) + 2
    return [
        Timetable(
            [
                datetime.fromtimestamp(begin + (repetition * contenders + place) * turn, UTC)
                for repetition in range(repetitions)
            ],
            lasts,
        )
        for place in range(contenders)
    ]


class Means(Protocol):
    """Something that mutes a house's switches in windows."""

    async def async_arm(self, house: House, timetable: Timetable) -> None:
        """Set it up, so that it acts from here on."""


class Earshot:
    """Rules, each with all the windows: one for every microphone, or one for each of them."""

    def __init__(self, *, rule_each: bool = False, observed: bool = True) -> None:
        """Say how many rules there are, and whether the microphones have satellites to observe."""
        self._rule_each = rule_each
        self._observed = observed

    async def async_arm(self, house: House, timetable: Timetable) -> None:
        """Set Earshot up."""
        days = [day[:3] for day in _DAYS]
        hours = [{"days": days, "start": start, "end": end} for start, end in timetable.windows()]
        if self._rule_each:
            rules = [rule(number, hours=hours, microphones=[number]) for number in range(len(house.switches))]
        else:
            rules = [rule(0, hours=hours)]
        await async_earshot(house, rules, observed=self._observed)


class ScheduleHelper:
    """The `schedule` helper with an automation on its state: one pair for all switches, or one for each."""

    def __init__(self, *, pair_each: bool = False) -> None:
        """Say how many pairs there are."""
        self._pair_each = pair_each

    async def async_arm(self, house: House, timetable: Timetable) -> None:
        """Set the helpers and their automations up."""
        ranges = [{"from": start, "to": end} for start, end in timetable.windows()]
        targets = [[switch_id] for switch_id in house.switch_ids] if self._pair_each else [house.switch_ids]
        helpers = {
            f"night_{number}": {"name": f"Night {number}", **dict.fromkeys(_DAYS, ranges)}
            for number in range(len(targets))
        }
        await house.async_setup("schedule", {"schedule": helpers})
        automations = []
        for number, target in enumerate(targets):
            for state, service in (("on", "turn_on"), ("off", "turn_off")):
                trigger = {"trigger": "state", "entity_id": f"schedule.night_{number}", "to": state}
                automations.append(automation(f"{service}_{number}", trigger, service, target))
        await house.async_setup("automation", {"automation": automations})


class TimeAutomation:
    """A native automation at the beginning of each window, and one at its end."""

    async def async_arm(self, house: House, timetable: Timetable) -> None:
        """Set the automations up."""
        starts, ends = zip(*timetable.windows(), strict=True)
        await house.async_setup(
            "automation",
            {
                "automation": [
                    automation("mute", {"trigger": "time", "at": list(starts)}, "turn_on", house.switch_ids),
                    automation("release", {"trigger": "time", "at": list(ends)}, "turn_off", house.switch_ids),
                ]
            },
        )


class Timers:
    """A bare timer at the beginning and at the end of each window."""

    async def async_arm(self, house: House, timetable: Timetable) -> None:
        """Arm the timers."""
        for start in timetable.starts:
            self._at(house, start, "turn_on")
            self._at(house, start + timetable.lasts, "turn_off")

    def _at(self, house: House, instant: datetime, service: str) -> None:
        @callback
        def fired(_now: datetime) -> None:
            self.turn(house, service)

        async_track_point_in_utc_time(house.hass, fired, instant)

    def turn(self, house: House, service: str) -> None:
        """Turn all switches."""
        raise NotImplementedError


class ServiceCall(Timers):
    """One bare service call."""

    @override
    def turn(self, house: House, service: str) -> None:
        call_service(house.hass, service, house.switch_ids)


class EntityMethods(Timers):
    """Nothing but the entities' own methods."""

    @override
    def turn(self, house: House, service: str) -> None:
        for switch in house.switches:
            house.hass.async_create_task(getattr(switch, f"async_{service}")())


def call_service(hass: HomeAssistant, service: str, switch_ids: Sequence[str]) -> None:
    """Call one service for all switches without waiting for it."""
    data = {"entity_id": list(switch_ids)}
    hass.async_create_task(hass.services.async_call("switch", service, data, blocking=False))


def automation(name: str, trigger: dict[str, Any], service: str, switch_ids: Sequence[str]) -> dict[str, Any]:
    """Return an automation that turns switches."""
    return {
        "id": name,
        "alias": name,
        "triggers": [trigger],
        "actions": [{"action": f"switch.{service}", "target": {"entity_id": list(switch_ids)}}],
    }
