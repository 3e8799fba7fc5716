"""What the device says of itself when it is asked."""

import hashlib
from typing import Final

from aioesphomeapi import APIVersion, EntityCategory, VoiceAssistantFeature

from demo.satellite.info import WAKE_PHRASE, WAKE_WORD

from .messages import Message, pb

MUTE_KEY: Final = 0x6D757465
"""Names the mute switch in every message about it."""

WAKE_WORDS: Final = {WAKE_WORD: WAKE_PHRASE, "okay_earshot": "Okay Earshot"}
"""What it can listen for, one or both: phrases by their ids."""

_API: Final = APIVersion(1, 10)
_VERSION: Final = "2026.10.0"
# As linux-voice-assistant and the Voice Preview Edition: sound over the same connection, and a media player of its own.
_FEATURES: Final = (
    VoiceAssistantFeature.VOICE_ASSISTANT
    | VoiceAssistantFeature.API_AUDIO
    | VoiceAssistantFeature.ANNOUNCE
    | VoiceAssistantFeature.START_CONVERSATION
)


def hello(name: str) -> Message:
    """Return the answer to a greeting."""
    return pb.HelloResponse(
        api_version_major=_API.major,
        api_version_minor=_API.minor,
        server_info=f"virtual device {_VERSION}",
        name=_slug(name),
    )


def device_info(name: str, area: str | None) -> Message:
    """Return what the device is: a voice assistant that hears its wake word itself."""
    return pb.DeviceInfoResponse(
        name=_slug(name),
        friendly_name=name,
        mac_address=_mac(name),
        esphome_version=_VERSION,
        manufacturer="Earshot",
        model="Virtual voice device",
        suggested_area=area or "",
        voice_assistant_feature_flags=_FEATURES,
    )


def entities() -> list[Message]:
    """Return the entities: the mute switch, among the settings as on real devices."""
    switch = pb.ListEntitiesSwitchResponse(
        object_id="mute", key=MUTE_KEY, name="Mute", icon="mdi:microphone-off", entity_category=EntityCategory.CONFIG
    )
    return [switch, pb.ListEntitiesDoneResponse()]


def mute_state(muted: bool) -> Message:
    """Return what the mute switch reads."""
    return pb.SwitchStateResponse(key=MUTE_KEY, state=muted)


def wake_words(active: list[str], *, hidden: bool) -> Message:
    """Return the wake words that there are and those that are listened for, or none at all."""
    if hidden:
        return pb.VoiceAssistantConfigurationResponse()
    return pb.VoiceAssistantConfigurationResponse(
        available_wake_words=[
            pb.VoiceAssistantWakeWord(id=word, wake_word=phrase, trained_languages=["en"])
            for word, phrase in WAKE_WORDS.items()
        ],
        active_wake_words=active,
        max_active_wake_words=len(WAKE_WORDS),
    )


def _slug(name: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name.casefold())


def _mac(name: str) -> str:
    """Return an address of its own for every name, from the range that nobody manufactures."""
    digits = hashlib.sha256(name.encode()).hexdigest()[:10].upper()
    return ":".join(("02", *(digits[start : start + 2] for start in range(0, 10, 2))))
