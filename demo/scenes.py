"""The scenes of the cards' development page (`card/dev`), as Home Assistant would tell them."""

from dataclasses import dataclass, field
import json
from pathlib import Path
import subprocess
import sys
from typing import Any, Final

from .process import ROOT

_SCENES: Final = ROOT / "card" / "dev"
# Node runs them as they are: it drops the types.
_PROGRAM: Final = """
const [{ NOW, SCENES }, { LOG_SCENES }] = await Promise.all(['scenes.ts', 'log.ts'].map((file) => import(process.argv[1] + file)));
const DAY = 86_400_000;
const AHEAD = { 1: DAY / 3, 7: DAY, 30: 0 };
const span = (days) => ({ start: new Date(NOW - days * DAY), end: new Date(NOW + AHEAD[days]) });
const asked = (days) => Object.fromEntries(Object.entries(span(days)).map(([side, at]) => [side, at.toISOString()]));
const told = Object.entries({ ...SCENES, ...LOG_SCENES }).map(([name, { error = null, events, answers = {} }]) => {
  const ask = (type, message = {}) => {
    try {
      return answers[type]?.(message) ?? null;
    } catch ({ code }) {
      return { refused: code };
    }
  };
  const timelines = Object.fromEntries(Object.keys(AHEAD).map((days) => [days, ask('earshot/timeline', asked(days))]));
  const others = { 'earshot/activations': ask('earshot/activations', { limit: 100 }), 'earshot/audit': ask('earshot/audit') };
  return [name, { error, events, timelines, answers: others }];
});
console.log(JSON.stringify({ now: NOW, scenes: Object.fromEntries(told) }));
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """What Earshot says at one moment, or why it says nothing."""

    now: float
    """In seconds of wall-clock time."""
    events: list[dict[str, Any]]
    error: str | None = None
    timelines: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    """By the days that they go back."""
    answers: dict[str, Any] = field(default_factory=dict)
    """By the type of a command; None where there is none, `refused` with an error's code where it is refused."""

    @property
    def day(self) -> dict[str, Any] | None:
        """Return the timeline of a day."""
        return self.timelines["1"]

    @property
    def week(self) -> dict[str, Any] | None:
        """Return the timeline of a week."""
        return self.timelines["7"]


def load() -> dict[str, Scene]:
    """Return all scenes by name. Raises subprocess.CalledProcessError."""
    node = Path(sys.executable).with_name("node")
    program = [str(node), "--input-type=module", "--eval", _PROGRAM, f"{_SCENES.as_uri()}/"]
    told = json.loads(subprocess.run(program, check=True, capture_output=True, timeout=30).stdout)
    return {name: Scene(told["now"] / 1000, **scene) for name, scene in told["scenes"].items()}
