"""What Assist's pipelines tell of a satellite: the one place that knows how Home Assistant keeps their runs.

Nothing of it is public, and it may change with any release. Where it is otherwise than expected, nothing is told, and the log says so once.
Home Assistant tells a satellite of an event before it notes the event with the run, and lets a run go only after its end was told.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from time import monotonic
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ...activity.model import Outcome, Phase, StartedBy
from ...const import DOMAIN, LOGGER
from .words import words

# Names of `assist_pipeline`, written down rather than imported: Earshot must be able to mute before that integration is loaded.
_PIPELINES: Final = "assist_pipeline"
_LAST_WAKE_UP: Final = "assist_pipeline.last_wake_up"
_STAGE_WAKE_WORD: Final = "wake_word"
_STAGE_SPEECH: Final = "stt"
_AFTER_SPEECH: Final = frozenset({"stt-end", "intent-start", "error", "run-end"})
_NO_SPEECH: Final = "stt-no-text-recognized"
_NO_INTENT: Final = "no_intent_match"

_SAID: Final[HassKey[bool]] = HassKey(f"{DOMAIN}.pipeline_runs_are_otherwise")

# A wake word is noted and speech-to-text begins in one go: what is older belongs to another satellite, or to an earlier command.
_FRESH: Final = 0.5
# Of several runs of one activation, what came of it is what most came of any.
_BY_WEIGHT: Final = (Outcome.NO_SPEECH, Outcome.ERROR, Outcome.NOT_UNDERSTOOD, Outcome.INTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunWords:
    """What the runs of one activation tell, as far as it is known. The texts are hostile, and nothing but a log may keep them."""

    started_by: StartedBy = StartedBy.UNKNOWN
    """Known for a wake word that Home Assistant itself heard, and for a question."""
    wake_phrase: str | None = None
    transcript: str | None = None
    """What was understood, a line for each time that it listened."""
    reply: str | None = None
    outcome: Outcome | None = None
    error: str | None = None
    """The code of the last error, of the pipeline or of the intent."""


class PipelineRuns:
    """Reads the runs of Assist's pipelines, as they are at this moment.

    What a satellite does in a run may change without its state: the state is then written again as it was, so reports of an unchanged
    state (`async_track_state_report_event`) are the time to ask again.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Read nothing yet: the pipelines may be loaded later, or never."""
        self._hass = hass

    @callback
    def phase(self, satellite_id: str) -> Phase | None:
        """Return whether a satellite streams for its wake word or listens to a command, by its entity id; None where neither is told."""
        return self._guarded(self._phase, satellite_id)

    @callback
    def wake_phrase(self, now_monotonic: float | None = None) -> str | None:
        """Return the wake phrase that was heard just now, by any satellite. To be asked when a satellite begins to listen."""
        return self._guarded(self._wake_phrase, monotonic() if now_monotonic is None else now_monotonic)

    @callback
    def words(self, satellite_id: str, since: datetime) -> RunWords | None:
        """Return what is told of a satellite's runs whose speech-to-text was not over yet at an instant; None where there are none.

        To be asked when an activation that started then ends. The last ten runs of a pipeline are known.
        """
        return self._guarded(self._words, satellite_id, since)

    def _guarded[**P, T](self, read: Callable[P, T | None], *args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            return read(*args, **kwargs)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            if not self._hass.data.get(_SAID):
                self._hass.data[_SAID] = True
                # The error's own words may hold what somebody said.
                LOGGER.warning(
                    "This version of Home Assistant keeps the runs of Assist's pipelines otherwise than Earshot expects (%s): "
                    "streaming, wake phrases and transcripts are not seen",
                    type(error).__name__,
                )
            return None

    def _phase(self, satellite_id: str) -> Phase | None:
        if (data := self._hass.data.get(_PIPELINES)) is None:
            return None
        phases = [
            _phase_of_run(run.start_stage, _events(data, pipeline_id, run_id))
            for pipeline_id, runs in data.pipeline_runs._pipeline_runs.items()  # noqa: SLF001
            for run_id, run in runs.items()
            if run.satellite_id == satellite_id and not run._ended  # noqa: SLF001
        ]
        return next((phase for phase in (Phase.LISTENING, Phase.STREAMING) if phase in phases), None)

    def _wake_phrase(self, now: float) -> str | None:
        wake_ups: Mapping[str, float] = self._hass.data.get(_LAST_WAKE_UP) or {}
        at, phrase = max(((at, phrase) for phrase, at in wake_ups.items()), default=(None, None))
        return words(phrase) if at is not None and now - at <= _FRESH else None

    def _words(self, satellite_id: str, since: datetime) -> RunWords | None:
        if (data := self._hass.data.get(_PIPELINES)) is None:
            return None
        running = dict(chain.from_iterable(runs.items() for runs in data.pipeline_runs._pipeline_runs.values()))  # noqa: SLF001
        spoken: list[tuple[datetime, datetime | None, RunWords]] = []
        for run_id, debug in chain.from_iterable(runs.items() for runs in data.pipeline_debug.values()):
            if not any(_starts_for(event, satellite_id) for event in debug.events):
                continue
            began, over = _speech(debug.events)
            if began is not None:
                run = running.get(run_id)
                asks = run is not None and run.end_stage == _STAGE_SPEECH
                spoken.append((began, over, _words_of_run(debug.events, asks=asks)))
        spoken.sort(key=lambda each: each[0])
        # A satellite has one run at a time: one that never said that its speech was over was cut off by the next.
        nexts = [*(began for began, _, _ in spoken[1:]), None]
        told = [
            run
            for (_, over, run), cut_off in zip(spoken, nexts, strict=True)
            if (end := over or cut_off) is None or end >= since
        ]
        return _joined(told) if told else None


def _events(data: Any, pipeline_id: str, run_id: str) -> Iterable[Any]:
    """Return what is noted of a run; nothing where ten later runs of its pipeline have pushed it out."""
    debug = data.pipeline_debug[pipeline_id].get(run_id)
    return () if debug is None else debug.events


def _phase_of_run(start_stage: str, events: Iterable[Any]) -> Phase | None:
    """Return what a satellite does in a run that goes on."""
    phase = Phase.STREAMING if start_stage == _STAGE_WAKE_WORD else None
    for event in events:
        if event.type == "stt-start":
            phase = Phase.LISTENING
        elif event.type in _AFTER_SPEECH:
            return None
    return phase


def _starts_for(event: Any, satellite_id: str) -> bool:
    return bool(event.type == "run-start" and event.data.get("satellite_id") == satellite_id)


def _speech(events: Iterable[Any]) -> tuple[datetime | None, datetime | None]:
    """Return when the speech-to-text of a run began and when it was over."""
    began = None
    for event in events:
        if event.type == "stt-start":
            began = dt_util.parse_datetime(event.timestamp, raise_on_error=True)
        elif began is not None and event.type in _AFTER_SPEECH:
            return began, dt_util.parse_datetime(event.timestamp, raise_on_error=True)
    return began, None


def _words_of_run(events: Iterable[Any], *, asks: bool) -> RunWords:
    """Return what one run tells."""
    started_by = StartedBy.QUESTION if asks else StartedBy.UNKNOWN
    wake_phrase = transcript = reply = outcome = error = None
    for event in events:
        match event.type:
            case "wake_word-end" if output := event.data["wake_word_output"]:
                started_by, wake_phrase = StartedBy.WAKE_WORD, words(output.get("wake_word_phrase"))
            case "stt-end":
                transcript = words(event.data["stt_output"]["text"])
            case "intent-end":
                response = event.data["intent_output"]["response"]
                reply = words(response["speech"].get("plain", {}).get("speech"))
                outcome, error = _of_intent(response)
            case "error":
                error = words(event.data["code"])
                # An answer that could not be spoken undoes no command.
                outcome = outcome or (Outcome.NO_SPEECH if error == _NO_SPEECH else Outcome.ERROR)
    return RunWords(
        started_by=started_by,
        wake_phrase=wake_phrase,
        transcript=transcript,
        reply=reply,
        outcome=outcome,
        error=error,
    )


def _of_intent(response: Mapping[str, Any]) -> tuple[Outcome, str | None]:
    """Return what came of an intent, and its error."""
    if response["response_type"] != "error":
        return Outcome.INTENT, None
    error = words(response["data"]["code"])
    return Outcome.NOT_UNDERSTOOD if error == _NO_INTENT else Outcome.ERROR, error


def _joined(runs: list[RunWords]) -> RunWords:
    """Return what several runs of one activation tell together, in the order in which they began."""
    errors = [run.error for run in runs if run.error]
    return RunWords(
        started_by=runs[0].started_by,
        wake_phrase=runs[0].wake_phrase,
        transcript=_lines(run.transcript for run in runs),
        reply=_lines(run.reply for run in runs),
        outcome=max((run.outcome for run in runs if run.outcome), key=_BY_WEIGHT.index, default=None),
        error=errors[-1] if errors else None,
    )


def _lines(texts: Iterable[str | None]) -> str | None:
    return "\n".join(text for text in texts if text) or None
