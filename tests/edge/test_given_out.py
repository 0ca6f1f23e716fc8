"""Other help on the pages: as the directory gives it out, and as last known while it is away."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest

from helpline.core.audit import CONSOLE, By
from helpline.core.directory.changing import Change
from helpline.durable import Durable
from helpline.edge import serve
from helpline.edge.given_out import GivenOut
from tests.core.listings import LOOKED, PHONE, SERVICE, package, rows
from tests.edge.conftest import Node
from tests.edge.test_ghosts import soon

BY = By(CONSOLE, 0)
NAME = "Harbor line"


@pytest.fixture
def looks_often() -> Iterator[None]:
    """Let a node look more often than a test would wait."""
    with pytest.MonkeyPatch.context() as context:
        context.setattr(serve, "GIVEN_S", 0.05)
        yield


@pytest.fixture
async def filled(durable: Durable, looks_often: None) -> Durable:  # noqa: ARG001 - before the node
    await durable.directory.replace(package(), BY)
    return durable


@pytest.fixture
async def http(filled: Durable, node: Node) -> AsyncIterator[aiohttp.ClientSession]:
    assert filled is node.durable
    async with aiohttp.ClientSession(node.site.public_origin) as session:
        yield session


async def read(http: aiohttp.ClientSession, path: str) -> str:
    async with http.get(path) as answer:
        assert answer.status == 200
        return await answer.text()


async def setup(http: aiohttp.ClientSession, path: str) -> dict[str, Any]:
    found = re.search(r'id="setup">(.*?)</script>', await read(http, path))
    assert found is not None
    told: dict[str, Any] = json.loads(found[1])
    return told


async def test_numbers_and_words_stand_on_the_first_screen(http: aiohttp.ClientSession) -> None:
    told = await setup(http, "/")
    assert told["listing"] is None
    [number] = told["numbers"]
    assert number == {
        "id": SERVICE,
        "name": NAME,
        "call": "1-800-555-0100",
        "text_to": "55512",
        "text_word": "HELLO",
        "about": {"en": "About & more", "es": "Sobre"},
        "said": number["said"],
        "reports": False,
    }
    assert number["said"]["en"] == [
        "Monday, Tuesday: 9:00 am to 5:30 pm, Central time.",
        "They are closed on some days.",
        "For ages 12 to 21.",
    ]


async def test_the_list_is_in_its_page_and_by_itself_the_same(http: aiohttp.ClientSession) -> None:
    told = await setup(http, "/more")
    assert told["listing"] == json.loads(await read(http, "/more.json"))
    [place] = told["listing"]["places"]
    assert (place["name"], place["line"], place["needs"]) == (NAME, "help", ["runaway"])
    assert place["hours"] == [
        {
            "zone": "America/Chicago",
            "spans": [{"day": day, "opens": 540, "closes": 1_050} for day in (0, 1)],
            "first": None,
            "last": None,
            "closed": ["2026-12-22", "2026-12-29"],
        }
    ]


@pytest.mark.parametrize("path", ["/", "/more", "/more.json"])
async def test_what_is_off_or_changed_is_so_on_the_next_page(
    http: aiohttp.ClientSession, node: Node, path: str
) -> None:
    assert NAME in await read(http, path)
    number = Change("phone", PHONE, "number", "1-800-555-0199")
    await node.durable.directory.change(SERVICE, 1, [number], BY, LOOKED)

    async def changed() -> bool:
        return "1-800-555-0199" in await read(http, path)

    await soon(changed)
    await node.durable.directory.set_off(SERVICE, 2, BY, off=True)

    async def gone() -> bool:
        return NAME not in await read(http, path)

    await soon(gone)


async def test_nothing_is_read_again_until_something_was_changed(filled: Durable) -> None:
    given = GivenOut(filled.directory)
    await given.look()
    before = given.entries
    await given.look()
    assert given.entries is before


async def test_an_entry_with_a_fault_is_on_no_page(http: aiohttp.ClientSession, node: Node) -> None:
    tables = rows()
    tables["phone"][0]["number"] = "55"
    await node.durable.directory.replace(package(tables), BY)

    async def gone() -> bool:
        return NAME not in await read(http, "/more")

    await soon(gone)
