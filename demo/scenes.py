"""The scenes of the cards' development page (`card/dev/scenes.ts`), as Home Assistant would tell them."""

from dataclasses import dataclass
import json
from pathlib import Path
import subprocess
import sys
from typing import Any, Final

from .process import ROOT

_SCENES: Final = ROOT / "card" / "dev" / "scenes.ts"
# Node runs it as it is: it drops the types.
_PROGRAM: Final = """
const { NOW, SCENES } = await import(process.argv[1]);
const HOUR = 3_600_000;
const timeline = (scene, past, ahead) =>
  scene.answers?.['earshot/timeline']?.({ start: new Date(NOW - past * HOUR), end: new Date(NOW + ahead * HOUR) }) ?? null;
const told = Object.entries(SCENES).map(([name, scene]) => [
  name,
  { error: scene.error ?? null, events: scene.events, day: timeline(scene, 24, 8), week: timeline(scene, 168, 24) },
]);
console.log(JSON.stringify({ now: NOW, scenes: Object.fromEntries(told) }));
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """What Earshot says at one moment, and the timelines of a day and of a week, or why there are none."""

    now: float
    """In seconds of wall-clock time."""
    events: list[dict[str, Any]]
    error: str | None = None
    day: dict[str, Any] | None = None
    week: dict[str, Any] | None = None


def load() -> dict[str, Scene]:
    """Return all scenes by name. Raises subprocess.CalledProcessError."""
    node = Path(sys.executable).with_name("node")
    program = [str(node), "--input-type=module", "--eval", _PROGRAM, _SCENES.as_uri()]
    told = json.loads(subprocess.run(program, check=True, capture_output=True, timeout=30).stdout)
    return {name: Scene(told["now"] / 1000, **scene) for name, scene in told["scenes"].items()}
