"""Notes between a supervisor and a responder: to whom they go, and who may answer where."""

from dataclasses import replace

import pytest

from helpline.actions import notes
from helpline.actions.deliveries import Deliveries, Tell
from helpline.actions.desk import Person
from helpline.core.errors import NotNow, NotSignedIn, NotYours
from helpline.core.intake import Language
from helpline.core.names import Conn, StaffId
from helpline.core.roles import Role
from helpline.ephemeral.connection import Store
from helpline.wire.notes import AnswerNote, Noted, SawNote, SawSupervisorsNote, SendNote
from tests.made import KEY
from tests.store import keys_of
from tests.world import House

ANA, BEN = StaffId("ana"), StaffId("ben")
SAM = Person(StaffId("sam"), "Sam", Role.SUPERVISOR, (Language.EN,), (), None)
AT = Conn("sam-1")
BACK_KEY = "b" * 87
CID = "n" * 22
SEALED = "canary-note".ljust(64, "x")


def note(to: StaffId = ANA, key: str = KEY, sealed: str | None = SEALED) -> SendNote:
    return SendNote(to=to, key=key, back_key=BACK_KEY, cid=CID, sealed=sealed)


def only(deliveries: Deliveries) -> Tell:
    [one] = deliveries
    assert isinstance(one, Tell)
    return one


async def noted(house: House) -> Noted:
    frame = only(await notes.write(house.world, SAM, AT, note())).frame
    assert isinstance(frame, Noted)
    return frame


async def test_a_note_goes_to_the_page_it_was_sealed_for(house: House) -> None:
    await house.arrive("ana")
    told = only(await notes.write(house.world, SAM, AT, note()))
    assert (told.conn, told.name) == ("ana-1", "note")
    assert isinstance(told.frame, Noted)
    assert (told.frame.staff, told.frame.name, told.frame.sealed) == ("sam", "Sam", SEALED)
    assert told.frame.back_key == BACK_KEY


async def test_a_page_that_could_not_read_it_is_not_told(house: House) -> None:
    with pytest.raises(NotSignedIn):
        await notes.write(house.world, SAM, AT, note())
    await house.arrive("ana")
    with pytest.raises(NotNow):
        await notes.write(house.world, SAM, AT, note(key="o" * 87))


async def test_an_answer_goes_back_to_the_page_that_wrote(house: House) -> None:
    await house.arrive("ana")
    back = (await noted(house)).back
    told = only(notes.answer(house.world, ANA, AnswerNote(back=back, cid=CID, sealed=SEALED)))
    assert (told.conn, told.name, told.frame.model_dump()["staff"]) == (AT, "note", "ana")
    seen = only(notes.answer_seen(house.world, ANA, SawSupervisorsNote(back=back, cid=CID)))
    assert (seen.conn, seen.name, seen.frame.model_dump()["cid"]) == (AT, "note_seen", CID)


async def test_nobody_answers_by_what_was_given_to_another_or_made_up(house: House) -> None:
    await house.arrive("ana")
    back = (await noted(house)).back
    for by, way in ((BEN, back), (ANA, f"{back}x"), (ANA, "sam-1"), (ANA, "")):
        with pytest.raises(NotYours):
            notes.answer(house.world, by, AnswerNote(back=way, cid=CID, sealed=SEALED))
        with pytest.raises(NotYours):
            notes.answer_seen(house.world, by, SawSupervisorsNote(back=way, cid=CID))


async def test_that_an_answer_was_seen_is_told_to_the_responder(house: House) -> None:
    await house.arrive("ana")
    told = only(await notes.seen(house.world, SAM.id, SawNote(to=ANA, cid=CID)))
    assert (told.conn, told.name) == ("ana-1", "note_seen")
    with pytest.raises(NotSignedIn):
        await notes.seen(house.world, SAM.id, SawNote(to=BEN, cid=CID))


async def test_nothing_of_a_note_is_in_the_store(house: House, store: Store, name: str) -> None:
    await house.arrive("ana")
    before = await keys_of(store, name)
    back = (await noted(house)).back
    notes.answer(house.world, ANA, AnswerNote(back=back, cid=CID, sealed=SEALED))
    assert await keys_of(store, name) == before
    assert "canary-note" not in back
    other = replace(SAM, id=StaffId("lea"))
    assert only(await notes.write(house.world, other, AT, note(sealed=None))).conn == "ana-1"
