"""Who may read which epoch, in a simulated youth's page. It shares all that was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_bytes

from helpline.simulate.ledger import YOUTH
from helpline.simulate.sealing import (
    CHECK_BYTES,
    SECRET_BYTES,
    GrantStamp,
    Keys,
    Pictures,
    commitment,
    message_key,
    pictures,
    seal_grant,
    unb64,
)
from helpline.wire.shapes import Reader
from helpline.wire.youth import GrantTo


@dataclass(slots=True, repr=False)
class Seat:
    """A reader who was let in."""

    public_key: str
    epoch: int
    nonce: bytes
    granted: bool = False
    """The server has the grant."""
    answered: bool = False


class Epochs:
    """The secrets of one chat."""

    sender = YOUTH

    def __init__(self, chat: str) -> None:
        self.chat = chat
        self._secrets = [token_bytes(SECRET_BYTES)]
        self._seats: dict[str, Seat] = {}
        self._keys: dict[tuple[int, str], bytes] = {}

    def epoch(self) -> int:
        """Return the epoch to write in now."""
        return len(self._secrets) - 1

    def key(self, epoch: int, sender: str) -> bytes | None:
        """Return the key of a sender, or None for an epoch that never was."""
        if epoch > self.epoch():
            return None
        known = self._keys.get((epoch, sender))
        if known is None:
            known = message_key(self._secrets[epoch], self.chat, epoch, sender)
            self._keys[epoch, sender] = known
        return known

    def meet(self, readers: Iterable[Reader]) -> list[str]:
        """Take who takes part now; return who is to be granted."""
        here = {reader.id: reader.public_key for reader in readers}
        left = [seat for seat in self._seats if seat not in here]
        for seat in left:
            del self._seats[seat]
        new = {
            reader: key
            for reader, key in here.items()
            if key is not None
            and (reader not in self._seats or self._seats[reader].public_key != key)
        }
        if left or new:
            self._secrets.append(token_bytes(SECRET_BYTES))
        for reader, key in new.items():
            self._seats[reader] = Seat(key, self.epoch(), token_bytes(CHECK_BYTES))
        return [reader for reader, seat in self._seats.items() if not seat.granted]

    def grant(self, reader: str) -> GrantTo:
        """Return the grant for a reader."""
        seat = self._seats[reader]
        stamp = GrantStamp(self.chat, reader, seat.epoch)
        keys = Keys(dict(enumerate(self._secrets)), commitment(seat.nonce))
        sealed = seal_grant(seat.public_key, stamp, keys)
        return GrantTo(reader=reader, epoch=seat.epoch, public_key=seat.public_key, sealed=sealed)

    def granted(self, grant: GrantTo) -> None:
        """Note that the server has a grant."""
        seat = self._seats.get(grant.reader)
        if seat is not None and seat.public_key == grant.public_key:
            seat.granted = True

    def forgotten(self) -> None:
        """The store may have lost every grant: all are due again."""
        for seat in self._seats.values():
            seat.granted = False

    def answer(self, reader: str, epoch: int, nonce: bytes) -> tuple[bytes, Pictures] | None:
        """Return our number of the check and what we show, for a reader's first number."""
        seat = self._seats.get(reader)
        if seat is None or seat.answered or epoch != seat.epoch:
            return None
        seat.answered = True
        point = unb64(seat.public_key)
        return seat.nonce, pictures(seat.nonce, nonce, point, self._secrets[epoch])
