"""The configuration folder of the demo's Home Assistant, as it is before the first start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
import json
import os
from pathlib import Path
import shutil
import sys
from typing import Any, Final

from .process import ROOT

INTEGRATION: Final = ROOT / "custom_components" / "earshot"
_HTTP_STORAGE: Final = (2, 2)
_DEFAULT_ZONE: Final = "UTC"
# What a visitor makes in Home Assistant's editors goes into these, as in every new home.
_EDITED: Final = {"automation": "automations.yaml", "script": "scripts.yaml"}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who lives here: the name, and the key that their entities are made of."""

    name: str

    @property
    def key(self) -> str:
        """Return the name as an entity id has it."""
        return self.name.lower()

    @property
    def out(self) -> str:
        """Return the switch on the dashboard that sends this person out."""
        return f"input_boolean.{self.key}_is_out"

    @property
    def tracker(self) -> str:
        """Return the device tracker."""
        return f"device_tracker.{self.key}_s_phone"

    @property
    def entity_id(self) -> str:
        """Return the person entity."""
        return f"person.{self.key}"


PERSONS: Final = (Person("Alex"), Person("Robin"))


class _Include(str):
    """A part of the configuration that Home Assistant's own editors write into a file."""

    __slots__ = ()


def write(folder: Path, port: int, control_ports: Mapping[str, int], integration: Path = INTEGRATION) -> None:
    """Write a configuration folder for a Home Assistant on this port of loopback, with a copy of the integration.

    `control_ports` holds, by satellite key, where the satellites are told what they hear.
    """
    (folder / ".storage").mkdir(parents=True)
    for file in _EDITED.values():
        (folder / file).touch()
    (folder / "configuration.yaml").write_text(_yaml(_configuration(folder, control_ports)))
    _write_http(folder, port)
    if integration.is_dir():
        # A copy: a restart in the middle of a check must not meet a file that has just been edited.
        shutil.copytree(
            integration, folder / "custom_components" / "earshot", ignore=shutil.ignore_patterns("__pycache__")
        )


def _write_http(folder: Path, port: int) -> None:
    # Settings in YAML are only on trial, and end Home Assistant after five minutes.
    version, minor = _HTTP_STORAGE
    stable = {
        "server_host": ["127.0.0.1"],
        "server_port": port,
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": False,
        "ssl_profile": "modern",
        "use_x_frame_options": True,
        "created_at": "2026-01-01T00:00:00+00:00",
        "error": None,
        "error_message": None,
    }
    stored = {"stable": stable, "pending": None, "yaml_migration_done": True}
    text = json.dumps({"version": version, "minor_version": minor, "key": "http", "data": stored})
    (folder / ".storage" / "http").write_text(text)


def _yaml(configuration: dict[str, Any]) -> str:
    # JSON is YAML, and nothing else is needed to write it; but a value that is a file of its own.
    lines = [
        f"{key}: {value if isinstance(value, _Include) else json.dumps(value, indent=2, ensure_ascii=False)}\n"
        for key, value in configuration.items()
    ]
    return "# Written by the demo.\n" + "".join(lines)


def _configuration(folder: Path, control_ports: Mapping[str, int]) -> dict[str, Any]:
    bare = [
        "assist_pipeline",
        "config",
        "conversation",
        "frontend",
        "history",
        "logbook",
        "my",
        "person",
        "sun",
        "zone",
    ]
    return {
        "homeassistant": {
            "name": "Earshot demo",
            "latitude": 52.37,
            "longitude": 4.9,
            "elevation": 0,
            "unit_system": "metric",
            "time_zone": local_time_zone(),
            "country": "NL",
            "currency": "EUR",
            "language": "en",
        },
        **{name: {} for name in bare},
        **{name: _Include(f"!include {file}") for name, file in _EDITED.items()},
        "recorder": {"commit_interval": 1},
        "logger": {"default": "warning", "logs": {"custom_components.earshot": "debug"}},
        "ffmpeg": {"ffmpeg_bin": _ffmpeg(folder)},
        "input_boolean": {
            "kitchen_lamp_power": {"name": "Kitchen lamp power", "icon": "mdi:power"},
            "working_day": {"name": "Working day", "icon": "mdi:briefcase", "initial": True},
            "television_plays": {"name": "Television plays", "icon": "mdi:television-play"},
            **{person.out.split(".")[1]: {"name": f"{person.name} is out", "icon": "mdi:walk"} for person in PERSONS},
        },
        "media_player": [_television()],
        "schedule": {"office_hours": _office_hours()},
        "template": [{"light": [_lamp()]}, {"device_tracker": [_tracker(person) for person in PERSONS]}],
        "rest_command": {
            f"{satellite}_{command}": _command(port, command, payload)
            for satellite, port in control_ports.items()
            for command, payload in _PAYLOADS.items()
        },
    }


_PAYLOADS: Final = {
    "hear": "{{ {'sentence': sentence | default(none), 'seconds': seconds | default(2) | float} | to_json }}",
    "habits": "{{ {habit: on} | to_json }}",
    "away": "{{ {'seconds': seconds | default(10) | float} | to_json }}",
}


def _command(port: int, command: str, payload: str) -> dict[str, Any]:
    return {
        "url": f"http://127.0.0.1:{port}/{command}",
        "method": "post",
        "content_type": "application/json",
        "payload": payload,
    }


def _lamp() -> dict[str, Any]:
    power = {"entity_id": "input_boolean.kitchen_lamp_power"}
    return {
        "name": "Kitchen lamp",
        "unique_id": "kitchen_lamp",
        "state": "{{ is_state('input_boolean.kitchen_lamp_power', 'on') }}",
        "turn_on": [{"action": "input_boolean.turn_on", "target": power}],
        "turn_off": [{"action": "input_boolean.turn_off", "target": power}],
    }


def _television() -> dict[str, Any]:
    plays = {"entity_id": "input_boolean.television_plays"}
    return {
        "platform": "universal",
        "name": "Television",
        "unique_id": "television",
        "device_class": "tv",
        "state_template": "{{ 'playing' if is_state('input_boolean.television_plays', 'on') else 'off' }}",
        "commands": {
            "turn_on": {"action": "input_boolean.turn_on", "target": plays},
            "turn_off": {"action": "input_boolean.turn_off", "target": plays},
        },
    }


def _office_hours() -> dict[str, Any]:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    return {
        "name": "Office hours",
        "icon": "mdi:office-building",
        **{day: [{"from": "09:00:00", "to": "17:00:00"}] for day in days},
    }


def _tracker(person: Person) -> dict[str, Any]:
    return {
        "name": f"{person.name}'s phone",
        "unique_id": f"{person.key}_phone",
        "in_zones": f"{{{{ [] if is_state('{person.out}', 'on') else ['zone.home'] }}}}",
    }


def _ffmpeg(folder: Path) -> str:
    if found := shutil.which("ffmpeg"):
        return found
    shim = folder / "ffmpeg"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{Path(__file__).with_name("ffmpeg.py")}" "$@"\n')
    shim.chmod(0o755)
    return str(shim)


def local_time_zone(candidates: Sequence[Path] = (Path("/etc/localtime"),)) -> str:
    """Return the name of this machine's time zone, so that the rules' hours are the visitor's own."""
    if zone := os.environ.get("TZ", "").lstrip(":"):
        return zone if "/" in zone else _DEFAULT_ZONE
    for candidate in candidates:
        _, found, zone = str(candidate.resolve()).partition("/zoneinfo/")
        if found:
            return zone
    return _DEFAULT_ZONE
