"""A directory as one file: what is packed is read again, and no file does harm when unpacked."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.directory.nested import write_document
from helpline.core.directory.package import Package, Unreadable
from helpline.core.directory.tabular import FILE_BYTES, write_files
from helpline.edge.archive import read_file, write_zip
from tests.core.listings import files, package, rows

WHOLE = write_zip(package())


def packed(content: dict[str, bytes], compression: int = ZIP_STORED) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", compression) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return made.getvalue()


def refusal(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_file("help", raw)
    return "\n".join(map(str, refused.value.faults))


def test_what_is_packed_is_read_again_unchanged_and_packed_the_same() -> None:
    found = read_file("help", WHOLE)
    assert write_files(found) == write_files(package())
    assert write_zip(found) == WHOLE


def test_a_document_is_read_as_one() -> None:
    raw = write_document(package())
    assert write_document(read_file("help", raw)) == raw


def test_a_folder_that_was_packed_with_others_beside_is_found() -> None:
    inside = {f"made/help/{name}": text for name, text in files(rows()).items()}
    others = {
        "made/help/notes.txt": b"x",
        "made/help/old/service.csv": b"x",
        "made/help/old/datapackage.json": b"{}",
        "__MACOSX/made/help/._services.csv": b"x",
        "readme.csv": b"x",
    }
    assert write_files(read_file("help", packed(inside | others))) == write_files(package())


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "help: is not JSON"),
        (b"id,name\n", "help: is not JSON"),
        (b"PK\x03\x04 and nothing", "help: is no ZIP that can be read"),
        (packed({}), "datapackage.json: is missing"),
        (packed({"service.csv": b"id\n"}), "datapackage.json: is missing"),
        (packed({"datapackage.json": b"{}"}, ZIP_LZMA), "help: is no ZIP that can be read"),
        (
            packed(files(rows()) | {"more.csv": b"id\n"}),
            "more.csv: is not named in datapackage.json",
        ),
        (packed({"datapackage.json": b" " * (FILE_BYTES + 1)}), "help: has over 16 MiB"),
    ],
)
def test_what_can_not_be_read_is_named(raw: bytes, says: str) -> None:
    assert says in refusal(raw)


def test_no_more_is_unpacked_than_a_file_says_it_has() -> None:
    raw = packed({"datapackage.json": b" " * 9_000_000}, ZIP_DEFLATED)
    said = (9_000_000).to_bytes(4, "little")
    assert raw.count(said) == 2
    lie = raw.replace(said, (10).to_bytes(4, "little"))
    assert "is no ZIP that can be read" in refusal(lie)


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(1, len(WHOLE)))
def test_a_file_that_was_damaged_is_read_or_refused_and_nothing_else(
    at: int, byte: int, length: int
) -> None:
    raw = bytearray(WHOLE[:length])
    if at < length:
        raw[at] = byte
    with suppress(Unreadable):
        assert isinstance(read_file("help", bytes(raw)), Package)
