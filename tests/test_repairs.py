"""What Home Assistant offers at Earshot's issues, walked through its own manager of repairs."""

import json
from pathlib import Path
from typing import Any

from homeassistant.components.repairs import DOMAIN as REPAIRS_DOMAIN
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, UnknownStep
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

import custom_components.earshot as package
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.flows.controls import ControlError
from custom_components.earshot.flows.entities import EntityError
from custom_components.earshot.flows.sources import SourceError

from .flows.home import Home
from .flows.repairs import Fix, lost_source
from .home import async_earshot, async_satellite, entity, microphone

TEXTS: dict[str, Any] = json.loads((Path(package.__path__[0]) / "translations" / "en.json").read_text(encoding="utf-8"))
FIXABLE = [key for key, texts in TEXTS["issues"].items() if "fix_flow" in texts]


@pytest.fixture
def home(hass: HomeAssistant) -> Home:
    """Return an empty home."""
    return Home(hass)


@pytest.fixture
def entry(hass: HomeAssistant) -> MockConfigEntry:
    """Earshot without microphones, itself left out: a repair is done when its entry is saved."""
    entry = MockConfigEntry(domain=DOMAIN, title="Earshot", disabled_by=ConfigEntryDisabler.USER)
    entry.add_to_hass(hass)
    return entry


@pytest.mark.parametrize("key", ["source_gone", "mute_control_gone"])
async def test_a_microphone_that_is_gone_itself(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home, key: str
) -> None:
    """Removed before the repair is opened, or while it stands open: it says so."""
    _, microphone_id, _ = lost_source(hass, entry, home)
    fix = Fix(hass, f"{key}_{microphone_id}", microphone_id)
    step = await fix.choose(await fix.start(), "entity" if key == "source_gone" else "without")
    hass.config_entries.async_remove_subentry(entry, microphone_id)
    hass.states.async_set("binary_sensor.listening", "off")
    chosen = {"entity_id": "binary_sensor.listening"} if key == "source_gone" else {}
    for result in (await fix.fill_in(step, chosen), await fix.start()):
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "microphone_gone")


@pytest.mark.parametrize("issue_id", ["unheard_of", "source_gone_", "source_gone_other"])
async def test_nothing_puts_other_issues_right(hass: HomeAssistant, entry: MockConfigEntry, issue_id: str) -> None:
    """A repair that is not known is not guessed at."""
    with pytest.raises(UnknownStep):
        await Fix(hass, issue_id, "x").start()


async def test_repairs_without_earshot(hass: HomeAssistant) -> None:
    """An issue that outlived the entry has no repair."""
    with pytest.raises(UnknownStep):
        await Fix(hass, "microphones_uncovered").start()


async def test_a_microphone_that_is_mended_is_muted_again(hass: HomeAssistant) -> None:
    """What is chosen counts at once, with everything as it really runs."""
    kitchen, other = await async_satellite(hass, "Kitchen"), await async_satellite(hass, "Other")
    loaded = await async_earshot(hass, microphone(hass, kitchen, default="muted"))
    assert kitchen.muted
    (microphone_id,) = loaded.subentries
    er.async_get(hass).async_remove(kitchen.switch_id)
    await hass.async_block_till_done()
    fix = Fix(hass, f"mute_control_gone_{microphone_id}", microphone_id)
    step = await fix.choose(await fix.start(), "replace")
    await fix.fill_in(step, {"entity_id": other.switch_id})
    await hass.async_block_till_done()
    assert other.muted
    assert hass.states.get(entity(hass, "switch", "mute", "Kitchen")).state == "on"


async def test_every_form_can_be_shown_in_a_browser(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home, hass_client: ClientSessionGenerator
) -> None:
    """Over HTTP, as an administrator; what stands on each has words."""
    for domain in (REPAIRS_DOMAIN, DOMAIN):
        assert await async_setup_component(hass, domain, {})
    _, microphone_id, _ = lost_source(hass, entry, home)
    home.satellite("new", "New")
    Fix(hass, f"mute_control_gone_{microphone_id}", microphone_id)
    Fix(hass, "microphones_uncovered")
    assert home.entities.async_get("switch.kitchen_mute")
    home.entities.async_remove("switch.kitchen_mute")
    client = await hass_client()
    seen: dict[str, set[str]] = {}
    for key in FIXABLE:
        issue_id = key if key == "microphones_uncovered" else f"{key}_{microphone_id}"

        async def open_it(issue_id: str = issue_id) -> dict[str, Any]:
            body = {"handler": DOMAIN, "issue_id": issue_id}
            answer = await client.post("/api/repairs/issues/fix", json=body)
            assert answer.status == 200, await answer.text()
            return await answer.json()

        first = await open_it()
        steps = [first]
        for option in first.get("menu_options", ()):
            opened = await open_it()
            url = f"/api/repairs/issues/fix/{opened['flow_id']}"
            steps.append(await (await client.post(url, json={"next_step_id": option})).json())
        texts = TEXTS["issues"][key]["fix_flow"]["step"]
        for step in steps:
            own = texts[step["step_id"]]
            assert own["title"]
            assert set(step.get("menu_options", ())) == set(own.get("menu_options", ()))
            shown = {field["name"] for field in step["data_schema"]} - {"next_step_id"}
            assert shown == set(own.get("data", ())) == set(own.get("data_description", ()))
            seen.setdefault(key, set()).add(step["step_id"])
        assert seen[key] == set(texts)


def test_errors_have_words() -> None:
    """Exactly those that a repair can show."""
    assert {"source_gone", "mute_control_gone"} <= set(FIXABLE)
    of_the_first_screen = set(ControlError) - {
        ControlError.ENTITY_GONE,
        ControlError.ACTIONS_MISSING,
        ControlError.ACTIONS_INVALID,
        ControlError.STATE_UNUSABLE,
    }
    of_the_entity = set(SourceError) - {
        SourceError.SOURCE_GONE,
        SourceError.STREAM_UNSUITABLE,
        SourceError.SOURCE_TWICE,
    }
    errors = {
        "microphones_uncovered": {"microphone_gone", "none_chosen"},
        "source_gone": {*EntityError, *of_the_entity, "microphone_gone"},
        "mute_control_gone": {*EntityError, *of_the_first_screen},
    }
    assert {key: set(TEXTS["issues"][key]["fix_flow"]["error"]) for key in FIXABLE} == {
        key: errors[key] for key in FIXABLE
    }
