"""There is no unmute by voice: whatever is said of whichever of Earshot's entities, in any language, everything stays muted."""

from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, intent
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN
from custom_components.earshot.voice.grammar import Meaning
from custom_components.earshot.voice.languages import LANGUAGES
from tests.calls import async_turn
from tests.home import Satellite, entity, shown

from .talk import async_say

OF_AN_ENTITY = {
    "en": ("unmute {}", "turn off {}", "turn {} off", "press {}", "toggle {}"),
    "de": ("hebe die Stummschaltung von {} auf", "schalte {} aus", "drücke {}", "deaktiviere {}"),
    "nl": ("hef de demping van {} op", "zet {} uit", "schakel {} uit", "druk op {}"),
    "fr": ("réactive {}", "éteins {}", "désactive {}", "appuie sur {}"),
    "es": ("reactiva {}", "apaga {}", "desactiva {}", "pulsa {}"),
}
OF_THE_HOME = {
    "en": (
        "unmute", "unmute yourself", "unmute all microphones", "unmute the microphones in the kitchen", "start listening",
        "listen to me again", "turn on all microphones", "turn off microphone mute", "turn off privacy mode",
        "turn off all switches", "turn off everything", "turn everything off in the kitchen", "turn off the scheduler",
    ),
    "de": (
        "hör wieder zu", "schalte alle Mikrofone ein", "schalte die Mikrofone wieder an", "schalte den Privatmodus aus",
        "schalte alles aus", "schalte die Stummschaltung aus", "alle Schalter aus",
    ),
    "nl": (
        "luister weer", "zet alle microfoons aan", "zet de microfoons weer aan", "zet de privacymodus uit", "zet alles uit",
        "zet de demping uit", "zet alle schakelaars uit",
    ),
    "fr": (
        "écoute de nouveau", "active tous les micros", "réactive les micros", "désactive le mode privé", "éteins tout",
        "désactive la sourdine", "éteins tous les interrupteurs",
    ),
    "es": (
        "vuelve a escuchar", "activa todos los micrófonos", "enciende los micrófonos", "apaga el modo de privacidad",
        "apaga todo", "desactiva el silencio", "apaga todos los interruptores",
    ),
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def muted(hass: HomeAssistant, entry: MockConfigEntry) -> MockConfigEntry:
    """Have everything muted, in every way there is."""
    for title in ("Kitchen", "Bedroom"):
        await async_turn(hass, "turn_on", entity(hass, "switch", "mute", title))
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"))
    return entry


def assert_muted(hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, said: str) -> None:
    """Check that everything that mutes still does."""
    assert kitchen.muted and bedroom.muted, said
    assert shown(hass, "switch", "privacy_mode") == "on", said
    assert shown(hass, "switch", "scheduler") == "on", said
    assert shown(hass, "switch", "enabled", "Night") == "on", said
    assert kitchen.switch.calls == [True] and bedroom.switch.calls == [True], said


@pytest.mark.parametrize("language", LANGUAGES)
async def test_entities(
    hass: HomeAssistant, muted: MockConfigEntry, *, kitchen: Satellite, bedroom: Satellite, language: str
) -> None:
    """Every entity that could be told to, by its full name."""
    ours = [each for each in er.async_get(hass).entities.values() if each.platform == DOMAIN]
    told = [each for each in ours if each.domain in ("switch", "button")]
    assert {"switch", "button"} == {each.domain for each in told}
    for each in told:
        name = hass.states.get(each.entity_id).name
        for sentence in OF_AN_ENTITY[language]:
            await async_say(hass, sentence.format(name), language=language, to=kitchen)
            assert_muted(hass, kitchen, bedroom, sentence.format(name))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_sentences(
    hass: HomeAssistant, muted: MockConfigEntry, *, kitchen: Satellite, bedroom: Satellite, language: str
) -> None:
    """What people would say."""
    for sentence in OF_THE_HOME[language]:
        await async_say(hass, sentence, language=language, to=kitchen)
        assert_muted(hass, kitchen, bedroom, sentence)


@pytest.mark.parametrize("name", [intent.INTENT_TURN_OFF, intent.INTENT_TURN_ON, intent.INTENT_TOGGLE])
async def test_intents(
    hass: HomeAssistant, muted: MockConfigEntry, *, kitchen: Satellite, bedroom: Satellite, name: str
) -> None:
    """Home Assistant's own intents, by name and by domain."""
    ours = [each for each in er.async_get(hass).entities.values() if each.platform == DOMAIN]
    slots = [{"name": {"value": hass.states.get(each.entity_id).name}} for each in ours if each.disabled_by is None]
    slots += [{"name": {"value": each.entity_id}} for each in ours]
    slots += [{"domain": {"value": "switch"}}, {"domain": {"value": "button"}}]
    for slot in slots:
        with pytest.raises(intent.MatchFailedError):
            await intent.async_handle(hass, "test", name, slot, assistant="conversation", language="en")
        await hass.async_block_till_done()
        assert_muted(hass, kitchen, bedroom, str(slot))


async def test_nothing_is_exposed(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """None of our switches and buttons is offered to any assistant of its own accord."""
    told = [
        each.entity_id
        for each in er.async_get(hass).entities.values()
        if each.platform == DOMAIN and each.domain in ("switch", "button")
    ]
    assert told
    for assistant in ("conversation", "cloud.alexa", "cloud.google_assistant"):
        assert not any(async_should_expose(hass, assistant, entity_id) for entity_id in told)


def test_no_meaning_unmutes() -> None:
    """What can be meant is to mute, and to ask."""
    assert {meaning.partition("_")[0] for meaning in Meaning} == {"mute", "ask"}
