"""What a step of a chat adds to the counts: that a wait is over, and how a chat has ended.

A chat is one count in each list, however often it changed hands: it has been answered when somebody
first took it, and its length is from there to its end.
"""

from typing import Final

from helpline.core.chat import Chat, Presence, Why
from helpline.core.counted import Kind, Length, Wait, length_band, wait_band
from helpline.core.policy import Policy
from helpline.core.steps import Step

_ENDED: Final = {
    Why.LEFT: Kind.ENDED_LEFT,
    Why.CLOSED: Kind.ENDED_CLOSED,
    Why.IDLE: Kind.ENDED_IDLE,
    Why.GONE: Kind.ENDED_GONE,
}
"""Whatever else a chat leaves a seat for, it goes on."""


def tally(
    before: Chat, step: Step, now: float, policy: Policy
) -> tuple[Kind, Wait | Length] | None:
    """Return what is to be counted of a step that was taken at `now`, if anything is."""
    after = step.chat
    if after is None:
        return _of_end(before, step.ended, now)
    if before.answered_at is None and after.answered_at is not None:
        waited = after.answered_at - before.joined_at
        in_time = waited <= policy.answer_target_s
        return (Kind.ANSWERED_IN_TIME if in_time else Kind.ANSWERED_LATE), wait_band(waited)
    return None


def _of_end(chat: Chat, why: Why | None, now: float) -> tuple[Kind, Wait | Length] | None:
    """Whoever is away has left when their page went, not when the clock gave them up."""
    until = chat.youth.since if chat.youth.presence is Presence.AWAY else now
    if chat.answered_at is None:
        return Kind.LEFT_WAITING, wait_band(until - chat.joined_at)
    kind = None if why is None else _ENDED.get(why)
    return None if kind is None else (kind, length_band(until - chat.answered_at))
