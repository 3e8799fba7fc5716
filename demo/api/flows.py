"""Config flows and subentry flows, step by step, as the web page walks them."""

from typing import Any, Final

from .client import Client, CommandError

type Step = dict[str, Any]
"""A flow's answer: a form to fill in, a created entry or an abort."""

_FLOWS: Final = "/api/config/config_entries/flow"
_SUBENTRIES: Final = "/api/config/config_entries/subentries/flow"


async def start(client: Client, handler: str) -> Step:
    """Begin the config flow of an integration."""
    return await _post(client, _FLOWS, {"handler": handler, "show_advanced_options": False})


async def fill_in(client: Client, step: Step, data: dict[str, Any]) -> Step:
    """Send a config flow's form. The answer is the next step; a form with `errors` was refused."""
    return await _post(client, f"{_FLOWS}/{step['flow_id']}", data)


async def start_subentry(client: Client, entry_id: str, kind: str, subentry_id: str | None = None) -> Step:
    """Begin the flow of a new subentry, or of an existing one's reconfiguration."""
    data: dict[str, Any] = {"handler": [entry_id, kind]}
    if subentry_id is not None:
        data["subentry_id"] = subentry_id
    return await _post(client, _SUBENTRIES, data)


async def fill_in_subentry(client: Client, step: Step, data: dict[str, Any]) -> Step:
    """Send a subentry flow's form."""
    return await _post(client, f"{_SUBENTRIES}/{step['flow_id']}", data)


def created(step: Step) -> Step:
    """Return a step that created an entry. Raises CommandError, in words, for any other."""
    if step["type"] != "create_entry":
        raise CommandError("flow", f"{step['type']} {step.get('step_id') or step.get('reason')}: {step.get('errors')}")
    return step


def suggested(step: Step) -> dict[str, Any]:
    """Return what a form would send if it were sent as it is shown: suggested values first, then defaults."""
    values: dict[str, Any] = {}
    for field in step.get("data_schema") or []:
        description = field.get("description") or {}
        if field.get("type") == "expandable":
            values[field["name"]] = suggested({"data_schema": field["schema"]})
        elif "suggested_value" in description:
            values[field["name"]] = description["suggested_value"]
        elif "default" in field:
            values[field["name"]] = field["default"]
    return values


async def _post(client: Client, path: str, data: dict[str, Any]) -> Step:
    step: Step = await client.post(path, data)
    return step
