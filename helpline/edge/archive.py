"""A directory as one file: JSON, or a ZIP of its data package."""

import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from helpline.core.directory.nested import read_document
from helpline.core.directory.package import Fault, Package, Unreadable
from helpline.core.directory.tabular import DESCRIPTOR, FILE_BYTES, read_files, write_files

_ZIP: Final = b"PK"
_PACKED: Final = (ZIP_STORED, ZIP_DEFLATED)
_DATED: Final = (1980, 1, 1, 0, 0, 0)
"""The first day a ZIP knows: the same directory is the same file on every day."""


def read_file(name: str, raw: bytes) -> Package:
    """Return what a JSON file or a ZIP says, or raise `Unreadable` with every fault."""
    return read_files(_unpacked(name, raw)) if raw.startswith(_ZIP) else read_document(name, raw)


def write_zip(package: Package) -> bytes:
    """Return the files of a package in one."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in write_files(package).items():
            archive.writestr(ZipInfo(name, _DATED), content, ZIP_DEFLATED)
    return packed.getvalue()


def _unpacked(name: str, raw: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(raw)) as archive:
            wanted = list(_wanted(archive.infolist()))
            if sum(one.file_size for one in wanted) > FILE_BYTES:
                raise Unreadable(Fault(name, 0, "", "has over 16 MiB in it"))
            return {_path(one).name: _content(archive, one) for one in wanted}
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        words = "is no ZIP that can be read here: pack it again, without a password"
        raise Unreadable(Fault(name, 0, "", words)) from None


def _wanted(inside: Iterable[ZipInfo]) -> list[ZipInfo]:
    """Return the files of the package: those in the uppermost folder that has a descriptor."""
    files = [one for one in inside if not one.is_dir()]
    folders = [_path(one).parent for one in files if _path(one).name == DESCRIPTOR]
    folder = min(folders, key=lambda one: len(one.parts), default=PurePosixPath())
    return [
        one
        for one in files
        if _path(one).parent == folder
        and (_path(one).suffix == ".csv" or _path(one).name == DESCRIPTOR)
    ]


def _path(one: ZipInfo) -> PurePosixPath:
    return PurePosixPath(one.filename)


def _content(archive: ZipFile, one: ZipInfo) -> bytes:
    if one.compress_type not in _PACKED:
        raise NotImplementedError
    with archive.open(one) as file:
        # A length is named: without one, all that a few bytes may grow to would be unpacked first.
        return file.read(one.file_size)
