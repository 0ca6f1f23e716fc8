"""What others read of the catalogue is made from the models alone, the same each time."""

import json
import re
from pathlib import Path

from helpline.core.roles import Act, Role
from helpline.wire.catalogue import ASKS, TELLS, Door
from helpline.wire.generate import HTTP, main, permissions, protocol, schema

ROOT = Path(__file__).parents[2]


def test_the_schema_names_every_frame_by_its_door() -> None:
    made = schema()["properties"]
    for ask in ASKS:
        frames = made[ask.door.strip("/")]["properties"]["asks"]["properties"][ask.name]
        assert frames["properties"]["frame"] == {"$ref": f"#/$defs/{ask.frame.__name__}"}
        assert frames["properties"]["reply"] == {"$ref": f"#/$defs/{ask.reply.__name__}"}
    for tell in TELLS:
        frame = made[tell.door.strip("/")]["properties"]["tells"]["properties"][tell.name]
        assert frame == {"$ref": f"#/$defs/{tell.frame.__name__}"}
    assert set(made["http"]["properties"]) == {model.__name__ for model in HTTP}


def test_every_reference_leads_somewhere() -> None:
    made = schema()
    names = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(made)))
    assert names <= set(made["$defs"])


def test_the_protocol_has_a_row_for_every_frame_and_no_dead_link() -> None:
    text = protocol()
    for door in Door:
        assert f"## `{door.value}`" in text
    rows = [(ask.name, ask.frame) for ask in ASKS] + [(tell.name, tell.frame) for tell in TELLS]
    for name, frame in rows:
        assert f"| `{name}` | [{frame.__name__}]" in text
    headings = {title.lower() for title in re.findall(r"^### (\w+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\(#(\w+)\)", text)) <= headings


def test_the_table_of_permissions_has_a_row_for_every_act_and_a_cell_for_every_role() -> None:
    rows = [line for line in permissions().splitlines() if line.startswith("|")]
    assert len(rows) == len(Act) + 2
    assert {row.count("|") for row in rows} == {len(Role) + 2}
    assert "| add staff |  |  | others' |" in rows
    assert "| answer | own |  |  |" in rows


def test_it_writes_the_same_twice_and_just_what_the_repository_holds(tmp_path: Path) -> None:
    main(tmp_path)
    for name in ("docs/permissions.md", "docs/protocol.md", "web_client/src/wire/schema.json"):
        first = (tmp_path / name).read_text()
        main(tmp_path)
        assert (tmp_path / name).read_text() == first == (ROOT / name).read_text()
