import orjson

from bench.ours import body_of
from bench.seats import CID_CHARS, Tally, split


def event(name: str, cid: str) -> bytes:
    body = orjson.dumps([name, {"chat": "x" * 22, "seq": 1, "sender": "youth", "cid": cid}])
    return b"42/youth," + body


def cid_of(number: int) -> str:
    cid = f"{7:08d}-{number:08d}"
    assert len(cid) == CID_CHARS
    return cid


def test_what_is_heard_is_no_longer_on_its_way() -> None:
    tally = Tally()
    tally.sent = {cid_of(1).encode(): 0.0, cid_of(2).encode(): 0.0}
    assert tally.take(event("said", cid_of(1)))
    assert (tally.heard, list(tally.sent)) == (1, [cid_of(2).encode()])


def test_what_is_heard_twice_is_doubled_and_counted_once() -> None:
    tally = Tally()
    tally.sent = {cid_of(1).encode(): 0.0}
    tally.take(event("said", cid_of(1)))
    tally.take(event("said", cid_of(1)))
    assert (tally.heard, tally.doubled) == (1, 1)


def test_an_answer_that_is_no_yes_is_a_refusal() -> None:
    tally = Tally()
    assert tally.take(b'43/youth,1[{"ok":true,"seq":1}]')
    assert tally.take(b'43/youth,2[{"ok":false,"code":"too_fast"}]')
    assert (tally.acked, tally.refused) == (2, 1)


def test_what_is_no_message_is_left_to_the_page() -> None:
    text = event("changed", cid_of(1))
    assert not Tally().take(text)
    assert body_of(text)[0] == "changed"


def test_both_sides_of_a_chat_are_on_different_nodes_where_there_are_two() -> None:
    assert split(["a"]) == (["a"], ["a"])
    assert split(["a", "b"]) == (["a"], ["b"])
    assert split(["a", "b", "c", "d"]) == (["a", "b"], ["c", "d"])
