"""Test who may unmute while a hold stands."""

import pytest

from custom_components.earshot.policy.model import Origin
from custom_components.earshot.policy.unmute import UnmutePolicy, may_unmute

A_USER, AN_ADMIN, UNATTRIBUTED = (Origin.PERSON, False), (Origin.PERSON, True), (Origin.UNATTRIBUTED, False)
# An automation that acts without a user is no better than a hand at the device.
AUTOMATION = (Origin.AUTOMATION, False)


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (UnmutePolicy.NOBODY, set()),
        (UnmutePolicy.ADMINISTRATORS, {AN_ADMIN}),
        (UnmutePolicy.USERS, {AN_ADMIN, A_USER}),
        (UnmutePolicy.ANYONE, {AN_ADMIN, A_USER, UNATTRIBUTED, AUTOMATION}),
    ],
)
def test_may_unmute(policy: UnmutePolicy, allowed: set[tuple[Origin, bool]]) -> None:
    """Who may, may; nobody else; and a device never, nor for being called an administrator."""
    for origin in Origin:
        for is_admin in (False, True):
            # Rights are a person's.
            who = (origin, is_admin and origin is Origin.PERSON)
            assert may_unmute(policy, origin, is_admin) is (who in allowed), (origin, is_admin)
