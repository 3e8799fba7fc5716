"""Cameras and intercoms: they hear as long as they see, and what they offer against it lies in their firmware."""

from dataclasses import replace
from typing import Final

from homeassistant.const import STATE_OFF, STATE_ON, Platform

from ..assurance import Assurance
from ..controls.number import NumberControl
from ..controls.switch import SwitchControl
from ..observations import ObservationKind
from .model import Family, Mark, ProposedControl, ProposedObservation

_CAMERA: Final = Mark(Platform.CAMERA)


def _switch(mark: Mark, muted_state: str, *, blinds: bool = False) -> ProposedControl:
    return ProposedControl(SwitchControl.kind, mark, muted_state, Assurance.FIRMWARE, confirmed=True, blinds=blinds)


def _assumed(control: ProposedControl) -> ProposedControl:
    """Return a control of which nobody knows whether the device itself reports it."""
    return replace(control, assurance=Assurance.SOFTWARE, confirmed=False)


def _number(mark: Mark) -> ProposedControl:
    return ProposedControl(
        NumberControl.kind, mark, NumberControl.usual_muted_state, Assurance.FIRMWARE, confirmed=True
    )


_PRIVACY_MODE: Final = _switch(Mark(Platform.SWITCH, frozenset({"privacy_mode"})), STATE_ON, blinds=True)

_PROTECT_LEVEL: Final = Mark(Platform.NUMBER, frozenset({"microphone_level"}))
_REOLINK_AUDIO: Final = Mark(Platform.SWITCH, frozenset({"record_audio"}))
_IMOU_AUDIO: Final = Mark(Platform.SWITCH, frozenset({"audio_encode_control"}))
_EZVIZ_AUDIO: Final = Mark(Platform.SWITCH, frozenset({"audio"}))
_RING_LEVEL: Final = Mark(Platform.NUMBER, frozenset({"mic_volume"}))
_TAPO_MUTE: Final = Mark(Platform.SWITCH, names=frozenset({"microphone - mute"}))
_TAPO_LEVEL: Final = Mark(Platform.NUMBER, names=frozenset({"microphone - volume"}))
_HOMEKIT_MUTE: Final = Mark(Platform.SWITCH, frozenset({"mute"}))

# What an integration that is not named here may call a switch that is on while it mutes, one that is on while it hears, and a level.
_MUTES: Final = Mark(
    Platform.SWITCH,
    frozenset({"microphone_mute", "mic_mute", "mute_microphone", "microphone_muted"}),
    frozenset({"microphone mute", "mic mute", "mute microphone", "mute mic", "microphone muted"}),
)
_HEARS: Final = Mark(
    Platform.SWITCH,
    frozenset({"microphone", "mic", "microphone_enabled", "record_audio", "audio_recording"}),
    frozenset({"microphone", "mic", "microphone enabled", "enable microphone", "record audio", "audio recording"}),
)
_LEVEL: Final = Mark(
    Platform.NUMBER,
    frozenset({"microphone_volume", "microphone_level", "mic_volume", "mic_level", "microphone_gain"}),
    frozenset({"microphone volume", "microphone level", "mic volume", "mic level", "microphone gain"}),
)

CAMERAS: Final = (
    # The level goes down to 1 and no further; privacy mode alone silences, and blacks out the picture.
    Family(
        key="unifiprotect",
        platforms=frozenset({"unifiprotect"}),
        main=(_PROTECT_LEVEL,),
        controls=(_PRIVACY_MODE,),
        observations=(ProposedObservation(ObservationKind.MICROPHONE_LEVEL, _PROTECT_LEVEL),),
        limit="privacy_mode_only",
    ),
    # In privacy mode every entity but its switch is unavailable.
    Family(
        key="reolink",
        platforms=frozenset({"reolink"}),
        main=(_REOLINK_AUDIO,),
        controls=(_switch(_REOLINK_AUDIO, STATE_OFF), _PRIVACY_MODE),
        limit="unseen_camera",
    ),
    Family(
        key="imou",
        platforms=frozenset({"imou"}),
        main=(_IMOU_AUDIO,),
        controls=(
            _switch(_IMOU_AUDIO, STATE_OFF),
            # Named "Privacy mode".
            _switch(Mark(Platform.SWITCH, frozenset({"close_camera"})), STATE_ON, blinds=True),
        ),
        limit="unseen_camera",
    ),
    Family(
        key="ezviz",
        platforms=frozenset({"ezviz"}),
        main=(_EZVIZ_AUDIO,),
        controls=(_switch(_EZVIZ_AUDIO, STATE_OFF),),
        limit="unseen_camera",
    ),
    Family(
        key="ring",
        platforms=frozenset({"ring"}),
        main=(_RING_LEVEL,),
        controls=(_number(_RING_LEVEL),),
        limit="unseen_camera",
    ),
    # tapo_control/switch.py and number.py: names only, each after the device's.
    Family(
        key="tapo",
        platforms=frozenset({"tapo_control"}),
        main=(_TAPO_MUTE, _TAPO_LEVEL),
        controls=(
            _switch(_TAPO_MUTE, STATE_ON),
            _switch(Mark(Platform.SWITCH, names=frozenset({"privacy"})), STATE_ON, blinds=True),
        ),
        observations=(ProposedObservation(ObservationKind.MICROPHONE_LEVEL, _TAPO_LEVEL),),
        limit="unseen_camera",
    ),
    # A camera with a loudspeaker has two switches of one name, and nothing tells which of them is the microphone's.
    Family(
        key="homekit_camera",
        platforms=frozenset({"homekit_controller"}),
        main=(_CAMERA,),
        beside=_HOMEKIT_MUTE,
        controls=(_switch(_HOMEKIT_MUTE, STATE_ON),),
        limit="unseen_camera",
    ),
    Family(
        key="camera",
        main=(_MUTES, _HEARS, _LEVEL),
        beside=_CAMERA,
        controls=tuple(map(_assumed, (_switch(_MUTES, STATE_ON), _switch(_HEARS, STATE_OFF), _number(_LEVEL)))),
        limit="unseen_camera",
    ),
)
