"""What each family of devices offers: recipes in a table, first the ones that tell most of a device.

A recipe names entities as their integration registers them, by domain, translation key and original name, and devices by their model.
Never by the suffix of a unique id: integrations have migrated those. A smart plug cannot be found out by the registries, so none is
proposed.
"""

from collections.abc import Mapping
from typing import Final

from .cameras import CAMERAS
from .model import Family, Mark, Models, ProposedControl, ProposedObservation, ProposedSource, age, folded
from .satellites import SATELLITES
from .speakers import SPEAKERS

__all__ = [
    "FAMILIES",
    "Family",
    "Mark",
    "Models",
    "ProposedControl",
    "ProposedObservation",
    "ProposedSource",
    "age",
    "folded",
]

FAMILIES: Final[Mapping[str, Family]] = {family.key: family for family in (*SATELLITES, *SPEAKERS, *CAMERAS)}
"""The recipes by their keys; where several fit a device, the first is the one that it goes by."""
