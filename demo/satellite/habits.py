"""The bad habits that real satellites have been seen with."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Habits:
    """What this satellite does that it should not.

    `always_streaming`: it leaves wake-word detection to Home Assistant and sends sound all the time.
    `ignores_pause`: it goes on after a pause, as early satellites did.
    `lags`: what it hears leaves it more slowly than it was said, as over a weak network.
    """

    always_streaming: bool = False
    ignores_pause: bool = False
    lags: bool = False

    def changed(self, wanted: dict[str, Any]) -> Habits:
        """Return the habits with some of them switched.

        Raises ValueError for an unknown name, TypeError for a value that is no bool.
        """
        names = {field.name for field in fields(self)}
        for name, value in wanted.items():
            if name not in names:
                raise ValueError(f"there is no habit {name!r}")
            if not isinstance(value, bool):
                raise TypeError(f"{name} is true or false")
        return replace(self, **wanted)

    def as_dict(self) -> dict[str, bool]:
        """Return the habits by name."""
        return asdict(self)
