"""Test what the words of the policy say of themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.earshot.policy.model import OVERRIDE_LIMIT, Decision, Origin, Override, Row, Want

NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "want", "waits"),
    [
        pytest.param(Row.PRIVACY_MODE, Want.MUTED, False, id="row_1_privacy_mode"),
        pytest.param(Row.PERSON_OR_HOLD, Want.MUTED, False, id="row_2_person_or_hold"),
        pytest.param(Row.OVERRIDE, Want.LIVE, False, id="row_3_override"),
        pytest.param(Row.RULE, Want.MUTED, True, id="row_4_rule"),
        pytest.param(Row.LISTEN_RULE, Want.LIVE, False, id="row_5_listen_rule"),
        pytest.param(Row.DEFAULT, Want.MUTED, True, id="row_6_default"),
        pytest.param(Row.NOTHING, Want.LIVE, False, id="row_7_nothing"),
    ],
)
def test_row(row: Row, want: Want, waits: bool) -> None:
    """What each row decides, and which of them let a running command finish."""
    assert row.want is want
    assert Decision(row.want, row, (), None, (), None).waits_for_command is waits


def test_rows_are_seven() -> None:
    """The precedence table has seven rows, in this order."""
    assert list(Row) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("lasting", [timedelta(microseconds=1), timedelta(hours=1), OVERRIDE_LIMIT])
def test_override(lasting: timedelta) -> None:
    """An override may last for twelve hours."""
    assert timedelta(hours=12) == OVERRIDE_LIMIT
    assert Override(NOW, NOW + lasting, Origin.PERSON, "anna", frozenset()).until == NOW + lasting


@pytest.mark.parametrize("lasting", [timedelta(hours=-1), timedelta(0), OVERRIDE_LIMIT + timedelta(microseconds=1)])
def test_no_override(lasting: timedelta) -> None:
    """An override that is over before it begins, or outlasts twelve hours, is refused."""
    with pytest.raises(ValueError):
        Override(NOW, NOW + lasting, Origin.PERSON, "anna", frozenset())
