"""`quality_scale.yaml` says of every rule that it is kept, or why it does not apply; what can be checked of that is checked here."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any, Final

from homeassistant.const import Platform
from homeassistant.util.yaml import load_yaml_dict
import pytest

import custom_components.earshot as package
from custom_components.earshot.config_flow import EarshotConfigFlow
from custom_components.earshot.const import DOMAIN, PLATFORMS

ROOT: Final = Path(package.__path__[0])
PROJECT: Final = ROOT.parent.parent
MANIFEST: Final[dict[str, Any]] = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
RULES: Final[dict[str, Any]] = load_yaml_dict(str(ROOT / "quality_scale.yaml"))["rules"]

# The rules of the scale, as Home Assistant's validator lists them.
TIERS: Final = {
    "bronze": """action-setup appropriate-polling brands common-modules config-flow config-flow-test-coverage dependency-transparency
        docs-actions docs-conditions docs-high-level-description docs-installation-instructions docs-removal-instructions docs-triggers
        entity-event-setup entity-unique-id has-entity-name runtime-data test-before-configure test-before-setup unique-config-entry""",
    "silver": """action-exceptions config-entry-unloading docs-configuration-parameters docs-installation-parameters entity-unavailable
        integration-owner log-when-unavailable parallel-updates reauthentication-flow test-coverage""",
    "gold": """devices diagnostics discovery discovery-update-info docs-data-update docs-examples docs-known-limitations
        docs-supported-devices docs-supported-functions docs-troubleshooting docs-use-cases dynamic-devices entity-category
        entity-device-class entity-disabled-by-default entity-translations exception-translations icon-translations
        reconfiguration-flow repair-issues stale-devices""",
    "platinum": "async-dependency inject-websession strict-typing",
}

# Where each of the rules about documents is kept: a file and a heading in it.
DOCUMENTED: Final = {
    "docs-actions": ("docs/reference.md", "Actions"),
    "docs-conditions": ("docs/automations.md", "Conditions"),
    "docs-configuration-parameters": ("docs/reference.md", "Options"),
    "docs-data-update": ("docs/reference.md", "How it is kept up to date"),
    "docs-examples": ("docs/automations.md", "Examples"),
    "docs-high-level-description": ("README.md", "Earshot"),
    "docs-installation-instructions": ("README.md", "Install"),
    "docs-installation-parameters": ("README.md", "First steps"),
    "docs-known-limitations": ("docs/devices.md", "Known limits"),
    "docs-removal-instructions": ("README.md", "Remove"),
    "docs-supported-devices": ("docs/devices.md", "Devices"),
    "docs-supported-functions": ("docs/reference.md", "Entities"),
    "docs-triggers": ("docs/automations.md", "Triggers"),
    "docs-troubleshooting": ("docs/troubleshooting.md", "Troubleshooting"),
    "docs-use-cases": ("docs/automations.md", "What people use it for"),
}


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every file of the integration, parsed."""
    for file in ROOT.rglob("*.py"):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def parsed(file: str) -> ast.Module:
    """Return a file of the integration, parsed."""
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def headings(name: str) -> set[str]:
    """Return the headings of a document."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    return set(re.findall(r"^#+ (.+)$", text, re.MULTILINE))


def test_every_rule_is_there_once_in_the_scales_order() -> None:
    """No rule is left out, and none is made up."""
    assert list(RULES) == [rule for rules in TIERS.values() for rule in rules.split()]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_done_or_says_why_it_does_not_apply(rule: str) -> None:
    """Nothing is to do any more, and an exemption has its reason in a sentence."""
    told = RULES[rule]
    if told != "done":
        assert told["status"] == "exempt"
        assert len(told["comment"].split()) > 3


# --- Set-up and configuration ---


def test_the_manifest_is_as_hassfest_has_it() -> None:
    """Domain and name first, everything else by the alphabet; one entry; nothing to be installed."""
    keys = list(MANIFEST)
    assert keys[:2] == ["domain", "name"]
    assert keys[2:] == sorted(keys[2:])
    assert MANIFEST["domain"] == DOMAIN
    assert MANIFEST["single_config_entry"] is True
    assert MANIFEST["requirements"] == []
    assert re.fullmatch(r"\d+\.\d+\.\d+", MANIFEST["version"])


def test_what_is_imported_of_home_assistants_components_is_named_in_the_manifest() -> None:
    """A component whose code is needed at once is a dependency; its names alone are not its code."""
    # Platforms are loaded by the component that asks for them, and the base is set up before all else.
    allowed = {*Platform, "diagnostics", "llm", "repairs", "system_health", "websocket_api", "http"}
    named = {*MANIFEST.get("dependencies", ()), *MANIFEST.get("after_dependencies", ())}
    for file, tree in modules():
        for node in tree.body:
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if module.startswith("homeassistant.components.") and not module.endswith(".const"):
                component = module.split(".")[2]
                assert component in named | allowed or component.startswith("input_"), f"{file}: {component}"


def test_actions_are_registered_before_any_entry() -> None:
    """`async_setup` does it, so that an automation that calls one is valid while nothing is set up."""
    source = ast.unparse(function("__init__.py", "async_setup"))
    assert "async_setup_services(hass)" in source
    assert "async_setup_services" not in ast.unparse(function("__init__.py", "async_setup_entry"))


def function(file: str, name: str) -> ast.AsyncFunctionDef:
    """Return a function of a file."""
    return next(each for each in parsed(file).body if isinstance(each, ast.AsyncFunctionDef) and each.name == name)


def test_state_is_in_the_entry() -> None:
    """`hass.data` is nobody's but Home Assistant's; what Earshot keeps there is what a page asks for before there is an entry."""
    for file, tree in modules():
        stored = [
            ast.unparse(node)
            for node in ast.walk(tree)
            if isinstance(node, ast.Subscript)
            and ast.unparse(node.value) == "hass.data"
            and DOMAIN in ast.unparse(node)
        ]
        assert not stored, file


def test_every_subentry_can_be_reconfigured() -> None:
    """What was chosen once is not for ever."""
    flows = EarshotConfigFlow.async_get_supported_subentry_types(None)  # type: ignore[arg-type]
    assert set(flows) == {"microphone", "rule"}
    assert all(hasattr(flow, "async_step_reconfigure") for flow in flows.values())
    assert hasattr(EarshotConfigFlow, "async_get_options_flow")


# --- Entities ---


def test_every_platform_says_how_many_updates_run_at_once() -> None:
    """There are none: nothing polls."""
    for platform in PLATFORMS:
        assert "PARALLEL_UPDATES = 0" in [ast.unparse(node) for node in parsed(f"{platform}.py").body], platform


def test_nothing_polls() -> None:
    """Every entity is an `EarshotEntity`, which does not."""
    base = next(node for node in parsed("entity.py").body if getattr(node, "name", "") == "EarshotEntity")
    assert "_attr_should_poll = False" in ast.unparse(base)
    for file, tree in modules():
        assert "_attr_should_poll = True" not in ast.unparse(tree), file
    for platform in PLATFORMS:
        classes = [node for node in parsed(f"{platform}.py").body if isinstance(node, ast.ClassDef)]
        bases = {ast.unparse(each) for node in classes for each in node.bases}
        assert bases & {"HomeEntity", "MicrophoneEntity", "RuleEntity"}, platform


# --- Outside ---


def test_nothing_is_fetched() -> None:
    """No module that talks to somewhere is imported, but for what answers requests."""
    banned = {"aiohttp.client", "aiohttp_client", "httpx", "httpx_client", "requests", "socket", "urllib.request"}
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                found = {node.module or "", *(each.name for each in node.names)}
            elif isinstance(node, ast.Import):
                found = {each.name for each in node.names}
            else:
                continue
            assert not {name for name in found if name in banned or name.rpartition(".")[2] in banned}, file
            assert "ClientSession" not in found, file


def test_every_error_for_people_is_translated() -> None:
    """Whatever is raised for people names its words."""
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "ConfigEntryError",
                "HomeAssistantError",
                "ServiceValidationError",
            }:
                given = {each.arg for each in node.keywords}
                assert {"translation_domain", "translation_key"} <= given, f"{file}:{node.lineno}"


# --- Documents ---


def test_the_rules_about_documents_are_all_looked_for() -> None:
    """None of them is left to be believed."""
    assert set(DOCUMENTED) == {rule for rule in RULES if rule.startswith("docs-")}


@pytest.mark.parametrize("rule", DOCUMENTED)
def test_a_document_has_its_section(rule: str) -> None:
    """The heading is there."""
    name, heading = DOCUMENTED[rule]
    assert heading in headings(name)


def test_links_lead_somewhere() -> None:
    """Every link and picture within the project points at a file that is there, and at a heading of it."""
    for file in [*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")]:
        text = file.read_text(encoding="utf-8")
        for target in re.findall(r'(?:\]\(|src=")([^)"\s]+)[)"]', text):
            if "://" in target:
                continue
            name, _, anchor = target.partition("#")
            there = (file.parent / name).resolve() if name else file
            assert there.exists(), f"{file.name}: {target}"
            if anchor:
                anchors = {slug(each) for each in headings(str(there.relative_to(PROJECT)))}
                assert anchor in anchors, f"{file.name}: {target}"


def test_pictures_are_told_in_words() -> None:
    """Whoever cannot see a picture is told what is on it."""
    for file in [*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")]:
        for picture in re.findall(r"<img [^>]+>", file.read_text(encoding="utf-8")):
            assert re.search(r'alt="[^"]{20,}"', picture), f"{file.name}: {picture}"


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_strict_typing_is_what_the_project_checks() -> None:
    """`scripts/lint` runs mypy as strictly as Home Assistant's own list of strict integrations does."""
    settings = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    assert "strict = true" in settings
    assert "custom_components.earshot" in settings
    assert "mypy" in (PROJECT / "scripts" / "lint").read_text(encoding="utf-8")


def test_the_tests_cover_what_the_scale_asks_for() -> None:
    """More than 95 percent, or `scripts/test` fails."""
    asked = re.findall(r"--fail-under=(\d+)", (PROJECT / "scripts" / "test").read_text(encoding="utf-8"))
    assert min(map(int, asked)) >= 95
