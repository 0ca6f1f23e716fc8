"""A partner over real sockets: one link, one chat, and no other door."""

from typing import Any

import pytest

from helpline.actions.partner import hash_of
from helpline.core.names import ChatId
from helpline.edge.partner import TRIES_AT_ONCE, TRIES_EACH
from tests.edge.conftest import Node
from tests.edge.page import BODY, KEY, Page
from tests.edge.test_conversation import held, message, seat_of, talk, token

TOKEN, PROOF = "k" * 43, "p" * 43
NOBODY = "n" * 22


def link(chat: str, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    return {"chat": chat, "token": token, "public_key": key, "proof": PROOF}


async def visit(node: Node) -> tuple[Page, Page, Page, dict[str, Any]]:
    """Return the pages of a youth, a responder and a partner in one chat, and the seat."""
    youth, ana, seat = await talk(node)
    await youth.do("invite_partner", token_hash=hash_of(TOKEN))
    sam = await node.open("/partner")
    came = await sam.do("enter", **link(seat["chat"]))
    view = (await youth.hear("changed", lambda d: len(d["view"]["readers"]) == 2))["view"]
    guest = view["readers"][1]
    assert (guest["role"], guest["name"], guest["proof"]) == ("partner", "", PROOF)
    frame = {"reader": guest["id"], "epoch": 2, "public_key": KEY, "sealed": BODY}
    await youth.do("grant", **frame)
    await sam.hear("changed", lambda d: d["view"]["grant"])
    return youth, ana, sam, seat | {"guest": guest["id"], "came": came}


async def test_three_talk_and_one_leaves(node: Node) -> None:
    youth, ana, sam, seat = await visit(node)
    await sam.do("say", **message(1))
    assert (await youth.hear("said"))["sender"] == (await ana.hear("said"))["sender"]
    await youth.do("say", **message(2))
    assert (await sam.hear("said", lambda d: d["sender"] == "youth"))["seq"] == 2
    await ana.do("say", **seat_of(seat), **message(3))
    await sam.hear("said", lambda d: d["seq"] == 3)
    await sam.do("typing", on=True)
    assert (await youth.hear("typed"))["reader"] == seat["guest"]
    await sam.do("shown", cids=[message(2)["cid"]])
    await youth.hear("shown")
    assert [one["seq"] for one in (await sam.do("catch_up", after=1))["missed"]] == [2, 3]
    await sam.do("leave")
    await sam.hear("ended")
    await youth.hear("changed", lambda d: len(d["view"]["readers"]) == 1)
    assert (await sam.ask("say", **message(4)))["code"] == "no_such_chat"


async def test_sent_away_a_partner_hears_nothing_more(node: Node) -> None:
    youth, ana, sam, seat = await visit(node)
    await youth.do("dismiss_partner")
    await sam.hear("ended")
    sam.heard.clear()
    await youth.do("say", **message(1))
    await ana.do("say", **seat_of(seat), **message(2))
    await youth.hear("said", lambda d: d["seq"] == 2)
    for ask, frame in (("say", message(3)), ("catch_up", {"after": 0}), ("typing", {"on": True})):
        assert (await sam.ask(ask, **frame))["code"] == "no_such_chat"
    assert [name for name, _ in sam.heard if name in {"said", "changed"}] == []
    again = await node.open("/partner")
    ack = await again.ask("resume", ticket=seat["came"]["ticket"])
    assert ack["code"] == "not_yours"
    assert (await again.ask("enter", **link(seat["chat"])))["code"] == "no_such_chat"


async def test_used_guessed_or_never_made_the_answer_is_the_same(node: Node) -> None:
    *_, seat = await visit(node)
    stranger = await node.open("/partner")
    answers = [
        await stranger.ask("enter", **frame)
        for frame in (
            link(seat["chat"], key="L" * 87),
            link(seat["chat"], "g" * 43),
            link(NOBODY),
            link(NOBODY, "g" * 43),
        )
    ]
    assert answers == [{"ok": False, "code": "no_such_chat", "wait_s": None}] * 4


async def test_guessing_is_slowed_for_a_connection_and_for_all_together(node: Node) -> None:
    one = await node.open("/partner")
    codes = [(await one.ask("enter", **link(NOBODY)))["code"] for _ in range(TRIES_EACH + 1)]
    assert codes == ["no_such_chat"] * TRIES_EACH + ["too_fast"]
    left = int(TRIES_AT_ONCE) - TRIES_EACH - 1
    while left > -TRIES_EACH:
        other = await node.open("/partner")
        codes = [(await other.ask("enter", **link(NOBODY)))["code"] for _ in range(TRIES_EACH)]
        left -= TRIES_EACH
    assert "too_fast" in codes


BEFORE: list[tuple[str, dict[str, Any]]] = [
    ("say", message(1)),
    ("shown", {"cids": ["m" * 22]}),
    ("catch_up", {"after": 0}),
    ("typing", {"on": True}),
    ("leave", {}),
]


@pytest.mark.parametrize(("ask", "frame"), BEFORE)
async def test_before_the_door_nothing_can_be_done(
    node: Node, ask: str, frame: dict[str, Any]
) -> None:
    sam = await node.open("/partner")
    assert (await sam.ask(ask, **frame))["code"] == "no_such_chat"


NOT_A_PARTNERS: list[tuple[str, dict[str, Any]]] = [
    ("end", {"chat": NOBODY, "fence": 1}),
    ("hand_over", {"chat": NOBODY, "fence": 1}),
    ("accept", {"chat": NOBODY, "fence": 1}),
    ("pull", {}),
    ("arrive", {"public_key": KEY}),
    ("pull_back", {"chat": NOBODY}),
    ("set_line", {"state": "closed"}),
    ("set_surge", {"on": True}),
    ("note", {"back": "a.b", "cid": NOBODY, "sealed": BODY}),
    ("ask_join", {"chat": NOBODY, "back_key": KEY}),
    ("answer_join", {"back": "a.b", "sealed": None}),
    ("join", {}),
    ("grant", {"reader": "p1", "epoch": 1, "public_key": KEY, "sealed": BODY}),
    ("invite_partner", {"token_hash": TOKEN}),
    ("switch", {}),
    ("wrap_up", {"fence": 1}),
]


async def test_a_partner_can_do_nothing_else_in_the_system(node: Node) -> None:
    *_, sam, seat = await visit(node)
    for ask, frame in NOT_A_PARTNERS:
        given = frame | ({"chat": seat["chat"], "fence": seat["fence"]} if "fence" in frame else {})
        assert (await sam.ask(ask, **given))["code"] == "bad_input", ask


async def test_a_partners_ticket_opens_no_other_door(node: Node) -> None:
    *_, seat = await visit(node)
    youth = await node.open("/youth")
    assert (await youth.ask("resume", ticket=seat["came"]["ticket"]))["code"] == "no_such_chat"
    ana = await node.open("/responder", token=token(node, "ben"))
    arrived = await ana.do("arrive", public_key=KEY, ticket=seat["came"]["ticket"])
    assert arrived["view"]["chats"] == []


async def test_one_connection_is_one_partner(node: Node) -> None:
    *_, sam, seat = await visit(node)
    assert (await sam.ask("enter", **link(NOBODY)))["code"] == "not_now"
    assert (await sam.do("enter", **link(seat["chat"])))["view"]["reader"] == seat["guest"]


async def test_a_lost_connection_comes_back_to_the_same_place(node: Node) -> None:
    youth, ana, sam, seat = await visit(node)
    sam.vanish()
    await youth.hear("changed", lambda d: d["view"]["readers"][1:2] and link_of(d) == "away")
    await youth.do("say", **message(1))
    again = await node.open("/partner")
    back = await again.do("resume", ticket=seat["came"]["ticket"])
    assert (back["view"]["reader"], [one["seq"] for one in back["missed"]]) == (seat["guest"], [1])
    await ana.do("say", **seat_of(seat), **message(2))
    await again.hear("said", lambda d: d["seq"] == 2)


def link_of(told: dict[str, Any]) -> str:
    return str(told["view"]["readers"][1]["link"])


async def test_the_responder_asks_to_leave_and_the_youth_decides(node: Node) -> None:
    youth, ana, sam, seat = await visit(node)
    assert (await youth.ask("answer_leave", yes=True))["code"] == "not_now"
    await ana.do("leave_to_partner", **seat_of(seat))
    await youth.hear("changed", lambda d: d["view"]["leaving"])
    await ana.hear("changed", lambda d: (held(d, "partner") or {}).get("leaving"))
    await youth.do("answer_leave", yes=True)
    assert (await ana.hear("ended"))["why"] == "with_partner"
    view = (await youth.hear("changed", lambda d: d["view"]["phase"] == "partnered"))["view"]
    assert [reader["id"] for reader in view["readers"]] == [seat["guest"]]
    await sam.hear("changed", lambda d: d["view"]["responder"] is None)
    await youth.do("dismiss_partner")
    await youth.hear("changed", lambda d: d["view"]["why"] == "partner_gone")


async def test_a_chat_that_ends_ends_for_a_partner_with_no_word_of_why(node: Node) -> None:
    _, ana, sam, seat = await visit(node)
    await ana.do("end", **seat_of(seat))
    assert await sam.hear("ended") == {}
    assert node.seats.partners == {}
    assert await node.world.floor.chat(ChatId(seat["chat"])) is None


async def test_a_partner_at_another_node_hears_the_same(node: Node, two: Node) -> None:
    youth, _, seat = await talk(node)
    await youth.do("invite_partner", token_hash=hash_of(TOKEN))
    sam = await two.open("/partner")
    await sam.do("enter", **link(seat["chat"]))
    await youth.do("say", **message(1))
    await sam.hear("said")
    await sam.do("say", **message(2))
    await youth.hear("said", lambda d: d["seq"] == 2)
    await youth.do("dismiss_partner")
    await sam.hear("ended")
    assert two.seats.partners == {}
