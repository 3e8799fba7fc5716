"""What the control interfaces of virtual devices have in common: JSON in, JSON out, and a clear error for bad input."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

_LONGEST: Final = 60.0

type Handler = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


def seconds_of(wanted: dict[str, Any], default: float) -> float:
    """Return how many seconds a request asks for. Raises ValueError for what is no number above 0 and up to a minute."""
    seconds = wanted.get("seconds", default)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= _LONGEST:
        raise ValueError(f"seconds is a number above 0 and up to {_LONGEST:g}")
    return float(seconds)


def json_handler(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return a handler of aiohttp that answers 400 and the reason for what the handler refuses by TypeError or ValueError."""

    async def handle(request: web.Request) -> web.Response:
        try:
            wanted = await request.json() if request.can_read_body else {}
            if not isinstance(wanted, dict):
                raise TypeError("an object is needed")
            return web.json_response(await handler(wanted))
        except (TypeError, ValueError) as err:
            return web.json_response({"error": str(err)}, status=400)

    return handle
