"""Become another program that ends when the demo ends, however the demo ends.

`python launch.py <pid of the demo> <program> <argument>…`: run as a file and without site packages, it is quick.
"""

import ctypes
import os
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1


def main() -> None:
    """Ask the kernel for a SIGTERM at the parent's death, then turn into the program."""
    parent, *program = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    # The parent may have died before the kernel knew about our wish.
    if os.getppid() != int(parent):
        sys.exit(1)
    os.execv(program[0], program)


if __name__ == "__main__":
    main()
