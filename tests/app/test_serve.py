"""One command serves: it says where, answers, and takes everything with it when it goes."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpline.app import demo, serve
from tests.stores import free_ports

PATIENCE_S = 30
OK = 200


@contextmanager
def serving(public: int, staff: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    ports = ("--port", str(public), "--staff-port", str(staff))
    process = subprocess.Popen(
        [sys.executable, "-m", "helpline", "serve", "--demo", *ports],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, said(process)
    finally:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    """Return what the process says until it has said all of its links."""
    assert process.stdout is not None
    text, end = "", time.monotonic() + PATIENCE_S
    while "Ctrl-C" not in text and time.monotonic() < end:
        if select.select([process.stdout], [], [], 0.2)[0]:
            more = os.read(process.stdout.fileno(), 4_096).decode()
            if not more:
                break
            text += more
    return text


def stores_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children]


def gone(pid: int) -> bool:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def test_a_demo_says_where_to_go_and_answers_there() -> None:
    public, staff = free_ports(2)
    with serving(public, staff) as (_, text):
        assert f"http://localhost:{public}/" in text
        links = re.findall(rf"http://localhost:{staff}/#([\w-]+)", text)
        assert len(links) == len(demo.STAFF)
        with urllib.request.urlopen(f"http://localhost:{public}/status", timeout=5) as answer:
            assert answer.status == OK
        for path in ("", "more"):
            with urllib.request.urlopen(f"http://localhost:{public}/{path}", timeout=5) as answer:
                assert "1-800-786-2929" in answer.read().decode()
        assert (serve.PAGES / "youth.html").is_file()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_it_started_outlives_it(how: signal.Signals) -> None:
    with serving(*free_ports(2)) as (process, _):
        stores = stores_of(process.pid)
        assert stores
        os.kill(process.pid, how)
        code = process.wait(PATIENCE_S)
        assert code == (0 if how is not signal.SIGKILL else -signal.SIGKILL)
        assert all(gone(store) for store in stores)


def test_a_port_that_is_taken_is_said_and_nothing_stays_behind() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(port, free_ports(1)[0]) as (process, text):
            _, errors = process.communicate(timeout=PATIENCE_S)
            assert process.returncode == 2
            assert f"port {port}" in errors
            assert text == ""
