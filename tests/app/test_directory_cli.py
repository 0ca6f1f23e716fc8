"""The directory by the command line: tried, kept whole or not at all, written, checked, due."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from typer.testing import CliRunner, Result

from helpline.app.audit_cli import audit
from helpline.app.directory import fill, shipped_directory
from helpline.app.directory_cli import directory
from helpline.app.office import opened
from helpline.core.directory.tabular import read_files
from helpline.core.errors import HelplineError
from helpline.edge.archive import write_zip
from tests.core.listings import SERVICE, Rows, files, rows


@pytest.fixture(autouse=True)
def place(kept: Path) -> Iterator[None]:
    assert kept.exists()
    with time_machine.travel(datetime(2026, 6, 15, 12, tzinfo=UTC), tick=True):
        yield


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(directory, [str(one) for one in arguments])


def done(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def refusal(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code != 0
    return str(result.exception) if isinstance(result.exception, HelplineError) else result.output


def folder(at: Path, tables: Rows | None = None) -> Path:
    at.mkdir()
    for name, content in files(rows() if tables is None else tables).items():
        (at / name).write_bytes(content)
    return at


def faulty() -> Rows:
    tables = rows()
    tables["phone"][0]["number"] = "55"
    return tables


def deeds() -> list[Any]:
    told = CliRunner().invoke(audit, ["list", "--json"]).stdout
    return [one["deed"] for one in json.loads(told)]


def test_what_is_shipped_holds_is_kept_and_comes_out_as_it_is(tmp_path: Path) -> None:
    assert done("import", "--dry-run") == "14 entries would be kept.\n"
    assert deeds() == []
    assert done("import") == "14 entries kept.\n"
    assert deeds() == ["directory_imported"]
    assert done("export", tmp_path / "out") == "14 entries written.\n"
    written = {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    assert written == {one.name: one.read_bytes() for one in shipped_directory().iterdir()}


def test_a_start_fills_what_nobody_ever_imported_and_nothing_else(tmp_path: Path) -> None:
    async def started() -> list[str]:
        async with opened() as (durable, _):
            await fill(durable)
            return [entry.name for entry in await durable.directory.given_out()]

    assert len(asyncio.run(started())) == 14
    assert deeds() == ["directory_imported"]
    done("import", folder(tmp_path / "in"))
    assert asyncio.run(started()) == ["Harbor line"]


def test_a_json_file_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    done("import", folder(tmp_path / "in"))
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert json.loads(done("export", first, "--json")) == {"services": 1}
    assert done("import", first) == "1 entries kept.\n"
    done("export", second)
    assert json.loads(second.read_text()) == json.loads(first.read_text())


def test_a_zip_comes_in_as_the_folder_it_was_made_of(tmp_path: Path) -> None:
    (tmp_path / "in.zip").write_bytes(write_zip(read_files(files(rows()))))
    assert done("import", tmp_path / "in.zip") == "1 entries kept.\n"
    done("export", tmp_path / "out")
    assert (tmp_path / "out" / "phones.csv").read_bytes() == files(rows())["phones.csv"]


def test_a_fault_keeps_all_of_it_out_unless_it_is_to_be_held_back(tmp_path: Path) -> None:
    source = folder(tmp_path / "in", faulty())
    told = refusal("import", source).splitlines()
    assert told[0].startswith("phones.csv, row 2, number: is no number")
    assert told[-1] == "Nothing was kept."
    assert deeds() == []
    assert "1 entries kept. 1 of them are given to nobody." in done("import", source, "--hold")
    assert deeds() == ["directory_imported"]
    assert refusal("check").startswith("phones.csv, row 2, number: ")
    assert done("due") == ""


def test_what_can_not_be_read_is_not_kept_even_to_be_held_back(tmp_path: Path) -> None:
    source = folder(tmp_path / "in")
    (source / "phones.csv").write_text("id,number\np1,911,x\n")
    told = refusal("import", source, "--hold", "--json")
    assert json.loads(told) == {
        "kept": False,
        "services": 0,
        "held_back": 0,
        "faults": [
            {
                "file": "phones.csv",
                "row": 2,
                "field": "",
                "words": "has 3 instead of 2 cells: are its quotation marks right?",
            }
        ],
    }
    assert deeds() == []


def test_a_file_is_checked_without_being_kept(tmp_path: Path) -> None:
    assert done("check", folder(tmp_path / "good")) == "1 entries checked.\n"
    assert refusal("check", folder(tmp_path / "bad", faulty())).startswith("phones.csv, row 2")
    assert deeds() == []


def test_what_help_toml_names_and_is_not_there_is_told_and_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("import")
    assert run("check").stderr == ""
    about = 'about = {en = "Call.", es = "Llama."}'
    own = tmp_path / "config"
    own.mkdir()
    (own / "help.toml").write_text(f'[[numbers]]\nservice = "x-1"\n{about}\n')
    monkeypatch.setenv("HELPLINE_CONFIG_DIR", str(own))
    checked = run("check")
    assert checked.exit_code == 0
    assert checked.stderr == "help.toml: x-1: no service of the directory, and not shown\n"


def test_what_is_due_is_shown_with_its_day(tmp_path: Path) -> None:
    done("import", folder(tmp_path / "in"))
    assert done("due") == ""
    with time_machine.travel(datetime(2026, 9, 15, 12, tzinfo=UTC)):
        assert done("due") == f"Harbor line  since 2026-08-31  {SERVICE}\n"
        [one] = json.loads(done("due", "--json"))
    assert one == {"id": SERVICE, "name": "Harbor line", "since": "2026-08-31"}
    done("import")
    assert "911  never dated" in done("due")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    done("import", folder(tmp_path / "in"))
    assert "is not empty" in refusal("export", tmp_path / "in")
    assert "can't be written" in refusal("export", tmp_path / "none" / "x.json")
