"""The numbered log of a chat's sealed messages: the one truth of what was said."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson

from helpline.core.errors import NoSuchChat, NotYours
from helpline.core.names import YOUTH, ChatId, Conn, Sender, is_partner
from helpline.core.policy import Policy
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral.connection import Store
from helpline.ephemeral.keys import Keys

PAGE = 100
_NO_SUCH_CHAT = -1
_MAY_NOT_WRITE = -2


class Parties(NamedTuple):
    """The connections of those who take part in a chat; None: nobody is seated."""

    youth: Conn
    responder: Conn | None
    partner: Conn | None = None

    def all_but(self, sender: Sender) -> tuple[Conn, ...]:
        """Return the connections of whoever is not the sender."""
        if sender == YOUTH:
            others = (self.responder, self.partner)
        else:
            others = (self.youth, self.responder if is_partner(sender) else self.partner)
        return tuple(conn for conn in others if conn is not None)


class Taken(NamedTuple):
    """A message that the log holds: its number, and whether the other page has shown it."""

    seq: int
    shown: bool
    parties: Parties


class Entry(NamedTuple):
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
    ) -> Taken:
        """Number, keep and date one message; once, however often asked.

        `pen` is the sender's right to write, as `core.chat.writers` names it.

        Raises NoSuchChat, and NotYours when this sender may not write now.
        """
        keys = (self._keys.chat(chat), self._keys.log(chat), self._keys.seen(chat))
        body = orjson.dumps([sender, envelope.n, envelope.epoch, envelope.sealed.body]).decode()
        part = "asks" if sender == YOUTH else "answers"
        args = (pen, envelope.cid, body, repr(now), self._ttl_ms, self._bound, part)
        seq, shown, to = _allowed(await self._store.run("say", keys, *args))
        return Taken(int(seq), bool(shown), _parties(to))

    async def shown(self, chat: ChatId, pen: str, cids: Sequence[str]) -> Parties:
        """Note that messages stand on the page of whoever has this pen.

        Raises NoSuchChat, and NotYours when they are no party to the chat now.
        """
        keys = (self._keys.chat(chat), self._keys.seen(chat))
        return _parties(_allowed(await self._store.run("shown", keys, pen, *cids)))

    async def after(self, chat: ChatId, seq: int) -> tuple[list[Entry], bool]:
        """Return the messages after a number, oldest first, and whether there are more."""
        keys = (self._keys.chat(chat), self._keys.log(chat))
        last, first, rows = await self._store.run("after", keys, seq, PAGE)
        entries = [_entry(number, row) for number, row in enumerate(rows, int(first))]
        return entries, int(first) + len(entries) <= int(last)


def _allowed(reply: Any) -> Any:
    if reply == _NO_SUCH_CHAT:
        raise NoSuchChat("wiped")
    if reply == _MAY_NOT_WRITE:
        raise NotYours("not a writer")
    return reply


def _parties(to: str) -> Parties:
    youth, responder, partner, *_ = [*to.split(" "), "", ""]
    return Parties(
        Conn(youth),
        Conn(responder) if responder else None,
        Conn(partner) if partner else None,
    )


def _entry(seq: int, row: str) -> Entry:
    cid, _, body = row.partition(" ")
    sender, n, epoch, sealed = orjson.loads(body)
    return Entry(seq, Sender(sender), Envelope(cid, n, epoch, Sealed(sealed)))
