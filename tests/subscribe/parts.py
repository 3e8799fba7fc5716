"""What the tests of this package share."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from tests.cards import Card

NIGHT, MORNING = "2026-10-20T20:00:00+00:00", "2026-10-21T05:00:00+00:00"
HOUR = timedelta(hours=1)

type Opener = Callable[..., Awaitable[Card]]
