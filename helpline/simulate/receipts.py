"""Tells the server what this page shows, until the server has heard it."""

import asyncio
from collections.abc import Awaitable, Callable

from helpline.simulate.link import Lost, No
from helpline.simulate.outbox import PASSING, PATIENT_S

GATHER_S = 0.25
MOST = 100
Send = Callable[[tuple[str, ...]], Awaitable[None]]


class Receipts:
    """What one page shows of one chat and the server does not know yet."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._cids: dict[str, None] = {}
        self._open = False
        self._kicked = asyncio.Event()

    def add(self, cid: str) -> None:
        """Note that a message stands on the page."""
        self._cids[cid] = None
        self._kicked.set()

    def resume(self) -> None:
        """The server knows us: tell it what waits."""
        self._open = True
        self._kicked.set()

    def pause(self) -> None:
        """There is no connection."""
        self._open = False

    async def work(self) -> None:
        """Send until cancelled."""
        while True:
            await self._kicked.wait()
            self._kicked.clear()
            while self._open and self._cids:
                await asyncio.sleep(GATHER_S)
                await self._some()

    async def _some(self) -> None:
        cids = tuple(self._cids)[:MOST]
        try:
            await self._send(cids)
        except Lost:
            self._open = False
            return
        except No as no:
            if no.code in PASSING:
                await asyncio.sleep(no.wait_s or PATIENT_S)
                return
        for cid in cids:
            self._cids.pop(cid, None)
