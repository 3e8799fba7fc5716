"""The visitor's dashboard, of Home Assistant's standard cards."""

from typing import Any, Final

from .api import Client
from .configuration import PERSONS
from .entities import Entities, Microphone, Rule

PATH: Final = "earshot-demo"

type Card = dict[str, Any]

# The entity's own name: whose it is stands above it.
_SHORT: Final = {"name": {"type": "entity"}}

# What is shown of a microphone, in this order; a key that Earshot does not have is left out.
_TILES: Final = (("status", "Status"), ("recording", "Recording"))
_HOME_FIRST: Final = ("privacy_mode", "scheduler", "home_recording", "live_microphones")
_SHOWN: Final = ("mute", "resume_schedule", "next_change", "last_activation", "activation", "problem")


async def create(client: Client, entities: Entities) -> None:
    """Make the dashboard. Raises CommandError."""
    await client.command(
        "lovelace/dashboards/create", url_path=PATH, title="Earshot demo", icon="mdi:ear-hearing", mode="storage"
    )
    await client.command("lovelace/config/save", url_path=PATH, config=layout(entities))


def layout(entities: Entities) -> dict[str, Any]:
    """Return the dashboard's configuration."""
    sections = [_home(entities), *(_microphone(each) for each in entities.microphones.values()), _log(entities)]
    return {
        "title": "Earshot demo",
        "views": [{"title": "Home", "path": "home", "type": "sections", "max_columns": 4, "sections": sections}],
    }


def _home(entities: Entities) -> Card:
    cards = [_heading("The home", "mdi:home")]
    cards += [_tile(entities.home[key]) for key in sorted(entities.home, key=_rank)]
    cards += [_heading("Rules", "mdi:calendar-clock")]
    cards += [_rule(rule) for rule in entities.rules if rule.entities]
    cards += [_heading("Who is here", "mdi:account-group")]
    for person in PERSONS:
        cards += [{"type": "tile", "entity": person.entity_id}, {"type": "tile", "entity": person.out}]
    cards += [{"type": "tile", "entity": "light.kitchen_lamp"}]
    return _section(cards)


def _rank(key: str) -> int:
    return _HOME_FIRST.index(key) if key in _HOME_FIRST else len(_HOME_FIRST)


def _rule(rule: Rule) -> Card:
    return {
        "type": "entities",
        "title": rule.title,
        "entities": [{"entity": each, **_SHORT} for each in sorted(rule.entities.values())],
        "grid_options": {"columns": "full"},
    }


def _microphone(microphone: Microphone) -> Card:
    own = microphone.earshot
    first = [{"type": "tile", "entity": own[key], "name": name} for key, name in _TILES if key in own]
    rows: list[Card] = [{"entity": own[key], **_SHORT} for key in _SHOWN if key in own]
    rows += [{"type": "divider"}, {"entity": microphone.satellite}, {"entity": microphone.mute_switch}]
    return _section(
        [
            _heading(microphone.name, "mdi:microphone"),
            *first,
            {
                "type": "entities",
                "entities": rows,
            },
            _heading("Let it hear …", "mdi:account-voice"),
            _hear(
                microphone,
                "“Hey Earshot, turn on the kitchen lamp”",
                "mdi:lightbulb-on",
                {"sentence": "LAMP_ON", "seconds": 2},
            ),
            _hear(
                microphone,
                "“Hey Earshot, turn off the kitchen lamp”",
                "mdi:lightbulb-off",
                {"sentence": "LAMP_OFF", "seconds": 2},
            ),
            _hear(microphone, "a long command (8 s)", "mdi:account-voice", {"sentence": "TIME", "seconds": 8}),
            _hear(microphone, "the wake word, then nothing", "mdi:volume-off", {"sentence": None}),
            _hear(microphone, "the wake word, then nonsense", "mdi:help", {"sentence": "NONSENSE", "seconds": 2}),
            _heading("Bad habits", "mdi:emoticon-devil"),
            *(
                _button(microphone, "habits", f"{words}: {'on' if on else 'off'}", icon, {"habit": habit, "on": on})
                for habit, words, icon in _HABITS
                for on in (True, False)
            ),
            _button(microphone, "away", "Goes away for 20 s", "mdi:lan-disconnect", {"seconds": 20}),
        ]
    )


_HABITS: Final = (
    ("always_streaming", "Always streaming", "mdi:radio-tower"),
    ("ignores_pause", "Ignores pause", "mdi:pause-octagon"),
)


def _log(entities: Entities) -> Card:
    watched = [
        each.earshot[key]
        for each in entities.microphones.values()
        for key in ("status", "recording")
        if key in each.earshot
    ]
    events = [each.earshot["activation"] for each in entities.microphones.values() if "activation" in each.earshot]
    cards = [_heading("What happened", "mdi:history")]
    if watched:
        cards.append(
            {"type": "history-graph", "entities": watched, "hours_to_show": 1, "grid_options": {"columns": "full"}}
        )
        cards.append(
            {
                "type": "logbook",
                "target": {"entity_id": watched + events},
                "hours_to_show": 1,
                "grid_options": {"columns": "full", "rows": 8},
            }
        )
    return {**_section(cards), "column_span": 4}


def _hear(microphone: Microphone, words: str, icon: str, data: Card) -> Card:
    return _button(microphone, "hear", words, icon, data)


def _button(microphone: Microphone, command: str, name: str, icon: str, data: Card) -> Card:
    action = {"action": "perform-action", "perform_action": f"rest_command.{microphone.key}_{command}", "data": data}
    return {
        "type": "button",
        "name": name,
        "icon": icon,
        "tap_action": action,
        "grid_options": {"columns": 6, "rows": 2},
    }


def _heading(text: str, icon: str) -> Card:
    return {"type": "heading", "heading": text, "icon": icon}


def _tile(entity_id: str) -> Card:
    return {"type": "tile", "entity": entity_id, **_SHORT}


def _section(cards: list[Card]) -> Card:
    return {"type": "grid", "cards": cards}
