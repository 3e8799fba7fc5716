"""The sound that the virtual satellites hear, and the ears of the stub speech server.

All audio is PCM at 16 kHz, 16 bit, mono. A command is a synthetic voice that Home Assistant's voice activity detection
takes for speech. Which sentence it "says" is a faint tone above the voice, one frequency for each sentence: the stub
speech-to-text finds the tone and answers with the sentence.
"""

from enum import Enum
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 16000
WIDTH: Final = 2
CHANNELS: Final = 1
CHUNK_SAMPLES: Final = 1024
CHUNK_SECONDS: Final = CHUNK_SAMPLES / RATE
CHUNK_BYTES: Final = CHUNK_SAMPLES * WIDTH

WAKE_TONE: Final = 7600
"""Hz. The tone that the stub wake-word detection listens for."""

_QUIET: Final = 0.0004
_MARK: Final = 0.03
_LOUD: Final = 0.4
_PITCH: Final = 200.0
_SYLLABLES_PER_SECOND: Final = 6.0
# First three formants in Hz of a few vowels. A voice that moves between them is taken for speech, a steady tone is not.
_VOWELS: Final = (
    (730, 1090, 2440),
    (270, 2290, 3010),
    (300, 870, 2240),
    (530, 1840, 2480),
    (570, 840, 2410),
    (660, 1720, 2410),
)

type Samples = NDArray[np.float64]


class Sentence(Enum):
    """What a virtual satellite can hear people say: the words and the frequency in Hz that stands for them."""

    LAMP_ON = ("turn on the kitchen lamp", 5200)
    LAMP_OFF = ("turn off the kitchen lamp", 5600)
    TIME = ("what time is it", 6000)
    NONSENSE = ("the weasel sold the moon", 6400)
    MUTE_YOURSELF = ("mute yourself", 6800)

    def __init__(self, words: str, tone: int) -> None:
        """Keep the words and the tone."""
        self.words = words
        self.tone = tone


def spoken(sentence: Sentence, seconds: float) -> bytes:
    """Return PCM of a voice that says a sentence for so many seconds."""
    return _pcm(voice(seconds) + tone(sentence.tone, seconds))


def wake_word(seconds: float = 0.6) -> bytes:
    """Return PCM of the wake word, for a satellite that leaves its detection to Home Assistant."""
    return _pcm(voice(seconds) + tone(WAKE_TONE, seconds))


def quiet(seconds: float) -> bytes:
    """Return PCM of a room in which nobody speaks."""
    return _pcm(np.random.default_rng().standard_normal(round(seconds * RATE)) * _QUIET)


def chime(rate: int, seconds: float = 0.5) -> bytes:
    """Return 16 bit mono PCM of a short falling chime, the stub's spoken answer, at the given rate in Hz."""
    time = np.arange(round(seconds * rate)) / rate
    return _pcm(0.2 * np.exp(-6 * time) * np.sin(2 * np.pi * (880 - 300 * time) * time))


def tone(frequency: float, seconds: float) -> Samples:
    """Return the faint tone that stands for a sentence."""
    return _MARK * np.sin(2 * np.pi * frequency * np.arange(round(seconds * RATE)) / RATE)


@lru_cache(maxsize=8)
def voice(seconds: float) -> Samples:
    """Return a synthetic voice: harmonics of a gliding pitch under formants that move from vowel to vowel."""
    time = np.arange(round(seconds * RATE)) / RATE
    random = np.random.default_rng(3)
    pitch = _PITCH * (
        1 + 0.1 * np.sin(2 * np.pi * 0.6 * time) + 0.015 * np.sin(2 * np.pi * _SYLLABLES_PER_SECOND * time)
    )
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    syllables = np.arange(int(seconds * _SYLLABLES_PER_SECOND) + 2)
    vowels = [_VOWELS[random.integers(len(_VOWELS))] for _ in syllables]
    formants = [
        np.interp(time * _SYLLABLES_PER_SECOND, syllables, [vowel[number] for vowel in vowels]) for number in range(3)
    ]
    sound = 0.02 * random.standard_normal(len(time))
    for harmonic in range(1, int(4000 / _PITCH)):
        shape = sum(
            0.8**number / (1 + ((harmonic * pitch - formants[number]) / (60 * (1 + 0.5 * number))) ** 2)
            for number in range(3)
        )
        sound += shape / harmonic**0.3 * np.sin(harmonic * phase)
    sound *= 1 - 0.8 * (0.5 + 0.5 * np.cos(2 * np.pi * _SYLLABLES_PER_SECOND * time))
    return np.asarray(_LOUD * sound / np.abs(sound).max(initial=1e-9), dtype=np.float64)


def understood(pcm: bytes) -> str:
    """Return the words of the sentence that was said, or an empty text where nobody spoke."""
    sound = np.frombuffer(pcm[: len(pcm) // WIDTH * WIDTH], dtype="<i2") / 32768
    found = max(Sentence, key=lambda sentence: strength(sound, sentence.tone))
    return found.words if strength(sound, found.tone) > _MARK / 20 else ""


def strength(sound: Samples, frequency: float) -> float:
    """Return the loudest amplitude of a frequency over tenths of a second."""
    window = RATE // 10
    count = len(sound) // window
    if not count:
        return 0.0
    wave = np.exp(-2j * np.pi * frequency * np.arange(window) / RATE)
    # The mean over a few neighbours keeps a single click from passing for a tone.
    amplitudes = np.abs(sound[: count * window].reshape(count, window) @ wave) * 2 / window
    return float(np.sort(amplitudes)[-3:].mean()) if count >= 3 else float(amplitudes.max())


def _pcm(sound: Samples) -> bytes:
    return (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
