"""The built pages, read into memory once: what is not in the list does not exist."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpline.core.errors import Misconfigured

TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent."""

    body: bytes
    type: str


class Pages:
    """Everything that the web client's build left behind."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "youth.html").is_file():
            raise Misconfigured(f"the pages are not built: run `python3 dev.py build` ({folder})")
        self._files = {
            path.relative_to(folder).as_posix(): File(path.read_bytes(), TYPES[path.suffix])
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in TYPES
        }

    def file(self, name: str) -> File | None:
        """Return a file by its path below the pages, or None."""
        return self._files.get(name)

    def text(self, name: str) -> str:
        """Return a file that must be there, as text."""
        file = self._files.get(name)
        if file is None:
            raise Misconfigured(f"the pages lack {name}: run `python3 dev.py build`")
        return file.body.decode()

    def json(self, name: str) -> Any:
        """Return a JSON file that must be there."""
        return json.loads(self.text(name))
