"""Activations of the log as data for people."""

from typing import Any

from .household import Household
from .log.records import ActivationRecord


def activation_as_data(household: Household, record: ActivationRecord, *, words: bool) -> dict[str, Any]:
    """One activation; what was said and answered only where the reader may have words."""
    microphone = household.microphones.get(record.microphone_id)
    data: dict[str, Any] = {
        "id": record.id,
        "microphone_id": record.microphone_id,
        "microphone": None if microphone is None else microphone.config.name,
        "start": record.start.isoformat(),
        "end": record.end.isoformat(),
        "duration": round((record.end - record.start).total_seconds(), 3),
        "kind": record.kind,
        "outcome": record.outcome,
        "misfire": record.misfire,
        "misfire_reason": record.misfire_reason,
        "while_muted": record.while_muted,
        "started_by": record.started_by,
        "home_count": record.home_count,
        "decision": record.decision,
    }
    if words:
        data |= {"wake_phrase": record.wake_phrase, "transcript": record.transcript, "reply": record.reply}
    return data
