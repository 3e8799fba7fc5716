"""What assistants let out is found, with Home Assistant's own ones."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.home import async_earshot, async_satellite, microphone

from .home import async_assist, async_assistant, async_findings, async_found, engine, select


async def test_cloud_engines_of_the_preferred_assistant(hass: HomeAssistant) -> None:
    """A satellite without a choice of its own uses the preferred assistant; each stage that leaves the home is told."""
    await async_assist(hass)
    cloud = await async_assistant(
        hass,
        "Clouds",
        preferred=True,
        wake_word_entity=engine(hass, "wake_word", "cloud"),
        stt_engine=engine(hass, "stt", "cloud"),
        conversation_engine=engine(hass, "conversation", "openai_conversation"),
        tts_engine=engine(hass, "tts", "google_translate"),
    )
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    found = await async_findings(hass, entry)
    assert [(each.key, each.severity, each.placeholders["engine"]) for each in found] == [
        ("cloud_wake_word", "risk", "Home Assistant Cloud"),
        ("cloud_speech_to_text", "risk", "Home Assistant Cloud"),
        ("cloud_agent", "risk", "OpenAI"),
        ("cloud_text_to_speech", "notice", "Google Translate text-to-speech"),
    ]
    assert {(each.placeholders["assistant"], each.placeholders["microphones"]) for each in found} == {
        ("Clouds", "Kitchen")
    }
    assert {each.advice_key for each in found} == {"cloud_engine"}

    local = await async_assistant(
        hass,
        "Home",
        stt_engine=engine(hass, "stt", "wyoming"),
        conversation_engine=engine(hass, "conversation", "ollama"),
        tts_engine=engine(hass, "tts", "wyoming"),
    )
    store = hass.data["assist_pipeline"].pipeline_store
    store.async_set_preferred_item(local.id)
    assert await async_findings(hass, entry) == []
    store.async_set_preferred_item(cloud.id)
    assert len(await async_findings(hass, entry)) == 4


async def test_the_assistant_that_a_satellite_has_chosen(hass: HomeAssistant) -> None:
    """By the select on its device; what names no assistant is the preferred one."""
    await async_assist(hass)
    await async_assistant(hass, "Clouds", stt_engine=engine(hass, "stt", "cloud"))
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    for state, count in (("preferred", 0), ("Clouds", 1), ("unavailable", 0), ("Removed", 0), ("Clouds", 1)):
        select(hass, kitchen, "pipeline", state)
        assert len(await async_found(hass, entry, "cloud_speech_to_text")) == count, state
    # Another integration's select on the same device means something else.
    select(hass, kitchen, "pipeline", "preferred")
    select(hass, kitchen, "pipeline", "Clouds", platform="other")
    assert await async_findings(hass, entry) == []


async def test_an_assistant_called_preferred_is_not_the_preferred_one(hass: HomeAssistant) -> None:
    """The select's option means Home Assistant's choice; of two assistants with one name the first is meant."""
    await async_assist(hass)
    await async_assistant(hass, "preferred", stt_engine=engine(hass, "stt", "cloud"))
    await async_assistant(hass, "Twin")
    await async_assistant(hass, "Twin", stt_engine=engine(hass, "stt", "cloud"))
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    for state in ("preferred", "Twin"):
        select(hass, kitchen, "pipeline", state)
        assert await async_findings(hass, entry) == [], state


async def test_a_second_assistant_counts_with_its_wake_word(hass: HomeAssistant) -> None:
    """An ESPHome device has a second assistant for a second wake word: unused, it hears nothing."""
    await async_assist(hass)
    await async_assistant(hass, "Clouds", preferred=True, stt_engine=engine(hass, "stt", "cloud"))
    await async_assistant(hass, "Home")
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    select(hass, kitchen, "pipeline", "Home")
    select(hass, kitchen, "pipeline_n", "preferred")
    assert await async_findings(hass, entry) == []
    for state, count in (("no_wake_word", 0), ("Hey Jarvis", 1), ("unavailable", 0), ("unknown", 0)):
        select(hass, kitchen, "wake_word_n", state)
        assert len(await async_findings(hass, entry)) == count, state


async def test_assistants_are_told_by_name_and_name_a_satellite_once(hass: HomeAssistant) -> None:
    """Whichever satellite comes first; with both wake words for one assistant it is one satellite all the same."""
    await async_assist(hass)
    for name in ("Zoo", "annex"):
        await async_assistant(hass, name, stt_engine=engine(hass, "stt", "cloud"))
    attic = await async_satellite(hass, "Attic", platform="esphome")
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, attic), microphone(hass, kitchen))
    select(hass, attic, "pipeline", "Zoo")
    for key, state in (("pipeline", "annex"), ("pipeline_n", "annex"), ("wake_word_n", "Hey Jarvis")):
        select(hass, kitchen, key, state)
    found = await async_findings(hass, entry)
    assert [(each.placeholders["assistant"], each.placeholders["microphones"]) for each in found] == [
        ("annex", "Kitchen"),
        ("Zoo", "Attic"),
    ]


async def test_one_finding_names_all_satellites_of_an_assistant(hass: HomeAssistant) -> None:
    """Those that are in nobody's care, too; disabled ones hear nothing."""
    await async_assist(hass)
    await async_assistant(hass, "Clouds", preferred=True, stt_engine=engine(hass, "stt", "cloud"))
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    attic = await async_satellite(hass, "Attic", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen) | {"title": "My kitchen"})
    (found,) = await async_found(hass, entry, "cloud_speech_to_text")
    assert found.placeholders["microphones"] == "Attic, My kitchen"
    er.async_get(hass).async_update_entity(attic.entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    (found,) = await async_found(hass, entry, "cloud_speech_to_text")
    assert found.placeholders["microphones"] == "My kitchen"


async def test_an_unknown_engine_is_said_to_be_unknown(hass: HomeAssistant) -> None:
    """Gone, of an integration that is not installed, or of one that does not say: never taken for local."""
    await async_assist(hass)
    await async_assistant(
        hass,
        "Murky",
        preferred=True,
        stt_engine="stt.gone",
        conversation_engine="no_such_integration",
        tts_engine=engine(hass, "tts", "demo"),
    )
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    found = await async_findings(hass, entry)
    assert [(each.key, each.severity, each.placeholders["engine"]) for each in found] == [
        ("unknown_speech_to_text", "notice", "stt.gone"),
        ("unknown_agent", "notice", "no_such_integration"),
        ("unknown_text_to_speech", "notice", "Demo"),
    ]
    assert {each.advice_key for each in found} == {"unknown_engine"}


async def test_engines_by_their_earlier_names(hass: HomeAssistant) -> None:
    """An integration's own name, a config entry, an entity that is in no registry."""
    await async_assist(hass)
    agent = MockConfigEntry(domain="google_generative_ai_conversation")
    agent.add_to_hass(hass)
    await async_assistant(
        hass,
        "Old",
        preferred=True,
        stt_engine="cloud",
        conversation_engine=agent.entry_id,
        tts_engine="google_translate",
    )
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert {each.key for each in await async_findings(hass, entry)} == {
        "cloud_speech_to_text",
        "cloud_agent",
        "cloud_text_to_speech",
    }
    old = await async_assistant(hass, "Older", preferred=True, conversation_engine="homeassistant")
    assert old.conversation_engine == "homeassistant"
    assert await async_findings(hass, entry) == []


async def test_an_engine_that_is_in_no_registry_is_known_by_its_platform(hass: HomeAssistant) -> None:
    """Entities without a unique id have no registry entry; Home Assistant still knows where they come from."""
    await async_assist(hass)
    assert await async_setup_component(hass, "tts", {"tts": {"platform": "demo"}})
    await hass.async_block_till_done()
    hass.data["entity_info"]["stt.bare"] = {"domain": "cloud"}
    await async_assistant(hass, "Bare", preferred=True, stt_engine="stt.bare")
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert [each.key for each in await async_findings(hass, entry)] == ["cloud_speech_to_text"]
