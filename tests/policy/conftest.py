"""Fixtures of the policy's tests."""

import pytest


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Start no Home Assistant: the policy needs none."""
