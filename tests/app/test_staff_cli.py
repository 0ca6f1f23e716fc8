"""Staff and audit by the command line, for people and, with --json, for programs."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from time import time
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from helpline.app.audit_cli import audit
from helpline.app.office import opened
from helpline.app.staff_cli import staff
from helpline.core.errors import HelplineError
from helpline.core.names import StaffId
from helpline.core.sign_in import How

WORDS = "kettle quiet otter lamp"


@pytest.fixture(autouse=True)
def file(kept: Path) -> Path:
    return kept


def run(app: Any, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, arguments, input=typed)


def told(app: Any, *arguments: str, typed: str = "") -> Any:
    done = run(app, *arguments, "--json", typed=typed)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def dana() -> Any:
    return told(staff, "add", "Dana", "--role", "responder", "--password-stdin", typed=f"{WORDS}\n")


def deeds() -> list[tuple[str, str]]:
    return [(line["deed"], line["detail"]) for line in told(audit, "list")]


def test_a_program_reads_what_was_added(dana: Any) -> None:
    assert {k: v for k, v in dana.items() if k != "id"} == {
        "name": "Dana",
        "sign_in_name": "dana",
        "role": "responder",
        "languages": ["en"],
        "opted_out": [],
        "active": True,
    }
    assert told(staff, "list") == [dana]
    sam = told(staff, "add", "Sam", "--role", "admin", "--link")
    assert sam["link"].startswith("http://localhost:8001/#")
    assert "password" not in json.dumps(told(staff, "list"))


def test_somebody_is_changed_in_what_is_given(dana: Any) -> None:
    changed = told(staff, "change", "DANA", "--languages", "es,en", "--opted-out", "home,threats")
    assert changed == dana | {"languages": ["es", "en"], "opted_out": ["home", "threats"]}
    changed = told(staff, "change", "dana", "--opted-out", "", "--name", "Dee", "--role", "admin")
    assert changed == dana | {"name": "Dee", "languages": ["es", "en"], "role": "admin"}
    assert deeds() == [
        ("role_changed", "admin"),
        ("profile_changed", "name,opted_out"),
        ("profile_changed", "languages,opted_out"),
        ("staff_added", "responder"),
    ]


def test_letting_go_and_in_again_is_written_once_each(dana: Any) -> None:
    assert (
        told(staff, "let-go", "dana") == told(staff, "let-go", "dana") == dana | {"active": False}
    )
    assert run(staff, "list").stdout == "Dana  dana  responder  en  (not active)\n"
    assert told(staff, "let-in", "dana") == dana
    assert [deed for deed, _ in deeds()] == ["let_in_again", "let_go", "staff_added"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("change", "dana"), "nothing to change"),
        (("change", "dana", "--languages", "xx"), "needs codes"),
        (("change", "dana", "--opted-out", "weather"), "needs codes"),
        (("change", "dana", "--role", "queen"), "queen"),
        (("change", "nobody", "--name", "x"), "nobody signs in by that name"),
        (("change", "dana", "--name", " "), "a name is empty"),
        (("let-go", "nobody"), "nobody signs in by that name"),
        (("link", "gone"), "have been let go"),
    ],
)
def test_what_does_not_fit_says_why_and_changes_nothing(
    dana: Any, arguments: tuple[str, ...], says: str
) -> None:
    told(staff, "add", "Gone", "--role", "responder", "--password-stdin", typed=f"{WORDS}\n")
    told(staff, "let-go", "gone")
    before = deeds()
    done = run(staff, *arguments)
    assert done.exit_code != 0
    error = str(done.exception) if isinstance(done.exception, HelplineError) else done.output
    assert says in error
    assert deeds() == before
    assert told(staff, "list")[0] == dana


def test_the_audit_is_read_and_verified(dana: Any, file: Path) -> None:
    told(staff, "change", "dana", "--name", "Dee")
    lines = run(audit, "list", "--number", "1").stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("2  20")
    assert lines[0].endswith(f"console  profile_changed {dana['id']} name")
    newest = told(audit, "list")[0]
    assert told(audit, "verify") == {"entries": 2, "digest": newest["digest"]}
    assert newest["digest"] in run(audit, "verify").stdout
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP TRIGGER audit_UPDATE")
        database.execute("UPDATE audit SET detail = '' WHERE n = 2")
        database.commit()
    broken = run(audit, "verify")
    assert (broken.exit_code, "entry 2" in str(broken.exception)) == (1, True)


def test_an_empty_audit_is_whole() -> None:
    assert told(audit, "verify") == {"entries": 0, "digest": ""}
    assert "0 entries" in run(audit, "verify").stdout


def test_whoever_lost_their_second_factor_is_let_in_without(dana: Any) -> None:
    assert told(staff, "reset-factors", "DANA") == dana
    assert run(staff, "reset-factors", "dana").stdout == "Dana  dana  responder  en\n"
    assert deeds() == [("factors_reset", ""), ("factors_reset", ""), ("staff_added", "responder")]
    with pytest.raises(HelplineError, match="nobody signs in"):
        raise run(staff, "reset-factors", "nobody").exception or AssertionError


def signed_in(person: Any, *hows: How) -> None:
    """Sign somebody in by each of these, the first of them last, a second apart."""
    now = time()

    async def go() -> None:
        async with opened() as (durable, _):
            for before, how in enumerate(hows):
                await durable.sessions.create(StaffId(person["id"]), how, now - before)

    asyncio.run(go())


def test_sessions_are_listed_and_ended_one_by_one_or_all(dana: Any) -> None:
    signed_in(dana, How.PASSKEY, How.LINK, How.CODE)
    found = told(staff, "sessions", "DANA")
    assert [one["how"] for one in found] == ["passkey", "link", "code"]
    assert set(found[0]) == {"id", "how", "created", "last_seen"}
    assert f"{found[1]['id']}  by link  since 20" in run(staff, "sessions", "dana").stdout
    assert told(staff, "sign-out", "dana", found[1]["id"]) == {"ended": 1}
    assert [one["how"] for one in told(staff, "sessions", "dana")] == ["passkey", "code"]
    assert run(staff, "sign-out", "dana").stdout == "Sessions ended: 2\n"
    assert told(staff, "sessions", "dana") == []
    assert told(staff, "sign-out", "dana") == {"ended": 0}
    assert [deed for deed, _ in deeds()] == ["signed_out", "signed_out", "staff_added"]


def test_nobody_is_signed_out_by_another_ones_session(dana: Any) -> None:
    sam = told(staff, "add", "Sam", "--role", "admin", "--link")
    signed_in(sam, How.LINK)
    [session] = told(staff, "sessions", "sam")
    done = run(staff, "sign-out", dana["sign_in_name"], session["id"])
    assert "no such session" in str(done.exception)
    assert told(staff, "sessions", "sam") == [session]


def test_what_everybody_can_show_is_listed(dana: Any) -> None:
    told(staff, "add", "Sam", "--role", "admin", "--link")
    assert told(staff, "factors")[0] == {
        "sign_in_name": dana["sign_in_name"],
        "password": True,
        "authenticator": False,
        "recovery": 0,
        "passkeys": 0,
    }
    assert run(staff, "factors").stdout == "Dana  dana  password\nSam  sam  nothing\n"


def test_who_has_a_password_may_get_a_link_too(dana: Any) -> None:
    link = told(staff, "link", dana["sign_in_name"])["link"]
    assert link.startswith("http://localhost:8001/#")
    assert run(staff, "link", "dana").stdout.startswith("http://localhost:8001/#")
    assert told(staff, "factors")[0]["password"] is True


def test_somebody_is_bound_to_an_account_and_let_go_of_it(
    dana: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = run(staff, "bind-oidc", "dana", "u-1")
    assert isinstance(none.exception, HelplineError)
    assert "HELPLINE_OIDC_ISSUER" in str(none.exception)
    monkeypatch.setenv("HELPLINE_OIDC_ISSUER", "https://id.example.org")
    assert told(staff, "bind-oidc", "Dana", "dana@example.org") == dana
    assert told(staff, "bind-oidc", "Dana", "u-1") == dana
    assert told(staff, "unbind-oidc", "dana") == dana
    assert isinstance(run(staff, "bind-oidc", "nobody", "u-1").exception, HelplineError)
    assert deeds()[:3] == [("oidc_unbound", ""), ("oidc_bound", "subject"), ("oidc_bound", "email")]
