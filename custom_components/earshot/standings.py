"""What persons, automations and outside changes make of what stands for a microphone. Pure: a standing goes in, a standing comes out."""

from dataclasses import replace
from datetime import datetime

from .policy.model import OVERRIDE_LIMIT, Default, NamedHold, Origin, Override, PersonMute, Standing


def muted(standing: Standing, now: datetime, until: datetime | None, origin: Origin, user_id: str | None) -> Standing:
    """Let somebody mute. A person's mute is shortened by a person alone; one without end that is nobody's in Home Assistant by no one."""
    current = standing.person_mute
    if current is not None and until is not None and (current.until is None or until < current.until):
        stays = origin is not Origin.PERSON if current.origin is Origin.PERSON else current.until is None
        if stays:
            return replace(standing, override=None)
    return replace(standing, person_mute=PersonMute(now, until, origin, user_id), override=None)


def muted_at_least(
    standing: Standing, now: datetime, until: datetime | None, origin: Origin, user_id: str | None
) -> Standing:
    """Let somebody mute who may be anybody: no mute that stands ends any earlier by it."""
    current = standing.person_mute
    if current is not None and (current.until is None or (until is not None and until < current.until)):
        return replace(standing, override=None)
    return replace(standing, person_mute=PersonMute(now, until, origin, user_id), override=None)


def held(standing: Standing, now: datetime, name: str, until: datetime | None) -> Standing:
    """Let an automation set its named hold; setting it again moves its end."""
    return replace(standing, holds=(*_without(standing.holds, name), NamedHold(name, now, until)))


def released(standing: Standing, name: str) -> Standing:
    """Let an automation drop its named hold."""
    holds = _without(standing.holds, name)
    return standing if holds == standing.holds else replace(standing, holds=holds)


def resumed(standing: Standing) -> Standing:
    """Let a person drop a person's mute or override; named holds stay."""
    return replace(standing, person_mute=None, override=None)


def lifted(standing: Standing) -> Standing:
    """Drop for an unmute a person's mute and the named holds, and any earlier override."""
    return replace(standing, person_mute=None, override=None, holds=())


def overridden(
    standing: Standing,
    now: datetime,
    until: datetime | None,
    *,
    origin: Origin,
    user_id: str | None,
    rules: frozenset[str],
) -> Standing:
    """Let somebody have the microphone live although these mute rules, or its default, would mute it; not for a time that is over."""
    limit = now + OVERRIDE_LIMIT
    end = limit if until is None else min(until, limit)
    return replace(standing, override=Override(now, end, origin, user_id, rules) if end > now else None)


def adopted(standing: Standing, now: datetime, origin: Origin) -> Standing:
    """Take up a mute that is not Earshot's: it is a person's, until a person lifts it."""
    return replace(standing, person_mute=PersonMute(now, None, origin, None), override=None)


def with_default(standing: Standing, default: Default) -> Standing:
    """Return the same, under the default that the configuration says."""
    return standing if standing.default is default else replace(standing, default=default)


def is_empty(standing: Standing) -> bool:
    """Whether nothing stands that would have to be remembered."""
    return standing.person_mute is None and standing.override is None and not standing.holds


def _without(holds: tuple[NamedHold, ...], name: str) -> tuple[NamedHold, ...]:
    return tuple(hold for hold in holds if hold.name != name)
