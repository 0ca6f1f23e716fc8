"""Socket.IO's packets, without bytes: read from a page, and written once for all who get them."""

import json
from enum import IntEnum
from typing import Any, Final, NamedTuple

import orjson

ID_DIGITS: Final = 15
_RESERVED: Final = frozenset({"connect", "connect_error", "disconnect"})
"""The library would run its own handlers for these if a page asked them: a new seat, a new rate."""


class Kind(IntEnum):
    """The kinds a page may send."""

    CONNECT = 0
    DISCONNECT = 1
    EVENT = 2


class Packet(NamedTuple):
    """One packet of a page."""

    kind: Kind
    namespace: str
    id: int | None
    data: Any


def read(text: str) -> Packet:
    """Read a packet; raise ValueError for whatever no page of ours would send."""
    kind, start, namespace = Kind(int(text[:1])), 1, "/"
    if text[1:2] == "/":
        comma = text.find(",")
        end = len(text) if comma < 0 else comma
        namespace, start = text[1:end], end + 1
    end = start
    while text[end : end + 1].isdecimal():
        end += 1
        if end - start > ID_DIGITS:
            raise ValueError("a long id")
    asked = int(text[start:end]) if end > start else None
    data = _loads(text[end:]) if end < len(text) else None
    if kind is Kind.EVENT and not _is_ask(data):
        raise ValueError("no ask")
    return Packet(kind, namespace, asked, data)


def event(namespace: str, name: str, data: str) -> bytes:
    """Return the packet that tells a page of something; the data is JSON already."""
    return b'%s["%s",%s]' % (_head(b"42", namespace), name.encode(), data.encode())


def ack(namespace: str, asked: int, answer: Any) -> bytes:
    """Return the packet that answers an ask."""
    return b"%s%d%s" % (_head(b"43", namespace), asked, orjson.dumps([answer]))


def _head(kind: bytes, namespace: str) -> bytes:
    return kind if namespace == "/" else b"%s%s," % (kind, namespace.encode())


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
