"""What a node tells is what the wire's models say, also where no model is made of it."""

import orjson

from helpline.actions.deliveries import said
from helpline.core.names import YOUTH, ChatId
from helpline.core.words import Envelope, Sealed
from helpline.edge.push import _written
from helpline.ephemeral.log import Entry

CHAT = ChatId("c" * 22)


def test_a_message_is_written_as_its_model_would_be() -> None:
    entry = Entry(7, YOUTH, Envelope("m" * 22, 3, 2, Sealed("b" * 64)))
    assert _written(CHAT, entry) == said(CHAT, entry).model_dump_json()
    assert orjson.loads(_written(CHAT, entry)).keys() == type(said(CHAT, entry)).model_fields.keys()
