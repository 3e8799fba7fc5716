"""A stand-in for ffmpeg, for the one conversion that the demo needs: a WAV stream to a WAV stream of the same format.

Home Assistant sends every spoken answer through ffmpeg. Where none is installed, this passes the sound on unchanged
under a header that says "as long as it lasts", as ffmpeg writes it to a pipe.
"""

import struct
import sys
from typing import BinaryIO, Final

_UNKNOWN: Final = 0xFFFFFFFF
_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")


def convert(source: BinaryIO, target: BinaryIO) -> None:
    """Copy a WAV stream with a plain 44 byte header. Raises ValueError for anything else."""
    header = source.read(_HEADER.size)
    if len(header) < _HEADER.size:
        raise ValueError("no WAV header")
    riff, _, wave, fmt, *rest, data, _ = _HEADER.unpack(header)
    if (riff, wave, fmt, data) != (b"RIFF", b"WAVE", b"fmt ", b"data"):
        raise ValueError("not a plain WAV header")
    target.write(_HEADER.pack(riff, _UNKNOWN, wave, fmt, *rest, data, _UNKNOWN))
    while block := source.read1(65536) if hasattr(source, "read1") else source.read(65536):
        target.write(block)
        target.flush()


def main() -> int:
    """Answer `-version`, or convert standard input to standard output."""
    if "-version" in sys.argv:
        print("ffmpeg version 0.1-earshot-demo stand-in")
        return 0
    try:
        convert(sys.stdin.buffer, sys.stdout.buffer)
    except (OSError, ValueError) as err:
        print(f"stand-in for ffmpeg: {err}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
