"""What commands make of what stands, where no door of Home Assistant is needed to see it."""

from datetime import UTC, datetime, timedelta

import pytest

from custom_components.earshot import standings
from custom_components.earshot.policy.model import Origin, PersonMute, Standing

NOW = datetime(2026, 10, 20, 19, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize("until", [None, LATER + timedelta(hours=1)])
def test_a_voice_that_is_nobodys_lengthens_a_persons_mute_and_does_not_take_it_over(until: datetime | None) -> None:
    """Otherwise an automation could shorten it afterwards."""
    mine = PersonMute(NOW, LATER, Origin.PERSON, "anna")
    standing = standings.muted_at_least(Standing(person_mute=mine), NOW, until, Origin.AUTOMATION, None)
    assert standing.person_mute == PersonMute(NOW, until, Origin.PERSON, "anna")


def test_a_voice_shortens_nothing() -> None:
    """Whosever it is."""
    mine = PersonMute(NOW, LATER, Origin.PERSON, "anna")
    for origin in (Origin.PERSON, Origin.AUTOMATION):
        standing = standings.muted_at_least(Standing(person_mute=mine), NOW, NOW + timedelta(minutes=1), origin, None)
        assert standing.person_mute == mine
