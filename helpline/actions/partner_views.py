"""What each page may see of a partner, and what a partner's page may see of the chat."""

from typing import Literal

from helpline.actions.picture import Picture
from helpline.core.chat import Chat, Link, Partner, Phase, Presence, quiet_since
from helpline.core.names import ChatId
from helpline.ephemeral.documents import Stored
from helpline.wire import floor, shapes
from helpline.wire.partner import PartnerView

Sees = tuple[object, ...]


def partner_sees(picture: Picture, chat: ChatId) -> Sees:
    """Return what decides the view of a chat's partner; the chat is in the picture."""
    return (picture.chats[chat].value, picture.era)


def partner_view(picture: Picture, chat_id: ChatId) -> PartnerView | None:
    """Return what the partner's page may know, or None when they are in the chat no more.

    Nothing that the youth told the line is in it, nor where the chat stands there.
    """
    stored = picture.chats.get(chat_id)
    if stored is None or stored.value.partner is None:
        return None
    chat, partner = stored.value, stored.value.partner
    seat = chat.seat if chat.phase is Phase.OPEN else None
    return PartnerView(
        chat=chat.id,
        reader=partner.reader,
        youth_link=link_of(chat.youth),
        covered=chat.covered,
        responder=None if seat is None else seat.name,
        grant=_grant(partner),
        last=stored.last,
        era=picture.era,
    )


def _grant(partner: Partner) -> shapes.Grant | None:
    grant = partner.grant
    if grant is None:
        return None
    return shapes.Grant(epoch=grant.epoch, public_key=grant.public_key, sealed=grant.sealed)


def partner_reader(partner: Partner) -> shapes.Reader:
    """Return the partner as the youth's page meets them: by a key and its proof, with no name."""
    return shapes.Reader(
        id=partner.reader,
        name="",
        role="partner",
        public_key=partner.public_key,
        link=link_of(partner.link),
        proof=partner.proof,
    )


def invited_s(chat: Chat, now: float) -> int:
    """Return how long the link still opens the way in; 0: there is none."""
    return 0 if chat.invitation is None else max(0, round(chat.invitation.until - now))


def desk_partner(chat: Chat, now: float) -> shapes.DeskPartner | None:
    """Return what the desk shows of a partner, or of the link for one; None: there is neither."""
    if chat.partner is None and chat.invitation is None:
        return None
    partner = chat.partner
    grant = None if partner is None else partner.grant
    return shapes.DeskPartner(
        invited_s=invited_s(chat, now),
        reader=None if partner is None else partner.reader,
        link="away" if partner is None else link_of(partner.link),
        epoch=None if grant is None else grant.epoch,
        leaving=chat.leaving,
    )


def alone_with_partner(picture: Picture) -> tuple[Stored[Chat], ...]:
    """Return the chats in which a partner is, and nobody of ours: the oldest first."""
    found = [
        stored
        for stored in picture.chats.values()
        if stored.value.partner is not None and stored.value.phase is not Phase.OPEN
    ]
    return tuple(sorted(found, key=lambda stored: (stored.value.joined_at, stored.value.id)))


def floor_alone(picture: Picture, stored: Stored[Chat]) -> floor.FloorAlone:
    """Return such a chat as the floor shows it."""
    chat = stored.value
    return floor.FloorAlone(
        chat=chat.id,
        in_line=chat.phase is not Phase.PARTNERED,
        quiet_s=max(0, round(picture.now - max(quiet_since(chat, stored.speech), chat.joined_at))),
        youth_link=link_of(chat.youth),
        partner_link="away" if chat.partner is None else link_of(chat.partner.link),
    )


def link_of(link: Link) -> Literal["here", "away"]:
    """Return whether a page is there, in the words of the wire."""
    return "here" if link.presence is Presence.HERE else "away"
