"""The checklist of a cloud speaker's vendor: what is ticked is dated, what is unticked is forgotten."""

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.microphones.families import FAMILIES

from .home import Home, Subentries, fields
from .microphones import NEW, change, put, stored

CHECKS = ["recordings_kept", "human_review", "deletion"]


@pytest.fixture
def flows(hass: HomeAssistant, entry: MockConfigEntry) -> Subentries:
    """Return the flows of microphones."""
    return Subentries(hass, entry, "microphone")


def of_family(hass: HomeAssistant, entry: MockConfigEntry, family: str | None, **more: object) -> str:
    """Put a microphone of a family into the entry."""
    data = {"device_id": None, "family": family, "sources": [], "controls": [], **NEW, **more}
    return put(hass, entry, None, "Speaker", data)


@pytest.mark.parametrize("family", [key for key, family in FAMILIES.items() if family.vendor])
async def test_every_cloud_speaker_has_its_vendors_checks(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, family: str
) -> None:
    """Three checks, each for one vendor's own words."""
    step = await change(flows, of_family(hass, entry, family), "vendor")
    assert step["step_id"] == f"vendor_{FAMILIES[family].vendor}"
    assert fields(step) == dict.fromkeys(CHECKS, False)


@pytest.mark.parametrize("family", ["esphome", "camera", None, "later"])
async def test_what_has_no_vendor_has_no_checks(
    hass: HomeAssistant, entry: MockConfigEntry, flows: Subentries, family: str | None
) -> None:
    """Nothing is asked of a device whose recordings no vendor keeps."""
    step = await flows.reconfigure(of_family(hass, entry, family))
    assert "vendor" not in step["menu_options"]


async def test_ticks_are_dated(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    flows: Subentries,
    tuesday_evening: FrozenDateTimeFactory,
) -> None:
    """A new tick gets the day of the home, one that stays keeps its own, one that is taken away goes, unknown ones stay."""
    before = {"deletion": "2026-01-02", "human_review": "2026-01-03", "later": "2026-01-04"}
    # In Berlin it is the next day already.
    tuesday_evening.move_to("2026-10-20T22:30:00+00:00")
    microphone_id = of_family(hass, entry, "cast", vendor_checks=before)
    step = await change(flows, microphone_id, "vendor")
    assert step["description_placeholders"] == {
        "recordings_kept": "–",
        "human_review": "2026-01-03",
        "deletion": "2026-01-02",
    }
    assert fields(step) == {"recordings_kept": False, "human_review": True, "deletion": True}
    step = await flows.fill_in(step, {"recordings_kept": True, "human_review": False, "deletion": True})
    await flows.choose(step, "done")
    ((_, _, data),) = stored(entry)
    assert data["vendor_checks"] == {"deletion": "2026-01-02", "later": "2026-01-04", "recordings_kept": "2026-10-21"}


async def test_ticking_nothing_stores_nothing(entry: MockConfigEntry, flows: Subentries, home: Home) -> None:
    """Looking at the list alone leaves no trace."""
    speaker = home.speaker("echo", "Echo")
    step = await flows.fill_in(await flows.add(), {"microphone": speaker.id})
    step = await flows.fill_in(await flows.fill_in(step, {"way": "none"}), {"name": "Echo"})
    assert "vendor" not in step["menu_options"], "first it has to be there"
    await flows.choose(step, "save")
    before = stored(entry)
    step = await change(flows, next(iter(entry.subentries)), "vendor")
    await flows.choose(await flows.fill_in(step, fields(step)), "done")
    assert stored(entry) == before
