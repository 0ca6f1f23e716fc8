"""The store does not answer for a while: said calmly, nothing taken for over, all good after."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import aiohttp
import pytest

from helpline.core.errors import TryAgain
from helpline.core.names import ChatId
from helpline.durable import Durable
from helpline.edge import serve as edge
from helpline.edge.push import Push
from helpline.edge.seats import Seat
from helpline.ephemeral.connection import CALL_S, Store
from helpline.wire.shapes import Frame
from tests.edge.conftest import Node, doors, made_site, world_on
from tests.edge.test_conversation import message, seat_of, talk
from tests.edge.test_ghosts import soon
from tests.store import Server, serve

pytestmark = pytest.mark.hurried


@pytest.fixture
def server(redis_server: str) -> Iterator[Server]:
    """A server of this test's own, which it may freeze."""
    yield from serve(redis_server)


@pytest.fixture(autouse=True)
def thawed(server: Server) -> Iterator[None]:
    yield
    server.thaw()


async def ready(origin: str) -> int:
    async with aiohttp.ClientSession() as http, http.get(f"{origin}/readyz") as answer:
        assert await answer.text() == ""
        return answer.status


async def test_pages_are_told_of_trouble_and_when_it_is_over(node: Node, server: Server) -> None:
    youth, ana, chat = await talk(node)
    server.freeze()
    for page in (youth, ana):
        assert await page.hear("trouble") == {"on": True}
    assert (await youth.ask("say", **message(1)))["code"] == "try_again"
    server.thaw()
    for page in (youth, ana):
        await page.hear("trouble", lambda d: not d["on"])
        told = [d["on"] for name, d in page.heard if name == "trouble"]
        assert told == [True, False], "said once each way"

    async def goes_on() -> bool:
        return bool((await ana.ask("say", **seat_of(chat), **message(2)))["ok"])

    await soon(goes_on)
    await youth.hear("said", lambda d: d["cid"] == message(2)["cid"])
    assert "ended" not in [name for name, _ in youth.heard]


async def test_whoever_was_told_of_trouble_is_told_of_its_end_whatever_broke_meanwhile(
    node: Node, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where memory is short the telling itself may be broken off."""
    youth, ana, _ = await talk(node)
    emit, broken = Push.emit, [True]

    async def breaks(push: Push, seat: Seat, name: str, frame: Frame) -> None:
        await emit(push, seat, name, frame)
        if name == "trouble" and broken:
            broken.pop()
            raise MemoryError

    monkeypatch.setattr(Push, "emit", breaks)
    server.freeze()
    for page in (youth, ana):
        await page.hear("trouble", lambda d: d["on"])
    server.thaw()
    for page in (youth, ana):
        await page.hear("trouble", lambda d: not d["on"])
        assert [d["on"] for name, d in page.heard if name == "trouble"] == [True, False]


async def test_who_talks_looks_for_what_a_broken_wire_to_the_store_may_have_lost(
    node: Node,
) -> None:
    youth, ana, _ = await talk(node)
    waits = await node.open("/youth")
    await waits.do("join")
    await youth.do("say", **message(1))
    await ana.hear("said")
    assert await node.world.floor.store.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    for page in (youth, ana):
        await page.hear("again")
    assert "again" not in [name for name, _ in waits.heard], "nobody has told it anything"


async def test_who_leaves_by_the_beacon_during_an_outage_is_ended_after_it(
    node: Node, server: Server
) -> None:
    """A beacon can't be sent again: the page that sent it is gone."""
    youth, ana, chat = await talk(node)
    server.freeze()
    async with (
        aiohttp.ClientSession(node.site.public_origin) as http,
        http.post("/end", data=chat["ticket"]) as answer,
    ):
        assert answer.status == 204
    youth.vanish()
    server.thaw()
    assert (await ana.hear("ended"))["why"] == "left"

    async def gone() -> bool:
        return await node.world.floor.chat(ChatId(chat["chat"])) is None

    await soon(gone)


async def test_a_node_that_can_not_serve_says_so_at_both_doors(
    node: Node, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = (node.site.public_origin, node.site.staff_origin)
    monkeypatch.setattr("helpline.edge.health.UNFIT_S", 2.0)

    async def all_say(status: int) -> bool:
        return [await ready(origin) for origin in both] == [status, status]

    await soon(lambda: all_say(200))
    server.freeze()
    await soon(lambda: all_say(503))
    server.thaw()
    await soon(lambda: all_say(200))


async def test_a_node_that_does_not_hear_itself_is_not_ready(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reaches the store, but would be deaf to what other nodes have for its pages."""
    monkeypatch.setattr("helpline.edge.health.UNFIT_S", 2.0)
    monkeypatch.setattr("helpline.edge.health.CANARY", "another bird")

    async def unready() -> bool:
        return await ready(node.site.public_origin) == 503

    await soon(lambda: _ready(node))
    monkeypatch.setattr("helpline.ephemeral.hints.Hints.tell", lambda *_: None)
    await soon(unready)


async def test_what_is_done_again_and_again_outlives_a_fault(
    node: Node, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Else one locked database, and nobody would ever again be signed out."""
    tries = 0

    async def leave(*_: object) -> None:
        nonlocal tries
        tries += 1
        if tries <= 2:  # the beacon itself, and the first time it is made up for
            raise ValueError("canary-of-a-youth")

    _, _, chat = await talk(node)
    monkeypatch.setattr("helpline.actions.youth.exit_page", leave)
    async with aiohttp.ClientSession(node.site.public_origin) as http:
        await http.post("/end", data=chat["ticket"])

    async def again() -> bool:
        return tries > 2

    await soon(again)
    assert "canary" not in capfd.readouterr().err


async def test_a_start_waits_for_a_store_that_does_not_answer_yet(
    store: Store, name: str, durable: Durable, built: Path, server: Server
) -> None:
    world = world_on(store, name, "one")
    server.freeze()
    asyncio.get_running_loop().call_later(2 * CALL_S, server.thaw)
    async with doors(world, durable, made_site(), built) as node:
        youth = await node.open("/youth")
        assert (await youth.do("join"))["chat"]


async def test_a_start_without_a_store_ends_and_says_so(
    store: Store, name: str, durable: Durable, built: Path, server: Server
) -> None:
    server.freeze()
    with patch.object(edge, "START_S", 1.0), pytest.raises(TryAgain, match="did not answer"):
        async with doors(world_on(store, name, "one"), durable, made_site(), built):
            pass


async def _ready(node: Node) -> bool:
    return await ready(node.site.public_origin) == 200
