"""Whoever is let go, or signed out elsewhere, is out at every node at once, and so are their chats.

A link lets somebody in who has a password, too, and leaves it as it is.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from helpline.core.audit import CONSOLE, By
from helpline.core.names import ChatId
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.durable import Durable, Newcomer
from helpline.edge.serve import KEEP_S
from tests.edge.conftest import Node, doors, made_site, world_on
from tests.edge.office import Desk, Office, node, office
from tests.edge.page import KEY, Page
from tests.edge.test_ghosts import soon

__all__ = ["node", "office"]

WORDS = "kettle quiet otter lamp"


@pytest.fixture
async def two(node: Node, name: str, durable: Durable, built: Path) -> AsyncIterator[Node]:
    """Another node of the same floor, which looks for ended sessions as the first one does."""
    world = world_on(node.world.floor.store, name, "two")
    async with doors(world, durable, made_site(), built, keep_s=KEEP_S) as two:
        yield two


async def seated(at: Node, who: Desk) -> Page:
    page = await at.open("/responder", token=await who.token())
    await page.do("arrive", public_key=KEY)
    return page


async def talking(node: Node, page: Page) -> tuple[Page, str]:
    """Return a youth's page whose chat is open at this desk, and the chat."""
    youth = await node.open("/youth")
    chat = str((await youth.do("join"))["chat"])
    await page.do("pull")
    told = await page.hear("changed", lambda d: d["view"]["offer"])
    await page.do("accept", chat=chat, fence=told["view"]["offer"]["fence"])
    await youth.hear("changed", lambda d: d["view"]["phase"] == "open")
    youth.heard.clear()  # it was told of its place in the line before, too
    return youth, chat


async def signed_in(node: Node, who: Desk) -> int:
    """Ask a node who is signed in, and return the status."""
    origin = node.site.staff_origin
    async with aiohttp.ClientSession(origin, headers={"Origin": origin}) as http:
        return (await Desk(http, who.me, who.cookie).ask("GET", "/session"))[0]


async def test_who_is_let_go_at_one_node_is_out_at_the_other(
    office: Office, node: Node, two: Node
) -> None:
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    page = await seated(two, ana)
    youth, chat = await talking(node, page)
    status, _ = await admin.ask("PUT", f"/staff/{ana.me}/active", {"version": 1, "on": False})
    assert status == 200
    await youth.hear("changed", lambda d: d["view"]["phase"] == "waiting")
    assert await node.world.floor.line() == [ChatId(chat)]
    await page.hear("signed_out")
    for one in (node, two):
        assert await signed_in(one, ana) == 401
    assert await node.world.floor.desk(ana.me) is None


async def test_a_token_that_was_given_just_before_opens_nothing_that_stays(
    office: Office, two: Node
) -> None:
    """A token for the socket is good for a minute, and asks no database."""
    admin, ana = await office.enter(Role.ADMIN), await office.enter(Role.RESPONDER)
    token = await ana.token()
    await admin.ask("PUT", f"/staff/{ana.me}/active", {"version": 1, "on": False})
    page = await two.open("/responder", token=token)
    await page.do("arrive", public_key=KEY)
    await page.hear("signed_out")

    async def gone() -> bool:
        return await two.world.floor.desk(ana.me) is None

    await soon(gone)


@pytest.mark.parametrize("all_of_them", [True, False])
async def test_a_session_that_is_ended_by_the_command_line_is_out_at_every_node(
    office: Office, node: Node, two: Node, *, all_of_them: bool
) -> None:
    ana, by = await office.enter(Role.RESPONDER), By(CONSOLE, time())
    page = await seated(two, ana)
    youth, chat = await talking(node, page)
    sessions = office.durable.sessions
    [mine] = await sessions.of(ana.me, time())
    if all_of_them:
        assert await sessions.end_all(ana.me, by) == 1
    else:
        assert await sessions.end(ana.me, mine.id, by) == 1
    await page.hear("signed_out")
    await youth.hear("changed", lambda d: d["view"]["phase"] == "waiting")
    assert await node.world.floor.line() == [ChatId(chat)]
    assert await signed_in(node, ana) == 401


async def test_a_link_lets_in_who_has_a_password_once_and_the_password_stays(
    office: Office,
) -> None:
    admin = await office.enter(Role.ADMIN)
    newcomer = Newcomer(name="Dana", sign_in_name="dana", role=Role.RESPONDER)
    dana = await office.durable.staff.add(newcomer, By(CONSOLE, 0), WORDS)
    _, said = await admin.ask("POST", f"/staff/{dana}/link")
    by_link = {"link": urlsplit(said["link"]).fragment}
    by_name = {"name": "dana", "password": WORDS}
    found = [await entered(office, given) for given in (by_link, by_link, by_name)]
    assert [status for status, _ in found] == [200, 401, 200]
    assert {said["me"]["id"] for status, said in found if status == 200} == {dana}
    assert found[0][1]["factors"]["password"] is True
    hows = {one.how for one in await office.durable.sessions.of(dana, time())}
    assert hows == {How.LINK, How.PASSWORD}


async def entered(office: Office, given: dict[str, str]) -> tuple[int, Any]:
    async with office.http.post("/session", json=given) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMIN])
async def test_who_sets_the_line_by_hand_is_written_into_the_audit(
    office: Office, node: Node, role: Role
) -> None:
    sam = await office.enter(role)
    page = await node.open("/supervisor", token=await sam.token())
    await page.do("arrive")
    for state in ("paused", "open"):
        await page.do("set_line", state=state)
    assert (await page.ask("set_line", state="ajar"))["code"] == "bad_input"

    async def told() -> bool:
        return (await office.durable.audit.verify())[0] == 3

    await soon(told)
    last = [entry.written for entry in await office.durable.audit.latest(2)]
    assert [(one.actor, one.deed, one.detail) for one in last] == [
        (sam.me, "line_set", "open"),
        (sam.me, "line_set", "paused"),
    ]
    assert all(abs(one.at - time()) < 60 for one in last)
