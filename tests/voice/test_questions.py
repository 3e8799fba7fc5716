"""Who can hear me? Answered by what people see, in the language that was spoken, and never "muted" for what is less."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er, floor_registry as fr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import SUBENTRY_MICROPHONE
from custom_components.earshot.voice.languages import LANGUAGES
from custom_components.earshot.voice.languages.model import Said
from tests.calls import limited_user
from tests.home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, rule

from .talk import async_answer, async_say, async_talk, put_into

HOURS = timedelta(hours=1)
WHO = {
    "en": ("Who can hear me?", "The Kitchen and the Bedroom can hear you."),
    "de": ("Wer hört mich?", "Die Mikrofone Kitchen und Bedroom können dich hören."),
    "nl": ("Wie kan mij horen?", "De microfoons Kitchen en Bedroom kunnen je horen."),
    "fr": ("Qui m’entend ?", "Les micros Kitchen et Bedroom peuvent vous entendre."),
    "es": ("¿Quién me oye?", "Los micrófonos Kitchen y Bedroom pueden oírte."),
}
NIGHT = {
    "en": ("Is the kitchen muted?", "The Kitchen is muted until seven."),
    "de": ("Ist die Kitchen stumm?", "Das Mikrofon Kitchen ist bis 7 Uhr stumm."),
    "nl": ("Is de kitchen gedempt?", "De microfoon Kitchen is tot 7 uur gedempt."),
    "fr": ("Est-ce que la kitchen est coupée ?", "Le micro Kitchen est coupé jusqu'à 7 heures."),
    "es": ("¿Está silenciada la kitchen?", "El micrófono Kitchen está silenciado hasta las 7."),
}
HELD_BACK = {
    "en": ("Can the bedroom hear me?", "The Bedroom is held back by Home Assistant until seven."),
    "de": ("Kann mich das Bedroom hören?", "Das Mikrofon Bedroom wird bis 7 Uhr von Home Assistant zurückgehalten."),
    "nl": ("Hoort de bedroom mij?", "De microfoon Bedroom wordt tot 7 uur tegengehouden door Home Assistant."),
    "fr": ("La bedroom m'entend-elle ?", "Le micro Bedroom est retenu par Home Assistant jusqu'à 7 heures."),
    "es": ("¿Me oye la bedroom?", "El micrófono Bedroom está retenido por Home Assistant hasta las 7."),
}


@pytest.mark.parametrize("language", WHO)
async def test_who_can_hear(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry, language: str
) -> None:
    """The question is answered in the language that it is asked in, whatever the home's is."""
    asked, answered = WHO[language]
    assert await async_answer(hass, asked, language=language) == answered


@pytest.mark.parametrize("language", WHO)
async def test_language_that_was_spoken(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry, language: str
) -> None:
    """What counts is what was spoken, not what the assistant is set to."""
    asked, answered = WHO[language]
    assert await async_answer(hass, asked, language="pt") == answered


@pytest.mark.parametrize("language", WHO)
async def test_night(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry, language: str
) -> None:
    """One that its device confirms is muted until the morning; one that Home Assistant holds back is not called muted."""
    await async_wait(hass, tuesday_evening, 2 * HOURS)
    asked, answered = NIGHT[language]
    assert await async_answer(hass, asked, language=language) == answered
    asked, answered = HELD_BACK[language]
    assert await async_answer(hass, asked, language=language) == answered


async def test_both(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry) -> None:
    """Those that can hear come first."""
    assert await async_answer(hass, "mute the kitchen microphone until seven")
    answer = await async_answer(hass, "who can hear me right now?")
    assert answer == "The Bedroom can hear you. The Kitchen is muted until seven."


# --- Truth ----------------------------------------------------------------------------------------------------------------


async def test_status_in_words(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """Each status has words of its own."""
    for state, words in (
        ("listening", "The Kitchen is listening right now."),
        ("processing", "The Kitchen can hear you."),
        ("unavailable", "The Kitchen may be listening."),
    ):
        await kitchen.async_show(state)
        assert await async_answer(hass, "can the kitchen hear me") == words
    kitchen.switch.come_and_go(False)
    await hass.async_block_till_done()
    assert await async_answer(hass, "is the kitchen muted") == "The Kitchen may be listening."


async def test_unobserved(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, kitchen: Satellite) -> None:
    """What nothing shows may be listening, muted or not asked for."""
    await async_earshot(hass, microphone(hass, kitchen, sources=[], controls=[]))
    await async_talk(hass)
    assert await async_answer(hass, "who can hear me") == "The Kitchen may be listening."
    assert await async_answer(hass, "mute all microphones") == ("The Kitchen cannot be muted and may hear you.")


async def test_blocked(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, kitchen: Satellite) -> None:
    """A blocked upload is no mute."""
    made = microphone(hass, kitchen)
    controls = [{**control, "assurance": "upload_blocked"} for control in made["data"]["controls"]]
    await async_earshot(hass, microphone(hass, kitchen, controls=controls))
    await async_talk(hass)
    answer = await async_answer(hass, "mute all microphones for an hour")
    assert answer == "The Kitchen may hear you, but its connection is blocked until ten."


async def test_paused_and_gone(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry, bedroom: Satellite
) -> None:
    """Held back by belief alone, and gone: may be listening."""
    await async_answer(hass, "mute the bedroom microphone")
    await bedroom.async_show("unavailable")
    assert await async_answer(hass, "is the bedroom muted") == "The Bedroom may be listening."


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_muted_is_called_muted(code: str) -> None:
    """In no language does a sentence about anything else claim what the one about `muted` says."""
    for sentences in (LANGUAGES[code].answers.one, LANGUAGES[code].answers.several):
        claim = sentences[Said.MUTED].format(subject="X", until="")
        for said, sentence in sentences.items():
            assert said is Said.MUTED or sentence.format(subject="X", until="") not in claim
            assert said is Said.MUTED or claim.rstrip(".") not in sentence.format(subject="X", until="")


async def test_uncovered(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, kitchen: Satellite) -> None:
    """Nobody is told that none can hear while one is not looked after."""
    await async_satellite(hass, "Bedroom")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    await async_talk(hass)
    more = "One more microphone is not in Earshot's care and may be listening."
    assert await async_answer(hass, "mute all microphones until ten") == f"The Kitchen is muted until ten. {more}"
    assert await async_answer(hass, "who can hear me") == f"The Kitchen is muted until ten. {more}"
    assert await async_answer(hass, "is the kitchen muted") == "The Kitchen is muted until ten."
    hass.config_entries.async_remove_subentry(entry, next(iter(entry.subentries)))
    await hass.async_block_till_done()
    assert await async_answer(hass, "who can hear me") == (
        "Earshot takes care of no microphone yet. 2 more microphones are not in Earshot's care and may be listening."
    )
    assert await async_answer(hass, "mute all microphones") == "Earshot takes care of no microphone yet."


async def test_many(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> None:
    """Nobody wants to listen to a long list."""
    satellites = [await async_satellite(hass, f"Room {number}") for number in range(8)]
    await async_earshot(hass, *(microphone(hass, satellite) for satellite in satellites))
    await async_talk(hass)
    await async_answer(hass, "mute the room 3 microphone until nine")
    assert await async_answer(hass, "who can hear me") == (
        "7 microphones can hear you. The Room 3 is held back by Home Assistant until nine."
    )


# --- Names ----------------------------------------------------------------------------------------------------------------


async def test_places(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry, kitchen: Satellite
) -> None:
    """An area, a floor and an alias of any of them mean the microphones that are there."""
    floors, areas = fr.async_get(hass), ar.async_get(hass)
    floor = floors.async_create("Ground floor", aliases={"downstairs"})
    area = areas.async_create("Larder", floor_id=floor.floor_id, aliases={"Pantry"})
    put_into(hass, kitchen, area)
    er.async_get(hass).async_update_entity(kitchen.entity_id, aliases=["Cook"])
    await hass.async_block_till_done()
    for place in ("larder", "Pantry", "ground floor", "downstairs", "cook", "KITCHEN"):
        assert await async_answer(hass, f"is the {place} muted") == "The Kitchen can hear you."
    areas.async_update(area.id, name="Cellar", aliases=set())
    await hass.async_block_till_done()
    assert await async_answer(hass, "is the cellar muted") == "The Kitchen can hear you."
    response = await async_say(hass, "is the larder muted")
    assert "Kitchen" not in response.speech["plain"]["speech"]


async def test_other_things(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry
) -> None:
    """Questions about what is no microphone are not taken from whom they are for."""
    for asked in ("is the television muted", "can the neighbours hear me", "mute the television", "stop"):
        assert "microphone" not in await async_answer(hass, asked)
    assert await async_answer(hass, "is the microphone in the garage muted") == (
        "I know no microphone that goes by the garage."
    )


@pytest.mark.parametrize(
    "name",
    ["{place}", "(kit|chen", "[[", "<when>", "{{ states('x') }}", "%s{0}", "a\nb\tc", "\u202eevil", "*** ", "x" * 5000],
)
async def test_hostile_names(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, name: str) -> None:
    """Whatever a device is called, all others are understood, and the name is said as it is."""
    evil, kitchen = await async_satellite(hass, name), await async_satellite(hass, "Kitchen")
    await async_earshot(hass, microphone(hass, evil), microphone(hass, kitchen))
    put_into(hass, evil, ar.async_get(hass).async_create(name.strip() or "?"))
    await async_talk(hass)
    assert await async_answer(hass, "is the kitchen muted") == "The Kitchen can hear you."
    answer = await async_answer(hass, "who can hear me")
    assert answer == f"The {' '.join(name.split())} and the Kitchen can hear you."
    assert await async_answer(hass, "mute all microphones until ten")
    assert evil.muted and kitchen.muted


# --- Who may --------------------------------------------------------------------------------------------------------------


async def test_limited_user(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry
) -> None:
    """Who may see one microphone is told of that one, and that there are more; not even the other's name is known."""
    user = limited_user(hass, **{entity(hass, "sensor", "status", "Kitchen"): {"read": True}})
    assert await async_answer(hass, "who can hear me", user=user) == (
        "The Kitchen can hear you. There are more microphones, of which you may not be told."
    )
    assert await async_answer(hass, "is the bedroom muted", user=user) == ("I know no microphone that goes by bedroom.")
    nobody = limited_user(hass)
    assert await async_answer(hass, "who can hear me", user=nobody) == (
        "There are more microphones, of which you may not be told."
    )


async def test_no_reasons(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, kitchen: Satellite, hass_admin_user: object
) -> None:
    """No answer says who is away: neither the rule nor the person is named."""
    hass.states.async_set("person.anne", "not_home")
    presence = {"kind": "nobody_home", "persons": ["person.anne"]}
    await async_earshot(hass, microphone(hass, kitchen), rule("Anne is away", presence=presence))
    await async_talk(hass)
    assert kitchen.muted
    assert await async_answer(hass, "who can hear me") == "The Kitchen is muted."


async def test_removed_microphone(
    hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory, entry: MockConfigEntry
) -> None:
    """A microphone that was removed is not known any more."""
    removed = next(
        subentry.subentry_id
        for subentry in entry.subentries.values()
        if subentry.subentry_type == SUBENTRY_MICROPHONE and subentry.title == "Bedroom"
    )
    hass.config_entries.async_remove_subentry(entry, removed)
    await hass.async_block_till_done()
    assert "Bedroom" not in await async_answer(hass, "is the bedroom muted")
