"""Processes that the demo starts, and ends again by their own handles."""

import asyncio
import os
from pathlib import Path
import signal
import sys
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
_LAUNCH: Final = Path(__file__).with_name("launch.py")


class Child:
    """One process: its output goes to a file, and it cannot outlive the demo."""

    def __init__(self, name: str, program: list[str], output: Path, environment: dict[str, str] | None = None) -> None:
        """Describe the process; nothing is started yet. `program` begins with an absolute path."""
        self.name = name
        self._program = program
        self._output = output
        self._environment = {**os.environ, **(environment or {})}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def running(self) -> bool:
        """Return whether the process is there."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int | None:
        """Return the process id while it runs."""
        return self._process.pid if self._process is not None and self.running else None

    async def start(self) -> None:
        """Start the process, in a session of its own so that Ctrl-C reaches only the demo. Raises OSError."""
        with self._output.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                "-S",
                str(_LAUNCH),
                str(os.getpid()),
                *self._program,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=ROOT,
                env=self._environment,
                start_new_session=True,
            )

    async def wait(self) -> int:
        """Wait for the process to end and return its exit code, negative where a signal ended it."""
        assert self._process is not None
        return await self._process.wait()

    async def stop(self, patience: float = 20.0) -> None:
        """Ask the process to end, and end it where it has not after so many seconds."""
        if self._process is None or not self.running:
            return
        self._signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(patience):
                await self._process.wait()
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """End the process at once, without giving it a chance to tidy up."""
        if self._process is None or not self.running:
            return
        self._signal(signal.SIGKILL)
        await self._process.wait()

    def freeze(self) -> None:
        """Let the process hang: it keeps its sockets and answers nobody."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen process go on."""
        self._signal(signal.SIGCONT)

    def last_words(self, lines: int = 15) -> str:
        """Return the end of the process's output."""
        if not self._output.exists():
            return ""
        return "\n".join(self._output.read_text(errors="replace").splitlines()[-lines:])

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        # Through the handle: it knows that the process has not been reaped and its id is still its own.
        self._process.send_signal(number)


def python_module(module: str, *arguments: str) -> list[str]:
    """Return the program that runs a module of this repository."""
    return [sys.executable, "-m", module, *arguments]
