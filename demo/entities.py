"""Which entity is which: found in the registries, never guessed from a name."""

from dataclasses import dataclass
from typing import Any, Final, Self

from .api import Client

EARSHOT: Final = "earshot"
_MUTE: Final = "mute"


@dataclass(frozen=True, slots=True)
class Microphone:
    """One satellite's entities: its own two, and Earshot's by their keys."""

    key: str
    name: str
    device_id: str
    satellite: str
    mute_switch: str
    earshot: dict[str, str]

    def __getitem__(self, key: str) -> str:
        """Return Earshot's entity of this key. Raises LookupError, in words."""
        return _of(self.earshot, key, self.name)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its subentry and its entities by their keys."""

    subentry_id: str
    title: str
    entities: dict[str, str]


@dataclass(frozen=True, slots=True)
class Entities:
    """Everything that the dashboard shows and the checks watch."""

    entry_id: str | None
    microphones: dict[str, Microphone]
    rules: list[Rule]
    home: dict[str, str]

    @classmethod
    async def load(cls, client: Client) -> Self:
        """Read the registries. Raises CommandError, LookupError."""
        registry: list[dict[str, Any]] = await client.command("config/entity_registry/list")
        entries = await client.command("config_entries/get", domain=EARSHOT)
        entry_id = entries[0]["entry_id"] if entries else None
        subentries = await client.command("config_entries/subentries/list", entry_id=entry_id) if entry_id else []
        devices = await client.command("config/device_registry/list")
        names = {device["id"]: str(device["name_by_user"] or device["name"]) for device in devices}
        satellites = [entry for entry in registry if entry["entity_id"].startswith("assist_satellite.")]
        microphones = [_microphone(registry, entry, names[entry["device_id"]]) for entry in satellites]
        microphones.sort(key=lambda each: each.name)
        titles = {each["subentry_id"]: each["title"] for each in subentries if each["subentry_type"] == "rule"}
        rules = [Rule(number, title, _keys(registry, "config_subentry_id", number)) for number, title in titles.items()]
        home = {
            _key(entry): entry["entity_id"]
            for entry in registry
            if entry["platform"] == EARSHOT and entry["config_subentry_id"] is None
        }
        return cls(entry_id, {each.key: each for each in microphones}, rules, home)

    def at_home(self, key: str) -> str:
        """Return Earshot's entity of this key for the home. Raises LookupError, in words."""
        return _of(self.home, key, "the home")

    def rule(self, *, night: bool) -> Rule:
        """Return the night rule or the other one. Raises LookupError."""
        found = [rule for rule in self.rules if ("night" in rule.title.lower()) is night]
        if len(found) != 1:
            raise LookupError(f"one rule was expected among {[rule.title for rule in self.rules]}")
        return found[0]


def _microphone(registry: list[dict[str, Any]], satellite: dict[str, Any], name: str) -> Microphone:
    device_id = satellite["device_id"]
    own = [entry for entry in registry if entry["device_id"] == device_id]
    switch = next(entry for entry in own if _mutes(entry))
    return Microphone(
        name.lower().replace(" ", "_"),
        name,
        device_id,
        satellite["entity_id"],
        switch["entity_id"],
        _keys(own, "platform", EARSHOT),
    )


def _keys(registry: list[dict[str, Any]], field: str, value: str) -> dict[str, str]:
    return {
        _key(entry): entry["entity_id"]
        for entry in registry
        if entry[field] == value and entry["platform"] == EARSHOT and entry["disabled_by"] is None
    }


def _key(entry: dict[str, Any]) -> str:
    return str(entry["translation_key"] or entry["unique_id"])


def _mutes(entry: dict[str, Any]) -> bool:
    """Whether an entity of a satellite's device is its own mute switch, whatever integration it comes from."""
    own = entry["platform"] != EARSHOT and entry["entity_id"].startswith("switch.")
    return own and _MUTE in (entry["translation_key"], (entry["original_name"] or "").lower())


def _of(entities: dict[str, str], key: str, owner: str) -> str:
    try:
        return entities[key]
    except KeyError:
        raise LookupError(f"Earshot has no {key!r} for {owner}: it has {sorted(entities)}") from None
