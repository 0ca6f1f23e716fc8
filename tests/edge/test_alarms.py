"""Alerts at the doors: two nodes tell one once, supervisors see it and who sees to it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpline.actions.picture import take
from helpline.actions.world import World
from helpline.actions.youth import join
from helpline.core.alert_words import body
from helpline.core.alerts import AlertKind
from helpline.core.intake import Intake, Language
from helpline.core.names import Conn
from helpline.core.policy import Policy
from helpline.core.roles import Role
from helpline.durable import Durable
from helpline.edge.alarms import Alarms
from helpline.edge.notices import Notices
from tests.edge.conftest import Node, doors, made_site, world_on
from tests.edge.page import Page
from tests.edge.receiver import Receiver, receiving
from tests.edge.test_conversation import token
from tests.store import Server, serve

POLICY = Policy(
    chats_per_responder=2,
    alert_not_safe_s=1,
    alert_line=1,
    alert_hold_s=1,
    alert_nobody_ready_s=0,
    alert_store_s=2,
)
LINE, STORE = body(AlertKind.LINE, Language.EN), body(AlertKind.STORE, Language.EN)
A_WHILE_S = 4.0
"""Several pulses of every node."""


@pytest.fixture
def server(redis_server: str) -> Iterator[Server]:
    """A server of this test's own, which it may freeze."""
    yield from serve(redis_server)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@asynccontextmanager
async def node_of(
    world: World, durable: Durable, built: Path, receiver: Receiver
) -> AsyncIterator[Node]:
    site = replace(made_site(), alert_urls=(receiver.url,))
    async with doors(replace(world, policy=POLICY), durable, site, built) as node:
        yield node


@pytest.fixture
async def node(
    world: World, durable: Durable, built: Path, receiver: Receiver
) -> AsyncIterator[Node]:
    async with node_of(world, durable, built, receiver) as node:
        yield node


@pytest.fixture
async def two(
    node: Node, name: str, durable: Durable, built: Path, receiver: Receiver
) -> AsyncIterator[Node]:
    world = world_on(node.world.floor.store, name, "two")
    async with node_of(world, durable, built, receiver) as two:
        yield two


async def floor_at(node: Node, name: str) -> tuple[Page, dict[str, Any]]:
    page = await node.open("/supervisor", token=token(node, name, Role.SUPERVISOR))
    return page, await page.do("arrive")


def kinds(told: dict[str, Any]) -> list[str]:
    return [alert["kind"] for alert in told["view"]["alerts"]]


def seen_by(told: dict[str, Any]) -> list[str | None]:
    return [alert["seen_by"] for alert in told["view"]["alerts"]]


async def test_two_nodes_raise_an_alert_once_and_a_second_supervisor_sees_who_sees_to_it(
    node: Node, two: Node, receiver: Receiver
) -> None:
    dana, arrived = await floor_at(node, "dana")
    lee, _ = await floor_at(two, "lee")
    assert {"kind": "line", "limit": 1} in arrived["rules"]
    assert arrived["view"]["alerts"] == []
    for at in (node, two):
        await (await at.open("/youth")).do("join")
    for page in (dana, lee):
        await page.hear("changed", lambda d: kinds(d) == ["line"])
    assert await receiver.hear(1) == [LINE]
    await dana.do("acknowledge", kind="line")
    await lee.hear("changed", lambda d: seen_by(d) == ["Dana"])
    await asyncio.sleep(A_WHILE_S)
    assert receiver.said == [LINE]


async def test_nodes_that_see_it_at_the_same_moment_tell_it_once(
    world: World, name: str, receiver: Receiver
) -> None:
    now = replace(POLICY, alert_hold_s=0)
    worlds = [world, *(world_on(world.floor.store, name, node) for node in ("two", "three"))]
    for number in range(2):
        await join(world, Intake(), Conn(f"youth-{number}"))
    alarms = [Alarms(replace(one, policy=now), Notices([receiver.url])) for one in worlds]
    pictures = [await take(one) for one in worlds]
    telling = [asyncio.create_task(one.tell_forever()) for one in alarms]
    await asyncio.gather(
        *(one.watch(picture) for one, picture in zip(alarms, pictures, strict=True))
    )
    assert await receiver.hear(1) == [LINE]
    await asyncio.sleep(1)
    assert receiver.said == [LINE]
    for task in telling:
        task.cancel()
    await asyncio.wait(telling)


async def test_nothing_of_a_chat_is_in_what_is_shown_or_told(
    node: Node, receiver: Receiver
) -> None:
    dana, _ = await floor_at(node, "dana")
    youth = await node.open("/youth")
    joined = await youth.do("join", intake={"safety": "not_safe"})
    told = await dana.hear("changed", lambda d: "not_safe" in kinds(d))
    await receiver.hear(1)
    assert joined["chat"] not in str(told["view"]["alerts"])
    assert joined["chat"] not in str(receiver.told)
    assert [alert["n"] for alert in told["view"]["alerts"]] == [1]


async def test_only_who_watches_the_floor_sees_to_alerts(node: Node) -> None:
    page = await node.open("/supervisor", token=token(node, "dana", Role.SUPERVISOR))
    assert (await page.ask("acknowledge", kind="line"))["code"] == "not_signed_in"
    await page.do("arrive")
    await page.do("acknowledge", kind="line")
    assert (await page.ask("acknowledge", kind="fire"))["code"] == "bad_input"


@pytest.mark.hurried
@pytest.mark.usefixtures("node")
async def test_a_node_says_once_that_the_store_does_not_answer(
    server: Server, receiver: Receiver
) -> None:
    await asyncio.sleep(A_WHILE_S)
    assert receiver.said == []
    server.freeze()
    try:
        assert await receiver.hear(1) == [STORE]
        await asyncio.sleep(A_WHILE_S)
        assert receiver.said == [STORE]
    finally:
        server.thaw()
