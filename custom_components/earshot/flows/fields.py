"""Names and selectors that several forms share."""

from collections.abc import Iterable
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from ..const import DOMAIN

# Fields that exist in forms alone; what is stored is named in const.py.
CONF_PRESET: Final = "preset"
CONF_TARGETS: Final = "targets"

_NAME_LIMIT: Final = 100


def plain(name: str) -> str:
    """Return a name from outside as one line of printable text, 100 characters at most; may come out empty."""
    # Control characters, line breaks and invisible direction marks are not printable: they become spaces.
    printable = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(printable.split())[:_NAME_LIMIT].rstrip()


def time_text(text: str) -> str:
    """Return the time of day that a time selector let through as it is stored, `HH:MM:SS`."""
    return cv.time(text).isoformat()


def select(options: Iterable[str], translation_key: str, *, multiple: bool = False) -> SelectSelector:
    """Return a choice among the values of an enumeration, worded by `selector.<translation_key>`."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[str(option) for option in options],
            translation_key=translation_key,
            multiple=multiple,
            mode=SelectSelectorMode.LIST,
        )
    )


def dropdown(options: Iterable[str], translation_key: str) -> SelectSelector:
    """Return a choice of one among many values of an enumeration, worded by `selector.<translation_key>`."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[str(option) for option in options],
            translation_key=translation_key,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def choose_one_named(options: Iterable[tuple[str, str]]) -> SelectSelector:
    """Return a choice of one, that can be cleared, among things that bring their words: pairs of value and label."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[SelectOptionDict(value=value, label=label) for value, label in options],
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def choose_named(options: Iterable[tuple[str, str]]) -> SelectSelector:
    """Any number of things that have names of their own, as pairs of value and label."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[SelectOptionDict(value=value, label=label) for value, label in options],
            multiple=True,
            mode=SelectSelectorMode.LIST,
        )
    )


@callback
def async_entity_selector(
    hass: HomeAssistant, filters: Iterable[EntityWithDeviceFilterSelectorConfig], *, multiple: bool = False
) -> EntitySelector:
    """Entities that pass any of the filters, or any at all where there is none; Earshot's own left out."""
    entries = er.async_get(hass).entities.values()
    own = [entry.entity_id for entry in entries if entry.platform == DOMAIN]
    config = EntitySelectorConfig(exclude_entities=own, multiple=multiple)
    if wanted := list(filters):
        config["filter"] = wanted
    return EntitySelector(config)


def of_domains(*domains: str) -> list[EntityWithDeviceFilterSelectorConfig]:
    """Return a filter for each domain."""
    return [EntityWithDeviceFilterSelectorConfig(domain=domain) for domain in domains]
