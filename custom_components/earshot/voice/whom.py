"""Which microphones are meant: by their own names, by those of their devices, areas and floors, or because they heard it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
import re
from typing import Final

from homeassistant.const import ATTR_AREA_ID, ATTR_DEVICE_ID, ATTR_ENTITY_ID, ATTR_FLOOR_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)

from ..data import EarshotConfigEntry
from ..microphone import Microphone
from ..places import Places
from .languages.model import Language

# What nobody says, and what means something in the template of a sentence.
_UNSPOKEN: Final = re.compile(r"[^\w'’&+-]+|_+")
_LONGEST: Final = 100


def spoken(name: str) -> str:
    """Return a name as it is compared: without case, and without all that is not spoken. Empty for one that cannot be said."""
    return _UNSPOKEN.sub(" ", name[:_LONGEST]).replace("’", "'").casefold().strip(" '-&+")


class Names:
    """Everything that microphones go by, as the registries are now."""

    def __init__(self, hass: HomeAssistant, entry: EarshotConfigEntry) -> None:
        """Ask the registries."""
        self._microphones = entry.runtime_data.household.microphones
        self._places = Places(hass, entry.entry_id, self._microphones)
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        self._areas: defaultdict[str, set[str]] = defaultdict(set)
        self._floors: defaultdict[str, set[str]] = defaultdict(set)
        for id_, microphone in self._microphones.items():
            for name in _own_names(hass, microphone):
                self._own[spoken(name)].add(id_)
        for area in ar.async_get(hass).async_list_areas():
            _add(self._areas, (area.name, *area.aliases), self._places.find(ATTR_AREA_ID, area.id))
        for floor in fr.async_get(hass).async_list_floors():
            _add(
                self._floors,
                (floor.name, *floor.aliases),
                self._places.find(ATTR_FLOOR_ID, floor.floor_id),
            )
        for names in (self._own, self._areas, self._floors):
            names.pop("", None)

    @property
    def known(self) -> list[str]:
        """The names, as they are spoken: floors and areas before single microphones."""
        return list(dict.fromkeys((*self._floors, *self._areas, *self._own)))

    def named(self, name: str, language: Language | None = None) -> list[Microphone]:
        """Return those that a name means, be it a microphone's, an area's or a floor's, or that of several of these.

        In a language, it may begin with an article that is not part of the name.
        """
        kinds = (self._own, self._areas, self._floors)
        for form in _forms(spoken(name), () if language is None else language.articles):
            if found := set().union(*(names.get(form, ()) for names in kinds)):
                return self._listed(found)
        return []

    def in_area(self, name: str) -> list[Microphone]:
        """Return those of an area, given by its name, an alias or its id."""
        return self._listed(self._places.find(ATTR_AREA_ID, name) or self._areas.get(spoken(name), ()))

    def on_floor(self, name: str) -> list[Microphone]:
        """Return those of a floor, given in the same way."""
        return self._listed(self._places.find(ATTR_FLOOR_ID, name) or self._floors.get(spoken(name), ()))

    def of(self, device_id: str | None, satellite_id: str | None) -> list[Microphone]:
        """Return those that are the device, or the Assist satellite, that somebody speaks to."""
        found = set() if satellite_id is None else self._places.find(ATTR_ENTITY_ID, satellite_id)
        if not found and device_id is not None:
            found = self._places.find(ATTR_DEVICE_ID, device_id)
        return self._listed(found)

    def _listed(self, ids: Iterable[str]) -> list[Microphone]:
        wanted = set(ids)
        return [microphone for id_, microphone in self._microphones.items() if id_ in wanted]


@callback
def _own_names(hass: HomeAssistant, microphone: Microphone) -> Iterator[str]:
    """Give what a microphone is called itself: by Earshot, by its device, and as an alias of what shows its activity."""
    yield microphone.config.name
    device_id = microphone.config.device_id
    if device_id is not None and (device := dr.async_get(hass).async_get(device_id)) is not None:
        yield from (name for name in (device.name, device.name_by_user) if name)
    for source in microphone.sources:
        if source.entity_id and (entity := er.async_get(hass).async_get(source.entity_id)) is not None:
            yield from (alias for alias in entity.aliases if isinstance(alias, str))


def _add(names: defaultdict[str, set[str]], called: Iterable[str], ids: set[str]) -> None:
    if ids:
        for name in called:
            names[spoken(name)] |= ids


def _forms(name: str, articles: tuple[str, ...]) -> Iterator[str]:
    """Give a name as it was said, then without what stands before it."""
    yield name
    for article in articles:
        joined = article if article.endswith("'") else f"{article} "
        if name.startswith(joined):
            yield name.removeprefix(joined).strip()
