"""What stands in for Home Assistant's pipelines where only what they tell is of interest."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from homeassistant.core import HomeAssistant

from .home import Satellite


class Pipelines:
    """Home Assistant's pipelines, as far as the adapter reads them: see `tests/microphones` for the real ones."""

    def __init__(self, hass: HomeAssistant, satellite: Satellite) -> None:
        """Have no runs."""
        self._satellite = satellite
        self._active: dict[str, Any] = {}
        self._debug: dict[str, Any] = {}
        hass.data["assist_pipeline"] = SimpleNamespace(
            pipeline_runs=SimpleNamespace(_pipeline_runs={"p": self._active}), pipeline_debug={"p": self._debug}
        )

    def begin(self, start_stage: str, events: dict[str, Any] | None = None) -> None:
        """Let a run begin."""
        at = datetime.now(UTC).isoformat()
        noted = [SimpleNamespace(type="run-start", data={"satellite_id": self._satellite.entity_id}, timestamp=at)]
        noted += [SimpleNamespace(type=kind, data=data, timestamp=at) for kind, data in (events or {}).items()]
        self._active["r"] = SimpleNamespace(
            satellite_id=self._satellite.entity_id, start_stage=start_stage, end_stage="tts", _ended=False
        )
        self._debug["r"] = SimpleNamespace(events=noted)

    def end(self) -> None:
        """Let it end."""
        self._active.clear()
