"""What Home Assistant offers at Earshot's issues, walked through its own manager of repairs."""

import json
from pathlib import Path
from typing import Any

from homeassistant.components.repairs import DOMAIN as REPAIRS_DOMAIN, RepairsFlowManager, repairs_flow_manager
from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, UnknownStep
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

import custom_components.earshot as package
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.flows.controls import ControlError
from custom_components.earshot.flows.entities import EntityError
from custom_components.earshot.flows.sources import SourceError

from .flows.home import Home, fields, labels, selector_of
from .flows.microphones import control, data_of, plug, put, stored
from .home import async_earshot, async_satellite, entity, microphone

TEXTS: dict[str, Any] = json.loads((Path(package.__path__[0]) / "translations" / "en.json").read_text(encoding="utf-8"))
FIXABLE = [key for key, texts in TEXTS["issues"].items() if "fix_flow" in texts]
NOWHERE = "0123456789abcdef0123456789abcdef"


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


class Fix:
    """Walks through the repair of one issue."""

    def __init__(self, hass: HomeAssistant, issue_id: str, microphone_id: str | None = None) -> None:
        """Raise the issue."""
        self._hass = hass
        self._issue_id = issue_id
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=issue_id.removesuffix(f"_{microphone_id}"),
            data={"microphone_id": microphone_id} if microphone_id else None,
        )

    @property
    def manager(self) -> RepairsFlowManager:
        """Home Assistant's own."""
        manager = repairs_flow_manager(self._hass)
        assert manager
        return manager

    @property
    def raised(self) -> bool:
        """Whether the issue still stands."""
        return ir.async_get(self._hass).async_get_issue(DOMAIN, self._issue_id) is not None

    async def start(self) -> dict[str, Any]:
        """Open it."""
        for domain in (REPAIRS_DOMAIN, DOMAIN):
            assert await async_setup_component(self._hass, domain, {})
        return await self.manager.async_init(DOMAIN, context={"issue_id": self._issue_id})

    async def fill_in(self, step: dict[str, Any], user_input: dict[str, Any]) -> dict[str, Any]:
        """Fill in a form."""
        return await self.manager.async_configure(step["flow_id"], user_input)

    async def choose(self, step: dict[str, Any], option: str) -> dict[str, Any]:
        """Choose from a menu."""
        assert option in step["menu_options"]
        return await self.fill_in(step, {"next_step_id": option})


# --- Microphones that are not covered -------------------------------------------------------------------------------------


async def test_what_is_uncovered_is_added_as_it_was_found(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """Everything is chosen beforehand; what is added is what the first run would have made of it."""
    kitchen, phone = home.satellite("kitchen", "Kitchen"), home.satellite("phone", "Phone", "voip", mute=False)
    fix = Fix(hass, "microphones_uncovered")
    step = await fix.start()
    assert (step["step_id"], fields(step)) == ("confirm", {"microphones": [kitchen.entity.id, phone.entity.id]})
    assert labels(step, "microphones")[kitchen.entity.id].startswith("Kitchen – muted by its switch “Mute”.")
    step = await fix.fill_in(step, fields(step))
    assert step["type"] is FlowResultType.CREATE_ENTRY
    software = control(kitchen.switch, "on", "software", confirmed=False)
    assert stored(entry) == [
        ("Kitchen", kitchen.entity.id, data_of(kitchen, [software])),
        ("Phone", phone.entity.id, data_of(phone, [], family="voip")),
    ]
    assert not fix.raised


async def test_some_can_be_left_alone(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """Only what is chosen is added; to add none at all, the issue is to be ignored."""
    kitchen, bedroom = home.satellite("kitchen", "Kitchen"), home.satellite("bedroom", "Bedroom")
    fix = Fix(hass, "microphones_uncovered")
    step = await fix.fill_in(await fix.start(), {"microphones": []})
    assert step["errors"] == {"microphones": "none_chosen"}
    home.entities.async_remove(kitchen.entity.entity_id)
    step = await fix.fill_in(step, {"microphones": [kitchen.entity.id]})
    assert step["errors"] == {"microphones": "microphone_gone"}
    assert stored(entry) == []
    assert fix.raised
    await fix.fill_in(step, {"microphones": [bedroom.entity.id]})
    assert [title for title, _, _ in stored(entry)] == ["Bedroom"]


async def test_what_was_added_meanwhile_needs_no_repair(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Where nothing is left to add, the issue is settled at once."""
    fix = Fix(hass, "microphones_uncovered")
    assert (await fix.start())["type"] is FlowResultType.CREATE_ENTRY
    assert not fix.raised


# --- A source that has gone -----------------------------------------------------------------------------------------------


def lost_source(hass: HomeAssistant, entry: MockConfigEntry, home: Home, **changes: Any) -> tuple[Any, str, Fix]:
    """Put a microphone into the entry whose satellite is removed then."""
    kitchen = home.satellite("kitchen", "Kitchen")
    software = control(kitchen.switch, "on", "software", confirmed=False)
    data = data_of(kitchen, [software], later="kept", **changes)
    microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data)
    home.entities.async_remove(kitchen.entity.entity_id)
    return kitchen, microphone_id, Fix(hass, f"source_gone_{microphone_id}", microphone_id)


@pytest.mark.parametrize("switch_gone", [False, True])
async def test_it_is_another_device_now(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home, switch_gone: bool
) -> None:
    """What was found takes the place of what is gone, with what mutes it; all else stays."""
    hass.states.async_set("binary_sensor.listening", "off")
    _, microphone_id, fix = lost_source(hass, entry, home)
    if switch_gone:
        home.entities.async_remove("switch.kitchen_mute")
    listening = {"kind": "binary_sensor", "entity": "binary_sensor.listening", "later": 1}
    entry_data = stored(entry)[0][2]
    entry_data["sources"].append(listening)
    new = home.satellite("new", "New", "esphome")
    step = await fix.start()
    assert (step["step_id"], step["menu_options"]) == ("init", ["found", "entity", "remove"])
    step = await fix.choose(step, "found")
    assert list(labels(step, "microphone")) == [new.entity.id]
    step = await fix.fill_in(step, {"microphone": new.entity.id})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    firmware = control(new.switch, "on", "firmware", confirmed=True)
    data = data_of(new, [firmware], later="kept")
    data["sources"].append(listening)
    assert stored(entry) == [("Kitchen", new.entity.id, data)]
    assert list(entry.subentries) == [microphone_id]
    assert not fix.raised


async def test_the_same_device_with_a_new_entity(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """An integration that was set up anew registers its entities anew: they are what the microphone becomes."""
    kitchen, _, fix = lost_source(hass, entry, home)
    again = home.beside(kitchen, "assist_satellite", "again")
    step = await fix.choose(await fix.start(), "found")
    await fix.fill_in(step, {"microphone": again.id})
    software = control(kitchen.switch, "on", "software", confirmed=False)
    sources = [{"kind": "assist_satellite", "entity": again.id}]
    assert stored(entry) == [("Kitchen", again.id, data_of(kitchen, [software], sources=sources, later="kept"))]


async def test_a_found_one_that_vanishes_meanwhile(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """What is gone is not taken."""
    *_, fix = lost_source(hass, entry, home)
    new, other = home.satellite("new", "New"), home.satellite("other", "Other")
    step = await fix.choose(await fix.start(), "found")
    home.entities.async_remove(new.entity.entity_id)
    step = await fix.fill_in(step, {"microphone": new.entity.id})
    assert (step["errors"], list(labels(step, "microphone"))) == (
        {"microphone": "microphone_gone"},
        [other.entity.id],
    )


async def test_another_entity_shows_it(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """An entity takes the place of the one that is gone; how it is muted stays, and so does what still shows it."""
    hass.states.async_set("binary_sensor.listening", "off")
    listening = {"kind": "binary_sensor", "entity": "binary_sensor.listening", "later": 1}
    kitchen, microphone_id, fix = lost_source(hass, entry, home)
    before = stored(entry)[0][2]
    before["sources"].append(listening)
    event = home.speaker("echo", "Echo")
    step = await fix.start()
    step = await fix.choose(step, "entity")
    for chosen, error in (
        ("binary_sensor.nowhere", "entity_not_found"),
        (NOWHERE, "entity_not_found"),
        ("switch.kitchen_mute", "source_unsuitable"),
    ):
        step = await fix.fill_in(step, {"entity_id": chosen})
        assert (step["step_id"], step["errors"]) == ("entity", {"entity_id": error})
        assert fields(step) == {"entity_id": chosen}
    step = await fix.fill_in(step, {"entity_id": event.entity_id})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    ((title, unique_id, data),) = stored(entry)
    assert (title, unique_id) == ("Kitchen", event.id)
    sources = [{"kind": "alexa_devices", "entity": event.id}, listening]
    assert data == before | {"device_id": event.device_id, "family": "alexa_devices", "sources": sources}
    assert list(entry.subentries) == [microphone_id]
    assert kitchen.switch.id == data["controls"][0]["entity"]


async def test_an_entity_of_another_microphone_is_taken(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """One device is not in Earshot's care twice."""
    *_, fix = lost_source(hass, entry, home)
    other = home.satellite("other", "Other")
    put(hass, entry, other.entity.id, "Other", data_of(other, []))
    step = await fix.start()
    assert step["menu_options"] == ["entity", "remove"], "nothing was found that it could be"
    step = await fix.choose(step, "entity")
    step = await fix.fill_in(step, {"entity_id": other.entity.entity_id})
    assert step["errors"] == {"entity_id": "already_configured"}


async def test_the_microphone_is_removed(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """It is asked once more before anything is gone."""
    *_, fix = lost_source(hass, entry, home)
    step = await fix.choose(await fix.start(), "remove")
    assert (step["type"], step["step_id"], len(entry.subentries)) == (FlowResultType.FORM, "remove", 1)
    step = await fix.fill_in(step, {})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert not entry.subentries


# --- A control that has gone ----------------------------------------------------------------------------------------------


def lost_controls(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home, *controls: dict[str, Any]
) -> tuple[str, Fix]:
    """Put a microphone with these controls into the entry."""
    kitchen = home.satellite("kitchen", "Kitchen", mute=False)
    microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data_of(kitchen, list(controls), later="kept"))
    return microphone_id, Fix(hass, f"mute_control_gone_{microphone_id}", microphone_id)


def gone(kind: str, **more: Any) -> dict[str, Any]:
    """Return a control whose entity is gone, of which much was claimed."""
    claim = {"kind": kind, "entity": NOWHERE, "muted_state": "on", "assurance": "hardware", "confirmed": True}
    return claim | {"later": 1} | more


async def test_another_switch_mutes_it(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """It takes the old one's place and settings; what was claimed of the old one is not claimed of it."""
    relay, socket = home.entity("switch.relay"), home.entity("switch.socket")
    _, fix = lost_controls(hass, entry, home, plug(socket), gone("switch", muted_state="off"))
    step = await fix.start()
    assert (step["step_id"], step["menu_options"]) == ("init", ["replace", "without"])
    step = await fix.choose(step, "replace")
    for chosen, error in (
        ("switch.nowhere", "entity_not_found"),
        ("sensor.any", "entity_not_found"),
        ("switch.socket", "entity_twice"),
    ):
        step = await fix.fill_in(step, {"entity_id": chosen})
        assert (step["step_id"], step["errors"]) == ("replace", {"entity_id": error})
        assert fields(step) == {"entity_id": chosen}
    step = await fix.fill_in(step, {"entity_id": "switch.relay"})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    ((_, _, data),) = stored(entry)
    replaced = gone("switch", muted_state="off", entity=relay.id, assurance="software", confirmed=False)
    assert data["controls"] == [plug(socket), replaced]
    assert data["later"] == "kept"
    assert not fix.raised


async def test_a_plug_stays_as_certain(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """A cut is a cut, whichever plug does it; a device's own switch is none."""
    socket, bedroom = home.entity("switch.socket"), home.satellite("bedroom", "Bedroom")
    assert bedroom.switch
    lost = plug(socket) | {"entity": "switch.old_socket"}
    _, fix = lost_controls(hass, entry, home, lost)
    step = await fix.choose(await fix.start(), "replace")
    step = await fix.fill_in(step, {"entity_id": bedroom.switch.entity_id})
    assert step["errors"] == {"entity_id": "known_weaker"}
    await fix.fill_in(step, {"entity_id": "switch.socket"})
    assert stored(entry)[0][2]["controls"] == [plug(socket)]


async def test_a_family_vouches_for_its_own(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """Of a switch that is known, nobody has to say anything."""
    study = home.satellite("study", "Study", "esphome")
    assert study.switch
    _, fix = lost_controls(hass, entry, home, gone("switch"))
    await fix.fill_in(await fix.choose(await fix.start(), "replace"), {"entity_id": study.switch.entity_id})
    (replaced,) = stored(entry)[0][2]["controls"]
    assert (replaced["assurance"], replaced["confirmed"]) == ("firmware", True)


async def test_what_the_new_entity_cannot_do_is_refused(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home
) -> None:
    """An option that it lacks, a number that it does not reach; each control is asked for in turn."""
    few, wake_word = (
        home.entity("select.few", "a", options=["a", "b"]),
        home.entity("select.wake_word", "x", options=["x", "none"]),
    )
    high, level = home.entity("number.high", "5", min=1), home.entity("number.level", "5", min=0, max=40)
    loud = home.entity("number.loud", "5", min=0, max=4)
    _, fix = lost_controls(
        hass,
        entry,
        home,
        gone("select", muted_state="none"),
        gone("number", muted_state="0", live_state="30"),
    )
    step = await fix.choose(await fix.start(), "replace")
    assert selector_of(step, "entity_id").config["filter"] == [{"domain": ["select"]}, {"domain": ["input_select"]}]
    step = await fix.fill_in(step, {"entity_id": few.entity_id})
    assert step["errors"] == {"entity_id": "option_not_found"}
    step = await fix.fill_in(step, {"entity_id": wake_word.entity_id})
    assert (step["step_id"], fields(step), step["errors"]) == ("replace", {}, {})
    step = await fix.fill_in(step, {"entity_id": high.entity_id})
    assert step["errors"] == {"entity_id": "number_not_silent"}
    step = await fix.fill_in(step, {"entity_id": loud.entity_id})
    assert step["errors"] == {"entity_id": "number_out_of_range"}
    assert step["description_placeholders"] == {"minimum": "0", "maximum": "4"}
    step = await fix.fill_in(step, {"entity_id": level.entity_id})
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert [each["entity"] for each in stored(entry)[0][2]["controls"]] == [wake_word.id, level.id]


async def test_going_on_without(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """It is asked once more; what is still there goes on muting, and a kind of a later version can only be let go."""
    socket = home.entity("switch.socket")
    _, fix = lost_controls(hass, entry, home, gone("laser"), plug(socket), gone("switch"))
    step = await fix.start()
    assert step["menu_options"] == ["without"]
    step = await fix.choose(step, "without")
    assert (step["type"], step["step_id"]) == (FlowResultType.FORM, "without")
    assert len(stored(entry)[0][2]["controls"]) == 3
    await fix.fill_in(step, {})
    assert stored(entry)[0][2]["controls"] == [plug(socket)]


async def test_one_that_came_back_needs_no_repair(hass: HomeAssistant, entry: MockConfigEntry, home: Home) -> None:
    """Where nothing is gone any more, nothing changes."""
    hass.states.async_set("switch.slow", "off")
    _, fix = lost_controls(hass, entry, home, gone("switch", entity="switch.slow"))
    before = stored(entry)
    step = await fix.choose(await fix.start(), "replace")
    assert step["type"] is FlowResultType.CREATE_ENTRY
    assert stored(entry) == before


# --- All of them ----------------------------------------------------------------------------------------------------------


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
    errors = {
        "microphones_uncovered": {"microphone_gone", "none_chosen"},
        "source_gone": {*EntityError, *set(SourceError) - {SourceError.SOURCE_GONE}, "microphone_gone"},
        "mute_control_gone": {*EntityError, *of_the_first_screen},
    }
    assert {key: set(TEXTS["issues"][key]["fix_flow"]["error"]) for key in FIXABLE} == {
        key: errors[key] for key in FIXABLE
    }
