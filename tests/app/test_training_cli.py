"""Training by the command line: modules, records one by one and by file, and who is cleared."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from typer.testing import CliRunner, Result

from helpline.app.audit_cli import audit
from helpline.app.office import console, opened
from helpline.app.staff_cli import staff
from helpline.app.training import check_practice
from helpline.app.training_cli import training
from helpline.core.errors import HelplineError, Misconfigured
from helpline.core.practice import ScenarioId
from helpline.durable import Counting

WORDS = "kettle quiet otter lamp"
HEAD = "sign_in_name,module,date,trainer\n"


@pytest.fixture(autouse=True)
def place(kept: Path) -> Iterator[None]:
    assert kept.exists()
    with time_machine.travel(datetime(2026, 6, 15, 12, tzinfo=UTC), tick=True):
        yield


def run(app: Any, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, arguments, input=typed)


def done(app: Any, *arguments: str, typed: str = "") -> str:
    result = run(app, *arguments, typed=typed)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def refusal(*arguments: str) -> str:
    result = run(training, *arguments)
    assert result.exit_code != 0
    return str(result.exception) if isinstance(result.exception, HelplineError) else result.output


@pytest.fixture(autouse=True)
def dana(place: None) -> None:
    assert place is None
    add = ("add", "Dana", "--role", "responder", "--password-stdin")
    done(staff, *add, typed=f"{WORDS}\n")
    done(training, "set-module", "basics", "--name", "The basics", "--months", "12")
    done(training, "set-module", "law", "--name", "The law", "--no-required")


def status() -> Any:
    [one] = json.loads(done(training, "status", "--json"))
    others = {"id", "sign_in_name", "practised"}
    return {name: value for name, value in one.items() if name not in others}


def test_modules_are_listed() -> None:
    assert done(training, "modules").splitlines() == [
        "basics  The basics  12 months  required",
        "law  The law  for good  optional",
    ]
    assert [one["months"] for one in json.loads(done(training, "modules", "--json"))] == [12, None]


@pytest.mark.parametrize(
    ("on", "words", "warning"),
    [
        ("2026-06-15", "cleared until 2027-06-15", "none"),
        ("2025-07-15", "cleared until 2026-07-15 (within a month)", "month"),
        ("2025-06-20", "cleared until 2026-06-20 (within a week)", "week"),
        ("2025-06-14", "not cleared: lacks basics since 2026-06-14", "over"),
    ],
)
def test_a_record_clears_for_as_long_as_it_counts(on: str, words: str, warning: str) -> None:
    assert done(training, "status") == "Dana  dana  not cleared: lacks basics\n"
    done(training, "record", "DANA", "basics", "--date", on, "--trainer", "Jo")
    assert done(training, "status") == f"Dana  dana  {words}\n"
    assert status()["warning"] == warning


def test_a_mistake_is_taken_back() -> None:
    done(training, "record", "dana", "basics", "--date", "2026-01-01", "--trainer", "Jo")
    assert status() == {"cleared": True, "until": "2027-01-01", "missing": [], "warning": "none"}
    done(training, "drop", "dana", "basics", "--date", "2026-01-01")
    assert status() == {"cleared": False, "until": None, "missing": ["basics"], "warning": "over"}
    last = [one["deed"] for one in json.loads(done(audit, "list", "--json"))][:2]
    assert last == ["training_dropped", "trained"]


def test_a_file_is_tried_kept_and_refused_the_second_time(tmp_path: Path) -> None:
    file = tmp_path / "records.csv"
    file.write_text(HEAD + "dana,basics,2026-01-01,Jo\nDana,law,2025-02-03,Jo\n")
    assert done(training, "import", str(file), "--dry-run") == "2 records would be kept.\n"
    assert status()["cleared"] is False
    assert done(training, "import", str(file)) == "2 records kept.\n"
    assert status()["cleared"] is True
    told = refusal("import", str(file)).splitlines()
    assert told[0].startswith("row 2: ")
    assert told[-1] == "Nothing was kept."


def test_one_wrong_row_keeps_the_others_out_too(tmp_path: Path) -> None:
    file = tmp_path / "records.csv"
    rows = ["dana,basics,2026-01-01,Jo", "dana,basics,2026-02-30,Jo", "nobody,law,2026-01-01,"]
    file.write_text(HEAD + "\n".join(rows))
    told = refusal("import", str(file)).splitlines()
    assert [line.split(":")[0] for line in told] == [
        "row 3, date",
        "row 4, sign_in_name",
        "row 4, trainer",
        "Nothing was kept.",
    ]
    assert status()["cleared"] is False


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("record", "nobody", "basics", "--date", "2026-01-01", "--trainer", "Jo"), "nobody signs"),
        (("record", "dana", "magic", "--date", "2026-01-01", "--trainer", "Jo"), "no such module"),
        (("record", "dana", "basics", "--date", "2026-06-16", "--trainer", "Jo"), "future"),
        (("record", "dana", "basics", "--date", "2026-02-30", "--trainer", "Jo"), "2026-02-30"),
        (("record", "dana", "basics", "--date", "2026-01-01", "--trainer", "=1"), "formula"),
        (("drop", "dana", "basics", "--date", "2026-01-01"), "no such record"),
        (("set-module", "Basics", "--name", "x"), "1 to 40 of a-z"),
        (("set-module", "basics", "--name", "x", "--months", "0"), "months need to be"),
    ],
)
def test_what_does_not_fit_says_why_and_keeps_nothing(
    arguments: tuple[str, ...], says: str
) -> None:
    before = done(audit, "list", "--json")
    assert says in refusal(*arguments)
    assert done(audit, "list", "--json") == before


def test_what_was_practised_is_shown() -> None:
    async def practise() -> None:
        async with opened() as (durable, _):
            [person] = await durable.staff.everyone()
            for name, day in (("watched", date(2026, 6, 2)), ("friend", date(2026, 6, 1))):
                scenario, bare = ScenarioId(name), Counting((), None)
                await durable.practice.finish(person.id, scenario, day, bare, console())

    asyncio.run(practise())
    assert done(training, "status").splitlines() == [
        "Dana  dana  not cleared: lacks basics",
        "  practised friend 2026-06-01, watched 2026-06-02",
    ]
    [one] = json.loads(done(training, "status", "--json"))
    assert one["practised"] == {"friend": "2026-06-01", "watched": "2026-06-02"}


def test_practice_counts_as_a_module_that_is_there_or_the_doors_stay_shut() -> None:
    async def check(module: str) -> None:
        async with opened() as (durable, _):
            await check_practice(module, durable)

    asyncio.run(check(""))
    asyncio.run(check("law"))
    with pytest.raises(Misconfigured, match="helpline training set-module magic"):
        asyncio.run(check("magic"))


def told(*arguments: str) -> Any:
    return json.loads(run(training, *arguments, "--json").stdout)


def test_a_program_reads_all_of_it(tmp_path: Path) -> None:
    law = {"id": "law", "name": "Law", "months": 3, "required": False}
    assert told("set-module", "law", "--name", "Law", "--months", "3", "--no-required") == law
    kept = {"module": "law", "date": "2026-01-02", "trainer": "Jo"}
    given = ("dana", "law", "--date", "2026-01-02")
    assert told("record", *given, "--trainer", "Jo") == kept
    assert told("records", "DANA") == [kept]
    assert done(training, "records", "dana") == "2026-01-02  law  Jo\n"
    assert told("drop", *given) == {"module": "law", "date": "2026-01-02"}
    assert told("records", "dana") == []
    file = tmp_path / "records.csv"
    file.write_text(HEAD + "nobody,law,2026-01-01,Jo\n")
    refused = told("import", str(file))
    assert (refused["records"], refused["more"]) == (0, 0)
    assert [(one["row"], one["column"]) for one in refused["faults"]] == [(2, "sign_in_name")]
    assert run(training, "import", str(file), "--json").exit_code == 1
    file.write_text(HEAD + "dana,law,2026-01-01,Jo\n")
    assert told("import", str(file)) == {"records": 1, "faults": [], "more": 0}
