"""Who wants to know: entities and other doors listen here, each for one thing."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial

from homeassistant.core import CALLBACK_TYPE, Context, callback

from .activity.model import Activation
from .const import LOGGER
from .violations import ViolationKind


class Broadcast:
    """Tells listeners that something they show has changed."""

    def __init__(self) -> None:
        """Start without listeners."""
        self.context: Context | None = None
        """What has brought about what is told of now, where Home Assistant gives it a name."""
        self._microphones: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)
        self._rules: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)
        self._home: list[Callable[[], None]] = []
        self._activations: defaultdict[str, list[Callable[[Activation], None]]] = defaultdict(list)
        self._configuration: list[Callable[[], None]] = []
        self._problems: list[Callable[[str], None]] = []
        self._violations: list[Callable[[str, ViolationKind], None]] = []
        self._ticks: list[Callable[[], None]] = []

    @callback
    def listen_microphone(
        self, microphone_id: str, listener: Callable[[], None], *, first: bool = False
    ) -> CALLBACK_TYPE:
        """Be told when what people see of a microphone changes, before those that are told already where that is asked for."""
        return _listen(self._microphones[microphone_id], listener, first=first)

    @callback
    def listen_rule(self, rule_id: str, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Be told when a rule's state changes."""
        return _listen(self._rules[rule_id], listener)

    @callback
    def listen_home(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Be told when the home's own values change."""
        return _listen(self._home, listener)

    @callback
    def listen_activation(self, microphone_id: str, listener: Callable[[Activation], None]) -> CALLBACK_TYPE:
        """Be told of a microphone's activations when they end."""
        return _listen(self._activations[microphone_id], listener)

    @callback
    def listen_configuration(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Be told when microphones or rules were added or changed."""
        return _listen(self._configuration, listener)

    @callback
    def listen_problem(self, listener: Callable[[str], None]) -> CALLBACK_TYPE:
        """Be told the id of a microphone whose mute has begun not to hold, or to hold again."""
        return _listen(self._problems, listener)

    @callback
    def listen_violation(self, listener: Callable[[str, ViolationKind], None]) -> CALLBACK_TYPE:
        """Be told the id of a microphone that was not as silent as it had to be, and in which way."""
        return _listen(self._violations, listener)

    @callback
    def listen_tick(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Be told of every safety tick, after it has looked at everything."""
        return _listen(self._ticks, listener)

    @callback
    def microphone(self, microphone_id: str) -> None:
        """Tell that what people see of a microphone has changed."""
        _tell(self._microphones.get(microphone_id, ()))

    @callback
    def rule(self, rule_id: str) -> None:
        """Tell that a rule's state has changed."""
        _tell(self._rules.get(rule_id, ()))

    @callback
    def home(self) -> None:
        """Tell that the home's own values have changed."""
        _tell(self._home)

    @callback
    def activation(self, activation: Activation) -> None:
        """Tell of an activation that has ended."""
        _tell(self._activations.get(activation.microphone_id, ()), activation)

    @callback
    def problem(self, microphone_id: str) -> None:
        """Tell that a microphone's mute has begun not to hold, or to hold again."""
        _tell(self._problems, microphone_id)

    @callback
    def violation(self, microphone_id: str, kind: ViolationKind) -> None:
        """Tell that a microphone was not as silent as it had to be."""
        _tell(self._violations, microphone_id, kind)

    @callback
    def tick(self) -> None:
        """Tell that the safety tick has looked at everything."""
        for listener in tuple(self._ticks):
            listener()

    @callback
    def configuration(self) -> None:
        """Tell that microphones or rules were added or changed."""
        for listener in tuple(self._configuration):
            listener()


def _listen[T](listeners: list[T], listener: T, *, first: bool = False) -> CALLBACK_TYPE:
    listeners.insert(0 if first else len(listeners), listener)
    return partial(listeners.remove, listener)


def _tell[*Ts](listeners: Iterable[Callable[[*Ts], None]], *told: *Ts) -> None:
    """Tell each listener. One that fails keeps nothing from the others: they would show what was, and be believed."""
    for listener in tuple(listeners):
        try:
            listener(*told)
        except Exception:  # noqa: BLE001 - whatever one of them stumbles over
            LOGGER.exception("What has changed cannot be shown everywhere")
