"""An address outside for alerts: an HTTP server of this machine, for apprise's `json://`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web

from tests.stores import free_ports

SOON_S = 20.0


class Receiver:
    """Keeps what it was told; answers as a test has it answer."""

    def __init__(self, port: int) -> None:
        self.url = f"json://user:pass-word@127.0.0.1:{port}/told"
        self.told: list[dict[str, Any]] = []
        self.status = 200
        self._news = asyncio.Condition()

    async def take(self, request: web.Request) -> web.Response:
        async with self._news:
            self.told.append(await request.json())
            self._news.notify_all()
        return web.Response(status=self.status)

    @property
    def said(self) -> list[str]:
        return [told["message"] for told in self.told]

    async def hear(self, times: int) -> list[str]:
        """Return what was said once so much was, or after a while what there is."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SOON_S), self._news:
                await self._news.wait_for(lambda: len(self.told) >= times)
        return self.said


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """Give an address that listens."""
    [port] = free_ports(1)
    receiver, app = Receiver(port), web.Application()
    app.router.add_post("/told", receiver.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield receiver
    finally:
        await runner.cleanup()
