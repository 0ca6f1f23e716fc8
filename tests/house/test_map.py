"""`tests/` mirrors `helpline/`: whatever decides is reached by the tests of its own room."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DECIDES = (ast.If, ast.For, ast.While, ast.Try, ast.Match, ast.IfExp, ast.comprehension)


def modules() -> dict[str, Path]:
    paths = [path for path in (ROOT / "helpline").rglob("*.py") if path.name != "__main__.py"]
    # Alembic finds revisions by their files: tests/durable/test_migrate.py goes through them all.
    return {dotted(path): path for path in paths if "migrations" not in path.parts}


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def decides(path: Path) -> bool:
    tree = ast.parse(path.read_text())
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return any(isinstance(node, DECIDES) for function in functions for node in ast.walk(function))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reached(room: str) -> set[str]:
    """Return what the tests of a room import, and what those modules import of the same room."""
    files = [*(ROOT / "tests" / room).rglob("*.py"), *(ROOT / "tests").glob(f"test_{room}.py")]
    names, ours = {name for file in files for name in imported(file)}, modules()
    next_ones = names & ours.keys()
    while next_ones:
        found = {name for module in next_ones for name in imported(ours[module])}
        next_ones = {name for name in found & ours.keys() if name.split(".")[1:2] == [room]} - names
        names |= next_ones
    return names


def test_every_module_that_decides_is_reached_by_the_tests_of_its_room() -> None:
    deciding = [name for name, path in modules().items() if "." in name and decides(path)]
    rooms = {name.split(".")[1] for name in deciding}
    by_room = {room: reached(room) for room in rooms}
    assert [name for name in deciding if name not in by_room[name.split(".")[1]]] == []
