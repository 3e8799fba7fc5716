"""A rule that is not saved yet, as the policy sees it: whether it applies, when it will change, what contradicts it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, override

from homeassistant.config_entries import ConfigEntry, ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..checks import RawConditions, async_build
from ..const import CONF_DEFAULT, SUBENTRY_MICROPHONE, SUBENTRY_RULE
from ..ledger import Ledger
from ..observer import Observer
from ..policy.contradictions import Contradiction, hidden_by, never_active
from ..policy.facts import Facts
from ..policy.model import Default, Effect
from ..policy.rules import next_changes
from ..rule_config import RuleConfig, Targets, rule_from_data
from ..sky import Sky

_CHANGES: Final = 3
_NEW: Final = "new"


@dataclass(frozen=True, slots=True)
class Preview:
    """What is known of a rule before it is saved."""

    value: bool | None = None
    """Whether it applies now; None where that cannot be told."""
    changes: tuple[tuple[datetime, bool], ...] = ()
    """Its next changes by the clock, and whether it applies from then on."""
    hidden_by: str | None = None
    """The name of another rule that leaves it without any effect."""
    nothing_to_lift: bool = False
    """Whether it lets microphones listen of which none is muted by default."""


@callback
def async_never_active(hass: HomeAssistant, data: Mapping[str, Any]) -> Contradiction | None:
    """Return why a rule with these data can never be active."""
    rule = rule_from_data(_NEW, "", data)
    return never_active(rule, dt_util.get_default_time_zone(), Sky.over(hass), dt_util.utcnow())


async def async_preview(
    hass: HomeAssistant, entry: ConfigEntry, rule_id: str | None, name: str, data: dict[str, Any]
) -> Preview:
    """Look ahead with a rule's data, everything but the time staying as it is; `rule_id` is of the rule it replaces."""
    config = RuleConfig.from_subentry(
        ConfigSubentry(
            data=MappingProxyType(data),
            subentry_id=rule_id or _NEW,
            subentry_type=SUBENTRY_RULE,
            title=name,
            unique_id=None,
        )
    )
    now, zone = dt_util.utcnow(), dt_util.get_default_time_zone()
    facts = await _async_facts(hass, entry, config, now)
    return Preview(
        value=config.rule.evaluate(now, zone, facts).value,
        changes=tuple(next_changes(config.rule, now, zone, facts, _CHANGES)),
        hidden_by=_hidden_by(entry, config),
        nothing_to_lift=_nothing_to_lift(entry, config),
    )


class _Notes(Ledger):
    """A ledger to write to that nobody saves."""

    @override
    @callback
    def changed(self) -> None:
        """Save nothing: what a draft asks for need not be remembered."""


async def _async_facts(hass: HomeAssistant, entry: ConfigEntry, config: RuleConfig, now: datetime) -> Facts:
    observer = Observer(hass, _Notes(hass), lambda _: None)
    # Conditions are asked once, here, rather than watched.
    observer.async_configure({config.rule.id: replace(config.mentions, conditions=())})
    facts = observer.facts(now)
    observer.async_stop()
    if not config.mentions.conditions:
        return facts
    return replace(facts, conditions={config.rule.id: await _async_result(hass, config.mentions.conditions)})


async def _async_result(hass: HomeAssistant, conditions: RawConditions) -> bool | None:
    checkers = (await async_build(hass, conditions)).checkers
    try:
        return all(checker.async_check() is not False for checker in checkers)
    except HomeAssistantError:
        return None
    finally:
        for checker in checkers:
            checker.async_unload()


def _hidden_by(entry: ConfigEntry, config: RuleConfig) -> str | None:
    others = {each.subentry_id: RuleConfig.from_subentry(each) for each in entry.get_subentries_of_type(SUBENTRY_RULE)}
    disabled = _disabled(entry)
    wider = [
        other.rule
        for id_, other in others.items()
        if other.readable and id_ not in disabled and _covers(other.targets, config.targets)
    ]
    hiding = hidden_by(config.rule, wider)
    return others[hiding].rule.name if hiding else None


def _disabled(entry: ConfigEntry) -> set[str]:
    """Return the ids of the rules that are switched off, as far as that is known."""
    loaded = entry.state is ConfigEntryState.LOADED
    return entry.runtime_data.ledger.memory.disabled_rules if loaded else set()


def _covers(wider: Targets, targets: Targets) -> bool:
    """Whether one rule is about all that another is about, wherever microphones are."""
    if targets.everything or wider.everything:
        return wider.everything
    return (
        targets.microphones <= wider.microphones
        and targets.areas <= wider.areas
        and targets.floors <= wider.floors
        and targets.labels <= wider.labels
    )


def _nothing_to_lift(entry: ConfigEntry, config: RuleConfig) -> bool:
    if config.rule.effect is Effect.MUTE or config.targets.by_place:
        return False
    meant = [
        microphone.data.get(CONF_DEFAULT)
        for microphone in entry.get_subentries_of_type(SUBENTRY_MICROPHONE)
        if config.targets.everything or microphone.subentry_id in config.targets.microphones
    ]
    return bool(meant) and Default.MUTED not in meant
