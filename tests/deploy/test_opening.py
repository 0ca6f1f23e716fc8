"""A helpline that is not ready for the public says what to set; one that is ready opens."""

import re
import signal
import subprocess
from collections.abc import Callable
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import pytest

from helpline.settings.files import shipped
from tests.deploy.conftest import Deployed, make_secrets
from tests.deploy.opening import Env, helpline, opened, ready, refused, staff_door, youth_door
from tests.stores import free_ports

WORDS = "kettle quiet otter lamp"


@pytest.fixture
def env(tmp_path: Path) -> Env:
    return ready(tmp_path, make_secrets(tmp_path))


def no_disclosure(env: Env) -> None:
    (Path(env["HELPLINE_CONFIG_DIR"]) / "disclosure.toml").unlink()


def our_disclosure(env: Env) -> None:
    text = (shipped() / "disclosure.example.toml").read_text()
    (Path(env["HELPLINE_CONFIG_DIR"]) / "disclosure.toml").write_text(text)


def no_secret(env: Env) -> None:
    del env["HELPLINE_SECRET_FILE"]


def short_secret(env: Env) -> None:
    Path(env["HELPLINE_SECRET_FILE"]).write_text("3fQ9xk2Lw8Zr5Tb1")


def typed_secret(env: Env) -> None:
    Path(env["HELPLINE_SECRET_FILE"]).write_text("change-me-0123456789-abcdefghijklmnop")


def http_origin(env: Env) -> None:
    env["HELPLINE_PUBLIC_ORIGIN"] = "http://chat.example.org"


def misspelt(env: Env) -> None:
    env["HELPLINE_DECOI"] = "/gone"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (no_disclosure, "disclosure.toml: is not there; your counsel says in it"),
        (our_disclosure, "disclosure.toml, disclosure.en: still has our example's words"),
        (no_secret, "HELPLINE_SECRET: is not set; make one with `openssl rand -base64 48`"),
        (short_secret, "HELPLINE_SECRET: needs at least 32 bytes"),
        (typed_secret, "HELPLINE_SECRET: can be guessed"),
        (http_origin, "HELPLINE_PUBLIC_ORIGIN: needs https"),
        (misspelt, "HELPLINE_DECOI: there is no such setting"),
    ],
)
def test_a_helpline_that_lacks_something_does_not_open(
    env: Env, spoil: Callable[[Env], None], said: str
) -> None:
    spoil(env)
    assert said in refused(env)


def test_a_store_that_is_not_there_keeps_the_doors_shut(env: Env, tmp_path: Path) -> None:
    env["HELPLINE_REDIS_URL"] = f"unix://{tmp_path}/nothing"
    assert "the store can't be checked: it does not answer" in refused(env)


def test_a_store_that_can_not_be_asked_keeps_the_doors_shut(env: Env, deployed: Deployed) -> None:
    env["HELPLINE_REDIS_URL"] = deployed.url("redis_url")
    assert "HELPLINE_REDIS_CHECK_URL can name one who may" in refused(env)


def test_a_store_that_persists_keeps_the_doors_shut(env: Env, deployed: Deployed) -> None:
    with (deployed.secrets / "store.acl").open("a") as acl:
        acl.write("user spoiler on nopass +config +acl\n")
    with deployed.auditor() as redis:
        redis.acl_load()
    with deployed.named("spoiler") as redis:
        redis.config_set("appendonly", "no")
        redis.config_set("save", "60 1")
    env["HELPLINE_REDIS_URL"] = deployed.url("redis_url")
    env["HELPLINE_REDIS_CHECK_URL"] = deployed.url("redis_check_url")
    assert refused(env) == 'the store needs: save ""\n'


def test_with_all_it_needs_it_opens_serves_and_leaves_no_file(
    env: Env, deployed: Deployed, tmp_path: Path
) -> None:
    env["HELPLINE_REDIS_URL_FILE"] = str(deployed.secrets / "redis_url")
    env["HELPLINE_REDIS_CHECK_URL_FILE"] = str(deployed.secrets / "redis_check_url")
    added = helpline(
        env, "staff", "add", "Dana", "--role=responder", "--password-stdin", typed=WORDS
    )
    assert (added.returncode, added.stdout) == (0, "Added.\n")
    (tmp_path / "sign-ins").write_text(f"dana {WORDS}\n")
    env["HELPLINE_METRICS_PORT"] = str(free_ports(1)[0])
    with opened(env) as process:
        assert "sec-websocket-extensions" not in upgraded(env)
        evening = simulate(env, tmp_path / "sign-ins")
        assert evening.returncode == 0, evening.stdout
        assert re.search(r"served\W+[1-9]", evening.stdout)
        assert "\nhelpline_ready 1.0\n" in numbers(env)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    deployed.stop()
    assert list(deployed.folder.rglob("*.rdb")) == []


def numbers(env: Env) -> str:
    """Return what monitoring is told, on this machine."""
    with closing(HTTPConnection("127.0.0.1", int(env["HELPLINE_METRICS_PORT"]), timeout=5)) as port:
        port.request("GET", "/metrics")
        return port.getresponse().read().decode()


def upgraded(env: Env) -> set[str]:
    """Open a socket that asks for compression; return the names of the answer's headers."""
    ask = {
        "Origin": youth_door(env),
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
        "Sec-WebSocket-Extensions": "permessage-deflate",
    }
    door = HTTPConnection("localhost", int(env["HELPLINE_PUBLIC_PORT"]), timeout=5)
    with closing(door):
        door.request("GET", "/socket.io/?EIO=4&transport=websocket", headers=ask)
        answer = door.getresponse()
        assert answer.status == HTTPStatus.SWITCHING_PROTOCOLS
        return {name.lower() for name, _ in answer.getheaders()}


def simulate(env: Env, sign_ins: Path) -> subprocess.CompletedProcess[str]:
    """Play minutes of made-up youth, thirty times as fast; it ends with 1 on any loss."""
    doors = ("--public", youth_door(env), "--staff", staff_door(env), "--sign-ins", str(sign_ins))
    return helpline(env, "simulate", *doors, "--rate=2", "--duration=5", "--speed=30")
