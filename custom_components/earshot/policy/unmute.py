"""Who may unmute a microphone while a hold stands."""

from enum import StrEnum

from .model import Origin


class UnmutePolicy(StrEnum):
    """A microphone's setting "who may unmute during quiet time"."""

    NOBODY = "nobody"
    ADMINISTRATORS = "administrators"
    USERS = "users"
    ANYONE = "anyone"


def may_unmute(policy: UnmutePolicy, origin: Origin, is_admin: bool) -> bool:
    """Return whether an unmute from `origin` stands as an override; if not, it is put right.

    `is_admin` tells of a person's rights. An automation without a user counts as unattributed, a device never may.
    """
    if origin is Origin.DEVICE or policy is UnmutePolicy.NOBODY:
        return False
    if policy is UnmutePolicy.ANYONE:
        return True
    return origin is Origin.PERSON and (is_admin or policy is UnmutePolicy.USERS)
