"""The home as a whole: what is decided is brought about, and shown as it is read back."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.earshot.const import MicrophoneStatus

from .home import (
    Satellite,
    async_call,
    async_earshot,
    async_satellite,
    async_wait,
    entity,
    microphone,
    night,
    nobody_home,
    rule,
    shown,
)

TEN = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
SEVEN = datetime(2026, 10, 21, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def evening(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Begin on a Tuesday evening in Berlin, an hour before the night."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    freezer.move_to(datetime(2026, 10, 20, 19, 0, tzinfo=UTC))


@pytest.fixture
async def kitchen(hass: HomeAssistant) -> Satellite:
    """A satellite in the kitchen whose mute is Home Assistant's belief."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def bedroom(hass: HomeAssistant) -> Satellite:
    """A satellite in the bedroom that confirms its mute."""
    return await async_satellite(hass, "Bedroom", platform="esphome")


def status(hass: HomeAssistant, title: str = "Kitchen") -> str:
    """Return the status that is shown of a microphone."""
    return shown(hass, "sensor", "status", title)


# --- Windows ---------------------------------------------------------------------------------------------------------


async def test_window_mutes_and_releases(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A window mutes at its start and releases at its end."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert status(hass) == "armed"
    assert shown(hass, "sensor", "next_change", "Kitchen") == TEN.isoformat()
    assert shown(hass, "binary_sensor", "active", "Night") == "off"

    await async_wait(hass, freezer, TEN)
    assert kitchen.switch.calls == [True]
    assert status(hass) == "paused"
    assert shown(hass, "sensor", "next_change", "Kitchen") == SEVEN.isoformat()
    assert shown(hass, "binary_sensor", "active", "Night") == "on"

    await async_wait(hass, freezer, SEVEN)
    assert kitchen.switch.calls == [True, False]
    assert status(hass) == "armed"


async def test_only_a_device_that_confirms_is_muted(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """`muted` is the device's own word; what Home Assistant alone believes is `paused`."""
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    assert shown(hass, "sensor", "live_microphones") == "2"
    await async_wait(hass, freezer, TEN)
    assert (status(hass), status(hass, "Bedroom")) == ("paused", "muted")
    assert shown(hass, "sensor", "live_microphones") == "0"


async def test_set_up_within_a_window_mutes_at_once(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """There is no edge to wait for: what should be is computed from what is."""
    freezer.move_to(TEN + timedelta(hours=2))
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert kitchen.switch.calls == [True]
    assert status(hass) == "paused"


async def test_the_safety_tick_finds_what_was_missed(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A change that no event told of is found within a minute."""
    await async_earshot(hass, microphone(hass, bedroom), night())
    await async_wait(hass, freezer, TEN)
    # Past every listener, as a lost event would be.
    hass.states._states[bedroom.switch_id] = type(hass.states.get(bedroom.switch_id))(bedroom.switch_id, "off")
    await async_wait(hass, freezer, timedelta(seconds=60))
    assert bedroom.switch.calls == [True, True]
    assert status(hass, "Bedroom") == "muted"


async def test_a_rule_for_chosen_microphones(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A rule mutes its own microphones alone; a change of it applies in place."""
    entry = await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom), night())
    ids = {subentry.title: id_ for id_, subentry in entry.subentries.items()}
    rule_entry = entry.subentries[ids["Night"]]
    data = {**rule_entry.data, "all_microphones": False, "microphones": [ids["Bedroom"]]}
    hass.config_entries.async_update_subentry(entry, rule_entry, data=data)
    await hass.async_block_till_done()
    await async_wait(hass, freezer, TEN)
    assert (kitchen.muted, bedroom.muted) == (False, True)

    data = {**data, "microphones": [ids["Kitchen"]]}
    hass.config_entries.async_update_subentry(entry, rule_entry, data=data)
    await hass.async_block_till_done()
    assert (kitchen.muted, bedroom.muted) == (True, False)


@pytest.mark.parametrize(("key", "title"), [("scheduler", None), ("enabled", "Night")])
async def test_scheduler_off_releases_and_rule_off_too(
    hass: HomeAssistant,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
    key: str,
    title: str | None,
) -> None:
    """With the scheduler off no rule is active; a rule that is off is not either. No automation may turn either off."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    switch = entity(hass, "switch", key, title)
    with pytest.raises(ServiceValidationError, match="may not"):
        await async_call(hass, "switch.turn_off", switch)
    assert kitchen.muted
    await async_call(hass, "switch.turn_off", switch, hass_admin_user.id)
    assert not kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Night") == "off"
    assert hass.states.get(switch).state == "off"
    await async_call(hass, "switch.turn_on", switch)
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Night") == "on"


# --- In mid-command --------------------------------------------------------------------------------------------------


async def test_a_rule_lets_a_running_command_finish(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """`muting`, with the indicator on, until the command is over."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    freezer.move_to(TEN - timedelta(seconds=2))
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    assert kitchen.switch.calls == []
    assert status(hass) == "muting"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    assert shown(hass, "sensor", "live_microphones") == "1"
    await kitchen.async_show("processing")
    await kitchen.async_show("responding")
    assert kitchen.switch.calls == []
    freezer.tick(4)
    await kitchen.async_show("idle")
    assert kitchen.switch.calls == [True]
    assert status(hass) == "paused"


async def test_a_rule_waits_fifteen_seconds_at_most(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Over all follow-ups, from the boundary on."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    freezer.move_to(TEN - timedelta(seconds=1))
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    for state in ("processing", "responding", "listening", "processing", "listening"):
        await async_wait(hass, freezer, timedelta(seconds=2.9))
        await kitchen.async_show(state)
    assert kitchen.switch.calls == []
    await async_wait(hass, freezer, TEN + timedelta(seconds=15))
    assert kitchen.switch.calls == [True]


async def test_a_command_that_runs_when_earshot_starts_has_no_grace(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The window began long ago: what is heard after a kill is cut at once, and told as heard while muted."""
    freezer.move_to(TEN + timedelta(hours=1))
    await kitchen.async_show("listening")
    await async_earshot(hass, microphone(hass, kitchen), night())
    assert kitchen.switch.calls == [True]
    await kitchen.async_show("idle")
    activations = await hass.services.async_call("earshot", "get_activations", {}, blocking=True, return_response=True)
    assert [row["while_muted"] for row in activations["activations"]] == [True]


async def test_entities_begin_with_what_is_there(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Also while the first mute is under way, however long that takes."""
    freezer.move_to(TEN + timedelta(hours=1))
    await kitchen.async_show("listening")
    shows = async_capture_events(hass, EVENT_STATE_CHANGED)
    with patch("custom_components.earshot.household._ACTION_STEPS", 1000):
        await async_earshot(hass, microphone(hass, kitchen), night(), options={"retention_days": 0})
    first: dict[str, str] = {}
    for event in shows:
        first.setdefault(event.data["entity_id"], event.data["new_state"].state)
    assert first[entity(hass, "binary_sensor", "recording", "Kitchen")] == "on"
    assert first[entity(hass, "sensor", "status", "Kitchen")] in ("muting", "listening")


async def test_an_announcement_is_no_command(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Nothing listens while it only speaks: the mute does not wait."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await kitchen.async_show("responding")
    await async_wait(hass, freezer, TEN)
    assert kitchen.switch.calls == [True]


@pytest.mark.parametrize("switch", [("privacy_mode", None), ("mute", "Kitchen")])
async def test_people_cut_a_command_at_once(
    hass: HomeAssistant, kitchen: Satellite, switch: tuple[str, str | None]
) -> None:
    """Privacy mode and a person's mute do not wait for anything."""
    await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_show("listening")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", *switch))
    assert kitchen.switch.calls == [True]


async def test_privacy_mode_cuts_a_command_that_a_rule_had_waited_for(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """The wait is the rule's; a hold that does not wait ends it."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    freezer.move_to(TEN - timedelta(seconds=2))
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    assert status(hass) == "muting"
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"))
    assert kitchen.switch.calls == [True]


# --- Presence --------------------------------------------------------------------------------------------------------


async def test_everyone_leaves_and_someone_returns(hass: HomeAssistant, kitchen: Satellite) -> None:
    """The last to leave mutes, the first to return unmutes."""
    hass.states.async_set("person.one", "home")
    hass.states.async_set("person.two", "not_home")
    await async_earshot(hass, microphone(hass, kitchen), nobody_home())
    assert not kitchen.muted
    hass.states.async_set("person.one", "work")
    await hass.async_block_till_done()
    assert kitchen.muted
    hass.states.async_set("person.two", "home")
    await hass.async_block_till_done()
    assert not kitchen.muted


async def test_undetermined_presence_mutes_and_says_so(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Privacy wins ties: an undetermined mute rule counts as active, and its sensor claims nothing."""
    hass.states.async_set("person.one", "not_home")
    hass.states.async_set("person.two", "unavailable")
    await async_earshot(hass, microphone(hass, kitchen), nobody_home("person.one", "person.two"))
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Nobody home") == "unknown"
    reasons = hass.states.get(entity(hass, "sensor", "status", "Kitchen")).attributes["reasons"]
    assert reasons[0]["undetermined"] == ["person.two"]
    hass.states.async_set("person.one", "home")
    await hass.async_block_till_done()
    assert not kitchen.muted


async def test_while_home_assistant_starts_a_person_keeps_the_last_saved_place(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """For 60 s at most, or until Home Assistant has started."""
    hass.states.async_set("person.one", "home")
    entry = await async_earshot(hass, microphone(hass, kitchen), nobody_home("person.one"))
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass.states.async_set("person.one", "unknown")
    hass.set_state(CoreState.starting)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=59))
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted


async def test_a_person_added_later_counts_for_everyone(hass: HomeAssistant, kitchen: Satellite) -> None:
    """A rule about everyone follows who there is."""
    hass.states.async_set("person.one", "not_home")
    await async_earshot(hass, microphone(hass, kitchen), nobody_home())
    assert kitchen.muted
    hass.states.async_set("person.guest", "home")
    await hass.async_block_till_done()
    assert not kitchen.muted
    hass.states.async_remove("person.guest")
    await hass.async_block_till_done()
    assert kitchen.muted


# --- People ----------------------------------------------------------------------------------------------------------


async def test_a_persons_mute_outlives_every_rule(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """No rule lifts it, and no automation."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"))
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, SEVEN)
    assert kitchen.switch.calls == [True]
    with pytest.raises(ServiceValidationError, match="may not be unmuted"):
        await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Kitchen"))
    assert kitchen.muted


async def test_resume_lifts_a_persons_mute(hass: HomeAssistant, kitchen: Satellite, hass_admin_user: User) -> None:
    """And releases what Earshot had muted for that person."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert kitchen.muted
    await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Kitchen"), hass_admin_user.id)
    assert kitchen.switch.calls == [True, False]


async def test_an_override_ends_with_the_next_change_of_a_mute_rule(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """A person has it live in the night; the night's end and the next night's beginning find it under the rules again."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted
    assert status(hass) == "armed"
    await async_wait(hass, freezer, SEVEN)
    assert not kitchen.muted
    await async_wait(hass, freezer, TEN + timedelta(days=1))
    assert kitchen.muted


async def test_an_override_ends_after_twelve_hours(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """Also where no rule changes."""
    await async_earshot(hass, microphone(hass, kitchen, default="muted"))
    assert kitchen.muted
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(hours=12) - timedelta(seconds=1))
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted


async def test_privacy_mode_mutes_all_and_refuses_to_unmute(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, hass_admin_user: User
) -> None:
    """And reveals what it had covered when it ends."""
    await async_earshot(hass, microphone(hass, kitchen), microphone(hass, bedroom))
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Bedroom"), hass_admin_user.id)
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"), hass_admin_user.id)
    assert (kitchen.muted, bedroom.muted) == (True, True)
    with pytest.raises(ServiceValidationError, match="Privacy mode is on"):
        await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert kitchen.muted
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "privacy_mode"), hass_admin_user.id)
    assert (kitchen.muted, bedroom.muted) == (False, True)


async def test_an_automation_may_not_end_privacy_mode(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Only people may, unless the option says anyone."""
    await async_earshot(hass, microphone(hass, kitchen))
    switch = entity(hass, "switch", "privacy_mode")
    await async_call(hass, "switch.turn_on", switch)
    with pytest.raises(ServiceValidationError, match="may not end privacy mode"):
        await async_call(hass, "switch.turn_off", switch)
    assert kitchen.muted


async def test_a_timed_mute_ends_by_itself(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """To the second."""
    await async_earshot(hass, microphone(hass, kitchen))
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, duration="00:15:00")
    assert kitchen.muted
    await async_wait(hass, freezer, timedelta(minutes=15) - timedelta(seconds=1))
    assert kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert not kitchen.muted


@pytest.mark.parametrize("persons", [{}, {"duration": "02:00:00"}])
async def test_an_automation_does_not_shorten_a_persons_mute(
    hass: HomeAssistant,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: User,
    persons: dict[str, str],
) -> None:
    """Only a person does."""
    await async_earshot(hass, microphone(hass, kitchen))
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, hass_admin_user.id, **persons)
    await async_call(hass, "earshot.mute", target, duration="00:15:00")
    await async_wait(hass, freezer, timedelta(minutes=30))
    assert kitchen.muted
    await async_call(hass, "earshot.mute", target, hass_admin_user.id, duration="00:15:00")
    await async_wait(hass, freezer, timedelta(minutes=15))
    assert not kitchen.muted


async def test_a_named_hold_is_released_by_its_name(hass: HomeAssistant, kitchen: Satellite) -> None:
    """Two automations do not lift each other's holds."""
    await async_earshot(hass, microphone(hass, kitchen))
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, hold="meeting")
    await async_call(hass, "earshot.mute", target, hold="film")
    await async_call(hass, "earshot.release", target, hold="meeting")
    assert kitchen.muted
    await async_call(hass, "earshot.release", target, hold="film")
    assert not kitchen.muted


# --- Life ------------------------------------------------------------------------------------------------------------


async def test_a_mute_that_was_there_before_is_a_persons(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> None:
    """Never unmute what Earshot did not mute."""
    kitchen = await async_satellite(hass, "Kitchen", starts_muted=True)
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, SEVEN)
    assert kitchen.switch.calls == []
    assert kitchen.muted


async def test_the_default_muted_adopts_a_mute_that_is_there(hass: HomeAssistant, hass_admin_user: User) -> None:
    """And so may release it when a person says so."""
    kitchen = await async_satellite(hass, "Kitchen", starts_muted=True)
    await async_earshot(hass, microphone(hass, kitchen, default="muted"))
    assert kitchen.switch.calls == []
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted


async def test_unload_and_reload_disturb_no_mute(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A mute on record stays Earshot's own over a restart, and is released in its time."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert kitchen.switch.calls == [True]
    freezer.move_to(SEVEN + timedelta(hours=1))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.switch.calls == [True, False]


async def test_holds_outlive_a_restart(hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory) -> None:
    """A person's mute, a named hold, privacy mode and a disabled rule are remembered."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, duration="02:00:00")
    await async_call(hass, "earshot.mute", target, hold="film")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"))
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "enabled", "Night"))
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    kinds = [reason["kind"] for reason in hass.states.get(target).attributes["reasons"]]
    assert kinds == ["privacy_mode", "person", "automation"]
    assert shown(hass, "switch", "privacy_mode") == "on"
    assert shown(hass, "switch", "enabled", "Night") == "off"
    assert kitchen.switch.calls == [True]


async def test_an_override_does_not_outlive_a_night_that_nobody_watched(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """A rule that has ended and begun again while Home Assistant was down has lifted it."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night(start="22:00:00", end="21:00:00"))
    await async_wait(hass, freezer, TEN)
    await async_wait(hass, freezer, TEN + timedelta(hours=20))
    await async_call(hass, "switch.turn_off", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    assert not kitchen.muted
    assert await hass.config_entries.async_unload(entry.entry_id)
    freezer.move_to(TEN + timedelta(hours=25))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.muted


async def test_a_clock_that_went_back_makes_hours_undetermined(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A boot with the clock in 1970 mutes rather than guesses."""
    entry = await async_earshot(hass, microphone(hass, kitchen), night())
    assert await hass.config_entries.async_unload(entry.entry_id)
    freezer.move_to(datetime(1970, 1, 1, 12, 0, tzinfo=UTC))
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert kitchen.muted
    assert shown(hass, "binary_sensor", "active", "Night") == "unknown"


async def test_a_plug_that_two_share_is_off_while_either_is_muted(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: User
) -> None:
    """Reconciliation is keyed by mute control."""
    plug = {
        "kind": "switch",
        "entity": kitchen.switch_id,
        "muted_state": "on",
        "assurance": "software",
        "confirmed": False,
    }
    shared = microphone(hass, bedroom, controls=[plug])
    await async_earshot(hass, microphone(hass, kitchen, controls=[plug]), shared)
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Kitchen"), hass_admin_user.id)
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "mute", "Bedroom"), hass_admin_user.id)
    assert kitchen.switch.calls == [True]
    await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Kitchen"), hass_admin_user.id)
    assert kitchen.muted
    await async_call(hass, "button.press", entity(hass, "button", "resume_schedule", "Bedroom"), hass_admin_user.id)
    assert kitchen.switch.calls == [True, False]


# --- What is seen ----------------------------------------------------------------------------------------------------


async def test_the_indicator_lingers_and_the_activation_is_logged(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A command turns the indicator on and, five seconds after it, off; it leaves one event and one row."""
    await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_show("listening")
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    assert shown(hass, "binary_sensor", "recording") == "on"
    assert status(hass) == "listening"
    freezer.tick(3)
    await kitchen.async_show("processing")
    await kitchen.async_show("idle")
    assert status(hass) == "armed"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "off"
    assert shown(hass, "binary_sensor", "recording") == "off"
    event = hass.states.get(entity(hass, "event", "activation", "Kitchen"))
    assert event.attributes["event_type"] == "activation"
    assert (event.attributes["duration"], event.attributes["outcome"]) == (3.0, "intent")
    answer = await hass.services.async_call("earshot", "get_activations", {}, blocking=True, return_response=True)
    assert [(row["microphone"], row["duration"]) for row in answer["activations"]] == [("Kitchen", 3.0)]


async def test_a_blocked_upload_says_nothing_of_a_device_that_is_away(
    hass: HomeAssistant, kitchen: Satellite, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """What the router does is known, what the microphone does is not: the indicator is unknown, never off."""
    block = {
        "kind": "network_block",
        "entity": bedroom.switch_id,
        "muted_state": "on",
        "assurance": "upload_blocked",
        "confirmed": False,
    }
    await async_earshot(hass, microphone(hass, kitchen, controls=[block]), night())
    await async_wait(hass, freezer, TEN)
    recording = entity(hass, "binary_sensor", "recording", "Kitchen")
    assert (shown(hass, "sensor", "status", "Kitchen"), hass.states.get(recording).state) == ("blocked", "off")
    await kitchen.async_show("unavailable")
    assert (shown(hass, "sensor", "status", "Kitchen"), hass.states.get(recording).state) == ("blocked", "unknown")


async def test_what_is_unavailable_is_unknown(hass: HomeAssistant, bedroom: Satellite) -> None:
    """Never "not recording", never "muted"."""
    await async_earshot(hass, microphone(hass, bedroom))
    bedroom.switch.come_and_go(False)
    await bedroom.async_show("unavailable")
    assert status(hass, "Bedroom") == "unknown"
    assert shown(hass, "binary_sensor", "recording", "Bedroom") == "unknown"
    assert shown(hass, "binary_sensor", "recording") == "unknown"
    assert shown(hass, "sensor", "live_microphones") == "1"


async def test_heard_while_paused_is_shown_and_told(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A mute that is only believed in does not hide what is heard."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    assert status(hass) == "listening"
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "on"
    await kitchen.async_show("idle")
    event = hass.states.get(entity(hass, "event", "activation", "Kitchen"))
    assert event.attributes["event_type"] == "while_muted"


async def test_what_goes_on_while_paused_is_not_looked_at_without_end(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """No timer is ever armed in the past: that would be a spin."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    await async_wait(hass, freezer, TEN)
    await kitchen.async_show("listening")
    freezer.tick(timedelta(seconds=30))
    await kitchen.async_show("processing")
    await kitchen.async_show("listening")
    household = hass.config_entries.async_entries("earshot")[0].runtime_data.household
    assert household._timer_at > dt_util.utcnow()


async def test_what_a_command_no_longer_waits_for_hides_nothing_that_comes_later(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A timer that was armed for less stays armed, and is armed for the boundary when it comes to nothing."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    household = hass.config_entries.async_entries("earshot")[0].runtime_data.household
    await kitchen.async_speak()
    lingers_until = household._timer_at
    assert lingers_until == dt_util.utcnow() + timedelta(seconds=5)
    await kitchen.async_show("listening")
    assert household._timer_at == lingers_until
    await kitchen.async_show("unavailable")
    await async_wait(hass, freezer, lingers_until)
    assert household._timer_at == TEN
    await async_wait(hass, freezer, TEN)
    assert kitchen.muted


async def test_no_timer_stays_armed_for_what_the_clock_has_left_behind(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Where the clock is put forward, the timer that it has passed is armed anew."""
    await async_earshot(hass, microphone(hass, kitchen))
    await kitchen.async_speak()
    freezer.tick(timedelta(seconds=30))
    await kitchen.async_show("listening")
    household = hass.config_entries.async_entries("earshot")[0].runtime_data.household
    assert household._timer_at > dt_util.utcnow()


async def test_a_mute_waits_no_longer_than_a_command_is_believed(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Where `listening` sticks from before the boundary, the mute comes with the ceiling and not with the end of the grace."""
    await async_earshot(hass, microphone(hass, kitchen), night())
    freezer.move_to(TEN - timedelta(minutes=4, seconds=50))
    await kitchen.async_show("listening")
    await async_wait(hass, freezer, TEN)
    assert status(hass) == "muting"
    await async_wait(hass, freezer, timedelta(seconds=9))
    assert not kitchen.muted
    await async_wait(hass, freezer, timedelta(seconds=1))
    assert kitchen.muted


async def test_what_is_heard_just_as_something_is_due_does_not_put_it_off(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """A timer fires late by a little: whoever speaks within that does not have a mute last until the next tick."""
    await async_earshot(hass, microphone(hass, kitchen))
    target = entity(hass, "sensor", "status", "Kitchen")
    await async_call(hass, "earshot.mute", target, duration="00:15:00")
    assert kitchen.muted
    freezer.tick(timedelta(minutes=15, milliseconds=1))
    await kitchen.async_show("unavailable")
    assert not kitchen.muted


async def test_a_confirmed_mute_is_believed_where_listening_sticks(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """linux-voice-assistant shows `listening` for minutes after a mute in mid-utterance."""
    await async_earshot(hass, microphone(hass, bedroom))
    await bedroom.async_show("listening")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"))
    assert shown(hass, "binary_sensor", "recording", "Bedroom") == "on"
    await async_wait(hass, freezer, timedelta(seconds=2))
    assert status(hass, "Bedroom") == "muted"
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert shown(hass, "binary_sensor", "recording", "Bedroom") == "off"


@pytest.mark.parametrize(
    ("assurance", "recording"), [("firmware", "off"), ("upload_blocked", "on"), ("response_only", "on")]
)
async def test_only_what_silences_is_a_proof_of_silence(
    hass: HomeAssistant, bedroom: Satellite, freezer: FrozenDateTimeFactory, assurance: str, recording: str
) -> None:
    """A blocked upload reads back, and what goes on listening goes on being shown."""
    (control,) = microphone(hass, bedroom)["data"]["controls"][:1]
    controls = [{**control, "assurance": assurance, "confirmed": True}]
    await async_earshot(hass, microphone(hass, bedroom, controls=controls))
    await bedroom.async_show("listening")
    await async_call(hass, "switch.turn_on", entity(hass, "switch", "privacy_mode"))
    await async_wait(hass, freezer, timedelta(seconds=2))
    await async_wait(hass, freezer, timedelta(seconds=5))
    assert shown(hass, "binary_sensor", "recording", "Bedroom") == recording


async def test_a_microphone_that_nothing_mutes_or_shows(hass: HomeAssistant, kitchen: Satellite) -> None:
    """It may be listening: that is what is said."""
    await async_earshot(hass, microphone(hass, kitchen, controls=[], sources=[]))
    assert status(hass) == MicrophoneStatus.UNOBSERVED
    assert shown(hass, "binary_sensor", "recording", "Kitchen") == "unknown"
    assert shown(hass, "sensor", "live_microphones") == "1"


async def test_listen_rule_for_a_microphone_that_is_muted_by_default(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """Live only while the listen rule is active."""
    hours = [{"days": ["tue"], "start": "21:30:00", "end": "21:45:00"}]
    await async_earshot(hass, microphone(hass, kitchen, default="muted"), rule("Ask", effect="listen", hours=hours))
    assert kitchen.muted
    await async_wait(hass, freezer, datetime(2026, 10, 20, 19, 30, tzinfo=UTC))
    assert not kitchen.muted
    await async_wait(hass, freezer, datetime(2026, 10, 20, 19, 45, tzinfo=UTC))
    assert kitchen.muted
