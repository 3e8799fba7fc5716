"""Phases, instants, and what becomes of them."""

from datetime import UTC, datetime, timedelta

from custom_components.earshot.activity.machine import ActivityMachine
from custom_components.earshot.activity.model import Activation, Phase

IDLE, LISTENING, PROCESSING, RESPONDING, STREAMING, UNKNOWN = Phase
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def at(seconds: float) -> datetime:
    """Return an instant."""
    return NOON + seconds * SECOND


def run(*phases: Phase, machine: ActivityMachine | None = None, muted: bool = False) -> list[Activation]:
    """Observe a phase every second and return the activations that ended."""
    machine = machine or ActivityMachine("kitchen")
    ended = (machine.observe(phase, at(second), muted) for second, phase in enumerate(phases))
    return [activation for activation in ended if activation is not None]
