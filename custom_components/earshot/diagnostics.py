"""Diagnostics: how Earshot is set up and where it stands, without names, presence or anything that was heard."""

import asyncio
from typing import Any, Final

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .audit.findings import judge
from .audit.gather import async_gather
from .const import (
    CONF_ALSO,
    CONF_AREAS,
    CONF_CONDITIONS,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_FLOORS,
    CONF_GUESTS,
    CONF_LABELS,
    CONF_LIVE_ACTIONS,
    CONF_MUTE_ACTIONS,
    CONF_PERSONS,
    CONF_SCHEDULES,
    CONF_STATES,
    CONF_TELEVISIONS,
    CONF_ZONE,
)
from .data import EarshotConfigEntry
from .household import Household
from .keeper import LogKeeper
from .log.errors import LogClosed, LogProblem
from .policy.model import Hold

# Whatever names a person, a place or an entity: ids are made of names, and so may states be.
_TO_REDACT: Final = {
    CONF_ALSO,
    CONF_AREAS,
    CONF_CONDITIONS,
    CONF_DEVICE,
    CONF_ENTITY,
    CONF_FLOORS,
    CONF_GUESTS,
    CONF_LABELS,
    CONF_LIVE_ACTIONS,
    CONF_MUTE_ACTIONS,
    CONF_PERSONS,
    CONF_SCHEDULES,
    CONF_STATES,
    CONF_TELEVISIONS,
    CONF_ZONE,
    "title",
    "unique_id",
}


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: EarshotConfigEntry) -> dict[str, Any]:
    """Return what a maintainer needs to see."""
    data = entry.runtime_data
    memory = data.ledger.memory
    return {
        "options": async_redact_data(dict(entry.options), _TO_REDACT),
        "subentries": [
            async_redact_data({"type": subentry.subentry_type, "id": subentry.subentry_id, **subentry.data}, _TO_REDACT)
            for subentry in entry.subentries.values()
        ],
        "privacy_mode": memory.privacy_mode,
        "scheduler": memory.scheduler,
        "disabled_rules": sorted(memory.disabled_rules),
        "microphones": _microphones(data.household),
        "rules": _rules(data.household),
        "coverage": data.care.coverage.percent,
        "not_covered": [candidate.family for candidate in data.care.coverage.uncovered],
        "audit": await _async_audit(hass, entry),
        "log": await _async_log(data.log),
    }


def _microphones(household: Household) -> list[dict[str, Any]]:
    found = []
    for microphone in household.microphones.values():
        decision = microphone.decision
        found.append(
            {
                "id": microphone.config.id,
                "status": microphone.view.status,
                "recording": microphone.view.recording,
                "assurance": microphone.assurance,
                "decision": decision.want,
                "decided_by": decision.row.name.lower(),
                "reasons": [_reason(household, hold) for hold in decision.holds],
                "next_change": decision.next_change,
                "waits_for_command_until": microphone.waiting_until,
                "controls": [
                    {
                        "kind": enforcement.control.config.kind,
                        "found": enforcement.control.entity_id is not None,
                        "read": enforcement.read,
                        "asked": enforcement.asked,
                        "failures": enforcement.failures,
                        "owned": household.reconciler.owns(enforcement.control.key),
                    }
                    for enforcement in microphone.enforcements
                ],
            }
        )
    return found


def _rules(household: Household) -> list[dict[str, Any]]:
    """Return where the rules stand; of one about people that would tell who is home."""
    return [
        {
            "id": rule_id,
            "readable": config.readable,
            "active": REDACTED if config.mentions.of_people else household.rulebook.is_active(rule_id),
            "microphones": sorted(id_ for id_, each in household.microphones.items() if rule_id in each.rules),
        }
        for rule_id, config in household.configuration.rules.items()
    ]


def _reason(household: Household, hold: Hold) -> dict[str, Any]:
    """Return a reason without who, and without which rule where that would tell who is home."""
    config = household.configuration.rules.get(hold.id) if hold.id else None
    return {
        "kind": hold.kind,
        "rule": REDACTED if config is not None and config.mentions.of_people else hold.id,
        "until": hold.until,
        "origin": hold.origin,
        "undetermined": REDACTED if hold.undetermined else None,
    }


async def _async_audit(hass: HomeAssistant, entry: EarshotConfigEntry) -> list[dict[str, Any]]:
    """Return what the privacy audit finds without what names devices, folders and assistants."""
    findings = judge(await async_gather(hass, entry), dt_util.now().date())
    return [
        {"key": finding.key, "severity": finding.severity, "microphone_id": finding.microphone_id}
        for finding in findings
    ]


async def _async_log(keeper: LogKeeper) -> dict[str, Any] | None:
    if keeper.store is None:
        return None
    try:
        status = await asyncio.wrap_future(keeper.store.status())
    except LogClosed:
        # Its thread has ended by a fault: nothing is as much in need of diagnostics.
        return {"problem": LogProblem.UNAVAILABLE}
    return {
        "activations": status.activations,
        "changes": status.changes,
        "oldest": status.oldest,
        "size": status.size,
        "last_write": status.last_write,
        "waiting": status.waiting,
        "dropped": status.dropped,
        "problem": status.problem,
        "copies": len(status.copies),
    }
