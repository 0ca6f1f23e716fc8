"""What no file of this tree may say, since it would be true on one machine or one day only."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).relative_to(ROOT).as_posix()
RULES = {
    "a registry's host": r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org",
    "a path of one machine": r"(?<![\w.~])/(work|root)/",
    "an unfinished thought": r"\b(TODO|FIXME|XXX)\b",
}


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]


@pytest.mark.parametrize("rule", RULES)
def test_no_file_holds(rule: str) -> None:
    found = [
        f"{name}:{number}"
        for name in tracked()
        if name != HERE
        for number, line in enumerate(text(name).splitlines(), 1)
        if re.search(RULES[rule], line)
    ]
    assert found == []


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8", errors="ignore")


def test_no_lock_of_another_tool_is_kept() -> None:
    assert {Path(name).name for name in tracked()} & {
        "uv.lock",
        "pylock.toml",
        "yarn.lock",
    } == set()
