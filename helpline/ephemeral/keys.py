"""Every key name of the store. The hash tag keeps one floor on one shard."""

from dataclasses import dataclass

from helpline.core.names import ChatId, NodeId, StaffId


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
        """What the line was last set to by hand (`core/line.py`)."""
        return self._key("state")

    @property
    def notice(self) -> str:
        """What those who wait are told by a supervisor, and until when."""
        return self._key("notice")

    @property
    def surge(self) -> str:
        """Until when there is a surge."""
        return self._key("surge")

    @property
    def lengths(self) -> str:
        """List: the lengths of recent chats in whole minutes, newest first."""
        return self._key("lengths")

    @property
    def alerts(self) -> str:
        """Hash: v, doc. The alerts of this floor (`core/alerts.py`)."""
        return self._key("alerts")

    @property
    def nodes(self) -> str:
        """Sorted set: the nodes by the time of their last beat."""
        return self._key("nodes")

    @property
    def era(self) -> str:
        """The name of this life of the store."""
        return self._key("era")

    def hints(self, node: NodeId) -> str:
        """List: what other nodes have to say to the pages of one node."""
        return self._key(f"hints:{node}")

    def chat(self, chat: ChatId) -> str:
        """Hash: v, doc, and what a script must know at once.

        w (who may write), to (connections of the youth, the responder and a partner), seq, at (time
        of the last message), asked (time of the youth's first one that is not answered).
        """
        return self._key(f"chat:{chat}")

    def log(self, chat: ChatId) -> str:
        """List: the sealed messages of a chat."""
        return self._key(f"log:{chat}")

    def seen(self, chat: ChatId) -> str:
        """Hash: number by message id, with the word `shown` once the other page has shown it."""
        return self._key(f"seen:{chat}")

    def blob(self, chat: ChatId) -> str:
        """What a youth's page has sealed under its return words."""
        return self._key(f"blob:{chat}")

    def returns(self, token_hash: str) -> str:
        """The chat to which return words lead, by the hash of what is made of them."""
        return self._key(f"returns:{token_hash}")

    def desk(self, staff: StaffId) -> str:
        """Hash: v, doc."""
        return self._key(f"desk:{staff}")

    def _key(self, name: str) -> str:
        return f"hl:{{{self.floor}}}:{name}"
