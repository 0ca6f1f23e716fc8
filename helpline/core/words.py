"""What a person typed, sealed: a value that never shows itself in a repr, a log or an error."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """Ciphertext as base64url. The server can't open it, and does not print it either."""

    body: str

    def __repr__(self) -> str:
        return "Sealed()"


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """One sealed message as its sender's page made it.

    `cid` is the page's own id of the message (the same on every retry), `n` counts the sender's
    messages within `epoch`, starting at 1; all three are bound into the seal.
    """

    cid: str
    n: int
    epoch: int
    sealed: Sealed

    def __repr__(self) -> str:
        return f"Envelope(n={self.n}, epoch={self.epoch})"
