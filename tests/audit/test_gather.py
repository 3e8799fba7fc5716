"""Each finding appears with its cause and goes with it, in real registries and with Home Assistant's own assistants."""

import json
from pathlib import Path
from types import SimpleNamespace

from homeassistant import components
from homeassistant.components.assist_pipeline import PipelineStage
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from wyoming.info import Attribution, Info, Satellite as SatelliteInfo, WakeProgram

from custom_components.earshot.audit.findings import Finding, Severity
from custom_components.earshot.const import MicrophoneStatus
from custom_components.earshot.microphones.discovery import async_discover
from tests.home import async_earshot, async_satellite, microphone
from tests.microphones.assist import async_assist as async_real_assist

from .home import async_assist, async_assistant, async_findings, async_found, echo, engine, select

NASTY = "*<b>{x}</b>*\n\u202e`${y}` [a](http://b)"
PLAIN = "*<b>{x}</b>* `${y}` [a](http://b)"


def id_of(entry: MockConfigEntry, title: str) -> str:
    """Return the id of the microphone with this title."""
    return next(id_ for id_, subentry in entry.subentries.items() if subentry.title == title)


async def test_a_home_that_keeps_to_itself_has_nothing_to_find(hass: HomeAssistant) -> None:
    """A local assistant, a satellite that confirms its mute: silence."""
    await async_assist(hass)
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert await async_findings(hass, entry) == []


async def test_debug_recordings(hass: HomeAssistant) -> None:
    """The folder to which commands are written is named, whole as it may be long."""
    folder = "/media/" + "deep/" * 40
    await async_assist(hass, debug_recording_dir=folder)
    entry = await async_earshot(hass)
    (found,) = await async_findings(hass, entry)
    assert found == Finding("debug_recordings", Severity.RISK, "debug_recordings", None, {"folder": folder})


async def test_without_assist_nothing_is_said_of_assistants(hass: HomeAssistant) -> None:
    """Home Assistant runs without its voice assistants; the audit does too."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    assert await async_findings(hass, entry) == []


# --- Wake words that are heard in Home Assistant --------------------------------------------------------------------------


async def test_a_microphone_that_streams_is_told_while_it_does(hass: HomeAssistant) -> None:
    """Its status says so."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    live = entry.runtime_data.household.microphones[id_of(entry, "Kitchen")]
    seen = live.view
    live.view = SimpleNamespace(status=MicrophoneStatus.STREAMING)
    (found,) = await async_findings(hass, entry)
    assert (found.key, found.severity) == ("wake_word_streamed", Severity.RISK)
    assert found.microphone_id == id_of(entry, "Kitchen")
    assert found.placeholders == {"microphone": "Kitchen"}
    live.view = seen
    assert await async_findings(hass, entry) == []


async def test_a_satellite_that_streams_to_its_wake_word_engine_is_told(hass: HomeAssistant) -> None:
    """Whichever integration it is of, in care or not: Home Assistant's own runs tell."""
    assist = await async_real_assist(hass)
    entry = await async_earshot(hass)
    assert await async_found(hass, entry, "wake_word_streamed") == []
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    (found,) = await async_found(hass, entry, "wake_word_streamed")
    assert found.placeholders["microphone"] == "Kitchen"
    await assist.async_hear_wake_word(False)
    assert await async_found(hass, entry, "wake_word_streamed") == []


def tells(*wake: WakeProgram) -> SimpleNamespace:
    """Return what Wyoming's integration keeps of a satellite that tells of these wake word programs."""
    info = Info(
        wake=list(wake),
        satellite=SatelliteInfo("x", Attribution("", ""), installed=True, description=None, version=None),
    )
    return SimpleNamespace(service=SimpleNamespace(info=info))


async def test_a_wyoming_satellite_without_a_wake_word_always_streams(hass: HomeAssistant) -> None:
    """Covered or not; with a wake word of its own it is left alone, and told once though it streams now, too."""
    kitchen = await async_satellite(hass, "Kitchen")
    attic = await async_satellite(hass, "Attic")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    program = WakeProgram("x", Attribution("", ""), installed=True, description=None, version=None, models=[])
    kitchen.entry.runtime_data, attic.entry.runtime_data = tells(program), tells(program)
    assert await async_found(hass, entry, "wake_word_streamed") == []

    kitchen.entry.runtime_data, attic.entry.runtime_data = tells(), tells()
    found = await async_found(hass, entry, "wake_word_streamed")
    assert [(each.placeholders["microphone"], each.microphone_id) for each in found] == [
        ("Attic", None),
        ("Kitchen", id_of(entry, "Kitchen")),
    ]
    live = entry.runtime_data.household.microphones[id_of(entry, "Kitchen")]
    live.view = SimpleNamespace(status=MicrophoneStatus.STREAMING)
    found = await async_found(hass, entry, "wake_word_streamed")
    assert [each.placeholders["microphone"] for each in found] == ["Kitchen", "Attic"]


async def test_only_wyoming_is_asked_for_its_wake_words(hass: HomeAssistant) -> None:
    """What another integration keeps by the same name means something else."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    kitchen.entry.runtime_data = tells()
    assert await async_findings(hass, entry) == []


async def test_a_microphone_of_two_satellites_is_told_once(hass: HomeAssistant) -> None:
    """Though both of them stream."""
    kitchen = await async_satellite(hass, "Kitchen")
    attic = await async_satellite(hass, "Attic")
    mic = microphone(hass, kitchen)
    second = {"kind": "assist_satellite", "entity": er.async_get(hass).async_get(attic.entity_id).id}
    sources = [*mic["data"]["sources"], second]
    entry = await async_earshot(hass, mic | {"data": {**mic["data"], "sources": sources}})
    kitchen.entry.runtime_data, attic.entry.runtime_data = tells(), tells()
    (found,) = await async_found(hass, entry, "wake_word_streamed")
    assert found.placeholders == {"microphone": "Kitchen"}


@pytest.mark.parametrize(
    "runtime_data",
    [
        None,
        SimpleNamespace(),
        SimpleNamespace(service=SimpleNamespace(info=Info())),
        SimpleNamespace(service=SimpleNamespace(info=SimpleNamespace(satellite="x"))),
    ],
)
async def test_what_wyoming_does_not_tell_is_not_found(hass: HomeAssistant, runtime_data: object) -> None:
    """Its structures may change: then nothing is claimed."""
    kitchen = await async_satellite(hass, "Kitchen")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    kitchen.entry.runtime_data = runtime_data
    assert await async_found(hass, entry, "wake_word_streamed") == []


# --- Assistants -----------------------------------------------------------------------------------------------------------


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


# --- Echo devices ---------------------------------------------------------------------------------------------------------


async def test_drop_in_that_is_open_to_all(hass: HomeAssistant) -> None:
    """Only `all` is anyone; a disabled or other select says nothing."""
    ids = echo(hass, "Echo")
    other = er.async_get(hass).async_get_or_create(
        "select", "alexa_devices", "x", translation_key="default_device", suggested_object_id="other"
    )
    hass.states.async_set(other.entity_id, "all")
    entry = await async_earshot(hass)
    for state, count in (("home", 0), ("all", 1), ("off", 0), ("unavailable", 0), ("all", 1)):
        hass.states.async_set(ids["dropin"], state)
        assert len(await async_found(hass, entry, "drop_in_open")) == count, state
    (found,) = await async_found(hass, entry, "drop_in_open")
    assert (found.severity, found.microphone_id) == (Severity.RISK, None)
    assert found.placeholders == {"device": "Echo", "entity": "select.echo_dropin"}
    er.async_get(hass).async_update_entity(ids["dropin"], disabled_by=er.RegistryEntryDisabler.USER)
    assert await async_found(hass, entry, "drop_in_open") == []


async def test_an_echo_that_is_known_is_in_care_or_not(hass: HomeAssistant) -> None:
    """Whatever discovery finds counts, not satellites alone; taken in, by its own recipe, it is no more than that."""
    echo(hass, "Echo")
    entry = await async_earshot(hass)
    (found,) = await async_found(hass, entry, "uncovered")
    assert found.placeholders == {"microphone": "Echo"}
    (candidate,) = async_discover(hass)
    chosen = {"default": "live", "who_may_unmute": "users", "keep_transcripts": False}
    data = {**candidate.as_data(), "family": candidate.family, **chosen}
    hass.config_entries.async_add_subentry(
        entry,
        ConfigSubentry(data=data, subentry_type="microphone", title="Echo", unique_id=candidate.reference),
    )
    await hass.async_block_till_done()
    assert {each.key for each in await async_findings(hass, entry)} == {
        "mute_none",
        "recordings_kept_open",
        "human_review_open",
        "deletion_open",
    }


def test_the_names_are_those_that_the_integration_uses() -> None:
    """What an Echo is recognised by is in the words of Home Assistant's own integration."""
    texts = json.loads((Path(components.__path__[0]) / "alexa_devices" / "strings.json").read_text(encoding="utf-8"))
    assert "all" in texts["entity"]["select"]["dropin"]["state"]
    assert "voice_event" in texts["entity"]["event"]


async def test_what_is_found_at_an_echo_in_care_names_its_microphone(hass: HomeAssistant) -> None:
    """By its device, or by an entity that the microphone shows."""
    ids = echo(hass, "Echo", "all")
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    mic = microphone(hass, kitchen)
    mine = mic | {"title": "Hall", "unique_id": "x", "data": {**mic["data"], "device_id": ids["device"]}}
    entry = await async_earshot(hass, mine)
    (found,) = await async_found(hass, entry, "drop_in_open")
    assert (found.microphone_id, found.placeholders["device"]) == (id_of(entry, "Hall"), "Hall")

    reference = er.async_get(hass).async_get(ids["dropin"]).id
    shown = {**mic["data"], "observations": [{"kind": "drop_in", "entity": reference}]}
    hass.config_entries.async_update_subentry(entry, entry.subentries[id_of(entry, "Hall")], data=shown)
    (found,) = await async_found(hass, entry, "drop_in_open")
    assert found.microphone_id == id_of(entry, "Hall")


async def test_without_a_recorder_no_words_are_kept(hass: HomeAssistant) -> None:
    """There is nobody to keep them."""
    echo(hass, "Echo")
    entry = await async_earshot(hass)
    assert await async_found(hass, entry, "words_recorded") == []


# --- Microphones ----------------------------------------------------------------------------------------------------------


async def test_a_microphone_that_is_in_nobodys_care(hass: HomeAssistant) -> None:
    """Until it is taken in."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    await async_satellite(hass, "Attic", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen))
    (found,) = await async_findings(hass, entry)
    assert (found.key, found.severity, found.placeholders) == ("uncovered", Severity.TO_DO, {"microphone": "Attic"})


async def test_taking_it_in_settles_it(hass: HomeAssistant) -> None:
    """Nothing is said of those in care."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    attic = await async_satellite(hass, "Attic", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, attic))
    assert await async_findings(hass, entry) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, None),
        ({"confirmed": False}, "mute_unconfirmed"),
        ({"assurance": "software", "confirmed": False}, "mute_unconfirmed"),
        ({"assurance": "power_cut", "confirmed": False}, None),
        ({"assurance": "upload_blocked"}, "mute_upload_blocked"),
        ({"assurance": "response_only"}, "mute_response_only"),
        (None, "mute_none"),
    ],
)
async def test_a_mute_that_is_not_certain(
    hass: HomeAssistant, changes: dict[str, object] | None, key: str | None
) -> None:
    """Told as information, of the control that is used first."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    mic = microphone(hass, kitchen)
    (control,) = mic["data"]["controls"]
    controls = [] if changes is None else [{**control, **changes}, {**control, "assurance": "none"}]
    entry = await async_earshot(hass, mic | {"data": {**mic["data"], "controls": controls}})
    found = await async_findings(hass, entry)
    assert [each.key for each in found] == ([] if key is None else [key])
    assert all(each.severity is Severity.NOTICE for each in found)
    assert all(each.microphone_id == id_of(entry, "Kitchen") for each in found)


@pytest.mark.parametrize(
    ("family", "keys"),
    [
        ("alexa_devices", {"amazon_recordings_kept", "amazon_human_review", "amazon_deletion"}),
        ("alexa_media", {"amazon_recordings_kept", "amazon_human_review", "amazon_deletion"}),
        ("cast", {"google_recordings_kept", "google_human_review", "google_deletion"}),
        ("homepod", {"apple_recordings_kept", "apple_human_review", "apple_deletion"}),
        ("sonos", {"sonos_recordings_kept", "sonos_human_review", "sonos_deletion"}),
        ("esphome", set()),
        ("forgotten", set()),
        (None, set()),
    ],
)
async def test_what_is_to_be_settled_with_a_vendor(hass: HomeAssistant, family: str | None, keys: set[str]) -> None:
    """With whoever keeps what a cloud speaker hears; other families have nobody to ask."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    entry = await async_earshot(hass, microphone(hass, kitchen, family=family))
    found = await async_findings(hass, entry)
    assert {each.advice_key for each in found} == keys
    assert all(each.severity is Severity.TO_DO and each.check is not None for each in found)


async def test_hostile_names_come_out_as_one_plain_line(hass: HomeAssistant) -> None:
    """Of satellites, assistants, devices and microphones; braces are no template, breaks and direction marks are gone."""
    await async_assist(hass)
    await async_assistant(hass, NASTY, preferred=True, stt_engine=engine(hass, "stt", "cloud"))
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    attic = await async_satellite(hass, "Attic", platform="esphome")
    device_id = er.async_get(hass).async_get(attic.entity_id).device_id
    dr.async_get(hass).async_update_device(device_id, name_by_user=NASTY)
    mic = microphone(hass, kitchen)
    entry = await async_earshot(hass, mic | {"title": NASTY, "data": {**mic["data"], "controls": []}})
    found = await async_findings(hass, entry)
    assert {each.key: dict(each.placeholders) for each in found} == {
        "cloud_speech_to_text": {
            "assistant": PLAIN,
            "engine": "Home Assistant Cloud",
            "microphones": f"{PLAIN}, {PLAIN}",
        },
        "uncovered": {"microphone": PLAIN},
        "mute_none": {"microphone": PLAIN},
    }


async def test_what_has_no_printable_name_goes_by_its_id(hass: HomeAssistant) -> None:
    """A name of nothing but direction marks."""
    kitchen = await async_satellite(hass, "Kitchen", platform="esphome")
    mic = microphone(hass, kitchen)
    entry = await async_earshot(hass, mic | {"title": "\u202e", "data": {**mic["data"], "controls": []}})
    (found,) = await async_findings(hass, entry)
    assert found.placeholders == {"microphone": id_of(entry, "\u202e")}
