"""What the property tests draw: windows and instants near the moments at which clocks are changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from custom_components.earshot.policy.model import Effect
from custom_components.earshot.policy.windows import Window

from .oracle import MINUTE, ZONES, transitions

effects = st.sampled_from(Effect)
days = st.one_of(st.just(frozenset(range(7))), st.frozensets(st.integers(0, 6), min_size=1))
# Clocks are changed between 23:00 and 04:00 local time; by quarters of hours, so that edges meet the transitions.
_quarters = st.sampled_from([23, 0, 1, 2, 3, 4]).flatmap(
    lambda hour: st.sampled_from([0, 15, 30, 45]).map(lambda minute: time(hour, minute))
)
_minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
times = st.one_of(_quarters, _minutes)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Draw a window."""
    start = draw(times)
    return Window(draw(days), start, draw(times.filter(lambda end: end != start)))


@st.composite
def moments(draw: st.DrawFn) -> tuple[ZoneInfo, datetime]:
    """Draw a zone and a whole minute in UTC, mostly near a transition."""
    name = draw(st.sampled_from(sorted(ZONES)))
    near = draw(st.sampled_from(transitions(name)))
    distance = st.one_of(st.integers(-180, 180), st.integers(-3 * 24 * 60, 3 * 24 * 60))
    far = st.integers(0, 364 * 24 * 60).map(lambda minute: datetime(ZONES[name], 1, 1, tzinfo=UTC) + minute * MINUTE)
    minute = draw(st.one_of(distance.map(lambda minutes: near + timedelta(minutes=minutes)), far))
    return ZoneInfo(name), minute
