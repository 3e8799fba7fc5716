"""What Echo devices and microphones let out is found."""

import json
from pathlib import Path

from homeassistant import components
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.earshot.audit.findings import Severity
from custom_components.earshot.microphones.discovery import async_discover
from tests.home import async_earshot, async_satellite, microphone

from .home import async_assist, async_assistant, async_findings, async_found, echo, engine, id_of

NASTY = "*<b>{x}</b>*\n\u202e`${y}` [a](http://b)"
PLAIN = "*<b>{x}</b>* `${y}` [a](http://b)"


# --- Echo devices -----------------------------------------------------------------------------------------------------


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


# --- Microphones ------------------------------------------------------------------------------------------------------


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
