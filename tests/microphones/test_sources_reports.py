"""Test the sources that tell of a command when it is over: Amazon's Echos, seen in two ways."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.event import EventEntity
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import Platform
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_config_flow,
    mock_integration,
    mock_platform,
    mock_restore_cache_with_extra_data,
)

from custom_components.earshot.microphones.references import async_resolver
from custom_components.earshot.microphones.sources import ActivitySource, SourceConfig, build_source
from custom_components.earshot.microphones.sources.model import Report

EVENT = "event.echo_voice_event"
PLAYER = "media_player.echo"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)

LIGHT = {"intent": "TurnOn", "voice_command": "light on", "voice_reply": "okay"}
MUSIC = {"intent": "Play", "voice_command": "music", "voice_reply": None}


@pytest.fixture(autouse=True)
def noon(freezer: FrozenDateTimeFactory) -> None:
    """Begin at noon."""
    freezer.move_to(NOON)


@pytest.fixture
def make(hass: HomeAssistant) -> Callable[[str], ActivitySource]:
    """Return what builds a source of a kind."""

    def build(kind: str) -> ActivitySource:
        entity_id = EVENT if kind == "alexa_devices" else PLAYER
        return build_source(SourceConfig(kind, entity_id), async_resolver(hass), hass.states)

    return build


def fired(at: datetime, attributes: dict[str, Any]) -> State:
    """Return the state of a voice event."""
    return State(EVENT, at.isoformat(timespec="milliseconds"), {"event_type": "triggered", **attributes})


def called(at: Any, summary: Any = "light on", last_called: Any = True) -> State:
    """Return the state of a media player whose Echo was spoken to."""
    milliseconds = at.timestamp() * 1000 if isinstance(at, datetime) else at
    attributes = {
        "last_called": last_called,
        "last_called_timestamp": milliseconds,
        "last_called_summary": summary,
    }
    return State(PLAYER, "idle", attributes)


def replay(source: ActivitySource, *states: State | None) -> list[Report]:
    """Return what a source reports of states, a second after each other."""
    reports = (source.report(state, NOON + second * SECOND) for second, state in enumerate(states, start=1))
    return [report for report in reports if report is not None]


@pytest.mark.parametrize("kind", ["alexa_devices", "alexa_media"])
def test_what_reports_shows_nothing_meanwhile(make: Callable[[str], ActivitySource], kind: str) -> None:
    """That it listens cannot be seen, and is not unknown either."""
    assert make(kind).read() is None


@pytest.mark.parametrize("kind", ["alexa_devices", "alexa_media"])
def test_an_echo_that_is_gone_reports_nothing(hass: HomeAssistant, kind: str) -> None:
    """Its registry entry was removed."""
    source = build_source(SourceConfig(kind, "gone"), async_resolver(hass), hass.states)
    assert source.entity_id is None
    assert source.report(None, NOON) is None


# --- alexa_devices ------------------------------------------------------------------------------------------------------


class VoiceEvent(EventEntity):
    """Fires as the integration's does: each record that is later than the last that this very object has seen."""

    _attr_event_types = ["triggered"]  # noqa: RUF012 - an attribute of the entity
    _attr_unique_id = "voice_event"
    _attr_name = "Echo voice event"
    _attr_should_poll = False

    def update(self, attributes: dict[str, Any]) -> None:
        """Take a record of a command."""
        self._trigger_event("triggered", attributes)
        self.async_write_ha_state()


async def async_echo(hass: HomeAssistant) -> tuple[Callable[[], VoiceEvent], MockConfigEntry]:
    """Set an Echo's integration up; return what gives its entity, which a reload makes anew, and its entry."""
    entities: list[VoiceEvent] = []

    async def setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, [Platform.EVENT])
        return True

    async def unload_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        return await hass.config_entries.async_unload_platforms(entry, [Platform.EVENT])

    async def setup_events(hass: HomeAssistant, entry: ConfigEntry, add: AddConfigEntryEntitiesCallback) -> None:
        entities.append(VoiceEvent())
        add(entities[-1:])

    mock_integration(hass, MockModule("echo", async_setup_entry=setup_entry, async_unload_entry=unload_entry))
    mock_platform(hass, "echo.config_flow")
    mock_platform(hass, "echo.event", MockPlatform(async_setup_entry=setup_events))
    entry = MockConfigEntry(domain="echo")
    entry.add_to_hass(hass)
    with mock_config_flow("echo", ConfigFlow):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    return lambda: entities[-1], entry


def watched(hass: HomeAssistant, source: ActivitySource) -> list[str | None]:
    """Return a list that gets the command of each report."""
    commands: list[str | None] = []

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        if (report := source.report(event.data["new_state"], dt_util.utcnow())) is not None:
            commands.append(report.transcript)

    async_track_state_change_event(hass, EVENT, changed)
    return commands


async def test_a_restart_and_a_reload_make_no_command(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, make: Callable[[str], ActivitySource]
) -> None:
    """The entity comes back with its last event, and then fires the same record once more."""
    last = fired(NOON - timedelta(hours=2), LIGHT)
    extra = {"last_event_type": "triggered", "last_event_attributes": LIGHT}
    mock_restore_cache_with_extra_data(hass, ((last, extra),))
    commands = watched(hass, make("alexa_devices"))
    echo, entry = await async_echo(hass)
    assert hass.states.get(EVENT).attributes["voice_command"] == "light on"
    freezer.tick(5)
    echo().update(LIGHT)
    await hass.async_block_till_done()
    assert commands == []
    freezer.tick(5)
    echo().update(LIGHT)
    await hass.async_block_till_done()
    assert commands == ["light on"]
    for _ in range(2):
        with mock_config_flow("echo", ConfigFlow):
            assert await hass.config_entries.async_reload(entry.entry_id)
            await hass.async_block_till_done()
        freezer.tick(5)
        echo().update(LIGHT)
        await hass.async_block_till_done()
    assert commands == ["light on"]
    freezer.tick(5)
    echo().update(MUSIC)
    await hass.async_block_till_done()
    assert commands == ["light on", "music"]


async def test_a_command_while_the_echo_was_away_is_told_of_when_it_is_back(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, make: Callable[[str], ActivitySource]
) -> None:
    """The first event after an absence, with other words than the last one."""
    echo, _ = await async_echo(hass)
    echo().update(LIGHT)
    commands = watched(hass, make("alexa_devices"))
    echo()._attr_available = False
    echo().async_write_ha_state()
    freezer.tick(60)
    echo()._attr_available = True
    echo().update(MUSIC)
    await hass.async_block_till_done()
    assert commands == ["music"]


def test_what_a_report_of_the_voice_event_holds(make: Callable[[str], ActivitySource]) -> None:
    """When, what was said, answered and understood."""
    before, after = fired(NOON - SECOND, MUSIC), fired(NOON + SECOND, LIGHT)
    assert replay(make("alexa_devices"), before, after) == [
        Report(NOON + SECOND, transcript="light on", reply="okay", intent="TurnOn")
    ]


@pytest.mark.parametrize("gone", [None, State(EVENT, "unavailable"), State(EVENT, "unknown")])
def test_the_first_event_after_an_absence_is_none_where_it_repeats(
    make: Callable[[str], ActivitySource], gone: State | None
) -> None:
    """The second one is a person who says it again."""
    states = (fired(NOON + second * SECOND, LIGHT) for second in range(5))
    first, second, third, fourth, fifth = states
    reports = replay(make("alexa_devices"), first, second, gone, second, third, fourth, gone, fifth)
    assert [report.at for report in reports] == [NOON + SECOND, NOON + 3 * SECOND]


def test_the_first_event_ever_is_none(make: Callable[[str], ActivitySource]) -> None:
    """It is the last command that Amazon knows of, whenever that was; what comes next is new, also with the same words."""
    states = State(EVENT, "unknown"), *(fired(NOON + second * SECOND, LIGHT) for second in (1, 2))
    assert [report.at for report in replay(make("alexa_devices"), *states)] == [NOON + 2 * SECOND]


def test_a_source_that_is_built_anew_invents_no_command(
    hass: HomeAssistant, make: Callable[[str], ActivitySource]
) -> None:
    """It begins with what is shown then."""
    hass.states.async_set(EVENT, (NOON - SECOND).isoformat(), LIGHT)
    source = make("alexa_devices")
    assert replay(source, hass.states.get(EVENT), fired(NOON + SECOND, LIGHT)) == []
    assert len(replay(source, fired(NOON + 2 * SECOND, LIGHT))) == 1


def test_an_event_from_before_is_no_command(make: Callable[[str], ActivitySource]) -> None:
    """Nor is one that is older than what is known, nor the same one written again."""
    old, older, new = fired(NOON - SECOND, LIGHT), fired(NOON - 3 * SECOND, MUSIC), fired(NOON + SECOND, LIGHT)
    assert replay(make("alexa_devices"), older, old, older, old) == []
    assert len(replay(make("alexa_devices"), older, fired(NOON, MUSIC), new, new, old)) == 1


def test_an_event_of_the_future_is_of_now(make: Callable[[str], ActivitySource]) -> None:
    """Home Assistant moves instants apart, and a clock may be put back."""
    assert (
        replay(make("alexa_devices"), fired(NOON, LIGHT), fired(NOON + timedelta(days=9), MUSIC))[0].at
        == NOON + 2 * SECOND
    )


@pytest.mark.parametrize("state", ["", "unknown", "soon", "2026-06-01T12:00:09", "2026-13-45T99:99:99+00:00"])
def test_a_state_that_is_no_instant_tells_of_nothing(make: Callable[[str], ActivitySource], state: str) -> None:
    """Whatever its attributes say."""
    assert replay(make("alexa_devices"), fired(NOON, LIGHT), State(EVENT, state, MUSIC)) == []


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=2000), st.lists(st.text()))


@given(intent=ANYTHING, command=ANYTHING, reply=ANYTHING)
def test_words_may_hold_anything(intent: Any, command: Any, reply: Any) -> None:
    """They are missing, no texts, or far too long."""
    source = build_source(SourceConfig("alexa_devices", EVENT), lambda reference: reference, {})
    attributes = {"intent": intent, "voice_command": command, "voice_reply": reply}
    now = dt_util.utcnow()
    source.report(fired(now, {"voice_command": "before"}), now)
    for second in (1, 2):
        report = source.report(fired(now + second * SECOND, attributes), now + second * SECOND)
        assert report is not None
    for given_, told in ((intent, report.intent), (command, report.transcript), (reply, report.reply)):
        assert told is None or (isinstance(given_, str) and told in given_ and 0 < len(told) <= 1000)


# --- alexa_media --------------------------------------------------------------------------------------------------------


def test_the_echo_that_was_spoken_to_last_reports_each_command_once(make: Callable[[str], ActivitySource]) -> None:
    """Attributes are written again with everything else that changes."""
    first, second = called(NOON + SECOND), called(NOON + 4 * SECOND, "music")
    reports = replay(make("alexa_media"), first, first, called(NOON + SECOND, last_called=False), first, second, second)
    assert reports == [Report(NOON + SECOND, "light on"), Report(NOON + 4 * SECOND, "music")]


def test_what_was_said_before_earshot_looked_is_no_command(make: Callable[[str], ActivitySource]) -> None:
    """At a start all Echos show their last one."""
    away = State(PLAYER, "unavailable")
    assert replay(make("alexa_media"), called(NOON - SECOND), None, away, called(NOON), called(NOON - SECOND)) == []


@pytest.mark.parametrize("last_called", [False, None, "true", 1])
def test_an_echo_that_was_not_spoken_to_last_reports_nothing(
    make: Callable[[str], ActivitySource], last_called: Any
) -> None:
    """The instant is that of the account, on each of its Echos."""
    assert replay(make("alexa_media"), called(NOON + SECOND, last_called=last_called)) == []


@pytest.mark.parametrize(
    "at", [None, True, "1780315201000", float("nan"), float("inf"), -1e300, 10**400, 1e16, 4102444800000, [1]]
)
def test_an_instant_that_is_none_is_no_command_and_hides_none(make: Callable[[str], ActivitySource], at: Any) -> None:
    """Attributes may hold anything, and what is absurdly late must not outlast what comes."""
    assert replay(make("alexa_media"), called(at), called(NOON + 2 * SECOND)) == [Report(NOON + 2 * SECOND, "light on")]


def test_an_instant_that_is_a_little_late_is_of_now(make: Callable[[str], ActivitySource]) -> None:
    """Amazon's clock is not the home's."""
    assert replay(make("alexa_media"), called(NOON + timedelta(hours=1), " "))[0] == Report(NOON + SECOND)
