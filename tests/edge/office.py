"""An office of staff: hired, signed in, and asking by HTTP as their pages do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import time
from typing import Any

import aiohttp
import pytest

from helpline.actions.world import World
from helpline.core.audit import CONSOLE, By
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.durable import Durable, Newcomer
from helpline.edge.http.sign_in import COOKIE
from helpline.edge.http.site import Site
from helpline.edge.serve import KEEP_S
from tests.edge.conftest import Node, doors


@dataclass
class Desk:
    """A staff page's HTTP, signed in."""

    http: aiohttp.ClientSession
    me: StaffId
    cookie: str

    async def ask(
        self, method: str, path: str, body: Any = None, kind: str = "text/csv"
    ) -> tuple[int, Any]:
        """Ask with a frame, or with a file of a kind."""
        headers = {"Cookie": f"{COOKIE}={self.cookie}"}
        sent: dict[str, Any] = {"json": body}
        if isinstance(body, bytes):
            sent, headers = {"data": BytesIO(body)}, headers | {"Content-Type": kind}
        async with self.http.request(method, path, headers=headers, **sent) as answer:
            return answer.status, await answer.json()

    async def file(self, path: str) -> tuple[str, bytes]:
        """Take a file away; return its name and what is in it."""
        headers = {"Cookie": f"{COOKIE}={self.cookie}"}
        async with self.http.get(path, headers=headers) as answer:
            assert answer.status == 200
            named = answer.content_disposition
            return (named.filename if named else None) or "", await answer.read()

    async def token(self) -> str:
        return str((await self.ask("GET", "/session"))[1]["token"])


@dataclass
class Office:
    """Hires people and signs them in."""

    http: aiohttp.ClientSession
    durable: Durable
    hired: int = 0

    async def hire(self, role: Role) -> StaffId:
        self.hired += 1
        newcomer = Newcomer(name=role.title(), sign_in_name=f"p{self.hired}", role=role)
        return await self.durable.staff.add(newcomer, By(CONSOLE, 0))

    async def enter(self, role: Role) -> Desk:
        me = await self.hire(role)
        cookie = await self.durable.sessions.create(me, How.LINK, time(), fresh=True)
        return Desk(self.http, me, cookie)


@pytest.fixture
async def node(world: World, durable: Durable, site: Site, built: Path) -> AsyncIterator[Node]:
    async with doors(world, durable, site, built, keep_s=KEEP_S) as node:
        yield node


@asynccontextmanager
async def office_at(node: Node) -> AsyncIterator[Office]:
    """Give the office as it asks at a node."""
    origin = node.site.staff_origin
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(origin, headers={"Origin": origin}, cookie_jar=jar) as http:
        yield Office(http, node.durable)


@pytest.fixture
async def office(node: Node) -> AsyncIterator[Office]:
    async with office_at(node) as office:
        yield office
