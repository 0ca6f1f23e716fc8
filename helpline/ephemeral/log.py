"""The numbered log of a chat's sealed messages: the one truth of what was said."""

from dataclasses import dataclass

import orjson

from helpline.core.errors import NoSuchChat, NotYours
from helpline.core.names import ChatId, Sender
from helpline.core.policy import Policy
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral.connection import Store
from helpline.ephemeral.keys import Keys

PAGE = 100
_NO_SUCH_CHAT = -1
_MAY_NOT_WRITE = -2


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with its number."""

    seq: int
    sender: Sender
    envelope: Envelope


class Log:
    """The logs of one floor."""

    def __init__(self, store: Store, keys: Keys, policy: Policy) -> None:
        self._store = store
        self._keys = keys
        self._ttl_ms = policy.chat_ttl_s * 1000
        self._bound = policy.log_bound

    async def say(
        self, chat: ChatId, sender: Sender, pen: str, envelope: Envelope, now: float
    ) -> int:
        """Number, keep and date one message, and return its number; once, however often asked.

        `pen` is the sender's right to write, as `core.chat.writers` names it.

        Raises NoSuchChat, and NotYours when this sender may not write now.
        """
        keys = (self._keys.chat(chat), self._keys.log(chat), self._keys.seen(chat))
        body = orjson.dumps([sender, envelope.n, envelope.epoch, envelope.sealed.body]).decode()
        args = (pen, envelope.cid, body, repr(now), self._ttl_ms, self._bound)
        seq = int(await self._store.run("say", keys, *args))
        if seq == _NO_SUCH_CHAT:
            raise NoSuchChat("wiped")
        if seq == _MAY_NOT_WRITE:
            raise NotYours("not a writer")
        return seq

    async def after(self, chat: ChatId, seq: int) -> tuple[list[Entry], bool]:
        """Return the messages after a number, oldest first, and whether there are more."""
        keys = (self._keys.chat(chat), self._keys.log(chat))
        last, first, rows = await self._store.run("after", keys, seq, PAGE)
        entries = [_entry(number, row) for number, row in enumerate(rows, int(first))]
        return entries, int(first) + len(entries) <= int(last)


def _entry(seq: int, row: str) -> Entry:
    cid, _, body = row.partition(" ")
    sender, n, epoch, sealed = orjson.loads(body)
    return Entry(seq, Sender(sender), Envelope(cid, n, epoch, Sealed(sealed)))
