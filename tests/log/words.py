"""Words that are nowhere else, and the look for them in every file of a log."""

from collections.abc import Iterable
from pathlib import Path
import random
import re

from custom_components.earshot.log.records import ActivationRecord

from .helpers import activation, bytes_of


def word(number: int) -> str:
    """Return a word that is nowhere else."""
    return f"Zweifelsfrei{number:06d}q"


def still_in(path: Path, numbers: Iterable[int]) -> list[int]:
    """Return whose words are in any file, in whatever case."""
    found = {int(number) for number in re.findall(rb"zweifelsfrei(\d{6})q", bytes_of(path))}
    return [number for number in numbers if number in found]


def talks(count: int, microphones: int = 3) -> list[ActivationRecord]:
    """Return activations whose every text is a word of its own, some of them longer than a page."""
    rng = random.Random(7)
    return [
        activation(
            number,
            microphone_id=f"m{number % microphones}",
            transcript=word(number) + "." * rng.randrange(60),
            reply=("," * 5_000 + word(number)) if number % 50 == 0 else word(number).upper(),
        )
        for number in range(count)
    ]
