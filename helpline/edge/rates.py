"""How fast one connection may ask; nothing about who it is."""

from dataclasses import dataclass
from time import monotonic


@dataclass(slots=True)
class Bucket:
    """A token bucket: `per_s` in the long run, `burst` at once."""

    per_s: float
    burst: float
    left: float = 0.0
    at: float = 0.0

    def __post_init__(self) -> None:
        self.left, self.at = self.burst, monotonic()

    def wait(self) -> float:
        """Take one token and return 0, or take none and return the seconds until there is one."""
        now = monotonic()
        self.left = min(self.burst, self.left + (now - self.at) * self.per_s)
        self.at = now
        if self.left < 1:
            return (1 - self.left) / self.per_s
        self.left -= 1
        return 0.0
