"""What persons, automations and outside changes make of what stands for a microphone. Pure: a standing goes in, a standing comes out."""

from dataclasses import replace
from datetime import datetime

from .policy.model import OVERRIDE_LIMIT, Default, NamedHold, Origin, Override, PersonMute, Standing


def muted(
    standing: Standing,
    now: datetime,
    until: datetime | None,
    *,
    origin: Origin,
    user_id: str | None,
    may_shorten: bool,
) -> Standing:
    """Let somebody mute.

    A person's mute is shortened by whoever `may_shorten` it; for anybody else it may go on for longer, and stays that person's. One
    without end that is nobody's in Home Assistant is shortened by no one.
    """
    current = standing.person_mute
    fresh = PersonMute(now, until, origin, user_id)
    if current is not None:
        bound = current.origin is Origin.PERSON and not may_shorten
        if _shortens(until, current) and (bound or (current.until is None and current.origin is not Origin.PERSON)):
            fresh = current
        elif bound:
            fresh = replace(current, until=until)
    return replace(standing, person_mute=fresh, override=None)


def muted_at_least(
    standing: Standing, now: datetime, until: datetime | None, origin: Origin, user_id: str | None
) -> Standing:
    """Let somebody mute who may be anybody: no mute that stands ends any earlier by it."""
    current = standing.person_mute
    if current is not None and _shortens(until, current):
        return replace(standing, override=None)
    may_shorten = origin is Origin.PERSON
    return muted(standing, now, until, origin=origin, user_id=user_id, may_shorten=may_shorten)


def _shortens(until: datetime | None, mute: PersonMute) -> bool:
    return until is not None and (mute.until is None or until < mute.until)


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
