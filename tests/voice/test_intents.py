"""The intents themselves, as sentences of people's own and other integrations use them."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import intent
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.intent import INTENT_MUTE, INTENT_STATUS
from custom_components.earshot.voice.languages import LANGUAGES
from custom_components.earshot.voice.languages.model import Told
from tests.calls import async_do, limited_user, of
from tests.home import Satellite, async_earshot, entity, microphone

from .talk import device_of

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite) -> MockConfigEntry:
    """Set Earshot up with both; no conversation integration, intents alone."""
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "intent", {})
    await hass.async_block_till_done()
    return entry


async def async_intend(
    hass: HomeAssistant, intent_type: str, /, *, language: str = "en", device_id: str | None = None, **slots: Any
) -> intent.IntentResponse:
    """Handle an intent with these slots."""
    response = await intent.async_handle(
        hass,
        "test",
        intent_type,
        {slot: {"value": value} for slot, value in slots.items()},
        language=language,
        device_id=device_id,
        context=Context(),
    )
    await hass.async_block_till_done()
    return response


def words(response: intent.IntentResponse) -> str:
    """Return what is spoken."""
    return response.speech["plain"]["speech"]


async def test_status(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A question: an answer with what it is about."""
    response = await async_intend(hass, INTENT_STATUS)
    assert response.response_type is intent.IntentResponseType.QUERY_ANSWER
    assert words(response) == "The Kitchen and the Bedroom can hear you."
    assert [target.id for target in response.success_results] == [
        entity(hass, "sensor", "status", "Kitchen"),
        entity(hass, "sensor", "status", "Bedroom"),
    ]
    assert words(await async_intend(hass, INTENT_STATUS, name="kitchen")) == "The Kitchen can hear you."


async def test_mute(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite) -> None:
    """A command: done, and to what."""
    response = await async_intend(hass, INTENT_MUTE, name="the kitchen", hours=1, minutes=30)
    assert response.response_type is intent.IntentResponseType.ACTION_DONE
    assert words(response) == "The Kitchen is muted until 10:30."
    assert [target.name for target in response.success_results] == ["Kitchen"]
    assert kitchen.muted and not bedroom.muted


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("21:30", "until 9:30"),
        ("8:00", "until eight"),
        ("00:00", "until midnight"),
        ("20:00", "until 8 PM tomorrow"),
        ("2026-10-22T08:00", "until Thursday at 8 AM"),
        ("2026-12-24T20:15", "until December 24 at 8:15 PM"),
        ("2026-10-20T21:30:00+02:00", "until 9:30"),
    ],
)
async def test_until(hass: HomeAssistant, entry: MockConfigEntry, until: str, said: str) -> None:
    """A time of day is the next one; a day may be said as well."""
    assert words(await async_intend(hass, INTENT_MUTE, name="kitchen", until=until)) == f"The Kitchen is muted {said}."


async def test_device(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite) -> None:
    """Without a name, the device that is spoken to."""
    await async_intend(hass, INTENT_MUTE, device_id=device_of(hass, bedroom), minutes=5)
    assert bedroom.muted and not kitchen.muted


async def test_everywhere(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, bedroom: Satellite) -> None:
    """All of them, whatever is spoken to."""
    await async_intend(hass, INTENT_MUTE, device_id=device_of(hass, bedroom), everywhere=True)
    assert bedroom.muted and kitchen.muted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("slots", "told"),
    [
        ({"hours": 1, "until": "20:00"}, Told.DURATION_AND_UNTIL),
        ({"hours": 0}, Told.BAD_DURATION),
        ({"days": 10**12}, Told.BAD_DURATION),
        ({"minutes": 10**20}, Told.BAD_DURATION),
        ({"until": "soon"}, Told.BAD_UNTIL),
        ({"until": "2020-01-01T10:00"}, Told.BAD_UNTIL),
        ({"until": "0001-01-01T00:00"}, Told.BAD_UNTIL),
        ({"until": "25:00"}, Told.BAD_UNTIL),
    ],
)
async def test_bad_input(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    *,
    kitchen: Satellite,
    language: str,
    slots: dict[str, Any],
    told: Told,
) -> None:
    """What makes no sense is refused in words, and nothing is muted."""
    response = await async_intend(hass, INTENT_MUTE, language=language, name="kitchen", **slots)
    assert response.response_type is intent.IntentResponseType.ERROR
    assert words(response) == LANGUAGES[language].answers.told[told]
    assert not kitchen.muted


@pytest.mark.parametrize("slots", [{"hours": -1}, {"hours": "many"}, {"name": ""}, {"everywhere": "perhaps"}])
async def test_invalid_slots(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, slots: Any) -> None:
    """What is no value at all does not get that far."""
    with pytest.raises(intent.InvalidSlotInfo):
        await async_intend(hass, INTENT_MUTE, **slots)
    assert not kitchen.muted


async def test_unknown_place(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """An error in words; what is echoed is short."""
    response = await async_intend(hass, INTENT_MUTE, area="x" * 10_000)
    assert response.response_type is intent.IntentResponseType.ERROR
    assert len(words(response)) < 150
    # An area is none of the names that a microphone has itself.
    assert (await async_intend(hass, INTENT_MUTE, area="kitchen")).response_type is intent.IntentResponseType.ERROR
    assert (await async_intend(hass, INTENT_MUTE, floor="kitchen")).response_type is intent.IntentResponseType.ERROR
    assert not kitchen.muted


async def test_not_loaded(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """Unloaded, the intents say so."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    for name in (INTENT_MUTE, INTENT_STATUS):
        response = await async_intend(hass, name)
        assert response.response_type is intent.IntentResponseType.ERROR
        assert words(response) == LANGUAGES["en"].answers.told[Told.NOT_LOADED]
    assert not kitchen.muted


async def test_other_language(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A language that Earshot does not speak: the home's, else English."""
    assert words(await async_intend(hass, INTENT_STATUS, language="fi")) == "The Kitchen and the Bedroom can hear you."
    hass.config.language = "nl"
    assert words(await async_intend(hass, INTENT_STATUS, language="fi")).startswith("De microfoons")
    assert words(await async_intend(hass, INTENT_STATUS, language="de-CH")).startswith("Die Mikrofone")


async def test_rights(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """A user without a right to control it is refused."""
    user = limited_user(hass, **{entity(hass, "sensor", "status", "Kitchen"): {"read": True}})
    response = await intent.async_handle(
        hass, "test", INTENT_MUTE, {"name": {"value": "Kitchen"}}, context=Context(user_id=user.id), language="de"
    )
    assert response.response_type is intent.IntentResponseType.ERROR
    assert words(response) == "Du darfst diese Mikrofone nicht stummschalten."
    assert not kitchen.muted


async def test_a_mute_that_outlasts_the_calendar(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """It is told as one without an end is, also east of Greenwich, where its last hour is in no year."""
    await async_do(hass, "mute", of(hass, "Kitchen"), until="9999-12-31T23:59:59+00:00")
    assert words(await async_intend(hass, INTENT_STATUS)) == "The Bedroom can hear you. The Kitchen is muted."
