"""Decisions as data for people: attributes, answers and, later, cards. Reasons stay data; words are made where they are shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from .errors import invalid
from .household import Household
from .microphone import Microphone
from .policy.decide import forecast
from .policy.model import DecisionSpan, Hold
from .spans import AHEAD, ATTR_END, ATTR_START, bounded, instant


def hold_as_data(household: Household, hold: Hold) -> dict[str, Any]:
    """Return a hold without what it does not have: `kind`, `id`, `name`, `until`, `undetermined`, `origin`. No user is named."""
    data: dict[str, Any] = {"kind": hold.kind.value}
    if hold.id is not None:
        data["id"] = hold.id
    if hold.name is not None:
        data["name"] = hold.name
    if hold.until is not None:
        data["until"] = hold.until.isoformat()
    if hold.undetermined:
        data["undetermined"] = [household.rulebook.observer.name(each) for each in hold.undetermined]
    if hold.origin is not None:
        data["origin"] = hold.origin.value
    return data


def explain_all(household: Household, microphones: Iterable[Microphone], data: Mapping[str, Any]) -> JsonObjectType:
    """Explain each microphone for the span that a caller asks for: from now, and a day of it, where nothing else is said.

    Raises ServiceValidationError for a span that is none, is longer than 31 days, or lies at either end of the calendar.
    """
    start = instant(data, ATTR_START) or dt_util.utcnow()
    try:
        start, end = bounded(start, instant(data, ATTR_END) or start + AHEAD)
        return {"microphones": [explain(household, microphone, start, end) for microphone in microphones]}
    except OverflowError as err:
        # Rules look some days around: at either end of the calendar there are none.
        raise invalid(ATTR_START, "instant_out_of_range") from err


def explain(household: Household, microphone: Microphone, start: datetime, end: datetime) -> JsonObjectType:
    """Return what is decided for a microphone, by what, and what is coming if every observed fact stays as it is."""
    decision = microphone.decision
    override = decision.override
    return {
        "microphone_id": microphone.config.id,
        "microphone": microphone.config.name,
        "status": microphone.view.status,
        "assurance": microphone.assurance.value,
        "decision": decision.want.value,
        "decided_by": decision.row.name.lower(),
        "reasons": [hold_as_data(household, hold) for hold in decision.holds],
        "override_until": None if override is None else override.until.isoformat(),
        "next_change": None if decision.next_change is None else decision.next_change.isoformat(),
        "coming": [_span_as_data(household, span) for span in foreseen(household, microphone, start, end)],
    }


def foreseen(household: Household, microphone: Microphone, start: datetime, end: datetime) -> list[DecisionSpan]:
    """Return what will be decided for a microphone from `start` to `end` if every observed fact stays as it is."""
    memory, rulebook, now = household.ledger.memory, household.rulebook, dt_util.utcnow()
    return forecast(
        start,
        end,
        dt_util.get_default_time_zone(),
        privacy_mode=memory.privacy_mode,
        scheduler=memory.scheduler,
        standing=microphone.standing,
        rules=rulebook.rules_of(microphone),
        # For how long conditions have held is known of now alone.
        states=rulebook.states_of(microphone) if start <= now else None,
        facts=rulebook.observer.facts(now),
    )


def _span_as_data(household: Household, span: DecisionSpan) -> JsonObjectType:
    return {
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "decision": span.want.value,
        "reasons": [hold_as_data(household, hold) for hold in span.holds],
    }
