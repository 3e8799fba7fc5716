"""What people see of one microphone, as a value that can be compared."""

from typing import Final, NamedTuple

from .clashes import Author
from .const import MicrophoneStatus
from .microphones.assurance import Assurance
from .policy.model import Decision, Row, Want
from .status import Held, ProblemKind
from .violations import ViolationKind

# Until the first decision is made nothing is promised and nothing asked for.
UNDECIDED: Final = Decision(want=Want.LIVE, row=Row.NOTHING, holds=(), override=None, listen_rules=(), next_change=None)


class View(NamedTuple):
    """What people see of one microphone. Two equal views need no new state."""

    status: MicrophoneStatus | None
    recording: bool | None
    held: Held

    @property
    def decision(self) -> Decision:
        """What is decided for it."""
        return self.held.decision

    @property
    def read(self) -> bool | None:
        """Whether it reads muted."""
        return self.held.read

    @property
    def assurance(self) -> Assurance:
        """How far its mute can be trusted."""
        return self.held.assurance

    @property
    def fails(self) -> bool:
        """Whether its mute does not read back, however often it is asked for."""
        return self.held.fails

    @property
    def clash(self) -> Author | None:
        """Who keeps unmuting it, where somebody does."""
        return self.held.clash

    @property
    def repeated(self) -> ViolationKind | None:
        """In which way its mute has not held several times lately."""
        return self.held.repeated

    @property
    def observations(self) -> tuple[tuple[str, str], ...]:
        """What is observed beside it: kinds with the states of their entities."""
        return self.held.observations

    @property
    def problem(self) -> bool:
        """Whether its mute does not hold."""
        return self.problem_kind is not None

    @property
    def problem_kind(self) -> ProblemKind | None:
        """In which way its mute does not hold, the worst where there are several."""
        if self.held.fails:
            return ProblemKind.MUTE_FAILS
        if self.held.clash is not None:
            return ProblemKind.CLASH
        return None if self.held.violation is None else ProblemKind(self.held.violation)


# Before anything was observed.
UNSEEN: Final = View(
    status=None,
    recording=None,
    held=Held(
        decision=UNDECIDED,
        controlled=False,
        read=None,
        control=None,
        assurance=Assurance.NONE,
        fails=False,
        clash=None,
        violation=None,
        repeated=None,
        observations=(),
    ),
)
