"""How far a mute can be trusted."""

from enum import StrEnum


class Assurance(StrEnum):
    """How far a mute can be trusted, best first."""

    POWER_CUT = "power_cut"
    HARDWARE = "hardware"
    FIRMWARE = "firmware"
    SOFTWARE = "software"
    UPLOAD_BLOCKED = "upload_blocked"
    RESPONSE_ONLY = "response_only"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for no assurance at all up to 6 for a cut plug."""
        return _RANK[self]

    @property
    def silences(self) -> bool:
        """Whether a control of this assurance keeps sound from being captured or processed at all."""
        return self.rank >= Assurance.SOFTWARE.rank


_RANK = {assurance: rank for rank, assurance in enumerate(reversed(Assurance))}
