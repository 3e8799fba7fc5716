"""Action sequences that mute and release, beside an entity that tells whether they did."""

from datetime import timedelta
from typing import ClassVar

from .base import EntityControl
from .model import Sequence


class ActionsControl(EntityControl):
    """Mutes and releases by sequences of actions. No single action tells where it goes, so only the read-back counts."""

    kind: ClassVar = "actions"
    # Long enough for a sequence that waits for its device; one that takes longer is given up.
    deadline: ClassVar = timedelta(seconds=15)

    def action(self, *, muted: bool, found: str | None = None) -> Sequence | None:
        """Return the sequence that mutes or releases; None where none is configured."""
        actions = self.config.mute_actions if muted else self.config.live_actions
        if not actions:
            return None
        return Sequence(self.entity_id or self.config.entity, actions, self.deadline)
