"""Every screen, field, choice and error of the flows has its words, and there are no words for what is not there."""

from collections.abc import Iterable, Mapping
import json
from pathlib import Path
import string
from typing import Any

from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from homeassistant.helpers.selector import ChooseSelector, ObjectSelector, SelectSelector
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

import custom_components.earshot as package
from custom_components.earshot.audit.findings import VENDORS, Check
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.flows.controls import CONTROL_FORMS, ControlError
from custom_components.earshot.flows.entities import EntityError
from custom_components.earshot.flows.microphone_details import DetailsError
from custom_components.earshot.flows.microphone_source import ChooseError
from custom_components.earshot.flows.options import OptionsError
from custom_components.earshot.flows.people import PeopleError
from custom_components.earshot.flows.sections import RuleError
from custom_components.earshot.flows.setup import SetupError
from custom_components.earshot.flows.sources import SourceError
from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.families import FAMILIES
from custom_components.earshot.mute_test import Step
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.presence import Comparison, PresenceKind
from custom_components.earshot.policy.rules import Match
from custom_components.earshot.policy.windows import Keep

from .home import Home, Subentries, fields
from .microphones import NEW, put
from .rules import Rules

TEXTS: dict[str, Any] = json.loads((Path(package.__path__[0]) / "translations" / "en.json").read_text(encoding="utf-8"))
# Words that the server puts together itself: no selector names them.
SERVER_SIDE = {
    "assurance": set(Assurance) - {Assurance.NONE},
    "control_words": {*CONTROL_FORMS, "other", "confirmed", "unconfirmed", "nothing"},
    "family_limit": {family.limit for family in FAMILIES.values() if family.limit},
    "found_microphone": {
        *("muted", "open", "blinds", "watched", "unseen", "plug_helps", "proposed", "blinding", "by_hand"),
    },
    "rule_name": {"night", "nobody_home", "guests", "meeting", "tv", "childrens_room"},
    "sun_event": {"sunrise", "sunset"},
    "test_control": set(CONTROL_FORMS),
    "test_words": {*Step, "mute_failed", "restore_failed", "timed", "unfinished"},
}
# Choices of the actions' fields.
OF_ACTIONS = {"kind", "format"}
OF_THE_AUDIT = {"audit", "audit_advice"}


def errors(*kinds: Iterable[str]) -> set[str]:
    """Return the keys of some error enumerations."""
    return {str(error) for kind in kinds for error in kind}


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (("config",), errors(SetupError, PeopleError) - {PeopleError.PERSON_NOT_FOUND}),
        (
            ("config_subentries", "microphone"),
            errors(ControlError, EntityError, SourceError, DetailsError, ChooseError),
        ),
        (("config_subentries", "rule"), errors(RuleError, PeopleError, EntityError)),
        (("options",), errors(OptionsError, EntityError)),
    ],
)
def test_errors(path: tuple[str, ...], keys: set[str]) -> None:
    """Exactly the errors that a flow can show have words."""
    texts = TEXTS
    for key in path:
        texts = texts[key]
    assert set(texts["error"]) == keys


def test_aborts() -> None:
    """Home Assistant's own reasons are worded by itself; a microphone added twice and what was left as it was are ours."""
    assert set(TEXTS["config_subentries"]["microphone"]["abort"]) == {"already_configured", "left"}
    assert not [kind for kind in ("config", "options") if "abort" in TEXTS[kind]]
    assert set(TEXTS["config_subentries"]["rule"]["abort"]) == {"left"}


def check_form(texts: Mapping[str, Any], step: Mapping[str, Any], used: dict[str, set[str]]) -> None:
    """Return a form has a title, its fields have labels and descriptions, and nothing else has."""
    own = texts["step"][step["step_id"]]
    assert own["title"]
    if step["type"] is FlowResultType.MENU:
        # What is offered in some cases only has words as well.
        assert set(step["menu_options"]) <= set(own["menu_options"])
        assert set(own.get("menu_option_descriptions", own["menu_options"])) == set(own["menu_options"])
    else:
        check_fields(own, step["data_schema"].schema, used)


def check_fields(own: Mapping[str, Any], schema: Mapping[Any, Any], used: dict[str, set[str]]) -> None:
    """Return the fields of a form or a section; notes the choices that they offer."""
    sections = {str(key): value for key, value in schema.items() if isinstance(value, section)}
    plain = {str(key): value for key, value in schema.items() if not isinstance(value, section)}
    # Fields that appear in some cases only have words as well.
    assert set(plain) <= set(own.get("data", {}))
    assert set(own.get("data", {})) == set(own.get("data_description", {}))
    assert set(sections) == set(own.get("sections", {}))
    for key, value in sections.items():
        assert own["sections"][key]["name"]
        assert own["sections"][key]["description"]
        check_fields(own["sections"][key], value.schema.schema, used)
    for selector in plain.values():
        key = selector.config.get("translation_key")
        if isinstance(selector, SelectSelector) and key:
            used.setdefault(key, set()).update(selector.config["options"])
        elif isinstance(selector, ChooseSelector):
            assert set(TEXTS["selector"][key]["choices"]) == set(selector.config["choices"])
        elif isinstance(selector, ObjectSelector):
            assert set(TEXTS["selector"][key]["fields"]) == set(selector.config["fields"])


def controls_to_fill_in(home: Home) -> dict[str, dict[str, Any]]:
    """Return the first screen of each kind of control, filled in with entities that are not known, so that all is asked."""
    home.entity("switch.any")
    home.entity("select.any", "a", options=["a", "b"])
    home.entity("number.any", "5", min=0, max=9)
    actions = [{"action": "script.x"}]
    return {
        **{kind: {"entity_id": "switch.any"} for kind in ("switch", "plug", "network_block")},
        "select": {"entity_id": "select.any"},
        "number": {"entity_id": "number.any"},
        "actions": {"entity_id": "switch.any", "mute_actions": actions, "live_actions": actions},
    }


async def test_forms_and_choices(hass: HomeAssistant, home: Home) -> None:
    """Walk through all forms, in their fullest shape, and look at each."""
    used: dict[str, set[str]] = {}
    seen: dict[str, set[str]] = {}

    def look(kind: str, texts: Mapping[str, Any], step: dict[str, Any]) -> dict[str, Any]:
        check_form(texts, step, used)
        seen.setdefault(kind, set()).add(step["step_id"])
        return step

    config = TEXTS["config"]
    first_run = hass.config_entries.flow
    step = look("config", config, await first_run.async_init(DOMAIN, context={"source": SOURCE_USER}))
    look("config", config, await first_run.async_configure(step["flow_id"], {}))
    home.satellite("kitchen", "Kitchen", "unheard_of")
    look("config", config, await first_run.async_init(DOMAIN, context={"source": SOURCE_USER}))

    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    microphones, texts = Subentries(hass, entry, "microphone"), TEXTS["config_subentries"]["microphone"]
    step = look("microphone", texts, await microphones.add())
    step = look("microphone", texts, await microphones.fill_in(step, fields(step)))
    step = look("microphone", texts, await microphones.fill_in(step, fields(step)))
    step = look("microphone", texts, await microphones.fill_in(step, fields(step)))
    step = look("microphone", texts, await microphones.fill_in(step, fields(step)))
    await microphones.choose(step, "save")

    microphone_id = next(iter(entry.subentries))
    menu = look("microphone", texts, await microphones.reconfigure(microphone_id))
    look("microphone", texts, await microphones.choose(menu, "source"))
    for kind, chosen in controls_to_fill_in(home).items():
        step = await microphones.choose(await microphones.reconfigure(microphone_id), "second_control")
        step = look("microphone", texts, await microphones.fill_in(look("microphone", texts, step), {"way": kind}))
        look("microphone", texts, await microphones.fill_in(step, chosen))
    look("microphone", texts, await microphones.add())
    for family in {family.vendor: family for family in FAMILIES.values() if family.vendor}.values():
        data = {"device_id": None, "family": family.key, "sources": [], "controls": [], **NEW}
        step = await microphones.reconfigure(put(hass, entry, None, "Speaker", data))
        offered = set(menu["menu_options"]) | set(step["menu_options"])
        look("microphone", texts, await microphones.choose(step, "vendor"))
    assert offered | {"test"} == set(texts["step"]["menu"]["menu_options"])

    rules, texts = Rules(hass, entry), TEXTS["config_subentries"]["rule"]
    step = look("rule", texts, await rules.add())
    assert list(texts["step"]["user"]["menu_options"]) == list(step["menu_options"])
    step = look("rule", texts, await rules.choose(step, "night"))
    for name, section_texts in texts["step"]["rule"]["sections"].items():
        assert {str(key) for key in step["data_schema"].schema[name].schema.schema} == set(section_texts["data"])
    hass.states.async_set("switch.tv", "on")
    step = look("rule", texts, await rules.fill_in(step, fields(step) | {"states": {"entities": ["switch.tv"]}}))
    step = look("rule", texts, await rules.fill_in(step, fields(step)))
    await rules.choose(step, "save")
    step = await rules.reconfigure(list(entry.subentries)[-1])
    step = await rules.fill_in(await rules.fill_in(step, fields(step)), {"states": ["on"]})
    assert set(step["menu_options"]) == set(texts["step"]["confirm"]["menu_options"])
    look("options", TEXTS["options"], await hass.config_entries.options.async_init(entry.entry_id))

    assert seen["config"] == set(TEXTS["config"]["step"])
    # The mute's trial is looked at where it is tried.
    assert seen["microphone"] | {"test", "tested"} == set(TEXTS["config_subentries"]["microphone"]["step"])
    assert seen["rule"] == set(TEXTS["config_subentries"]["rule"]["step"])
    assert seen["options"] == set(TEXTS["options"]["step"])
    assert {key: set(TEXTS["selector"][key]["options"]) for key in used | SERVER_SIDE} == used | SERVER_SIDE
    worded = {key for key, texts in TEXTS["selector"].items() if "options" in texts}
    assert worded == {*used, *SERVER_SIDE, "rule_words", *OF_ACTIONS, *OF_THE_AUDIT}


def test_words_of_rules() -> None:
    """Every word that a rule may need is there, whatever is in the rule, and no other."""
    source = (Path(package.__path__[0]) / "flows" / "words.py").read_text(encoding="utf-8")
    words = set(TEXTS["selector"]["rule_words"]["options"])
    made = {f"{way}_{each}" for way, kinds in VARIANTS.items() for each in kinds}
    made |= {f"presence_{kind}_of" for kind in PresenceKind}
    assert words == made | {word for word in words - made if f'"{word}"' in source}
    assert made <= words


VARIANTS: dict[str, Iterable[str]] = {
    "when": (*Match, "one"),
    "then": Effect,
    "timed": ("for", "linger"),
    "presence": (PresenceKind.NOBODY_HOME, PresenceKind.ANYBODY_HOME),
    "zone": Comparison,
    "days": Keep,
}


def test_subentries_are_named() -> None:
    """Both kinds of subentry say what they are and how to add and reconfigure one."""
    assert set(TEXTS["config_subentries"]) == {"microphone", "rule"}
    for texts in TEXTS["config_subentries"].values():
        assert texts["entry_type"]
        assert set(texts["initiate_flow"]) == {"user", "reconfigure"}


def test_placeholders() -> None:
    """Names from outside stand in errors and labels, which are shown as plain text; what is shown with mark-up escapes them."""
    held = {
        path: names
        for path, text in flat(TEXTS)
        if (names := placeholders(text)) and path[0] in FLOW_TEXTS and path[1] not in {"rule_words", *OF_THE_AUDIT}
    }
    people = {"who"}
    microphone, rule = ("config_subentries", "microphone"), ("config_subentries", "rule")
    entities = ("entity_not_found", "entity_disabled", "entity_own")
    standing = {"source", "control", "second"}
    words = {("selector", "control_words", "options", kind): {"entity"} for kind in (*CONTROL_FORMS, "other")}
    assert held == {
        ("config", "error", "person_without_trackers"): people,
        **{(*flow, "error", error): people for flow in (microphone, rule, ("options",)) for error in entities},
        (*rule, "error", "person_not_found"): people,
        (*rule, "error", "person_without_trackers"): people,
        (*rule, "error", "condition_invalid"): people,
        (*rule, "error", "target_not_found"): people,
        (*rule, "step", "state", "description"): {"entity", "number", "count"},
        (*rule, "step", "confirm", "description"): {"rule", "changes", "notes"},
        (*microphone, "error", "number_not_silent"): {"minimum"},
        (*microphone, "error", "number_out_of_range"): {"minimum", "maximum"},
        (*microphone, "error", "actions_invalid"): {"reason"},
        (*microphone, "error", "used_otherwise"): people,
        (*microphone, "step", "control", "description"): {"advice"},
        # A title is plain text.
        (*microphone, "step", "ready", "title"): {"microphone"},
        (*microphone, "step", "ready", "description"): standing,
        (*microphone, "step", "menu", "description"): standing,
        **{
            (*microphone, "step", f"vendor_{vendor}", "data_description", check.value): {check.value}
            for vendor in VENDORS
            for check in Check
        },
        (*microphone, "step", "tested", "description"): {"result"},
        **{
            ("selector", "test_words", "options", word): {"control"}
            for word in SERVER_SIDE["test_words"] - {"timed", "unfinished"}
        },
        ("selector", "test_words", "options", "timed"): {"line", "milliseconds"},
        **words,
        ("selector", "control_words", "options", "select"): {"entity", "state"},
        ("selector", "control_words", "options", "number"): {"entity", "state"},
        **{("selector", "found_microphone", "options", key): {"name", "how"} for key in ("muted", "open", "blinds")},
        ("selector", "found_microphone", "options", "watched"): {"name"},
        ("selector", "found_microphone", "options", "unseen"): {"name"},
        ("selector", "found_microphone", "options", "proposed"): {"how"},
    }


def test_the_checklist_and_the_audit_tell_the_same() -> None:
    """Where a vendor's setting is stands in both in the same words."""
    advice = TEXTS["selector"]["audit_advice"]["options"]
    for vendor in VENDORS:
        told = TEXTS["config_subentries"]["microphone"]["step"][f"vendor_{vendor}"]["data_description"]
        for check in Check:
            where, _ = told[check].split(" Last ticked: ")
            assert advice[f"{vendor}_{check}"].startswith(where)


FLOW_TEXTS = {"config", "config_subentries", "options", "selector"}


def flat(texts: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], str]]:
    """All texts with their paths."""
    for key, value in texts.items():
        if isinstance(value, str):
            yield (*path, key), value
        else:
            yield from flat(value, (*path, key))


def placeholders(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
