"""The numbered log: each message once, in order, bounded, and only from who may write."""

import asyncio
from dataclasses import replace

import pytest

from helpline.core.chat import Speech, pen
from helpline.core.errors import NoSuchChat, NotYours
from helpline.core.events import PartnerDismissed
from helpline.core.names import YOUTH, ChatId, Conn, Fence, Sender, StaffId, reader_id
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral.connection import Store
from helpline.ephemeral.documents import NEW
from helpline.ephemeral.floor import Floor, Write
from helpline.ephemeral.log import PAGE, Log, Parties, Taken
from tests.made import NOW, POLICY, after, chat, opened, visited
from tests.store import keys_of, version

A = ChatId("a" * 22)
TALK = replace(opened(), id=A)
READER = reader_id(TALK.fence)
PEN = pen(READER, StaffId("ana"))


def message(number: int) -> Envelope:
    return Envelope(f"{number:022}", number, 0, Sealed(f"{number}".rjust(64, "x")))


@pytest.fixture
async def talk(floor: Floor) -> ChatId:
    assert await floor.commit([Write(A, NEW, TALK)], [], NOW)
    return A


async def said(log: Log, number: int, now: float = NOW) -> int:
    return (await log.say(A, YOUTH, YOUTH, message(number), now)).seq


async def test_numbers_go_up_by_one_for_both_sides(log: Log, talk: ChatId) -> None:
    assert await said(log, 1) == 1
    assert (await log.say(talk, READER, PEN, message(2), NOW)).seq == 2
    assert await said(log, 3) == 3
    entries, more = await log.after(talk, 0)
    assert [(e.seq, e.sender, e.envelope) for e in entries] == [
        (1, YOUTH, message(1)),
        (2, READER, message(2)),
        (3, YOUTH, message(3)),
    ]
    assert not more


async def test_a_retry_gets_its_first_number_and_is_kept_once(log: Log, talk: ChatId) -> None:
    assert [await said(log, n) for n in (1, 2, 1, 2, 3, 1)] == [1, 2, 1, 2, 3, 1]
    entries, _ = await log.after(talk, 0)
    assert [e.envelope.n for e in entries] == [1, 2, 3]


@pytest.mark.usefixtures("talk")
async def test_many_at_once_leave_no_hole_and_no_double(log: Log) -> None:
    wanted = [*range(1, 21), *range(1, 21)]
    numbers = await asyncio.gather(*(said(log, n) for n in wanted))
    by_message = dict(zip(wanted, numbers, strict=True))
    assert numbers == [by_message[n] for n in wanted]
    assert sorted(by_message.values()) == list(range(1, 21))


async def test_no_such_chat(log: Log, store: Store, name: str) -> None:
    with pytest.raises(NoSuchChat):
        await said(log, 1)
    assert await keys_of(store, name) == []


FOREIGN = [
    (READER, pen(READER, StaffId("ben"))),
    (reader_id(Fence(TALK.fence - 1)), pen(reader_id(Fence(TALK.fence - 1)), StaffId("ana"))),
    (READER, READER),
    (READER, PEN[:-1]),
    (READER, PEN[1:]),
    (READER, ""),
    (READER, " "),
    (Sender("youth"), "youth "),
    (Sender("youth"), "YOUTH"),
    (Sender("youth"), "."),
]


@pytest.mark.parametrize(("sender", "pen_shown"), FOREIGN)
async def test_nobody_else_may_write(
    log: Log, talk: ChatId, sender: Sender, pen_shown: str
) -> None:
    with pytest.raises(NotYours):
        await log.say(talk, sender, pen_shown, message(1), NOW)
    assert await log.after(talk, 0) == ([], False)


async def test_a_responder_may_not_write_before_the_chat_is_open(floor: Floor, log: Log) -> None:
    assert await floor.commit([Write(A, NEW, chat())], [], NOW)
    with pytest.raises(NotYours):
        await log.say(A, READER, PEN, message(1), NOW)
    assert await said(log, 1) == 1, "a youth may write while waiting"


async def test_who_has_left_may_not_write_but_what_they_wrote_stays(
    floor: Floor, log: Log, talk: ChatId
) -> None:
    await log.say(talk, READER, PEN, message(1), NOW)
    assert await floor.commit([Write(A, await version(floor, A), chat("a" * 22))], [], NOW)
    with pytest.raises(NotYours):
        await log.say(talk, READER, PEN, message(2), NOW)
    entries, _ = await log.after(talk, 0)
    assert [e.sender for e in entries] == [READER]


async def test_speech_dates_the_chat_and_is_no_conflict_for_a_commit(
    floor: Floor, log: Log, talk: ChatId
) -> None:
    await said(log, 1, NOW + 77)
    stored = await floor.chat(talk)
    assert stored is not None
    assert (stored.speech, stored.last) == (Speech(NOW + 77, NOW + 77), 1)
    assert await floor.commit([Write(A, await version(floor, A), TALK)], [], NOW)
    assert await said(log, 2) == 2, "a commit leaves the numbers alone"


async def test_a_retry_does_not_date_the_chat(floor: Floor, log: Log, talk: ChatId) -> None:
    await said(log, 1, NOW)
    await said(log, 1, NOW + 500)
    stored = await floor.chat(talk)
    assert stored is not None
    assert stored.speech == Speech(NOW, NOW)


async def test_the_oldest_goes_when_the_log_is_full_and_its_id_with_it(
    floor: Floor, store: Store, talk: ChatId
) -> None:
    short = Log(store, floor.keys, replace(POLICY, log_bound=3))
    for number in range(1, 6):
        assert await said(short, number) == number
    entries, more = await short.after(talk, 0)
    assert [e.seq for e in entries] == [3, 4, 5]
    assert not more
    seen = await store.call("HKEYS", floor.keys.seen(talk))
    assert sorted(seen) == [message(n).cid for n in (3, 4, 5)]
    assert await said(short, 4) == 4
    assert await said(short, 1) == 6, "an id that is forgotten is a new message"


async def test_paging(log: Log, talk: ChatId) -> None:
    total = 2 * PAGE + 5
    for number in range(1, total + 1):
        await said(log, number)
    seen, after, more = [], 0, True
    pages = 0
    while more:
        entries, more = await log.after(talk, after)
        seen += [e.seq for e in entries]
        after, pages = seen[-1], pages + 1
    assert (seen, pages) == (list(range(1, total + 1)), 3)


async def test_a_page_that_ends_exactly_says_there_is_no_more(log: Log, talk: ChatId) -> None:
    for number in range(1, PAGE + 1):
        await said(log, number)
    entries, more = await log.after(talk, 0)
    assert (len(entries), more) == (PAGE, False)


@pytest.mark.parametrize("number", [1, 2, 10**6, 2**53, 10**15])
async def test_after_the_end_there_is_nothing(log: Log, talk: ChatId, number: int) -> None:
    await said(log, 1)
    assert await log.after(talk, number) == ([], False)


async def test_a_log_of_nothing_is_empty(log: Log) -> None:
    assert await log.after(A, 0) == ([], False)


@pytest.mark.parametrize("body", ["-" * 64, "_A-z09" * 20, "q" * 22_000])
async def test_a_body_comes_back_as_it_went(log: Log, talk: ChatId, body: str) -> None:
    sent = Envelope("-_" * 11, 1_000_000, 100_000, Sealed(body))
    await log.say(talk, YOUTH, YOUTH, sent, NOW)
    entries, _ = await log.after(talk, 0)
    assert entries[0].envelope == sent


LAST = Parties(TALK.youth.conn, None if TALK.seat is None else TALK.seat.link.conn)


async def test_saying_names_the_connections_of_both(log: Log, talk: ChatId) -> None:
    assert await log.say(talk, YOUTH, YOUTH, message(1), NOW) == Taken(1, False, LAST)
    assert LAST.all_but(YOUTH) == (LAST.responder,) == ("desk-1",)
    assert LAST.all_but(READER) == (LAST.youth,) == ("youth-1",)


async def test_with_a_partner_everybody_hears_whoever_speaks(floor: Floor, log: Log) -> None:
    three = replace(visited(), id=A)
    assert three.partner is not None
    guest = three.partner.reader
    assert await floor.commit([Write(A, NEW, three)], [], NOW)
    taken = await log.say(A, guest, guest, message(1), NOW)
    assert taken.parties == Parties(Conn("youth-1"), Conn("desk-1"), Conn("partner-1"))
    assert taken.parties.all_but(guest) == ("youth-1", "desk-1")
    assert taken.parties.all_but(YOUTH) == ("desk-1", "partner-1")
    assert taken.parties.all_but(READER) == ("youth-1", "partner-1")
    assert await log.shown(A, guest, [message(1).cid]) == taken.parties


async def test_a_partner_who_was_sent_away_writes_and_confirms_nothing_more(
    floor: Floor, log: Log
) -> None:
    three = replace(visited(), id=A)
    assert three.partner is not None
    guest = three.partner.reader
    assert await floor.commit([Write(A, NEW, three)], [], NOW)
    out = after(three, PartnerDismissed())
    assert await floor.commit([Write(A, await version(floor, A), out)], [], NOW)
    with pytest.raises(NotYours):
        await log.say(A, guest, guest, message(1), NOW)
    with pytest.raises(NotYours):
        await log.shown(A, guest, [message(1).cid])
    assert (await log.say(A, YOUTH, YOUTH, message(2), NOW)).parties.partner is None


async def test_in_the_line_there_is_nobody_to_tell(floor: Floor, log: Log) -> None:
    assert await floor.commit([Write(A, NEW, chat("a" * 22))], [], NOW)
    taken = await log.say(A, YOUTH, YOUTH, message(1), NOW)
    assert taken.parties == Parties(Conn("youth-1"), None)
    assert taken.parties.all_but(YOUTH) == ()


async def test_what_was_shown_is_said_to_be_when_it_is_asked_again(log: Log, talk: ChatId) -> None:
    for number in (1, 2):
        await said(log, number)
    assert await log.shown(talk, PEN, [message(1).cid]) == LAST
    again = [await log.say(talk, YOUTH, YOUTH, message(n), NOW) for n in (1, 2)]
    assert [(one.seq, one.shown) for one in again] == [(1, True), (2, False)]
    await log.shown(talk, PEN, [message(1).cid, message(2).cid])
    assert (await log.say(talk, YOUTH, YOUTH, message(2), NOW)).shown


async def test_a_receipt_for_what_is_not_there_leaves_nothing(
    log: Log, floor: Floor, store: Store, talk: ChatId
) -> None:
    await log.shown(talk, PEN, [message(1).cid])
    assert await store.call("EXISTS", floor.keys.seen(talk)) == 0
    assert await log.say(talk, YOUTH, YOUTH, message(1), NOW) == Taken(1, False, LAST)


async def test_a_receipt_comes_from_a_party_alone(log: Log, talk: ChatId) -> None:
    await said(log, 1)
    for pen_shown in (READER, PEN[:-1], "", " ", "."):
        with pytest.raises(NotYours):
            await log.shown(talk, pen_shown, [message(1).cid])
    with pytest.raises(NoSuchChat):
        await log.shown(ChatId("b" * 22), YOUTH, [message(1).cid])
    assert not (await log.say(talk, YOUTH, YOUTH, message(1), NOW)).shown


async def test_who_was_asked_first_and_who_has_answered(
    floor: Floor, log: Log, talk: ChatId
) -> None:
    async def speech() -> tuple[Speech, int]:
        stored = await floor.chat(talk)
        assert stored is not None
        return stored.speech, stored.last

    await said(log, 1, NOW)
    await said(log, 2, NOW + 5)
    assert await speech() == (Speech(NOW + 5, NOW), 2)
    await log.say(talk, READER, PEN, message(3), NOW + 9)
    assert await speech() == (Speech(NOW + 9, 0.0), 3)
    await said(log, 1, NOW + 20)
    assert await speech() == (Speech(NOW + 9, 0.0), 3), "a retry asks nothing"
    await said(log, 4, NOW + 30)
    assert await speech() == (Speech(NOW + 30, NOW + 30), 4)
