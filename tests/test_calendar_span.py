"""Whoever may see the calendar may ask it for any time, and holds up nobody by it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.earshot.const import DOMAIN

from .home import async_earshot, async_satellite, entity, microphone, night

START = datetime(2026, 10, 1, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def schedule(hass: HomeAssistant) -> str:
    """Return the calendar of a home that is muted at night."""
    await async_earshot(hass, microphone(hass, await async_satellite(hass, "Kitchen")), night())
    return entity(hass, "calendar", "schedule")


async def async_events(hass: HomeAssistant, schedule: str, start: datetime, end: datetime) -> list[dict[str, Any]]:
    """Return the events of a span."""
    span = {"entity_id": schedule, "start_date_time": start, "end_date_time": end}
    answer: Any = await hass.services.async_call("calendar", "get_events", span, blocking=True, return_response=True)
    events: list[dict[str, Any]] = answer[schedule]["events"]
    return events


async def test_more_than_a_year(hass: HomeAssistant, schedule: str) -> None:
    """Is told in full."""
    assert len(await async_events(hass, schedule, START, START + timedelta(days=400))) == 401


@pytest.mark.parametrize(
    ("start", "end", "refusal"),
    [
        (START, START + timedelta(days=400, seconds=1), "calendar_span_too_long"),
        (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC), "calendar_span_too_long"),
        (datetime(9999, 12, 30, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), "instant_out_of_range"),
        (datetime(1, 1, 2, tzinfo=UTC), datetime(1, 1, 3, tzinfo=UTC), "instant_out_of_range"),
    ],
)
async def test_what_is_refused(
    hass: HomeAssistant, schedule: str, start: datetime, end: datetime, refusal: str
) -> None:
    """In words: what would take minutes, and what no calendar holds."""
    with pytest.raises(ServiceValidationError) as caught:
        await async_events(hass, schedule, start, end)
    assert (caught.value.translation_domain, caught.value.translation_key) == (DOMAIN, refusal)
    assert str(caught.value) != refusal
