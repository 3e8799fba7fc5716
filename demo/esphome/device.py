"""What the device does with what Home Assistant tells it: its mute switch, its voice assistant, and who listens to it."""

from typing import Any, Protocol

from demo.wire import WireLog

from . import info
from .habits import Habits
from .messages import Message, name_of, pb
from .mute import MuteSwitch
from .voice import Voice


class Connection(Protocol):
    """One connected client."""

    def send(self, message: Message) -> None:
        """Send a message."""

    def close(self) -> None:
        """Hang up."""


class Device:
    """One virtual device. Several clients may follow its states; the last one that subscribed hears its microphone."""

    def __init__(self, name: str, area: str | None, habits: Habits, wire: WireLog) -> None:
        """Come up unmuted, with nobody connected."""
        self.habits = habits
        self.wire = wire
        self.mute = MuteSwitch(self._mute_changed)
        self.voice = Voice(self._send_voice, self._deaf)
        self._name = name
        self._area = area
        self._followers: set[Connection] = set()
        self._listener: Connection | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what the device thinks of itself."""
        return {
            "connected": self._listener is not None,
            "muted": self.mute.muted,
            "slider": self.mute.slider,
            "phase": self.voice.phase.value,
            "wake_words": self.voice.active_wake_words,
            "deaf": self._deaf() or self.voice.busy,
            "habits": self.habits.as_dict(),
        }

    def received(self, message: Message, connection: Connection) -> None:
        """Take one message of a client. What the device has no use for is ignored, as real ones do."""
        match name_of(message):
            case "HelloRequest":
                connection.send(info.hello(self._name))
            case "PingRequest":
                connection.send(pb.PingResponse())
            case "DisconnectRequest":
                connection.send(pb.DisconnectResponse())
                connection.close()
            case "DeviceInfoRequest":
                connection.send(info.device_info(self._name, self._area))
            case "ListEntitiesRequest":
                for entity in info.entities():
                    connection.send(entity)
            case "SubscribeStatesRequest":
                self._followers.add(connection)
                connection.send(info.mute_state(self.mute.muted))
            case "SwitchCommandRequest" if message.key == info.MUTE_KEY:
                self.mute.command(message.state, self.habits.switch_takes)
            case _:
                self._received_voice(message, connection)

    def _received_voice(self, message: Message, connection: Connection) -> None:
        match name_of(message):
            case "SubscribeVoiceAssistantRequest":
                self._subscribe_voice(connection, message.subscribe)
            case "VoiceAssistantConfigurationRequest":
                hidden = self.habits.hides_wake_words
                connection.send(info.wake_words(self.voice.active_wake_words, hidden=hidden))
            case "VoiceAssistantSetConfiguration":
                self.voice.active_wake_words = list(message.active_wake_words)
            case "VoiceAssistantResponse":
                self.voice.answered(message)
            case "VoiceAssistantEventResponse":
                self.voice.happened(message)
            case "VoiceAssistantAnnounceRequest":
                self.voice.announce(message, opens_while_muted=self.habits.opens_when_asked_while_muted)

    def _subscribe_voice(self, connection: Connection, subscribes: bool) -> None:
        if subscribes:
            self._listener = connection
        elif self._listener is connection:
            self._lose_listener()

    def lost(self, connection: Connection) -> None:
        """Forget a client that hung up."""
        self._followers.discard(connection)
        if self._listener is connection:
            self._lose_listener()

    def restart(self) -> None:
        """Begin anew, as after a reboot, remembering what this device remembers."""
        self.mute.restart(forgets=self.habits.forgets_mute_on_restart)
        self.voice.restart()
        self.wire.write("local", "restarted", {"muted": self.mute.muted})

    def _lose_listener(self) -> None:
        self._listener = None
        self.voice.lost()

    def _deaf(self) -> str:
        if self._listener is None:
            return "nobody listens"
        return "muted" if self.mute.muted else ""

    def _mute_changed(self) -> None:
        muted = self.mute.muted
        self.wire.write("local", "muted" if muted else "unmuted", {"slider": self.mute.slider})
        if muted:
            self.voice.muted(ends_run=not self.habits.never_ends_run_on_mute)
        for follower in tuple(self._followers):
            follower.send(info.mute_state(muted))

    def _send_voice(self, message: Message) -> None:
        if self._listener is not None:
            self._listener.send(message)
