"""Opens the operators' door where a port is set, and watches the loop for as long as it is open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from helpline.edge.http.operators import operators_app
from helpline.edge.listening import listen_at
from helpline.edge.metrics.node import Node

Address = tuple[str, int]
CLOSE_S = 0.5


@asynccontextmanager
async def open_for_operators(node: Node, at: Address | None) -> AsyncIterator[None]:
    """Serve a node's numbers until the block is left. Raises Misconfigured when the port is taken.

    It closes last, so that it can be seen how a node ends.
    """
    if at is None:
        yield
        return
    # A node of which nobody asks need not wait for what is slow to load.
    from helpline.edge.metrics.exposition import CONTENT_TYPE, Exposition  # noqa: PLC0415

    app = operators_app(node.health, Exposition(node).text, CONTENT_TYPE)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_S)
    await runner.setup()
    watching = asyncio.create_task(node.lag.watch_forever())
    try:
        await listen_at(runner, *at)
        yield
    finally:
        watching.cancel()
        await runner.cleanup()
