"""What operators are told: all that the catalogue names, and nothing by which one youth is seen."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from helpline.actions.world import World
from helpline.core.errors import Misconfigured
from helpline.core.intake import Safety, Topic
from helpline.durable import Durable
from helpline.edge.health import BOUNDS_S as STORE_BOUNDS_S
from helpline.edge.http.site import Site
from helpline.edge.metrics import catalogue
from helpline.edge.metrics.catalogue import METRICS, PEOPLE, Kind
from helpline.edge.metrics.exposition import CONTENT_TYPE
from helpline.edge.metrics.generate import main, metrics
from helpline.edge.metrics.lag import BOUNDS_S as LAG_BOUNDS_S
from helpline.edge.metrics.lag import LOOK_S
from helpline.edge.serve import Listen
from tests.edge.conftest import Node, doors
from tests.edge.page import Page
from tests.edge.test_conversation import desk, message, seat_of, talk
from tests.edge.test_ghosts import soon
from tests.stores import free_ports

BY_THE_CLOCK = {
    catalogue.STORE_CALLS,
    catalogue.LOOP_LAG,
    catalogue.CPU,
    catalogue.MEMORY,
    catalogue.SLOW_PULSES,
    catalogue.RESPONDERS,
}
"""What moves by itself, or by staff: a responder has come when the youth is answered."""
ENDINGS = ("_bucket", "_count", "_sum")
DOCUMENT = Path(__file__).parents[2] / "docs" / "metrics.md"


@pytest.fixture
def port() -> int:
    return free_ports(1)[0]


@pytest.fixture
async def node(
    world: World, durable: Durable, site: Site, built: Path, port: int
) -> AsyncIterator[Node]:
    """The same node, with its numbers told."""
    async with doors(world, durable, site, built, operators=("127.0.0.1", port)) as node:
        yield node


async def get(port: int, path: str = "/metrics") -> tuple[int, str]:
    url = f"http://127.0.0.1:{port}{path}"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return answer.status, await answer.text()


async def samples(port: int) -> list[Sample]:
    _, text = await get(port)
    return [one for family in text_string_to_metric_families(text) for one in family.samples]


def named(sample: Sample) -> str:
    """Return by which name of the catalogue something is told."""
    ends = [end for end in ENDINGS if sample.name.endswith(end)]
    return sample.name.removesuffix(ends[0]) if ends else sample.name


async def value(port: int, name: str, label: str = "") -> float | None:
    for one in await samples(port):
        if one.name == name and label in {"", *one.labels.values()}:
            return float(one.value)
    return None


async def shows(port: int, number: float, name: str, label: str = "") -> None:
    async def so() -> bool:
        return await value(port, name, label) == number

    await soon(so)


async def join(node: Node, **intake: object) -> Page:
    youth = await node.open("/youth")
    await youth.do("join", **intake)
    return youth


@pytest.mark.usefixtures("node")
async def test_all_of_the_catalogue_is_told_and_nothing_besides(port: int) -> None:
    await shows(port, 0, catalogue.WAITING)
    assert {named(one) for one in await samples(port)} == {metric.name for metric in METRICS}
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http:
        async with http.get("/metrics") as answer:
            assert answer.headers["Content-Type"] == CONTENT_TYPE
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Server" not in answer.headers
        for path in ("/", "/status", "/session", "/socket.io/?EIO=4&transport=polling"):
            async with http.get(path) as answer:
                assert answer.status == 404
        async with http.post("/metrics") as answer:
            assert answer.status == 405


async def test_every_label_is_of_a_closed_list(node: Node, port: int) -> None:
    youth, ana, chat = await talk(node)
    await youth.do("say", **message(1))
    bounds = {*map(str, (*STORE_BOUNDS_S, *LAG_BOUNDS_S)), "+Inf"}
    closed = {metric.name: metric for metric in METRICS}
    for one in await samples(port):
        metric = closed[named(one)]
        if metric.kind is Kind.HISTOGRAM:
            assert set(one.labels) <= {"le"}
            assert set(one.labels.values()) <= bounds
        else:
            assert set(one.labels) == ({metric.label} if metric.label else set())
            assert set(one.labels.values()) <= set(metric.values)
    for metric in METRICS:
        assert all(re.fullmatch(r"[a-z_]{2,20}", one) for one in metric.values)
    _, text = await get(port)
    names = {seat.sid for seat in node.seats.by_sid.values()} | {node.world.nodes.me}
    marks = {chat["chat"], chat["ticket"], "ana", "Ana", node.world.nodes.era} | names
    told = re.sub(r"(?m)^# .*$", "", text)
    assert [mark for mark in marks if re.search(rf"\b{re.escape(mark)}\b", told)] == []
    for page in (youth, ana):
        await page.close()


async def test_a_whole_visit_of_one_youth_is_not_seen(node: Node, port: int) -> None:
    async def people() -> list[Sample]:
        return [one for one in await samples(port) if named(one) not in BY_THE_CLOCK]

    await shows(port, 0, catalogue.WAITING)
    ana = await desk(node)
    before = await people()
    youth = await join(node, intake={"safety": Safety.NOT_SAFE, "topics": [Topic.HOME]})
    assert node.seats.youth
    await asyncio.sleep(1.5)  # a pulse has shown it to everybody
    assert await people() == before
    await ana.do("pull")
    told = await ana.hear("changed", lambda d: d["view"]["offer"])
    offer = told["view"]["offer"]
    await ana.do("accept", chat=offer["chat"], fence=offer["fence"])
    await youth.hear("changed", lambda d: d["view"]["phase"] == "open")
    await youth.do("say", **message(1))
    await ana.do("say", **seat_of(offer), **message(2))
    assert not (await youth.ask("nonsense"))["ok"]
    assert (node.world.tally.messages, node.world.tally.offers) == (2, 1)
    assert await people() == before
    await youth.do("leave")
    await youth.hear("ended")
    await youth.close()
    assert await people() == before


async def test_many_are_seen_in_steps(node: Node, port: int) -> None:
    youth = [await join(node) for _ in range(PEOPLE - 1)]
    await asyncio.sleep(1.5)
    assert await value(port, catalogue.WAITING) == 0
    assert await value(port, catalogue.SOCKETS, "youth") == 0
    youth += [await join(node), await join(node)]
    await shows(port, PEOPLE, catalogue.WAITING)
    await shows(port, PEOPLE, catalogue.CHATS, "waiting")
    assert await value(port, catalogue.SOCKETS, "youth") == PEOPLE
    assert await value(port, catalogue.LONGEST) == 0
    assert await value(port, catalogue.LINE, "open") == 1
    for number in range(10):
        assert not (await youth[0].ask("say", **message(number), strange=1))["ok"]
    await shows(port, 10, catalogue.REFUSED, "bad_input")


async def test_messages_and_offers_are_counted_in_steps(node: Node, port: int) -> None:
    youth, _, _ = await talk(node)
    node.world.tally.messages = 98
    node.world.tally.offers = 19
    await youth.do("say", **message(1))
    assert await value(port, catalogue.MESSAGES_TAKEN) == 0
    assert await value(port, catalogue.OFFERS_MADE) == 10
    await youth.do("say", **message(2))
    assert await value(port, catalogue.MESSAGES_TAKEN) == 100


async def test_responders_are_told_as_they_are(node: Node, port: int) -> None:
    ana, ben = await desk(node, "ana"), await desk(node, "ben")
    await ana.do("set_ready", on=True)
    await shows(port, 2, catalogue.RESPONDERS, catalogue.SIGNED_IN)
    await shows(port, 1, catalogue.RESPONDERS, catalogue.IS_READY)
    await ben.close()
    await shows(port, 1, catalogue.RESPONDERS, catalogue.IS_READY)


@pytest.mark.usefixtures("node")
async def test_the_store_and_the_loop_are_looked_at_by_the_clock(port: int) -> None:
    async def looked() -> bool:
        calls = await value(port, f"{catalogue.STORE_CALLS}_count")
        lags = await value(port, f"{catalogue.LOOP_LAG}_count")
        return bool(calls and lags)

    await asyncio.sleep(LOOK_S)
    await soon(looked)
    assert (await value(port, catalogue.CPU) or 0) > 0
    assert (await value(port, catalogue.MEMORY) or 0) > 1_000_000
    assert (await value(port, catalogue.STARTED) or 0) > 1_000_000_000


async def test_neither_door_of_pages_tells_a_number(node: Node) -> None:
    for origin in (node.site.public_origin, node.site.staff_origin):
        async with aiohttp.ClientSession() as http, http.get(f"{origin}/metrics") as answer:
            assert answer.status == 404
            assert "helpline_" not in await answer.text()


async def test_a_port_that_is_taken_stops_the_start(
    node: Node, durable: Durable, site: Site, built: Path, port: int
) -> None:
    with pytest.raises(Misconfigured, match=str(port)):
        async with doors(node.world, durable, site, built, operators=("127.0.0.1", port)):
            """It does not come so far."""


def test_by_default_there_is_no_such_port() -> None:
    assert Listen("127.0.0.1", 1, 2).operators is None


def test_the_document_is_what_the_catalogue_says(tmp_path: Path) -> None:
    main(tmp_path)
    assert (tmp_path / "docs" / "metrics.md").read_text() == metrics() == DOCUMENT.read_text()
