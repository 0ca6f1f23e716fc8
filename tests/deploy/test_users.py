"""The store's users may do what the code does, and nothing else."""

import ast
import re
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError
from redis.retry import Retry

from tests.deploy.conftest import DEPLOY, Deployed

EPHEMERAL = Path(__file__).parents[2] / "helpline" / "ephemeral"
COMMAND = re.compile(r"[A-Z]{3,}")
OF_SCRIPTS = {"evalsha", "script|load"}
OF_CLUSTERS = {"cluster|slots", "cluster|info"}
OF_FINDING = OF_CLUSTERS | {"role"}
APART = {"check.py", "finding.py"}
"""What the check asks is the probe's; of what finding asks, some goes to sentinels."""
KEY = "hl:{main}:chat:x"

FINDING = [("CLUSTER", "SLOTS"), ("CLUSTER", "INFO")]
ALLOWED = [
    *FINDING,
    ("ROLE",),
    ("INFO", "replication"),
    ("GET", KEY),
    ("HMGET", KEY, "v", "doc", "at"),
    ("EVALSHA", "0" * 40, "1", KEY),
    ("SCRIPT", "LOAD", "return 1"),
    ("TIME",),
]
REFUSED = [
    ("GET", "another:key"),
    ("EVALSHA", "0" * 40, "1", "another:key"),
    ("EVAL", "return 1", "0"),
    ("FUNCTION", "LOAD", "x"),
    ("SAVE",),
    ("BGSAVE",),
    ("BGREWRITEAOF",),
    ("DUMP", KEY),
    ("RESTORE", KEY, "0", "x"),
    ("MIGRATE", "h", "1", KEY, "0", "1"),
    ("PERSIST", KEY),
    ("KEYS", "*"),
    ("SCAN", "0"),
    ("RANDOMKEY",),
    ("FLUSHALL",),
    ("MONITOR",),
    ("SLOWLOG", "GET"),
    ("CONFIG", "GET", "save"),
    ("CONFIG", "SET", "save", "60 1"),
    ("ACL", "LIST"),
    ("ACL", "SETUSER", "app"),
    ("CLIENT", "LIST"),
    ("DEBUG", "SLEEP", "0"),
    ("MODULE", "LIST"),
    ("REPLICAOF", "h", "1"),
    ("PSYNC", "?", "-1"),
    ("CLUSTER", "RESET"),
    ("CLUSTER", "NODES"),
    ("CLUSTER", "GETKEYSINSLOT", "1", "10"),
    ("SHUTDOWN",),
    ("SUBSCRIBE", "hl:x"),
    ("PUBLISH", "hl:x", "x"),
]


def granted(user: str) -> set[str]:
    text = (DEPLOY / "store.acl.template").read_text()
    (line,) = [line for line in text.splitlines() if line.startswith(f"user {user} ")]
    return {word[1:] for word in line.split() if word.startswith("+")}


def asked_for() -> set[str]:
    """Return the commands that the room's own modules send, apart from what stands above."""
    modules = [path for path in EPHEMERAL.glob("*.py") if path.name not in APART]
    nodes = [node for path in modules for node in ast.walk(ast.parse(path.read_text()))]
    firsts = [node.elts[0] for node in nodes if isinstance(node, ast.Tuple) and node.elts]
    firsts += [node.args[0] for node in nodes if isinstance(node, ast.Call) and node.args]
    words = [str(first.value) for first in firsts if isinstance(first, ast.Constant)]
    return {word.lower() for word in words if COMMAND.fullmatch(word)} - {"script"}


def scripted() -> set[str]:
    texts = [path.read_text() for path in (EPHEMERAL / "lua").glob("*.lua")]
    return {word.lower() for text in texts for word in re.findall(r"\.call\('(\w+)'", text)}


def may(redis: "Redis", user: str, command: tuple[str, ...]) -> bool:
    return redis.acl_dryrun(user, *command) in {b"OK", "OK", True}


def test_the_app_is_granted_what_its_code_asks_for_and_no_more() -> None:
    assert granted("app") == asked_for() | scripted() | OF_SCRIPTS | OF_FINDING


def test_the_probe_is_granted_its_questions_alone() -> None:
    assert granted("probe") == {"config|get"} | OF_CLUSTERS


def test_the_app_may_do_its_work_and_nothing_that_keeps_shows_or_sends_it(
    deployed: Deployed,
) -> None:
    with deployed.auditor() as redis:
        assert [command for command in ALLOWED if not may(redis, "app", command)] == []
        assert [command for command in REFUSED if may(redis, "app", command)] == []


def test_the_probe_may_ask_how_the_store_is_set_and_nothing_else(deployed: Deployed) -> None:
    asks = [("CONFIG", "GET", "save"), *FINDING]
    with deployed.auditor() as redis:
        assert [command for command in asks if not may(redis, "probe", command)] == []
        others = [command for command in [*ALLOWED, *REFUSED] if command not in asks]
        assert [command for command in others if may(redis, "probe", command)] == []


@pytest.mark.parametrize("login", [(None, None), ("app", "guess")])
def test_nobody_comes_in_without_a_name_and_its_password(
    deployed: Deployed, login: tuple[str | None, str | None]
) -> None:
    path, (name, password), once = str(deployed.folder / "s"), login, Retry(NoBackoff(), 0)
    with (
        Redis(unix_socket_path=path, username=name, password=password, retry=once) as nobody,
        pytest.raises(AuthenticationError),
    ):
        nobody.get(KEY)
