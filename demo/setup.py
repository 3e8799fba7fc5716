"""Move into the household: what a person would click through in Home Assistant after the first start."""

import asyncio
from typing import Any

from .api import Client, flows
from .configuration import PERSONS
from .household import PASSWORD, USER, Household


async def move_in(household: Household, client: Client) -> None:
    """Onboard, add the satellites, the speech services and the persons. Raises TimeoutError, CommandError."""
    await client.wait_up()
    await _onboard(client)
    await client.connect()
    await client.wait_running()
    await _drop_what_onboarding_adds(client)
    # First what a pipeline is made of: a satellite that streams all the time begins with one at once.
    await _add_wyoming(client, household.speech_port)
    await _let_assist_use_the_speech_services(client)
    await asyncio.gather(*(_add_wyoming(client, each.port) for each in household.satellites.values()))
    await _settle_persons(client)


async def _onboard(client: Client) -> None:
    owner = {"name": PERSONS[0].name, "username": USER, "password": PASSWORD, "language": "en"}
    answer = await client.post("/api/onboarding/users", {**owner, "client_id": client.client_id})
    await client.redeem(answer["auth_code"])
    await client.post("/api/onboarding/core_config")
    await client.post("/api/onboarding/analytics")
    where = {"client_id": client.client_id, "redirect_uri": client.client_id}
    await client.post("/api/onboarding/integration", where)


async def _drop_what_onboarding_adds(client: Client) -> None:
    # Onboarding sets up services on the internet, whose libraries are not installed here.
    for domain in ("google_translate", "met", "radio_browser"):
        for entry in await client.command("config_entries/get", domain=domain):
            await client.delete(f"/api/config/config_entries/entry/{entry['entry_id']}")


async def _add_wyoming(client: Client, port: int) -> None:
    step = await flows.start(client, "wyoming")
    flows.created(await flows.fill_in(client, step, {"host": "127.0.0.1", "port": port}))


async def _let_assist_use_the_speech_services(client: Client) -> None:
    listing = await client.command("assist_pipeline/pipeline/list")
    pipeline: dict[str, Any] = next(
        each for each in listing["pipelines"] if each["id"] == listing["preferred_pipeline"]
    )
    engines = {domain: _only(client, domain) for domain in ("stt", "tts", "wake_word")}
    changes = {
        "stt_engine": engines["stt"],
        "stt_language": "en",
        "tts_engine": engines["tts"],
        "tts_language": "en",
        "tts_voice": None,
        "wake_word_entity": engines["wake_word"],
        "wake_word_id": None,
    }
    fields = {key: value for key, value in pipeline.items() if key != "id"}
    await client.command("assist_pipeline/pipeline/update", pipeline_id=pipeline["id"], **{**fields, **changes})


def _only(client: Client, domain: str) -> str:
    found = [entity_id for entity_id in client.states.current if entity_id.startswith(f"{domain}.")]
    if len(found) != 1:
        raise LookupError(f"one {domain} entity was expected, not {found}")
    return found[0]


async def _settle_persons(client: Client) -> None:
    owner, other = PERSONS
    known = (await client.command("person/list"))["storage"]
    own = next(person for person in known if person["name"] == owner.name)
    await client.command(
        "person/update", person_id=own["id"], name=owner.name, user_id=own["user_id"], device_trackers=[owner.tracker]
    )
    await client.command("person/create", name=other.name, device_trackers=[other.tracker])
    for person in PERSONS:
        await client.states.until(person.entity_id, "home")
