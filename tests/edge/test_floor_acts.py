"""What a supervisor does on the floor, over real sockets; notes also from one node to another."""

from typing import Any

from helpline.core.roles import Role
from helpline.durable import Durable
from tests.edge.conftest import Node
from tests.edge.page import KEY, Page
from tests.edge.test_conversation import desk, talk, token
from tests.edge.test_ghosts import soon

CID = "n" * 22
SEALED = "x" * 120


async def floor(node: Node) -> Page:
    page = await node.open("/supervisor", token=token(node, "sam", Role.SUPERVISOR))
    await page.do("arrive")
    return page


def note(**changes: Any) -> dict[str, Any]:
    return {"to": "ana", "key": KEY, "back_key": KEY, "cid": CID, "sealed": SEALED, **changes}


async def test_what_is_set_for_an_hour_reaches_those_who_wait(node: Node) -> None:
    youth = await node.open("/youth")
    await youth.do("join")
    sam = await floor(node)
    await sam.do("set_notice", notice="closing")
    await youth.hear("changed", lambda d: d["view"]["notice"] == "closing")
    await sam.do("set_surge", on=True)
    await youth.hear("changed", lambda d: d["view"]["surge"])
    await sam.hear("changed", lambda d: d["view"]["surge_s"] > 0)
    await sam.do("set_notice", notice=None)
    await sam.do("set_surge", on=False)
    await youth.hear("changed", lambda d: not d["view"]["surge"] and d["view"]["notice"] is None)
    assert (await sam.ask("set_notice", notice="go home"))["code"] == "bad_input"


async def test_a_chat_is_offered_on_and_a_cap_raised(node: Node) -> None:
    youth, _, chat = await talk(node)
    ben, sam = await desk(node, "ben"), await floor(node)
    await sam.do("raise_cap", staff="ben", on=True)
    await ben.hear("changed", lambda d: d["view"]["me"]["raised_s"] > 0)
    await sam.do("hand_over", chat=chat["chat"], to="ben")
    told = await ben.hear("changed", lambda d: d["view"]["offer"])
    assert told["view"]["offer"]["chat"] == chat["chat"]
    await youth.hear("changed", lambda d: d["view"]["next_name"] == "Ben")


async def test_notes_go_from_page_to_page_over_two_nodes(node: Node, two: Node) -> None:
    ana, sam = await desk(two, "ana"), await floor(node)
    await sam.do("note", **note())
    told = await ana.hear("note")
    assert (told["staff"], told["name"], told["sealed"]) == ("sam", "Sam", SEALED)
    await ana.do("note_seen", back=told["back"], cid=CID)
    assert await sam.hear("note_seen") == {"staff": "ana", "cid": CID}
    await ana.do("note", back=told["back"], cid="a" * 22, sealed=SEALED)
    assert (await sam.hear("note"))["cid"] == "a" * 22
    await sam.do("note_seen", to="ana", cid="a" * 22)
    assert (await ana.hear("note_seen"))["cid"] == "a" * 22


async def test_a_youth_is_asked_to_let_a_supervisor_in_and_answers(node: Node, two: Node) -> None:
    youth, _, chat = await talk(two)
    sam = await floor(node)
    await sam.do("ask_join", chat=chat["chat"], back_key=KEY)
    told = await youth.hear("join_asked")
    assert (told["name"], told["back_key"]) == ("Sam", KEY)
    await youth.do("answer_join", back=told["back"], sealed=SEALED)
    assert await sam.hear("join_answered") == {"chat": chat["chat"], "sealed": SEALED}
    await youth.do("answer_join", back=told["back"], sealed=None)
    await sam.hear("join_answered", lambda d: d["sealed"] is None)
    answer = {"back": "a.b", "sealed": SEALED}
    assert (await youth.ask("answer_join", **answer))["code"] == "not_yours"
    assert (await sam.ask("ask_join", chat="x" * 22, back_key=KEY))["code"] == "no_such_chat"


async def test_rubbish_in_notes_is_refused(node: Node) -> None:
    ana, sam = await desk(node, "ana"), await floor(node)
    assert (await sam.ask("note", **note(sealed="in clear!")))["code"] == "bad_input"
    assert (await sam.ask("note", **note(sealed="x" * 4_001)))["code"] == "bad_input"
    assert (await sam.ask("note", **note(key="o" * 87)))["code"] == "not_now"
    assert (await sam.ask("note", **note(to="nobody")))["code"] == "not_signed_in"
    answer = {"back": "a.b", "cid": CID, "sealed": SEALED}
    assert (await ana.ask("note", **answer))["code"] == "not_yours"
    assert (await ana.ask("note", **(answer | {"back": "x" * 301})))["code"] == "bad_input"


async def test_what_was_set_is_in_the_audit_and_no_note_is(node: Node, durable: Durable) -> None:
    await desk(node, "ana")
    sam = await floor(node)
    await sam.do("set_surge", on=True)
    await sam.do("set_notice", notice="busy")
    await sam.do("raise_cap", staff="ana", on=True)
    await sam.do("note", **note())

    async def told() -> bool:
        return (await durable.audit.verify())[0] == 3

    await soon(told)
    written = [entry.written for entry in await durable.audit.latest(3)]
    assert [(one.actor, one.deed, one.subject, one.detail) for one in written] == [
        ("sam", "cap_raised", "ana", "on"),
        ("sam", "notice_set", "", "busy"),
        ("sam", "surge_set", "", "on"),
    ]
    assert SEALED not in repr(written)
