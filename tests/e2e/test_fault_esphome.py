"""What was seen with real ESPHome voice devices, on the wire: each of these fails without what Earshot does about it."""

import asyncio
from collections.abc import AsyncIterator
from itertools import pairwise
import time

import pytest
import pytest_asyncio

from demo.api import CommandError
from demo.check import log
from demo.esphome.process import REQUEST
from demo.satellite.info import WAKE_WORD
from demo.wire import sent

from .conftest import Measured
from .faults.room import KEY, Room, room

pytestmark = [pytest.mark.e2e, pytest.mark.fault, pytest.mark.timeout(180), pytest.mark.asyncio(loop_scope="module")]

LAMP = "light.kitchen_lamp"
# How long the indicator may go on after the device has confirmed a mute: what it settles, what it lingers, and a second.
INDICATOR_SECONDS = 2 + 5 + 1


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Room]:
    """A home for the whole file."""
    async with room(tmp_path_factory.mktemp("esphome")) as found:
        yield found


@pytest_asyncio.fixture(loop_scope="module")
async def bedroom(one_room: Room) -> Room:
    """The room on an ordinary day."""
    await one_room.settle()
    return one_room


def ms(seconds: float) -> str:
    """Return a span as it is printed."""
    return f"{seconds * 1000:.1f} ms"


async def test_what_the_device_confirms_is_muted_and_not_merely_paused(bedroom: Room, measured: Measured) -> None:
    """The device's own word makes `muted`; nothing is heard until the window ends."""
    device = bedroom.device
    began = await bedroom.home.window(True)
    command = await bedroom.told(began, muted=True)
    shown = await bedroom.change("status", "muted", since=began)
    report = await bedroom.said(began, muted=True)
    assert report.time <= shown
    assert "paused" not in bedroom.history("status", began)
    assert await device.hear() == {"woke": False, "why": "muted"}
    assert not device.chunks(command.time)
    ended = await bedroom.home.window(False)
    release = await bedroom.told(ended, muted=False)
    await bedroom.until("status", "armed")
    assert not await bedroom.deaf()
    measured(
        f"told {ms(command.time - began)} after the window began, read back {ms(report.time - command.time)} later, "
        f"muted {ms(shown - began)}; 0 chunks; released {ms(release.time - ended)} after the window ended"
    )


async def test_a_rule_lets_a_running_command_end_and_so_avoids_a_stuck_run(bedroom: Room, measured: Measured) -> None:
    """Muted in mid-utterance this device would never end its run; a window that begins then waits, and says so."""
    device, states = bedroom.device, bedroom.home.client.states
    await device.habits(never_ends_run_on_mute=True)
    await bedroom.home.switch(LAMP, False)
    since = time.time()
    await device.hear("LAMP_ON", 2.5)
    await bedroom.change("satellite", "listening", since=since)
    await asyncio.sleep(1)
    began = await bedroom.home.window(True)
    muting = await bedroom.change("status", "muting", since=began)
    idle = await bedroom.change("satellite", "idle", since=began)
    command = await bedroom.told(began, muted=True)
    await bedroom.until("status", "muted")
    assert muting < idle < command.time
    assert states.get(LAMP) == "on", "the command did not run"
    assert (await device.state())["phase"] == "idle"
    through = device.chunks(began, command.time)
    assert through and not device.chunks(command.time)
    await bedroom.home.window(False)
    await bedroom.until("status", "armed")
    assert not await bedroom.deaf()
    measured(
        f"the command went on for {idle - began:.2f} s ({len(through)} chunks), told {ms(command.time - idle)} after it; "
        "0 chunks after that; hears again after the window"
    )


async def test_a_stuck_run_holds_no_indicator_on(bedroom: Room, measured: Measured) -> None:
    """A person's mute cuts; the satellite goes on saying `listening`, and the device's own word ends the indicator."""
    device = bedroom.device
    await device.habits(never_ends_run_on_mute=True)
    since = time.time()
    await device.hear("LAMP_ON", 8)
    await bedroom.change("satellite", "listening", since=since)
    await asyncio.sleep(1)
    asked = await bedroom.act("earshot.mute")
    command = await bedroom.told(asked, muted=True)
    report = await bedroom.said(asked, muted=True)
    off = await bedroom.change("recording", "off", since=asked)
    await bedroom.until("status", "muted")
    assert off - report.time <= INDICATOR_SECONDS
    assert not device.chunks(report.time)
    await asyncio.sleep(1)
    assert (bedroom.get("satellite"), bedroom.get("recording")) == ("listening", "off")
    assert (await device.state())["phase"] == "stuck"
    measured(
        f"told {ms(command.time - asked)} after the action, 0 chunks after the read-back; the satellite stays "
        f"`listening`, the indicator goes off {off - report.time:.2f} s after the read-back"
    )


async def test_a_mute_that_the_device_forgets_is_renewed_on_the_first_off(bedroom: Room, measured: Measured) -> None:
    """On, unavailable, off: that is the device's doing, and put right at once."""
    device = bedroom.device
    await device.habits(forgets_mute_on_restart=True)
    began = await bedroom.home.window(True)
    await bedroom.until("status", "muted")
    before = await bedroom.told(began, muted=True)
    gone = time.time()
    await device.restart(2)
    async with bedroom.chatter():
        await bedroom.change("mute_switch", "unavailable", since=gone)
        await bedroom.change("status", "unknown", since=gone)
        off = await bedroom.change("mute_switch", "off", since=gone, seconds=40)
        command = await bedroom.told(gone, muted=True)
        report = await bedroom.said(command.time, muted=True)
        await bedroom.change("status", "muted", since=off)
        await asyncio.sleep(0.5)
    late = device.chunks(report.time)
    assert not late
    assert command.time - off < 0.1
    assert len(device.commands(before.time, muted=True)) == 2
    causes = [change.cause for change in log.changes(bedroom.home, gone)]
    assert "device" in causes, causes
    measured(
        f"gone for {off - gone:.1f} s; told {ms(command.time - off)} after the `off`, muted {ms(report.time - off)} "
        f"after it; {len(device.chunks(gone))} chunks in all, 0 after the mute; log: {', '.join(causes)}"
    )


async def test_a_mute_waits_for_a_device_that_is_away(bedroom: Room, measured: Measured) -> None:
    """An action on an unavailable switch succeeds and does nothing: what should be is asked for when it is back."""
    device = bedroom.device
    left = time.time()
    await device.away(3)
    await bedroom.change("mute_switch", "unavailable", since=left)
    await bedroom.home.window(True)
    await bedroom.home.client.action("switch.turn_on", target={"entity_id": bedroom.home.entity_id(KEY, "mute_switch")})
    await asyncio.sleep(0.5)
    assert not device.commands(left, muted=True)
    assert bedroom.get("status") == "unknown"
    back = await bedroom.change("mute_switch", "off", since=left, seconds=40)
    command = await bedroom.told(left, muted=True)
    await bedroom.until("status", "muted")
    assert command.time - back < 0.1
    assert len(device.commands(left, muted=True)) == 1
    assert "on" not in bedroom.history("problem", left)
    assert not device.chunks(left)
    assert not await log.rows(bedroom.home, left), "an activation out of nothing"
    measured(f"back after {back - left:.1f} s, told {ms(command.time - back)} after that, once; no problem; 0 chunks")


@pytest.mark.parametrize("takes", [0.6, 3.0], ids=["during-the-wake-chime", "over-a-slow-network"])
async def test_a_read_back_may_take_its_time(bedroom: Room, measured: Measured, takes: float) -> None:
    """`muting` until then, `muted` from then on; it is asked for once, and nothing is wrong."""
    device = bedroom.device
    await device.habits(switch_takes=takes)
    began = await bedroom.home.window(True)
    muting = await bedroom.change("status", "muting", since=began)
    muted = await bedroom.change("status", "muted", since=began)
    assert bedroom.history("status", began) == ["muting", "muted"]
    assert muted - muting == pytest.approx(takes, abs=0.2)
    await asyncio.sleep(0.5)
    assert len(device.commands(began, muted=True)) == 1
    assert not bedroom.history("problem", began)
    measured(f"`muting` for {ms(muted - muting)}, then `muted`; told once; no problem")


async def test_a_mute_that_never_reads_back_is_never_muted_but_a_problem(bedroom: Room, measured: Measured) -> None:
    """After three failures a person is told; when the switch works again the mute that is still due takes."""
    device = bedroom.device
    # Nothing is to stand in: Home Assistant asks for the wake words when it connects.
    await device.habits(hides_wake_words=True)
    left = time.time()
    await device.restart(0.1)
    await bedroom.change("mute_switch", "unavailable", since=left)
    await bedroom.change("status", "armed", since=left)
    await device.habits(switch_takes=None)
    began = await bedroom.home.window(True)
    problem = await bedroom.change("problem", "on", since=began, seconds=40)
    asked = device.commands(began, muted=True)
    assert len(asked) == 3
    assert "muted" not in bedroom.history("status", began)
    await bedroom.until("status", "armed")
    assert not await bedroom.deaf()
    works = time.time()
    await device.habits(switch_takes=0.02)
    muted = await bedroom.change("status", "muted", since=problem, seconds=40)
    await bedroom.until("problem", "off")
    assert device.reports(began, muted=True)[0].time <= muted
    spans = ", ".join(f"{after.time - before.time:.1f}" for before, after in pairwise(asked))
    measured(
        f"told 3 times ({spans} s apart), problem after {problem - began:.1f} s, status `armed` as it is; "
        f"muted {muted - works:.1f} s after the switch works again"
    )


@pytest.mark.parametrize("second", [False, True], ids=["one-wake-word", "two-wake-words"])
async def test_wake_words_stand_in_for_a_switch_that_does_not_answer(
    bedroom: Room, measured: Measured, second: bool
) -> None:
    """Without any it is `paused`, never called `muted`, and gets them back when the window ends."""
    device = bedroom.device
    words = [WAKE_WORD]
    if second:
        words.append("okay_earshot")
        since = time.time()
        await bedroom.choose_wake_word(2, "Okay Earshot")
        await bedroom.listens_for(since, *words)
    await device.habits(switch_takes=None)
    began = await bedroom.home.window(True)
    paused = await bedroom.change("status", "paused", since=began)
    given_up = await bedroom.listens_for(began)
    assert await bedroom.deaf() == "no wake word"
    assert "muted" not in bedroom.history("status", began)
    assert "on" not in bedroom.history("problem", began)
    ended = await bedroom.home.window(False)
    await bedroom.until("status", "armed")
    back = await bedroom.listens_for(ended, *words)
    measured(
        f"told to listen for nothing {given_up.time - began:.2f} s after the window began, shown {paused - began:.2f} s; "
        f"for {' and '.join(words)} again {ms(back.time - ended)} after it ended"
    )


async def test_a_release_that_the_slider_outranks_becomes_a_persons_mute(bedroom: Room, measured: Measured) -> None:
    """The window ends, the release is ignored once, and is not asked for again: the slider alone lifts it."""
    device = bedroom.device
    began = await bedroom.home.window(True)
    await bedroom.until("status", "muted")
    await device.slide(True)
    ended = await bedroom.home.window(False)
    release = await bedroom.told(ended, muted=False)
    await asyncio.sleep(7)
    assert len(device.commands(ended, muted=False)) == 1
    assert (bedroom.get("status"), bedroom.reasons) == ("muted", ["person"])
    assert "on" not in bedroom.history("problem", began)
    slid = time.time()
    await device.slide(False)
    armed = await bedroom.change("status", "armed", since=slid)
    await asyncio.sleep(1)
    assert bedroom.get("mute_switch") == "off"
    assert not device.commands(slid, muted=True)
    measured(
        f"released {ms(release.time - ended)} after the window, ignored, not repeated in 7 s, still `muted`, no problem; "
        f"armed {ms(armed - slid)} after the slider"
    )


async def test_the_slider_alone_mutes_and_lifts(bedroom: Room, measured: Measured) -> None:
    """A hand's mute is adopted at once, and ends where it began; Earshot touches nothing."""
    device = bedroom.device
    slid = time.time()
    await device.slide(True)
    muted = await bedroom.change("status", "muted", since=slid)
    assert bedroom.reasons == ["person"]
    await bedroom.home.window(True)
    await asyncio.sleep(0.3)
    assert bedroom.reasons == ["person", "rule"]
    await bedroom.home.window(False)
    await asyncio.sleep(0.5)
    assert (bedroom.get("status"), bedroom.reasons) == ("muted", ["person"])
    back = time.time()
    await device.slide(False)
    armed = await bedroom.change("status", "armed", since=back)
    # As often as anyone likes: nobody is unmuting against anything.
    for on in (True, False, True, False):
        moved = time.time()
        await device.slide(on)
        await bedroom.change("status", "muted" if on else "armed", since=moved)
    await asyncio.sleep(1)
    assert (bedroom.get("mute_switch"), bedroom.get("problem")) == ("off", "off")
    assert not device.commands(slid, muted=True) and not device.commands(slid, muted=False)
    measured(
        f"muted {ms(muted - slid)} and armed {ms(armed - back)} after the slider; a window between leaves it alone"
    )


async def test_releasing_the_slider_against_a_rule_is_put_right_at_once(bedroom: Room, measured: Measured) -> None:
    """Releasing it unmutes and so cancels the scheduled mute: while the window lasts it is muted again."""
    device = bedroom.device
    await bedroom.home.window(True)
    await bedroom.until("status", "muted")
    await device.slide(True)
    await asyncio.sleep(0.3)
    slid = time.time()
    await device.slide(False)
    report = await bedroom.said(slid, muted=False)
    command = await bedroom.told(slid, muted=True)
    muted = await bedroom.change("status", "muted", since=slid)
    assert command.time - report.time < 0.1
    assert not device.chunks(slid)
    assert "on" not in bedroom.history("problem", slid)
    ended = await bedroom.home.window(False)
    await bedroom.change("status", "armed", since=ended)
    measured(
        f"told {ms(command.time - report.time)} after the device said `off`, muted again after {ms(muted - report.time)}; "
        "0 chunks; the window's end releases it"
    )


@pytest.mark.parametrize("answered", [True, False], ids=["answered", "silence"])
async def test_a_question_opens_the_microphone_without_a_wake_word(
    bedroom: Room, measured: Measured, answered: bool
) -> None:
    """What listens because it was told to ask is indicated and logged as that, and never called a misfire."""
    device = bedroom.device
    await bedroom.home.switch(LAMP, False)
    since = time.time()
    question = asyncio.create_task(bedroom.ask("Shall the lamp go on?"))
    told = await bedroom.told_to_ask(since)
    assert told.data["start_conversation"] and told.data["media_id"] and told.data["preannounce_media_id"]
    listening = await bedroom.change("satellite", "listening", since=since)
    on = await bedroom.change("recording", "on", since=since)
    assert on - listening < 0.1
    if answered:
        await device.say("LAMP_ON", 1.5)
        assert await question == "turn on the kitchen lamp"
    idle = await bedroom.change("satellite", "idle", since=listening, seconds=25)
    if not answered:
        with pytest.raises(CommandError):
            await question
    (request,) = sent(device.wire.events(since), REQUEST)
    assert request.data["start"] and not request.data["wake_word_phrase"]
    assert device.chunks(listening) and not device.chunks(since, request.time)
    assert "off" not in bedroom.history("recording", since), "the indicator went off before it was idle"
    off = await bedroom.change("recording", "off", since=idle)
    assert off - idle <= INDICATOR_SECONDS
    (row,) = await log.rows(bedroom.home, since)
    assert (row["started_by"], row["misfire"], row["misfire_reason"]) == ("question", False, None)
    assert row["outcome"] == ("unknown" if answered else "no_speech")
    assert (row["while_muted"], row["duration"]) == (False, pytest.approx(idle - listening, abs=0.1))
    assert bedroom.home.client.states.get(LAMP) == "off", "an answer was carried out as a command"
    measured(
        f"listening {listening - told.time:.2f} s after it was told to ask, for {idle - listening:.1f} s and "
        f"{len(device.chunks(listening))} chunks; indicator on {ms(on - listening)} after that and off "
        f"{off - idle:.1f} s after the end; {row['outcome']}, no misfire"
    )


@pytest.mark.parametrize("opens", [False, True], ids=["it-keeps-silent", "it-opens-all-the-same"])
async def test_a_question_to_a_muted_device_shows_what_the_device_does(
    bedroom: Room, measured: Measured, opens: bool
) -> None:
    """It listens to nobody and stays `muted`, or it says that it listens: then that is shown, and logged as heard while muted."""
    device = bedroom.device
    await device.habits(opens_when_asked_while_muted=opens)
    since = await bedroom.act("earshot.mute")
    await bedroom.until("status", "muted")
    question = asyncio.create_task(bedroom.ask("Shall the lamp go on?"))
    told = await bedroom.told_to_ask(since)
    responding = await bedroom.change("satellite", "responding", since=since)
    spoken = await bedroom.change("satellite", "idle", since=responding)
    if opens:
        listening = await bedroom.change("status", "listening", since=spoken)
        assert bedroom.get("recording") == "on"
    await asyncio.sleep(2)
    assert bedroom.get("mute_switch") == "on" and not device.chunks(since)
    shown = bedroom.get("status"), bedroom.get("recording"), bedroom.get("satellite")
    assert shown == (("listening", "on", "listening") if opens else ("muted", "off", "idle"))
    assert not await log.rows(bedroom.home, since)
    lifted = await bedroom.act("earshot.resume_schedule")
    await bedroom.said(lifted, muted=False)
    if opens:
        # Unmuted it sends at once what it hears, and nobody has said a wake word.
        await device.say("LAMP_ON", 1.5)
    else:
        await bedroom.until("status", "armed")
        await device.hear("LAMP_ON", 1.5)
    assert await question == "turn on the kitchen lamp"
    await bedroom.until("satellite", "idle")
    (row,) = await log.rows(bedroom.home, since)
    assert (row["started_by"], row["misfire"], row["while_muted"]) == ("question", False, opens)
    assert bool(device.chunks(lifted)) and not device.chunks(since, lifted)
    violations = [event for event in bedroom.home.bus if event.type == "earshot_violation" and event.time >= since]
    assert [event.data["kind"] for event in violations] == (["heard"] if opens else [])
    measured(
        f"spoken {spoken - told.time:.2f} s after it was told to ask; "
        + (f"`listening` shown {ms(listening - spoken)} after that, " if opens else "`muted` all along, ")
        + f"0 chunks while muted, {len(device.chunks(lifted))} after; {len(violations)} violations"
    )
