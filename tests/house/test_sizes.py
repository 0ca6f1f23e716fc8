"""The maximum betrays a tree, never the median: no file may grow past easy reading."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULE = 300
FUNCTION = 50
OURS = ("dev.py", "hatch_build.py", "devtools/**/*.py", "helpline/**/*.py")
GENERATED = {"web_client/src/wire/types.ts"}


def modules() -> Iterator[Path]:
    for pattern in OURS:
        yield from ROOT.glob(pattern)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_too_long() -> None:
    assert [name(path) for path in modules() if lines(path) > MODULE] == []


def test_no_function_is_too_long() -> None:
    long = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in modules()
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION
    ]
    assert long == []


def test_no_script_or_style_of_the_pages_is_too_long() -> None:
    sources = (ROOT / "web_client" / "src").rglob("*")
    ours = [path for path in sources if path.suffix in {".ts", ".tsx", ".css"}]
    assert [name(p) for p in ours if lines(p) > MODULE and name(p) not in GENERATED] == []
