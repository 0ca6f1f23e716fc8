"""The tree itself: where things are, what they hash to, and who may change them now."""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
WEB = ROOT / "web_client"
PAGES = ROOT / "helpline" / "pages"


def say(words: str) -> None:
    """Print one line of progress, at once."""
    print(f"dev.py: {words}", flush=True)


def digest(paths: Iterable[Path]) -> str:
    """Return one hash of the files' names and contents, in any order given."""
    total = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(ROOT).as_posix()} {content}\n".encode())
    return total.hexdigest()


@contextmanager
def held() -> Iterator[None]:
    """Hold the tree, so that two commands never install or build into it at a time."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
