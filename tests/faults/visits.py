"""Very many short visits of youth, by raw frames, who come and go in every way there is."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import orjson
from aiohttp import ClientSession, TCPConnector

from bench.ours import Youth
from bench.seats import House
from bench.wire import connect, framed

AT_ONCE = 64
POLLING_EACH = 10
"""One in so many comes by polling."""
CLOSE = 8


class Visits:
    """Everybody who comes to the public door of one node."""

    def __init__(self, house: House, http: ClientSession) -> None:
        self._house = house
        self._http = http
        self.origin = house.running.public[0]

    async def come_and_go(self, many: int) -> None:
        """Let so many visit, a few at a time."""
        await in_turn(range(many), self._visit)

    async def sit(self, many: int) -> list[Youth]:
        """Let so many join the line, and stay."""
        youth = [Youth(self._house, number) for number in range(many)]
        await in_turn(youth, self._seat)
        return youth

    async def storm(self, youth: Sequence[Youth]) -> list[bool]:
        """Drop everybody at once and let all come back at once; tell who has their place again."""
        for one in youth:
            cut(one)
        return await asyncio.gather(*(one.resume(self.origin) for one in youth))

    async def leave(self, youth: Sequence[Youth]) -> None:
        """Let everybody leave."""
        await in_turn(youth, self._leave)

    async def _seat(self, page: Youth) -> None:
        """Connect and join the line, as often as it takes on a busy machine."""
        page.wire = await connect(self.origin, "/youth", None, page.hear)
        while not (joined := await page.ask("join", {}))["ok"]:
            assert joined["code"] == "try_again", joined
        page.ticket = joined["ticket"]

    async def _visit(self, number: int) -> None:
        if number % POLLING_EACH == 0:
            await self._poll(says_goodbye=number % (2 * POLLING_EACH) == 0)
        elif number % POLLING_EACH == 1:
            (await connect(self.origin, "/youth", None, _deaf)).cut()  # gone before it has joined
        else:
            await self._join(number)

    async def _join(self, number: int) -> None:
        """Join, and go in one of four ways."""
        page = Youth(self._house, number)
        await self._seat(page)
        way = number % 4
        if way == 0:
            cut(page)
            await self._end(page.ticket)
            return
        assert await page.insist("leave", {})
        if way == 1:
            cut(page)
        elif page.wire is not None:
            page.wire._write(framed(b"1") if way == 2 else framed(b"\x03\xe8", CLOSE))

    async def _leave(self, page: Youth) -> None:
        assert await page.insist("leave", {})
        cut(page)

    async def _end(self, ticket: str) -> None:
        """Send what a page sends as it is closed."""
        async with self._http.post(f"{self.origin}/end", data=ticket) as answer:
            assert answer.status == 204

    async def _poll(self, *, says_goodbye: bool) -> None:
        """Join and leave by polling; who says no goodbye is found to be silent."""
        url = f"{self.origin}/socket.io/?EIO=4&transport=polling"
        opening = orjson.loads((await self._get(url))[1:])
        session = f"{url}&sid={opening['sid']}"
        await self._post(session, "40/youth,")
        for name in ("join", "leave"):
            while '"ok":true' not in await self._ask(session, name):
                pass
        if says_goodbye:
            await self._post(session, "1")

    async def _ask(self, session: str, name: str) -> str:
        """Ask by polling, answer pings meanwhile, and return the answer."""
        await self._post(session, f'42/youth,0["{name}",{{}}]')
        while True:
            packets = (await self._get(session)).split("\x1e")
            if "2" in packets:
                await self._post(session, "3")
            for packet in packets:
                if packet.startswith("43"):
                    return packet

    async def _get(self, url: str) -> str:
        async with self._http.get(url) as answer:
            assert answer.ok, answer.status
            return await answer.text()

    async def _post(self, url: str, body: str) -> None:
        async with self._http.post(url, data=body) as answer:
            assert answer.ok, answer.status


def visiting(origin: str) -> ClientSession:
    """Return what visitors ask by."""
    return ClientSession(headers={"Origin": origin}, connector=TCPConnector(limit=0))


async def in_turn(people: Sequence[Any], do: Callable[[Any], Awaitable[object]]) -> None:
    """Do something for each, for a few at a time."""
    waiting = iter(people)

    async def work() -> None:
        for one in waiting:
            await do(one)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(work())


def cut(page: Youth) -> None:
    """Drop a page's connection without a word."""
    if page.wire is not None:
        page.wire.cut()


def _deaf(_: bytes) -> None:
    """Nothing is told to who has no place."""
