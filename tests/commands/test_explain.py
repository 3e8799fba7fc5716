"""The action that explains: everything that holds, and what is coming."""

from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from tests.calls import async_do, async_refused, of
from tests.home import TEN, Satellite, async_earshot, async_wait, microphone, night, nobody_home


async def test_explain(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: MockUser
) -> None:
    """Everything that holds, and what is coming, without a user's name."""
    hass.states.async_set("person.anna", "unknown")
    entry = await async_earshot(hass, microphone(hass, kitchen), night(), nobody_home("person.anna"))
    await async_do(hass, "mute", of(hass, "Kitchen"), user=hass_admin_user, until="2026-10-20 21:30:00")
    await async_do(hass, "mute", of(hass, "Kitchen"), hold="meeting", until="2026-10-20 21:15:00")
    ids = {subentry.title: id_ for id_, subentry in entry.subentries.items()}
    answer = await async_do(hass, "explain", of(hass, "Kitchen"), end="2026-10-20 23:00:00")
    person = {"kind": "person", "until": "2026-10-20T19:30:00+00:00", "origin": "person"}
    hold = {"kind": "automation", "name": "meeting", "until": "2026-10-20T19:15:00+00:00", "origin": "automation"}
    away = {"kind": "rule", "id": ids["Nobody home"], "name": "Nobody home", "undetermined": ["person.anna"]}
    dark = {"kind": "rule", "id": ids["Night"], "name": "Night", "until": "2026-10-21T05:00:00+00:00"}
    assert answer == {
        "microphones": [
            {
                "microphone_id": ids["Kitchen"],
                "microphone": "Kitchen",
                "status": "paused",
                "assurance": "software",
                "decision": "muted",
                "decided_by": "person_or_hold",
                "reasons": [person, hold, away],
                "override_until": None,
                "next_change": None,
                "coming": [
                    {
                        "start": "2026-10-20T19:00:00+00:00",
                        "end": hold["until"],
                        "decision": "muted",
                        "reasons": [person, hold, away],
                    },
                    {"start": hold["until"], "end": person["until"], "decision": "muted", "reasons": [person, away]},
                    {
                        "start": person["until"],
                        "end": "2026-10-20T20:00:00+00:00",
                        "decision": "muted",
                        "reasons": [away],
                    },
                    {
                        "start": "2026-10-20T20:00:00+00:00",
                        "end": "2026-10-20T21:00:00+00:00",
                        "decision": "muted",
                        "reasons": [dark, away],
                    },
                ],
            }
        ]
    }


async def test_explain_override(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory, hass_admin_user: MockUser
) -> None:
    """An override is told with its end; a day ahead is told where nothing is asked for."""
    await async_wait(hass, freezer, TEN)
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=hass_admin_user, duration="01:00:00")
    answer = await async_do(hass, "explain", of(hass, "Kitchen"))
    (found,) = answer["microphones"]
    assert (found["decision"], found["decided_by"]) == ("live", "override")
    assert found["override_until"] == found["next_change"] == "2026-10-20T21:00:00+00:00"
    assert [(span["start"], span["end"], span["decision"]) for span in found["coming"]] == [
        ("2026-10-20T20:00:00+00:00", "2026-10-20T21:00:00+00:00", "live"),
        ("2026-10-20T21:00:00+00:00", "2026-10-21T05:00:00+00:00", "muted"),
        ("2026-10-21T05:00:00+00:00", "2026-10-21T20:00:00+00:00", "live"),
    ]


@pytest.mark.parametrize(
    ("fields", "field", "key"),
    [
        ({"end": "2026-10-20 20:00:00"}, "end", "end_before_start"),
        ({"start": "2026-10-21 20:00:00", "end": "2026-10-21 20:00:00"}, "end", "end_before_start"),
        ({"end": "2026-11-20 20:00:01"}, "end", "span_too_long"),
        ({"start": "9999-12-31 12:00:00"}, "start", "instant_out_of_range"),
        ({"start": "9999-12-30 00:00:00"}, "start", "instant_out_of_range"),
        ({"start": "0001-01-01 00:00:00"}, "start", "instant_out_of_range"),
        ({"start": "0001-01-01 12:00:00"}, "start", "instant_out_of_range"),
    ],
)
async def test_explain_bad_span(
    hass: HomeAssistant, entry: MockConfigEntry, fields: dict[str, Any], field: str, key: str
) -> None:
    """A span that is none, or longer than anybody looks ahead."""
    error = await async_refused(hass, ServiceValidationError, "explain", of(hass, "Kitchen"), **fields)
    assert error.translation_key == key
    assert error.translation_placeholders == {"field": field}
    assert field in str(error).lower()
