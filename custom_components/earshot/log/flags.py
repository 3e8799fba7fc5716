"""What is counted of an activation, in the lowest bits of its trait's number: a count need not look the trait up.

The bits are in the file and are sent to cards, so that they are never to be changed.
"""

MISFIRE, WHILE_MUTED, CAPTURE = 1, 2, 4
FLAGS = 8
"""How many combinations there are; numbers of the same one are so far apart."""

_KIND_OF_CAPTURE = "capture"

# No character of a text: half of a pair of UTF-16.
_SURROGATES, _BEHIND = 0xD800, 0xE000

_CODE = "char({microphone} * 8 + ({trait} & 7) + 2048 * ({microphone} >= 6912))"


def flags_of(kind: str, misfire: bool, while_muted: bool) -> int:
    """Return the bits; `misfire` is what a person said of it, or else the classifier."""
    return misfire * MISFIRE | while_muted * WHILE_MUTED | (kind == _KIND_OF_CAPTURE) * CAPTURE


def code_of(microphone: str = "microphone", trait: str = "trait") -> str:
    """Return the SQL of one character for a row's microphone and flags, which the index has in place of the trait.

    SQLite puts texts together faster than numbers.
    """
    return _CODE.format(microphone=microphone, trait=trait)


def parted(code: str) -> tuple[int, int]:
    """Return a row's microphone and flags."""
    number = ord(code)
    return divmod(number if number < _SURROGATES else number - (_BEHIND - _SURROGATES), FLAGS)
