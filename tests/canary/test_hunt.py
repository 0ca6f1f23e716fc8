"""The hunt finds what was planted: in files, names, output, memory, the store and on the wire."""

import subprocess
import sys
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from redis.asyncio import Redis

from tests.browser.net import unmasked
from tests.canary.hunt import found_in, in_files, in_memory
from tests.canary.marks import Marks
from tests.canary.store import Witness
from tests.store import Server

WAYS: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "base64": lambda text: b64encode(text.encode()),
    "base64, one byte on": lambda text: b64encode(b"." + text.encode()),
    "base64, two bytes on": lambda text: b64encode(b".." + text.encode()),
    "base64 for addresses": lambda text: urlsafe_b64encode(b"\xff\xef" + text.encode()),
    "base64 of JSON": lambda text: b64encode(f'{{"text": "{text}"}}'.encode()),
    "an address": lambda text: quote(text).encode(),
    "an address, every letter": lambda text: "".join(f"%{b:02X}" for b in text.encode()).encode(),
    "hex": lambda text: text.encode().hex().encode(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_planted_sentence_is_found_in_a_file_in_every_form(way: str, tmp_path: Path) -> None:
    marks = Marks()
    (tmp_path / "deep").mkdir()
    planted = tmp_path / "deep" / "log"
    planted.write_bytes(b"before " * 5 + WAYS[way](marks.sentence()) + b" after")
    assert in_files([tmp_path], marks.forms) != []
    assert in_files([tmp_path], Marks().forms) == []


def test_a_planted_sentence_is_found_where_two_pieces_of_a_large_file_meet(tmp_path: Path) -> None:
    marks = Marks()
    (tmp_path / "large").write_bytes(bytes((1 << 24) - 5) + marks.sentence().encode() + bytes(9))
    assert in_files([tmp_path], marks.forms) != []


def test_a_planted_name_of_a_file_is_found(tmp_path: Path) -> None:
    marks = Marks()
    (tmp_path / f"core.{marks.word()}").touch()
    assert in_files([tmp_path], marks.forms) != []


@contextmanager
def remembering(text: str) -> Iterator[int]:
    """Give a process that was told a text and holds it in its memory alone."""
    program = "import sys; held = sys.stdin.readline(); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{text}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "held\n"
        yield process.pid


def test_what_a_process_was_told_is_found_in_its_memory() -> None:
    marks = Marks()
    with remembering(marks.sentence()) as pid:
        assert in_memory(pid, marks.forms) != []
        assert in_memory(pid, Marks().forms) == []


async def test_a_witness_finds_what_was_planted_in_the_store(redis: Server) -> None:
    marks = Marks()
    async with Redis.from_url(redis.url) as client:
        try:
            await client.rpush("planted", marks.sentence())
            witness = Witness(client, marks.forms)
            await witness.look()
            assert witness.forever == {b"planted"}
            assert witness.hits != set()
            await client.expire("planted", 60)
            after = Witness(client, Marks().forms)
            await after.look()
            assert (after.forever, after.hits) == (set(), set())
        finally:
            await client.delete("planted")


def masked(text: bytes, mask: bytes = b"abcd") -> bytes:
    body = bytes(byte ^ mask[at % 4] for at, byte in enumerate(text))
    size = bytes([0x80 | 126]) + len(text).to_bytes(2, "big")
    return b"\x81" + size + mask + body


def test_what_a_page_sends_in_clear_is_read_behind_its_mask() -> None:
    marks = Marks()
    head = b"GET /socket.io/ HTTP/1.1\r\nUpgrade: websocket\r\n\r\n"
    stream = head + masked(b"x" * 200) + masked(marks.sentence().encode().ljust(300))
    assert found_in(stream, marks.forms) == []
    assert found_in(unmasked(stream), marks.forms) != []
