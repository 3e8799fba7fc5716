"""The native API's messages, and how they cross the wire without encryption.

A frame is a zero byte, the message's length and its number, both as variable-length integers, and the message itself.
"""

import asyncio
from typing import Any, Final

from aioesphomeapi import api_pb2
from aioesphomeapi.core import MESSAGE_TYPE_TO_PROTO
from google.protobuf.json_format import MessageToDict  # type: ignore[import-untyped]

# Protobuf makes the classes when they are imported: no type checker sees them.
pb: Final[Any] = api_pb2
type Message = Any

_NUMBERS: Final[dict[str, int]] = {proto.__name__: number for number, proto in MESSAGE_TYPE_TO_PROTO.items()}
_PLAIN: Final = b"\x00"
_LONGEST: Final = 0xFFFF


def name_of(message: Message) -> str:
    """Return a message's type as the protocol and the wire log name it."""
    return type(message).__name__


def frame(message: Message) -> bytes:
    """Return a message as it goes over the wire."""
    payload: bytes = message.SerializeToString()
    return _PLAIN + _varint(len(payload)) + _varint(_NUMBERS[name_of(message)]) + payload


async def read(reader: asyncio.StreamReader) -> Message:
    """Return the next message. Raises EOFError at the end, ValueError for what is no plain frame of a known message."""
    if await reader.readexactly(1) != _PLAIN:
        raise ValueError("only plain frames are understood")
    length, number = await _read_varint(reader), await _read_varint(reader)
    if length > _LONGEST or number not in MESSAGE_TYPE_TO_PROTO:
        raise ValueError(f"no message {number} of {length} bytes")
    message: Message = MESSAGE_TYPE_TO_PROTO[number]()
    message.ParseFromString(await reader.readexactly(length))
    return message


def as_data(message: Message) -> dict[str, Any]:
    """Return a message's fields for the wire log, without sound."""
    fields: dict[str, Any] = MessageToDict(
        message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True
    )
    if isinstance(message, pb.VoiceAssistantAudio):
        fields = {"end": fields["end"]}
    return fields


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


async def _read_varint(reader: asyncio.StreamReader) -> int:
    value = 0
    for shift in range(0, 28, 7):
        (byte,) = await reader.readexactly(1)
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value
    raise ValueError("a number of more than four bytes")
