"""Walking through the rule flow, and what it stores."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Subentries, check_stored

SECTIONS = ("hours", "schedules", "presence", "guests", "states", "conditions", "timing", "targets")
EMPTY_FORM: dict[str, Any] = {"name": "Quiet", **{section: {} for section in SECTIONS}}
ALL_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKNIGHTS = {"days": ["mon", "tue"], "start": "22:00:00", "end": "07:00:00"}
HOURS_FORM = EMPTY_FORM | {"hours": WEEKNIGHTS}
# What every rule keeps where nothing was filled in.
PLAIN: dict[str, Any] = {
    "effect": "mute",
    "match": "all",
    "all_microphones": True,
    "microphones": [],
    "areas": [],
    "floors": [],
    "labels": [],
    "hours": [],
    "schedules": [],
    "presence": {"persons": []},
    "states": [],
    "conditions": [],
    "timing": {},
}


def microphone(title: str, reference: str, default: str = "live") -> ConfigSubentryData:
    """Return a microphone to choose."""
    data = {"device_id": None, "sources": [], "controls": [], "default": default}
    return ConfigSubentryData(subentry_type="microphone", title=title, unique_id=reference, data=data)


def put(hass: HomeAssistant, entry: MockConfigEntry, title: str, **data: Any) -> str:
    """Put a rule into the entry, plain but for these data; answer its id."""
    rule = ConfigSubentryData(subentry_type="rule", title=title, unique_id=None, data=deepcopy(PLAIN | data))
    (subentry,) = MockConfigEntry(domain=DOMAIN, subentries_data=[rule]).subentries.values()
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


def rules(entry: MockConfigEntry) -> list[tuple[str, Any]]:
    """Return the rules that are saved, by title; every one can be read."""
    assert all(rule.readable for rule in check_stored(entry).rules.values())
    return [(rule.title, dict(rule.data)) for rule in entry.get_subentries_of_type("rule")]


def opened(step: Mapping[str, Any]) -> list[str]:
    """Return the sections of a form that are open."""
    sections = {str(key): value for key, value in step["data_schema"].schema.items() if isinstance(value, section)}
    return [key for key, value in sections.items() if not value.options["collapsed"]]


class Rules(Subentries):
    """Walks through the rule flows of one entry."""

    def __init__(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        """Walk through this entry's."""
        super().__init__(hass, entry, "rule")
        self.entry = entry

    async def begin(self, preset: str = "own") -> dict[str, Any]:
        """Begin with a preset."""
        return await self.choose(await self.add(), preset)

    async def make(self, form: Mapping[str, Any], *states: Mapping[str, Any]) -> Any:
        """Make a rule of this form and these answers about states; answer its data."""
        step = await self.fill_in(await self.begin(), dict(form))
        for each in states:
            assert step["step_id"] == "state", step.get("errors")
            step = await self.fill_in(step, dict(each))
        assert step["step_id"] == "confirm", step.get("errors")
        step = await self.choose(step, "save")
        assert step["type"] is FlowResultType.CREATE_ENTRY
        return rules(self.entry)[-1][1]

    async def words(self, form: Mapping[str, Any], *states: Mapping[str, Any]) -> dict[str, str]:
        """Return what the last step says of a rule."""
        step = await self.fill_in(await self.begin(), dict(form))
        for each in states:
            step = await self.fill_in(step, dict(each))
        assert step["step_id"] == "confirm", step.get("errors")
        placeholders: dict[str, str] = step["description_placeholders"]
        return placeholders

    async def refused(self, form: Mapping[str, Any]) -> dict[str, str]:
        """Return the errors of a form that is refused: it keeps what was filled in, and nothing is saved."""
        before = rules(self.entry)
        step = await self.fill_in(await self.begin(), dict(form))
        assert (step["type"], step["step_id"]) == (FlowResultType.FORM, "rule")
        assert rules(self.entry) == before
        step = await self.fill_in(step, EMPTY_FORM | {"hours": WEEKNIGHTS})
        assert step["step_id"] == "confirm"
        errors: dict[str, str] = (await self.fill_in(await self.begin(), dict(form)))["errors"]
        return errors
