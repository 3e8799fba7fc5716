"""The visitor's dashboards: one of Earshot's cards beside what there is to try, one that Earshot builds by itself."""

from typing import Any, Final

from .api import Client
from .configuration import PERSONS
from .entities import Entities, Microphone, Rule

PATH: Final = "earshot-demo"
BUILT_PATH: Final = "earshot-built"

type Card = dict[str, Any]

# The entity's own name: whose it is stands above it.
_SHORT: Final = {"name": {"type": "entity"}}

_SPEECH: Final[tuple[tuple[str, str, Card], ...]] = (
    ("“Hey Earshot, turn on the kitchen lamp”", "mdi:lightbulb-on", {"sentence": "LAMP_ON", "seconds": 2}),
    ("“Hey Earshot, turn off the kitchen lamp”", "mdi:lightbulb-off", {"sentence": "LAMP_OFF", "seconds": 2}),
    ("“Hey Earshot, mute yourself”", "mdi:microphone-off", {"sentence": "MUTE_YOURSELF", "seconds": 2}),
    ("a long command (8 s)", "mdi:account-voice", {"sentence": "TIME", "seconds": 8}),
    ("the wake word, then nothing", "mdi:volume-off", {"sentence": None}),
    ("the wake word, then nonsense", "mdi:help", {"sentence": "NONSENSE", "seconds": 2}),
)
_HABITS: Final = (
    ("always_streaming", "Always streaming", "mdi:radio-tower"),
    ("ignores_pause", "Ignores pause", "mdi:pause-octagon"),
)

# What is shown of the home first.
_HOME_FIRST: Final = ("privacy_mode", "scheduler", "home_recording", "live_microphones")


async def create(client: Client, entities: Entities) -> None:
    """Make the dashboards. Raises CommandError."""
    await _make(client, PATH, "Earshot demo", layout(entities))
    await _make(client, BUILT_PATH, "Privacy", {"strategy": {"type": "custom:earshot"}})


async def _make(client: Client, path: str, title: str, config: Card) -> None:
    await client.command(
        "lovelace/dashboards/create", url_path=path, title=title, icon="mdi:ear-hearing", mode="storage"
    )
    await client.command("lovelace/config/save", url_path=path, config=config)


def layout(entities: Entities) -> Card:
    """Return the configuration of the dashboard that is not built by itself."""
    microphones = entities.microphones.values()
    return {
        "title": "Earshot demo",
        "views": [
            _view(
                "Home",
                [_cards(), _people(), *(_trials(each) for each in microphones), _log()],
                badges=[{"type": "custom:earshot-badge"}],
            ),
            _view("Wall", [_wall()], max_columns=1),
            _view("Entities", [_home(entities), *(_microphone(each) for each in microphones), _history(entities)]),
        ],
    }


def _view(title: str, sections: list[Card], **more: Any) -> Card:
    return {"title": title, "path": title.lower(), "type": "sections", "max_columns": 4, "sections": sections, **more}


# --- Home: what Earshot shows, and what there is to try ---


def _cards() -> Card:
    return {**_section([{"type": "custom:earshot-card", "grid_options": {"columns": "full"}}]), "column_span": 2}


def _people() -> Card:
    cards: list[Card] = [
        _heading("Chips", "mdi:dots-horizontal-circle-outline"),
        {"type": "custom:earshot-card", "view": "chips"},
        _heading("Who is here", "mdi:account-group"),
    ]
    for person in PERSONS:
        cards += [{"type": "tile", "entity": person.entity_id}, {"type": "tile", "entity": person.out}]
    return _section([*cards, _heading("The house", "mdi:home"), {"type": "tile", "entity": "light.kitchen_lamp"}])


def _trials(microphone: Microphone) -> Card:
    return _section(
        [
            _heading(f"{microphone.name} hears …", "mdi:account-voice"),
            *(_button(microphone, "hear", words, icon, data) for words, icon, data in _SPEECH),
            _heading("Bad habits", "mdi:emoticon-devil"),
            *(
                _button(microphone, "habits", f"{words}: {'on' if on else 'off'}", icon, {"habit": habit, "on": on})
                for habit, words, icon in _HABITS
                for on in (True, False)
            ),
            _button(microphone, "away", "Goes away for 20 s", "mdi:lan-disconnect", {"seconds": 20}),
        ]
    )


def _button(microphone: Microphone, command: str, name: str, icon: str, data: Card) -> Card:
    action = {"action": "perform-action", "perform_action": f"rest_command.{microphone.key}_{command}", "data": data}
    return {
        "type": "button",
        "name": name,
        "icon": icon,
        "tap_action": action,
        "icon_height": "32px",
        "grid_options": {"columns": 6, "rows": 2},
    }


def _log() -> Card:
    cards: list[Card] = [
        _heading("What happened", "mdi:history"),
        {"type": "custom:earshot-log-card", "grid_options": {"columns": "full"}},
    ]
    return {**_section(cards), "column_span": 2}


# --- Wall: what a small tablet on the wall would have ---


def _wall() -> Card:
    return _section([{"type": "custom:earshot-card", "view": "compact"}])


# --- Entities: everything that automations and other cards work with ---


def _home(entities: Entities) -> Card:
    cards = [_heading("The home", "mdi:home")]
    cards += [_tile(entities.home[key]) for key in sorted(entities.home, key=_rank)]
    cards += [_heading("Rules", "mdi:calendar-clock")]
    return _section([*cards, *(_rule(rule) for rule in entities.rules if rule.entities)])


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
    rows: list[Card] = [{"entity": each, **_SHORT} for each in microphone.earshot.values()]
    rows += [{"type": "divider"}, {"entity": microphone.satellite}, {"entity": microphone.mute_switch}]
    return _section([_heading(microphone.name, "mdi:microphone"), {"type": "entities", "entities": rows}])


def _history(entities: Entities) -> Card:
    statuses = [each["status"] for each in entities.microphones.values()]
    graph = {"type": "history-graph", "entities": statuses, "hours_to_show": 1, "grid_options": {"columns": "full"}}
    return {**_section([_heading("What happened", "mdi:history"), graph]), "column_span": 4}


def _heading(text: str, icon: str) -> Card:
    return {"type": "heading", "heading": text, "icon": icon}


def _tile(entity_id: str) -> Card:
    return {"type": "tile", "entity": entity_id, **_SHORT}


def _section(cards: list[Card]) -> Card:
    return {"type": "grid", "cards": cards}
