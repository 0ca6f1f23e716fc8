"""Puts what was said into the order of the chat's log, and notices what is missing."""

from collections.abc import Iterable

from helpline.wire.shapes import Said


class Order:
    """What one page has of one chat's log. Own messages only fill their number."""

    def __init__(self) -> None:
        self.last = 0
        """Everything up to this number has been handed on."""
        self._early: dict[int, Said | None] = {}

    @property
    def hole(self) -> bool:
        """Whether something came while something before it did not."""
        return bool(self._early)

    def take(self, said: Iterable[Said]) -> list[Said]:
        """Take messages in, and return those whose turn it is now."""
        for one in said:
            if one.seq > self.last:
                self._early[one.seq] = one
        return self._drain()

    def own(self, seq: int) -> list[Said]:
        """Note the number that a message of this page was given."""
        if seq > self.last:
            self._early[seq] = None
        return self._drain()

    def _drain(self) -> list[Said]:
        turn = []
        while self.last + 1 in self._early:
            self.last += 1
            said = self._early.pop(self.last)
            if said is not None:
                turn.append(said)
        return turn
