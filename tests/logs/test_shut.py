"""Whatever a library or the interpreter would print, the canary never leaves the process."""

import json
import subprocess
import sys

import pytest

CANARY = "canary-word"

SCRIPT = """
import asyncio, logging, sys, threading, warnings
import aiohttp, aiosqlite, engineio, redis, socketio, sqlalchemy
from helpline.logs import shut_loop, shut_others

CANARY = "canary" + "-word"
shut_others()

class Falls:
    def __del__(self):
        raise ValueError(CANARY)

def fall():
    raise ValueError(CANARY)

async def main():
    shut_loop(asyncio.get_running_loop())
    asyncio.get_running_loop().call_soon(fall)
    lost = asyncio.create_task(asyncio.sleep(0, fall))
    task = asyncio.ensure_future(fell())
    await asyncio.sleep(0.01)
    del task, lost
    asyncio.get_running_loop().call_exception_handler({"message": CANARY})

async def fell():
    fall()

for server in (socketio.AsyncServer(logger=False), engineio.AsyncServer(), socketio.AsyncClient()):
    server.logger.critical(CANARY)
socketio.AsyncServer(logger=True, engineio_logger=True).logger.error(CANARY)
names = [*logging.root.manager.loggerDict, "somebody.else", "root"]
for name in names:
    logger = logging.getLogger(name)
    for level in (logging.DEBUG, logging.INFO, logging.ERROR, logging.CRITICAL):
        logger.log(level, "%s", CANARY)
    try:
        fall()
    except ValueError:
        logger.exception(CANARY)
logging.error("%d", CANARY)
logging.basicConfig(level=logging.DEBUG)
logging.getLogger("again").critical(CANARY)
warnings.warn(CANARY, stacklevel=1)
Falls()
asyncio.run(main())
thread = threading.Thread(target=fall)
thread.start()
thread.join()
fall()
"""


@pytest.fixture(scope="module")
def run() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "dev", "-c", SCRIPT],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_no_canary_on_either_stream(run: subprocess.CompletedProcess[str]) -> None:
    assert CANARY not in run.stderr
    assert run.stdout == ""
    assert run.returncode == 1


def test_each_fault_is_still_seen_by_type_and_place(
    run: subprocess.CompletedProcess[str],
) -> None:
    lines = [json.loads(line) for line in run.stderr.splitlines()]
    seen = {line["event"] for line in lines}
    assert seen == {"fell", "thread_fault", "loop_fault", "library_fault", "library_warning"}
    assert {line["error"] for line in lines} >= {"builtins.ValueError", "builtins.UserWarning"}
    assert all(":" in line["place"] or line["place"] == "nowhere" for line in lines)


def test_the_talkative_are_silent_but_a_fault_in_a_door_is_seen() -> None:
    script = """
import logging
from helpline.logs import shut_others
shut_others()
silent = ("aiohttp.access", "apprise", "engineio.server", "socketio.server", "asyncio", "urllib3")
for name in (*silent, "requests", "aiohttp.server"):
    try:
        raise KeyError("canary" + "-word")
    except KeyError:
        logging.getLogger(name).exception("x")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert [json.loads(line)["event"] for line in done.stderr.splitlines()] == ["library_fault"]
