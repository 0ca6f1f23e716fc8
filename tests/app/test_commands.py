"""The command line as an operator meets it: staff added, links printed, faults told one by one."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpline.app.commands import list_staff, make_link
from helpline.core.errors import BadInput
from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.durable import open_durable
from helpline.settings import load_staff_door

WORDS = "kettle quiet otter lamp"


@pytest.fixture(autouse=True)
def bare(kept: Path) -> None:
    assert kept.exists()


def helpline(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "helpline", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def sign_in(name: str, password: str) -> str:
    async with open_durable(load_staff_door().sql_url) as durable:
        return (await durable.staff.sign_in(name, password)).name


async def test_somebody_added_with_a_password_signs_in() -> None:
    done = helpline(
        *("staff", "add", "Dana", "--role", "responder", "--languages", "en,es"),
        *("--sign-in-name", "dana@example.org", "--password-stdin"),
        typed=WORDS + "\n",
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "Added.\n", "")
    assert await sign_in("dana@example.org", WORDS) == "Dana"
    (dana,) = await list_staff()
    assert (dana.role, dana.languages) == (Role.RESPONDER, (Language.EN, Language.ES))
    assert helpline("staff", "list").stdout == "Dana  dana@example.org  responder  en,es\n"


async def test_somebody_added_with_a_link_signs_in_by_it() -> None:
    done = helpline("staff", "add", "Sam", "--role", "supervisor", "--link")
    origin, token = done.stdout.strip().split("/#")
    assert origin == "http://localhost:8001"
    async with open_durable(load_staff_door().sql_url) as durable:
        (sam,) = await durable.staff.everyone()
        assert await durable.links.use(token, now=0) == sam.id
    assert (await make_link(" SAM")).startswith(f"{origin}/#")
    with pytest.raises(BadInput):
        await make_link("nobody")


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (("--password-stdin",), "short\n", "at least 15 characters"),
        (("--password-stdin",), "\n", "at least 15 characters"),
        (("--password-stdin",), "danadanadanadana\n", "easy to guess"),
        (("--link", "--languages", "xx"), "", "needs codes"),
    ],
)
async def test_a_refusal_says_why_and_adds_nobody(
    arguments: tuple[str, ...], typed: str, told: str
) -> None:
    done = helpline("staff", "add", "Dana", "--role", "responder", *arguments, typed=typed)
    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert await list_staff() == []


def test_serve_tells_each_fault_on_a_line_and_ends_with_two() -> None:
    done = helpline("serve")
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        "HELPLINE_SECRET",
        "disclosure.toml",
    ]
    done = helpline("serve", "--demo", "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "HELPLINE_PUBLIC_PORT: needs a port from 1 to 65535\n"
