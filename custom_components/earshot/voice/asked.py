"""What is done and answered when somebody asks: every way of speaking to Earshot ends here."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import UnknownUser
from homeassistant.util import dt as dt_util

from .. import commands
from ..const import DOMAIN
from ..data import EarshotConfigEntry
from ..household import Household
from ..microphone import Microphone
from ..policy.model import Origin
from ..rights import async_may, async_user
from .languages.model import Language, Told
from .whom import Names
from .words import Words, can_be_told

# So long an answer waits for the mutes that it tells of.
_SETTLE: Final = 3.0
_LONGEST_ECHO: Final = 60


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, in which language, and through what."""

    context: Context
    language: Language
    device_id: str | None = None
    satellite_id: str | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """Which microphones are meant. Nothing of it: the one that is spoken to, or all where none is."""

    everywhere: bool = False
    name: str | None = None
    """That of a microphone, an area or a floor."""
    area: str | None = None
    floor: str | None = None

    @property
    def place(self) -> str | None:
        """What was named."""
        return self.name or self.area or self.floor


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered."""

    text: str
    microphones: list[Microphone] = field(default_factory=list)
    """Those that it is about."""
    refused: bool = False
    """Whether it tells why nothing was done, or nothing is known."""


async def async_mute(hass: HomeAssistant, asker: Asker, whom: Whom, until: datetime | None) -> Answer:
    """Mute until an instant, or until a person lifts it, and tell what has come of it."""
    words = Words(asker.language, dt_util.utcnow())
    if (entry := _loaded(hass)) is None:
        return Answer(words.tell(Told.NOT_LOADED), refused=True)
    sight = await _async_sight(hass, entry, asker.context)
    meant = _meant(hass, entry, asker, whom, sight)
    if isinstance(meant, Told):
        return Answer(words.tell(meant, place=(whom.place or "")[:_LONGEST_ECHO]), refused=True)
    microphones = [microphone for microphone in meant if sight.may(microphone, POLICY_CONTROL)]
    if not microphones:
        return Answer(words.tell(Told.NO_RIGHT), refused=True)
    household = entry.runtime_data.household
    author = commands.Author(Origin.PERSON, None if sight.user is None else sight.user.id, is_admin=False)
    commands.mute_at_least(household, microphones, until, author)
    await _async_settled(household, microphones)
    parts = [Words(asker.language, dt_util.utcnow()).state(microphones, told_to_mute=True)]
    if any(_stands(microphone) for microphone in microphones):
        parts.append(words.tell(Told.UNTIL_LIFTED))
    if refused := [microphone.config.name for microphone in meant if microphone not in microphones]:
        parts.append(words.tell(Told.NO_RIGHT_TO, names=words.names(refused)))
    if whom.everywhere:
        parts += _rest(entry, words, sight)
    return Answer(" ".join(parts), microphones)


async def async_tell(hass: HomeAssistant, asker: Asker, whom: Whom) -> Answer:
    """Tell who can hear: of the home, or of what is named."""
    words = Words(asker.language, dt_util.utcnow())
    if (entry := _loaded(hass)) is None:
        return Answer(words.tell(Told.NOT_LOADED), refused=True)
    sight = await _async_sight(hass, entry, asker.context)
    home = whom.place is None
    meant = _meant(hass, entry, asker, Whom(everywhere=True) if home else whom, sight)
    rest = _rest(entry, words, sight) if home else []
    if isinstance(meant, Told):
        told = words.tell(meant, place=(whom.place or "")[:_LONGEST_ECHO])
        return Answer(" ".join(dict.fromkeys([told, *rest])), refused=not home)
    return Answer(" ".join([words.state(meant), *rest]), meant)


# --- Whom, and who may ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sight:
    """What of the home somebody may see."""

    user: User | None
    """None for a satellite, which speaks for whoever stands before it."""
    may: Callable[[Microphone, str], bool]
    visible: list[Microphone]
    hidden: int


async def _async_sight(hass: HomeAssistant, entry: EarshotConfigEntry, context: Context) -> _Sight:
    """Return what who asks may see; somebody who is no user any more sees nothing."""
    microphones = list(entry.runtime_data.household.microphones.values())
    try:
        user = await async_user(hass, context)
    except UnknownUser:
        return _Sight(None, lambda _microphone, _policy: False, [], len(microphones))

    @callback
    def may(microphone: Microphone, policy: str) -> bool:
        return user is None or async_may(hass, user, microphone, policy)

    visible = [microphone for microphone in microphones if may(microphone, POLICY_READ)]
    return _Sight(user, may, visible, len(microphones) - len(visible))


@callback
def _meant(
    hass: HomeAssistant, entry: EarshotConfigEntry, asker: Asker, whom: Whom, sight: _Sight
) -> list[Microphone] | Told:
    """Return which microphones are meant, of those that may be seen, or why there are none."""
    if not entry.runtime_data.household.microphones:
        return Told.NOTHING_IN_CARE
    if whom.everywhere:
        return sight.visible or Told.HIDDEN
    names = Names(hass, entry)
    if whom.place is not None:
        found = [
            found
            for name, find in (
                (whom.name, lambda name: names.named(name, asker.language)),
                (whom.area, names.in_area),
                (whom.floor, names.on_floor),
            )
            if name is not None
            for found in [find(name)]
        ]
        meant = [each for each in sight.visible if all(each in microphones for microphones in found)]
        return meant or Told.UNKNOWN_PLACE
    if asker.device_id is None and asker.satellite_id is None:
        return sight.visible or Told.HIDDEN
    meant = [each for each in names.of(asker.device_id, asker.satellite_id) if each in sight.visible]
    return meant or Told.NOT_ITSELF


def _loaded(hass: HomeAssistant) -> EarshotConfigEntry | None:
    entries: list[EarshotConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return entries[0] if entries else None


# --- What is told ---------------------------------------------------------------------------------------------------------


def _rest(entry: EarshotConfigEntry, words: Words, sight: _Sight) -> list[str]:
    """Return what has to be said of the home beside its microphones: nobody is told that none can hear who cannot know it."""
    rest = [words.tell(Told.HIDDEN)] if sight.hidden else []
    if count := len(entry.runtime_data.care.coverage.uncovered):
        rest.append(words.tell(Told.ONE_UNCOVERED) if count == 1 else words.tell(Told.UNCOVERED, count=count))
    return rest


def _stands(microphone: Microphone) -> bool:
    """Whether what it was told stands until somebody lifts it."""
    mute = microphone.standing.person_mute
    return bool(microphone.controls) and mute is not None and mute.until is None


async def _async_settled(household: Household, microphones: Collection[Microphone]) -> None:
    """Wait until it shows what has come of a mute, but not for long: the satellite that heard it has yet to answer."""
    changed = asyncio.Event()
    unlisten = [household.broadcast.listen_microphone(each.config.id, changed.set) for each in microphones]
    try:
        async with asyncio.timeout(_SETTLE):
            while not all(can_be_told(each) for each in microphones):
                changed.clear()
                await changed.wait()
    except TimeoutError:
        pass
    finally:
        for each in unlisten:
            each()
