"""Earshot's own flows, walked over the API as a person walks them on the screen."""

from typing import Any, Final

from .api import Client, CommandError, flows

NIGHT: Final = ("22:00:00", "07:00:00")


async def set_up(client: Client, night: tuple[str, str] = NIGHT) -> flows.Step:
    """Set Earshot up with everything it found, a night rule and a nobody-home rule, and return what was created.

    `night` is start and end, local wall times `HH:MM:SS`. Raises CommandError, in words, where a form is refused.
    """
    first = await flows.start(client, "earshot")
    _expect(first, "user")
    second = await flows.fill_in(client, first, flows.suggested(first))
    _expect(second, "rules")
    start, end = night
    return flows.created(await flows.fill_in(client, second, {"preset": "both", "start": start, "end": end}))


async def found(client: Client) -> list[str]:
    """Return the microphones that Earshot offers before it is set up, and leave the flow again."""
    step = await flows.start(client, "earshot")
    await client.delete(f"/api/config/config_entries/flow/{step['flow_id']}")
    (field,) = step["data_schema"]
    options = field["selector"]["select"]["options"]
    return [option["label"] for option in options]


async def add_rule(client: Client, entry_id: str, preset: str) -> None:
    """Make a rule from a preset as its forms propose it. Raises CommandError where a form is refused."""
    step = await flows.start_subentry(client, entry_id, "rule")
    step = await flows.fill_in_subentry(client, step, {"next_step_id": preset})
    while step["type"] == "form" and not step.get("errors"):
        step = await flows.fill_in_subentry(client, step, flows.suggested(step))
    if step["type"] == "menu":
        step = await flows.fill_in_subentry(client, step, {"next_step_id": "save"})
    flows.created(step)


async def set_hours(client: Client, entry_id: str, rule_id: str, start: str, end: str) -> None:
    """Give a rule other hours, every day, through its reconfiguration. Raises CommandError where it is refused."""
    step = await flows.start_subentry(client, entry_id, "rule", rule_id)
    form: dict[str, Any] = flows.suggested(step)
    _set(form, step, {"start": start, "end": end})
    answer = await flows.fill_in_subentry(client, step, form)
    if answer["type"] == "menu":
        answer = await flows.fill_in_subentry(client, answer, {"next_step_id": "save"})
    if answer["type"] != "abort" or answer["reason"] != "reconfigure_successful":
        raise CommandError(
            "flow", f"hours {start}–{end}: {answer['type']} {answer.get('reason')} {answer.get('errors')}"
        )


async def set_control(
    client: Client, entry_id: str, microphone_id: str, way: str, chosen: dict[str, Any], settings: dict[str, Any]
) -> None:
    """Have a microphone muted in another way, through its reconfiguration. Raises CommandError where it is refused.

    `chosen` says what mutes, `settings` what its states mean as far as that is not as proposed.
    """
    step = await flows.start_subentry(client, entry_id, "microphone", microphone_id)
    for answer in ({"next_step_id": "control"}, {"way": way}, chosen, settings, {"next_step_id": "done"}):
        step = await flows.fill_in_subentry(client, step, flows.suggested(step) | answer)
        if step.get("errors"):
            raise CommandError("flow", f"{answer}: {step['errors']}")
    if step["type"] != "abort" or step["reason"] != "reconfigure_successful":
        raise CommandError("flow", f"{step['type']} {step.get('step_id') or step.get('reason')}")


def _set(form: dict[str, Any], step: flows.Step, values: dict[str, str]) -> None:
    # The fields may stand in a section of the form.
    for section in (form, *(value for value in form.values() if isinstance(value, dict))):
        if values.keys() <= section.keys():
            section.update(values)
            return
    raise CommandError("flow", f"the form {step.get('step_id')} has no fields {sorted(values)}: {form}")


def _expect(step: flows.Step, step_id: str) -> None:
    if step["type"] != "form" or step["step_id"] != step_id or step.get("errors"):
        raise CommandError("flow", f"{step['type']} {step.get('step_id') or step.get('reason')}: {step.get('errors')}")
