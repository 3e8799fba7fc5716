"""Assist satellites: what they hear goes through Home Assistant."""

from dataclasses import replace
from typing import Final

from homeassistant.const import STATE_ON, Platform

from ..assurance import Assurance
from ..controls.select import SelectControl
from ..controls.switch import SwitchControl
from ..sources.assist_satellite import AssistSatelliteSource
from .model import Family, Mark, ProposedControl, ProposedSource

_SATELLITE: Final = (Mark(Platform.ASSIST_SATELLITE),)
_SOURCE: Final = tuple(ProposedSource(AssistSatelliteSource.kind, mark) for mark in _SATELLITE)
_MUTE: Final = Mark(Platform.SWITCH, frozenset({"mute"}), frozenset({"mute"}))

# Home Assistant's belief alone: no satellite confirms it.
_BELIEVED: Final = ProposedControl(SwitchControl.kind, _MUTE, STATE_ON, Assurance.SOFTWARE, confirmed=False)

SATELLITES: Final = (
    Family(
        key="esphome",
        platforms=frozenset({"esphome"}),
        main=_SATELLITE,
        sources=_SOURCE,
        controls=(
            # The firmware's own switch, named by whoever wrote the firmware, reports itself; its hardware slider looks the same.
            ProposedControl(SwitchControl.kind, _MUTE, STATE_ON, Assurance.FIRMWARE, confirmed=True),
            # NO_WAKE_WORD in homeassistant/components/esphome/const.py; written before the device has answered. One select silences
            # nothing as long as another holds a wake word.
            ProposedControl(
                SelectControl.kind,
                Mark(Platform.SELECT, frozenset({"wake_word", "wake_word_n"})),
                "no_wake_word",
                Assurance.SOFTWARE,
                confirmed=False,
                together=True,
            ),
        ),
        limit="slider_unmutes",
    ),
    Family(
        key="wyoming",
        platforms=frozenset({"wyoming"}),
        main=_SATELLITE,
        sources=_SOURCE,
        # Home Assistant notices a pause of its own only when the satellite next says something, at the latest with a ping every 2 s
        # (homeassistant/components/wyoming/assist_satellite.py). It sends no run for a release before that: the satellite stays paused.
        controls=(replace(_BELIEVED, least_hold=3),),
        limit="wake_word_goes_on",
    ),
    Family(key="voip", platforms=frozenset({"voip"}), main=_SATELLITE, sources=_SOURCE, limit="phone"),
    Family(
        key="voice_satellite",
        platforms=frozenset({"voice_satellite"}),
        main=_SATELLITE,
        sources=_SOURCE,
        controls=(_BELIEVED,),
        limit="page_mutes",
    ),
    # Of a satellite that is not named here nothing is promised.
    Family(
        key="assist_satellite",
        main=_SATELLITE,
        sources=_SOURCE,
        controls=(_BELIEVED,),
        limit="unknown_satellite",
    ),
)
