"""The table of the families: whole, buildable and in the right order."""

from custom_components.earshot.microphones.controls import CONTROL_KINDS
from custom_components.earshot.microphones.families import FAMILIES
from custom_components.earshot.microphones.sources import SOURCE_KINDS


def test_what_the_recipes_propose_can_be_built() -> None:
    """Every kind of control and of source is one that exists."""
    for family in FAMILIES.values():
        assert {proposed.kind for proposed in family.controls} <= CONTROL_KINDS.keys()
        assert {proposed.kind for proposed in family.sources} <= SOURCE_KINDS.keys()


def test_what_stops_a_picture_is_marked() -> None:
    """A privacy mode turns a camera off, whatever its integration calls it."""
    blinding = {key for key, family in FAMILIES.items() if any(proposed.blinds for proposed in family.controls)}
    assert blinding == {"unifiprotect", "reolink", "imou", "tapo"}


def test_a_plug_is_recommended_for_what_hears_for_a_vendor_and_can_be_plugged_in() -> None:
    """And whose microphone nothing else silences."""
    recommended = {key for key, family in FAMILIES.items() if family.plug_helps}
    assert recommended == {"alexa_devices", "alexa_media", "cast", "homepod", "sonos"}
    assert all(FAMILIES[key].vendor and not FAMILIES[key].controls for key in recommended)
    assert {family.vendor for family in FAMILIES.values()} == {None, "amazon", "google", "apple", "sonos"}


def test_whether_it_can_be_seen_that_a_family_listens() -> None:
    """Satellites while they do, an Echo afterwards, the others never."""
    shown = {key for key, family in FAMILIES.items() if family.shows_activity}
    assert shown == {
        "esphome",
        "wyoming",
        "voip",
        "voice_satellite",
        "assist_satellite",
        "alexa_devices",
        "alexa_media",
    }


def test_what_nothing_is_promised_of_comes_after_what_is_known() -> None:
    """Of two recipes that fit, the first is the one that counts."""
    keys = list(FAMILIES)
    assert keys.index("assist_satellite") > keys.index("esphome")
    assert keys[-1] == "camera"
    assert [key for key, family in FAMILIES.items() if not family.platforms] == ["assist_satellite", "camera"]
