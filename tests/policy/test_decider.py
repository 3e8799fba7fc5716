"""Test that many microphones are decided about at once, each as it would be alone."""

from datetime import UTC, datetime, time, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy import decide as room
from custom_components.earshot.policy.conditions import TimeCondition
from custom_components.earshot.policy.decide import Decider, decide, lapsed
from custom_components.earshot.policy.facts import Facts
from custom_components.earshot.policy.model import Default, Effect, Origin, Override, PersonMute, Row, Standing
from custom_components.earshot.policy.rules import Match, Rule
from custom_components.earshot.policy.windows import WEEK, Window

BERLIN = ZoneInfo("Europe/Berlin")
LATE = datetime(2026, 6, 1, 21, tzinfo=UTC)
HOUR = timedelta(hours=1)
FACTS = Facts()


def rule(rule_id: str, start: int, end: int, effect: Effect = Effect.MUTE) -> Rule:
    """Return a rule from hour to hour."""
    return Rule(rule_id, rule_id, effect, Match.ALL, (TimeCondition((Window(WEEK, time(start), time(end)),)),))


RULES = {
    each.id: each
    for each in (rule("night", 22, 6), rule("nap", 13, 15), rule("quiet", 23, 5), rule("dinner", 18, 0, Effect.LISTEN))
}
STATES = {rule_id: each.evaluate(LATE, BERLIN, FACTS) for rule_id, each in RULES.items()}
OVERRIDE = Override(LATE - HOUR, LATE + HOUR, Origin.PERSON, "anna", frozenset({"night"}))
STANDINGS = [
    Standing(),
    Standing(Default.MUTED),
    Standing(person_mute=PersonMute(LATE - HOUR, LATE, Origin.PERSON, "anna")),
    Standing(person_mute=PersonMute(LATE - HOUR, LATE + HOUR, Origin.PERSON, "anna")),
    Standing(override=OVERRIDE),
]
SETS = [(), ("night",), ("nap",), ("night", "nap"), ("nap", "night"), ("night", "quiet"), ("dinner",)]


def decider(*, privacy_mode: bool = False, scheduler: bool = True) -> Decider:
    """Return one for a pass."""
    return Decider(
        LATE, BERLIN, privacy_mode=privacy_mode, scheduler=scheduler, facts=FACTS, rules=RULES, states=STATES
    )


@pytest.mark.parametrize("privacy_mode", [False, True])
@pytest.mark.parametrize("scheduler", [False, True])
def test_each_as_it_would_be_alone(privacy_mode: bool, scheduler: bool) -> None:
    """Whatever stands and whichever rules, in whatever order they are asked about."""
    together = decider(privacy_mode=privacy_mode, scheduler=scheduler)
    for _ in range(2):
        for standing in STANDINGS:
            for ids in SETS:
                alone = decide(
                    LATE,
                    BERLIN,
                    privacy_mode=privacy_mode,
                    scheduler=scheduler,
                    standing=standing,
                    rules=[RULES[rule_id] for rule_id in ids],
                    facts=FACTS,
                )
                assert together.decide(standing, ids) == alone
                active = {"night", "quiet"} & set(ids) if scheduler else set()
                assert together.active_mute_rules(ids) == active
                assert together.lapsed(standing, ids) == lapsed(standing, LATE, active)


def test_once_for_all_that_are_alike() -> None:
    """A thousand microphones of two kinds are decided about twice."""
    together = decider()
    with patch.object(room, "_Course", wraps=room._Course) as course:
        found = [
            together.decide(Standing(Default.MUTED if number % 2 else Default.LIVE), ("night",))
            for number in range(1000)
        ]
    assert course.call_count == 2
    assert found[0] is found[998]
    assert found[1] is found[999]
    assert found[0] != found[1]


def test_what_lapses_is_the_same_object_where_nothing_does() -> None:
    """As without a decider."""
    standing = STANDINGS[4]
    assert decider().lapsed(standing, ("night",)) is standing
    assert decider().lapsed(standing, ("night", "quiet")) == Standing()


def test_known_states_are_believed() -> None:
    """They are not worked out again."""
    states = {**STATES, "nap": RULES["nap"].evaluate(LATE - 10 * HOUR + HOUR / 2, BERLIN, FACTS)}
    assert states["nap"].active
    believing = Decider(LATE, BERLIN, privacy_mode=False, scheduler=True, facts=FACTS, rules=RULES, states=states)
    assert believing.decide(Standing(), ("nap",)).row is Row.RULE
    assert believing.active_mute_rules(("nap",)) == {"nap"}
