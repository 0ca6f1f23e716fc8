"""Every key name of the store. The hash tag keeps one floor on one shard."""

from dataclasses import dataclass

from helpline.core.names import ChatId, StaffId


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one floor."""

    floor: str

    @property
    def line(self) -> str:
        """Sorted set: the waiting chats by rank."""
        return self._key("line")

    @property
    def due(self) -> str:
        """Sorted set: every chat by the next time at which the clock may change it."""
        return self._key("due")

    @property
    def roster(self) -> str:
        """Sorted set: the desks by the time they were last written."""
        return self._key("roster")

    @property
    def state(self) -> str:
        """Whether the line is open, paused or closed."""
        return self._key("state")

    @property
    def lengths(self) -> str:
        """List: the lengths of recent chats in whole minutes, newest first."""
        return self._key("lengths")

    def chat(self, chat: ChatId) -> str:
        """Hash: v, doc, w (who may write), seq, at (time of the last message)."""
        return self._key(f"chat:{chat}")

    def log(self, chat: ChatId) -> str:
        """List: the sealed messages of a chat."""
        return self._key(f"log:{chat}")

    def seen(self, chat: ChatId) -> str:
        """Hash: number by message id."""
        return self._key(f"seen:{chat}")

    def desk(self, staff: StaffId) -> str:
        """Hash: v, doc."""
        return self._key(f"desk:{staff}")

    def _key(self, name: str) -> str:
        return f"hl:{{{self.floor}}}:{name}"
