import random

import pytest

from bench.wire import framed, parted

SIZES = (0, 1, 125, 126, 127, 450, 65_535)


def served(text: bytes) -> bytes:
    """Return a frame as a server sends it: without a mask."""
    size = len(text)
    if size < 126:
        return bytes((0x81, size)) + text
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + text
    return b"\x81\x7f" + size.to_bytes(8, "big") + text


@pytest.mark.parametrize("size", SIZES)
def test_a_frame_we_send_is_read_as_it_was(size: int) -> None:
    text = bytes(number % 251 for number in range(size))
    assert parted(framed(text), masked=True) == ([(1, text)], b"")


@pytest.mark.parametrize("seed", range(20))
def test_frames_are_found_however_the_bytes_arrive(seed: int) -> None:
    dice = random.Random(seed)
    texts = [dice.randbytes(dice.choice((*SIZES, 70_000))) for _ in range(8)]
    stream = b"".join(served(text) for text in texts)
    got, left = [], b""
    while stream:
        size = dice.choice((1, 2, 3, 5_000, 200_000))
        frames, left = parted(left + stream[:size])
        got += [text for _, text in frames]
        stream = stream[size:]
    assert got == texts
    assert left == b""


def test_a_close_is_told_from_a_text() -> None:
    assert parted(b"\x88\x02\x03\xe8" + served(b"x")) == ([(8, b"\x03\xe8"), (1, b"x")], b"")
