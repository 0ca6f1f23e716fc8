"""Return words: a youth who must go can come back to the same chat, on any device.

The page makes a token and a key of the words. The server keeps a hash of the token, and a blob it
can't open. Taken back, used up with the chat, or too late, they lead nowhere.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256

from helpline.actions.change import change, load
from helpline.actions.deliveries import Deliveries
from helpline.actions.world import World
from helpline.core.errors import NoSuchChat, NotNow
from helpline.core.events import ReturnsChosen
from helpline.core.names import ChatId


async def choose(world: World, chat: ChatId, token: str, blob: str) -> Deliveries:
    """Have words lead to a chat; other words that did so lead nowhere from now on."""
    token_hash = _hash(token)
    led = await world.returns.blob(token_hash)
    if led is not None and led[0] != chat:
        raise NotNow("these words are taken")
    before = (await load(world, chat)).value.returns
    told = await change(world, chat, ReturnsChosen(token_hash))
    if before is not None:
        await world.returns.forget(before, chat)
    await world.returns.keep(token_hash, chat, blob)
    return told


async def drop(world: World, chat: ChatId) -> Deliveries:
    """Take return words back."""
    before = (await load(world, chat)).value.returns
    told = await change(world, chat, ReturnsChosen(None))
    if before is not None:
        await world.returns.forget(before, chat)
    return told


async def blob(world: World, token: str) -> str:
    """Return what words lead to, or raise NoSuchChat; a chat that is no more is none."""
    found = await world.returns.blob(_hash(token))
    if found is None or await world.floor.chat(found[0]) is None:
        raise NoSuchChat("no such words")
    return found[1]


def _hash(token: str) -> str:
    return urlsafe_b64encode(sha256(token.encode()).digest()).rstrip(b"=").decode()
