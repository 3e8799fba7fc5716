"""From the observed phases of one microphone's voice assistant to its activations."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from .misfire import classify
from .model import Activation, Kind, Outcome, Phase, StartedBy

CEILING: Final = timedelta(minutes=5)


@dataclass(slots=True)
class _Episode:
    """An activation that goes on."""

    start: datetime
    started_by: StartedBy
    wake_phrase: str | None = None
    listened: timedelta = timedelta()
    heard_muted: bool = False
    ran_muted: bool = False
    processed: bool = False
    silenced: bool = False


class ActivityMachine:
    """Turns phases into activations. Feed it every phase that is observed and, now and then, the time.

    Invariants:
    - An activation starts only when the phase becomes `listening`, the first observation included; an announcement
      (`responding` alone) and a return from `unknown` to `idle` start none.
    - It goes on over `processing`, `responding` and `listening` again and ends at `idle`, `streaming` or `unknown`, or
      when `listening` has lasted for the ceiling, or another phase for twice as long. After that `listening` is `stuck`
      until the phase leaves it.
    - Activations do not overlap and each ends once. None ends before it starts or has listened for longer than it
      lasted, not even when the clock is put back.
    - `capturing` is true in `listening` alone and there always, but for a mute that the device itself confirmed and for
      a phase that is stuck. What streams for a wake word captures no command.
    - How often `tick` is called changes no activation, only when its end is noticed.
    """

    def __init__(self, microphone_id: str, ceiling: timedelta = CEILING) -> None:
        """Begin with nothing observed."""
        self._microphone_id = microphone_id
        self._ceiling, self._patience = ceiling, 2 * ceiling
        self._phase: Phase | None = None
        self._episode: _Episode | None = None
        # Since when the phase is what it is, and since when it is `listening` and nothing silences it.
        self._phase_since: datetime | None = None
        self._hearing_since: datetime | None = None
        self.due: datetime | None = None
        """When the ceiling will end the activation that goes on, if nothing else does; None where it cannot."""

    @property
    def active(self) -> bool:
        """Whether an activation goes on."""
        return self._episode is not None

    @property
    def started_by(self) -> StartedBy | None:
        """What has started the activation that goes on."""
        return None if self._episode is None else self._episode.started_by

    @property
    def started_at(self) -> datetime | None:
        """When the activation that goes on started."""
        return None if self._episode is None else self._episode.start

    @property
    def capturing(self) -> bool:
        """Whether sound is captured for a command now, for all that is known."""
        return self._hearing_since is not None

    @property
    def silenced(self) -> bool:
        """Whether its phase says that it listens, and a confirmed mute has cut it."""
        return self._phase is Phase.LISTENING and self._hearing_since is None

    @property
    def stuck(self) -> bool:
        """Whether the phase says `listening` for longer than any command lasts: what it says is not believed any more."""
        return self._phase is Phase.LISTENING and self._episode is None

    def observe(self, phase: Phase, now: datetime, muted: bool) -> Activation | None:
        """Take a phase that was observed and return the activation that ended, if one did.

        `muted` tells whether the read-back said muted, or the decision was muted past its grace.
        """
        ended = self.tick(now)
        if phase is self._phase:
            return ended
        self._stop_hearing(now)
        before, self._phase = self._phase, phase
        if phase is Phase.LISTENING:
            self._start_listening(now, muted, before)
        elif (episode := self._episode) is not None:
            if phase is Phase.PROCESSING:
                episode.processed = True
                episode.ran_muted |= muted
            elif phase is not Phase.RESPONDING:
                ended = self._end(episode, now, _outcome(episode, lost=phase is Phase.UNKNOWN))
        self._count_from(now)
        return ended

    def tick(self, now: datetime) -> Activation | None:
        """Look at the time and return the activation that the ceiling ended, if it did."""
        if self._phase_since is not None and now < self._phase_since:
            # However far the clock is put back, the ceiling stays as near as it was.
            self._count_from(now)
        episode, due = self._episode, self.due
        if episode is None or due is None or now < due:
            return None
        self._stop_hearing(due)
        return self._end(episode, due, _outcome(episode, stuck=self._phase is Phase.LISTENING))

    def mute_confirmed(self, now: datetime) -> Activation | None:
        """Take that the device itself confirms a mute: what it hears is over, even where its phase sticks.

        Only what confirms silence belongs here, not a mute that Home Assistant merely believes in. Returns the
        activation that the ceiling had ended before, if it had.
        """
        ended = self.tick(now)
        if self._episode is not None and self._hearing_since is not None:
            self._stop_hearing(now)
            self._episode.silenced = True
        return ended

    def mute_lifted(self, now: datetime) -> Activation | None:
        """Take that the device is no longer muted: where its phase still says `listening` and is not stuck, it counts again.

        Returns the activation that the ceiling had ended before, if it had.
        """
        ended = self.tick(now)
        if self._episode is not None and self.silenced:
            self._hearing_since = now
        return ended

    def identify(self, started_by: StartedBy, wake_phrase: str | None = None) -> None:
        """Take what made the microphone listen, for the activation that goes on, if one does."""
        if self._episode is not None:
            self._episode.started_by = started_by
            self._episode.wake_phrase = wake_phrase

    def _count_from(self, now: datetime) -> None:
        """Let the phase have begun now, and the ceiling count from here."""
        self._phase_since = now
        if self._episode is not None:
            self.due = now + (self._ceiling if self._phase is Phase.LISTENING else self._patience)

    def _start_listening(self, now: datetime, muted: bool, before: Phase | None) -> None:
        if self._episode is None:
            # Whoever speaks first and then listens has asked something.
            question = before is Phase.RESPONDING
            self._episode = _Episode(now, StartedBy.QUESTION if question else StartedBy.UNKNOWN)
        self._episode.heard_muted |= muted
        self._episode.silenced = False
        self._hearing_since = now

    def _stop_hearing(self, now: datetime) -> None:
        if self._episode is not None and self._hearing_since is not None:
            self._episode.listened += max(now - self._hearing_since, timedelta())
        self._hearing_since = None

    def _end(self, episode: _Episode, now: datetime, outcome: Outcome) -> Activation:
        self._episode = self.due = None
        end = max(episode.start, now)
        reason = classify(Kind.ACTIVATION, outcome, episode.started_by)
        return Activation(
            start=episode.start,
            end=end,
            microphone_id=self._microphone_id,
            kind=Kind.ACTIVATION,
            outcome=outcome,
            listened=min(episode.listened, end - episode.start),
            while_muted=episode.heard_muted or episode.ran_muted,
            heard_muted=episode.heard_muted,
            misfire=reason is not None,
            misfire_reason=reason,
            started_by=episode.started_by,
            wake_phrase=episode.wake_phrase,
        )


def _outcome(episode: _Episode, *, lost: bool = False, stuck: bool = False) -> Outcome:
    """Return what came of an activation, as far as its phases tell."""
    if lost:
        return Outcome.CUT_OFF
    if episode.processed:
        return Outcome.INTENT
    if episode.silenced:
        return Outcome.CUT_OFF
    # The answer to a question is not processed, and a phase that sticks tells nothing about speech.
    if stuck or episode.started_by is StartedBy.QUESTION:
        return Outcome.UNKNOWN
    return Outcome.NO_SPEECH
