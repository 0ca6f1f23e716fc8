"""Chats and desks as the store holds them; what was read before is read again when it changed."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NewType, TypeVar

from pydantic import TypeAdapter

from helpline.core.chat import QUIET, Speech
from helpline.ephemeral.connection import Store

Version = NewType("Version", str)
"""The name of one write: no two writes have the same, in any life of the store."""

NEW: Final = Version("")
"""The version of what is not there yet."""

AT_ONCE: Final = 500
"""Documents in one script at most: the store does nothing else meanwhile."""
NOTHING: Final = ("", None)
Id = TypeVar("Id", bound=str)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored(Generic[T]):
    """A value as the store holds it; `version` is what a commit must find unchanged."""

    value: T
    version: Version
    speech: Speech = QUIET
    """Of a chat: when was spoken."""
    last: int = 0
    """Of a chat: the number of its last message."""


class Documents(Generic[Id, T]):
    """The documents of one kind.

    Each is sent again only when it was written, or spoken in, since the last time, and read again
    only when it was written: the same state is the same object. What is wiped is forgotten here
    when it is next asked for, or not among what is told to `forget_all_but`.
    """

    def __init__(self, store: Store, of: TypeAdapter[T], key: Callable[[Id], str]) -> None:
        self._store = store
        self._of = of
        self._key = key
        self._read: dict[Id, tuple[str, Stored[T]]] = {}

    async def load(self, ids: Iterable[Id]) -> dict[Id, Stored[T]]:
        """Return those that exist, in one round trip."""
        wanted = list(dict.fromkeys(ids))
        parts = [wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)]
        found: dict[Id, Stored[T]] = {}
        for part in await asyncio.gather(*(self._glance(part) for part in parts)):
            found |= part
        return found

    def forget_all_but(self, ids: Collection[Id]) -> None:
        """Keep nothing in mind of what is not among these."""
        self._read = {one: read for one, read in self._read.items() if one in ids}

    async def _glance(self, ids: Sequence[Id]) -> dict[Id, Stored[T]]:
        known = [self._read.get(one, NOTHING) for one in ids]
        marks = [mark for mark, _ in known]
        rows = await self._store.run("glance", [self._key(one) for one in ids], *marks)
        found = {}
        for one, (_, before), row in zip(ids, known, rows, strict=True):
            now = before if row == 0 else self._note(one, row, before)
            if now is not None:
                found[one] = now
        return found

    def _note(
        self, one: Id, row: Sequence[str | None], before: Stored[T] | None
    ) -> Stored[T] | None:
        *mark, doc = row
        if doc is None:
            self._read.pop(one, None)
            return None
        version, said_at, asked_at, last = (part or "" for part in mark)
        speech = Speech(float(said_at or 0), float(asked_at or 0))
        same = before is not None and before.version == version
        value = before.value if before is not None and same else self._of.validate_json(doc)
        stored = Stored(value, Version(version), speech, int(last or 0))
        self._read[one] = (f"{version} {said_at} {asked_at} {last}", stored)
        return stored
