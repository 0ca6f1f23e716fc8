"""Chats and desks as tests need them: plain values, each told apart by what the test is about."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from helpline.core.chat import Chat, Link, Phase, Presence, SealedKeys
from helpline.core.desk import Desk
from helpline.core.events import (
    Accepted,
    Event,
    Exited,
    LeaveAnswered,
    LeaveAsked,
    Offered,
    PartnerCame,
    PartnerGranted,
    PartnerInvited,
    ReturnsChosen,
)
from helpline.core.intake import Intake, Language, Topic
from helpline.core.life import step
from helpline.core.names import ChatId, Conn, Fence, StaffId
from helpline.core.policy import Policy
from helpline.core.practice import Beat, Line, Question, Scenario, ScenarioId, YouthAct
from helpline.core.roles import Role
from helpline.core.steps import Step

NOW = 1_000_000.0
POLICY = Policy(chats_per_responder=2)
KEY = "K" * 87
OTHER_KEY = "L" * 87
TOKEN_HASH = "t" * 43
PROOF = "p" * 43
CAME = PartnerCame(TOKEN_HASH, Conn("partner-1"), KEY, PROOF)
HERE = Link(Presence.HERE, Conn("desk-1"), NOW)


def chat(name: str = "c" * 22, joined_at: float = NOW, **intake: Any) -> Chat:
    """Return a chat that waits; its youth's connection is `youth-1`."""
    link = Link(Presence.HERE, Conn("youth-1"), joined_at)
    return Chat(ChatId(name), Intake(**intake), joined_at, link)


def offer_to(staff: str, *, by_name: bool = False) -> Offered:
    return Offered(StaffId(staff), staff.title(), Role.RESPONDER, HERE, KEY, by_name)


def after(chat: Chat, event: Event, now: float = NOW, policy: Policy = POLICY) -> Chat:
    """Return the chat after an event that must not end it."""
    left = step(chat, event, now, policy).chat
    assert left is not None
    return left


def ending(chat: Chat, event: Event, now: float = NOW, policy: Policy = POLICY) -> Step:
    """Return the step of an event that must end the chat."""
    ended = step(chat, event, now, policy)
    assert ended.chat is None
    return ended


def offered(staff: str = "ana", now: float = NOW, **intake: Any) -> Chat:
    return after(chat(**intake), offer_to(staff), now)


def opened(staff: str = "ana", now: float = NOW, **intake: Any) -> Chat:
    waits = offered(staff, now, **intake)
    return after(waits, Accepted(waits.fence), now)


def parked(staff: str = "ana", now: float = NOW, **intake: Any) -> Chat:
    """Return a chat whose youth has gone, with words to come back by."""
    with_words = after(opened(staff, now, **intake), ReturnsChosen("h" * 43), now)
    return after(with_words, Exited(), now)


def visited(now: float = NOW) -> Chat:
    """Return an open chat with a partner who reads; their connection is `partner-1`."""
    came = after(after(opened(now=now), PartnerInvited(TOKEN_HASH), now), CAME, now)
    assert came.partner is not None
    return after(came, PartnerGranted(came.partner.reader, SealedKeys(1, KEY, "s" * 64)), now)


def partnered(now: float = NOW) -> Chat:
    """Return a chat that the responder has left to a partner."""
    talk = visited(now)
    return after(after(talk, LeaveAsked(talk.fence), now), LeaveAnswered(yes=True), now)


def in_phase(phase: Phase) -> Chat:
    made: dict[Phase, Callable[[], Chat]] = {
        Phase.WAITING: chat,
        Phase.OFFERED: offered,
        Phase.OPEN: opened,
        Phase.PARTNERED: partnered,
        Phase.PARKED: parked,
    }
    return made[phase]()


def desk(name: str = "ana", **changes: Any) -> Desk:
    """Return a desk that is here and ready."""
    plain = Desk(
        StaffId(name),
        name.title(),
        Role.RESPONDER,
        (Language.EN,),
        (),
        POLICY.chats_per_responder,
        HERE,
        KEY,
        ready=True,
        idle_since=NOW,
        cleared_until=None,
    )
    return replace(plain, **changes)


def scenario(name: str, *topics: Topic) -> Scenario:
    """Return a scenario of three short beats, at the end of which the youth leaves."""
    hi = {Language.EN: "hi", Language.ES: "hola"}
    beat = Beat((Line(hi, 2),))
    return Scenario(
        id=ScenarioId(name),
        title=hi,
        about=hi,
        intake=Intake(topics=topics),
        beats=(beat, beat, replace(beat, replies=0, does=YouthAct.LEAVE)),
        look_back=(Question(hi, hi),) * 3,
    )


def fence_of(chat: Chat) -> Fence:
    assert chat.seat is not None
    return chat.seat.fence
