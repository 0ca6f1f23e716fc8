"""The alerts of one floor: one document for all nodes, so that each is raised and told once."""

import json
from secrets import token_hex
from typing import Final

from pydantic import TypeAdapter

from helpline.core.alerts import Board
from helpline.ephemeral.connection import Store
from helpline.ephemeral.documents import NEW, Documents, Stored, Version

VERSION_BYTES: Final = 8
_BOARD: Final = TypeAdapter(Board)
NONE: Final = Stored(Board(), NEW)
"""What stands while nothing is kept."""


class Alerts:
    """Loads the board with its version, and commits another one in its place."""

    def __init__(self, store: Store, key: str, ttl_ms: int) -> None:
        self._store = store
        self._key = key
        self._ttl_ms = ttl_ms
        self._read = Documents[str, Board](store, _BOARD, lambda key: key)

    async def load(self) -> Stored[Board]:
        """Return what stands now."""
        return (await self._read.load([self._key])).get(self._key, NONE)

    async def commit(self, version: Version, after: Board) -> bool:
        """Have this stand where `version` does; False where another node was faster."""
        doc = ("doc", _BOARD.dump_json(after).decode()) if after.alerts else ()
        write = {"k": 1, "expect": version, "v": token_hex(VERSION_BYTES), "set": doc, "also": ()}
        args = (json.dumps([write]), "[]", self._ttl_ms)
        return bool(await self._store.run("commit", [self._key], *args))
