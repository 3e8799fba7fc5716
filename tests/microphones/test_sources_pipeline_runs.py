"""Test what Assist's pipelines tell of a satellite, with Home Assistant's own pipelines; and what becomes of it when they change."""

from collections.abc import Callable
from datetime import datetime, timedelta
import time
from types import SimpleNamespace
from typing import Any

from homeassistant.components.assist_pipeline import PipelineEvent, PipelineEventType, PipelineStage
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from custom_components.earshot.activity.model import Outcome, Phase, StartedBy
from custom_components.earshot.microphones.sources import PipelineRuns
from custom_components.earshot.microphones.sources.pipeline_runs import RunWords

from .assist import PHRASE, Assist, async_assist

KITCHEN = "assist_satellite.kitchen"


@pytest.fixture
async def assist(hass: HomeAssistant) -> Assist:
    """A home with Assist."""
    return await async_assist(hass)


def told(assist: Assist, since: datetime) -> RunWords | None:
    """Return what is told of the kitchen."""
    return PipelineRuns(assist.hass).words(assist.kitchen.entity_id, since)


async def test_a_command_tells_its_words_and_that_it_was_understood(assist: Assist) -> None:
    """All of it from the run, for a satellite whose wake word is heard in Home Assistant."""
    since = dt_util.utcnow()
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    await assist.async_hear_wake_word()
    await assist.async_understand(" what time is it ")
    words = told(assist, since)
    assert words.reply
    assert words == RunWords(
        started_by=StartedBy.WAKE_WORD,
        wake_phrase=PHRASE,
        transcript="what time is it",
        reply=words.reply,
        outcome=Outcome.INTENT,
    )


@pytest.mark.parametrize(
    ("text", "outcome", "error", "transcript"),
    [
        ("", Outcome.NO_SPEECH, "stt-no-text-recognized", None),
        (None, Outcome.ERROR, "stt-stream-failed", None),
        ("rhubarb rhubarb", Outcome.NOT_UNDERSTOOD, "no_intent_match", "rhubarb rhubarb"),
        ("turn on the moon", Outcome.ERROR, "no_valid_targets", "turn on the moon"),
    ],
)
async def test_a_command_that_came_to_nothing_tells_why(
    assist: Assist, text: str | None, outcome: Outcome, error: str, transcript: str | None
) -> None:
    """Silence, a failure, what nobody understands and what is not there are four things."""
    since = dt_util.utcnow()
    await assist.kitchen.async_run()
    await assist.async_understand(text)
    words = told(assist, since)
    assert (words.outcome, words.error, words.transcript) == (outcome, error, transcript)
    assert (words.started_by, words.wake_phrase) == (StartedBy.UNKNOWN, None)


async def test_a_question_is_told_at_its_end(assist: Assist) -> None:
    """Its run ends with the speech, and is still on the books when the satellite is told so."""
    since = dt_util.utcnow()
    task = assist.hass.async_create_task(assist.kitchen.async_internal_ask_question("Lights?", preannounce=False))
    await assist.kitchen.asked.wait()
    await assist.kitchen.async_run()
    at_the_end: list[RunWords | None] = []
    tell = assist.kitchen.on_pipeline_event

    def ended(event: PipelineEvent) -> None:
        if event.type is PipelineEventType.RUN_END:
            at_the_end.append(told(assist, since))
        tell(event)

    assist.kitchen.on_pipeline_event = ended
    await assist.async_understand("yes")
    await task
    assert at_the_end == [RunWords(started_by=StartedBy.QUESTION, transcript="yes")]


async def test_follow_ups_are_told_together(assist: Assist) -> None:
    """A line for each; what came of it is what most came of any."""
    since = dt_util.utcnow()
    for text in ("rhubarb", "what time is it", ""):
        await assist.kitchen.async_run()
        await assist.async_understand(text)
    words = told(assist, since)
    assert words.transcript == "rhubarb\nwhat time is it"
    assert len(words.reply.splitlines()) == 2
    assert (words.outcome, words.error) == (Outcome.INTENT, "stt-no-text-recognized")


async def test_a_command_before_is_not_told_again(assist: Assist) -> None:
    """Only runs whose speech-to-text was not over when the activation started."""
    await assist.kitchen.async_run()
    await assist.async_understand("rhubarb")
    since = dt_util.utcnow()
    assert told(assist, since) is None
    await assist.kitchen.async_run()
    assert told(assist, since) == told(assist, dt_util.utcnow()) == RunWords()
    later = dt_util.utcnow()
    await assist.async_understand("what time is it")
    # It listened already when Earshot came.
    assert told(assist, later).transcript == told(assist, since).transcript == "what time is it"


async def test_a_command_that_was_never_over_is_not_told_with_the_next(assist: Assist) -> None:
    """A device that falls silent without a word leaves a run behind that says so for ever: the next run has ended it."""
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    await assist.async_hear_wake_word()
    before = dt_util.utcnow()
    debug = assist.hass.data["assist_pipeline"].pipeline_debug
    (left,) = (run for runs in debug.values() for run in runs.values())
    speech = next(number for number, event in enumerate(left.events) if event.type == "stt-start")
    await assist.kitchen.async_run()
    since = dt_util.utcnow()
    await assist.async_understand("what time is it")
    # However Home Assistant put an end to it, nothing of that is known.
    del left.events[speech + 1 :]
    words = told(assist, since)
    assert (words.started_by, words.wake_phrase, words.outcome) == (StartedBy.UNKNOWN, None, Outcome.INTENT)
    assert told(assist, before).started_by is StartedBy.WAKE_WORD


async def test_a_run_without_speech_tells_nothing(assist: Assist) -> None:
    """A stream that never heard its wake word is no command, nor is another satellite's."""
    since = dt_util.utcnow()
    await assist.kitchen.async_run(PipelineStage.WAKE_WORD)
    await assist.async_hear_wake_word(False)
    await assist.bedroom.async_run()
    assert told(assist, since) is None
    assert PipelineRuns(assist.hass).words(assist.bedroom.entity_id, since) == RunWords()


async def test_the_wake_phrase_of_a_satellite_that_hears_it_itself(assist: Assist) -> None:
    """Noted by phrase alone, in the moment in which it begins to listen."""
    runs = PipelineRuns(assist.hass)
    assert runs.wake_phrase() is None
    before = time.monotonic()
    await assist.kitchen.async_run(wake_word_phrase="hey you")
    await assist.async_understand("")
    noted = assist.hass.data["assist_pipeline.last_wake_up"]["hey you"]
    assert before <= noted <= time.monotonic()
    assert runs.wake_phrase(noted + 0.4) == "hey you"
    assert runs.wake_phrase(noted + 0.6) is None
    await assist.bedroom.async_run(wake_word_phrase="okay nabu")
    assert runs.wake_phrase() == "okay nabu"


def test_without_assist_nothing_is_told_and_nothing_is_wrong(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """It may be loaded later."""
    runs = PipelineRuns(hass)
    assert runs.phase(KITCHEN) is runs.wake_phrase() is runs.words(KITCHEN, dt_util.utcnow()) is None
    assert not caplog.records


def _event(kind: str, data: Any = None, timestamp: Any = "2026-06-01T10:00:00+00:00") -> Any:
    return SimpleNamespace(type=kind, data=data, timestamp=timestamp)


_START = _event("run-start", {"satellite_id": KITCHEN})
_SPEECH = _event("stt-start")


def _home(events: Any, **run: Any) -> Any:
    """Return pipelines that hold one run with these events, unless the run is otherwise."""
    run = {"satellite_id": KITCHEN, "_ended": False, "start_stage": "stt", "end_stage": "tts", **run}
    return SimpleNamespace(
        pipeline_runs=SimpleNamespace(_pipeline_runs={"p": {"r": SimpleNamespace(**run)}}),
        pipeline_debug={"p": {"r": SimpleNamespace(events=events)}},
    )


@pytest.mark.parametrize(
    "read",
    [
        lambda runs: runs.phase(KITCHEN),
        lambda runs: runs.words(KITCHEN, dt_util.utcnow() - timedelta(days=365)),
    ],
    ids=["phase", "words"],
)
@pytest.mark.parametrize(
    "pipelines",
    [
        pytest.param(object(), id="another_object"),
        pytest.param({}, id="a_dictionary"),
        pytest.param(SimpleNamespace(pipeline_runs=None, pipeline_debug=None), id="nothing_in_it"),
        pytest.param(SimpleNamespace(pipeline_runs=SimpleNamespace(_pipeline_runs=[]), pipeline_debug=[]), id="lists"),
        pytest.param(_home(None), id="no_events"),
        pytest.param(_home([object()]), id="other_events"),
        pytest.param(_home([{"type": "run-start"}]), id="events_as_dictionaries"),
    ],
)
def test_when_the_structures_change_nothing_is_told_and_the_log_says_so_once(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture, pipelines: Any, read: Callable[[PipelineRuns], Any]
) -> None:
    """Whichever part it is; a second reader does not say it again."""
    hass.data["assist_pipeline"] = pipelines
    hass.data["assist_pipeline.last_wake_up"] = ["okay nabu"]
    for runs in (PipelineRuns(hass), PipelineRuns(hass)):
        assert read(runs) is None
        assert runs.wake_phrase() is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]


class _Telling(dict[str, Any]):
    """Data whose error tells what was said."""

    def __missing__(self, key: str) -> Any:
        """Tell."""
        raise KeyError("secret")


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([_event("run-start"), _SPEECH], id="a_start_without_data"),
        pytest.param([_START, _event("stt-start", timestamp="today")], id="a_time_that_is_none"),
        pytest.param([_START, _event("stt-start", timestamp=1.5)], id="a_time_that_is_a_number"),
        pytest.param([_START, _SPEECH, _event("error", timestamp="2026-06-01T10:00:00")], id="a_time_without_a_zone"),
        pytest.param([_START, _SPEECH, _event("stt-end", {"text": "secret"})], id="a_transcript_elsewhere"),
        pytest.param([_START, _SPEECH, _event("stt-end", _Telling())], id="an_error_with_words"),
        pytest.param([_START, _SPEECH, _event("intent-end", {"intent_output": "secret"})], id="an_answer_elsewhere"),
        pytest.param([_START, _SPEECH, _event("error")], id="an_error_without_a_code"),
        pytest.param([_START, _event("wake_word-end", {"wake_word_output": "x"}), _SPEECH], id="a_wake_word_elsewhere"),
    ],
)
def test_when_events_change_no_words_are_told_nor_logged(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture, events: list[Any]
) -> None:
    """The log file is no place for what somebody said."""
    hass.data["assist_pipeline"] = _home(events)
    since = dt_util.utc_from_timestamp(0)
    assert PipelineRuns(hass).words(KITCHEN, since) is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "secret" not in caplog.text


@pytest.mark.parametrize("text", [None, 5, "", " ", ["x"], {"y": "z"}])
def test_words_that_are_none_are_not_told(hass: HomeAssistant, text: Any) -> None:
    """An engine may give anything for a text."""
    answer = {"response": {"response_type": "error", "speech": {"plain": {"speech": text}}, "data": {"code": text}}}
    hass.data["assist_pipeline"] = _home(
        [
            _START,
            _event("wake_word-end", {"wake_word_output": {"wake_word_phrase": text}}),
            _SPEECH,
            _event("stt-end", {"stt_output": {"text": text}}),
            _event("intent-end", {"intent_output": answer}),
        ]
    )
    hass.data["assist_pipeline.last_wake_up"] = {"": time.monotonic()}
    runs = PipelineRuns(hass)
    assert runs.words(KITCHEN, dt_util.utc_from_timestamp(0)) == RunWords(
        started_by=StartedBy.WAKE_WORD, outcome=Outcome.ERROR
    )
    assert runs.wake_phrase() is None


def test_a_satellite_that_listens_in_one_run_and_streams_in_another_listens(hass: HomeAssistant) -> None:
    """The one run may end while the next begins; what shows most is believed."""
    hass.data["assist_pipeline"] = pipelines = _home([_START], start_stage="wake_word")
    runs = PipelineRuns(hass)
    assert runs.phase(KITCHEN) is Phase.STREAMING
    pipelines.pipeline_runs._pipeline_runs["q"] = _home([]).pipeline_runs._pipeline_runs["p"]
    pipelines.pipeline_debug["q"] = _home([_START, _SPEECH]).pipeline_debug["p"]
    assert runs.phase(KITCHEN) is Phase.LISTENING


def test_long_words_are_cut(hass: HomeAssistant) -> None:
    """What is kept in memory has a limit."""
    hass.data["assist_pipeline"] = _home([_START, _SPEECH, _event("stt-end", {"stt_output": {"text": "x" * 5000}})])
    assert len(PipelineRuns(hass).words(KITCHEN, dt_util.utc_from_timestamp(0)).transcript) == 1000


def test_an_answer_that_could_not_be_spoken_undoes_no_command(hass: HomeAssistant) -> None:
    """The light is on, although the voice failed."""
    answer = {"response": {"response_type": "action_done", "speech": {}, "data": {}}}
    hass.data["assist_pipeline"] = _home(
        [_START, _SPEECH, _event("intent-end", {"intent_output": answer}), _event("error", {"code": "tts-failed"})]
    )
    words = PipelineRuns(hass).words(KITCHEN, dt_util.utc_from_timestamp(0))
    assert words == RunWords(outcome=Outcome.INTENT, error="tts-failed")
