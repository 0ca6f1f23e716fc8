"""The directory of other help at the doors: who may do what, what is told, and off at once."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from helpline.core.audit import CONSOLE, By
from helpline.core.directory.nested import write_document
from helpline.core.names import StaffId
from helpline.core.roles import Act, Role, Whose, may
from helpline.durable import Durable, open_durable
from helpline.edge.archive import write_zip
from helpline.edge.http.directory import FILE_BYTES, DirectoryDoor
from tests.core.listings import PHONE, SERVICE, Rows, package, rows
from tests.edge.conftest import Node, doors, made_site, world_on
from tests.edge.office import Desk, Office, node, office, office_at
from tests.sql import file_at

__all__ = ["node", "office"]

BY = By(CONSOLE, 0)
DOOR = DirectoryDoor(None, None, None)  # type: ignore[arg-type]  # only its table
ROUTES = sorted((route, act) for route, (act, _) in DOOR.acts.items())
LOOKED = {"source": "called them", "grade": "V"}
NUMBER = {"table": "phone", "row": PHONE, "column": "number"}
CHANGE = {"service": SERVICE, "version": 1, "cells": [NUMBER | {"to": "988"}], "looked": LOOKED}
CHECKED = {"service": SERVICE, "version": 1, "facts": [NUMBER], "looked": LOOKED}
OFF = {"service": SERVICE, "version": 1, "off": True}
FILE = write_zip(package())
BODIES: dict[tuple[str, str], Any] = {
    ("PATCH", "/directory"): CHANGE,
    ("POST", "/directory/checked"): CHECKED,
    ("PUT", "/directory/off"): OFF,
    ("POST", "/directory/file"): FILE,
}
OCTETS = "application/octet-stream"


def faulty() -> Rows:
    tables = rows()
    tables["phone"][0]["number"] = "55"
    tables["service"][0]["url"] = "nowhere"
    return tables


@pytest.fixture
async def kept(durable: Durable) -> None:
    await durable.directory.replace(package(), BY)


async def entry(desk: Desk) -> dict[str, Any]:
    status, said = await desk.ask("GET", "/directory")
    assert status == 200
    [found] = said["entries"]
    assert isinstance(found, dict)
    return found


async def sent(desk: Desk, raw: bytes, version: int | None = None) -> tuple[int, Any]:
    query = "" if version is None else f"?version={version}"
    return await desk.ask("POST", f"/directory/file{query}", raw, OCTETS)


async def deeds(office: Office) -> list[tuple[str, str]]:
    lines = [one.written for one in await office.durable.audit.latest(99)]
    return [(one.actor, one.deed) for one in lines if one.deed.startswith("directory")]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("role", list(Role))
async def test_the_doors_allow_what_the_table_allows(office: Office, role: Role) -> None:
    assert {act for _, act in ROUTES} == {Act.SEE_DIRECTORY, Act.CHANGE_DIRECTORY}
    mine = await office.enter(role)
    for (method, path), act in ROUTES:
        await office.durable.directory.replace(package(), BY)
        version = (await office.durable.directory.standings())[SERVICE].version
        body = BODIES.get((method, path))
        body = body | {"version": version} if isinstance(body, dict) else body
        status, said = await mine.ask(method, path, body, OCTETS)
        if may(role, act, Whose.OTHER):
            assert status == 200, (method, path, said)
        else:
            assert (status, said) == (403, {"ok": False, "code": "not_allowed"}), (method, path)


@pytest.mark.parametrize(("method", "path"), [route for route, _ in ROUTES])
async def test_a_stranger_is_told_nothing(office: Office, method: str, path: str) -> None:
    stranger = Desk(office.http, StaffId("x"), "x" * 43)
    status, said = await stranger.ask(method, path, {"rubbish": 1})
    assert (status, said) == (401, {"ok": False, "code": "not_signed_in"})


async def test_a_new_helpline_has_no_entry(office: Office) -> None:
    ana = await office.enter(Role.RESPONDER)
    assert await ana.ask("GET", "/directory") == (200, {"entries": [], "terms": []})


@pytest.mark.usefixtures("kept")
async def test_a_responder_sees_each_entry_with_its_facts_and_sources(office: Office) -> None:
    found = await entry(await office.enter(Role.RESPONDER))
    cells = {(one["table"], one["row"], one["column"]): one for one in found.pop("cells")}
    assert found.pop("open_now") in {True, False}
    assert found == {
        "service": SERVICE,
        "version": 1,
        "name": "Harbor line",
        "organization": "Harbor",
        "off": False,
        "given": True,
        "line": "help",
        "needs": ["runaway"],
        "due": True,
        "due_since": "2026-08-31",
        "faults": [],
    }
    assert cells["phone", PHONE, "number"] == NUMBER | {
        "value": "1-800-555-0100",
        "fact": "number",
        "vouched": [{"source": "example.org", "grade": "V", "on": "2026-06-01"}],
    }


async def test_an_entry_with_faults_is_seen_with_them_by_whoever_can_mend_it(
    office: Office,
) -> None:
    await office.durable.directory.replace(package(faulty()), BY)
    found = await entry(await office.enter(Role.SUPERVISOR))
    assert (found["given"], found["line"], found["open_now"], found["due"]) == (
        False,
        None,
        None,
        False,
    )
    places = [(one["file"], one["row"], one["field"]) for one in found["faults"]]
    assert places == [("phones.csv", 2, "number"), ("services.csv", 2, "url")]


@pytest.mark.usefixtures("kept")
async def test_a_fact_is_changed_with_its_source_and_the_second_of_two_is_told(
    office: Office,
) -> None:
    first, second = [await office.enter(Role.SUPERVISOR) for _ in range(2)]
    assert await first.ask("PATCH", "/directory", CHANGE) == (200, {"faults": []})
    found = await entry(second)
    [number] = [c for c in found["cells"] if (c["row"], c["column"]) == (PHONE, "number")]
    assert (found["version"], number["value"]) == (2, "988")
    assert [one["source"] for one in number["vouched"]] == ["called them"]
    for method, path in (route for route in BODIES if route != ("POST", "/directory/file")):
        told = await second.ask(method, path, BODIES[method, path])
        assert told == (409, {"ok": False, "code": "changed_meanwhile"})
    assert await entry(second) == found
    assert await deeds(office) == [
        (first.me, "directory_changed"),
        (CONSOLE, "directory_imported"),
    ]


@pytest.mark.usefixtures("kept")
async def test_an_entry_that_is_checked_is_not_due_any_more(office: Office) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    found = await entry(sam)
    facts = [
        {name: cell[name] for name in ("table", "row", "column")}
        for cell in found["cells"]
        if cell["vouched"]
    ]
    assert (await sam.ask("POST", "/directory/checked", CHECKED | {"facts": facts}))[0] == 200
    assert (await entry(sam))["due"] is False
    assert (await deeds(office))[0] == (sam.me, "directory_checked")


@pytest.mark.usefixtures("kept")
async def test_a_change_that_would_spoil_an_entry_says_which_cell(office: Office) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    before = await entry(sam)
    change = CHANGE | {"cells": [NUMBER | {"to": "55"}]}
    status, said = await sam.ask("PATCH", "/directory", change)
    [fault] = said["faults"]
    assert (status, fault["file"], fault["row"]) == (200, "phones.csv", 2)
    assert (fault["field"], "no number of the United States" in fault["words"]) == ("number", True)
    assert await entry(sam) == before


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/directory", CHANGE | {"looked": None}),
        ("PATCH", "/directory", CHANGE | {"looked": LOOKED | {"source": " "}}),
        ("PATCH", "/directory", CHANGE | {"looked": LOOKED | {"grade": "U"}}),
        ("PATCH", "/directory", CHANGE | {"cells": []}),
        ("PATCH", "/directory", CHANGE | {"cells": [NUMBER | {"column": "id", "to": "x"}]}),
        ("PATCH", "/directory", CHANGE | {"cells": [NUMBER | {"row": "p9", "to": "988"}]}),
        ("PATCH", "/directory", CHANGE | {"cells": [NUMBER | {"to": "1" * 4_001}]}),
        ("PATCH", "/directory", CHANGE | {"service": "nobody"}),
        ("POST", "/directory/checked", CHECKED | {"facts": []}),
        ("POST", "/directory/checked", CHECKED | {"facts": [NUMBER | {"column": "type"}]}),
        ("POST", "/directory/checked", CHECKED | {"service": "nobody"}),
        ("PUT", "/directory/off", OFF | {"service": "nobody"}),
        ("PUT", "/directory/off", OFF | {"off": "yes"}),
        ("POST", "/directory/file", {"services": []}),
        ("POST", "/directory/file?version=soon", FILE),
    ],
)
async def test_what_does_not_fit_changes_nothing(
    office: Office, method: str, path: str, body: Any
) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    before, told = await entry(sam), await deeds(office)
    answer = await sam.ask(method, path, body, OCTETS)
    assert answer == (400, {"ok": False, "code": "bad_input"})
    assert (await entry(sam), await deeds(office)) == (before, told)


@pytest.fixture
async def elsewhere(node: Node, name: str, built: Path, tmp_path: Path) -> AsyncIterator[Office]:
    """The office at another node, which has a way to the database of its own."""
    world = world_on(node.world.floor.store, name, "two")
    async with (
        open_durable(file_at(tmp_path / "d.db")) as durable,
        doors(world, durable, made_site(), built) as two,
        office_at(two) as office,
    ):
        yield office


@pytest.mark.usefixtures("kept")
async def test_what_is_switched_off_is_off_at_every_node_with_the_next_question(
    office: Office, elsewhere: Office
) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    there = Desk(elsewhere.http, sam.me, sam.cookie)
    assert (await entry(there))["given"] is True
    assert len(await elsewhere.durable.directory.given_out()) == 1
    assert await sam.ask("PUT", "/directory/off", OFF) == (200, {})
    for desk, durable in ((sam, office.durable), (there, elsewhere.durable)):
        assert await durable.directory.given_out() == ()
        found = await entry(desk)
        assert (found["off"], found["given"]) == (True, False)
    again = OFF | {"version": 2, "off": False}
    assert await there.ask("PUT", "/directory/off", again) == (200, {})
    assert len(await office.durable.directory.given_out()) == 1
    assert [deed for _, deed in await deeds(office)][:2] == ["directory_on", "directory_off"]


@pytest.mark.usefixtures("kept")
async def test_what_is_done_here_is_so_on_the_very_next_page_of_this_node(
    office: Office, node: Node
) -> None:
    sam = await office.enter(Role.SUPERVISOR)

    async def shown() -> str:
        async with aiohttp.ClientSession(node.site.public_origin) as http:
            return await (await http.get("/more.json")).text()

    for version, off in enumerate((False, True, False), 1):
        said = OFF | {"version": version, "off": off}
        assert await sam.ask("PUT", "/directory/off", said) == (200, {})
        assert ("Harbor line" in await shown()) is not off
    said = CHANGE | {"version": 4, "cells": [NUMBER | {"to": "1-800-555-0199"}]}
    assert await sam.ask("PATCH", "/directory", said) == (200, {"faults": []})
    assert "1-800-555-0199" in await shown()
    kept = (await office.durable.directory.kept()).version
    tables = rows()
    tables["service"][0]["name"] = "Another line"
    status, _ = await sent(sam, write_zip(package(tables)), kept)
    assert status == 200
    assert "Another line" in await shown()


@pytest.mark.usefixtures("kept")
async def test_a_file_is_looked_at_first_and_kept_whole(office: Office) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    tables = rows()
    tables["service"].append(tables["service"][0] | {"id": "s2", "name": "Another"})
    for kind, ident in (("attribute", "x9"), ("metadata", "m9")):
        link = {"attribute": "link_id", "metadata": "resource_id"}[kind]
        tables[kind].append(tables[kind][0] | {"id": ident, link: "s2"})
    raw = write_zip(package(tables))
    before, told = await office.durable.directory.package(), await deeds(office)
    status, looked = await sent(sam, raw)
    version = looked.pop("version")
    expected = {"services": 2, "new": 1, "gone": 0, "faults": [], "more": 0}
    assert (status, looked) == (200, expected)
    assert (await office.durable.directory.package(), await deeds(office)) == (before, told)
    assert (await sent(sam, raw, version))[0] == 200
    assert len(await office.durable.directory.given_out()) == 2
    assert (await deeds(office))[0] == (sam.me, "directory_imported")
    assert (await sent(sam, FILE))[1]["gone"] == 1
    assert await sent(sam, raw, version) == (409, {"ok": False, "code": "changed_meanwhile"})


@pytest.mark.usefixtures("kept")
async def test_a_file_with_a_fault_is_told_by_file_row_and_field_and_nothing_of_it_kept(
    office: Office,
) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    before, told = await office.durable.directory.package(), await deeds(office)
    version = (await office.durable.directory.kept()).version
    many = rows()
    many["phone"] = [many["phone"][0] | {"id": f"p{n}", "number": "55"} for n in range(70)]
    for raw, first, more in (
        (write_zip(package(faulty())), ("phones.csv", 2, "number"), 0),
        (write_document(package(faulty())), ("phone.csv", 2, "number"), 0),
        (write_zip(package(many)), ("phones.csv", 2, "number"), 39),
        (b"[]", ("directory", 0, ""), 0),
        (b"PK nothing", ("directory", 0, ""), 0),
    ):
        status, said = await sent(sam, raw, version)
        fault = said["faults"][0]
        assert (status, fault["file"], fault["row"], fault["field"]) == (200, *first)
        assert said["more"] == more
    assert (await office.durable.directory.package(), await deeds(office)) == (before, told)


async def test_a_file_that_is_too_big_is_refused(office: Office) -> None:
    sam = await office.enter(Role.SUPERVISOR)
    assert (await sent(sam, b" " * (FILE_BYTES + 2)))[1]["code"] == "too_big"


@pytest.mark.usefixtures("kept")
async def test_the_directory_is_carried_away_and_reads_the_same(office: Office) -> None:
    ana = await office.enter(Role.RESPONDER)
    name, raw = await ana.file("/directory/file?zip")
    assert (name, raw) == ("directory.zip", FILE)
    name, raw = await ana.file("/directory/file")
    assert (name, raw) == ("directory.json", write_document(package()))
