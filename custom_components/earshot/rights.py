"""Who may do what: control a microphone, see one, read the log."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import CAT_ENTITIES, POLICY_CONTROL, POLICY_READ
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN, LogReaders
from .data import EarshotConfigEntry
from .microphone import Microphone


async def async_user(hass: HomeAssistant, context: Context) -> User | None:
    """Return the user behind a call; None for an automation, a script or Home Assistant itself. Raises UnknownUser for one that is gone."""
    if context.user_id is None:
        return None
    if (user := await hass.auth.async_get_user(context.user_id)) is None:
        raise UnknownUser(context=context, permission=POLICY_CONTROL)
    return user


async def async_check(
    hass: HomeAssistant, entry: EarshotConfigEntry, context: Context, microphones: list[Microphone], policy: str
) -> None:
    """Check the caller's right to each microphone. Raises Unauthorized for the first that the caller has no right to."""
    async_check_user(hass, await async_user(hass, context), microphones, policy, context)


@callback
def async_check_user(
    hass: HomeAssistant,
    user: User | None,
    microphones: Iterable[Microphone],
    policy: str,
    context: Context | None = None,
) -> None:
    """Check a user's right to each microphone.

    Raises Unauthorized for the first that the user has no right to, naming its entity where the user may know of it.
    """
    if user is None or user.permissions.access_all_entities(policy):
        return
    for microphone in microphones:
        entity_id = status_entity(hass, microphone)
        if not has_right(user, entity_id, policy):
            raise Unauthorized(
                context=context,
                user_id=user.id,
                entity_id=entity_id if has_right(user, entity_id, POLICY_READ) else None,
                perm_category=CAT_ENTITIES,
                permission=policy,
            )


@callback
def async_may(hass: HomeAssistant, user: User, microphone: Microphone, policy: str) -> bool:
    """Whether a user has a right to a microphone."""
    return user.permissions.access_all_entities(policy) or has_right(user, status_entity(hass, microphone), policy)


@callback
def async_readable(hass: HomeAssistant, entry: EarshotConfigEntry, user: User | None) -> list[str] | None:
    """Return the ids of the microphones that somebody may see; None for all, removed ones included."""
    if user is None or user.permissions.access_all_entities(POLICY_READ):
        return None
    return [
        id_
        for id_, microphone in entry.runtime_data.household.microphones.items()
        if has_right(user, status_entity(hass, microphone), POLICY_READ)
    ]


def status_entity(hass: HomeAssistant, microphone: Microphone) -> str | None:
    """Return the entity whose rights are the microphone's."""
    return er.async_get(hass).async_get_entity_id("sensor", DOMAIN, f"{microphone.config.id}-status")


def has_right(user: User, entity_id: str | None, policy: str) -> bool:
    """Whether a user has a right to an entity; to one that is not there nobody has."""
    return entity_id is not None and user.permissions.check_entity(entity_id, policy)


def may_read_log(entry: EarshotConfigEntry, user: User | None) -> bool:
    """Whether a user may read the log's content. A call without a user is an automation's: see `may_read_words`."""
    if user is None or user.is_admin:
        return True
    return entry.runtime_data.household.configuration.options.log_readers is LogReaders.EVERYONE


def may_read_words(user: User | None) -> bool:
    """Whether an answer may hold words. A script or an automation gets none: its trace would keep them."""
    return user is not None


@dataclass(frozen=True, slots=True)
class LogAccess:
    """What of the log somebody may read: the activations of these microphones (None: of all, removed ones too)."""

    microphone_ids: list[str] | None
    words: bool


@callback
def async_log_access(
    hass: HomeAssistant, entry: EarshotConfigEntry, user: User | None, chosen: Collection[str] | None
) -> LogAccess:
    """Return what a user may read of the log, and of that what was chosen; None for no choice.

    Every door to the log's content asks here. Raises Unauthorized for whom the log is not, or a chosen microphone is not.
    """
    user_id = None if user is None else user.id
    if not may_read_log(entry, user):
        raise Unauthorized(user_id=user_id, permission=POLICY_READ)
    readable = async_readable(hass, entry, user)
    if chosen is None:
        return LogAccess(readable, may_read_words(user))
    if readable is not None and not set(chosen).issubset(readable):
        raise Unauthorized(user_id=user_id, perm_category=CAT_ENTITIES, permission=POLICY_READ)
    return LogAccess(list(chosen), may_read_words(user))
