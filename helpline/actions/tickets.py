"""Tickets: what the server knows of a chat or a desk, sealed for the nodes, kept by the page.

AES-256-GCM under a key of the nodes' shared secret, with the purpose bound to it. A ticket proves
who its holder is; and when the store has lost everything, it is what the chat is built from.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import Final, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import TypeAdapter

from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.desk import Desk
from helpline.core.errors import NoSuchChat

NONCE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class KeptChat:
    """What a youth's page keeps; `era` is the life of the store in which it was true."""

    era: str
    chat: Chat


@dataclass(frozen=True, slots=True)
class KeptDesk:
    """What a responder's page keeps."""

    era: str
    desk: Desk
    chats: tuple[Chat, ...]


T = TypeVar("T", KeptChat, KeptDesk)
_CHAT: Final = TypeAdapter(KeptChat)
_DESK: Final = TypeAdapter(KeptDesk)


def chat_ticket(world: World, era: str, chat: Chat) -> str:
    """Return the ticket of a youth's page; `era` is that in which the chat was read."""
    return _seal(world, b"youth", _CHAT.dump_json(KeptChat(era, chat)))


def partner_ticket(world: World, era: str, chat: Chat) -> str:
    """Return the ticket of a partner's page: the same, for another purpose."""
    return _seal(world, b"partner", _CHAT.dump_json(KeptChat(era, chat)))


def desk_ticket(world: World, era: str, desk: Desk, chats: tuple[Chat, ...]) -> str:
    """Return the ticket of a responder's page, with the open chats of the desk."""
    return _seal(world, b"desk", _DESK.dump_json(KeptDesk(era, desk, chats)))


def read_chat(world: World, ticket: str) -> KeptChat:
    """Return what a youth's page has kept, or raise NoSuchChat."""
    return _read(world, b"youth", ticket, _CHAT)


def read_partner(world: World, ticket: str) -> KeptChat:
    """Return what a partner's page has kept, or raise NoSuchChat."""
    return _read(world, b"partner", ticket, _CHAT)


def read_desk(world: World, ticket: str) -> KeptDesk:
    """Return what a responder's page has kept, or raise NoSuchChat."""
    return _read(world, b"desk", ticket, _DESK)


def _seal(world: World, purpose: bytes, plain: bytes) -> str:
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = _cipher(world).encrypt(nonce, plain, purpose)
    return urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode()


def _read(world: World, purpose: bytes, ticket: str, shape: "TypeAdapter[T]") -> T:
    try:
        data = urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4))
        plain = _cipher(world).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], purpose)
        return shape.validate_json(plain)
    except (ValueError, NotBase64, InvalidTag):
        raise NoSuchChat("no such ticket") from None


def _cipher(world: World) -> AESGCM:
    return AESGCM(hmac.digest(world.secret, b"ticket", "sha256"))
