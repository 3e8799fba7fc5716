"""The forms of mute controls: one file for each kind, behind one narrow class."""

from typing import Final

from .actions import ActionsForm
from .model import ControlError, ControlForm, Refusal
from .network_block import NetworkBlockForm
from .number import NumberForm
from .plug import PlugForm
from .select import SelectForm
from .switch import SwitchForm

__all__ = ["CONTROL_FORMS", "ControlError", "ControlForm", "Refusal"]

CONTROL_FORMS: Final[dict[str, ControlForm]] = {
    form.kind: form
    for form in (SwitchForm(), PlugForm(), NetworkBlockForm(), SelectForm(), NumberForm(), ActionsForm())
}
