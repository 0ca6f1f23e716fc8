"""A supervisor's question to a youth, whether they may come into the chat, and the answer."""

from helpline.actions.change import load
from helpline.actions.deliveries import Deliveries, Tell
from helpline.actions.desk import Person
from helpline.actions.world import World
from helpline.core.chat import Phase
from helpline.core.errors import NotNow, NotYours
from helpline.core.names import ChatId, Conn
from helpline.core.tickets import read, sign
from helpline.wire import joins as frames

_PURPOSE = "join"


async def ask(world: World, by: Person, at: Conn, asked: frames.AskJoin) -> Deliveries:
    """Pass the question to the youth's page; `at` is the connection it came by.

    Raises `NotNow` for a chat that nobody of ours has, or in which a partner is already.
    """
    chat = (await load(world, ChatId(asked.chat))).value
    if chat.phase is not Phase.OPEN or chat.partner is not None:
        raise NotNow("not open, or a partner is in it")
    back = sign(world.secret, _PURPOSE, {"conn": at, "chat": chat.id})
    told = frames.JoinAsked(name=by.name, back=back, back_key=asked.back_key)
    return (Tell(chat.youth.conn, "join_asked", told),)


def answer(world: World, chat: ChatId, answered: frames.AnswerJoin) -> Deliveries:
    """Pass a youth's answer to the page that asked. Raises `NotYours`."""
    body = read(world.secret, _PURPOSE, answered.back)
    if body is None or body["chat"] != chat:
        raise NotYours("nobody asked in this chat")
    told = frames.JoinAnswered(chat=chat, sealed=answered.sealed)
    return (Tell(Conn(body["conn"]), "join_answered", told),)
