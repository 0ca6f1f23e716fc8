"""One node's doors, opened together and closed together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from aiohttp import web

from helpline.actions.picture import Pictures
from helpline.actions.world import World
from helpline.core.errors import TryAgain
from helpline.durable import Durable
from helpline.edge.alarms import STORE_S, Alarms
from helpline.edge.clearances import LOOK_S as CLEARANCES_S
from helpline.edge.clearances import Clearances
from helpline.edge.engine.events import EventServer
from helpline.edge.given_out import LOOK_S as GIVEN_S
from helpline.edge.given_out import GivenOut
from helpline.edge.health import Health
from helpline.edge.http.files import Pages
from helpline.edge.http.public import public_app
from helpline.edge.http.shown import Shown
from helpline.edge.http.sign_in import Inner, SignInDoor
from helpline.edge.http.site import Site
from helpline.edge.http.staff import staff_app, staff_doors
from helpline.edge.listening import listen_at
from helpline.edge.metrics.door import Address, open_for_operators
from helpline.edge.metrics.lag import Lag
from helpline.edge.metrics.node import Node
from helpline.edge.notices import Notices
from helpline.edge.partner import PartnerDoor
from helpline.edge.plan import LOOK_S as PLAN_S
from helpline.edge.plan import PlanReader
from helpline.edge.pulse import Pulse
from helpline.edge.push import Push
from helpline.edge.responder import ResponderDoor
from helpline.edge.seats import Seats
from helpline.edge.sockets import open_door, server
from helpline.edge.supervisor import SupervisorDoor
from helpline.edge.youth import YouthDoor
from helpline.ephemeral.hints import Hints
from helpline.ephemeral.nodes import Nodes
from helpline.logs import Event, log_error
from helpline.wire.catalogue import Door
from helpline.wire.pages import Way

OF_PUBLIC = (Door.YOUTH, Door.PARTNER)
OF_STAFF = (Door.RESPONDER, Door.SUPERVISOR)
CLOSE_S = 2
CANCEL_S = 0.1
KEEP_S = 2.0
"""So soon a page closes whose session was ended somewhere else."""
LATE_S = 1.0
DRAIN_S = 10.0
LOOK_S = 0.05
START_S = 20.0
"""So long a start waits for a store that fails over, or for a machine that is busy."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the doors are."""

    bind: str
    public_port: int
    staff_port: int
    operators: Address | None = None
    """Where the numbers of this node are told; None: nowhere."""


@asynccontextmanager
async def open_doors(
    world: World, hints: Hints, durable: Durable, pages: Path, site: Site, listen: Listen
) -> AsyncIterator[None]:
    """Serve until the block is left.

    Raises Misconfigured for a port that is taken or an address that is none, TryAgain where a
    store does not answer at all.
    """
    await _first_beat(world.nodes)
    seats, given = Seats(world.nodes.me), GivenOut(durable.directory)
    shown = Shown(Pages(pages), site, given)
    public = server(site.public_origin, OF_PUBLIC)
    staff = server(site.staff_origin, OF_STAFF)
    push = Push(seats, {door: public if door in OF_PUBLIC else staff for door in Door}, hints)
    pictures = Pictures(world)
    alarms = Alarms(world, Notices(site.alert_urls, site.alert_language))
    pulse = Pulse(world, pictures, seats, push, alarms)
    health = Health(world.nodes, hints, seats, push)
    clearances = Clearances(world, durable, seats, push)
    youth = YouthDoor(world, pictures, seats, push)
    plan = PlanReader(world, durable)
    await plan.look()
    await given.look()
    inner = Inner(world, durable, seats, push, clearances, plan, given, site.way)
    sign_in, acts = staff_doors(inner, site)
    open_door(public, Door.YOUTH, youth, seats, push)
    open_door(public, Door.PARTNER, PartnerDoor(world, pictures, seats, push), seats, push)
    open_door(staff, Door.RESPONDER, ResponderDoor(world, pictures, seats, push), seats, push)
    open_door(staff, Door.SUPERVISOR, SupervisorDoor(world, pictures, durable.audit), seats, push)
    tasks = (
        health.beat_forever(),
        health.listen_forever(),
        push.pass_on_forever(),
        pulse.forever(),
        alarms.tell_forever(),
        _every(STORE_S, lambda: alarms.watch_store(health)),
        *_looks(sign_in, clearances, plan, given),
        _every(LATE_S, youth.end_late),
    )
    apps = (
        (public_app(shown, pulse, health, youth), public, listen.public_port),
        (staff_app(shown, health, sign_in, acts), staff, listen.staff_port),
    )
    told = open_for_operators(Node(world, seats, pulse, health, Lag()), listen.operators)
    async with _running(tasks), told, _open_ports(apps, site.way, listen) as runners:
        try:
            yield
        finally:
            await _drain(health, seats, push, runners)


@asynccontextmanager
async def _running(tasks: Iterable[Coroutine[Any, Any, None]]) -> AsyncIterator[None]:
    """Keep these running until the block is left."""
    async with AsyncExitStack() as stack:
        for task in tasks:
            stack.push_async_callback(_cancel, asyncio.create_task(task))
        yield


async def _first_beat(nodes: Nodes) -> None:
    patience = monotonic() + START_S
    while True:
        try:
            return await nodes.beat()
        except TryAgain:
            if monotonic() > patience:
                raise
        await asyncio.sleep(LOOK_S)


async def _drain(
    health: Health, seats: Seats, push: Push, runners: Sequence[web.AppRunner]
) -> None:
    """Take nobody new, send everybody to another node, and wait for them, but not for ever.

    Whoever has not gone by then is cut off here, so that nobody is left as if they were there.
    """
    health.leaving = True
    for site in [site for runner in runners for site in runner.sites]:
        await site.stop()
    await health.send_away()
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_S):
            while seats.by_sid:  # noqa: ASYNC110 - pages go one by one, each in its own handler
                await asyncio.sleep(LOOK_S)
    for seat in list(seats.by_sid.values()):
        push.cut(seat)


@asynccontextmanager
async def _listening(
    app: web.Application, sockets: EventServer, way: Way, listen: Listen, port: int
) -> AsyncIterator[web.AppRunner]:
    for path in {"/socket.io/", way.sockets}:
        sockets.attach(app, path)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=CLOSE_S)
    await runner.setup()
    try:
        await listen_at(runner, listen.bind, port)
        yield runner
    finally:
        await sockets.shutdown()
        await runner.cleanup()


@asynccontextmanager
async def _open_ports(
    apps: Sequence[tuple[web.Application, EventServer, int]], way: Way, listen: Listen
) -> AsyncIterator[list[web.AppRunner]]:
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(_listening(app, sockets, way, listen, port))
            for app, sockets, port in apps
        ]


def _looks(
    sign_in: SignInDoor, clearances: Clearances, plan: PlanReader, given: GivenOut
) -> tuple[Coroutine[Any, Any, None], ...]:
    """What is looked at in the database again and again, for it may be changed somewhere else."""
    return (
        _every(KEEP_S, sign_in.keep),
        _every(CLEARANCES_S, clearances.look),
        _every(PLAN_S, plan.look),
        _every(GIVEN_S, given.look),
    )


async def _every(seconds: float, do: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await do()
        except TryAgain:
            continue
        except Exception as error:  # noqa: BLE001 - what is done again and again outlives any one fault
            log_error(Event.TICK_FAILED, error)


async def _cancel(task: asyncio.Task[Any]) -> None:
    """End a task, asking as often as it takes.

    A cancellation can be lost below us: `wait_for` of Python 3.11, in redis-py's every command,
    swallows one that comes together with the result it waits for.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=CANCEL_S)
