"""A home with a log: two microphones, and four activations of a Tuesday evening."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.log.records import ActivationRecord

from .home import async_earshot, async_satellite, microphone

START = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)


def record(microphone_id: str, minutes: int, **changes: Any) -> ActivationRecord:
    """Return an activation of three seconds, so many minutes after the evening's beginning."""
    start = START + timedelta(minutes=minutes)
    values: dict[str, Any] = {
        "start": start,
        "end": start + timedelta(seconds=3),
        "microphone_id": microphone_id,
        "kind": "activation",
        "outcome": "intent",
        "started_by": "wake_word",
        "wake_phrase": "okay nabu",
        "transcript": f"turn on light {minutes}",
        "reply": "done",
        "home_count": 2,
        "decision": "live",
    }
    return ActivationRecord(**(values | changes))


async def async_log(entry: MockConfigEntry, *records: ActivationRecord) -> None:
    """Have these committed."""
    log = entry.runtime_data.log
    for each in records:
        log.append(each)
    await asyncio.wrap_future(log.store.flush())


async def async_logged(hass: HomeAssistant) -> MockConfigEntry:
    """Set up Earshot with two microphones and four activations, one of a microphone that is gone."""
    kitchen, bedroom = await async_satellite(hass, "Kitchen"), await async_satellite(hass, "Bedroom")
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    misfire = {
        "outcome": "no_speech",
        "misfire": True,
        "misfire_reason": "no_speech",
        "unusual": ("nobody_home", "asleep"),
    }
    await async_log(
        entry,
        record(id_of(entry, "Kitchen"), 1),
        record(id_of(entry, "Bedroom"), 2, while_muted=True, **misfire),
        record("removed", 3, kind="capture"),
        record(id_of(entry, "Kitchen"), 4, transcript="what time is it"),
    )
    return entry


def id_of(entry: MockConfigEntry, title: str) -> str:
    """Return a microphone's id."""
    return next(id_ for id_, subentry in entry.subentries.items() if subentry.title == title)


def minutes(answer: Any) -> list[int]:
    """Return which activations were answered."""
    return [(dt_util.parse_datetime(row["start"]) - START) // timedelta(minutes=1) for row in answer["activations"]]
