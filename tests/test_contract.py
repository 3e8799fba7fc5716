"""What users are shown has words and icons, and there are no words for what is not there."""

import ast
from collections.abc import Iterator
import fnmatch
from fnmatch import fnmatchcase
import json
from pathlib import Path
import string
from typing import Any

from homeassistant.components.calendar import CalendarEntityStateAttribute
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_component import DATA_INSTANCES
from homeassistant.helpers.service import async_get_all_descriptions
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import pytest

import custom_components.earshot as package
from custom_components.earshot.activity.model import Kind, Outcome
from custom_components.earshot.commands import Refusal
from custom_components.earshot.const import DOMAIN, ActivationEvent, MicrophoneStatus
from custom_components.earshot.errors import UNNAMED
from custom_components.earshot.log.errors import LogProblem
from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.policy.model import Origin

from .home import async_earshot, async_satellite, microphone, night

ROOT = Path(package.__path__[0])
TEXTS: dict[str, Any] = json.loads((ROOT / "translations" / "en.json").read_text(encoding="utf-8"))
ICONS: dict[str, Any] = json.loads((ROOT / "icons.json").read_text(encoding="utf-8"))
# Home Assistant adds these to a state of its own accord, or words them itself.
OWN_ATTRIBUTES = {"friendly_name", "device_class", "options", "event_types"}


@pytest.fixture
async def entities(hass: HomeAssistant) -> list[Entity]:
    """Return every entity of a home that has one of each kind."""
    kitchen = await async_satellite(hass, "Kitchen")
    do_not_disturb = {"kind": "do_not_disturb", "entity": "switch.do_not_disturb"}
    await async_earshot(hass, microphone(hass, kitchen, observations=[do_not_disturb]), night())
    await kitchen.async_speak()
    registry = er.async_get(hass)
    ours = [registered for registered in registry.entities.values() if registered.platform == DOMAIN]
    found = [hass.data[DATA_INSTANCES][entry.domain].get_entity(entry.entity_id) for entry in ours]
    assert None not in found
    return [entity for entity in found if entity is not None]


def kinds(entities: list[Entity]) -> dict[str, set[str]]:
    """Return the translation keys by platform."""
    found: dict[str, set[str]] = {}
    for entity in entities:
        assert entity.translation_key is not None
        found.setdefault(entity.platform.domain, set()).add(entity.translation_key)
    return found


async def test_entities_have_names(entities: list[Entity]) -> None:
    """Every entity, and nothing else, has a name."""
    assert {platform: set(texts) for platform, texts in TEXTS["entity"].items()} == kinds(entities)
    assert all(texts["name"] for platform in TEXTS["entity"].values() for texts in platform.values())


async def test_entities_have_icons(entities: list[Entity]) -> None:
    """Every entity without a device class that brings one, and nothing else, has an icon."""
    bare = [entity for entity in entities if entity.device_class in (None, "enum", "timestamp")]
    assert {platform: set(icons) for platform, icons in ICONS["entity"].items()} == kinds(bare)
    assert all(
        icon["default"].startswith("mdi:") for platform in ICONS["entity"].values() for icon in platform.values()
    )


async def test_attributes_have_names(entities: list[Entity], hass: HomeAssistant) -> None:
    """Every attribute of our own, and nothing else, has a name."""
    for entity in entities:
        state = hass.states.get(entity.entity_id)
        texts = TEXTS["entity"][entity.platform.domain][entity.translation_key]
        own = set(state.attributes) - OWN_ATTRIBUTES
        if entity.platform.domain == "calendar":
            # An event of a calendar is Home Assistant's to word.
            own -= set(CalendarEntityStateAttribute)
        if entity.platform.domain == "sensor":
            own -= {"unit_of_measurement", "state_class", "last_reset"}
        assert own == set(texts.get("state_attributes", {})), entity.entity_id


def test_states_have_words() -> None:
    """Every state of an enumeration, and nothing else."""
    sensor, event = TEXTS["entity"]["sensor"], TEXTS["entity"]["event"]["activation"]
    assert set(sensor["status"]["state"]) == set(MicrophoneStatus) == set(ICONS["entity"]["sensor"]["status"]["state"])
    assert set(sensor["status"]["state_attributes"]["assurance"]["state"]) == set(Assurance)
    assert set(event["state_attributes"]["event_type"]["state"]) == set(ActivationEvent)
    assert set(event["state_attributes"]["outcome"]["state"]) == set(Outcome)


# --- Actions --------------------------------------------------------------------------------------------------------------


def yaml_services() -> dict[str, Any]:
    """Return what services.yaml describes."""
    return load_yaml_dict(str(ROOT / "services.yaml"))


async def test_actions_are_described(hass: HomeAssistant) -> None:
    """Every action that is registered, and every field that it takes, is described, worded and has an icon."""
    assert await async_setup_component(hass, DOMAIN, {})
    registered = hass.services.async_services_for_domain(DOMAIN)
    described = await hass.async_add_executor_job(yaml_services)
    assert set(registered) == set(described) == set(TEXTS["services"]) == set(ICONS["services"])
    for name, service in registered.items():
        fields = {str(key) for key in service.schema.schema} - {
            "entity_id",
            "device_id",
            "area_id",
            "floor_id",
            "label_id",
        }
        texts = TEXTS["services"][name]
        assert fields == set(described[name].get("fields") or {}) == set(texts.get("fields", {})), name
        assert texts["name"]
        assert texts["description"]
        assert all(field["name"] and field["description"] for field in texts.get("fields", {}).values())
        assert described[name]["target"]
        assert ICONS["services"][name]["service"].startswith("mdi:")


async def test_descriptions_are_understood(hass: HomeAssistant) -> None:
    """Home Assistant reads all of them, selectors included."""
    assert await async_setup_component(hass, DOMAIN, {})
    descriptions = await async_get_all_descriptions(hass)
    assert set(descriptions[DOMAIN]) == set(TEXTS["services"])
    options = descriptions[DOMAIN]["get_activations"]["fields"]["kind"]["selector"]["select"]
    assert set(options["options"]) == set(Kind)
    # Where choices are named by a key they have words under it.
    assert set(TEXTS["selector"][options["translation_key"]]["options"]) == set(Kind)


# --- Errors and repairs -------------------------------------------------------------------------------------------------


def calls(*functions: str) -> Iterator[ast.Call]:
    """Yield every call of these functions in the integration."""
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in functions:
                yield node


def keywords(node: ast.Call, name: str) -> set[str]:
    """Return a keyword's value where it is a plain string."""
    return {
        each.value.value
        for each in node.keywords
        if each.arg == name and isinstance(each.value, ast.Constant) and isinstance(each.value.value, str)
    }


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_exceptions_have_words() -> None:
    """Every error that code can raise, and nothing else."""
    used = {*map(str, Refusal), *UNNAMED.values()}
    for node in calls("ConfigEntryError", "HomeAssistantError", "ServiceValidationError"):
        used |= keywords(node, "translation_key")
    for node in calls("invalid"):
        assert isinstance(node.args[1], ast.Constant)
        used.add(node.args[1].value)
    assert used == set(TEXTS["exceptions"])
    for key, texts in TEXTS["exceptions"].items():
        assert placeholders(texts["message"]) <= {"field", "microphone", "value", "rule"}, key


def issue_keys() -> set[str]:
    """Return what code can raise as patterns: a key that is put together has its middle open."""
    tree = ast.parse((ROOT / "issues.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        given = {each.arg: each.value for each in node.keywords}
        if "translation_key" in given:
            found |= set(patterns(given["translation_key"]))
        elif getattr(node.func, "id", "") == "_set" and ast.unparse(given["raised"]) != "False":
            found |= set(patterns(node.args[1]))
    return found


def patterns(node: ast.expr) -> Iterator[str]:
    """Yield the values that an expression can have, as patterns."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from patterns(node.body)
        yield from patterns(node.orelse)


def test_issues_have_words() -> None:
    """Every repair that code can raise, and nothing else."""
    texts, used = TEXTS["issues"], issue_keys()
    assert len(used) > 4
    assert [key for key in texts if not any(fnmatchcase(key, each) for each in used)] == []
    assert [each for each in used if not fnmatch.filter(texts, each)] == []
    assert {f"log_{problem.value}" for problem in LogProblem} <= set(texts)
    assert {f"unmuted_again_by_{origin.value}" for origin in Origin if origin is not Origin.AUTOMATION} <= set(texts)
    for key, text in texts.items():
        assert text["title"]
        # Home Assistant shows one or the other.
        assert ("description" in text) is not ("fix_flow" in text), key
        if "fix_flow" in text:
            continue
        about = set[str]() if key.startswith("log_") else {"rule" if key.startswith("rule") else "microphone"}
        # A title is plain text; in a description, which is Markdown, names come escaped, under a name of their own.
        assert placeholders(text["title"]) <= about, key
        assert placeholders(text["description"]) <= ({"name", "inputs", "user"} if about else set()), key


def test_no_text_is_empty() -> None:
    """There are no words without a word."""

    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        else:
            for each in value.values():
                yield from texts(each)

    assert all(text.strip() == text != "" for text in texts(TEXTS))
