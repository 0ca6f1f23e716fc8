"""Who is offered to whom: pure, so that any node may decide and the store settles a race."""

from collections.abc import Iterable, Sequence

from helpline.core.chat import Chat, Presence, rank
from helpline.core.desk import Desk, is_free, may_take
from helpline.core.policy import Policy


def pairs(
    waiting: Iterable[Chat], desks: Iterable[Desk], now: float, policy: Policy
) -> list[tuple[Chat, Desk]]:
    """Return the offers to make now, the front of the line first, one per desk at most."""
    free = [desk for desk in desks if is_free(desk, now)]
    if not free:
        return []
    offers = []
    for chat in sorted(_here(waiting), key=lambda chat: (rank(chat, policy), chat.id)):
        desk = best_desk(chat, free, now, policy)
        if desk is not None:
            free.remove(desk)
            offers.append((chat, desk))
    return offers


def best_desk(chat: Chat, desks: Iterable[Desk], now: float, policy: Policy) -> Desk | None:
    """Return who should be offered this chat.

    Whoever talked with the youth before they went; else who speaks the language, is least loaded
    and has been idle longest.
    """
    able = [desk for desk in desks if may_take(desk, chat, now, policy)]
    return min(able, key=lambda desk: _preference(chat, desk), default=None)


def next_for(desk: Desk, waiting: Sequence[Chat], now: float, policy: Policy) -> Chat | None:
    """Return the chat at the front of the line that this desk may take; nobody picks."""
    able = [chat for chat in _here(waiting) if may_take(desk, chat, now, policy)]
    return min(able, key=lambda chat: (rank(chat, policy), chat.id), default=None)


def _here(waiting: Iterable[Chat]) -> list[Chat]:
    """Whoever is away keeps the place; but nobody is to sit and wait for them."""
    return [chat for chat in waiting if chat.youth.presence is Presence.HERE]


def _preference(chat: Chat, desk: Desk) -> tuple[bool, bool, int, float, float, str]:
    speaks = chat.intake.language in desk.languages
    return (
        desk.id != chat.wished,
        not speaks,
        len(desk.chats),
        desk.gap_until,
        desk.idle_since,
        desk.id,
    )
