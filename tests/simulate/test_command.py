"""The command as it is typed: a whole evening on a real server, and words for what is wrong."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from helpline.simulate.command import simulate
from helpline.simulate.sign_in import NoEntry, from_file, from_link
from tests.stores import free_ports

PATIENCE_S = 120


@contextmanager
def serving(config: Path) -> Iterator[tuple[str, str]]:
    """Give the youth's door of a demo for two chats a responder, and the link of its responder."""
    (config / "policy.toml").write_text("chats_per_responder = 2\n")
    ports = free_ports(2)
    public = f"http://localhost:{ports[0]}"
    arguments = ["serve", "--demo", "--port", str(ports[0]), "--staff-port", str(ports[1])]
    process = subprocess.Popen(
        [sys.executable, "-m", "helpline", *arguments],
        env=os.environ | {"HELPLINE_CONFIG_DIR": str(config)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"responder\s+(\S+)", line):
                yield public, found[1]
                return
        pytest.fail("the server did not start: it says why above")
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


def run(*arguments: str) -> tuple[int, str]:
    app = typer.Typer()
    app.command()(simulate)
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.output


def figures(report: str) -> dict[str, int]:
    return {name: int(n) for name, n in re.findall(r"│ ([a-z ]+?) +│ +(\d+) │", report)}


def test_an_evening_goes_by_without_a_fault(tmp_path: Path) -> None:
    with serving(tmp_path) as (public, link):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "helpline", "simulate"),
                *("--public", public, "--staff-link", link),
                *("--rate", "0.5", "--duration", "20", "--speed", "120", "--seed", "7"),
            ],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    found = figures(done.stdout)
    assert found["joined the line"] >= 5
    assert found["served"] >= 2
    assert found["seen on the other side"] >= 10
    assert found["lost"] == found["doubled"] == found["out of order"] == 0


def test_a_helpline_that_is_not_there_is_said_to_be_missing() -> None:
    staff = f"http://localhost:{free_ports(1)[0]}"
    code, said = run("--staff-link", f"{staff}/#{'t' * 22}")
    assert code == 2
    assert "the holder of a link can't sign in" in said.replace("\n", " ")


def test_a_link_names_its_door() -> None:
    found = from_link("https://staff.example:8443/#token")
    assert (found.origins, found.ask.link) == (("https://staff.example:8443",), "token")
    with pytest.raises(NoEntry):
        from_link("https://staff.example/")


def test_a_file_has_a_name_and_a_password_on_each_line(tmp_path: Path) -> None:
    path = tmp_path / "staff"
    path.write_text("ana kettle quiet otter\n\nben lamp\n")
    found = from_file(path, ("https://staff.example",))
    assert [(one.ask.name, one.ask.password) for one in found] == [
        ("ana", "kettle quiet otter"),
        ("ben", "lamp"),
    ]
    path.write_text("ana\n")
    with pytest.raises(NoEntry):
        from_file(path, ("https://staff.example",))
