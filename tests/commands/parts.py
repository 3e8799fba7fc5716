"""What the tests of this package share."""

from datetime import timedelta
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.home import TEN

START = TEN - timedelta(hours=1)


def standing(entry: MockConfigEntry) -> Any:
    """Return what stands for the only microphone."""
    (found,) = entry.runtime_data.household.microphones.values()
    return found.standing
