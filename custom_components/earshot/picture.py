"""What cards are told of the home, as one person may see it: data made from what the household knows at one moment.

The shapes are described in docs/reference.md. Nobody is named in them, and no user's id is.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL, POLICY_READ
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util

from .activity.model import Activation
from .commands import Author, Refusal, may_lift, unmute_refusal
from .const import DOMAIN, MicrophoneStatus
from .data import EarshotConfigEntry
from .explain import foreseen, hold_as_data
from .microphone import Microphone
from .policy.model import Hold, HoldKind, Origin, Standing, Want
from .policy.morning import next_morning
from .rights import async_may, async_readable, has_right, may_read_log, status_entity
from .standings import lifted
from .status import QUIET

# Beside the status sensor, whose rights are the microphone's.
_OF_MICROPHONE: Final = (
    ("recording", "binary_sensor"),
    ("mute", "switch"),
    ("resume_schedule", "button"),
    ("problem", "binary_sensor"),
)
_OF_RULE: Final = (("enabled", "switch"), ("active", "binary_sensor"))
_OBSERVED: Final = {STATE_ON: True, STATE_OFF: False}
_REFUSED: Final = {Refusal.PRIVACY_MODE: "privacy_mode", Refusal.QUIET_TIME: "quiet_time"}
_NO_CONTROL: Final = "no_control"
_NO_RIGHT: Final = "no_right"
# These may hear: nobody can tell.
_UNSEEN: Final = (None, MicrophoneStatus.UNOBSERVED)

type Data = dict[str, Any]


class Picture:
    """The home as one user may see it now; what microphones have in common is worked out once."""

    def __init__(self, hass: HomeAssistant, entry: EarshotConfigEntry, user: User) -> None:
        """Look at the home of a loaded entry."""
        self._hass = hass
        self._entry = entry
        self._user = user
        self._author = Author(Origin.PERSON, user.id, user.is_admin)
        self._household = entry.runtime_data.household
        self._now = now = dt_util.utcnow()
        self._decider = self._household.rulebook.decider(now)
        self._coming: dict[tuple[Standing, tuple[str, ...], datetime], tuple[Hold, ...]] = {}
        self._registry = er.async_get(hass)
        options = self._household.configuration.options
        self.morning = next_morning(now, dt_util.get_default_time_zone(), options.asleep)
        """When “until morning” is over."""
        self.has_marks = bool(options.retention) and may_read_log(entry, user)
        """Whether there is a log, and the user may read it."""

    # --- Microphones ----------------------------------------------------------------------------------------------------

    @property
    def microphone_ids(self) -> list[str]:
        """The ids of the microphones that the user may see, in the order of the configuration."""
        readable = async_readable(self._hass, self._entry, self._user)
        return list(self._household.microphones) if readable is None else readable

    def microphone(self, microphone_id: str) -> Data:
        """Return all that is told of a microphone."""
        microphone = self._household.microphones[microphone_id]
        view, decision = microphone.view, microphone.view.decision
        problem, override = view.problem_kind, decision.override
        status_id = status_entity(self._hass, microphone)
        mute_refused = self._mute_refused(microphone)
        return {
            "id": microphone_id,
            "name": microphone.config.name,
            "area": self._area(status_id, microphone.config.device_id),
            "entities": ({} if status_id is None else {"status": status_id})
            | self._entities(microphone_id, _OF_MICROPHONE),
            "status": view.status,
            "since": _instant(microphone.status_since),
            "assurance": view.assurance,
            "confirmed_at": _instant(microphone.confirmed_since),
            "decision": decision.want,
            "reasons": self._reasons(decision.holds),
            "override_until": None if override is None else _instant(override.until),
            "upcoming": self._upcoming(microphone),
            "problem": None if problem is None else {"kind": problem, "since": _instant(microphone.problem_since)},
            "observations": {kind: _OBSERVED.get(state) for kind, state in view.observations},
            "mute_refused": mute_refused,
            "unmute_refused": mute_refused or self._unmute_refused(microphone),
        }

    def _reasons(self, holds: Iterable[Hold]) -> list[Data]:
        return [hold_as_data(self._household, hold) | ({"mine": True} if self._is_mine(hold) else {}) for hold in holds]

    def _is_mine(self, hold: Hold) -> bool:
        return hold.kind is HoldKind.PERSON and hold.user_id == self._user.id

    def _upcoming(self, microphone: Microphone) -> Data | None:
        """Return what the decision will next change to; None where that is not known, or due and about to be shown."""
        decision, standing = microphone.view.decision, microphone.standing
        at = decision.next_change
        if at is None or at <= self._now:
            return None
        want = Want.LIVE if decision.want is Want.MUTED else Want.MUTED
        key = standing, microphone.rules, at
        if (holds := self._coming.get(key)) is None:
            spans = foreseen(self._household, microphone, self._now, at + datetime.resolution)
            holds = self._coming[key] = next((span.holds for span in spans if span.start == at), ())
        return {"at": _instant(at), "decision": want, "reasons": self._reasons(holds)}

    def _mute_refused(self, microphone: Microphone) -> str | None:
        if not microphone.controls:
            return _NO_CONTROL
        return None if async_may(self._hass, self._user, microphone, POLICY_CONTROL) else _NO_RIGHT

    def _unmute_refused(self, microphone: Microphone) -> str | None:
        quiet = self._decider.decide(lifted(microphone.standing), microphone.rules).want is Want.MUTED
        refusal = unmute_refusal(self._household, microphone, self._author, quiet=quiet)
        return None if refusal is None else _REFUSED[refusal]

    # --- Rules ----------------------------------------------------------------------------------------------------------

    @property
    def rule_ids(self) -> list[str]:
        """The ids of the rules whose state the user may see, in the order of the configuration."""
        rules = self._household.rulebook.rules
        return [rule_id for rule_id in rules if self._may_read(self._registered("binary_sensor", rule_id, "active"))]

    def rule(self, rule_id: str) -> Data:
        """Return all that is told of a rule."""
        rulebook = self._household.rulebook
        rule = rulebook.rules[rule_id]
        return {
            "id": rule_id,
            "name": rule.name,
            "effect": rule.effect,
            "enabled": rule.enabled,
            "active": rulebook.is_active(rule_id),
            "entities": self._entities(rule_id, _OF_RULE),
        }

    # --- The home -------------------------------------------------------------------------------------------------------

    def home(self, statuses: Collection[str | None]) -> Data:
        """Return what is told of the home to a user who sees microphones of these statuses. The others may hear, for all they know."""
        memory, owner = self._household.ledger.memory, self._entry.entry_id
        unseen = sum(status in _UNSEEN for status in statuses)
        covered = self._may_read(self._registered("sensor", owner, "coverage"))
        privacy_mode = self._readable("switch", owner, "privacy_mode")
        return {
            "can_hear": sum(status not in QUIET for status in statuses) - unseen,
            "may_hear": unseen + len(self._household.microphones) - len(statuses),
            "uncovered": len(self._entry.runtime_data.care.coverage.uncovered) if covered else 0,
            "privacy_mode": {
                "entity_id": privacy_mode,
                "on": memory.privacy_mode,
                "refused": self._privacy_mode_refused(privacy_mode),
            },
            "scheduler": {"entity_id": self._readable("switch", owner, "scheduler"), "on": memory.scheduler},
            "morning": _instant(self.morning),
            "log": {
                "kept": bool(self._household.configuration.options.retention),
                "readable": may_read_log(self._entry, self._user),
            },
        }

    def _privacy_mode_refused(self, entity_id: str | None) -> str | None:
        """Return why the user may not turn privacy mode on, or off while it is on."""
        lifts = self._household.ledger.memory.privacy_mode
        if not has_right(self._user, entity_id, POLICY_CONTROL) or (
            lifts and not may_lift(self._household, self._author)
        ):
            return _NO_RIGHT
        return None

    # --- Where it is in Home Assistant ----------------------------------------------------------------------------------

    def _registered(self, platform: str, owner_id: str, key: str) -> str | None:
        return self._registry.async_get_entity_id(platform, DOMAIN, f"{owner_id}-{key}")

    def _enabled(self, platform: str, owner_id: str, key: str) -> str | None:
        """Return an entity that can be shown and called."""
        entity_id = self._registered(platform, owner_id, key)
        return None if entity_id is None or self._registry.entities[entity_id].disabled else entity_id

    def _readable(self, platform: str, owner_id: str, key: str) -> str | None:
        entity_id = self._enabled(platform, owner_id, key)
        return entity_id if self._may_read(entity_id) else None

    def _may_read(self, entity_id: str | None) -> bool:
        return has_right(self._user, entity_id, POLICY_READ)

    def _entities(self, owner_id: str, keys: Iterable[tuple[str, str]]) -> dict[str, str]:
        found = ((key, self._enabled(platform, owner_id, key)) for key, platform in keys)
        return {key: entity_id for key, entity_id in found if entity_id is not None}

    def _area(self, entity_id: str | None, device_id: str | None) -> str | None:
        """Return the name of the area that a microphone is in: its status sensor's own, or its device's."""
        entity = None if entity_id is None else self._registry.async_get(entity_id)
        area_id = None if entity is None else entity.area_id
        device_id = device_id if entity is None else entity.device_id
        if area_id is None and device_id and (device := dr.async_get(self._hass).async_get(device_id)):
            area_id = device.area_id
        area = None if area_id is None else ar.async_get(self._hass).async_get_area(area_id)
        return None if area is None else area.name


def mark(activation: Activation) -> Data:
    """Return an activation that has just ended as a mark. It has no number before it is written."""
    return {
        "id": None,
        "microphone_id": activation.microphone_id,
        "start": _instant(activation.start),
        "end": _instant(activation.end),
        "kind": activation.kind,
        "misfire": activation.misfire,
        "while_muted": activation.while_muted,
    }


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
