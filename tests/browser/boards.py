"""The dashboard of the tests: a view for each thing that is looked at by itself."""

from collections.abc import Mapping
from typing import Any, Final

from demo.api import Client

PATH: Final = "test-cards"

type Card = dict[str, Any]

CARDS: Final[Mapping[str, Card]] = {
    "full": {"type": "custom:earshot-card"},
    "week": {"type": "custom:earshot-card", "hours": "168"},
    "compact": {"type": "custom:earshot-card", "view": "compact"},
    "chips": {"type": "custom:earshot-card", "view": "chips"},
    "dim": {"type": "custom:earshot-card", "dim": "always"},
    "log": {"type": "custom:earshot-log-card"},
}
BADGE: Final[Card] = {"type": "custom:earshot-badge"}


async def create(client: Client) -> None:
    """Make the dashboard. Raises CommandError."""
    await client.command(
        "lovelace/dashboards/create", url_path=PATH, title="Cards", icon="mdi:ear-hearing", mode="storage"
    )
    views = [_view(name, card) for name, card in CARDS.items()]
    views += [
        {"path": "badge", "title": "badge", "type": "sections", "badges": [BADGE], "sections": []},
        {"path": "masonry", "title": "masonry", "type": "masonry", "cards": list(CARDS.values())},
    ]
    await client.command("lovelace/config/save", url_path=PATH, config={"title": "Cards", "views": views})


def _view(name: str, card: Card) -> dict[str, Any]:
    return {
        "path": name,
        "title": name,
        "type": "sections",
        "max_columns": 1,
        "sections": [{"type": "grid", "cards": [card]}],
    }


def path(view: str) -> str:
    """Return where a view is."""
    return f"{PATH}/{view}"
