"""The bad habits that real ESPHome voice devices have been seen with."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

_SLOWEST: Final = 60.0


@dataclass(frozen=True, slots=True)
class Habits:
    """What this device does that it should not.

    `forgets_mute_on_restart`: after a restart it hears again, as linux-voice-assistant does.
    `never_ends_run_on_mute`: muted while somebody speaks it falls silent and never ends its run; it is deaf from then on,
    unmuted or not, until it is restarted.
    `opens_when_asked_while_muted`: asked a question while it is muted it opens a run all the same and sends no sound, as
    linux-voice-assistant does; unmuted it sends what it hears.
    `hides_wake_words`: it names none when it is asked, as firmware does that decides alone what it listens for.
    `switch_takes`: the seconds until the mute switch has done, and says, what it was told; None: it never does.
    """

    forgets_mute_on_restart: bool = False
    never_ends_run_on_mute: bool = False
    opens_when_asked_while_muted: bool = False
    hides_wake_words: bool = False
    switch_takes: float | None = 0.02

    def changed(self, wanted: dict[str, Any]) -> Habits:
        """Return the habits with some of them changed.

        Raises ValueError for an unknown name or a span out of bounds, TypeError for a value of another kind.
        """
        names = {field.name for field in fields(self)}
        for name, value in wanted.items():
            if name not in names:
                raise ValueError(f"there is no habit {name!r}")
            if name == "switch_takes":
                _check_seconds(value)
            elif not isinstance(value, bool):
                raise TypeError(f"{name} is true or false")
        return replace(self, **wanted)

    def as_dict(self) -> dict[str, Any]:
        """Return the habits by name."""
        return asdict(self)


def _check_seconds(value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("switch_takes is a number of seconds, or null for never")
    if not 0 <= value <= _SLOWEST:
        raise ValueError(f"switch_takes is between 0 and {_SLOWEST:g} seconds")
