"""What becomes of a chat and a desk that the store has lost, when a page brings them back."""

from dataclasses import replace
from typing import Final

from helpline.core.chat import Chat, Link, Partner, Phase, Presence, Seat
from helpline.core.desk import Desk, Held, cap_of


def restored(chat: Chat, now: float) -> Chat:
    """Return a lost chat as it comes back: the same place, the same seat, both pages away.

    Whoever brought it is noted as here next; the other one has the usual grace to come too. An
    offer is over, since nobody knows what became of it; and a talk counts as quiet from now on,
    since nobody knows when was last spoken. A partner's link that nobody has opened is over with
    the store: what comes back may be from before it was opened.
    """
    youth = _away(chat.youth, now)
    chat = replace(chat, partner=_partner_away(chat.partner, now), invitation=None)
    if chat.phase is Phase.OPEN and chat.seat is not None:
        seat = replace(chat.seat, link=_away(chat.seat.link, now))
        return replace(chat, youth=youth, seat=seat, stayed_at=now)
    if chat.phase is Phase.PARTNERED:
        return replace(chat, youth=youth, stayed_at=now)
    if chat.phase is Phase.PARKED:
        return replace(chat, youth=youth)
    return replace(
        chat,
        youth=youth,
        phase=Phase.WAITING,
        seat=None,
        offer_until=None,
        by_name=False,
        opened_at=None,
    )


def restored_desk(desk: Desk, now: float) -> Desk:
    """Return a lost desk as it comes back: as ready as it was; its chats are seated one by one."""
    return replace(desk, link=_away(desk.link, now), offer=None, chats=())


def is_newer(kept: Chat, known: Chat) -> bool:
    """Tell whether what a page kept is a later state than the one already brought back.

    Fences come from the clock, so a higher one is later, even over the end of a store: that of the
    responder's seat, then that of whoever was invited beside them. With the same fences an open
    chat came after its offer, and before the line once it has left its seat.
    """
    if kept.fence != known.fence:
        return kept.fence > known.fence
    if kept.guests != known.guests:
        return kept.guests > known.guests
    if kept.phase is Phase.OPEN and known.phase is not Phase.OPEN and kept.seat is not None:
        return not _has_left(known, kept.seat)
    if known.phase is Phase.OPEN and kept.phase is not Phase.OPEN and known.seat is not None:
        return _has_left(kept, known.seat)
    return False


def _has_left(chat: Chat, seat: Seat) -> bool:
    """Tell whether a chat that is not open has been with whoever has the seat, and is no more."""
    if chat.phase is Phase.OFFERED:
        return False
    passed = any(passed.staff == seat.staff for passed in chat.passed)
    return passed or chat.wished == seat.staff or chat.phase is Phase.PARKED


TAKEN_WHILE_RAISED: Final = 0.0
"""A chat that was taken while the cap was raised stays when the hour is over."""


def takes_back(desk: Desk, held: Held) -> Desk | None:
    """Return the desk with a chat it held before, or None when it has no room left for it."""
    others = tuple(other for other in desk.chats if other.chat != held.chat)
    offer = None if desk.offer is not None and desk.offer.chat == held.chat else desk.offer
    if len(others) + (offer is not None) >= cap_of(desk, TAKEN_WHILE_RAISED):
        return None
    return replace(desk, chats=(*others, held), offer=offer)


def _partner_away(partner: Partner | None, now: float) -> Partner | None:
    return None if partner is None else replace(partner, link=_away(partner.link, now))


def _away(link: Link, now: float) -> Link:
    return Link(Presence.AWAY, link.conn, now)
