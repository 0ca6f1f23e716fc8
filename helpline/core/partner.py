"""The rules of a partner in the chat: somebody of another service, whom the youth lets in.

The youth says yes (`PartnerInvited`), one page comes by the one link (`PartnerCame`), and the youth
can send it away at any moment (`PartnerDismissed`). The place is beside the responder's, in any
phase; only where the youth has agreed (`LeaveAsked`, `LeaveAnswered`) is a partner alone with them
outside the line. What may read is not decided here but by the youth's page.
"""

from dataclasses import replace
from hmac import compare_digest
from typing import Any, Final

from helpline.core.chat import (
    Chat,
    Invitation,
    Link,
    Partner,
    Passed,
    Phase,
    Presence,
    Why,
    gone_at,
)
from helpline.core.errors import NoSuchChat, NotNow, NotYours
from helpline.core.events import (
    LeaveAnswered,
    LeaveAsked,
    PartnerAway,
    PartnerCame,
    PartnerDismissed,
    PartnerGranted,
    PartnerHere,
    PartnerInvited,
    PartnerLeft,
)
from helpline.core.names import Fence
from helpline.core.steps import (
    NEVER_AGAIN,
    Rule,
    Setting,
    Step,
    freed,
    next_fence,
    to_line,
    without_partner,
)

LINK_S: Final = 900
"""How long a link opens the way in: 15 minutes, and once."""


def swept(chat: Chat, at: Setting) -> Chat:
    """Return the chat without a link that is too old, and a partner who was away too long.

    A youth who was alone with them goes to the line: see `alone_too_long`.
    """
    if chat.invitation is not None and at.now >= chat.invitation.until:
        chat = without_partner(chat, at.now)
    if chat.phase is Phase.PARTNERED or not _is_gone(chat, at):
        return chat
    return without_partner(chat, at.now)


def alone_too_long(chat: Chat, at: Setting) -> bool:
    """Tell whether the partner with whom the youth is alone is gone for good."""
    return chat.phase is Phase.PARTNERED and _is_gone(chat, at)


def gone_from(chat: Chat, at: Setting) -> Step:
    """End the partner's place; a youth who was alone with them goes to the front of the line."""
    without = without_partner(chat, at.now)
    if chat.phase is Phase.PARTNERED:
        return to_line(without, Why.PARTNER_GONE, at.now, at)
    return Step(without)


def _is_gone(chat: Chat, at: Setting) -> bool:
    return chat.partner is not None and at.now >= gone_at(chat.partner.link, at.policy)


def _invite(chat: Chat, event: PartnerInvited, at: Setting) -> Step:
    if chat.partner is not None:
        raise NotNow("there is one already")
    invitation = Invitation(event.token_hash, at.now + LINK_S)
    guests = next_fence(chat.guests, at.now)
    return Step(replace(chat, invitation=invitation, guests=guests))


def _dismiss(chat: Chat, _: PartnerDismissed, at: Setting) -> Step:
    return gone_from(chat, at)


def _come(chat: Chat, event: PartnerCame, at: Setting) -> Step:
    """Spend the link; the same page that asks again, since our answer was lost, has its place."""
    link = Link(Presence.HERE, event.conn, at.now)
    partner, invitation = chat.partner, chat.invitation
    if partner is not None and _is_same(partner, event):
        return Step(replace(chat, partner=replace(partner, link=link)))
    known = "" if invitation is None else invitation.token_hash
    if not compare_digest(known, event.token_hash) or invitation is None:
        raise NoSuchChat("no such link")
    if at.now >= invitation.until:
        raise NoSuchChat("too late")
    fence = next_fence(max(chat.guests, chat.fence), at.now)
    came = Partner(fence, link, event.public_key, event.proof, event.token_hash)
    return Step(replace(chat, partner=came, invitation=None, guests=fence))


def _is_same(partner: Partner, event: PartnerCame) -> bool:
    same_link = compare_digest(partner.token_hash, event.token_hash)
    return same_link and (partner.public_key, partner.proof) == (event.public_key, event.proof)


def _here(chat: Chat, event: PartnerHere, at: Setting) -> Step:
    partner = _partner(chat, event.fence)
    link = Link(Presence.HERE, event.conn, at.now)
    return Step(replace(chat, partner=replace(partner, link=link)))


def _away(chat: Chat, event: PartnerAway, at: Setting) -> Step:
    partner = chat.partner
    if partner is None or (partner.fence, partner.link.conn) != (event.fence, event.conn):
        return Step(chat)
    if partner.link.presence is Presence.AWAY:
        return Step(chat)
    link = Link(Presence.AWAY, event.conn, at.now)
    return Step(replace(chat, partner=replace(partner, link=link)))


def _leave(chat: Chat, event: PartnerLeft, at: Setting) -> Step:
    _partner(chat, event.fence)
    return gone_from(chat, at)


def _grant(chat: Chat, event: PartnerGranted, _: Setting) -> Step:
    if chat.partner is None or chat.partner.reader != event.reader:
        raise NotYours("the reader has left")
    return Step(replace(chat, partner=replace(chat.partner, grant=event.keys)))


def _ask_to_leave(chat: Chat, event: LeaveAsked, _: Setting) -> Step:
    if chat.seat is None or chat.seat.fence != event.fence:
        raise NotYours("an old fence")
    partner = chat.partner
    if partner is None or partner.grant is None or partner.link.presence is Presence.AWAY:
        raise NotNow("nobody to leave the youth with")
    return Step(replace(chat, leaving=True))


def _answer(chat: Chat, event: LeaveAnswered, at: Setting) -> Step:
    if not chat.leaving or chat.seat is None or chat.partner is None:
        raise NotNow("nothing was asked")
    if not event.yes:
        return to_line(chat, Why.HANDED_OVER, NEVER_AGAIN, at)
    alone = replace(
        chat,
        phase=Phase.PARTNERED,
        seat=None,
        opened_at=at.now,
        leaving=False,
        passed=(*chat.passed, Passed(chat.seat.staff, at.now)),
        guests=next_fence(chat.guests, at.now),
    )
    return Step(alone, freed(chat, Why.WITH_PARTNER))


def _partner(chat: Chat, fence: Fence) -> Partner:
    if chat.partner is None or chat.partner.fence != fence:
        raise NotYours("an old fence")
    return chat.partner


AT_ANY_TIME: Final[dict[type[Any], Rule]] = {
    PartnerDismissed: _dismiss,
    PartnerCame: _come,
    PartnerHere: _here,
    PartnerAway: _away,
    PartnerLeft: _leave,
    PartnerGranted: _grant,
}
WHILE_OPEN: Final[dict[type[Any], Rule]] = {
    PartnerInvited: _invite,
    LeaveAsked: _ask_to_leave,
    LeaveAnswered: _answer,
}
