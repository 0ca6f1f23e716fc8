"""The database is away for a while: a server that was stopped, a file that another program holds.

Chats, desks and the line go on; whoever signs in is told plainly; nothing is half written; and all
is well again by itself.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from shutil import copy
from time import monotonic, time
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from helpline.actions.world import World
from helpline.core.audit import CONSOLE, By
from helpline.core.counted import Kind
from helpline.core.errors import RecordsAway
from helpline.core.guessing import FREE
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer, Passwords, open_durable
from helpline.durable.database import open_database
from helpline.durable.tables import counted
from helpline.ephemeral.connection import Store
from tests.core.listings import package, rows
from tests.edge.conftest import Node, world_on
from tests.edge.office import Desk, Office, node, office
from tests.edge.page import KEY, Page
from tests.edge.test_conversation import message, seat_of
from tests.edge.test_ghosts import soon
from tests.edge.test_given_out import looks_often, read
from tests.sql import MADE, Postgres, file_at, serve
from tests.world import settle

__all__ = ["looks_often", "node", "office"]

WORDS = "kettle quiet otter lamp"
BY = By(CONSOLE, 0)
MODULE = {"version": 0, "name": "The law", "months": 12, "required": False}
QUICK_S = 6.0
"""A page is told by then; the database itself is given three seconds."""
HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@dataclass
class Away:
    """A database that can be taken away, and given back."""

    url: str
    take: Callable[[], Awaitable[None]]
    give_back: Callable[[], Awaitable[None]]


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A server of these tests' own, which they may stop."""
    yield from serve()


@pytest.fixture
async def stopped(postgres: Postgres) -> AsyncIterator[Away]:
    up = [True]

    async def take() -> None:
        await asyncio.to_thread(postgres.stop)
        up[0] = False

    async def give_back() -> None:
        await asyncio.to_thread(postgres.start)
        up[0] = True

    with postgres.database(MADE) as url:
        yield Away(url, take, give_back)
        if not up[0]:
            await give_back()


@pytest.fixture
async def locked(tmp_path: Path, made_file: Path) -> AsyncIterator[Away]:
    file = Path(copy(made_file, tmp_path / "d.db"))
    holders: list[asyncio.subprocess.Process] = []

    async def take() -> None:
        holder = await asyncio.create_subprocess_exec(
            sys.executable, "-c", HOLD, str(file), stdin=PIPE, stdout=PIPE
        )
        holders.append(holder)
        assert holder.stdout is not None
        assert await holder.stdout.readline() == b"held\n"

    async def give_back() -> None:
        await holders.pop().communicate(b"")  # Python 3.11 does not close it for None

    yield Away(file_at(file), take, give_back)
    if holders:
        await give_back()


@pytest.fixture(params=["stopped", "locked"])
def away(request: pytest.FixtureRequest) -> Away:
    found: Away = request.getfixturevalue(request.param)
    return found


@pytest.fixture
async def durable(away: Away) -> AsyncIterator[Durable]:
    cheap = Passwords(PasswordHasher.from_parameters(CHEAPEST))
    async with open_durable(away.url, cheap) as durable:
        yield durable


@pytest.fixture
async def world(store: Store, name: str, durable: Durable) -> World:
    """Return a world that counts as `app` has it count."""
    made = world_on(store, name, "one")
    await settle(made.nodes, store, made.floor.keys)
    store.greet = made.nodes.greet

    async def count(kind: Kind, value: StrEnum | None, at: float) -> None:
        durable.counts.note(kind, value, at, made.now())

    return replace(made, count=count)


@dataclass
class Stage:
    """A chat that is open, a colleague, and a supervisor who watches."""

    youth: Page
    ana: Page
    ben: Page
    floor: Page
    ben_id: StaffId
    sam_id: StaffId
    signed_in: Desk
    seat: dict[str, Any]


async def at_desk(node: Node, who: Desk) -> Page:
    page = await node.open("/responder", token=await who.token())
    await page.do("arrive", public_key=KEY)
    return page


@pytest.fixture
async def stage(node: Node, office: Office) -> Stage:
    ana, ben = await office.enter(Role.RESPONDER), await office.enter(Role.RESPONDER)
    sam = await office.enter(Role.ADMIN)
    floor = await node.open("/supervisor", token=await sam.token())
    await floor.do("arrive")
    at_ana, at_ben = await at_desk(node, ana), await at_desk(node, ben)
    youth = await node.open("/youth")
    chat = (await youth.do("join"))["chat"]
    await at_ana.do("pull")
    seat = await offered(at_ana, chat)
    await at_ana.do("accept", **seat)
    await youth.hear("changed", lambda d: d["view"]["phase"] == "open")
    return Stage(youth, at_ana, at_ben, floor, ben.me, sam.me, ana, seat)


async def offered(page: Page, chat: str) -> dict[str, Any]:
    told = await page.hear("changed", lambda d: d["view"]["offer"])
    return {"chat": chat, "fence": told["view"]["offer"]["fence"]}


async def test_chats_desks_and_line_go_on_and_what_was_done_is_kept_after(
    stage: Stage, away: Away, node: Node
) -> None:
    youth, ana, ben = stage.youth, stage.ana, stage.ben
    await away.take()
    await youth.do("say", **message(1))
    assert (await ana.hear("said"))["cid"] == message(1)["cid"]
    await ana.do("say", **seat_of(stage.seat), **message(2))
    assert (await youth.hear("said"))["cid"] == message(2)["cid"]
    await ana.do("hand_over", **seat_of(stage.seat), to=stage.ben_id)
    await ana.do("wrap_up", fence=stage.seat["fence"], outcome="planned", heavy=True)
    seat = await offered(ben, stage.seat["chat"])
    await ben.do("accept", **seat)
    await youth.hear("changed", lambda d: d["view"]["readers"] and d["view"]["phase"] == "open")
    await ben.do("say", **seat, **message(3))
    await youth.hear("said", lambda d: d["cid"] == message(3)["cid"])
    await ben.do("end", **seat)
    await youth.hear("ended")
    await ben.do("wrap_up", fence=seat["fence"], outcome="talked")
    await stage.floor.do("set_line", state="paused")
    await stage.floor.hear("changed", lambda d: d["view"]["line"]["state"] == "paused")
    other = await node.open("/youth")
    assert (await other.ask("join"))["code"] == "line_closed"
    await away.give_back()

    async def kept() -> bool:
        last = await node.durable.audit.latest(1)
        return [entry.written.deed for entry in last] == ["line_set"]

    await soon(kept)
    [line] = await node.durable.audit.latest(1)
    assert (line.written.actor, line.written.detail) == (stage.sam_id, "paused")
    await soon(lambda: is_counted(away.url))
    await node.durable.audit.verify()
    for page in (ana, ben, stage.floor):
        assert "signed_out" not in [name for name, _ in page.heard]


async def is_counted(url: str) -> bool:
    """Tell whether the chat and both its wrap-ups are counted, each answer once."""
    query = sa.select(counted.c.kind, counted.c.value, counted.c.n)
    async with open_database(url) as database, database.transaction() as connection:
        found = {(row.kind, row.value, row.n) for row in await connection.execute(query)}
    waited = {("came", "en", 1), ("answered_in_time", "under_1", 1), ("taken", "0", 1)}
    chat = waited | {("ended_closed", "under_5", 1)}
    return found == chat | {("heavy", "", 1), ("outcome", "planned", 1), ("outcome", "talked", 1)}


@pytest.mark.parametrize("away", ["stopped"], indirect=True)
async def test_a_page_whose_connection_breaks_meanwhile_sits_down_again(
    stage: Stage, away: Away, node: Node
) -> None:
    ana = stage.signed_in
    await away.take()
    stage.ana.vanish()
    again = await at_desk(node, ana)
    await again.do("say", **stage.seat, **message(1))
    await stage.youth.hear("said", lambda d: d["cid"] == message(1)["cid"])
    assert (await ana.ask("GET", f"/staff/{ana.me}"))[1]["code"] == "records_away"
    assert (await ana.ask("GET", "/desk"))[0] == 200
    stranger = Desk(ana.http, ana.me, "x" * 43)
    assert await stranger.ask("GET", "/session") == (503, {"ok": False, "code": "records_away"})
    await away.give_back()
    assert (await ana.ask("GET", f"/staff/{ana.me}"))[0] == 200
    assert await stranger.ask("GET", "/session") == (401, {"ok": False, "code": "not_signed_in"})
    assert "signed_out" not in [name for name, _ in again.heard]


async def test_who_signs_in_is_told_plainly_and_comes_in_when_it_is_back(
    office: Office, away: Away
) -> None:
    """No try of these counts as a guess, and a link that was tried is not used up."""
    newcomer = Newcomer(name="Dana", sign_in_name="dana", role=Role.RESPONDER)
    dana = await office.durable.staff.add(newcomer, BY, WORDS)
    link = await office.durable.links.make(dana, By(CONSOLE, time()))
    by_name, by_link = {"name": "dana", "password": WORDS}, {"link": link}
    await away.take()
    began = monotonic()
    for said in await asyncio.gather(*(entered(office, by) for by in (by_name, by_link))):
        assert said == (503, {"ok": False, "code": "records_away"})
    assert monotonic() - began < QUICK_S
    await away.give_back()
    for by in (by_link, by_name):
        status, said = await entered(office, by)
        assert (status, said["me"]["id"]) == (200, dana)


@pytest.mark.parametrize("away", ["stopped"], indirect=True)
async def test_whoever_tries_again_and_again_meanwhile_waits_for_nothing_after(
    office: Office, away: Away
) -> None:
    newcomer = Newcomer(name="Dana", sign_in_name="dana", role=Role.RESPONDER)
    await office.durable.staff.add(newcomer, BY, WORDS)
    given = {"name": "dana", "password": WORDS}
    await away.take()
    for _ in range(FREE + 2):
        assert (await entered(office, given))[1]["code"] == "records_away"
    await away.give_back()
    assert (await entered(office, given))[0] == 200


async def test_nothing_of_staff_is_half_written(office: Office, away: Away) -> None:
    admin, other = await office.enter(Role.ADMIN), await office.hire(Role.RESPONDER)
    before = await office.durable.staff.everyone()
    asks = (
        ("POST", "/staff", {"name": "Noor", "sign_in_name": "noor", "role": "responder"}),
        ("PUT", f"/staff/{other}/active", {"version": 1, "on": False}),
        ("PUT", "/training/modules/law", MODULE),
        ("PUT", "/shifts/holidays", {"version": 1, "holidays": ["2026-12-25"]}),
    )
    await away.take()
    for status, said in await asyncio.gather(*(admin.ask(*ask) for ask in asks)):
        assert (status, said["code"]) == (503, "records_away")
    await away.give_back()
    assert await office.durable.staff.everyone() == before
    assert await office.durable.training.modules() == []
    assert (await office.durable.audit.verify())[0] == len(before)
    for method, path, body in asks:
        assert (await admin.ask(method, path, body))[0] == 200, path


@pytest.mark.parametrize("away", ["stopped"], indirect=True)
async def test_other_help_stays_on_the_pages_as_it_was_last_known(
    looks_often: None,  # noqa: ARG001 - before the node
    away: Away,
    node: Node,
) -> None:
    directory = node.durable.directory
    async with aiohttp.ClientSession(node.site.public_origin) as http:

        async def shown() -> bool:
            pages = [await read(http, path) for path in ("/", "/more", "/more.json")]
            return all("Harbor line" in text for text in pages)

        await directory.replace(package(), BY)
        await soon(shown)
        await away.take()
        with pytest.raises(RecordsAway):
            await directory.given_out()
        assert await shown()
        await away.give_back()
        tables = rows()
        tables["phone"][0]["number"] = "1-800-555-0199"
        await directory.replace(package(tables), BY)

        async def new() -> bool:
            return "1-800-555-0199" in await read(http, "/")

        await soon(new)


async def entered(office: Office, given: dict[str, str]) -> tuple[int, Any]:
    async with office.http.post("/session", json=given) as answer:
        return answer.status, await answer.json()
