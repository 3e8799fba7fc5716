"""Test the precedence table, row by row and as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from custom_components.earshot.policy.conditions import TimeCondition
from custom_components.earshot.policy.decide import decide, lapsed
from custom_components.earshot.policy.facts import CLOCK, Facts
from custom_components.earshot.policy.model import (
    Decision,
    Default,
    Effect,
    Hold,
    HoldKind,
    NamedHold,
    Origin,
    Override,
    PersonMute,
    Row,
    Standing,
    Want,
)
from custom_components.earshot.policy.presence import Presence, PresenceKind
from custom_components.earshot.policy.rules import Match, Rule
from custom_components.earshot.policy.windows import Window

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = frozenset(range(7))
# A Monday at 23:00 and 12:00 in Berlin, and the edges of the night around them.
LATE = datetime(2026, 6, 1, 21, tzinfo=UTC)
NOON = datetime(2026, 6, 1, 10, tzinfo=UTC)
EVENING = datetime(2026, 6, 1, 20, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
HOME, AWAY, UNCLEAR = Facts({"person.anna": True}), Facts({"person.anna": False}), Facts({"person.anna": None})

NIGHT = Rule("night", "Night", Effect.MUTE, Match.ALL, (TimeCondition((Window(DAILY, time(22), time(6)),)),))
NOBODY = Rule("away", "Nobody home", Effect.MUTE, Match.ALL, (Presence(PresenceKind.NOBODY_HOME),))
DINNER = Rule("dinner", "Dinner", Effect.LISTEN, Match.ALL, (TimeCondition((Window(DAILY, time(18), time(23, 30)),)),))
PARTY = Rule("party", "Party", Effect.LISTEN, Match.ALL, (TimeCondition((Window(DAILY, time(20), time(0)),)),))

NOTHING_STANDS = Standing()
MUTE = PersonMute(NOON - HOUR, None, Origin.PERSON, "anna")
GUESTS = NamedHold("guests", NOON - HOUR, None)
NIGHT_OFF = Override(LATE - HOUR, LATE + 3 * HOUR, Origin.PERSON, "anna", frozenset({"night"}))


@dataclass(frozen=True)
class Case:
    """The arguments of a decision, late on a Monday with Anna at home unless said otherwise."""

    now: datetime = LATE
    privacy_mode: bool = False
    scheduler: bool = True
    standing: Standing = NOTHING_STANDS
    rules: Sequence[Rule] = ()
    facts: Facts = HOME

    def decide(self) -> Decision:
        """Decide."""
        return decide(
            self.now,
            BERLIN,
            privacy_mode=self.privacy_mode,
            scheduler=self.scheduler,
            standing=self.standing,
            rules=self.rules,
            facts=self.facts,
        )


EVERYTHING = Case(
    privacy_mode=True,
    standing=Standing(Default.MUTED, MUTE, (GUESTS,), NIGHT_OFF),
    rules=(NIGHT, DINNER),
)


def without(case: Case, *rows: Row) -> Case:
    """Take away what makes these rows apply."""
    standing, changed = case.standing, case
    for row in rows:
        match row:
            case Row.PRIVACY_MODE:
                changed = replace(changed, privacy_mode=False)
            case Row.PERSON_OR_HOLD:
                standing = replace(standing, person_mute=None, holds=())
            case Row.OVERRIDE:
                standing = replace(standing, override=None)
            case Row.RULE:
                changed = replace(changed, rules=tuple(rule for rule in changed.rules if rule.effect is Effect.LISTEN))
            case Row.LISTEN_RULE:
                changed = replace(changed, rules=tuple(rule for rule in changed.rules if rule.effect is Effect.MUTE))
            case Row.DEFAULT:
                standing = replace(standing, default=Default.LIVE)
    return replace(changed, standing=standing)


@pytest.mark.parametrize(
    ("row", "want"),
    [
        pytest.param(Row.PRIVACY_MODE, Want.MUTED, id="row_1_privacy_mode"),
        pytest.param(Row.PERSON_OR_HOLD, Want.MUTED, id="row_2_person_or_hold"),
        pytest.param(Row.OVERRIDE, Want.LIVE, id="row_3_override"),
        pytest.param(Row.RULE, Want.MUTED, id="row_4_rule"),
        pytest.param(Row.LISTEN_RULE, Want.LIVE, id="row_5_listen_rule"),
        pytest.param(Row.DEFAULT, Want.MUTED, id="row_6_default"),
        pytest.param(Row.NOTHING, Want.LIVE, id="row_7_nothing"),
    ],
)
def test_first_row_that_applies_decides(row: Row, want: Want) -> None:
    """With all lower rows applying and the higher ones taken away, this one decides; alone it does, too."""
    higher = [other for other in Row if other < row]
    if row > Row.RULE:
        # The override was made against the night rule, and is lifted with it.
        higher.append(Row.RULE)
    decision = without(EVERYTHING, *higher).decide()
    assert (decision.row, decision.want) == (row, want)
    others = [other for other in Row if other is not row]
    # A listen rule is for a microphone that is muted by default.
    needed = {Row.OVERRIDE: {Row.RULE}, Row.LISTEN_RULE: {Row.DEFAULT}}.get(row, set())
    alone = without(EVERYTHING, *(other for other in others if other not in needed)).decide()
    assert (alone.row, alone.want) == (row, want)


@pytest.mark.parametrize(
    "standing",
    [
        pytest.param(Standing(person_mute=MUTE), id="row_2_a_persons_mute"),
        pytest.param(Standing(holds=(GUESTS,)), id="row_2_a_named_hold"),
        pytest.param(Standing(holds=(replace(GUESTS, until=LATE), GUESTS)), id="row_2_the_second_named_hold"),
    ],
)
def test_row_2_either_will_do(standing: Standing) -> None:
    """A person's mute and a named hold mute each by itself, and no rule lifts them."""
    case = Case(standing=replace(standing, override=NIGHT_OFF), rules=(NIGHT, DINNER))
    assert case.decide().row is Row.PERSON_OR_HOLD
    assert case.decide().next_change is None


TABLE = {
    Row.PRIVACY_MODE: lambda on: on["privacy"],
    Row.PERSON_OR_HOLD: lambda on: on["mute"] or on["hold"],
    Row.OVERRIDE: lambda on: on["override"] and (on["scheduler"] and on["night"]),
    Row.RULE: lambda on: on["scheduler"] and on["night"],
    Row.LISTEN_RULE: lambda on: on["scheduler"] and on["muted"] and on["dinner"],
    Row.DEFAULT: lambda on: on["muted"],
    Row.NOTHING: lambda on: True,
}


@pytest.mark.parametrize("values", list(product((False, True), repeat=8)))
def test_the_whole_table(values: tuple[bool, ...]) -> None:
    """Every combination is decided by the first row that applies, and every hold that stands is named in order."""
    names = ("privacy", "mute", "hold", "override", "scheduler", "night", "muted", "dinner")
    on: Mapping[str, bool] = dict(zip(names, values, strict=True))
    decision = Case(
        privacy_mode=on["privacy"],
        scheduler=on["scheduler"],
        standing=Standing(
            Default.MUTED if on["muted"] else Default.LIVE,
            MUTE if on["mute"] else None,
            (GUESTS,) if on["hold"] else (),
            NIGHT_OFF if on["override"] else None,
        ),
        rules=(*((NIGHT,) if on["night"] else ()), *((DINNER,) if on["dinner"] else ())),
    ).decide()
    assert decision.row is next(row for row, applies in TABLE.items() if applies(on))
    holds = {
        HoldKind.PRIVACY_MODE: on["privacy"],
        HoldKind.PERSON: on["mute"],
        HoldKind.AUTOMATION: on["hold"],
        HoldKind.RULE: on["scheduler"] and on["night"],
        HoldKind.DEFAULT: on["muted"],
    }
    assert [hold.kind for hold in decision.holds] == [kind for kind, stands in holds.items() if stands]
    assert decision.override == (NIGHT_OFF if TABLE[Row.OVERRIDE](on) else None)
    assert decision.listen_rules == (("dinner",) if on["scheduler"] and on["dinner"] else ())


def test_holds_are_data() -> None:
    """Each standing hold tells its kind, its names and its end."""
    away = replace(NOBODY, id="unclear")
    case = replace(
        EVERYTHING,
        standing=replace(EVERYTHING.standing, person_mute=replace(MUTE, until=LATE + HOUR)),
        rules=(NIGHT, away, DINNER),
        facts=UNCLEAR,
    )
    assert case.decide().holds == (
        Hold(HoldKind.PRIVACY_MODE),
        Hold(HoldKind.PERSON, until=LATE + HOUR, origin=Origin.PERSON, user_id="anna"),
        Hold(HoldKind.AUTOMATION, name="guests", origin=Origin.AUTOMATION),
        Hold(HoldKind.RULE, "night", "Night", MORNING),
        Hold(HoldKind.RULE, "unclear", "Nobody home", None, ("person.anna",)),
        Hold(HoldKind.DEFAULT),
    )


@pytest.mark.parametrize(
    ("facts", "rules", "default", "row"),
    [
        pytest.param(UNCLEAR, (NOBODY,), Default.LIVE, Row.RULE, id="presence_mutes"),
        pytest.param(Facts(), (NOBODY,), Default.LIVE, Row.RULE, id="no_persons_mute"),
        pytest.param(HOME, (NOBODY,), Default.LIVE, Row.NOTHING, id="one_home_settles_it"),
        pytest.param(replace(HOME, clock_trusted=False), (NIGHT,), Default.LIVE, Row.RULE, id="the_clock_mutes"),
        pytest.param(
            replace(HOME, clock_trusted=False), (DINNER,), Default.MUTED, Row.DEFAULT, id="the_clock_lets_nobody_listen"
        ),
    ],
)
def test_undetermined(facts: Facts, rules: tuple[Rule, ...], default: Default, row: Row) -> None:
    """What is undetermined mutes: at noon, when nothing else would."""
    assert Case(NOON, standing=Standing(default), rules=rules, facts=facts).decide().row is row


def test_undetermined_says_so() -> None:
    """The reason names what could not be evaluated."""
    decision = Case(NOON, rules=(NIGHT,), facts=replace(HOME, clock_trusted=False)).decide()
    assert decision.holds == (Hold(HoldKind.RULE, "night", "Night", None, (CLOCK,)),)
    assert decision.next_change is None


def test_override_is_not_in_force_without_a_clock() -> None:
    """Nobody can tell whether it has run out, so it counts for nothing, but it is not thrown away."""
    standing = Standing(Default.MUTED, override=NIGHT_OFF)
    case = Case(standing=standing, rules=(NIGHT,), facts=replace(HOME, clock_trusted=False))
    assert case.decide().row is Row.RULE
    assert case.decide().override is None
    assert lapsed(standing, LATE, {"night"}) is standing


@pytest.mark.parametrize(
    ("rules", "facts", "now", "scheduler"),
    [
        pytest.param((NIGHT, NOBODY), AWAY, LATE, True, id="another_rule_becomes_active"),
        pytest.param((NIGHT, NOBODY), UNCLEAR, LATE, True, id="another_rule_becomes_undetermined"),
        pytest.param((NIGHT,), HOME, MORNING, True, id="its_rule_ends"),
        pytest.param((replace(NIGHT, enabled=False),), HOME, LATE, True, id="its_rule_is_disabled"),
        pytest.param((), HOME, LATE, True, id="its_rule_is_removed"),
        pytest.param((NIGHT,), HOME, LATE, False, id="the_scheduler_is_switched_off"),
        pytest.param((NIGHT,), HOME, NIGHT_OFF.until, True, id="its_time_is_over"),
    ],
)
def test_row_3_is_lifted(rules: tuple[Rule, ...], facts: Facts, now: datetime, scheduler: bool) -> None:
    """Any mute rule that becomes active or ends lifts an override, and so does its time."""
    standing = Standing(Default.MUTED, override=NIGHT_OFF)
    assert Case(standing=standing, rules=(NIGHT, NOBODY)).decide().row is Row.OVERRIDE
    decision = Case(now, False, scheduler, standing, rules, facts).decide()
    assert decision.want is Want.MUTED
    assert decision.override is None


def test_row_3_is_not_lifted_by_listen_rules() -> None:
    """Only mute rules lift it: dinner ends at 23:30, the override lasts on."""
    standing = Standing(Default.MUTED, override=NIGHT_OFF)
    for now in (LATE, LATE + HOUR):
        assert Case(now, standing=standing, rules=(NIGHT, DINNER)).decide().row is Row.OVERRIDE


def test_row_3_over_the_default() -> None:
    """An override that was made while no rule was active holds against the default and is lifted by the first rule."""
    override = Override(NOON, EVENING + HOUR, Origin.PERSON, "anna", frozenset())
    standing = Standing(Default.MUTED, override=override)
    decision = Case(NOON, standing=standing, rules=(NIGHT,)).decide()
    assert (decision.row, decision.next_change) == (Row.OVERRIDE, EVENING)
    assert decision.override is override
    assert Case(EVENING, standing=standing, rules=(NIGHT,)).decide().row is Row.RULE


def test_row_3_is_in_force_under_a_mute() -> None:
    """A named hold covers an override and does not lift it: it is live again once the hold is over."""
    until = LATE + HOUR
    case = Case(standing=Standing(holds=(replace(GUESTS, until=until),), override=NIGHT_OFF), rules=(NIGHT,))
    decision = case.decide()
    assert (decision.row, decision.override, decision.next_change) == (Row.PERSON_OR_HOLD, NIGHT_OFF, until)
    assert replace(case, now=until).decide().row is Row.OVERRIDE


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(Case(NOON, rules=(NIGHT,)), EVENING, id="a_rule_begins"),
        pytest.param(Case(rules=(NIGHT,)), MORNING, id="a_rule_ends"),
        pytest.param(Case(NOON, rules=(NIGHT, NOBODY), facts=AWAY), None, id="presence_holds_over_the_night"),
        pytest.param(Case(NOON, rules=(NIGHT,), scheduler=False), None, id="the_scheduler_is_off"),
        pytest.param(Case(NOON, rules=(NIGHT,), privacy_mode=True), None, id="privacy_mode_has_no_end"),
        pytest.param(
            Case(NOON, standing=Standing(person_mute=replace(MUTE, until=NOON + HOUR)), privacy_mode=True),
            None,
            id="privacy_mode_outlasts_a_mute",
        ),
        pytest.param(Case(standing=Standing(person_mute=MUTE), rules=(NIGHT,)), None, id="a_mute_has_no_end"),
        pytest.param(
            Case(NOON, standing=Standing(person_mute=replace(MUTE, until=NOON + HOUR))), NOON + HOUR, id="a_mute_ends"
        ),
        pytest.param(
            Case(standing=Standing(person_mute=replace(MUTE, until=LATE + HOUR)), rules=(NIGHT,)),
            MORNING,
            id="a_mute_ends_in_the_night",
        ),
        pytest.param(
            Case(
                NOON,
                standing=Standing(
                    person_mute=replace(MUTE, until=NOON + HOUR), holds=(replace(GUESTS, until=NOON + 2 * HOUR),)
                ),
            ),
            NOON + 2 * HOUR,
            id="the_last_of_two_ends",
        ),
        pytest.param(
            Case(standing=Standing(override=NIGHT_OFF), rules=(NIGHT,)), NIGHT_OFF.until, id="an_override_ends"
        ),
        pytest.param(
            Case(LATE, standing=Standing(Default.MUTED), rules=(DINNER,)), LATE + HOUR / 2, id="a_listen_rule_ends"
        ),
        pytest.param(
            Case(LATE, standing=Standing(Default.MUTED), rules=(DINNER, PARTY)),
            LATE + HOUR,
            id="a_later_one_takes_over",
        ),
        pytest.param(
            Case(NOON, standing=Standing(Default.MUTED), rules=(DINNER,)), NOON + 6 * HOUR, id="a_listen_rule_begins"
        ),
        pytest.param(
            Case(standing=Standing(Default.MUTED), rules=(NIGHT, DINNER)),
            datetime(2026, 6, 2, 16, tzinfo=UTC),
            id="a_listen_rule_waits_for_the_night_to_end",
        ),
        pytest.param(Case(standing=Standing(Default.MUTED), rules=(NIGHT,)), None, id="muted_by_rule_and_by_default"),
        pytest.param(Case(NOON, standing=Standing(Default.MUTED), rules=(NIGHT,)), None, id="muted_by_default"),
        pytest.param(Case(standing=Standing(Default.MUTED)), None, id="nothing_ends_the_default"),
        pytest.param(Case(), None, id="nothing_at_all"),
    ],
)
def test_next_change(case: Case, expected: datetime | None) -> None:
    """The first instant at which what is wanted flips, not merely its reason."""
    decision = case.decide()
    assert decision.next_change == expected
    if expected is not None:
        assert replace(case, now=expected - TICK).decide().want is decision.want
        assert replace(case, now=expected).decide().want is not decision.want


def test_next_change_within_the_horizon() -> None:
    """The horizon itself is included; beyond it nothing is known."""
    arguments = {"privacy_mode": False, "scheduler": True, "standing": Standing(), "rules": (NIGHT,), "facts": HOME}
    horizon = EVENING - NOON
    assert decide(NOON, BERLIN, **arguments, horizon=horizon).next_change == EVENING
    assert decide(NOON, BERLIN, **arguments, horizon=horizon - TICK).next_change is None


def test_states_that_are_known_are_taken() -> None:
    """What the caller has evaluated is believed, and only with the scheduler on."""
    states = [replace(NIGHT.evaluate(NOON, BERLIN, HOME), value=True)]
    arguments = {"privacy_mode": False, "standing": Standing(), "rules": (NIGHT,), "facts": HOME, "states": states}
    assert decide(NOON, BERLIN, scheduler=True, **arguments).row is Row.RULE
    assert decide(NOON, BERLIN, scheduler=False, **arguments).row is Row.NOTHING


@pytest.mark.parametrize(
    ("now", "active", "expected"),
    [
        pytest.param(LATE, {"night"}, {"mute", "guests", "visit", "override"}, id="all_stand"),
        pytest.param(LATE, set(), {"mute", "guests", "visit"}, id="a_rule_ended"),
        pytest.param(LATE, {"night", "away"}, {"mute", "guests", "visit"}, id="a_rule_became_active"),
        pytest.param(LATE + HOUR, {"night"}, {"guests", "visit", "override"}, id="the_mute_is_over"),
        pytest.param(LATE + 2 * HOUR, {"night"}, {"guests", "override"}, id="a_named_hold_is_over"),
        pytest.param(LATE + 3 * HOUR, {"night"}, {"guests"}, id="the_override_is_over"),
    ],
)
def test_lapsed(now: datetime, active: set[str], expected: set[str]) -> None:
    """What has run out or was lifted is gone, for good, and the rest is untouched."""
    visit = NamedHold("visit", LATE, LATE + 2 * HOUR)
    standing = Standing(Default.MUTED, replace(MUTE, until=LATE + HOUR), (visit, GUESTS), NIGHT_OFF)
    left = lapsed(standing, now, active)
    assert left == Standing(
        Default.MUTED,
        standing.person_mute if "mute" in expected else None,
        tuple(hold for hold in standing.holds if hold.name in expected),
        NIGHT_OFF if "override" in expected else None,
    )
    assert lapsed(left, now, active) is left
