"""Chats, desks and the line of one floor: loaded with a version, committed all or nothing."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from secrets import token_hex
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from helpline.core.chat import QUIET, Chat, Phase, due, rank, talks, writers
from helpline.core.desk import Desk
from helpline.core.names import ChatId, StaffId
from helpline.core.policy import Policy
from helpline.ephemeral.alerts import Alerts
from helpline.ephemeral.connection import Store
from helpline.ephemeral.documents import Documents, Stored, Version
from helpline.ephemeral.keys import Keys
from helpline.ephemeral.measures import MeasuresKept

LENGTHS_KEPT = 50
VERSION_BYTES = 8
DAY_MS = 86_400_000
_CHATS = TypeAdapter(Chat)
_DESKS = TypeAdapter(Desk)
T = TypeVar("T", Chat, Desk)


@dataclass(frozen=True, slots=True)
class Write(Generic[T]):
    """A change to commit: `after` replaces what has `version`, or is NEW; None wipes it."""

    id: str
    version: Version
    after: T | None
    returns: str | None = None
    """Of a chat that is wiped: what return words led to it, wiped with it."""


class Floor:
    """One helpline's chats, desks and line."""

    def __init__(self, store: Store, name: str, policy: Policy) -> None:
        self.store = store
        self.keys = Keys(name)
        self.measures = MeasuresKept(store, self.keys)
        self._policy = policy
        self._ttl_ms = policy.chat_ttl_s * 1000
        self.alerts = Alerts(store, self.keys.alerts, self._ttl_ms)
        self._chats = Documents[ChatId, Chat](store, _CHATS, self.keys.chat)
        self._desks = Documents[StaffId, Desk](store, _DESKS, self.keys.desk)

    async def chat(self, chat: ChatId) -> Stored[Chat] | None:
        """Return a chat, or None."""
        return (await self.chats([chat])).get(chat)

    async def chats(self, ids: Iterable[ChatId]) -> dict[ChatId, Stored[Chat]]:
        """Return those of the chats that exist, in one round trip."""
        return await self._chats.load(ids)

    async def every_chat(self) -> dict[ChatId, Stored[Chat]]:
        """Return all chats that there are."""
        ids = await self.all_chats()
        self._chats.forget_all_but(set(ids))
        return await self.chats(ids)

    async def desk(self, staff: StaffId) -> Stored[Desk] | None:
        """Return a desk, or None."""
        return (await self.desks([staff])).get(staff)

    async def desks(self, ids: Iterable[StaffId]) -> dict[StaffId, Stored[Desk]]:
        """Return those of the desks that exist, in one round trip."""
        return await self._desks.load(ids)

    async def commit(
        self, chats: Sequence[Write[Chat]], desks: Sequence[Write[Desk]], now: float
    ) -> bool:
        """Write all of it, or nothing when something has changed since it was loaded."""
        keys = _Numbered()
        writes: list[dict[str, Any]] = []
        places: list[tuple[int, str, str]] = []
        for chat in chats:
            writes.append(self._chat_write(chat, keys))
            places += self._chat_places(chat, keys, now)
        for desk in desks:
            writes.append(self._desk_write(desk, keys))
            score = "" if desk.after is None else repr(now)
            places.append((keys(self.keys.roster), desk.id, score))
        args = (json.dumps(writes), json.dumps(places), self._ttl_ms)
        return bool(await self.store.run("commit", keys.names, *args))

    def _chat_write(self, write: Write[Chat], keys: Callable[[str], int]) -> dict[str, Any]:
        chat = ChatId(write.id)
        return {
            "k": keys(self.keys.chat(chat)),
            "expect": write.version,
            "v": token_hex(VERSION_BYTES),
            "set": () if write.after is None else _chat_fields(write.after),
            "also": [keys(key) for key in self._parts(chat, write.returns)],
        }

    def _parts(self, chat: ChatId, returns: str | None) -> list[str]:
        """The keys that live and die with a chat's document."""
        parts = [self.keys.log(chat), self.keys.seen(chat), self.keys.blob(chat)]
        return parts if returns is None else [*parts, self.keys.returns(returns)]

    def _chat_places(
        self, write: Write[Chat], keys: Callable[[str], int], now: float
    ) -> list[tuple[int, str, str]]:
        """The line holds who waits; `due` holds every chat, the ones without a deadline last.

        A talk is to be looked at next at once: its deadline depends on its log.
        """
        chat = write.after
        waits = chat is not None and chat.phase is Phase.WAITING
        in_line = repr(rank(chat, self._policy)) if chat is not None and waits else ""
        deadline = "" if chat is None else _score(self._next_look(chat, now))
        return [
            (keys(self.keys.line), write.id, in_line),
            (keys(self.keys.due), write.id, deadline),
        ]

    def _next_look(self, chat: Chat, now: float) -> float:
        return now if talks(chat) else due(chat, QUIET, self._policy)

    def _desk_write(self, write: Write[Desk], keys: Callable[[str], int]) -> dict[str, Any]:
        return {
            "k": keys(self.keys.desk(StaffId(write.id))),
            "expect": write.version,
            "v": token_hex(VERSION_BYTES),
            "set": () if write.after is None else ("doc", _DESKS.dump_json(write.after).decode()),
            "also": [],
        }

    async def postpone(self, chat: ChatId, version: Version, until: float) -> None:
        """Look at this chat's deadline again at `until`, since speech has moved it.

        A chat that is no longer at `version` keeps the deadline its change has set.
        """
        keys = (self.keys.chat(chat), self.keys.due)
        await self.store.run("postpone", keys, version, chat, _score(until))

    async def due(self, now: float) -> list[ChatId]:
        """Return the chats whose deadline has passed."""
        found = await self.store.call("ZRANGEBYSCORE", self.keys.due, "-inf", repr(now))
        return [ChatId(chat) for chat in found]

    async def all_chats(self) -> list[ChatId]:
        """Return every chat there is."""
        return [ChatId(chat) for chat in await self.store.call("ZRANGE", self.keys.due, 0, -1)]

    async def line(self) -> list[ChatId]:
        """Return who waits, the front first."""
        return [ChatId(chat) for chat in await self.store.call("ZRANGE", self.keys.line, 0, -1)]

    async def length(self) -> int:
        """Return how many wait."""
        return int(await self.store.call("ZCARD", self.keys.line))

    async def roster(self) -> dict[StaffId, Stored[Desk]]:
        """Return every desk that is signed in."""
        found = await self.store.call("ZRANGE", self.keys.roster, 0, -1)
        ids = [StaffId(staff) for staff in found]
        self._desks.forget_all_but(set(ids))
        return await self.desks(ids)

    async def touch(self, chats: Mapping[ChatId, str | None], desks: Iterable[StaffId]) -> None:
        """Keep what has a page: waiting in line is no reason to expire.

        With each chat comes what leads to it by return words, or None.
        """
        keys = [self.keys.line, self.keys.due, self.keys.roster, self.keys.state, self.keys.alerts]
        for chat, returns in chats.items():
            keys += [self.keys.chat(chat), *self._parts(chat, returns)]
        keys += [self.keys.desk(staff) for staff in desks]
        await self.store.calls([("PEXPIRE", key, self._ttl_ms) for key in keys])

    async def forget_chat(self, chat: ChatId) -> None:
        """Drop the places of a chat whose document has expired."""
        await self.store.calls([("ZREM", self.keys.line, chat), ("ZREM", self.keys.due, chat)])

    async def forget_desk(self, staff: StaffId) -> None:
        """Drop the place of a desk whose document has expired."""
        await self.store.call("ZREM", self.keys.roster, staff)

    async def state(self) -> str | None:
        """Return what a supervisor last set the line to, or None."""
        found: str | None = await self.store.call("GET", self.keys.state)
        return found

    async def set_state(self, state: str) -> None:
        """Set the line; it holds for as long as some node serves, and a while after."""
        await self.store.call("SET", self.keys.state, state, "PX", self._ttl_ms)

    async def refill(self, state: str | None, lengths: Sequence[int]) -> None:
        """Tell a store that was emptied what the line was set to, and how long chats took."""
        commands: list[tuple[str | float, ...]] = []
        if state is not None:
            commands += [("SET", self.keys.state, state, "PX", self._ttl_ms, "NX")]
        if lengths and not await self.lengths():
            commands += [("RPUSH", self.keys.lengths, *lengths[:LENGTHS_KEPT])]
            commands += [("PEXPIRE", self.keys.lengths, DAY_MS)]
        await self.store.calls(commands)

    async def add_length(self, minutes: int) -> None:
        """Remember how long a chat took, in whole minutes and nothing else."""
        await self.store.calls(
            [
                ("LPUSH", self.keys.lengths, minutes),
                ("LTRIM", self.keys.lengths, 0, LENGTHS_KEPT - 1),
                ("PEXPIRE", self.keys.lengths, DAY_MS),
            ]
        )

    async def lengths(self) -> list[int]:
        """Return the lengths of recent chats in minutes."""
        return [int(n) for n in await self.store.call("LRANGE", self.keys.lengths, 0, -1)]


class _Numbered:
    """Gives every key its number in KEYS, each key once."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __call__(self, key: str) -> int:
        if key not in self.names:
            self.names.append(key)
        return self.names.index(key) + 1


def _chat_fields(chat: Chat) -> tuple[str, ...]:
    """The document, and of it what `say` must know at once: who may write, and where to tell it."""
    desk = chat.seat.link.conn if chat.phase is Phase.OPEN and chat.seat is not None else ""
    partner = "" if chat.partner is None else chat.partner.link.conn
    doc = _CHATS.dump_json(chat).decode()
    to = f"{chat.youth.conn} {desk} {partner}"
    return ("doc", doc, "w", f" {' '.join(writers(chat))} ", "to", to)


def _score(time: float) -> str:
    return "+inf" if time == inf else repr(time)
