"""What return words lead to: a chat, and the blob its page has sealed under them."""

from helpline.core.names import ChatId
from helpline.core.policy import Policy
from helpline.ephemeral.connection import Store
from helpline.ephemeral.keys import Keys


class Returns:
    """The return words of one floor; the store knows a hash of what is made of them, never them."""

    def __init__(self, store: Store, keys: Keys, policy: Policy) -> None:
        self._store = store
        self._keys = keys
        self._ttl_ms = policy.chat_ttl_s * 1000

    async def keep(self, token_hash: str, chat: ChatId, blob: str) -> None:
        """Have words lead to a chat, and keep its blob, for as long as the chat is kept."""
        await self._store.calls(
            [
                ("SET", self._keys.returns(token_hash), chat, "PX", self._ttl_ms),
                ("SET", self._keys.blob(chat), blob, "PX", self._ttl_ms),
            ]
        )

    async def forget(self, token_hash: str, chat: ChatId) -> None:
        """Have words lead nowhere."""
        await self._store.calls(
            [("DEL", self._keys.returns(token_hash)), ("DEL", self._keys.blob(chat))]
        )

    async def blob(self, token_hash: str) -> tuple[ChatId, str] | None:
        """Return the chat and the blob that words lead to, or None."""
        chat: str | None = await self._store.call("GET", self._keys.returns(token_hash))
        if chat is None:
            return None
        blob: str | None = await self._store.call("GET", self._keys.blob(ChatId(chat)))
        return None if blob is None else (ChatId(chat), blob)
