"""Put one node together from its settings, serve, and take it apart again."""

import asyncio
import secrets
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path

import uvloop

from helpline.actions.world import World
from helpline.app.demo import demo_links
from helpline.app.directory import fill
from helpline.app.embedded import embedded_store, harden_process
from helpline.app.referrals import check_referrals
from helpline.app.store_check import check_forgets
from helpline.app.training import check_practice
from helpline.core.counted import Kind
from helpline.core.names import NodeId
from helpline.durable import Durable, open_durable
from helpline.edge.http.places import Told
from helpline.edge.http.site import Site
from helpline.edge.oidc.provider import Access
from helpline.edge.serve import Listen, open_doors
from helpline.ephemeral.connection import Store, connect
from helpline.ephemeral.floor import Floor
from helpline.ephemeral.hints import Hints
from helpline.ephemeral.log import Log
from helpline.ephemeral.nodes import Nodes
from helpline.ephemeral.returns import Returns
from helpline.logs import Event, log, shut_loop, shut_others
from helpline.settings import Settings
from helpline.wire.pages import Template, Way

PAGES = Path(__file__).resolve().parent.parent / "pages"
NODE_BYTES = 6


def run(settings: Settings) -> None:
    """Serve until told to stop. Raises Misconfigured before any door is open."""
    shut_others()
    harden_process()
    uvloop.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    shut_loop(asyncio.get_running_loop())
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with node(settings) as durable:
        log(
            Event.STARTED,
            public_port=settings.public_port,
            staff_port=settings.staff_port,
            demo=settings.demo,
        )
        if settings.demo:
            await demo_links(settings, durable)
        await stop.wait()
        log(Event.STOPPING)
    log(Event.STOPPED)


@asynccontextmanager
async def node(settings: Settings) -> AsyncIterator[Durable]:
    """Give a serving node's durable store; everything else works behind its doors."""
    async with (
        _store_url(settings) as url,
        connect(url, f"{{{settings.floor}}}") as store,
        open_durable(settings.sql_url) as durable,
    ):
        await check_practice(settings.policy.practice_module, durable)
        await fill(durable)
        await check_referrals(settings.referrals, durable)
        world = _world(settings, store, durable)
        hints = Hints(store, world.floor.keys)
        listen = _listen(settings)
        async with open_doors(world, hints, durable, PAGES, _site(settings), listen):
            yield durable


@asynccontextmanager
async def _store_url(settings: Settings) -> AsyncIterator[str]:
    if settings.redis_url is None:
        async with embedded_store() as url:
            yield url
    else:
        await check_forgets(settings.redis_check_url or settings.redis_url)
        yield settings.redis_url


def _world(settings: Settings, store: Store, durable: Durable) -> World:
    floor = Floor(store, settings.floor, settings.policy)
    nodes = Nodes(store, floor.keys, NodeId(secrets.token_urlsafe(NODE_BYTES)))
    store.greet = nodes.greet

    async def count(kind: Kind, value: StrEnum | None, at: float) -> None:
        durable.counts.note(kind, value, at, nodes.now())

    return World(
        floor=floor,
        log=Log(store, floor.keys, settings.policy),
        policy=settings.policy,
        secret=settings.secret,
        nodes=nodes,
        returns=Returns(store, floor.keys, settings.policy),
        now=nodes.now,
        zone=settings.time_zone,
        new_id=lambda: secrets.token_urlsafe(16),
        count=count,
    )


def _listen(settings: Settings) -> Listen:
    port = settings.metrics_port
    operators = None if port is None else (settings.metrics_bind, port)
    return Listen(settings.bind, settings.public_port, settings.staff_port, operators)


def _site(settings: Settings) -> Site:
    return Site(
        public_origin=settings.public_origin,
        staff_origin=settings.staff_origin,
        decoy=settings.decoy,
        disclosure=dict(settings.disclosure),
        help=tuple(Told(entry.service, dict(entry.about)) for entry in settings.help),
        templates=tuple(
            Template(id=entry.id, title=entry.title, text=dict(entry.text))
            for entry in settings.templates
        ),
        scenarios=settings.practice,
        guides=settings.guides,
        referrals=tuple(written.template for written in settings.referrals),
        return_minutes=settings.policy.return_s // 60,
        way=Way(sockets=f"{settings.node_path}/socket.io/"),
        oidc=_access(settings),
        alert_urls=settings.alert_urls,
        alert_language=settings.alert_language,
    )


def _access(settings: Settings) -> Access | None:
    oidc = settings.oidc
    if oidc is None:
        return None
    return Access(oidc.issuer, oidc.client_id, oidc.client_secret, oidc.name)
