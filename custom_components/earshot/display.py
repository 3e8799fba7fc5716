"""What people see, and what is written of it: brought up to date once everything that had to be asked for was asked for."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .broadcast import Broadcast
from .home import Home
from .journal import Cause, Journal, cause_of_change, history_status
from .microphone import Microphone
from .status import QUIET
from .tally import Tally
from .view import View


class Display:
    """Remembers what has not been shown yet, and shows it: each microphone and rule once, the home once for all of them."""

    def __init__(self, broadcast: Broadcast, journal: Journal, tally: Tally) -> None:
        """Show an empty home."""
        self.home = Home()
        self._broadcast = broadcast
        self._journal = journal
        self._tally = tally
        self._microphones: set[str] = set()
        self._rules: set[str] = set()

    @property
    def pending(self) -> bool:
        """Whether something has not been shown yet."""
        return bool(self._microphones)

    def note(self, microphone_ids: Iterable[str]) -> None:
        """Have these microphones shown."""
        self._microphones.update(microphone_ids)

    def note_rule(self, rule_id: str) -> None:
        """Have a rule shown."""
        self._rules.add(rule_id)

    def take(self) -> set[str]:
        """Show the rules that were noted, and give the microphones to be shown next."""
        rules, self._rules = self._rules, set()
        for rule_id in rules:
            self._broadcast.rule(rule_id)
        microphones, self._microphones = self._microphones, set()
        return microphones

    def show(self, microphone: Microphone, linger: timedelta, now: datetime, *, heard_alone: bool = False) -> bool:
        """Let people see what has changed of a microphone; whether the home has changed with it, which is left to `show_home`.

        `heard_alone` where nothing can have changed but what it hears.
        """
        before = microphone.view
        if not microphone.refresh(now, linger, heard_alone=heard_alone):
            return False
        after, microphone_id = microphone.view, microphone.config.id
        if after.status is not before.status:
            live = after.status is not None and after.status not in QUIET
            self._tally.set_live(microphone_id, live=live, now=now)
        self._broadcast.microphone(microphone_id)
        if after.status is not before.status:
            self._write_status(microphone, before, after)
        if after.held is not before.held:
            self._tell_problem(microphone_id, before, after)
        return self.home.update(microphone_id, after)

    def show_home(self) -> None:
        """Let people see that the home has changed."""
        self._broadcast.home()

    def _write_status(self, microphone: Microphone, before: View, after: View) -> None:
        status = history_status(after.status)
        if status != history_status(before.status):
            cause, detail = cause_of_change(microphone.decision, microphone.muted_by)
            self._journal.change(microphone.config.id, status, cause, detail)

    def _tell_problem(self, microphone_id: str, before: View, after: View) -> None:
        if (after.fails or after.clash) and not (before.fails or before.clash):
            self._journal.change(microphone_id, history_status(after.status), Cause.FAILURE, {})
        if before.fails and not after.fails:
            self._journal.failure_over(microphone_id, after.status)
        if (after.fails, after.clash, after.repeated) != (before.fails, before.clash, before.repeated):
            self._broadcast.problem(microphone_id)
