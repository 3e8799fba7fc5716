"""A microphone as its subentry describes it.

Data of a `microphone` subentry::

    {"device_id": str | None, "family": str | None,
     "sources": [{"kind": <SOURCE_KINDS>, "entity": <reference>}],
     "controls": [{"kind": <CONTROL_KINDS>, "entity": <reference>, "muted_state": str, "assurance": <Assurance>, "confirmed": bool,
                   "also": [<reference>], "live_state": str, "boot_time": <seconds>, "least_hold": <seconds>, "mute_actions": [<action>], "live_actions": [<action>]}],
     "observations": [{"kind": <ObservationKind>, "entity": <reference>}],
     "vendor_checks": {<check>: <date>},
     "default": "live" | "muted", "who_may_unmute": <UnmutePolicy>, "keep_transcripts": bool}

The first control is the one that is used; a later one stands in where those before it fail. Of a control's fields those after
`confirmed` are there where its kind has them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any, Self

from homeassistant.config_entries import ConfigSubentry

from .const import (
    CONF_ALSO,
    CONF_ASSURANCE,
    CONF_BOOT_TIME,
    CONF_CONFIRMED,
    CONF_CONTROLS,
    CONF_DEFAULT,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_FAMILY,
    CONF_KEEP_TRANSCRIPTS,
    CONF_KIND,
    CONF_LEAST_HOLD,
    CONF_LIVE_ACTIONS,
    CONF_LIVE_STATE,
    CONF_MUTE_ACTIONS,
    CONF_MUTED_STATE,
    CONF_OBSERVATIONS,
    CONF_SOURCES,
    CONF_VENDOR_CHECKS,
    CONF_WHO_MAY_UNMUTE,
    LOGGER,
)
from .microphones.assurance import Assurance
from .microphones.controls import CONTROL_KINDS, ControlConfig
from .microphones.observations import ObservationConfig, ObservationKind
from .microphones.sources import SOURCE_KINDS, SourceConfig
from .policy.model import Default
from .policy.unmute import UnmutePolicy


@dataclass(frozen=True, slots=True)
class MicrophoneConfig:
    """One microphone in Earshot's care."""

    id: str
    name: str
    device_id: str | None
    sources: tuple[SourceConfig, ...]
    controls: tuple[ControlConfig, ...]
    default: Default
    who_may_unmute: UnmutePolicy
    keep_transcripts: bool
    observations: tuple[ObservationConfig, ...] = ()
    family: str | None = None
    """The recipe that it was found by."""
    vendor_checks: Mapping[str, date] = field(default_factory=dict)
    """What a person has looked up and settled with the vendor, and when."""

    readable: bool = True
    """Whether all of it made sense. What did not is left out, or taken at its most private."""

    @classmethod
    def from_subentry(cls, subentry: ConfigSubentry) -> Self:
        """Read a `microphone` subentry. What cannot be understood costs neither the rest of it nor another microphone."""
        data, lenient = subentry.data, _Lenient(subentry.title)
        return cls(
            id=subentry.subentry_id,
            name=subentry.title,
            device_id=data.get(CONF_DEVICE),
            sources=lenient.each(data.get(CONF_SOURCES, ()), _source),
            controls=lenient.each(data.get(CONF_CONTROLS, ()), control_from_data),
            default=lenient.value(lambda: Default(data.get(CONF_DEFAULT, Default.LIVE)), Default.MUTED),
            who_may_unmute=lenient.value(
                lambda: UnmutePolicy(data.get(CONF_WHO_MAY_UNMUTE, UnmutePolicy.USERS)), UnmutePolicy.NOBODY
            ),
            keep_transcripts=data.get(CONF_KEEP_TRANSCRIPTS) is True,
            observations=lenient.each(data.get(CONF_OBSERVATIONS, ()), _observation),
            family=data.get(CONF_FAMILY),
            vendor_checks=dict(lenient.each(data.get(CONF_VENDOR_CHECKS, {}).items(), _check)),
            readable=lenient.readable,
        )


class _Lenient:
    """Reads what can be read of one microphone."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.readable = True

    def value[T](self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except (ValueError, KeyError, TypeError, AttributeError) as err:
            LOGGER.error("Part of what is saved of the microphone %s cannot be read: %r", self._name, err)
            self.readable = False
            return otherwise

    def each[S, T](self, items: Iterable[S], read: Callable[[S], T]) -> tuple[T, ...]:
        found = (self.value(partial(read, item), None) for item in items)
        return tuple(one for one in found if one is not None)


def _source(data: Mapping[str, Any]) -> SourceConfig:
    return SourceConfig(_known(data[CONF_KIND], SOURCE_KINDS), data[CONF_ENTITY])


def _observation(data: Mapping[str, Any]) -> ObservationConfig:
    return ObservationConfig(ObservationKind(data[CONF_KIND]), data[CONF_ENTITY])


def _check(item: tuple[str, str]) -> tuple[str, date]:
    return item[0], date.fromisoformat(item[1])


def control_from_data(data: Mapping[str, Any]) -> ControlConfig:
    """Read a mute control. Raises ValueError, KeyError, TypeError or AttributeError for what is none."""
    return ControlConfig(
        kind=_known(data[CONF_KIND], CONTROL_KINDS),
        entity=data[CONF_ENTITY],
        muted_state=data[CONF_MUTED_STATE],
        assurance=Assurance(data[CONF_ASSURANCE]),
        confirmed=data[CONF_CONFIRMED],
        live_state=data.get(CONF_LIVE_STATE),
        boot_time=timedelta(seconds=data.get(CONF_BOOT_TIME, 0)),
        mute_actions=tuple(data.get(CONF_MUTE_ACTIONS, ())),
        live_actions=tuple(data.get(CONF_LIVE_ACTIONS, ())),
        also=tuple(data.get(CONF_ALSO, ())),
        least_hold=timedelta(seconds=data.get(CONF_LEAST_HOLD, 0)),
    )


def control_as_data(config: ControlConfig) -> dict[str, Any]:
    """Put a mute control down as it is read."""
    return {
        CONF_KIND: config.kind,
        CONF_ENTITY: config.entity,
        CONF_MUTED_STATE: config.muted_state,
        CONF_ASSURANCE: config.assurance.value,
        CONF_CONFIRMED: config.confirmed,
        CONF_LIVE_STATE: config.live_state,
        CONF_BOOT_TIME: config.boot_time.total_seconds(),
        CONF_MUTE_ACTIONS: [dict(action) for action in config.mute_actions],
        CONF_LIVE_ACTIONS: [dict(action) for action in config.live_actions],
        CONF_ALSO: list(config.also),
        CONF_LEAST_HOLD: config.least_hold.total_seconds(),
    }


def _known(kind: str, kinds: Mapping[str, object]) -> str:
    if kind not in kinds:
        raise ValueError(f"unknown kind {kind}")
    return kind
