"""Answers in words: who can hear, and what was muted. By what people see of a microphone, never by what was asked for."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from homeassistant.util import dt as dt_util

from ..const import MicrophoneStatus
from ..microphone import Microphone
from ..policy.model import Want
from .languages.model import Language, Said, Told

_SAID: Final = {
    MicrophoneStatus.RECORDING: Said.RECORDS,
    MicrophoneStatus.STREAMING: Said.STREAMS,
    MicrophoneStatus.LISTENING: Said.LISTENS,
    MicrophoneStatus.ARMED: Said.HEARS,
    MicrophoneStatus.UNOBSERVED: Said.MAY_LISTEN,
    MicrophoneStatus.MUTING: Said.MUTING,
    MicrophoneStatus.BLOCKED: Said.BLOCKED,
    MicrophoneStatus.PAUSED: Said.PAUSED,
    MicrophoneStatus.MUTED: Said.MUTED,
}
_ORDER: Final = list(Said)
_ENDS: Final = frozenset({Said.MUTING, Said.BLOCKED, Said.PAUSED, Said.MUTED})
# More names than these nobody wants to listen to.
_MOST_NAMED: Final = 6
_SOON: Final = timedelta(hours=12)


class Words:
    """Speaks of microphones in one language."""

    def __init__(self, language: Language, now: datetime) -> None:
        """Speak at an instant."""
        self._language = language
        self._answers = language.answers
        self._now = now

    def tell(self, told: Told, **placeholders: object) -> str:
        """Say something that is not about the status of microphones. What is filled in is never read as a template."""
        return self._answers.told[told].format(**placeholders)

    def state(self, microphones: Iterable[Microphone], *, told_to_mute: bool = False) -> str:
        """Say what each of these microphones does, those that can hear before those that cannot; alike ones together."""
        groups: defaultdict[tuple[Said, str], list[str]] = defaultdict(list)
        for microphone in microphones:
            said = _said(microphone, told_to_mute=told_to_mute)
            groups[said, self._until(microphone) if said in _ENDS else ""].append(microphone.config.name)
        ordered = sorted(groups.items(), key=lambda group: _ORDER.index(group[0][0]))
        return " ".join(self._sentence(said, until, names) for (said, until), names in ordered)

    def names(self, names: Collection[str]) -> str:
        """Say names one after the other."""
        *others, last = [self._answers.name(" ".join(name.split())) for name in names]
        return f"{', '.join(others)}{self._answers.conjunction}{last}" if others else last

    def until(self, instant: datetime) -> str:
        """Say until when, with the blank before it."""
        try:
            local = dt_util.as_local(instant)
        except OverflowError:
            # Here it is beyond the last day of any calendar, and as good as no end.
            return ""
        today = dt_util.as_local(self._now).date()
        soon = instant - self._now <= _SOON
        answers, time = self._answers, self._answers.clock(local.hour, local.minute, soon)
        # Midnight ends a day.
        day = (local - timedelta(microseconds=1)).date()
        days = (day - today).days
        if soon or days < 1:
            return answers.until_time.format(time=time)
        if days == 1:
            return answers.until_tomorrow.format(time=time)
        if days < 7:
            return answers.until_weekday.format(weekday=answers.weekdays[day.weekday()], time=time)
        return answers.until_date.format(day=day.day, month=answers.months[day.month - 1], time=time)

    def _until(self, microphone: Microphone) -> str:
        decision = microphone.decision
        if decision.want is not Want.MUTED:
            return ""
        # Beyond what is foreseen: no earlier than the last of what stands ends by itself.
        ends = [hold.until for hold in decision.holds if hold.until is not None]
        last = max(ends) if ends and len(ends) == len(decision.holds) else None
        until = decision.next_change or last
        return "" if until is None or until <= self._now else self.until(until)

    def _sentence(self, said: Said, until: str, names: list[str]) -> str:
        answers = self._answers
        if len(names) == 1:
            subject, sentences = answers.subject_one.format(names=self.names(names)), answers.one
        elif len(names) <= _MOST_NAMED:
            subject, sentences = answers.subject_several.format(names=self.names(names)), answers.several
        else:
            subject, sentences = answers.subject_many.format(count=len(names)), answers.several
        sentence = sentences[said].format(subject=subject, until=until)
        return sentence[:1].upper() + sentence[1:]


def _said(microphone: Microphone, *, told_to_mute: bool) -> Said:
    status = microphone.view.status
    # What is unknown may listen; so may what nothing can mute, whatever it was told.
    said = Said.MAY_LISTEN if status is None else _SAID[status]
    if told_to_mute and not microphone.controls and said in (Said.MAY_LISTEN, Said.HEARS):
        return Said.CANNOT_MUTE
    return said


def can_be_told(microphone: Microphone) -> bool:
    """Whether what was asked of its mute has shown, one way or the other, or cannot show at all."""
    view = microphone.view
    return bool(view.read) or view.fails or all(each.read is None for each in microphone.enforcements)
