"""Our own people, by real frames: responders who take chats, and youth who join the line."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import time
from typing import Any

import orjson
from aiohttp import ClientSession

from bench.seats import House, Talker, split
from bench.wire import ACKED, EVENT, Wire, connect
from helpline.core.audit import CONSOLE, By
from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.durable import Newcomer, open_durable

CHATS_EACH = 2
_AT_ONCE = 20
_TRIES, _AGAIN_S = 60, 0.25
_SEATED_S = 120.0
_ANSWERED_S = 60.0
_PUBLIC_KEY = "A" * 87
_GATHER_S, _MOST = 0.25, 100
"""How pages gather their receipts."""


def body_of(text: bytes) -> Any:
    """Return the JSON of an event or an answer."""
    return orjson.loads(text[text.index(b"[") :])


@dataclass(slots=True)
class Page:
    """One page: it asks, and keeps what it was last told."""

    house: House
    number: int
    wire: Wire | None = None
    ticket: str = ""
    answers: dict[int, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    seen: dict[str, list[str]] = field(default_factory=dict)
    """Messages of each chat that stand on the page, and whose sender does not know it yet."""

    def hear(self, text: bytes) -> None:
        """Take in what the server says: messages are only counted."""
        if text[:2] == ACKED and self.answers:
            number = int(text[text.index(b",") + 1 : text.index(b"[")])
            answer = self.answers.pop(number, None)
            if answer is not None:
                if not answer.done():  # whoever asked may have been cancelled meanwhile
                    answer.set_result(body_of(text)[0])
                return
        if not self.house.tally.take(text):
            name, data = body_of(text)
            self.told(name, data)
        elif self.house.running.subject.receipts and text[:2] == EVENT:
            self._see(body_of(text)[1])

    def _see(self, said: dict[str, Any]) -> None:
        """Remember to say that a message stands on this page, with those that come soon after."""
        if not self.seen:
            asyncio.get_running_loop().call_later(_GATHER_S, self._show)
        self.seen.setdefault(said["chat"], []).append(said["cid"])

    def _show(self) -> None:
        tally, wire = self.house.tally, self.wire
        for chat, cids in self.seen.items():
            if wire is not None:
                frame = self.place(chat) | {"cids": cids[:_MOST]}
                wire.send(EVENT, orjson.dumps(["shown", frame]), tally.next_ack())
        self.seen = {chat: cids[_MOST:] for chat, cids in self.seen.items() if cids[_MOST:]}
        if self.seen:
            asyncio.get_running_loop().call_later(_GATHER_S, self._show)

    def place(self, _chat: str) -> dict[str, Any]:
        """Return the fields by which an ask of this page names its chat."""
        return {}

    def told(self, name: str, data: dict[str, Any]) -> None:
        """Note a tell that is no message."""
        if name == "keep":
            self.ticket = data["ticket"]

    async def ask(self, name: str, data: dict[str, Any]) -> dict[str, Any]:
        """Ask for something and return the answer. Raises TimeoutError where there is none."""
        if self.wire is None:
            raise RuntimeError("not connected")
        number = next(self.house.tally.acks)
        self.answers[number] = asyncio.get_running_loop().create_future()
        self.wire.send(EVENT, orjson.dumps([name, data]), number)
        async with asyncio.timeout(_ANSWERED_S):
            return await self.answers[number]

    async def insist(self, name: str, data: dict[str, Any]) -> bool:
        """Ask as often as the server says to try again; tell whether it did it."""
        for _ in range(_TRIES):
            answer = await self.ask(name, data)
            if answer["ok"] or answer["code"] not in {"try_again", "too_fast"}:
                return bool(answer["ok"])
            await asyncio.sleep(_AGAIN_S)
        return False


@dataclass(slots=True)
class Youth(Page):
    """A youth in the line or in a chat."""

    chat: str = ""

    async def join(self, origin: str) -> None:
        """Connect and join the line."""
        self.wire = await connect(origin, "/youth", None, self.hear)
        joined = await self.ask("join", {})
        self.chat, self.ticket = joined["chat"], joined["ticket"]

    async def resume(self, origin: str) -> bool:
        """Connect again and take the place back; tell whether that worked."""
        self.wire = await connect(origin, "/youth", None, self.hear)
        return await self.insist("resume", {"ticket": self.ticket})


@dataclass(slots=True)
class Desk(Page):
    """A responder who takes every offer."""

    cookie: str = ""
    fences: dict[str, int] = field(default_factory=dict)
    accepting: set[asyncio.Task[Any]] = field(default_factory=set)
    offered: int = 0

    def told(self, name: str, data: dict[str, Any]) -> None:
        """Accept an offer once; note the chats that are on the desk."""
        Page.told(self, name, data)
        if name != "changed":
            return
        view = data["view"]
        self.fences = {chat["chat"]: chat["fence"] for chat in view["chats"]}
        self.moved.set()
        offer = view["offer"]
        if offer is not None and offer["fence"] != self.offered:
            self.offered = offer["fence"]
            ask = self.ask("accept", {"chat": offer["chat"], "fence": offer["fence"]})
            task = asyncio.get_running_loop().create_task(ask)
            self.accepting.add(task)
            task.add_done_callback(self.accepting.discard)

    def place(self, chat: str) -> dict[str, Any]:
        """Return the fields by which an ask of this page names its chat."""
        return {"chat": chat, "fence": self.fences.get(chat, 0)}

    async def token(self, http: ClientSession, origin: str) -> str:
        """Return a token for the socket, as the page asks for one."""
        headers = {"Cookie": f"__Host-staff={self.cookie}", "Origin": origin}
        async with http.get(f"{origin}/session", headers=headers) as answer:
            return str((await answer.json())["token"])

    async def arrive(self, origin: str, token: str) -> bool:
        """Connect and take the desk; tell whether that worked."""
        self.wire = await connect(origin, "/responder", {"token": token}, self.hear)
        return await self.insist(
            "arrive", {"public_key": _PUBLIC_KEY, "ticket": self.ticket or None}
        )


@dataclass(slots=True)
class Crowd:
    """Everybody of one run."""

    house: House
    youth: list[Youth]
    desks: list[Desk]

    async def tokens(self) -> list[str]:
        """Return what every desk shows its next socket."""
        async with ClientSession() as http:
            return [await desk.token(http, self.desk_at(desk)) for desk in self.desks]

    async def come_back(self, tokens: Sequence[str]) -> list[bool]:
        """Bring everybody back to their place at once; tell for each whether that worked."""
        youth = [one.resume(self.youth_at(one)) for one in self.youth]
        desks = [
            desk.arrive(self.desk_at(desk), token)
            for desk, token in zip(self.desks, tokens, strict=True)
        ]
        return await asyncio.gather(*youth, *desks)

    def youth_at(self, one: Youth) -> str:
        """Return where a youth connects."""
        origins, _ = split(self.house.running.public)
        return origins[one.number % len(origins)]

    def desk_at(self, desk: Desk) -> str:
        """Return where a desk connects."""
        _, origins = split(self.house.running.staff)
        return origins[desk.number % len(origins)]


async def seat_crowd(house: House, chats: int, waiting: int = 0) -> Crowd:
    """Bring so many chats about, each side a talker, and so many youth who wait."""
    desks = await _desks(house, -(-chats // CHATS_EACH))
    youth = [Youth(house, number) for number in range(chats + waiting)]
    crowd = Crowd(house, youth, desks)
    async with ClientSession() as http:
        await _each(desks, lambda desk: _open(desk, http, crowd.desk_at(desk)))
    await _each(youth[:chats], lambda one: one.join(crowd.youth_at(one)))
    await _until_seated(desks, chats)
    for desk in desks if waiting else []:
        await desk.ask("set_ready", {"on": False})
    await _each(youth[chats:], lambda one: one.join(crowd.youth_at(one)))
    _take_places(house, youth[:chats], desks)
    return crowd


async def _desks(house: House, number: int) -> list[Desk]:
    desks = []
    async with open_durable(house.running.sql_url) as durable:
        for at in range(number):
            newcomer = Newcomer(
                name=f"R{at}", sign_in_name=f"r{at}", role=Role.RESPONDER, languages=(Language.EN,)
            )
            staff = await durable.staff.add(newcomer, By(CONSOLE, time()))
            cookie = await durable.sessions.create(staff, How.LINK, time())
            desks.append(Desk(house, at, cookie=cookie))
    return desks


async def _open(desk: Desk, http: ClientSession, origin: str) -> None:
    if not await desk.arrive(origin, await desk.token(http, origin)):
        raise RuntimeError("a desk was refused")
    await desk.ask("set_ready", {"on": True})


async def _each(people: Sequence[Any], do: Any) -> None:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(person: Any) -> None:
        async with gate:
            await do(person)

    await asyncio.gather(*(one(person) for person in people))


async def _until_seated(desks: Sequence[Desk], chats: int) -> None:
    async with asyncio.timeout(_SEATED_S):
        while sum(len(desk.fences) for desk in desks) < chats:
            waits = [asyncio.ensure_future(desk.moved.wait()) for desk in desks]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for desk, wait in zip(desks, waits, strict=True):
                desk.moved.clear()
                wait.cancel()


def _take_places(house: House, youth: Sequence[Youth], desks: Sequence[Desk]) -> None:
    for one in youth:
        if one.wire is not None:
            house.talkers.append(Talker(len(house.talkers), one.wire, house.tally))
    for desk in desks:
        for chat, fence in desk.fences.items():
            before = b'"chat":"%s","fence":%d,' % (chat.encode(), fence)
            if desk.wire is not None:
                talker = Talker(len(house.talkers), desk.wire, house.tally, before)
                house.talkers.append(talker)
    house.wires += [page.wire for page in (*youth, *desks) if page.wire is not None]
