"""Socket.IO's packets, without bytes: read from a page, and written once for all who get them."""

import json
import re
from enum import StrEnum
from typing import Any, Final, NamedTuple

import orjson

ID_DIGITS: Final = 15
_PACKET: Final = re.compile(
    rf"([012])(?:(/[^,]*),?)?([0-9]{{0,{ID_DIGITS}}})(?![0-9])(.*)", re.DOTALL
)
"""Kind, namespace and a comma, number of the answer, JSON."""
_RESERVED: Final = frozenset({"connect", "connect_error", "disconnect"})
"""The library would run its own handlers for these if a page asked them: a new seat, a new rate."""


class Kind(StrEnum):
    """The kinds a page may send."""

    CONNECT = "0"
    DISCONNECT = "1"
    EVENT = "2"


_KINDS: Final = {kind.value: kind for kind in Kind}


class Packet(NamedTuple):
    """One packet of a page."""

    kind: Kind
    namespace: str
    id: int | None
    data: Any


def read(text: str) -> Packet:
    """Read a packet; raise ValueError for whatever no page of ours would send."""
    found = _PACKET.fullmatch(text)
    if found is None:
        raise ValueError("no packet")
    kind, namespace, asked, rest = found.groups()
    data = _loads(rest) if rest else None
    if kind == Kind.EVENT and not _is_ask(data):
        raise ValueError("no ask")
    return Packet(_KINDS[kind], namespace or "/", int(asked) if asked else None, data)


def event(namespace: str, name: str, data: str) -> bytes:
    """Return the packet that tells a page of something; the data is JSON already."""
    return f'42{_place(namespace)}["{name}",{data}]'.encode()


def ack(namespace: str, asked: int, answer: Any) -> bytes:
    """Return the packet that answers an ask."""
    return f"43{_place(namespace)}{asked}[{orjson.dumps(answer).decode()}]".encode()


def _place(namespace: str) -> str:
    return "" if namespace == "/" else f"{namespace},"


def _is_ask(data: object) -> bool:
    named = isinstance(data, list) and bool(data) and isinstance(data[0], str)
    return named and data[0] not in _RESERVED  # type: ignore[index]  # `named` has looked


def _loads(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        # Half a surrogate is JSON all the same: whoever reads it refuses it with a code.
        try:
            return json.loads(text)
        except RecursionError:
            raise ValueError("too deep") from None
