"""Spans of time that callers ask about."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import VolDictType
from homeassistant.util import dt as dt_util
import voluptuous as vol

from .errors import invalid

ATTR_END: Final = "end"
ATTR_START: Final = "start"
SPAN_FIELDS: Final[VolDictType] = {vol.Optional(ATTR_START): cv.datetime, vol.Optional(ATTR_END): cv.datetime}

AHEAD: Final = timedelta(days=1)
_MOST: Final = timedelta(days=31)


def instant(data: Mapping[str, Any], field: str) -> datetime | None:
    """Return a field's instant in UTC; one without a zone is local. Raises ServiceValidationError."""
    value: datetime | None = data.get(field)
    if value is None:
        return None
    try:
        return dt_util.as_utc(value)
    except (OverflowError, ValueError) as err:
        raise invalid(field, "instant_out_of_range") from err


def span(data: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    """Return a span that may be open at either side. Raises ServiceValidationError."""
    start, end = instant(data, ATTR_START), instant(data, ATTR_END)
    if start is not None and end is not None and end <= start:
        raise invalid(ATTR_END, "end_before_start")
    return start, end


def bounded(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return a span of 31 days at most. Raises ServiceValidationError for any other."""
    if end <= start:
        raise invalid(ATTR_END, "end_before_start")
    if end - start > _MOST:
        raise invalid(ATTR_END, "span_too_long")
    return start, end
