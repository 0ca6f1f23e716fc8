"""A port of this node, or a word on why there is none."""

from typing import Final

from aiohttp import web

from helpline.core.errors import Misconfigured

BACKLOG: Final = 1_024
"""A storm of reconnects must not wait in the kernel's queue."""


async def listen_at(runner: web.AppRunner, bind: str, port: int) -> None:
    """Have an application listen. Raises Misconfigured when the port is taken."""
    try:
        await web.TCPSite(runner, bind, port, backlog=BACKLOG).start()
    except OSError:
        raise Misconfigured(f"port {port} on {bind} is taken: choose another") from None
