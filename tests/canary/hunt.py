"""The hunt: wherever bytes could be left, look for those of a mark."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Final

CHUNK: Final = 1 << 24
OVERLAP: Final = 4_096
"""More than the longest form, so that none is cut in two unseen."""


def found_in(data: bytes, forms: Iterable[bytes]) -> list[str]:
    """Return the forms that some bytes hold, in a shape that can be printed."""
    return [form[:8].hex() for form in forms if form in data]


def in_files(roots: Iterable[Path], forms: Iterable[bytes], since: float = 0.0) -> list[str]:
    """Return the files below some folders that hold a form, or bear it in their name.

    Only files changed after `since`; what vanishes while it is read is not there any more.
    """
    hits = []
    for path in _files(roots, since):
        names = found_in(os.fsencode(path.name), forms)
        with suppress(OSError), path.open("rb") as file:
            names += [name for piece in _pieces(file.fileno()) for name in found_in(piece, forms)]
        hits += [f"{path}: {name}" for name in set(names)]
    return hits


def _files(roots: Iterable[Path], since: float) -> Iterator[Path]:
    """Yield each file; a machine's folders may hold a great many, so each is asked for once."""
    folders = [os.fspath(root) for root in roots]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif _is_new_file(entry, since):
                    yield Path(entry.path)


def _is_new_file(entry: os.DirEntry[str], since: float) -> bool:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:  # it has gone
        return False
    return S_ISREG(status.st_mode) and status.st_mtime >= since


def _pieces(file: int) -> Iterator[bytes]:
    rest = b""
    while chunk := os.read(file, CHUNK):
        yield rest + chunk
        rest = chunk[-OVERLAP:]


def in_memory(pid: int, forms: Iterable[bytes]) -> list[str]:
    """Return where a process holds a form; raise PermissionError where nobody may look."""
    hits = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _regions(pid):
            for at in range(start, end, CHUNK):
                with suppress(OSError, OverflowError):
                    memory.seek(at)
                    piece = memory.read(min(CHUNK + OVERLAP, end - at))
                    hits += [f"{at:x}: {name}" for name in found_in(piece, forms)]
    return hits


def _regions(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *_ = line.split()
        if "r" in rights and "[v" not in line:
            start, end = span.split("-")
            yield int(start, 16), int(end, 16)
