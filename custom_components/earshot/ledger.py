"""What Earshot must remember over a restart: holds, overrides, whose mutes are its own. Saved whenever it changes.

Home Assistant writes restored states every 15 minutes and on a clean stop only; a mute that has to outlive a power cut cannot wait for either.
"""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, NotRequired, TypedDict

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError, UnsupportedStorageVersionError
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from .const import DOMAIN, LOGGER
from .policy.model import Default, NamedHold, Origin, Override, PersonMute, Standing
from .policy.rules import RuleMemory
from .policy.timing import ConditionMemory
from .violations import Violation, ViolationKind

_VERSION: Final = 1
# Turns of the event loop that an action takes: what asks for it, the action, what reads it back, and one to spare.
_ACTION_STEPS: Final = 4


class _StandingData(TypedDict, total=False):
    person_mute: dict[str, Any]
    holds: list[dict[str, Any]]
    override: dict[str, Any]


class LedgerData(TypedDict):
    """The file in `.storage`."""

    privacy_mode: bool
    scheduler: bool
    disabled_rules: list[str]
    standings: dict[str, _StandingData]
    owned: dict[str, str]
    controls: NotRequired[dict[str, dict[str, Any]]]
    found: NotRequired[dict[str, str]]
    day: NotRequired[str]
    counts: NotRequired[dict[str, dict[str, float]]]
    violations: NotRequired[dict[str, list[tuple[str, str]]]]
    present: dict[str, bool]
    states: dict[str, str]
    conditions: NotRequired[dict[str, bool]]
    marks: dict[str, dict[str, bool | None]]
    rule_memories: dict[str, list[tuple[bool | None, str, bool] | None]]
    saved_at: str
    clean: bool


@dataclass(slots=True)
class Memory:
    """The remembered values themselves."""

    privacy_mode: bool = False
    scheduler: bool = True
    disabled_rules: set[str] = field(default_factory=set)
    standings: dict[str, Standing] = field(default_factory=dict)
    """What stands for each microphone, keyed by its subentry id."""
    owned: dict[str, datetime] = field(default_factory=dict)
    """Since when a mute control is muted by Earshot, keyed by the control's key. Only these are ever released."""
    controls: dict[str, dict[str, Any]] = field(default_factory=dict)
    """How those are described, as a subentry does: one that is removed while nobody looks takes its description along."""
    found: dict[str, str] = field(default_factory=dict)
    """What those mutes have replaced and a release brings back, where there is more than live and muted."""
    day: str = ""
    """The local day that the counts are of."""
    counts: dict[str, dict[str, float]] = field(default_factory=dict)
    """What was counted on that day: what it is, the microphone's id, and how much."""
    violations: dict[str, tuple[Violation, ...]] = field(default_factory=dict)
    """The last violations of each microphone: a repair that tells of several is not to be settled by a restart."""
    present: dict[str, bool] = field(default_factory=dict)
    """Where persons were when that was last known: home or not."""
    states: dict[str, str] = field(default_factory=dict)
    """The states of the entities that rules mention, as they were when last known."""
    conditions: dict[str, bool] = field(default_factory=dict)
    """Whether the Home Assistant conditions of rules held when that was last known, by rule id."""
    marks: dict[str, dict[date, bool | None]] = field(default_factory=dict)
    """What the day filters of rules were on the last days."""
    rule_memories: dict[str, RuleMemory] = field(default_factory=dict)
    """For how long the timed conditions of rules have held or lingered."""
    saved_at: datetime | None = None
    clean: bool = True
    """Whether Home Assistant was stopped in order. False while it runs."""


class Ledger:
    """Keeps the memory and its file alike."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Name the file."""
        self._hass = hass
        self._store: Store[LedgerData] = Store(hass, _VERSION, DOMAIN, atomic_writes=True, private=True)
        self._dirty = False
        self._touched = False
        self._writing: asyncio.Task[None] | None = None
        self.memory = Memory()
        self.left_at: datetime | None = None
        """When the file was last saved before it was loaded: from then on nobody looked."""

    async def async_load(self) -> None:
        """Read the file. One that cannot be understood is as good as none: rules and defaults still mute.

        Raises ConfigEntryError for one that a newer version has saved: to begin without it would lose every hold in it for good.
        """
        try:
            data = await self._store.async_load()
        except UnsupportedStorageVersionError as err:
            raise ConfigEntryError(translation_domain=DOMAIN, translation_key="saved_by_newer_version") from err
        if data is None:
            return
        try:
            self.memory = _memory(data)
            self.left_at = self.memory.saved_at
        except (KeyError, TypeError, ValueError, AttributeError) as err:
            LOGGER.error("The saved holds cannot be read (%s): they are lost, rules and defaults go on", err)

    @callback
    def changed(self) -> None:
        """Save at once. Changes while a save is under way are saved by the next one."""
        self._dirty = True
        if self._writing is None or self._writing.done():
            self._writing = self._hass.async_create_task(self._async_write(), "earshot save holds")

    @callback
    def touched(self) -> None:
        """Save with the next tick, or with the next change that matters more: mere counts are not worth a write each."""
        self._touched = True

    @callback
    def save_touched(self) -> None:
        """Save what was only touched."""
        if self._touched:
            self.changed()

    async def _async_write(self) -> None:
        # Act first, save at once after: the actions that this is about go out and read back before the disk is busy with it.
        for _ in range(_ACTION_STEPS):
            await asyncio.sleep(0)
        while self._dirty:
            self._dirty = self._touched = False
            await self._store.async_save(self._as_data())

    async def async_close(self) -> None:
        """Save that the stop was a clean one."""
        self.memory.clean = True
        await self._store.async_save(self._as_data())

    async def async_remove(self) -> None:
        """Delete the file, for good: a save that is under way would bring it back."""
        self._dirty = False
        if self._writing is not None:
            await asyncio.wait((self._writing,))
        await self._store.async_remove()

    def _as_data(self) -> LedgerData:
        memory = self.memory
        now = dt_util.utcnow()
        # Never back: a clock that has gone back is known by it until it has caught up.
        memory.saved_at = now if memory.saved_at is None else max(memory.saved_at, now)
        return {
            "privacy_mode": memory.privacy_mode,
            "scheduler": memory.scheduler,
            "disabled_rules": sorted(memory.disabled_rules),
            "standings": {
                key: data for key, standing in memory.standings.items() if (data := _standing_data(standing))
            },
            "owned": {key: since.isoformat() for key, since in memory.owned.items()},
            "controls": dict(memory.controls),
            "found": dict(memory.found),
            "day": memory.day,
            "counts": {what: dict(counts) for what, counts in memory.counts.items()},
            "violations": {
                key: [(each.kind.value, each.at.isoformat()) for each in last]
                for key, last in memory.violations.items()
            },
            "present": dict(memory.present),
            "states": dict(memory.states),
            "conditions": dict(memory.conditions),
            "marks": {key: {day.isoformat(): mark for day, mark in days.items()} for key, days in memory.marks.items()},
            "rule_memories": {
                key: [each and (each.raw, each.since.isoformat(), each.counts) for each in remembered]
                for key, remembered in memory.rule_memories.items()
            },
            "saved_at": memory.saved_at.isoformat(),
            "clean": memory.clean,
        }


def _memory(data: LedgerData) -> Memory:
    return Memory(
        privacy_mode=data["privacy_mode"],
        scheduler=data["scheduler"],
        disabled_rules=set(data["disabled_rules"]),
        standings={key: _standing(standing) for key, standing in data["standings"].items()},
        owned={key: _instant(since) for key, since in data["owned"].items()},
        controls=dict(data.get("controls", {})),
        found=dict(data.get("found", {})),
        day=data.get("day", ""),
        counts=_counts(data.get("counts", {})),
        violations=_violations(data.get("violations", {})),
        present=dict(data["present"]),
        states=dict(data["states"]),
        conditions=dict(data.get("conditions", {})),
        marks={
            key: {date.fromisoformat(day): mark for day, mark in days.items()} for key, days in data["marks"].items()
        },
        rule_memories={key: tuple(map(_condition_memory, each)) for key, each in data["rule_memories"].items()},
        saved_at=_instant(data["saved_at"]),
        clean=data["clean"],
    )


def _counts(data: Any) -> dict[str, dict[str, float]]:
    """Return the counts of a day; none where they cannot be read, for no hold is to be lost with them."""
    try:
        return {what: {key: float(count) for key, count in counts.items()} for what, counts in data.items()}
    except TypeError, ValueError, AttributeError:
        return {}


def _violations(data: Any) -> dict[str, tuple[Violation, ...]]:
    """Return the last violations; none where they cannot be read, for no hold is to be lost with them."""
    try:
        return {
            key: tuple(Violation(ViolationKind(kind), _instant(at)) for kind, at in last) for key, last in data.items()
        }
    except TypeError, ValueError, AttributeError:
        return {}


def _standing_data(standing: Standing) -> _StandingData:
    data: _StandingData = {}
    if (mute := standing.person_mute) is not None:
        data["person_mute"] = {
            "since": mute.since.isoformat(),
            "until": mute.until.isoformat() if mute.until else None,
            "origin": mute.origin.value,
            "user_id": mute.user_id,
        }
    if standing.holds:
        data["holds"] = [
            {
                "name": hold.name,
                "since": hold.since.isoformat(),
                "until": hold.until.isoformat() if hold.until else None,
            }
            for hold in standing.holds
        ]
    if (override := standing.override) is not None:
        data["override"] = {
            "since": override.since.isoformat(),
            "until": override.until.isoformat(),
            "origin": override.origin.value,
            "user_id": override.user_id,
            "rules": sorted(override.rules),
        }
    return data


def _standing(data: _StandingData) -> Standing:
    # The default is the configuration's to say; it is put in when the two meet.
    standing = Standing(default=Default.LIVE)
    if mute := data.get("person_mute"):
        standing = replace(
            standing,
            person_mute=PersonMute(
                since=_instant(mute["since"]),
                until=_end(mute["until"]),
                origin=Origin(mute["origin"]),
                user_id=mute["user_id"],
            ),
        )
    holds = tuple(
        NamedHold(hold["name"], _instant(hold["since"]), _end(hold["until"])) for hold in data.get("holds", ())
    )
    if override := data.get("override"):
        standing = replace(
            standing,
            override=Override(
                since=_instant(override["since"]),
                until=_instant(override["until"]),
                origin=Origin(override["origin"]),
                user_id=override["user_id"],
                rules=frozenset(override["rules"]),
            ),
        )
    return replace(standing, holds=holds)


def _end(text: str | None) -> datetime | None:
    return None if text is None else _instant(text)


def _condition_memory(data: tuple[bool | None, str, bool] | None) -> ConditionMemory | None:
    if data is None:
        return None
    raw, since, counts = data
    return ConditionMemory(raw, _instant(since), counts)


def _instant(text: str) -> datetime:
    """Return an instant. Raises ValueError for one without a zone: it would compare with no other."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"no time zone: {text}")
    return instant
