"""Shifts by the command line: the plan, who comes, what opens the line, and exact refusals."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from typer.testing import CliRunner, Result

from helpline.app.audit_cli import audit
from helpline.app.shifts_cli import shifts
from helpline.app.staff_cli import staff
from helpline.core.errors import HelplineError

EVENING = ("set-slot", "mon-eve", "--day", "Monday", "--from", "16:00", "--to", "20:00")
NIGHT = ("set-slot", "sat-night", "--day", "saturday", "--from", "22:00", "--to", "02:00")


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("HELPLINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HELPLINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HELPLINE_TIME_ZONE", "America/New_York")
    with time_machine.travel(datetime(2026, 6, 15, 12, tzinfo=UTC), tick=True):  # a Monday
        yield


def run(app: Any, *arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def done(app: Any, *arguments: str) -> str:
    result = run(app, *arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def refusal(*arguments: str) -> str:
    result = run(shifts, *arguments)
    assert result.exit_code != 0
    return str(result.exception) if isinstance(result.exception, HelplineError) else result.output


@pytest.fixture(autouse=True)
def people(place: None) -> None:
    assert place is None
    for name, role in (("Dana", "responder"), ("Eli", "responder"), ("Sam", "supervisor")):
        done(staff, "add", name, "--role", role, "--link")


def test_a_plan_is_made_shown_and_changed() -> None:
    assert done(shifts, "plan") == "Opens by: always  (time zone America/New_York)\n"
    done(shifts, *EVENING)
    done(shifts, *NIGHT, "--wanted", "2")
    done(shifts, "holiday", "2026-12-25")
    hours = ("--hours", "monday 10:00-18:30", "--hours", "Friday 10:00-12:00")
    done(shifts, "opening", "hours", *hours)
    assert done(shifts, "opening", "plan").splitlines() == [
        "Opens by: plan  (time zone America/New_York)",
        "mon-eve  monday 16:00-20:00  wanted 1",
        "sat-night  saturday 22:00-02:00  wanted 2",
        "hours  monday 10:00-18:30",
        "hours  friday 10:00-12:00",
        "holiday  2026-12-25",
    ]
    done(shifts, *EVENING, "--wanted", "3")
    done(shifts, "drop-slot", "sat-night")
    assert json.loads(done(shifts, "holiday", "2026-12-25", "--drop", "--json")) == {
        "zone": "America/New_York",
        "slots": [
            {"id": "mon-eve", "day": "monday", "start": "16:00", "end": "20:00", "wanted": 3}
        ],
        "holidays": [],
        "opens_by": "plan",
        "hours": [
            {"day": "monday", "start": "10:00", "end": "18:30"},
            {"day": "friday", "start": "10:00", "end": "12:00"},
        ],
        "version": 9,
    }
    written = [one["deed"] for one in json.loads(done(audit, "list", "--json"))]
    assert written[:8] == [
        "holiday_dropped",
        "slot_dropped",
        "slot_set",
        "opening_set",
        "opening_set",
        "holiday_set",
        "slot_set",
        "slot_set",
    ]


def test_who_comes_is_shown_and_where_people_lack() -> None:
    done(shifts, *EVENING)
    done(shifts, *NIGHT, "--wanted", "2")
    assert done(shifts, "sign-up", "DANA", "sat-night", "--date", "2026-06-20") == "Signed up.\n"
    assert done(shifts, "coming", "--days", "7").splitlines() == [
        "2026-06-15 16:00-20:00  mon-eve  nobody  lacks 1",
        "2026-06-20 22:00-02:00  sat-night  Dana  lacks 1",
    ]
    sign_up = ("sign-up", "eli", "sat-night", "--date", "2026-06-20", "--json")
    assert json.loads(done(shifts, *sign_up))["slot"] == "sat-night"
    [_, night] = json.loads(done(shifts, "coming", "--days", "7", "--json"))
    assert (night["people"], night["lacks"], night["on"]) == (["Dana", "Eli"], 0, "2026-06-20")
    done(shifts, "withdraw", "dana", "sat-night", "--date", "2026-06-20")
    gone = done(shifts, "withdraw", "eli", "sat-night", "--date", "2026-06-20", "--json")
    assert json.loads(gone) == {"slot": "sat-night", "on": "2026-06-20"}
    assert "nobody  lacks 2" in done(shifts, "coming")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("set-slot", "x", "--day", "x", "--from", "16:00", "--to", "20:00"), "one of monday"),
        (("set-slot", "x", "--day", "monday", "--from", "4pm", "--to", "20:00"), "as in 16:00"),
        (("set-slot", "X Y", "--day", "monday", "--from", "16:00", "--to", "20:00"), "a-z, 0-9"),
        (("set-slot", "x", "--day", "monday", "--from", "16:00", "--to", "21:00"), "takes 5 h"),
        (("drop-slot", "none"), "helpline shifts plan"),
        (("holiday", "2026-02-30"), "does not match the format"),
        (("holiday", "2026-12-24", "--drop"), "no holiday"),
        (("opening", "hours"), "one span at least"),
        (("opening", "hours", "--hours", "monday 10-18"), "as in"),
        (("opening", "hours", "--hours", "monday 10:00-25:00"), "as in 16:00"),
        (("sign-up", "dana", "none", "--date", "2026-06-15"), "no such shift"),
        (("sign-up", "dana", "mon-eve", "--date", "2026-06-16"), "no such shift"),
        (("sign-up", "dana", "mon-eve", "--date", "2026-06-08"), "has begun"),
        (("sign-up", "nobody", "mon-eve", "--date", "2026-06-15"), "nobody signs in"),
        (("sign-up", "sam", "mon-eve", "--date", "2026-06-15"), "answers chats"),
        (("sign-up", "eli", "mon-eve", "--date", "2026-06-22"), "choose another shift"),
        (("withdraw", "eli", "mon-eve", "--date", "2026-06-22"), "have not signed up"),
    ],
)
def test_what_can_t_be_done_is_told_and_changes_nothing(
    arguments: tuple[str, ...], words: str
) -> None:
    done(shifts, *EVENING)
    done(shifts, "sign-up", "dana", "mon-eve", "--date", "2026-06-22")
    before = [done(shifts, shown, "--json") for shown in ("plan", "coming")]
    assert words in " ".join(refusal(*arguments).replace("│", " ").split())
    assert [done(shifts, shown, "--json") for shown in ("plan", "coming")] == before


def test_the_caps_are_the_directors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("shift_max_h = 3\n")
    monkeypatch.setenv("HELPLINE_CONFIG_DIR", str(tmp_path))
    assert "a shift may take 3 h" in refusal(*EVENING)
    (tmp_path / "policy.toml").write_text("shift_max_h = 30\n")
    result = run(shifts, *EVENING)
    assert result.exception is not None
    assert "shift_max_h" in str(result.exception.args)
