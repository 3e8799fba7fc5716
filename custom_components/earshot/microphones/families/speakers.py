"""Speakers with a vendor's assistant: what they hear goes to the vendor, and nothing in Home Assistant mutes them."""

from typing import Final

from homeassistant.const import Platform

from ..observations import ObservationKind
from ..sources.alexa_devices import AlexaDevicesSource
from ..sources.alexa_media import AlexaMediaSource
from .model import Family, Mark, Models, ProposedObservation, ProposedSource

_DO_NOT_DISTURB: Final = ProposedObservation(
    ObservationKind.DO_NOT_DISTURB,
    Mark(Platform.SWITCH, frozenset({"do_not_disturb"}), frozenset({"do not disturb switch"})),
)
_VOICE_EVENT: Final = Mark(Platform.EVENT, frozenset({"voice_event"}))
_SONOS_MICROPHONE: Final = Mark(Platform.BINARY_SENSOR, frozenset({"microphone"}))

SPEAKERS: Final = (
    # Only a device that can be spoken to has a voice event: no group of speakers, no air quality monitor.
    Family(
        key="alexa_devices",
        platforms=frozenset({"alexa_devices"}),
        main=(_VOICE_EVENT,),
        sources=(ProposedSource(AlexaDevicesSource.kind, _VOICE_EVENT),),
        observations=(
            _DO_NOT_DISTURB,
            ProposedObservation(ObservationKind.COMMUNICATIONS, Mark(Platform.SWITCH, frozenset({"communications"}))),
            ProposedObservation(ObservationKind.ANNOUNCEMENTS, Mark(Platform.SWITCH, frozenset({"announcements"}))),
            ProposedObservation(ObservationKind.DROP_IN, Mark(Platform.SELECT, frozenset({"dropin"}))),
        ),
        limit="seen_afterwards",
        vendor="amazon",
        plug_helps=True,
    ),
    # MODEL_IDS in its const.py names the models, and falls back to the family and type of a device that it does not know: Amazon calls
    # Echos with a screen KNIGHT and ROOK. Groups, televisions, tablets and telephones are players there as well.
    Family(
        key="alexa_media",
        platforms=frozenset({"alexa_media"}),
        main=(Mark(Platform.MEDIA_PLAYER),),
        models=Models(
            (
                "echo",
                "generic echo",
                "knight ",
                "rook ",
                "fire tv cube",
                "sonos",
                "ecobee",
                "bose home speaker",
                "bose soundbar",
                "facebook portal",
            ),
            without=("echo link", "echo sub"),
        ),
        sources=(ProposedSource(AlexaMediaSource.kind, Mark(Platform.MEDIA_PLAYER)),),
        observations=(_DO_NOT_DISTURB,),
        limit="seen_afterwards",
        vendor="amazon",
        plug_helps=True,
    ),
    # CAST_TYPES in pychromecast/const.py has the names of the models. A group, a dongle or a television fits none of these.
    Family(
        key="cast",
        platforms=frozenset({"cast"}),
        main=(Mark(Platform.MEDIA_PLAYER),),
        models=Models(
            (
                "google home",
                "google nest audio",
                "google nest hub",
                "google nest mini",
                "google nest wifi point",
                "jbl link",
                "lenovo smart display",
                "lenovocd-24502f",
                "nest audio",
                "nest hub",
                "nest mini",
                "nest wifi point",
            )
        ),
        limit="unseen",
        vendor="google",
        plug_helps=True,
    ),
    # pyatv names the models; one that it does not know yet goes by what it calls itself, "AudioAccessory…".
    Family(
        key="homepod",
        platforms=frozenset({"apple_tv"}),
        main=(Mark(Platform.MEDIA_PLAYER),),
        models=Models(("homepod", "audioaccessory")),
        limit="unseen",
        vendor="apple",
        plug_helps=True,
    ),
    # A speaker without a microphone has no such entity.
    Family(
        key="sonos",
        platforms=frozenset({"sonos"}),
        main=(_SONOS_MICROPHONE,),
        observations=(ProposedObservation(ObservationKind.VOICE_SERVICE, _SONOS_MICROPHONE),),
        limit="voice_service_only",
        vendor="sonos",
        plug_helps=True,
    ),
    # `ecobee.set_mic_mode` turns the microphone off, but nothing ever tells whether it is: no mute that can be proposed. It is wired to
    # the wall, so no plug helps.
    Family(
        key="ecobee",
        platforms=frozenset({"ecobee"}),
        main=(Mark(Platform.CLIMATE),),
        models=Models(("ecobee4", "ecobee smart premium", "ecobee smart thermostat with voice control")),
        limit="not_read_back",
        vendor="amazon",
    ),
)
