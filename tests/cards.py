"""A card for tests: it subscribes over a real connection, and says what it was told."""

from dataclasses import dataclass
from typing import Any, Self

from homeassistant.auth.models import User
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.typing import MockHAClientWebSocket, WebSocketGenerator


@dataclass
class Card:
    """A subscribed connection."""

    hass: HomeAssistant
    client: MockHAClientWebSocket
    subscription: int
    messages: list[Any]
    """Everything that was told so far, results included."""

    @classmethod
    async def async_open(cls, hass: HomeAssistant, generator: WebSocketGenerator, user: User | None = None) -> Self:
        """Subscribe as a user, or as the administrator."""
        if user is None:
            client = await generator(hass)
        else:
            refresh = await hass.auth.async_create_refresh_token(user, "https://example.com")
            client = await generator(hass, hass.auth.async_create_access_token(refresh))
        await client.send_json_auto_id({"type": "earshot/subscribe"})
        result = await client.receive_json()
        assert result == {"id": result["id"], "type": "result", "success": True, "result": None}
        return cls(hass, client, result["id"], [result])

    async def async_told(self) -> list[dict[str, Any]]:
        """Return the events since the last time, once everything that goes on has come to rest."""
        await self.hass.async_block_till_done()
        await self.client.send_json_auto_id({"type": "ping"})
        events = []
        while (message := await self.client.receive_json())["type"] != "pong":
            assert (message["type"], message["id"]) == ("event", self.subscription)
            self.messages.append(message)
            events.append(message["event"])
        return events

    async def async_all(self) -> dict[str, Any]:
        """Return the whole picture, which alone was told."""
        (event,) = await self.async_told()
        assert (event["loaded"], event["full"]) == (True, True)
        return event

    async def async_microphones(self) -> dict[str, dict[str, Any]]:
        """Return the microphones that were told since the last time by name, each as it was told last."""
        return {each["name"]: each for event in await self.async_told() for each in event.get("microphones", ())}
