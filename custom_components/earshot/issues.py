"""Repairs: what a person has to know or put right."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .household import Household
from .log.errors import LogProblem
from .markdown import markdown
from .microphone import Microphone
from .microphones.coverage import Coverage

_LOG: Final = "log_problem"
_UNCOVERED: Final = "microphones_uncovered"
_RULE: Final = "rule"
_OF_MICROPHONES: Final = (
    "microphone_unreadable",
    "mute_control_gone",
    "mute_fails",
    "source_gone",
    "unmuted_again",
    "violated_again",
)


@callback
def async_set_log_problem(hass: HomeAssistant, problem: LogProblem | None) -> None:
    """Say what stands against the log, or that it is well again."""
    if problem is None:
        ir.async_delete_issue(hass, DOMAIN, _LOG)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        _LOG,
        is_fixable=False,
        severity=ir.IssueSeverity.ERROR,
        translation_key=f"log_{problem.value}",
    )


async def async_tell_problem(hass: HomeAssistant, microphone: Microphone) -> None:
    """Say that a microphone's mute does not hold and, where somebody keeps unmuting it, who; or that it holds again."""
    _set(hass, "mute_fails", microphone, raised=microphone.view.fails)
    repeated = microphone.view.repeated
    _set(
        hass,
        "violated_again",
        microphone,
        raised=repeated is not None,
        translation_key=f"violated_again_{repeated}",
    )
    clash = microphone.view.clash
    if clash is None:
        _set(hass, "unmuted_again", microphone, raised=False)
        return
    user = await hass.auth.async_get_user(clash.user_id) if clash.user_id else None
    _set(
        hass,
        "unmuted_again",
        microphone,
        raised=True,
        translation_key=f"unmuted_again_by_{clash.origin.value}",
        user=user.name if user is not None and user.name else "?",
    )


@callback
def async_check_references(hass: HomeAssistant, household: Household) -> None:
    """Say which microphones have lost the entity that mutes them or shows their activity, or cannot be read in full."""
    for microphone in household.microphones.values():
        controls_gone = any(_is_gone(hass, control.entity_id) for control in microphone.controls)
        sources_gone = any(_is_gone(hass, source.entity_id) for source in microphone.sources)
        _set(hass, "microphone_unreadable", microphone, raised=not microphone.config.readable)
        _set(hass, "mute_control_gone", microphone, raised=controls_gone, fixable=True)
        _set(hass, "source_gone", microphone, raised=sources_gone, fixable=True)


@callback
def async_check_rules(hass: HomeAssistant, household: Household) -> None:
    """Say which rules nobody could evaluate for long, or could not even be read."""
    rules, states = household.rulebook.rules, household.rulebook.states
    for rule_id, doubtful in household.rulebook.doubts(dt_util.utcnow()).items():
        config = household.configuration.rules[rule_id]
        issue_id = f"{_RULE}_{rule_id}"
        if config.readable and not doubtful:
            ir.async_delete_issue(hass, DOMAIN, issue_id)
            continue
        inputs = ", ".join(household.rulebook.observer.name(each) for each in states[rule_id].undetermined)
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.ERROR if not config.readable else ir.IssueSeverity.WARNING,
            translation_key="rule_unreadable"
            if not config.readable
            else f"rule_undetermined_{config.rule.effect.value}",
            translation_placeholders={
                "rule": rules[rule_id].name,
                "name": markdown(rules[rule_id].name),
                "inputs": markdown(inputs),
            },
        )


@callback
def async_tell_coverage(hass: HomeAssistant, household: Household, coverage: Coverage) -> None:
    """Say once for all which microphones are not in Earshot's care, where the option wants that said."""
    if not coverage.uncovered or not household.configuration.options.notice_new:
        async_forget_coverage(hass)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        _UNCOVERED,
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key="microphones_uncovered",
        translation_placeholders={"count": str(len(coverage.uncovered))},
    )


@callback
def async_forget_coverage(hass: HomeAssistant) -> None:
    """Take back what was said of microphones that are not in Earshot's care."""
    ir.async_delete_issue(hass, DOMAIN, _UNCOVERED)


@callback
def async_forget_rule(hass: HomeAssistant, rule_id: str) -> None:
    """Take back what was said of a rule that is gone."""
    ir.async_delete_issue(hass, DOMAIN, f"{_RULE}_{rule_id}")


@callback
def async_forget(hass: HomeAssistant, microphone_id: str) -> None:
    """Take back everything that was said of a microphone that is gone."""
    for key in _OF_MICROPHONES:
        ir.async_delete_issue(hass, DOMAIN, f"{key}_{microphone_id}")


def _is_gone(hass: HomeAssistant, entity_id: str | None) -> bool:
    """Whether an entity is neither registered nor there."""
    return entity_id is None or (er.async_get(hass).async_get(entity_id) is None and hass.states.get(entity_id) is None)


def _set(
    hass: HomeAssistant,
    key: str,
    microphone: Microphone,
    *,
    raised: bool,
    fixable: bool = False,
    translation_key: str | None = None,
    **placeholders: str,
) -> None:
    issue_id = f"{key}_{microphone.config.id}"
    if not raised:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=fixable,
        data={"microphone_id": microphone.config.id},
        severity=ir.IssueSeverity.ERROR,
        translation_key=translation_key or key,
        translation_placeholders={
            # A title is plain text; a description is read as Markdown.
            "microphone": microphone.config.name,
            "name": markdown(microphone.config.name),
            **{key: markdown(text) for key, text in placeholders.items()},
        },
    )
