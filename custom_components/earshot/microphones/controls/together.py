"""Several entities that silence a microphone only together, such as the wake words of one device."""

from collections.abc import Callable, Mapping
from dataclasses import replace
import json
from typing import Any

from ..references import EntityResolver, StateReader
from .model import Action, ControlConfig, Doing, MuteControl, Sequence, Together


class TogetherControl:
    """Muted where all of its parts are, and released part by part to what each was before."""

    def __init__(
        self,
        config: ControlConfig,
        resolve: EntityResolver,
        states: StateReader,
        build: Callable[[ControlConfig, EntityResolver, StateReader], MuteControl],
    ) -> None:
        """Build a part for each entity; the first gives the control its name."""
        self.config = config
        self._parts = tuple(
            build(replace(config, entity=entity, also=()), resolve, states) for entity in (config.entity, *config.also)
        )
        self.key = self._parts[0].key
        self.deadline = self._parts[0].deadline

    @property
    def entity_id(self) -> str | None:
        """The first entity; None where any is gone."""
        return self._parts[0].entity_id if all(part.entity_id is not None for part in self._parts) else None

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The entities that are there."""
        return tuple(entity_id for part in self._parts for entity_id in part.entity_ids)

    @property
    def trusted(self) -> ControlConfig:
        """What it was built from, as Home Assistant's belief alone while any part's state is assumed."""
        assumed = any(part.trusted is not part.config for part in self._parts)
        return self.config.believed if assumed else self.config

    def read(self) -> bool | None:
        """Whether all parts read muted. One that is live settles it, whatever cannot be told of the others."""
        reads = {part.read() for part in self._parts}
        return False if False in reads else None if None in reads else True

    def found(self, before: str | None = None) -> str | None:
        """Return what the parts are now, as JSON; None where no part has anything to bring back.

        A part that is not live keeps what it was before: another one alone may have been made live, or was slow to be muted.
        """
        kept = _found(before, len(self._parts))
        found = [part.found() or each for part, each in zip(self._parts, kept, strict=True)]
        return json.dumps(found) if any(found) else None

    def action(self, *, muted: bool, found: str | None = None) -> Doing | None:
        """Return what mutes all parts, or releases those that were live; None where a part cannot be muted, or none released."""
        if muted:
            actions = [part.action(muted=True) for part in self._parts if part.read() is not True]
            return None if None in actions else _together(actions)
        before = _found(found, len(self._parts))
        # A part that was muted before, or that nothing is known of, stays as it is.
        return _together(
            [part.action(muted=False, found=each) for part, each in zip(self._parts, before, strict=True) if each]
            or [self._parts[0].action(muted=False)]
        )

    def direction(self, service: str, data: Mapping[str, Any]) -> bool | None:
        """Return False for what makes a part live: that makes the whole live. Muting one part alone is neither."""
        return False if self._parts[0].direction(service, data) is False else None


def _together(actions: list[Doing | None]) -> Together | None:
    """Return the actions that there are as one."""
    flat: list[Action | Sequence] = []
    for action in actions:
        if isinstance(action, Together):
            flat.extend(action.actions)
        elif action is not None:
            flat.append(action)
    return Together(tuple(flat)) if flat else None


def _found(found: str | None, parts: int) -> list[str | None]:
    """Return what the parts were; nothing of each where it was never kept, or for other parts than there are now."""
    try:
        kept = json.loads(found or "")
    except ValueError:
        kept = None
    return kept if isinstance(kept, list) and len(kept) == parts else [None] * parts
