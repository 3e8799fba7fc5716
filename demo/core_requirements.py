"""Print what a Home Assistant needs to run the demo, as its own manifests pin it: run with the Python that it is installed for.

Home Assistant installs the requirements of a component when it is first loaded; the demo has it do no such thing.
"""

import json
from pathlib import Path

import homeassistant
from homeassistant.bootstrap import DEFAULT_INTEGRATIONS
from homeassistant.const import Platform

_COMPONENTS = Path(homeassistant.__file__).parent / "components"
# What the demo's configuration names and what its flows add; the fault tests add ESPHome, whose dependency `usb` imports `hassio`.
_USED = (
    "assist_pipeline",
    "automation",
    "config",
    "conversation",
    "esphome",
    "ffmpeg",
    "frontend",
    "hassio",
    "history",
    "input_boolean",
    "logbook",
    "logger",
    "media_player",
    "person",
    "recorder",
    "rest_command",
    "schedule",
    "script",
    "sun",
    "template",
    "universal",
    "wyoming",
    "zone",
)


def requirements() -> set[str]:
    """Return the requirements of these components, of what they depend on and of the platforms that they have entities on."""
    found: set[str] = set()
    known: set[str] = set()
    waiting = [*_USED, *DEFAULT_INTEGRATIONS]
    while waiting:
        component = waiting.pop()
        manifest = _COMPONENTS / component / "manifest.json"
        if component in known or not manifest.exists():
            continue
        known.add(component)
        told = json.loads(manifest.read_text(encoding="utf-8"))
        found.update(told.get("requirements", ()))
        waiting += told.get("dependencies", ())
        waiting += {file.stem for file in manifest.parent.iterdir()} & {*Platform}
    return found


if __name__ == "__main__":
    print("\n".join(sorted(requirements())))
