"""What a new rule begins with."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.flows.presets import RulePreset

from .home import Home, fields
from .rules import ALL_DAYS, PLAIN, Rules, microphone, opened, rules


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Rules:
    """Return the flows of rules."""
    return Rules(hass, entry)


async def test_every_preset_is_offered(flows: Rules) -> None:
    """The first step is a menu of them."""
    step = await flows.add()
    assert (step["type"], step["step_id"], step["menu_options"]) == (FlowResultType.MENU, "user", list(RulePreset))


@pytest.mark.parametrize(
    ("preset", "name", "section_open", "filled"),
    [
        ("night", "Night", "hours", {"hours": {"days": ALL_DAYS, "start": "22:00:00", "end": "07:00:00"}}),
        ("nobody_home", "Nobody home", "presence", {"presence": {"kind": "nobody_home"}}),
        ("guests", "Guests", "guests", {}),
        ("meeting", "Meeting", "states", {"match": "any"}),
        ("tv", "TV", "states", {"match": "any", "states": {"entities": ["media_player.a", "media_player.b"]}}),
        (
            "childrens_room",
            "Children’s room",
            "hours",
            {
                "hours": {"days": ALL_DAYS, "start": "19:00:00", "end": "07:00:00"},
                "targets": {"all_microphones": False},
            },
        ),
        ("own", None, "hours", {}),
    ],
)
async def test_what_each_begins_with(
    *, hass: HomeAssistant, flows: Rules, preset: str, name: str | None, section_open: str, filled: dict[str, Any]
) -> None:
    """A name, and as much as can be known; everything else is as empty as in an own rule."""
    for key, kind in (("b", "tv"), ("a", "tv"), ("c", "speaker"), ("d", None)):
        hass.states.async_set(f"media_player.{key}", "off", {"device_class": kind})
    step = await flows.begin(preset)
    named = {} if name is None else {"name": name}
    assert fields(step) == fields(await flows.begin("own")) | named | filled
    assert opened(step) == [section_open, "targets"]


async def test_a_preset_asks_for_what_it_cannot_know(flows: Rules, home: Home) -> None:
    """What is missing is said at the section that is open."""
    step = await flows.begin("guests")
    step = await flows.fill_in(step, fields(step))
    assert step["errors"] == {"guests": "no_condition"}
    guests = home.switch("guests")
    await flows.finish(step, fields(step) | {"guests": {"guests": guests.entity_id}})
    assert rules(flows.entry) == [("Guests", PLAIN | {"presence": {"persons": [], "guests": guests.id}})]


async def test_a_childrens_room_needs_its_microphones(hass: HomeAssistant) -> None:
    """It is not about all of them."""
    entry = MockConfigEntry(domain=DOMAIN, subentries_data=[microphone("Kitchen", "kitchen")])
    entry.add_to_hass(hass)
    flows = Rules(hass, entry)
    step = await flows.begin("childrens_room")
    step = await flows.fill_in(step, fields(step))
    assert step["errors"] == {"targets": "no_microphone"}


async def test_a_television(hass: HomeAssistant, flows: Rules) -> None:
    """It plays, by proposal."""
    hass.states.async_set("media_player.tv", "off", {"device_class": "tv"})
    step = await flows.begin("tv")
    step = await flows.fill_in(step, fields(step))
    assert fields(step) == {"state_match": "in", "states": ["playing"]}
    await flows.finish(step, fields(step))
    ((_, data),) = rules(flows.entry)
    assert data["states"] == [{"entity": "media_player.tv", "states": ["playing"], "negate": False}]
