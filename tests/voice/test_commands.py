"""Stop listening: a person's mute, at once, for as long as was said."""

from datetime import timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.policy.model import Origin
from custom_components.earshot.voice import asked
from tests.calls import async_do, async_plain_user, limited_user, of
from tests.home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, shown

from .talk import async_answer, async_talk, put_into

HOUR = timedelta(hours=1)
BEDROOM_UNTIL_NINE = {
    "en": "Mute the microphones in the bedroom until nine",
    "de": "Schalte die Mikrofone im Bedroom bis neun stumm",
    "nl": "Zet de microfoons in de bedroom uit tot negen uur",
    "fr": "Coupe les micros de la bedroom jusqu'à neuf heures",
    "es": "Silencia los micrófonos de la bedroom hasta las nueve",
}
STOP_FOR_AN_HOUR = {
    "en": "Stop listening for an hour.",
    "de": "Hör eine Stunde lang auf zuzuhören.",
    "nl": "Stop een uur lang met luisteren.",
    "fr": "Arrête d'écouter pendant une heure.",
    "es": "Deja de escuchar durante una hora.",
}
MUTE_YOURSELF = {
    "en": "Mute yourself",
    "de": "Schalte dein Mikrofon aus",
    "nl": "Demp jezelf",
    "fr": "Coupe ton micro",
    "es": "Apaga tu micrófono",
}
MUTE_ALL = {
    "en": "Mute all microphones",
    "de": "Schalte alle Mikrofone aus",
    "nl": "Demp alle microfoons",
    "fr": "Coupe tous les micros",
    "es": "Silencia todos los micrófonos",
}

pytestmark = pytest.mark.usefixtures("tuesday_evening")


def person_mute(entry: MockConfigEntry, name: str) -> object:
    """Return the person's mute that stands for a microphone."""
    microphones = entry.runtime_data.household.microphones.values()
    return next(each.standing.person_mute for each in microphones if each.config.name == name)


@pytest.mark.parametrize("language", BEDROOM_UNTIL_NINE)
async def test_place_until(
    hass: HomeAssistant, entry: MockConfigEntry, *, kitchen: Satellite, bedroom: Satellite, language: str
) -> None:
    """A place, until a time."""
    answer = await async_answer(hass, BEDROOM_UNTIL_NINE[language], language=language)
    assert bedroom.muted and not kitchen.muted
    mute = person_mute(entry, "Bedroom")
    assert mute.origin is Origin.PERSON
    assert mute.until.isoformat() == "2026-10-21T07:00:00+00:00"
    assert "Bedroom" in answer and ("9" in answer or "nine" in answer)


@pytest.mark.parametrize("language", STOP_FOR_AN_HOUR)
async def test_for_an_hour(
    hass: HomeAssistant,
    kitchen: Satellite,
    bedroom: Satellite,
    *,
    tuesday_evening: FrozenDateTimeFactory,
    language: str,
) -> None:
    """The satellite that heard it, for as long as was said; then it listens again."""
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    await async_talk(hass)
    await async_answer(hass, STOP_FOR_AN_HOUR[language], language=language, to=kitchen)
    assert kitchen.muted and not bedroom.muted
    await async_wait(hass, tuesday_evening, HOUR - timedelta(seconds=1))
    assert kitchen.muted
    await async_wait(hass, tuesday_evening, timedelta(seconds=1))
    assert not kitchen.muted


@pytest.mark.parametrize("language", MUTE_YOURSELF)
async def test_yourself(
    hass: HomeAssistant, entry: MockConfigEntry, *, kitchen: Satellite, bedroom: Satellite, language: str
) -> None:
    """The satellite that heard it, until a person lifts it."""
    await async_answer(hass, MUTE_YOURSELF[language], language=language, to=bedroom)
    assert bedroom.muted and not kitchen.muted
    assert person_mute(entry, "Bedroom").until is None


@pytest.mark.parametrize("language", MUTE_ALL)
async def test_all(
    hass: HomeAssistant, entry: MockConfigEntry, *, kitchen: Satellite, bedroom: Satellite, language: str
) -> None:
    """Every microphone, whoever heard it."""
    await async_answer(hass, MUTE_ALL[language], language=language, to=kitchen)
    assert kitchen.muted and bedroom.muted


async def test_answer(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """What has come of it is said, and that it stands."""
    assert await async_answer(hass, "mute all microphones") == (
        "The Bedroom is held back by Home Assistant. The Kitchen is muted. That stands until somebody ends it by hand."
    )


async def test_nobody_heard_it(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite
) -> None:
    """Typed, or spoken into a telephone: all microphones."""
    assert await async_answer(hass, "stop listening until ten")
    assert kitchen.muted and bedroom.muted


async def test_heard_by_another(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """A satellite that Earshot does not look after cannot be muted, and nothing else is muted for it."""
    other = await async_satellite(hass, "Study")
    assert await async_answer(hass, "mute yourself", to=other) == (
        "Earshot does not take care of the device that you are speaking to, so nothing was muted."
    )
    assert not kitchen.muted


async def test_area_with_several(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite
) -> None:
    """An area means all that is in it, also where one of them goes by its name."""
    area = ar.async_get(hass).async_create("Kitchen")
    put_into(hass, kitchen, area)
    put_into(hass, bedroom, area)
    await hass.async_block_till_done()
    await async_answer(hass, "mute the microphones in the kitchen for two hours")
    assert kitchen.muted and bedroom.muted


async def test_unknown_place(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite
) -> None:
    """A place that nobody knows: nothing is muted, and the answer says so."""
    answer = await async_answer(hass, "mute the microphones in the garage until ten")
    assert answer == "I know no microphone that goes by the garage."
    assert not kitchen.muted and not bedroom.muted


async def test_time_not_understood(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """A time that nobody understands ends nothing."""
    answer = await async_answer(hass, "mute the kitchen microphone until the cows come home")
    assert answer == "The Kitchen is muted. That stands until somebody ends it by hand."
    assert person_mute(entry, "Kitchen").until is None


# --- At once, and the satellite still answers -----------------------------------------------------------------------------


async def test_satellite_answers(
    hass: HomeAssistant, entry: MockConfigEntry, tuesday_evening: FrozenDateTimeFactory, kitchen: Satellite
) -> None:
    """The mute holds before the answer is spoken; the command that asked for it is no violation of it."""
    await kitchen.async_show("listening")
    await async_wait(hass, tuesday_evening, timedelta(seconds=2))
    await kitchen.async_show("processing")
    answer = await async_answer(hass, "mute yourself until half past nine", to=kitchen)
    assert kitchen.switch.calls == [True]
    assert answer == "The Kitchen is muted until 9:30."
    await async_wait(hass, tuesday_evening, timedelta(seconds=1))
    await kitchen.async_show("responding")
    await async_wait(hass, tuesday_evening, timedelta(seconds=3))
    await kitchen.async_show("idle")
    await async_wait(hass, tuesday_evening, timedelta(minutes=1))
    assert shown(hass, "sensor", "violations_today") == "0"
    assert shown(hass, "sensor", "status", "Kitchen") == "muted"


async def test_cuts_at_once(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite
) -> None:
    """It is a person's mute: a command that runs elsewhere is cut."""
    await bedroom.async_show("listening")
    await async_answer(hass, "mute all microphones for an hour", to=kitchen)
    assert bedroom.muted


async def test_does_not_read_back(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """What was asked for is never told as done; nor does the answer wait for it for ever."""
    kitchen.switch.ignores = True
    await async_do(hass, "mute", of(hass, "Kitchen"), duration={"minutes": 30})
    assert shown(hass, "sensor", "status", "Kitchen") == "muting"
    with patch.object(asked, "_SETTLE", 0):
        answer = await async_answer(hass, "mute the kitchen microphone for a minute")
    assert answer == "The Kitchen is about to be muted until 9:30 and may still hear you."


# --- Nothing ends earlier by it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["mute the kitchen microphone", "mute the kitchen microphone for two hours"])
async def test_shortens_nothing(
    hass: HomeAssistant, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory, before: str
) -> None:
    """A mute for a minute is no way to unmute a minute later."""
    await async_earshot(hass, microphone(hass, kitchen))
    await async_talk(hass)
    await async_answer(hass, before)
    await async_answer(hass, "mute the kitchen microphone for a minute", to=kitchen)
    await async_wait(hass, tuesday_evening, timedelta(minutes=90))
    assert kitchen.muted


async def test_shortens_no_mute_of_an_automation(
    hass: HomeAssistant, kitchen: Satellite, tuesday_evening: FrozenDateTimeFactory
) -> None:
    """Nor that of an automation, nor one that was set at the switch."""
    await async_earshot(hass, microphone(hass, kitchen))
    await async_talk(hass)
    await async_do(hass, "mute", of(hass, "Kitchen"), duration={"hours": 2})
    await async_answer(hass, "mute all microphones for a minute")
    await async_wait(hass, tuesday_evening, HOUR)
    assert kitchen.muted
    await async_wait(hass, tuesday_evening, HOUR)
    assert not kitchen.muted
    kitchen.switch.by_hand(True)
    await hass.async_block_till_done()
    await async_answer(hass, "mute all microphones for a minute")
    await async_wait(hass, tuesday_evening, 3 * HOUR)
    assert kitchen.muted


async def test_ends_an_override(
    hass: HomeAssistant, entry: MockConfigEntry, tuesday_evening: FrozenDateTimeFactory, kitchen: Satellite
) -> None:
    """Nor does what a person has live outlive it: the night goes on afterwards."""
    await async_wait(hass, tuesday_evening, 2 * HOUR)
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=await async_plain_user(hass))
    assert not kitchen.muted
    await async_answer(hass, "mute the kitchen microphone for a minute")
    await async_wait(hass, tuesday_evening, HOUR)
    assert kitchen.muted


# --- Who may --------------------------------------------------------------------------------------------------------------


async def test_rights(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite) -> None:
    """A user mutes what that user may control, and is told what else was meant."""
    user = limited_user(
        hass,
        **{
            entity(hass, "sensor", "status", "Kitchen"): {"read": True, "control": True},
            entity(hass, "sensor", "status", "Bedroom"): {"read": True},
        },
    )
    assert await async_answer(hass, "mute the bedroom microphone", user=user) == "You may not mute these microphones."
    assert await async_answer(hass, "mute all microphones until 9:30 pm", user=user) == (
        "The Kitchen is muted until 9:30. You may not mute the Bedroom."
    )
    assert kitchen.muted and not bedroom.muted
    assert person_mute(entry, "Kitchen").user_id == user.id


async def test_user_that_is_gone(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Who is no user any more mutes nothing and is told nothing."""
    user = await async_plain_user(hass)
    await hass.auth.async_remove_user(user)
    assert await async_answer(hass, "mute all microphones", user=user) == (
        "There are more microphones, of which you may not be told."
    )
    assert not kitchen.muted
