"""A store run as `deploy/` runs it holds a chat, and leaves nothing of it behind."""

import re
from pathlib import Path

import pytest

from helpline.app.store_check import check_forgets
from helpline.core.errors import Misconfigured
from helpline.core.names import YOUTH
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral.connection import connect
from helpline.ephemeral.documents import NEW
from helpline.ephemeral.floor import Floor, Write
from helpline.ephemeral.log import Log
from tests.deploy.conftest import Deployed
from tests.made import POLICY, chat

CANARY = "a-sealed-body-that-must-not-be-found"


async def say_something(url: str) -> None:
    async with connect(url) as store:
        floor = Floor(store, "main", POLICY)
        log = Log(store, floor.keys, POLICY)
        kept = chat()
        assert await floor.commit([Write(kept.id, NEW, kept)], [], 1.0)
        said = Envelope("c1", 1, 0, Sealed(CANARY))
        assert (await log.say(kept.id, YOUTH, YOUTH, said, 2.0)).seq == 1
        await floor.add_length(12)
        await floor.set_state("open")
        await floor.touch({kept.id: None}, [])
        entries, _ = await log.after(kept.id, 0)
        assert [entry.envelope.sealed.body for entry in entries] == [CANARY]


def holding(folder: Path, text: bytes) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if text in path.read_bytes()]


async def test_the_helpline_works_in_it_as_the_user_it_is_given(deployed: Deployed) -> None:
    await check_forgets(deployed.url("redis_check_url"))
    await say_something(deployed.url("redis_url"))


async def test_stopped_politely_it_leaves_no_file(deployed: Deployed) -> None:
    await say_something(deployed.url("redis_url"))
    before = sorted(deployed.folder.rglob("*"))
    deployed.stop()
    assert sorted(set(deployed.folder.rglob("*")) - set(before)) == []
    assert holding(deployed.folder, CANARY.encode()) == []


async def test_the_user_of_the_chats_may_not_make_the_check(deployed: Deployed) -> None:
    with pytest.raises(Misconfigured, match="HELPLINE_REDIS_CHECK_URL"):
        await check_forgets(deployed.url("redis_url"))


def test_a_password_is_nowhere_but_in_its_own_address(deployed: Deployed) -> None:
    for name in ("redis_url", "redis_check_url"):
        (password,) = re.findall(r":([0-9a-f]{64})@", deployed.url(name))
        found = holding(deployed.secrets, password.encode())
        assert [path.name for path in found] == [name]
