"""Every action on microphones: what it does, what it answers, and every input that it refuses, by name of the field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
import voluptuous as vol

from custom_components.earshot import commands
from custom_components.earshot.const import DOMAIN
from custom_components.earshot.policy.model import Origin

from .calls import async_do, async_plain_user, async_refused, async_turn, of
from .home import Satellite, async_earshot, async_satellite, async_wait, entity, microphone, night, nobody_home, shown

START = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
NIGHT = datetime(2026, 10, 20, 20, 0, tzinfo=UTC)
MORNING = datetime(2026, 10, 21, 5, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("tuesday_evening")


@pytest.fixture
async def kitchen(hass: HomeAssistant, tuesday_evening: FrozenDateTimeFactory) -> Satellite:
    """Return the kitchen's satellite."""
    return await async_satellite(hass, "Kitchen")


@pytest.fixture
async def entry(hass: HomeAssistant, kitchen: Satellite) -> MockConfigEntry:
    """Set up Earshot with the kitchen and the night."""
    return await async_earshot(hass, microphone(hass, kitchen), night())


@pytest.fixture
async def plain_user(hass: HomeAssistant) -> MockUser:
    """Add a user who is no administrator."""
    return await async_plain_user(hass)


def standing(entry: MockConfigEntry) -> Any:
    """Return what stands for the only microphone."""
    (found,) = entry.runtime_data.household.microphones.values()
    return found.standing


# --- Mute, unmute, resume -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "until"),
    [
        ({}, None),
        ({"duration": "00:15:00"}, START + timedelta(minutes=15)),
        ({"duration": {"hours": 1}}, START + timedelta(hours=1)),
        ({"duration": 90}, START + timedelta(seconds=90)),
        # Local time, as a person says it.
        ({"until": "2026-10-20 23:30:00"}, datetime(2026, 10, 20, 21, 30, tzinfo=UTC)),
        ({"until": "2026-10-20T21:30:00+00:00"}, datetime(2026, 10, 20, 21, 30, tzinfo=UTC)),
        ({"until": "9999-12-31 23:59:59"}, datetime(9999, 12, 31, 22, 59, 59, tzinfo=UTC)),
    ],
)
async def test_mute(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    plain_user: MockUser,
    *,
    fields: dict[str, Any],
    until: datetime | None,
) -> None:
    """A person's mute takes effect at once and stands until the given end."""
    await async_do(hass, "mute", of(hass, "Kitchen"), user=plain_user, **fields)
    assert kitchen.switch.calls == [True]
    assert shown(hass, "switch", "mute", "Kitchen") == "on"
    mute = standing(entry).person_mute
    assert (mute.since, mute.until, mute.origin, mute.user_id) == (START, until, Origin.PERSON, plain_user.id)


async def test_mute_ends(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """When its time is over the microphone is live again, and not a moment before."""
    await async_do(hass, "mute", of(hass, "Kitchen"), duration="00:15:00")
    await async_wait(hass, freezer, START + timedelta(minutes=14, seconds=59))
    assert kitchen.muted
    await async_wait(hass, freezer, START + timedelta(minutes=15))
    assert not kitchen.muted
    assert kitchen.switch.calls == [True, False]


async def test_mute_by_automation(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """A call without a user is an automation's."""
    await async_do(hass, "mute", of(hass, "Kitchen"))
    assert standing(entry).person_mute.origin is Origin.AUTOMATION
    assert standing(entry).person_mute.user_id is None


@pytest.mark.parametrize("first", [None, "12:00:00"])
async def test_an_automation_shortens_no_persons_mute(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    *,
    plain_user: MockUser,
    first: str | None,
) -> None:
    """Not in two steps either: what it lengthens stays that person's, who alone may have it end earlier."""
    target = of(hass, "Kitchen")
    await async_do(hass, "mute", target, user=plain_user, duration="10:00:00")
    before = standing(entry).person_mute
    await async_do(hass, "mute", target, **({"duration": first} if first else {}))
    end = START + timedelta(hours=12) if first else None
    assert standing(entry).person_mute == replace(before, until=end)
    await async_do(hass, "mute", target, duration="00:01:00")
    assert standing(entry).person_mute == replace(before, until=end)
    await async_wait(hass, freezer, START + timedelta(hours=11))
    assert kitchen.muted
    await async_do(hass, "mute", target, user=plain_user, duration="00:01:00")
    await async_wait(hass, freezer, START + timedelta(hours=11, minutes=1))
    assert not kitchen.muted


@pytest.mark.parametrize(("who", "shortened"), [("nobody", False), ("users", False), ("anyone", True)])
@pytest.mark.parametrize("stands", [None, "10:00:00"])
async def test_who_may_unmute_says_what_an_automation_may_shorten(
    hass: HomeAssistant, kitchen: Satellite, plain_user: MockUser, *, who: str, shortened: bool, stands: str | None
) -> None:
    """Where anyone may unmute, an automation may lift a person's mute, and so may have it end earlier."""
    entry = await async_earshot(hass, microphone(hass, kitchen, who_may_unmute=who))
    target = of(hass, "Kitchen")
    await async_do(hass, "mute", target, user=plain_user, **({"duration": stands} if stands else {}))
    before = standing(entry).person_mute
    await async_do(hass, "mute", target, duration="00:01:00")
    after = standing(entry).person_mute
    if shortened:
        assert (after.origin, after.until) == (Origin.AUTOMATION, START + timedelta(minutes=1))
    else:
        assert after == before


async def test_hold_and_release(hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite) -> None:
    """A named hold stands until it is released under its own name."""
    target = of(hass, "Kitchen")
    await async_do(hass, "mute", target, hold="  meeting ", duration="02:00:00")
    assert kitchen.muted
    assert [(hold.name, hold.until) for hold in standing(entry).holds] == [("meeting", START + timedelta(hours=2))]
    await async_do(hass, "mute", target, hold="film")
    await async_do(hass, "release", target, hold="meeting")
    assert kitchen.muted
    await async_do(hass, "release", target, hold="never heard of")
    assert kitchen.muted
    await async_do(hass, "release", target, hold="film")
    assert not kitchen.muted


async def test_unmute(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    plain_user: MockUser,
) -> None:
    """An unmute in quiet time is an override: it ends when its time is over."""
    await async_wait(hass, freezer, NIGHT)
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=plain_user, duration="01:00:00")
    assert not kitchen.muted
    await async_wait(hass, freezer, NIGHT + timedelta(hours=1))
    assert kitchen.muted


async def test_unmute_lasts_12_hours_at_most(
    hass: HomeAssistant, kitchen: Satellite, hass_admin_user: MockUser
) -> None:
    """However long is asked for."""
    entry = await async_earshot(hass, microphone(hass, kitchen, default="muted"))
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=hass_admin_user, until="9999-12-31 23:59:59")
    assert standing(entry).override.until == START + timedelta(hours=12)


async def test_unmute_for_less_than_the_call_takes(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, freezer: FrozenDateTimeFactory
) -> None:
    """An end that has come by the time it is looked at overrides nothing, and is no error."""
    await async_wait(hass, freezer, NIGHT)
    household = entry.runtime_data.household
    author = commands.Author(Origin.PERSON, "somebody", is_admin=True)
    commands.unmute(household, list(household.microphones.values()), dt_util.utcnow(), author)
    await hass.async_block_till_done()
    assert kitchen.muted
    assert standing(entry).override is None


async def test_resume_schedule(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    plain_user: MockUser,
) -> None:
    """Both a person's mute and an override end."""
    target = of(hass, "Kitchen")
    await async_do(hass, "mute", target, user=plain_user)
    await async_do(hass, "resume_schedule", target, user=plain_user)
    assert not kitchen.muted
    await async_wait(hass, freezer, NIGHT)
    await async_do(hass, "unmute", target, user=plain_user)
    assert not kitchen.muted
    await async_do(hass, "resume_schedule", target, user=plain_user)
    assert kitchen.muted


async def test_resume_schedule_by_automation(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, plain_user: MockUser
) -> None:
    """An automation does not lift what a person has muted, where the setting does not let it."""
    await async_do(hass, "mute", of(hass, "Kitchen"), user=plain_user)
    error = await async_refused(hass, ServiceValidationError, "resume_schedule", of(hass, "Kitchen"))
    assert error.translation_key == "unmute_not_allowed"
    assert error.translation_placeholders == {"microphone": "Kitchen"}
    assert kitchen.muted


# --- Refusals -------------------------------------------------------------------------------------------------------------


async def test_privacy_mode_refuses(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, hass_admin_user: MockUser
) -> None:
    """Nobody unmutes while privacy mode is on; muting and resuming go on."""
    await async_turn(hass, "turn_on", entity(hass, "switch", "privacy_mode"), user=hass_admin_user)
    assert kitchen.muted
    error = await async_refused(hass, ServiceValidationError, "unmute", of(hass, "Kitchen"), user=hass_admin_user)
    assert error.translation_key == "privacy_mode_on"
    assert error.translation_placeholders == {"microphone": "Kitchen"}
    assert "Kitchen" in str(error)
    await async_do(hass, "mute", of(hass, "Kitchen"), user=hass_admin_user)
    await async_do(hass, "resume_schedule", of(hass, "Kitchen"), user=hass_admin_user)
    assert kitchen.muted
    assert kitchen.switch.calls == [True]


@pytest.mark.parametrize(
    ("policy", "admin", "plain", "automation"),
    [
        ("nobody", False, False, False),
        ("administrators", True, False, False),
        ("users", True, True, False),
        ("anyone", True, True, True),
    ],
)
async def test_who_may_unmute(
    hass: HomeAssistant,
    kitchen: Satellite,
    freezer: FrozenDateTimeFactory,
    hass_admin_user: MockUser,
    plain_user: MockUser,
    *,
    policy: str,
    admin: bool,
    plain: bool,
    automation: bool,
) -> None:
    """The microphone's setting decides who unmutes in quiet time."""
    await async_earshot(hass, microphone(hass, kitchen, who_may_unmute=policy), night())
    await async_wait(hass, freezer, NIGHT)
    users: list[tuple[User | None, bool]] = [(hass_admin_user, admin), (plain_user, plain), (None, automation)]
    for user, may in users:
        if may:
            await async_do(hass, "unmute", of(hass, "Kitchen"), user=user)
            assert not kitchen.muted
            await async_do(hass, "resume_schedule", of(hass, "Kitchen"), user=user)
        else:
            error = await async_refused(hass, ServiceValidationError, "unmute", of(hass, "Kitchen"), user=user)
            assert error.translation_key == "unmute_not_allowed"
        assert kitchen.muted


async def test_refused_for_one_is_refused_for_all(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, plain_user: MockUser
) -> None:
    """Nothing is changed where one microphone of a call may not be unmuted."""
    bedroom = await async_satellite(hass, "Bedroom")
    await async_earshot(
        hass, microphone(hass, kitchen), microphone(hass, bedroom, who_may_unmute="administrators"), night()
    )
    await async_wait(hass, freezer, NIGHT)
    error = await async_refused(hass, ServiceValidationError, "unmute", of(hass, "Kitchen", "Bedroom"), user=plain_user)
    assert error.translation_placeholders == {"microphone": "Bedroom"}
    assert kitchen.muted
    assert bedroom.muted


# --- Bad input ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["mute", "unmute"])
@pytest.mark.parametrize(
    ("fields", "field", "key"),
    [
        ({"until": "2026-10-20 20:59:59"}, "until", "until_in_past"),
        # Now is not in the future either.
        ({"until": "2026-10-20 21:00:00"}, "until", "until_in_past"),
        ({"until": "0001-01-01 00:00:00"}, "until", "instant_out_of_range"),
        ({"until": "9999-12-31T23:59:59-12:00"}, "until", "instant_out_of_range"),
        ({"duration": 0}, "duration", "duration_not_positive"),
        ({"duration": "00:00:00"}, "duration", "duration_not_positive"),
        ({"duration": "-00:05:00"}, "duration", "duration_not_positive"),
        ({"duration": {"minutes": -5}}, "duration", "duration_not_positive"),
        ({"duration": {"days": 999_999_999}}, "duration", "duration_too_long"),
        ({"duration": "00:05:00", "until": "2026-10-20 23:00:00"}, "until", "duration_and_until"),
    ],
)
async def test_bad_end(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    kitchen: Satellite,
    hass_admin_user: MockUser,
    *,
    action: str,
    fields: dict[str, Any],
    field: str,
    key: str,
) -> None:
    """An end that is none is refused with the name of the field, and nothing happens."""
    error = await async_refused(
        hass, ServiceValidationError, action, of(hass, "Kitchen"), user=hass_admin_user, **fields
    )
    assert error.translation_domain == DOMAIN
    assert error.translation_key == key
    assert error.translation_placeholders is not None
    assert error.translation_placeholders["field"] == field
    assert field in str(error).lower()
    assert kitchen.switch.calls == []


@pytest.mark.parametrize(
    ("action", "fields", "field"),
    [
        ("mute", {"duration": "soon"}, "duration"),
        ("mute", {"duration": float("inf")}, "duration"),
        ("mute", {"duration": float("nan")}, "duration"),
        ("mute", {"duration": "1e300"}, "duration"),
        ("mute", {"duration": {"days": 1e12}}, "duration"),
        ("mute", {"duration": "999999999999:00"}, "duration"),
        ("mute", {"until": "tomorrow"}, "until"),
        ("mute", {"until": "2026-02-30 10:00:00"}, "until"),
        ("mute", {"hold": "   "}, "hold"),
        ("mute", {"hold": "x" * 101}, "hold"),
        ("mute", {"hold": {"name": "x"}}, "hold"),
        ("mute", {"unheard_of": 1}, "unheard_of"),
        ("release", {}, "hold"),
        ("release", {"hold": ""}, "hold"),
        ("explain", {"start": "x"}, "start"),
    ],
)
async def test_refused_by_schema(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, *, action: str, fields: dict[str, Any], field: str
) -> None:
    """What is not even of the right kind is refused with the name of the field."""
    with pytest.raises(vol.Invalid) as caught:
        await async_do(hass, action, of(hass, "Kitchen"), **fields)
    assert field in str(caught.value)
    assert kitchen.switch.calls == []


ACTIONS = {"mute": {}, "unmute": {}, "resume_schedule": {}, "release": {"hold": "x"}, "explain": {}}


LOG_ACTIONS = {"get_activations": {}, "export_log": {}, "purge_log": {}}


@pytest.mark.parametrize(("action", "fields"), [*ACTIONS.items(), *LOG_ACTIONS.items()])
async def test_not_loaded(
    hass: HomeAssistant, entry: MockConfigEntry, kitchen: Satellite, action: str, fields: dict[str, Any]
) -> None:
    """The actions stay while Earshot is not loaded, and say so."""
    target = of(hass, "Kitchen")
    assert await hass.config_entries.async_unload(entry.entry_id)
    error = await async_refused(hass, ServiceValidationError, action, target, **fields)
    assert error.translation_key == "not_loaded"


async def test_actions_without_an_entry(hass: HomeAssistant) -> None:
    """The actions are there as soon as the integration is."""
    assert await async_setup_component(hass, DOMAIN, {})
    assert set(hass.services.async_services_for_domain(DOMAIN)) == {*ACTIONS, *LOG_ACTIONS, "test_mute"}
    error = await async_refused(hass, ServiceValidationError, "get_activations")
    assert error.translation_key == "not_loaded"


@pytest.mark.parametrize(("action", "fields"), ACTIONS.items())
async def test_no_target(hass: HomeAssistant, entry: MockConfigEntry, action: str, fields: dict[str, Any]) -> None:
    """An action about microphones wants one."""
    error = await async_refused(hass, ServiceValidationError, action, {}, **fields)
    assert error.translation_key == "target_missing"


# --- Explain --------------------------------------------------------------------------------------------------------------


async def test_explain(
    hass: HomeAssistant, kitchen: Satellite, freezer: FrozenDateTimeFactory, hass_admin_user: MockUser
) -> None:
    """Everything that holds, and what is coming, without a user's name."""
    hass.states.async_set("person.anna", "unknown")
    entry = await async_earshot(hass, microphone(hass, kitchen), night(), nobody_home("person.anna"))
    await async_do(hass, "mute", of(hass, "Kitchen"), user=hass_admin_user, until="2026-10-20 21:30:00")
    await async_do(hass, "mute", of(hass, "Kitchen"), hold="meeting", until="2026-10-20 21:15:00")
    ids = {subentry.title: id_ for id_, subentry in entry.subentries.items()}
    answer = await async_do(hass, "explain", of(hass, "Kitchen"), end="2026-10-20 23:00:00")
    person = {"kind": "person", "until": "2026-10-20T19:30:00+00:00", "origin": "person"}
    hold = {"kind": "automation", "name": "meeting", "until": "2026-10-20T19:15:00+00:00", "origin": "automation"}
    away = {"kind": "rule", "id": ids["Nobody home"], "name": "Nobody home", "undetermined": ["person.anna"]}
    dark = {"kind": "rule", "id": ids["Night"], "name": "Night", "until": "2026-10-21T05:00:00+00:00"}
    assert answer == {
        "microphones": [
            {
                "microphone_id": ids["Kitchen"],
                "microphone": "Kitchen",
                "status": "paused",
                "assurance": "software",
                "decision": "muted",
                "decided_by": "person_or_hold",
                "reasons": [person, hold, away],
                "override_until": None,
                "next_change": None,
                "coming": [
                    {
                        "start": "2026-10-20T19:00:00+00:00",
                        "end": hold["until"],
                        "decision": "muted",
                        "reasons": [person, hold, away],
                    },
                    {"start": hold["until"], "end": person["until"], "decision": "muted", "reasons": [person, away]},
                    {
                        "start": person["until"],
                        "end": "2026-10-20T20:00:00+00:00",
                        "decision": "muted",
                        "reasons": [away],
                    },
                    {
                        "start": "2026-10-20T20:00:00+00:00",
                        "end": "2026-10-20T21:00:00+00:00",
                        "decision": "muted",
                        "reasons": [dark, away],
                    },
                ],
            }
        ]
    }


async def test_explain_override(
    hass: HomeAssistant, entry: MockConfigEntry, freezer: FrozenDateTimeFactory, hass_admin_user: MockUser
) -> None:
    """An override is told with its end; a day ahead is told where nothing is asked for."""
    await async_wait(hass, freezer, NIGHT)
    await async_do(hass, "unmute", of(hass, "Kitchen"), user=hass_admin_user, duration="01:00:00")
    answer = await async_do(hass, "explain", of(hass, "Kitchen"))
    (found,) = answer["microphones"]
    assert (found["decision"], found["decided_by"]) == ("live", "override")
    assert found["override_until"] == found["next_change"] == "2026-10-20T21:00:00+00:00"
    assert [(span["start"], span["end"], span["decision"]) for span in found["coming"]] == [
        ("2026-10-20T20:00:00+00:00", "2026-10-20T21:00:00+00:00", "live"),
        ("2026-10-20T21:00:00+00:00", "2026-10-21T05:00:00+00:00", "muted"),
        ("2026-10-21T05:00:00+00:00", "2026-10-21T20:00:00+00:00", "live"),
    ]


@pytest.mark.parametrize(
    ("fields", "field", "key"),
    [
        ({"end": "2026-10-20 20:00:00"}, "end", "end_before_start"),
        ({"start": "2026-10-21 20:00:00", "end": "2026-10-21 20:00:00"}, "end", "end_before_start"),
        ({"end": "2026-11-20 20:00:01"}, "end", "span_too_long"),
        ({"start": "9999-12-31 12:00:00"}, "start", "instant_out_of_range"),
        ({"start": "9999-12-30 00:00:00"}, "start", "instant_out_of_range"),
        ({"start": "0001-01-01 00:00:00"}, "start", "instant_out_of_range"),
        ({"start": "0001-01-01 12:00:00"}, "start", "instant_out_of_range"),
    ],
)
async def test_explain_bad_span(
    hass: HomeAssistant, entry: MockConfigEntry, fields: dict[str, Any], field: str, key: str
) -> None:
    """A span that is none, or longer than anybody looks ahead."""
    error = await async_refused(hass, ServiceValidationError, "explain", of(hass, "Kitchen"), **fields)
    assert error.translation_key == key
    assert error.translation_placeholders == {"field": field}
    assert field in str(error).lower()
