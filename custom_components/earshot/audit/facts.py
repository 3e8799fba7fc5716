"""What the audit knows of a home: plain facts, gathered elsewhere. Names in them are fit to be shown, as plain text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """What an engine does in an assistant."""

    WAKE_WORD = "wake_word"
    SPEECH_TO_TEXT = "speech_to_text"
    AGENT = "agent"
    TEXT_TO_SPEECH = "text_to_speech"


class Locality(StrEnum):
    """Where an engine works."""

    LOCAL = "local"
    CLOUD = "cloud"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine of an assistant."""

    stage: Stage
    name: str
    locality: Locality


@dataclass(frozen=True, slots=True)
class Assistant:
    """A pipeline of Home Assistant's that satellites use."""

    name: str
    engines: tuple[Engine, ...]
    satellites: tuple[str, ...]
    """The names of those that use it."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A device that hears, in Earshot's care or not."""

    name: str
    microphone_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity that tells or holds something of a listener."""

    entity_id: str
    listener: Listener


@dataclass(frozen=True, slots=True)
class Microphone:
    """A microphone in Earshot's care, as far as the audit is concerned."""

    id: str
    name: str
    assurance: str
    """Of the mute control that is used; `none` where it has none."""
    confirmed: bool
    """Whether the device itself confirms its mute."""
    vendor: str | None
    """Who hears what its device uploads."""
    checks: Mapping[str, date]
    """What a person has settled with the vendor, and when."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the audit judges, each in the order in which it is to be told."""

    recording_folder: str | None = None
    """Where Assist writes every command as a sound file."""
    assistants: tuple[Assistant, ...] = ()
    streaming: tuple[Listener, ...] = ()
    """Those whose wake word is listened for in Home Assistant."""
    open_drop_ins: tuple[Entity, ...] = ()
    """The selects by which anyone may open a microphone from afar."""
    recorded_words: tuple[Entity, ...] = ()
    """The entities that tell words and whose states the recorder keeps."""
    uncovered: tuple[str, ...] = ()
    """The names of known microphones that are not in Earshot's care."""
    microphones: tuple[Microphone, ...] = ()
