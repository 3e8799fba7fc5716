"""The stand-in for ffmpeg passes sound on as Home Assistant can read it."""

from io import BytesIO
import wave

import pytest

from demo.ffmpeg import convert


def wav(frames: bytes) -> bytes:
    """Return a WAV file whose header promises nothing, followed by frames, as text-to-speech streams it."""
    file = BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((1, 2, 22050, 0, "NONE", ""))
    return file.getvalue() + frames


def test_the_sound_comes_through() -> None:
    """Format and frames are unchanged, and a reader of the whole stream finds them."""
    target = BytesIO()
    convert(BytesIO(wav(b"\1\2" * 5000)), target)
    target.seek(0)
    with wave.open(target, "rb") as reader:
        assert (reader.getnchannels(), reader.getsampwidth(), reader.getframerate()) == (1, 2, 22050)
        assert reader.readframes(5000) == b"\1\2" * 5000


@pytest.mark.parametrize("source", [b"", b"RIFF", b"ID3" + bytes(60)])
def test_anything_else_is_refused(source: bytes) -> None:
    """What is no plain WAV stream is refused."""
    with pytest.raises(ValueError):
        convert(BytesIO(source), BytesIO())
