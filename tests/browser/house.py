"""The whole helpline as its own process, with a database that tests may add staff to."""

import asyncio
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time
from types import MappingProxyType

from aiohttp import ClientError, ClientSession

from devtools import spawn
from devtools.tree import ROOT
from helpline.core.audit import CONSOLE, By
from helpline.core.factors import FRESH_S
from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.durable import Newcomer, open_durable
from helpline.ephemeral.connection import connect
from tests.browser import decoy
from tests.stores import free_ports

UP_S = 60.0
LOOK_S = 0.05
KEPT = (":era", ":nodes")
NOBODY = '"answering":false'
"""What the youth's page is given while no desk answers."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who can sign in, once."""

    name: str
    link: str


@dataclass(frozen=True, slots=True)
class House:
    """Where a running helpline can be reached."""

    public: str
    staff: str
    sql_url: str
    process: asyncio.subprocess.Process
    place: Path
    """Where the server puts what it needs for a while."""

    @property
    def store_url(self) -> str:
        """The store that the server keeps for itself; a test may look what is in it."""
        [found] = self.place.glob("helpline-*/store.sock")
        return f"unix://{found}"

    async def hire(self, role: Role, *languages: Language, password: str | None = None) -> Staff:
        """Add somebody whom no other test knows, and return their sign-in link."""
        name = f"{role.value[:4].title()}{secrets.token_hex(3)}"
        newcomer = Newcomer(
            name=name, sign_in_name=name, role=role, languages=languages or (Language.EN,)
        )
        async with open_durable(self.sql_url) as durable:
            by = By(CONSOLE, time())
            added = await durable.staff.add(newcomer, by, password)
            token = await durable.links.make(added, by)
        return Staff(name, f"{self.staff}/#{token}")

    async def grow_old(self, name: str) -> None:
        """Let it be long ago that somebody has shown a factor."""
        async with open_durable(self.sql_url) as durable:
            [whom] = [one for one in await durable.staff.everyone() if one.name == name]
            for session in await durable.sessions.of(whom.id, time()):
                await durable.sessions.prove(session.id, time() - 2 * FRESH_S)

    async def empty(self) -> None:
        """Forget every chat and desk: whatever a test left behind is not the next one's.

        The era stays, or the next line would wait for those who might come back. The server has
        seen it by then: a page that is opened is told what was so when the server last looked.
        """
        async with connect(self.store_url) as store:
            keys = [key for key in await store.call("KEYS", "*") if not key.endswith(KEPT)]
            await store.calls([("DEL", key) for key in keys])
        async with ClientSession() as http, asyncio.timeout(UP_S):
            while NOBODY not in await (await http.get(self.public)).text():  # noqa: ASYNC110 - another process
                await asyncio.sleep(LOOK_S)

    async def end(self, ticket: str) -> None:
        """End a chat as a page's beacon does."""
        async with ClientSession() as http, http.post(f"{self.public}/end", data=ticket) as answer:
            answer.raise_for_status()


def sql_url_in(folder: Path) -> str:
    """Return the address of the database of a helpline that is served from a folder."""
    return f"sqlite+aiosqlite:///{folder / 'staff.db'}"


@asynccontextmanager
async def serve(
    folder: Path,
    *program: str,
    nodes: int = 1,
    config: Path | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[House]:
    """Give a helpline that answers, of one node or more; it ends with us, however we end.

    `program` is what Python runs in place of the command line itself; `config` is the operator's
    own folder of settings, by default one for two chats a responder; `settings` what else is set.
    """
    public, staff = free_ports(2)
    sql_url = sql_url_in(folder)
    command = [sys.executable, *(program or ("-m", "helpline")), "serve", "--demo"]
    ports = ["--port", str(public), "--staff-port", str(staff)]
    ports += ["--nodes", str(nodes)] if nodes > 1 else []
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HELPLINE_")}
    place = Path(tempfile.mkdtemp(prefix="hl-"))  # short: it is for a Unix socket
    told = {"HELPLINE_SQL_URL": sql_url, "HELPLINE_DECOY": decoy.ADDRESS, "TMPDIR": str(place)}
    told["HELPLINE_CONFIG_DIR"] = str(config or _two_chats(folder))
    told |= settings
    process = await asyncio.create_subprocess_exec(
        *command,
        *ports,
        cwd=ROOT,
        env={**ours, **told},
        preexec_fn=spawn.tie(),
        stdout=asyncio.subprocess.DEVNULL,
    )
    origins = f"http://localhost:{public}", f"http://localhost:{staff}"
    house = House(*origins, sql_url, process, place)
    try:
        await _answers(house)
        yield house
    finally:
        process.terminate()
        await process.wait()
        shutil.rmtree(place)


def _two_chats(folder: Path) -> Path:
    config = folder / "config"
    config.mkdir(exist_ok=True)
    (config / "policy.toml").write_text("chats_per_responder = 2\n")
    return config


async def _answers(house: House) -> None:
    until = monotonic() + UP_S
    async with ClientSession() as http:
        while True:
            try:
                async with http.get(f"{house.public}/status") as answer:
                    return answer.raise_for_status()
            except ClientError:
                if house.process.returncode is not None or monotonic() > until:
                    raise
            await asyncio.sleep(LOOK_S)
