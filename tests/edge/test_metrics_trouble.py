"""What operators are told while something is wrong: then above all."""

import asyncio
from pathlib import Path

import pytest

from helpline.actions.world import World
from helpline.core.errors import TryAgain
from helpline.durable import Durable
from helpline.edge.http.site import Site
from helpline.edge.metrics import catalogue
from helpline.edge.metrics.catalogue import METRICS, Whose
from tests.edge.conftest import Node, doors
from tests.edge.test_conversation import desk
from tests.edge.test_metrics import get, named, node, port, samples, shows, value
from tests.edge.test_outage import server, thawed
from tests.store import Server

__all__ = ["node", "port", "server", "thawed"]

OF_LINE = {metric.name for metric in METRICS if metric.whose is Whose.LINE}


@pytest.mark.hurried
@pytest.mark.usefixtures("node")
async def test_a_store_that_does_not_answer_is_told_and_no_number_of_the_line(
    server: Server, port: int
) -> None:
    await shows(port, 0, catalogue.WAITING)
    assert {named(one) for one in await samples(port)} >= OF_LINE
    assert await value(port, catalogue.READY) == 1
    server.freeze()
    await shows(port, 1, catalogue.STORE_LOST)
    assert not {named(one) for one in await samples(port)} & OF_LINE
    assert (await value(port, catalogue.STORE_ERRORS, catalogue.UNANSWERED) or 0) > 0
    await shows(port, 0, catalogue.READY)
    assert (await get(port, "/readyz"))[0] == 503
    assert (await get(port, "/healthz"))[0] == 200, "it lives, and only waits"
    server.thaw()
    await shows(port, 1, catalogue.READY)
    assert (await get(port, "/readyz"))[0] == 200
    assert await value(port, catalogue.STORE_LOST) == 0


async def test_both_doors_of_pages_tell_their_health_as_well(node: Node) -> None:
    for origin in (node.site.public_origin, node.site.staff_origin):
        door = int(origin.rsplit(":", 1)[1])
        assert await get(door, "/healthz") == (200, "")
        assert await get(door, "/readyz") == (200, "")


async def test_a_node_that_ends_is_seen_to_end(
    world: World, durable: Durable, site: Site, built: Path, port: int
) -> None:
    async def serve_until(stop: asyncio.Event) -> None:
        async with doors(world, durable, site, built, operators=("127.0.0.1", port)) as node:
            opened.set_result(node)
            await stop.wait()
            node.pages.clear()

    opened: asyncio.Future[Node] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    task = asyncio.create_task(serve_until(stop))
    ana = await desk(await opened)
    assert await value(port, catalogue.LEAVING) == 0
    stop.set()
    await shows(port, 1, catalogue.LEAVING)
    assert await value(port, catalogue.READY) == 0
    assert (await get(port, "/readyz"))[0] == 503
    await ana.close()
    await task


@pytest.mark.usefixtures("node")
async def test_what_the_store_refuses_is_counted(world: World, port: int) -> None:
    assert await value(port, catalogue.STORE_ERRORS, catalogue.NOT_RUN) == 0
    store, roster = world.floor.store, world.floor.keys.roster
    await store.call("LPUSH", f"{roster}-a-list", "one")
    with pytest.raises(TryAgain):
        await store.call("ZRANGE", f"{roster}-a-list", 0, -1)
    assert await value(port, catalogue.STORE_ERRORS, catalogue.NOT_RUN) == 1
    assert await value(port, catalogue.STORE_ERRORS, catalogue.UNANSWERED) == 0
