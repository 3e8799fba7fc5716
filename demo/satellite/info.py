"""What the satellite says of itself when it is asked."""

from typing import Final

from wyoming.audio import AudioFormat
from wyoming.info import Attribution, Info, MicProgram, Satellite, SndProgram, WakeModel, WakeProgram

from demo import audio

WAKE_WORD: Final = "hey_earshot"
WAKE_PHRASE: Final = "Hey Earshot"
SPEAKER_RATE: Final = 22050

_OWN: Final = Attribution(name="Earshot", url="")
_VERSION: Final = "1.0.0"


def describe(name: str, area: str | None) -> Info:
    """Return the answer to a Describe: a satellite in an area, with a local wake word, a microphone and a speaker."""
    return Info(
        satellite=Satellite(
            name=name,
            area=area,
            attribution=_OWN,
            installed=True,
            description=f"Virtual satellite {name}",
            version=_VERSION,
            has_vad=False,
            active_wake_words=[WAKE_WORD],
            max_active_wake_words=1,
            supports_trigger=False,
        ),
        wake=[
            WakeProgram(
                name="virtual-wake-word",
                attribution=_OWN,
                installed=True,
                description="Virtual wake-word detection",
                version=_VERSION,
                models=[
                    WakeModel(
                        name=WAKE_WORD,
                        attribution=_OWN,
                        installed=True,
                        description=WAKE_PHRASE,
                        version=_VERSION,
                        languages=["en"],
                        phrase=WAKE_PHRASE,
                    )
                ],
            )
        ],
        mic=[
            MicProgram(
                name="microphone",
                attribution=_OWN,
                installed=True,
                description="Virtual microphone",
                version=_VERSION,
                mic_format=AudioFormat(audio.RATE, audio.WIDTH, audio.CHANNELS),
            )
        ],
        snd=[
            SndProgram(
                name="speaker",
                attribution=_OWN,
                installed=True,
                description="Virtual speaker",
                version=_VERSION,
                snd_format=AudioFormat(SPEAKER_RATE, audio.WIDTH, audio.CHANNELS),
            )
        ],
    )
