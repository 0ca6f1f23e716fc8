"""Walls that neither import-linter nor biome can hold: the core's purity, the pages' separation."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "web_client" / "src"
PAGES = ("partner", "staff", "youth")
IMPURE = {
    "asyncio",
    "io",
    "logging",
    "os",
    "random",
    "secrets",
    "socket",
    "sqlite3",
    "time",
    "uuid",
}
SPECIFIER = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")


def core_imports() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "helpline" / "core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from ((path.name, alias.name.split(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield path.name, (node.module or "").split(".")[0]


def test_the_core_knows_the_standard_library_alone_and_no_clock_dice_or_log() -> None:
    allowed = (sys.stdlib_module_names | {"helpline"}) - IMPURE
    assert [found for found in core_imports() if found[1] not in allowed] == []


def web_imports(folder: str) -> Iterator[tuple[str, str]]:
    """Yield each file below a folder with what it imports, paths given from `src`."""
    for path in (SRC / folder).rglob("*.ts*"):
        for name in SPECIFIER.findall(path.read_text()):
            target = (path.parent / name).resolve() if name.startswith(".") else None
            inside = target is not None and target.is_relative_to(SRC)
            shown = target.relative_to(SRC).as_posix() if target and inside else name
            yield path.relative_to(SRC).as_posix(), shown


@pytest.mark.parametrize(
    ("folder", "never"),
    [
        ("youth", ("partner", "staff")),
        ("staff", ("partner", "youth")),
        ("partner", ("button", "exit", "staff", "youth")),
        ("chat", (*PAGES, "button", "exit", "link", "parts", "preact", "@preact")),
        ("link", (*PAGES, "button", "exit", "parts")),
        ("parts", (*PAGES, "button", "exit")),
        ("button", (*PAGES, "chat", "link", "parts", "preact", "@preact")),
        ("exit", (*PAGES, "chat", "link", "parts", "preact", "@preact")),
    ],
)
def test_a_folder_of_the_pages_never_sees(folder: str, never: tuple[str, ...]) -> None:
    crossings = [pair for pair in web_imports(folder) if pair[1].split("/")[0] in never]
    assert crossings == []


def test_only_link_knows_sockets() -> None:
    users = {path for path, name in web_imports(".") if name.startswith("socket.io")}
    assert {path for path in users if not path.startswith("link/")} == set()


def test_no_page_makes_markup_or_code_out_of_words() -> None:
    forbidden = re.compile(
        r"\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|new Function\b"
    )
    sources = [path for path in SRC.rglob("*.ts*") if ".test." not in path.name]
    assert [path.name for path in sources if forbidden.search(path.read_text())] == []
