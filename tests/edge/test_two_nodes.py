"""A youth at one node and a responder at another: all goes across as if they were at one."""

import asyncio
from typing import Any

import pytest

from helpline.core.chat import Presence
from helpline.core.names import ChatId, node_of
from tests.edge.conftest import Node
from tests.edge.page import Page
from tests.edge.test_conversation import desk, held, message, seat_of
from tests.edge.test_ghosts import soon


async def talk(one: Node, two: Node) -> tuple[Page, Page, dict[str, Any]]:
    """Return a youth's page at the first node and a desk at the second, in an open chat."""
    youth, ana = await one.open("/youth"), await desk(two)
    joined = await youth.do("join")
    await ana.do("pull")
    told = await ana.hear("changed", lambda d: d["view"]["offer"])
    seat = {"chat": joined["chat"], "fence": told["view"]["offer"]["fence"]}
    await ana.do("accept", **seat)
    await youth.hear("changed", lambda d: d["view"]["phase"] == "open")
    await ana.hear("changed", lambda d: d["view"]["chats"])
    return youth, ana, seat | {"ticket": joined["ticket"]}


async def test_messages_and_receipts_go_both_ways(node: Node, two: Node) -> None:
    youth, ana, chat = await talk(node, two)
    seat = seat_of(chat)
    assert await youth.do("say", **message(1)) == {"ok": True, "seq": 1, "shown": False}
    assert (await ana.hear("said"))["cid"] == message(1)["cid"]
    await ana.do("shown", **seat, cids=[message(1)["cid"]])
    assert await youth.hear("shown") == {"chat": chat["chat"], "cids": [message(1)["cid"]]}
    assert (await youth.do("say", **message(1)))["shown"] is True
    await ana.do("say", **seat, **message(2))
    assert (await youth.hear("said"))["seq"] == 2
    await youth.do("shown", cids=[message(2)["cid"]])
    assert await ana.hear("shown") == {"chat": chat["chat"], "cids": [message(2)["cid"]]}
    assert (await ana.do("say", **seat, **message(2)))["shown"] is True


async def test_what_was_shown_is_not_told_again(node: Node, two: Node) -> None:
    youth, ana, chat = await talk(node, two)
    await youth.do("say", **message(1))
    await ana.hear("said")
    await ana.do("shown", **seat_of(chat), cids=[message(1)["cid"]])
    await youth.do("say", **message(1))
    await youth.do("say", **message(2))
    await ana.hear("said", lambda d: d["seq"] == 2)
    assert [d["seq"] for name, d in ana.heard if name == "said"] == [1, 2]


async def test_a_receipt_for_another_chat_or_of_an_old_seat_is_refused(
    node: Node, two: Node
) -> None:
    _, ana, chat = await talk(node, two)
    cids = [message(1)["cid"]]
    old = {"chat": chat["chat"], "fence": chat["fence"] - 1}
    assert (await ana.ask("shown", **old, cids=cids))["code"] == "not_yours"
    nobody = await node.open("/youth")
    assert (await nobody.ask("shown", cids=cids))["code"] == "no_such_chat"
    assert (await ana.ask("shown", **seat_of(chat), cids=[]))["code"] == "bad_input"


async def test_typing_goes_across(node: Node, two: Node) -> None:
    youth, ana, chat = await talk(node, two)
    await youth.do("typing", on=True)
    assert await ana.hear("typed") == {"chat": chat["chat"], "on": True}
    await ana.do("typing", **seat_of(chat), on=True)
    assert await youth.hear("typed") == {"reader": f"r{chat['fence']}", "on": True}


async def test_many_messages_across_keep_their_order(node: Node, two: Node) -> None:
    youth, ana, _ = await talk(node, two)
    await asyncio.gather(*(youth.ask("say", **message(n)) for n in range(1, 41)))
    await ana.hear("said", lambda d: d["seq"] == 40)
    assert [d["n"] for name, d in ana.heard if name == "said"] == list(range(1, 41))


async def test_leaving_at_one_is_told_at_the_other_and_nothing_stays(node: Node, two: Node) -> None:
    youth, ana, chat = await talk(node, two)
    await youth.do("leave")
    assert (await ana.hear("ended"))["why"] == "left"
    assert await node.world.floor.chat(ChatId(chat["chat"])) is None


async def test_a_page_that_moves_to_the_other_node_takes_its_place_along(
    node: Node, two: Node
) -> None:
    """The first connection is closed by its own node, though it still stands there."""
    youth, ana, chat = await talk(node, two)
    there = await two.open("/youth")
    await there.do("resume", ticket=chat["ticket"])
    async with asyncio.timeout(20):
        await youth.closed.wait()
    stored = await node.world.floor.chat(ChatId(chat["chat"]))
    assert stored is not None
    assert (stored.value.youth.presence, node_of(stored.value.youth.conn)) == (Presence.HERE, "two")
    await ana.do("say", **seat_of(chat), **message(1))
    await there.hear("said")


async def test_a_desk_that_moves_to_the_other_node_is_one_desk(node: Node, two: Node) -> None:
    _, ana, chat = await talk(node, two)
    there = await desk(node)
    await ana.hear("signed_out")
    await there.do("say", **seat_of(chat), **message(1))


async def test_pages_of_a_node_that_stops_beating_are_shown_as_away(
    node: Node, two: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ana, chat = await talk(node, two)

    async def dead() -> None:
        """As of a process that is no more."""

    monkeypatch.setattr(node.world.nodes, "beat", dead)
    await ana.hear("changed", lambda d: held(d, "youth_link") == "away")
    monkeypatch.undo()
    ana.heard.clear()
    await ana.hear("changed", lambda d: held(d, "youth_link") == "here")

    async def here() -> bool:
        stored = await node.world.floor.chat(ChatId(chat["chat"]))
        return stored is not None and stored.value.youth.presence is Presence.HERE

    await soon(here)
