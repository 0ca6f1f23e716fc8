"""A supervisor asks a youth to be let in: who is asked, and who is told the answer."""

import pytest

from helpline.actions import joins, partner
from helpline.actions.deliveries import Deliveries, Tell
from helpline.core.errors import NoSuchChat, NotNow, NotYours
from helpline.core.names import ChatId, Conn
from helpline.ephemeral.connection import Store
from helpline.wire.joins import AnswerJoin, AskJoin, JoinAsked
from tests.actions.test_notes import AT, BACK_KEY, SAM
from tests.store import keys_of
from tests.world import House

SEALED = "s" * 120
NOBODY = "n" * 22


def only(deliveries: Deliveries) -> Tell:
    [one] = deliveries
    assert isinstance(one, Tell)
    return one


async def asked(house: House, chat: str) -> JoinAsked:
    told = only(await joins.ask(house.world, SAM, AT, AskJoin(chat=chat, back_key=BACK_KEY)))
    assert (told.conn, told.name) == ("youth-1", "join_asked")
    assert isinstance(told.frame, JoinAsked)
    return told.frame


async def test_the_youth_is_asked_by_name_and_answers_the_page_that_asked(house: House) -> None:
    chat, _ = await house.talk()
    question = await asked(house, chat)
    assert (question.name, question.back_key) == ("Sam", BACK_KEY)
    for sealed in (SEALED, None):
        answer = AnswerJoin(back=question.back, sealed=sealed)
        told = only(joins.answer(house.world, chat, answer))
        assert (told.conn, told.name) == (AT, "join_answered")
        assert told.frame.model_dump() == {"chat": chat, "sealed": sealed}


async def test_nobody_is_asked_in_the_line_or_with_a_partner_there(house: House) -> None:
    waiting = await house.join()
    with pytest.raises(NotNow):
        await asked(house, waiting)
    with pytest.raises(NoSuchChat):
        await asked(house, NOBODY)


async def test_a_chat_takes_one_guest(house: House) -> None:
    chat, _ = await house.talk()
    await partner.invite(house.world, chat, partner.hash_of("t" * 43))
    await partner.enter(house.world, chat, "t" * 43, Conn("guest-1"), BACK_KEY, "p" * 43)
    with pytest.raises(NotNow):
        await asked(house, chat)


async def test_no_answer_goes_to_a_page_that_did_not_ask_in_this_chat(house: House) -> None:
    chat, _ = await house.talk()
    back = (await asked(house, chat)).back
    for where, way in ((ChatId("another"), back), (chat, f"{back}x"), (chat, "sam-1")):
        with pytest.raises(NotYours):
            joins.answer(house.world, where, AnswerJoin(back=way, sealed=SEALED))


async def test_asking_changes_nothing_in_the_store(house: House, store: Store, name: str) -> None:
    chat, _ = await house.talk()
    before, keys = await house.chat(chat), await keys_of(store, name)
    await asked(house, chat)
    assert await house.chat(chat) == before
    assert await keys_of(store, name) == keys
