"""Test conditions on who is there."""

from datetime import UTC, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy.conditions import Condition, Truth
from custom_components.earshot.policy.facts import PERSONS, Facts
from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.presence import Comparison, Guests, Presence, PresenceKind, ZoneCount

from .oracle_rules import agreed, worlds

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
ANNA, BEN, CLEO = "person.anna", "person.ben", "person.cleo"
EVERYONE = {PresenceKind.NOBODY_HOME, PresenceKind.ANYBODY_HOME}
ASKED = {
    PresenceKind.NOBODY_HOME: lambda home: not any(home),
    PresenceKind.ANYBODY_HOME: any,
    PresenceKind.ALL_HOME: all,
    PresenceKind.ANY_HOME: any,
    PresenceKind.ALL_AWAY: lambda home: not any(home),
    PresenceKind.ANY_AWAY: lambda home: not all(home),
}


def evaluate(condition: Condition, facts: Facts) -> Truth:
    """Evaluate; time does not matter."""
    assert condition.next_change(NOON, BERLIN, facts, Effect.MUTE) is None
    return condition.evaluate(NOON, BERLIN, facts, Effect.MUTE)


@pytest.mark.parametrize("kind", PresenceKind)
@pytest.mark.parametrize("anna", [True, False, None])
@pytest.mark.parametrize("ben", [True, False, None])
@pytest.mark.parametrize("cleo", [True, False, None])
def test_presence(kind: PresenceKind, anna: bool | None, ben: bool | None, cleo: bool | None) -> None:
    """What is the same however the undetermined turn out is settled; where it is not, they are named in order."""
    facts = Facts({BEN: ben, ANNA: anna, CLEO: cleo})
    for persons in ({ANNA}, {ANNA, BEN}, set[str]()):
        if not persons and kind not in EVERYONE:
            continue
        asked = {name: facts.present[name] for name in sorted(persons or facts.present)}
        value = agreed(ASKED[kind](world) for world in worlds(asked.values()))
        names = [name for name, home in asked.items() if home is None] if value is None else []
        assert evaluate(Presence(kind, frozenset(persons)), facts) == Truth(value, tuple(names))


@pytest.mark.parametrize("kind", sorted(EVERYONE))
def test_presence_of_no_persons(kind: PresenceKind) -> None:
    """Where nobody is known, nothing was observed."""
    assert evaluate(Presence(kind), Facts()) == Truth(None, (PERSONS,))


@pytest.mark.parametrize(
    ("kind", "present", "expected"),
    [
        (PresenceKind.NOBODY_HOME, {BEN: False}, Truth(None, (ANNA,))),
        (PresenceKind.ANY_HOME, {BEN: True}, Truth(True)),
        (PresenceKind.ALL_HOME, {BEN: False}, Truth(False)),
        (PresenceKind.ANY_AWAY, {BEN: False}, Truth(True)),
    ],
)
def test_a_person_who_was_never_seen(kind: PresenceKind, present: dict[str, bool], expected: Truth) -> None:
    """Is undetermined, unless another settles it."""
    assert evaluate(Presence(kind, frozenset({ANNA, BEN})), Facts(present)) == expected


@pytest.mark.parametrize("kind", sorted(set(PresenceKind) - EVERYONE))
def test_no_persons(kind: PresenceKind) -> None:
    """All or any of nobody is refused."""
    with pytest.raises(ValueError):
        Presence(kind)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("on", True),
        ("home", True),
        ("1", True),
        ("0.5", True),
        ("off", False),
        ("not_home", False),
        ("0", False),
        ("-1", False),
        ("nan", False),
        ("", False),
        ("many", False),
        ("unavailable", None),
        ("unknown", None),
        (None, None),
    ],
)
def test_guests(state: str | None, expected: bool | None) -> None:
    """On, home, or a number above zero; undetermined where the entity says nothing."""
    guests = "input_boolean.guests"
    names = (guests,) if expected is None else ()
    assert evaluate(Guests(guests), Facts(states={guests: state})) == Truth(expected, names)
    assert evaluate(Guests(guests), Facts()) == Truth(None, (guests,))


@pytest.mark.parametrize(("there", "count"), product(range(4), range(4)))
def test_zone_count(there: int, count: int) -> None:
    """At least or at most so many."""
    facts = Facts(counts={"zone.garden": there})
    assert evaluate(ZoneCount("zone.garden", Comparison.AT_LEAST, count), facts) == Truth(there >= count)
    assert evaluate(ZoneCount("zone.garden", Comparison.AT_MOST, count), facts) == Truth(there <= count)


@pytest.mark.parametrize("facts", [Facts(), Facts(counts={"zone.garden": None})])
@pytest.mark.parametrize("comparison", Comparison)
def test_zone_count_undetermined(facts: Facts, comparison: Comparison) -> None:
    """Nobody knows how many."""
    assert evaluate(ZoneCount("zone.garden", comparison, 0), facts) == Truth(None, ("zone.garden",))


def test_no_zone_count() -> None:
    """There are never fewer than nobody."""
    with pytest.raises(ValueError):
        ZoneCount("zone.garden", Comparison.AT_MOST, -1)
