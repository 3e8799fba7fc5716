"""Walking through the repair of an issue with Home Assistant's own manager of repairs, and microphones that need one."""

from typing import Any

from homeassistant.components.repairs import DOMAIN as REPAIRS_DOMAIN, RepairsFlowManager, repairs_flow_manager
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.earshot.const import DOMAIN

from .home import Home, Satellite
from .microphones import control, data_of, put

NOWHERE = "0123456789abcdef0123456789abcdef"


class Fix:
    """Walks through the repair of one issue."""

    def __init__(self, hass: HomeAssistant, issue_id: str, microphone_id: str | None = None) -> None:
        """Raise the issue."""
        self._hass = hass
        self._issue_id = issue_id
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=issue_id.removesuffix(f"_{microphone_id}"),
            data={"microphone_id": microphone_id} if microphone_id else None,
        )

    @property
    def manager(self) -> RepairsFlowManager:
        """Home Assistant's own."""
        manager = repairs_flow_manager(self._hass)
        assert manager
        return manager

    @property
    def raised(self) -> bool:
        """Whether the issue still stands."""
        return ir.async_get(self._hass).async_get_issue(DOMAIN, self._issue_id) is not None

    async def start(self) -> dict[str, Any]:
        """Open it."""
        for domain in (REPAIRS_DOMAIN, DOMAIN):
            assert await async_setup_component(self._hass, domain, {})
        return await self.manager.async_init(DOMAIN, context={"issue_id": self._issue_id})

    async def fill_in(self, step: dict[str, Any], user_input: dict[str, Any]) -> dict[str, Any]:
        """Fill in a form."""
        return await self.manager.async_configure(step["flow_id"], user_input)

    async def choose(self, step: dict[str, Any], option: str) -> dict[str, Any]:
        """Choose from a menu."""
        assert option in step["menu_options"]
        return await self.fill_in(step, {"next_step_id": option})


def lost_source(hass: HomeAssistant, entry: MockConfigEntry, home: Home, **changes: Any) -> tuple[Satellite, str, Fix]:
    """Put a microphone into the entry whose satellite is removed then."""
    kitchen = home.satellite("kitchen", "Kitchen")
    software = control(kitchen.switch, "on", "software", confirmed=False)
    data = data_of(kitchen, [software], later="kept", **changes)
    microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data)
    home.entities.async_remove(kitchen.entity.entity_id)
    return kitchen, microphone_id, Fix(hass, f"source_gone_{microphone_id}", microphone_id)


def lost_controls(
    hass: HomeAssistant, entry: MockConfigEntry, home: Home, *controls: dict[str, Any]
) -> tuple[str, Fix]:
    """Put a microphone with these controls into the entry."""
    kitchen = home.satellite("kitchen", "Kitchen", mute=False)
    microphone_id = put(hass, entry, kitchen.entity.id, "Kitchen", data_of(kitchen, list(controls), later="kept"))
    return microphone_id, Fix(hass, f"mute_control_gone_{microphone_id}", microphone_id)


def gone(kind: str, **more: Any) -> dict[str, Any]:
    """Return a control whose entity is gone, of which much was claimed."""
    claim = {"kind": kind, "entity": NOWHERE, "muted_state": "on", "assurance": "hardware", "confirmed": True}
    return claim | {"later": 1} | more
