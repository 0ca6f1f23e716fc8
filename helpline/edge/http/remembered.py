"""Who was signed in here when the database last answered.

So a page whose connection breaks while the database is away can sit down again, at this node and
for half an hour, and its chats go on. It opens nothing but the desk or the floor it had.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from helpline.actions.desk import Person
from helpline.durable.sessions import IDLE_S
from helpline.wire.pages import SignedIn

JUST_S: Final = 30.0
"""A page that was gone so long when the database last answered is not known here any more."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whose session it is, and what its page was told last; the token in that is an old one."""

    person: Person
    session: str
    told: SignedIn


class Remembered:
    """Sessions by their cookies, as hashes, in this node's memory."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}
        self._alive: dict[str, float] = {}
        """When the database last said of a session that it has not ended."""

    def note(self, cookie: str, known: Known, now: float) -> None:
        """Note that the database has just found this session by this cookie."""
        self._known[_hash(cookie)] = known
        self._alive[known.session] = now

    def kept(self, sessions: Collection[str], now: float) -> None:
        """Note that the database has just said of all pages here which sessions have not ended.

        Those that have had no page here for a while are let go.
        """
        self._alive |= dict.fromkeys(sessions, now)
        self._alive = {one: at for one, at in self._alive.items() if at >= now - JUST_S}
        self._known = {key: one for key, one in self._known.items() if one.session in self._alive}

    def forget(self, session: str) -> None:
        """Let go of a session that has ended."""
        self._alive.pop(session, None)

    def find(self, cookie: str, now: float) -> Known | None:
        """Return whose cookie it is, or None; ask only while the database does not answer."""
        known = self._known.get(_hash(cookie))
        alive = None if known is None else self._alive.get(known.session)
        return None if alive is None or now >= alive + IDLE_S else known


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
