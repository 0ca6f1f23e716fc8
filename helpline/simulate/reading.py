"""A responder's side of one chat: opens grants, checks the pictures, reads and writes."""

import asyncio
from secrets import token_bytes
from time import monotonic

from helpline.simulate.link import Link
from helpline.simulate.outbox import Envelope
from helpline.simulate.sealing import (
    CHECK_BYTES,
    GrantStamp,
    Keys,
    Kind,
    ReaderKeys,
    Unreadable,
    commitment,
    message_key,
    open_grant,
    pictures,
)
from helpline.simulate.stage import Stage
from helpline.simulate.talk import Talk
from helpline.simulate.trace import Over, Trace
from helpline.simulate.words import GOODBYE
from helpline.wire import staff as frames
from helpline.wire.shapes import DeskChat, Grant, Said
from helpline.wire.youth import Accepted, CaughtUp


class Reading:
    """One open chat on one desk."""

    def __init__(
        self, stage: Stage, trace: Trace, link: Link, reader: ReaderKeys, held: DeskChat
    ) -> None:
        self._stage = stage
        self._trace = trace
        self._link = link
        self._reader = reader
        self.chat = held.chat
        self.sender = held.reader
        self.fence = held.fence
        self._secrets: dict[int, bytes] = {}
        self._sealed = ""
        self._commit = b""
        self._nonce = b""
        self._talk = Talk(stage, trace, self)
        self._away_since: float | None = None
        self.since = self._heard_at = monotonic()
        self.readable = asyncio.Event()
        self.goodbye = asyncio.Event()
        """The youth has said goodbye."""
        self.over = asyncio.Event()

    @property
    def is_shown(self) -> bool:
        """Whether all that was written stands on the youth's page."""
        return self._talk.outbox.is_shown

    @property
    def quiet_s(self) -> float:
        """Simulated seconds since the youth said something."""
        return (monotonic() - self._heard_at) * self._stage.speed

    @property
    def youth_away_s(self) -> float:
        """Simulated seconds since the youth's page was last connected."""
        if self._away_since is None:
            return 0.0
        return (monotonic() - self._away_since) * self._stage.speed

    def look(self, held: DeskChat, era: str) -> None:
        """Take in how the chat is now."""
        self._talk.enter(era)
        self._talk.look(held.last)
        if held.youth_link == "here":
            self._away_since = None
        elif self._away_since is None:
            self._away_since = monotonic()
        grant = held.grant
        if (
            grant is not None
            and grant.sealed != self._sealed
            and grant.public_key == self._reader.public_key
        ):
            self._open(grant)

    def _open(self, grant: Grant) -> None:
        self._sealed = grant.sealed
        stamp = GrantStamp(self.chat, self.sender, grant.epoch)
        try:
            keys = open_grant(self._reader, stamp, grant.sealed)
        except Unreadable:
            self._stage.ledger.unreadable()
            return
        self._take(keys)
        self.here()
        self.readable.set()

    def _take(self, keys: Keys) -> None:
        self._secrets.update(keys.secrets)
        self._talk.unlock()
        if keys.commit != self._commit:
            self._commit = keys.commit
            self._nonce = token_bytes(CHECK_BYTES)
            self._talk.say(Kind.CHECK, self._nonce)
        self._talk.outbox.kick()

    def here(self) -> None:
        """The desk is connected, and known: go on writing."""
        if self._secrets:
            self._talk.here()

    def away(self) -> None:
        """The desk has lost its connection."""
        self._talk.away()

    def close(self) -> None:
        """The chat has left the desk."""
        self.over.set()
        self._talk.close()

    def take(self, said: Said) -> None:
        """Take what is told."""
        self._talk.take([said])

    def shown(self, cids: tuple[str, ...]) -> None:
        """These stand on the youth's page."""
        self._talk.outbox.shown(cids)

    def heard(self, said: Said, kind: Kind, content: bytes) -> None:
        """Notice what a youth says, and check the pictures."""
        if said.sender == self.sender or kind is Kind.NAME:
            return
        if kind is Kind.TEXT:
            self._heard_at = monotonic()
            if content.decode() == GOODBYE:
                self.goodbye.set()
        elif kind is Kind.CHECK and said.sender == "youth" and self._is_mine(said):
            self._compare(content)

    def _is_mine(self, said: Said) -> bool:
        """Tell an answer to this page from one that an earlier reader was given."""
        return said.epoch == self.epoch()

    def _compare(self, youth_nonce: bytes) -> None:
        shown = None
        if commitment(youth_nonce) == self._commit:
            secret = self._secrets[max(self._secrets)]
            shown = pictures(youth_nonce, self._nonce, self._reader.point, secret)
        self._stage.ledger.compared(self.chat, self.sender, shown)

    def epoch(self) -> int | None:
        """Return the epoch to write in now, or None without a key."""
        return max(self._secrets, default=None)

    def key(self, epoch: int, sender: str) -> bytes | None:
        """Return the key of a sender in an epoch, or None where this page can't read."""
        secret = self._secrets.get(epoch)
        return None if secret is None else message_key(secret, self.chat, epoch, sender)

    async def post(self, envelope: Envelope) -> Accepted:
        """Send a message; return its number."""
        ask = frames.ResponderSay(
            chat=self.chat,
            fence=self.fence,
            cid=envelope.cid,
            n=envelope.n,
            epoch=envelope.epoch,
            body=envelope.body,
        )
        return await self._link.ask("say", ask, Accepted)

    async def missed(self, after: int) -> CaughtUp:
        """Ask what came after a number."""
        ask = frames.ResponderCatchUp(chat=self.chat, fence=self.fence, after=after)
        return await self._link.ask("catch_up", ask, CaughtUp)

    async def confirm(self, cids: tuple[str, ...]) -> None:
        """Say that these messages are shown."""
        ask = frames.ResponderShown(chat=self.chat, fence=self.fence, cids=cids)
        await self._link.do("shown", ask)

    async def say(self, text: str) -> None:
        """Write something."""
        typing = frames.ResponderTyping(chat=self.chat, fence=self.fence, on=True)
        await self._link.hint("typing", typing)
        self._talk.say(Kind.TEXT, text.encode())

    async def end(self) -> None:
        """End the chat."""
        self._trace.note(Over(self._trace.now(), self.chat, "closed", mine=True))
        await self._link.do("end", frames.End(chat=self.chat, fence=self.fence))
