"""Home Assistant takes the synthetic voice for speech, and the stub understands it."""

from homeassistant.components.assist_pipeline.vad import VoiceCommandSegmenter
from pymicro_vad import MicroVad
import pytest

from demo import audio
from demo.audio import Sentence

_TEN_MILLISECONDS = 320


def end_of_command(pcm: bytes) -> float | None:
    """Return the second at which Home Assistant takes a command for ended, or None where it timed out."""
    detector, segmenter = MicroVad(), VoiceCommandSegmenter()
    for start in range(0, len(pcm) - _TEN_MILLISECONDS + 1, _TEN_MILLISECONDS):
        if not segmenter.process(0.01, detector.Process10ms(pcm[start : start + _TEN_MILLISECONDS])):
            return None if segmenter.timed_out else start / (audio.RATE * audio.WIDTH)
    return None


@pytest.mark.parametrize("seconds", [1.0, 2.0, 5.0, 8.0])
def test_a_command_ends_by_itself(seconds: float) -> None:
    """The listening ends between half a second and two seconds after the last word."""
    pcm = audio.quiet(0.2) + audio.spoken(Sentence.LAMP_ON, seconds) + audio.quiet(4)
    end = end_of_command(pcm)
    assert end is not None
    assert 0.5 < end - 0.2 - seconds < 2


def test_a_quiet_room_is_no_command() -> None:
    """Silence runs into the time-out."""
    assert end_of_command(audio.quiet(16)) is None


@pytest.mark.parametrize("sentence", list(Sentence))
def test_each_sentence_is_understood(sentence: Sentence) -> None:
    """Every sentence comes back in its own words, whatever is around it."""
    assert audio.understood(audio.quiet(0.5) + audio.spoken(sentence, 1) + audio.quiet(1)) == sentence.words


def test_silence_says_nothing() -> None:
    """A quiet room has no words; nor has no sound at all."""
    assert audio.understood(audio.quiet(3)) == ""
    assert audio.understood(b"") == ""


def test_the_wake_word_is_no_command() -> None:
    """The tone of the wake word stands apart from those of the sentences."""
    assert audio.understood(audio.wake_word()) == ""
