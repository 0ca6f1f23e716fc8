"""A running OpenID provider that is not ours, and a helpline that knows it."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from aiohttp import ClientError, ClientSession

from devtools import spawn, web
from tests.browser import house as houses
from tests.browser.house import LOOK_S, UP_S, House
from tests.stores import free_ports

HERE = Path(__file__).parent
NAME = "Example Org"
CLIENT = "helpline"


@asynccontextmanager
async def serve(folder: Path) -> AsyncIterator[House]:
    """Give a helpline whose staff may come in by a provider; both end with us.

    The provider is at 127.0.0.1 and the staff page at localhost: to a browser they are two sites.
    """
    (port,) = free_ports(1)
    secret = secrets.token_hex(16)
    told = {"OIDC_ISSUER": f"http://127.0.0.1:{port}", "OIDC_CLIENT_ID": CLIENT}
    told |= {"OIDC_CLIENT_SECRET": secret, "OIDC_NAME": NAME}
    settings = {f"HELPLINE_{name}": value for name, value in told.items()}
    async with houses.serve(folder, settings=settings) as house:
        process = await asyncio.create_subprocess_exec(
            web.program(),
            HERE / "provider.mjs",
            env={
                **os.environ,
                "PORT": str(port),
                "CLIENT_ID": CLIENT,
                "CLIENT_SECRET": secret,
                "BACK": f"{house.staff}/session/oidc/back",
                "MODULES": str(web.MODULES),
            },
            preexec_fn=spawn.tie(),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await _answers(f"http://127.0.0.1:{port}", process)
            yield house
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _answers(origin: str, process: asyncio.subprocess.Process) -> None:
    until = monotonic() + UP_S
    async with ClientSession() as http:
        while True:
            try:
                async with http.get(f"{origin}/.well-known/openid-configuration") as answer:
                    return answer.raise_for_status()
            except ClientError:
                if process.returncode is not None or monotonic() > until:
                    raise
            await asyncio.sleep(LOOK_S)
