"""The log as a file: an address that is signed, good for one use and for five minutes, and what streams from it."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
import csv
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
import io
import secrets
from typing import Any, Final

from aiohttp import hdrs, web
from homeassistant.auth.models import User
from homeassistant.components.http.auth import async_sign_path
from homeassistant.components.http.auth_util import async_user_not_allowed_do_auth
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers.http import HomeAssistantView
from homeassistant.helpers.json import json_bytes
from homeassistant.setup import async_when_setup
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from .activations import NAMES, NAMES_OF_WORDS, activation_as_data, microphone_names
from .const import DOMAIN, LOGGER
from .data import EarshotConfigEntry
from .log.errors import LogError
from .log.query import MAX_LIMIT, Page
from .log.records import ActivationRecord
from .log.store import LogStore
from .rights import LogAccess, async_log_access

_GOOD_FOR: Final = timedelta(minutes=5)
_URL: Final = "/api/earshot/export/{token}"
# What a spreadsheet takes for the beginning of a formula, or cuts off to find one behind it; in some languages the signs
# of full width (the last four) are as good.
_FORMULA: Final = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


class Format(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    JSONL = "jsonl"


_CONTENT_TYPES: Final = {Format.CSV: "text/csv", Format.JSONL: "application/jsonl"}


@dataclass(slots=True)
class Export:
    """What an address stands for: who asked, and for what. `used` once somebody has come for it."""

    user_id: str | None
    chosen: list[str] | None
    span: tuple[datetime | None, datetime | None]
    format: Format
    expires: datetime
    used: bool = False


DATA_EXPORTS: HassKey[dict[str, Export]] = HassKey(f"{DOMAIN}_exports")


@callback
def async_register(hass: HomeAssistant) -> None:
    """Serve exports as soon as there is a web server."""
    hass.data[DATA_EXPORTS] = {}

    async def register(hass: HomeAssistant, _component: str) -> None:
        hass.http.register_view(ExportView(hass))

    async_when_setup(hass, "http", register)


@callback
def async_offer(
    hass: HomeAssistant,
    entry: EarshotConfigEntry,
    user: User | None,
    chosen: list[str] | None,
    span: tuple[datetime | None, datetime | None],
    format_: Format,
) -> dict[str, Any]:
    """Return a signed address under `url`, relative to Home Assistant's own, and when it `expires`.

    Raises Unauthorized for whom the log is not, or a chosen microphone is not.
    """
    async_log_access(hass, entry, user, chosen)
    exports, now = hass.data[DATA_EXPORTS], dt_util.utcnow()
    for token in [token for token, export in exports.items() if export.expires <= now]:
        del exports[token]
    token = secrets.token_urlsafe(32)
    exports[token] = Export(None if user is None else user.id, chosen, span, format_, now + _GOOD_FOR)
    return {
        "url": async_sign_path(hass, _URL.format(token=token), _GOOD_FOR, use_content_user=True),
        "expires": exports[token].expires.isoformat(),
    }


class ExportView(HomeAssistantView):
    """Hands an export over, once, to the one who asked."""

    url = _URL
    name = "api:earshot:export"

    def __init__(self, hass: HomeAssistant) -> None:
        """Serve this home."""
        self._hass = hass

    async def get(self, request: web.Request, token: str) -> web.StreamResponse:
        """Stream the log. Home Assistant has let only signed addresses, and logged-in people, get this far."""
        export = self._hass.data[DATA_EXPORTS].get(token)
        if export is None:
            return self.json_message("There is no such export.", HTTPStatus.NOT_FOUND)
        visitor: User = request[KEY_HASS_USER]
        # The address is signed by a user of Home Assistant's own; whoever comes with another proof has to be who asked.
        if not visitor.system_generated and visitor.id != export.user_id:
            return self.json_message("This export was asked for by somebody else.", HTTPStatus.FORBIDDEN)
        if export.used or export.expires <= dt_util.utcnow():
            return self.json_message("This address was used before, or its time is over.", HTTPStatus.GONE)
        export.used = True
        entries: list[EarshotConfigEntry] = self._hass.config_entries.async_loaded_entries(DOMAIN)
        if not entries:
            return self.json_message("Earshot is not loaded.", HTTPStatus.SERVICE_UNAVAILABLE)
        entry = entries[0]
        if (access := await self._async_access(request, entry, export)) is None:
            return self.json_message("You have no right to read the log.", HTTPStatus.FORBIDDEN)
        return await self._async_stream(request, entry, export, access)

    async def _async_access(self, request: web.Request, entry: EarshotConfigEntry, export: Export) -> LogAccess | None:
        """Return what may be read now, which may be less than when it was asked for; None for nothing."""
        user = None
        if export.user_id is not None:
            user = await self._hass.auth.async_get_user(export.user_id)
            if user is None or async_user_not_allowed_do_auth(self._hass, user, request):
                return None
        try:
            return async_log_access(self._hass, entry, user, export.chosen)
        except Unauthorized:
            return None

    async def _async_stream(
        self, request: web.Request, entry: EarshotConfigEntry, export: Export, access: LogAccess
    ) -> web.StreamResponse:
        writer = _CsvWriter(access.words) if export.format is Format.CSV else _JsonWriter(access.words)
        names = microphone_names(entry.runtime_data.household)
        log = entry.runtime_data.log.store
        try:
            if log is not None:
                # An activation that has just ended is in the file.
                with suppress(LogError):
                    await asyncio.wrap_future(log.flush())
            page = await _async_page(log, export, access, None)
        except LogError:
            return self.json_message("The log cannot be read right now.", HTTPStatus.SERVICE_UNAVAILABLE)
        day = dt_util.now().date().isoformat()
        response = web.StreamResponse(
            headers={
                hdrs.CONTENT_TYPE: f"{_CONTENT_TYPES[export.format]}; charset=utf-8",
                hdrs.CONTENT_DISPOSITION: f'attachment; filename="earshot-{day}.{export.format}"',
                hdrs.CACHE_CONTROL: "no-store",
            }
        )
        await response.prepare(request)
        try:
            await response.write(writer.head())
            while True:
                await response.write(await self._hass.async_add_executor_job(writer.body, names, page.records))
                if page.cursor is None:
                    break
                page = await _async_page(log, export, access, page.cursor)
        except LogError as err:
            # Half a file must not pass for a whole one: the connection breaks off instead of ending.
            LOGGER.error("An export of the log broke off: %s", err)
            if request.transport is not None:
                request.transport.abort()
        except ConnectionResetError:
            LOGGER.debug("An export of the log was given up by the one who asked for it")
        return response


async def _async_page(
    log: LogStore | None, export: Export, access: LogAccess, cursor: str | None
) -> Page[ActivationRecord]:
    if log is None:
        return Page((), None)
    start, end = export.span
    return await asyncio.wrap_future(
        log.activations(start=start, end=end, microphone_ids=access.microphone_ids, limit=MAX_LIMIT, cursor=cursor)
    )


class _JsonWriter:
    """One object to a line."""

    def __init__(self, words: bool) -> None:
        self._words = words

    def head(self) -> bytes:
        return b""

    def body(self, names: Mapping[str, str], records: Sequence[ActivationRecord]) -> bytes:
        rows = (activation_as_data(names, record, words=self._words) for record in records)
        return b"".join(json_bytes(row) + b"\n" for row in rows)


class _CsvWriter:
    """A header, then one activation to a line; every text is quoted, and none is a formula."""

    def __init__(self, words: bool) -> None:
        self._words = words
        self._names = [*NAMES, *NAMES_OF_WORDS] if words else NAMES

    def head(self) -> bytes:
        return self._lines([self._names])

    def body(self, names: Mapping[str, str], records: Sequence[ActivationRecord]) -> bytes:
        return self._lines(self._rows(names, records))

    def _rows(self, names: Mapping[str, str], records: Sequence[ActivationRecord]) -> Iterator[list[Any]]:
        for record in records:
            row = activation_as_data(names, record, words=self._words)
            yield [_cell(row[name]) for name in self._names]

    @staticmethod
    def _lines(rows: Iterable[Sequence[Any]]) -> bytes:
        buffer = io.StringIO(newline="")
        csv.writer(buffer, quoting=csv.QUOTE_STRINGS).writerows(rows)
        return buffer.getvalue().encode()


def _cell(value: Any) -> Any:
    """Return what a cell may hold: a text that begins like a formula gets an apostrophe, by which it stays a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = ", ".join(value)
    if isinstance(value, str) and (value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)):
        return f"'{value}"
    return value
