"""Several nodes behind one address: any of them may die, and none outlives the one command."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import pytest

from helpline.app import demo
from helpline.app import fleet as fleets
from helpline.app.balancer import ANSWER_S, CHECK_S
from helpline.app.fleet import END_S
from helpline.edge.http.sign_in import COOKIE as SESSION
from helpline.settings import load
from tests.stores import free_ports

NODES = 3
PATHS = [f"/n/{k + 1}" for k in range(NODES)]
PATIENCE_S = 40.0
STOP_S = END_S + 2
LOOK_S = 0.05
ROOM = "/dev/shm/helpline-*"  # noqa: S108 - where it might leave something


@dataclass(frozen=True, slots=True)
class Fleet:
    """A running demo, its addresses, and where it puts what it needs for a while."""

    place: Path
    process: subprocess.Popen[str]
    public: int
    staff: int
    said: str

    def nodes(self) -> list[int]:
        """Return the processes of the nodes that run now."""
        started = children(self.process.pid)
        return [pid for pid in started if "\0serve\0" in read(f"/proc/{pid}/cmdline")]

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        with closing(HTTPConnection("localhost", self.public, timeout=10)) as door:
            door.request("GET", path, headers=headers)
            answer = door.getresponse()
            return answer.status, "" if answer.status == 101 else answer.read().decode()

    def opens(self, path: str) -> bool:
        return self.get(f"{path}/socket.io/?EIO=4&transport=polling")[0] == 200

    def post(self, path: str, body: str) -> int:
        with closing(HTTPConnection("localhost", self.public, timeout=10)) as door:
            door.request("POST", path, body, {"Origin": f"http://localhost:{self.public}"})
            return door.getresponse().status


def read(path: str) -> str:
    """Return a file of a process; nothing where it, or we, may not see it or it has ended."""
    try:
        return Path(path).read_text()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return ""


def children(pid: int) -> list[int]:
    return [int(child) for child in read(f"/proc/{pid}/task/{pid}/children").split()]


def alive(pid: int) -> bool:
    stat = read(f"/proc/{pid}/stat")
    return stat != "" and stat.rsplit(") ", 1)[1][0] != "Z"


def until(holds: Callable[[], object], within_s: float = PATIENCE_S) -> None:
    end = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(LOOK_S)


def rooms_of(pids: Iterable[int]) -> set[Path]:
    """Return the folders in memory that these processes have a file of open."""
    held = [link for pid in pids for link in Path(f"/proc/{pid}/fd").iterdir()]
    found = set()
    for link in held:
        with suppress(OSError):
            found |= {room for room in link.readlink().parents if room.match(ROOM)}
    return found


@contextmanager
def sailing() -> Iterator[Fleet]:
    public, staff = free_ports(2)
    ports = ("--port", str(public), "--staff-port", str(staff))
    with tempfile.TemporaryDirectory(prefix="hl-") as place:  # short: it is for a Unix socket
        process = subprocess.Popen(
            [sys.executable, "-m", "helpline", "serve", "--demo", "--nodes", str(NODES), *ports],
            env=os.environ | {"TMPDIR": place},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            said = "".join(line for line in until_said(lines, "Ctrl-C"))
            yield Fleet(Path(place), process, public, staff, said)
        finally:
            process.kill()
            process.communicate()


def until_said(lines: Iterator[str], last: str) -> Iterator[str]:
    for line in lines:
        yield line
        if last in line:
            return


@pytest.fixture(scope="module")
def one_fleet() -> Iterator[Fleet]:
    with sailing() as fleet:
        yield fleet


@pytest.fixture
def fleet(one_fleet: Fleet) -> Fleet:
    """One fleet serves many tests; each begins with all of its nodes known to be there."""
    for path in PATHS:
        until(partial(one_fleet.opens, path))
    return one_fleet


def test_it_says_once_where_to_go_and_every_node_serves_it(fleet: Fleet) -> None:
    links = re.findall(rf"http://localhost:{fleet.staff}/#([\w-]+)", fleet.said)
    assert len(links) == len(demo.STAFF)
    assert f"http://localhost:{fleet.public}/" in fleet.said
    assert len(fleet.nodes()) == NODES
    for _ in range(2 * NODES):
        status, page = fleet.get("/")
        assert status == 200
        (script,) = set(re.findall(r'src="(/assets/[^"]+\.js)"', page)[:1])
        assert fleet.get(script)[0] == 200


def test_a_socket_passes_through(fleet: Fleet) -> None:
    origin = f"http://localhost:{fleet.public}"
    upgrade = {
        "Origin": origin,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    for path in ("", *PATHS):
        assert fleet.get(f"{path}/socket.io/?EIO=4&transport=websocket", **upgrade)[0] == 101
    elsewhere = upgrade | {"Origin": "https://elsewhere.example"}
    assert fleet.get("/socket.io/?EIO=4&transport=websocket", **elsewhere)[0] == 403


def test_a_page_that_polls_finds_its_node_again_by_its_path(fleet: Fleet) -> None:
    ways = [f"{path}/socket.io/?EIO=4&transport=polling" for path in PATHS]
    for way, another in zip(ways, [*ways[1:], ways[0]], strict=True):
        status, opened = fleet.get(way)
        assert status == 200
        (sid,) = re.findall(r'"sid":"([^"]+)"', opened)
        assert fleet.post(f"{another}&sid={sid}", "1") == 400
        assert fleet.post(f"{way}&sid={sid}", "1") == 200


def test_a_session_of_one_node_is_known_to_all(fleet: Fleet) -> None:
    link = re.findall(rf"http://localhost:{fleet.staff}/#([\w-]+)", fleet.said)[0]
    origin = f"http://localhost:{fleet.staff}"
    headers = {"Origin": origin, "Content-Type": "application/json"}
    with closing(HTTPConnection("localhost", fleet.staff, timeout=10)) as door:
        door.request("POST", "/session", f'{{"link": "{link}"}}', headers)
        given = door.getresponse().headers.get_all("Set-Cookie", [])
        (cookie,) = [one.split(";")[0] for one in given if one.startswith(SESSION)]
    for _ in range(2 * NODES):
        with closing(HTTPConnection("localhost", fleet.staff, timeout=10)) as door:
            door.request("GET", "/session", headers={"Cookie": cookie})
            assert door.getresponse().status == 200


def test_a_node_that_dies_is_missed_by_nobody_and_comes_back(fleet: Fleet) -> None:
    old = fleet.nodes()
    os.kill(old[1], signal.SIGKILL)
    assert [fleet.get("/")[0] for _ in range(30)] == [200] * 30
    until(lambda: len(set(fleet.nodes()) - {old[1]}) == NODES)
    assert len(set(fleet.nodes()) & set(old)) == NODES - 1
    for path in PATHS:
        until(partial(fleet.opens, path))


def test_a_node_that_hangs_is_passed_over_before_long(fleet: Fleet) -> None:
    hung = fleet.nodes()[0]
    os.kill(hung, signal.SIGSTOP)
    try:
        time.sleep(CHECK_S + ANSWER_S + 0.5)  # what the balancer may take by its own word
        began = time.monotonic()
        assert [fleet.get("/")[0] for _ in range(10)] == [200] * 10
        assert time.monotonic() - began < ANSWER_S
    finally:
        os.kill(hung, signal.SIGCONT)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_takes_all_along_and_leaves_nothing(how: signal.Signals) -> None:
    with sailing() as fleet:
        started = children(fleet.process.pid)
        assert len(started) == NODES + 1
        rooms = rooms_of(started) | set(fleet.place.iterdir())
        assert len(rooms) == len(("the store's", "the database's"))
        fleet.process.send_signal(how)
        assert fleet.process.wait(STOP_S) == 0
        assert not [pid for pid in started if alive(pid)]
        assert not [room for room in (*rooms, *fleet.place.iterdir()) if room.exists()]


def test_killed_it_takes_all_along() -> None:
    with sailing() as fleet:
        started = children(fleet.process.pid)
        assert len(started) == NODES + 1
        rooms = rooms_of(started)
        fleet.process.kill()
        until(lambda: not [pid for pid in started if alive(pid)], STOP_S)
    for room in rooms:
        shutil.rmtree(room)


def test_each_node_tells_its_numbers_at_a_port_of_its_own() -> None:
    settings = load(demo=True, metrics_port=9000)
    ports = [fleets._metrics(settings, number) for number in range(NODES)]
    assert ports == [{"HELPLINE_METRICS_PORT": str(9000 + number)} for number in range(NODES)]
    assert fleets._metrics(load(demo=True), 0) == {}


def test_only_a_demo_starts_several() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "helpline", "serve", "--nodes", "2"],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert told.returncode == 2
    assert "--demo" in told.stderr
