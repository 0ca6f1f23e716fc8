"""What one connection may ask of this process, and how soon a silent one is noticed."""

from typing import Final

FRAME_BYTES: Final = 32_768
"""The longest frame, and the longest body of a POST."""
FRAMES_PER_S: Final = 40.0
FRAMES_AT_ONCE: Final = 400.0
"""Frames of any kind on one connection; what is an ask has a narrower rate behind this one."""
AHEAD: Final = 16
"""Frames read ahead while one is acted on; then nothing more is read from the connection."""
OUTBOX_PACKETS: Final = 256
OUTBOX_BYTES: Final = 262_144
"""What may wait for a page that does not read.

Nothing can wait for long: a ping waits behind it, and whoever does not answer that is closed.
"""
PING_S: Final = 5
PONG_S: Final = 4
"""A vanished page is noticed within their sum."""
