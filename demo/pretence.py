"""Earshot as it would be at another moment: its words are made up, everything else is the real Home Assistant's."""

from datetime import datetime
import json
from typing import Any, Final

from playwright.async_api import Page, WebSocketRoute

from .scenes import Scene

type Message = dict[str, Any]

_DAY: Final = 86_400


class Pretence:
    """Answers Earshot's commands on a page's connection with a scene, at the scene's time."""

    def __init__(self, scene: Scene) -> None:
        """Plan what is said; nothing is before `attach`."""
        self._scene = scene
        self._subscribed: list[tuple[WebSocketRoute, int]] = []

    async def attach(self, page: Page) -> None:
        """Stand between a page and Home Assistant; before the page is opened."""
        await page.clock.set_fixed_time(self._scene.now)
        await page.route_web_socket("**/api/websocket", self._connected)

    def become(self, scene: Scene) -> None:
        """Tell every subscription of another scene; it is to be one that has no error."""
        self._scene = scene
        for event in scene.events:
            self.say(event)

    def say(self, event: Any) -> None:
        """Tell every subscription one more event."""
        for socket, number in self._subscribed:
            _send(socket, {"id": number, "type": "event", "event": event})

    def _connected(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def asked(text: str | bytes) -> None:
            message = json.loads(text)
            match message["type"]:
                case "earshot/subscribe":
                    self._subscribe(socket, message["id"])
                case "earshot/timeline":
                    _answer_or_refuse(socket, message["id"], self._timeline(message))
                case type_ if (answer := self._scene.answers.get(type_)) is not None:
                    _answer_or_refuse(socket, message["id"], answer)
                case "unsubscribe_events" if (socket, message["subscription"]) in self._subscribed:
                    self._subscribed.remove((socket, message["subscription"]))
                    _answer(socket, message["id"], None)
                case _:
                    server.send(text)

        socket.on_message(asked)

    def _subscribe(self, socket: WebSocketRoute, number: int) -> None:
        if self._scene.error is not None:
            _refuse(socket, number, self._scene.error)
            return
        self._subscribed.append((socket, number))
        _answer(socket, number, None)
        for event in self._scene.events:
            _send(socket, {"id": number, "type": "event", "event": event})

    def _timeline(self, message: Message) -> Message | None:
        past = self._scene.now - datetime.fromisoformat(message["start"]).timestamp()
        days = next((each for each in self._scene.timelines if past < (int(each) + 1) * _DAY), None)
        return None if days is None else self._scene.timelines[days]


def _answer(socket: WebSocketRoute, number: int, result: Any) -> None:
    _send(socket, {"id": number, "type": "result", "success": True, "result": result})


def _answer_or_refuse(socket: WebSocketRoute, number: int, answer: Message | None) -> None:
    if answer is not None and "refused" in answer:
        _refuse(socket, number, answer["refused"])
    else:
        _answer(socket, number, answer)


def _refuse(socket: WebSocketRoute, number: int, code: str) -> None:
    error = {"code": code, "message": "It did not work."}
    _send(socket, {"id": number, "type": "result", "success": False, "error": error})


def _send(socket: WebSocketRoute, message: Message) -> None:
    socket.send(json.dumps(message))
