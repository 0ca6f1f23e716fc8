"""The files made from the models: documents for people, schema and types for the pages."""

import shutil
import sys
import tempfile
from pathlib import Path

from devtools import spawn, web
from devtools.tree import ROOT

FILES = (
    Path("docs/metrics.md"),
    Path("docs/permissions.md"),
    Path("docs/protocol.md"),
    Path("web_client/src/wire/schema.json"),
    Path("web_client/src/wire/types.ts"),
)
BANNER = "/* Generated from helpline.wire by `python3 dev.py gen`: change the models instead. */"


def write() -> None:
    """Write the generated files into the tree."""
    with tempfile.TemporaryDirectory() as folder:
        for path in _make(Path(folder)):
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder) / path, ROOT / path)


def stale() -> list[str]:
    """Return the generated files that differ from what the models say now."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = {path: (Path(folder) / path).read_bytes() for path in _make(Path(folder))}
    return [str(path) for path, content in fresh.items() if _kept(path) != content]


def _kept(path: Path) -> bytes | None:
    return (ROOT / path).read_bytes() if (ROOT / path).exists() else None


def _make(root: Path) -> tuple[Path, ...]:
    web.install()
    spawn.run(sys.executable, "-m", "helpline.wire.generate", root)
    spawn.run(sys.executable, "-m", "helpline.edge.metrics.generate", root)
    *_, schema, types = (root / path for path in FILES)
    json2ts = web.script("json-schema-to-typescript", "dist/src/cli.js")
    # Without maxItems every bounded list would become a union of tuples, one for each length.
    flags = ("--additionalProperties=false", "--maxItems=-1", f"--bannerComment={BANNER}")
    web.node(json2ts, "-i", schema, "-o", types, *flags)
    return FILES
