"""The judgement: from facts to findings, each a key for its words and one for what to do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from .facts import Assistant, Entity, Facts, Locality, Microphone, Stage


class Severity(StrEnum):
    """How much a finding matters, in the order in which findings are told."""

    RISK = "risk"
    """What is heard leaves the device, the home or Earshot's log."""
    TO_DO = "to_do"
    """Something that only a person can settle."""
    NOTICE = "notice"
    """Good to know."""


class Check(StrEnum):
    """What a person has to look up with a vendor, since it cannot be read from here."""

    RECORDINGS_KEPT = "recordings_kept"
    HUMAN_REVIEW = "human_review"
    DELETION = "deletion"


class CheckState(StrEnum):
    """How a check stands."""

    OPEN = "open"
    DUE = "due"
    """It was settled too long ago: vendors change their settings and their terms."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the audit found."""

    key: str
    """Names its words."""
    severity: Severity
    advice_key: str
    """Names the words for what to do about it."""
    microphone_id: str | None = None
    placeholders: Mapping[str, str] = field(default_factory=dict)
    """What its words leave open; plain text."""
    check: Check | None = None
    """The check that a person ticks off, where it is one."""


# The vendors whose settings the words describe, by their own names.
VENDORS: Final[Mapping[str, str]] = {"amazon": "Amazon", "apple": "Apple", "google": "Google", "sonos": "Sonos"}

_CHECK_HOLDS: Final = timedelta(days=365)
_SEVERITIES: Final = list(Severity)
# An answer that is spoken by a cloud service lets words out, but nobody's voice.
_CLOUD: Final[Mapping[Stage, Severity]] = {
    Stage.WAKE_WORD: Severity.RISK,
    Stage.SPEECH_TO_TEXT: Severity.RISK,
    Stage.AGENT: Severity.RISK,
    Stage.TEXT_TO_SPEECH: Severity.NOTICE,
}
_WEAK_MUTES: Final = frozenset({"none", "response_only", "upload_blocked"})


def judge(facts: Facts, today: date) -> list[Finding]:
    """Return what there is to say, risks first and otherwise in the order of the facts."""
    return sorted(_findings(facts, today), key=lambda finding: _SEVERITIES.index(finding.severity))


def _findings(facts: Facts, today: date) -> Iterator[Finding]:
    if facts.recording_folder is not None:
        yield _finding("debug_recordings", Severity.RISK, folder=facts.recording_folder)
    for listener in facts.streaming:
        yield _finding("wake_word_streamed", Severity.RISK, listener.microphone_id, microphone=listener.name)
    for assistant in facts.assistants:
        yield from _engines(assistant)
    for entity in facts.open_drop_ins:
        yield _entity("drop_in_open", entity)
    for entity in facts.recorded_words:
        yield _entity("words_recorded", entity)
    for name in facts.uncovered:
        yield _finding("uncovered", Severity.TO_DO, microphone=name)
    for microphone in facts.microphones:
        yield from _mute(microphone)
        yield from _checks(microphone, today)


def _finding(key: str, severity: Severity, microphone_id: str | None = None, **placeholders: str) -> Finding:
    return Finding(key, severity, key, microphone_id, placeholders)


def _entity(key: str, entity: Entity) -> Finding:
    return _finding(
        key, Severity.RISK, entity.listener.microphone_id, device=entity.listener.name, entity=entity.entity_id
    )


def _engines(assistant: Assistant) -> Iterator[Finding]:
    for engine in assistant.engines:
        if engine.locality is Locality.LOCAL:
            continue
        yield Finding(
            key=f"{engine.locality}_{engine.stage}",
            severity=_CLOUD[engine.stage] if engine.locality is Locality.CLOUD else Severity.NOTICE,
            advice_key=f"{engine.locality}_engine",
            placeholders={
                "assistant": assistant.name,
                "engine": engine.name,
                "microphones": ", ".join(assistant.satellites),
            },
        )


def _mute(microphone: Microphone) -> Iterator[Finding]:
    """Yield how certain a microphone's mute is not. A cut plug needs no word of the device."""
    if microphone.assurance in _WEAK_MUTES:
        how = microphone.assurance
    elif not microphone.confirmed and microphone.assurance != "power_cut":
        how = "unconfirmed"
    else:
        return
    yield _finding(f"mute_{how}", Severity.NOTICE, microphone.id, microphone=microphone.name)


def _checks(microphone: Microphone, today: date) -> Iterator[Finding]:
    if microphone.vendor is None:
        return
    for check in Check:
        day = microphone.checks.get(check)
        state = check_state(day, today)
        placeholders = {"microphone": microphone.name, "vendor": VENDORS[microphone.vendor]}
        if day is not None:
            placeholders["date"] = day.isoformat()
        yield Finding(
            key=f"{check}_{state}",
            severity=Severity.NOTICE if state is CheckState.DONE else Severity.TO_DO,
            advice_key=f"{microphone.vendor}_{check}",
            microphone_id=microphone.id,
            placeholders=placeholders,
            check=check,
        )


def check_state(day: date | None, today: date) -> CheckState:
    """Return how a check stands that was settled on a day, or never."""
    if day is None:
        return CheckState.OPEN
    return CheckState.DUE if today - day > _CHECK_HOLDS else CheckState.DONE
