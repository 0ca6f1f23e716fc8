"""A youth's side of one chat: lets readers in, checks the pictures, reads and writes."""

from helpline.simulate.epochs import Epochs
from helpline.simulate.ledger import YOUTH
from helpline.simulate.link import Link, No
from helpline.simulate.outbox import PASSING, Envelope
from helpline.simulate.sealing import Kind
from helpline.simulate.stage import Stage
from helpline.simulate.talk import Talk
from helpline.simulate.trace import Trace
from helpline.wire import youth as frames
from helpline.wire.shapes import Reader, Said


class YouthChat:
    """The chat of one youth's page."""

    sender = YOUTH
    fence = None

    def __init__(self, stage: Stage, trace: Trace, link: Link, chat: str) -> None:
        self._stage = stage
        self._link = link
        self._epochs = Epochs(chat)
        self.chat = chat
        self.talk = Talk(stage, trace, self)

    def enter(self, era: str) -> None:
        """Note in which life of the store we are; a new one may know nothing of the grants."""
        if self.talk.enter(era):
            self._epochs.forgotten()

    async def let_in(self, readers: tuple[Reader, ...]) -> bool:
        """Let those read who take part; False where somebody is to be let in later."""
        done = True
        for reader in self._epochs.meet(readers):
            done = await self._let(reader) and done
        return done

    async def _let(self, reader: str) -> bool:
        grant = self._epochs.grant(reader)
        try:
            await self._link.do("grant", grant)
        except No as no:
            # Refused for good, the reader has left in the meantime: the next view says so.
            self._stage.ledger.refused(no.ask, no.code)
            return no.code not in PASSING
        self._epochs.granted(grant)
        return True

    def heard(self, said: Said, kind: Kind, content: bytes) -> None:
        """Answer a reader's number of the check."""
        if kind is not Kind.CHECK:
            return
        answer = self._epochs.answer(said.sender, said.epoch, content)
        if answer is not None:
            nonce, shown = answer
            self._stage.ledger.compared(self.chat, said.sender, shown)
            self.talk.say(Kind.CHECK, nonce)

    def epoch(self) -> int:
        """Return the epoch to write in now."""
        return self._epochs.epoch()

    def key(self, epoch: int, sender: str) -> bytes | None:
        """Return the key of a sender in an epoch."""
        return self._epochs.key(epoch, sender)

    async def post(self, envelope: Envelope) -> frames.Accepted:
        """Send a message; return its number."""
        ask = frames.YouthSay(
            cid=envelope.cid, n=envelope.n, epoch=envelope.epoch, body=envelope.body
        )
        return await self._link.ask("say", ask, frames.Accepted)

    async def missed(self, after: int) -> frames.CaughtUp:
        """Ask what came after a number."""
        return await self._link.ask("catch_up", frames.CatchUp(after=after), frames.CaughtUp)

    async def confirm(self, cids: tuple[str, ...]) -> None:
        """Say that these messages are shown."""
        await self._link.do("shown", frames.YouthShown(cids=cids))
