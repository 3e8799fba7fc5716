"""The sentences of all languages, told to the conversation integration so that nobody has to copy files.

It is set up later than Earshot, or never, and muting waits for nobody: what is used of it is imported once it is there.
"""

from typing import TYPE_CHECKING, Final

from homeassistant.const import EVENT_COMPONENT_LOADED
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import floor_registry as fr
from homeassistant.setup import ATTR_COMPONENT, EventComponentLoaded
from homeassistant.util import dt as dt_util

from ..data import EarshotConfigEntry
from ..places import async_track_places
from .asked import Asker, Whom, async_mute, async_tell
from .grammar import COMMANDS, Meaning, trigger_sentences, understand
from .languages import language_of
from .languages.model import Told
from .whom import Names
from .words import Words

if TYPE_CHECKING:
    from hassil.recognize import RecognizeResult
    from homeassistant.components.conversation import ConversationInput

_CONVERSATION: Final = "conversation"


@callback
def async_offer_sentences(hass: HomeAssistant, entry: EarshotConfigEntry) -> CALLBACK_TYPE:
    """Have sentences understood from when there is a conversation integration, until the callback that is returned is called."""
    offer = _Offer(hass, entry)
    offer.start()
    return offer.stop


class _Offer:
    """Keeps the sentences up to the names that microphones go by."""

    def __init__(self, hass: HomeAssistant, entry: EarshotConfigEntry) -> None:
        self._hass = hass
        self._entry = entry
        self._names: list[str] | None = None
        self._withdraw: CALLBACK_TYPE | None = None
        self._unlisten: list[CALLBACK_TYPE] = []

    @callback
    def start(self) -> None:
        hass = self._hass
        self._unlisten = [
            hass.bus.async_listen(EVENT_COMPONENT_LOADED, self._look, event_filter=_is_conversation),
            hass.bus.async_listen(fr.EVENT_FLOOR_REGISTRY_UPDATED, self._look),
            async_track_places(hass, self._look),
            self._entry.runtime_data.household.broadcast.listen_configuration(self._look),
        ]
        self._look()

    @callback
    def stop(self) -> None:
        for each in self._unlisten:
            each()
        if self._withdraw is not None:
            self._withdraw()

    @callback
    def _look(
        self, _event: Event[EventComponentLoaded] | Event[fr.EventFloorRegistryUpdatedData] | None = None
    ) -> None:
        """Offer the sentences where they are not offered with the names of now."""
        if _CONVERSATION not in self._hass.config.components:
            return
        names = Names(self._hass, self._entry).known
        if names == self._names:
            return
        from homeassistant.components.conversation.agent_manager import get_agent_manager

        if self._withdraw is not None:
            self._withdraw()
        self._names = names
        self._withdraw = get_agent_manager(self._hass).register_trigger(trigger_sentences(names), self._heard)

    async def _heard(self, said: ConversationInput, _result: RecognizeResult) -> str:
        """Do what is said, and answer in the language that it is said in."""
        hass = self._hass
        tags = (said.language, hass.config.language)
        now = dt_util.utcnow()
        names = Names(hass, self._entry)
        understood = await hass.async_add_executor_job(understand, said.text, names, now, *tags)
        if understood is None:
            # It was one of the sentences when it was heard: the name that it is about has just gone.
            return Words(language_of(*tags), now).tell(Told.UNKNOWN_PLACE, place=said.text[:60])
        asker = Asker(said.context, understood.language, said.device_id, said.satellite_id)
        everywhere = understood.meaning in (Meaning.MUTE_ALL, Meaning.ASK_ALL)
        whom = Whom(everywhere=everywhere, name=understood.place)
        if understood.meaning in COMMANDS:
            # A time that nobody understands ends nothing: privacy wins, and the answer says so.
            return (await async_mute(hass, asker, whom, understood.until)).text
        return (await async_tell(hass, asker, whom)).text


@callback
def _is_conversation(data: EventComponentLoaded) -> bool:
    return data[ATTR_COMPONENT] == _CONVERSATION
