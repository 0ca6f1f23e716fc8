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
        """Take messages in, and return those whose turn it is now.

        One whose number is past already is handed on at once: only its id tells a double.
        """
        past = []
        for one in said:
            if one.seq > self.last:
                self._early[one.seq] = one
            else:
                past.append(one)
        return [*past, *self._drain()]

    def own(self, seq: int) -> list[Said]:
        """Note the number that a message of this page was given."""
        if seq > self.last:
            self._early[seq] = None
        return self._drain()

    def restart(self) -> None:
        """Forget all numbers: they mean nothing any more."""
        self.last = 0
        self._early.clear()

    def _drain(self) -> list[Said]:
        turn = []
        while self.last + 1 in self._early:
            self.last += 1
            said = self._early.pop(self.last)
            if said is not None:
                turn.append(said)
        return turn


class Tally:
    """How far each sender has come, by their own count in each epoch."""

    def __init__(self) -> None:
        self._furthest: dict[tuple[str, int], int] = {}

    def skips(self, said: Said) -> bool:
        """Tell whether something this sender wrote before it has not come."""
        return said.n > self._reached(said) + 1

    def count(self, said: Said) -> bool:
        """Count a message; tell whether it stands out of its sender's order."""
        reached = self._reached(said)
        self._furthest[said.sender, said.epoch] = max(reached, said.n)
        return said.n != reached + 1

    def _reached(self, said: Said) -> int:
        return self._furthest.get((said.sender, said.epoch), 0)
