"""What people and automations tell Earshot to do: mute, unmute, resume, hold, release, privacy mode, scheduler, rules.

Every door (switch, button, action, intent) ends here, so that rights and precedence are decided once.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from . import standings
from .household import Household
from .microphone import Microphone
from .policy.model import Default, Effect, Origin, Standing, Want
from .policy.unmute import may_unmute


class Refusal(StrEnum):
    """Why a command is refused; also the key of its translated error."""

    PRIVACY_MODE = "privacy_mode_on"
    QUIET_TIME = "unmute_not_allowed"
    SCHEDULER_OFF = "scheduler_off_not_allowed"
    SCHEDULER_ON = "scheduler_on_not_allowed"
    PRIVACY_MODE_LIFT = "privacy_mode_lift_not_allowed"
    NO_CONTROL = "retry_no_control"
    NOT_MUTED = "retry_not_muted"
    UNREACHABLE = "retry_unreachable"


class RefusedError(Exception):
    """Earshot does not do what it was told."""

    def __init__(self, refusal: Refusal, microphone: Microphone | None = None) -> None:
        """Name the reason and the microphone that it is about."""
        super().__init__(refusal)
        self.refusal = refusal
        self.microphone = microphone


@dataclass(frozen=True, slots=True)
class Author:
    """Who gives a command."""

    origin: Origin
    user_id: str | None
    is_admin: bool


async def async_author(hass: HomeAssistant, context: Context | None) -> Author:
    """Return the author behind a context: a person where it has a user, an automation otherwise."""
    if context is None or context.user_id is None or (user := await hass.auth.async_get_user(context.user_id)) is None:
        return Author(Origin.AUTOMATION, None, is_admin=False)
    return Author(Origin.PERSON, user.id, user.is_admin)


@callback
def mute(household: Household, microphones: list[Microphone], until: datetime | None, author: Author) -> None:
    """Mute at once, until an instant or until a person lifts it."""
    now = dt_util.utcnow()
    for microphone in microphones:
        standing = standings.muted(
            microphone.standing,
            now,
            until,
            origin=author.origin,
            user_id=author.user_id,
            may_shorten=_may_lift_people(microphone, author),
        )
        household.set_standing(microphone, standing)
    _look(household, microphones)


@callback
def mute_at_least(household: Household, microphones: list[Microphone], until: datetime | None, author: Author) -> None:
    """Mute at once, as `mute` does, but let nothing that stands end any earlier: what a voice may do, whosever it is."""
    now = dt_util.utcnow()
    for microphone in microphones:
        household.set_standing(
            microphone, standings.muted_at_least(microphone.standing, now, until, author.origin, author.user_id)
        )
    _look(household, microphones)


@callback
def unmute(household: Household, microphones: list[Microphone], until: datetime | None, author: Author) -> None:
    """Have microphones live, until an instant or the next change of their mute rules.

    Raises RefusedError, before anything is changed, where privacy mode is on or the microphone's setting does not let the author.
    """
    now = dt_util.utcnow()
    fresh = [(microphone, _unmuted(household, microphone, until, author, now)) for microphone in microphones]
    for microphone, standing in fresh:
        household.set_standing(microphone, standing)
        _take_over(household, microphone, now)
    _look(household, microphones)


def _unmuted(
    household: Household, microphone: Microphone, until: datetime | None, author: Author, now: datetime
) -> Standing:
    quiet = quiet_without_people(household, microphone, now)
    if (refusal := unmute_refusal(household, microphone, author, quiet=quiet)) is not None:
        raise RefusedError(refusal, microphone)
    standing = standings.lifted(microphone.standing)
    if not quiet:
        return standing
    rules = household.rulebook.active_mute_rules(microphone)
    return standings.overridden(standing, now, until, origin=author.origin, user_id=author.user_id, rules=rules)


def unmute_refusal(household: Household, microphone: Microphone, author: Author, *, quiet: bool) -> Refusal | None:
    """Return why somebody may not have a microphone live now, in quiet time or outside of it; None where they may."""
    if household.ledger.memory.privacy_mode:
        return Refusal.PRIVACY_MODE
    allowed = may_unmute(microphone.config.who_may_unmute, author.origin, author.is_admin)
    held_by_people = microphone.standing.person_mute is not None or bool(microphone.standing.holds)
    # Outside quiet time any person may lift what persons and automations hold; only a person may.
    if not allowed and (quiet or (held_by_people and author.origin is not Origin.PERSON)):
        return Refusal.QUIET_TIME
    return None


def quiet_without_people(household: Household, microphone: Microphone, now: datetime) -> bool:
    """Whether rules, the default or privacy mode would mute it if no person and no automation had said anything."""
    return household.rulebook.decision(microphone, standings.lifted(microphone.standing), now).want is Want.MUTED


@callback
def retry(household: Household, microphone: Microphone) -> None:
    """Apply the mute that stands once more, at once, also where it reads back already. Nothing is added to what stands.

    Raises RefusedError where it is not to be muted, where nothing mutes it, and where nothing that mutes it can be reached.
    """
    if not microphone.controls:
        raise RefusedError(Refusal.NO_CONTROL, microphone)
    if microphone.decision.want is not Want.MUTED:
        raise RefusedError(Refusal.NOT_MUTED, microphone)
    if all(enforcement.read is None for enforcement in microphone.enforcements):
        raise RefusedError(Refusal.UNREACHABLE, microphone)
    household.reconciler.retry(microphone.enforcements)
    _look(household, [microphone])


@callback
def resume(household: Household, microphones: list[Microphone], author: Author) -> None:
    """Drop a person's mute or override.

    Raises RefusedError, before anything is changed, where an automation would lift a person's mute and the setting does not let it.
    """
    now = dt_util.utcnow()
    for microphone in microphones:
        if microphone.standing.person_mute is not None and not _may_lift_people(microphone, author):
            raise RefusedError(Refusal.QUIET_TIME, microphone)
    for microphone in microphones:
        if microphone.standing.person_mute is not None:
            _take_over(household, microphone, now)
        household.set_standing(microphone, standings.resumed(microphone.standing))
    _look(household, microphones)


@callback
def hold(household: Household, microphones: list[Microphone], name: str, until: datetime | None) -> None:
    """Set an automation's named hold."""
    now = dt_util.utcnow()
    for microphone in microphones:
        household.set_standing(microphone, standings.held(microphone.standing, now, name, until))
    _look(household, microphones)


@callback
def release(household: Household, microphones: list[Microphone], name: str) -> None:
    """Drop an automation's named hold where it stands."""
    for microphone in microphones:
        household.set_standing(microphone, standings.released(microphone.standing, name))
    _look(household, microphones)


@callback
def set_privacy_mode(household: Household, *, on: bool, author: Author) -> None:
    """Turn privacy mode on or off. Raises RefusedError where its author may not lift it."""
    if not on and household.ledger.memory.privacy_mode and not may_lift(household, author):
        raise RefusedError(Refusal.PRIVACY_MODE_LIFT)
    household.ledger.memory.privacy_mode = on
    household.ledger.changed()
    household.broadcast.home()
    household.async_look_at_everything()


@callback
def set_scheduler(household: Household, *, on: bool, author: Author) -> None:
    """Turn all rules on or off at once; what else holds stands.

    Raises RefusedError where that could open a microphone and its author may not do so by the scheduler.
    """
    memory = household.ledger.memory
    if memory.scheduler is not on and not may_lift(household, author) and _scheduler_could_open(household, on=on):
        raise RefusedError(Refusal.SCHEDULER_ON if on else Refusal.SCHEDULER_OFF)
    memory.scheduler = on
    household.ledger.changed()
    household.broadcast.home()
    for rule_id in household.rulebook.rules:
        household.broadcast.rule(rule_id)
    household.async_look_at_everything()


@callback
def set_rule_enabled(household: Household, rule_id: str, *, enabled: bool, author: Author) -> None:
    """Turn one rule on or off.

    Raises RefusedError where that could open a microphone that its author may not unmute.
    """
    for microphone in household.microphones.values():
        may = may_unmute(microphone.config.who_may_unmute, author.origin, author.is_admin)
        if not may and _could_open(household, microphone, rule_id, enabled=enabled):
            raise RefusedError(Refusal.QUIET_TIME, microphone)
    disabled = household.ledger.memory.disabled_rules
    if enabled:
        disabled.discard(rule_id)
    else:
        disabled.add(rule_id)
    household.ledger.changed()
    household.async_configure(household.configuration)


def _may_lift_people(microphone: Microphone, author: Author) -> bool:
    """Whether somebody may lift or shorten what a person has muted: every person may, all else where the setting lets it."""
    return author.origin is Origin.PERSON or may_unmute(
        microphone.config.who_may_unmute, author.origin, author.is_admin
    )


def _could_open(household: Household, microphone: Microphone, rule_id: str, *, enabled: bool) -> bool:
    """Whether a microphone could come to be live by a rule's being turned on or off."""
    if not microphone.controls:
        return False
    if not enabled:
        return rule_id in household.rulebook.active_mute_rules(microphone)
    rule = household.rulebook.rules[rule_id]
    listens = rule.effect is Effect.LISTEN and rule_id in microphone.rules
    # Where the default mutes it is quiet time until such a rule says otherwise, be it only tomorrow.
    return listens and not rule.enabled and microphone.config.default is Default.MUTED


def _scheduler_could_open(household: Household, *, on: bool) -> bool:
    """Whether a microphone could come to be live, now or later, by the scheduler's being turned on or off."""
    # What is muted by default is opened by listen rules alone, and what is live by default is muted by mute rules alone.
    effect, default = (Effect.LISTEN, Default.MUTED) if on else (Effect.MUTE, Default.LIVE)
    return any(
        rule.enabled and rule.effect is effect
        for microphone in household.microphones.values()
        if microphone.controls and microphone.config.default is default
        for rule in household.rulebook.rules_of(microphone)
    )


def may_lift(household: Household, author: Author) -> bool:
    """Whether somebody may open microphones by privacy mode, or by the scheduler."""
    return may_unmute(household.configuration.options.privacy_mode_lifters, author.origin, author.is_admin)


def _take_over(household: Household, microphone: Microphone, now: datetime) -> None:
    """Make a mute that a person lifts Earshot's to release, whoever had set it."""
    for enforcement in microphone.enforcements:
        if enforcement.read:
            household.reconciler.own(enforcement.control.key, now)


def _look(household: Household, microphones: list[Microphone]) -> None:
    household.async_look(microphone.config.id for microphone in microphones)
