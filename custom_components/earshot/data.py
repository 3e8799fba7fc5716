"""The config entry's runtime data."""

from dataclasses import dataclass

from homeassistant.config_entries import ConfigEntry

from .care import Care
from .household import Household
from .keeper import LogKeeper
from .ledger import Ledger
from .watch import Watch


@dataclass(frozen=True, slots=True)
class EarshotData:
    """Everything that lives as long as the entry is loaded."""

    care: Care
    household: Household
    ledger: Ledger
    log: LogKeeper
    watch: Watch


type EarshotConfigEntry = ConfigEntry[EarshotData]
