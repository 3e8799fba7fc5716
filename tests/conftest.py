"""Fixtures of all tests."""

import pytest


@pytest.fixture(autouse=True)
def enable_earshot(enable_custom_integrations: None) -> None:
    """Let Home Assistant load the integration from this repository."""
