"""One node's doors, opened together and closed together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from socketio import AsyncServer

from helpline.actions.world import World
from helpline.core.errors import Misconfigured, TryAgain
from helpline.durable import Durable
from helpline.edge.http.files import Pages
from helpline.edge.http.public import public_app
from helpline.edge.http.sign_in import SignInDoor
from helpline.edge.http.site import Site
from helpline.edge.http.staff import staff_app
from helpline.edge.push import Push
from helpline.edge.responder import ResponderDoor
from helpline.edge.seats import Seats
from helpline.edge.sockets import open_door, server, sweep_forever
from helpline.edge.supervisor import SupervisorDoor
from helpline.edge.youth import YouthDoor
from helpline.wire.catalogue import Door

BACKLOG = 1_024
"""A storm of reconnects must not wait in the kernel's queue."""
CLOSE_S = 2
CANCEL_S = 0.1
KEEP_S = 30


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the doors are."""

    bind: str
    public_port: int
    staff_port: int


@asynccontextmanager
async def open_doors(
    world: World, durable: Durable, pages: Path, site: Site, listen: Listen
) -> AsyncIterator[None]:
    """Serve until the block is left. Raises Misconfigured when a port is taken."""
    seats, built = Seats(), Pages(pages)
    public = server(site.public_origin, (Door.YOUTH,))
    staff = server(site.staff_origin, (Door.RESPONDER, Door.SUPERVISOR))
    servers = {Door.YOUTH: public, Door.RESPONDER: staff, Door.SUPERVISOR: staff}
    push = Push(world, seats, servers)
    youth, sign_in = YouthDoor(world, seats, push), SignInDoor(world, durable, seats, push)
    open_door(public, Door.YOUTH, youth, seats, push)
    open_door(staff, Door.RESPONDER, ResponderDoor(world, seats, push), seats, push)
    open_door(staff, Door.SUPERVISOR, SupervisorDoor(world), seats, push)
    async with AsyncExitStack() as stack:
        tasks = (push.pulse_forever(), sweep_forever(servers, seats), _keep_forever(sign_in))
        for task in tasks:
            stack.push_async_callback(_cancel, asyncio.create_task(task))
        app = public_app(built, site, push, youth)
        await stack.enter_async_context(_listening(app, public, listen.bind, listen.public_port))
        app = staff_app(built, site, sign_in)
        await stack.enter_async_context(_listening(app, staff, listen.bind, listen.staff_port))
        yield


@asynccontextmanager
async def _listening(
    app: web.Application, sockets: AsyncServer, bind: str, port: int
) -> AsyncIterator[None]:
    sockets.attach(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_S)
    await runner.setup()
    try:
        await _listen(runner, bind, port)
        yield
    finally:
        await sockets.shutdown()
        await runner.cleanup()


async def _listen(runner: web.AppRunner, bind: str, port: int) -> None:
    try:
        await web.TCPSite(runner, bind, port, backlog=BACKLOG).start()
    except OSError:
        raise Misconfigured(f"port {port} on {bind} is taken: choose another") from None


async def _keep_forever(sign_in: SignInDoor) -> None:
    while True:
        await asyncio.sleep(KEEP_S)
        with suppress(TryAgain):
            await sign_in.keep()


async def _cancel(task: asyncio.Task[Any]) -> None:
    """End a task, asking as often as it takes.

    A cancellation can be lost below us: `wait_for` of Python 3.11, in redis-py's every command,
    swallows one that comes together with the result it waits for.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=CANCEL_S)
