"""The store forgets while people talk: their pages are asked again, and the talk goes on."""

from typing import Any

import pytest

from helpline.actions.tickets import read_chat, read_desk
from helpline.core.chat import Phase
from helpline.core.measures import Measures, Notice
from helpline.core.names import ChatId
from helpline.logs import Event
from tests.edge.conftest import Node
from tests.edge.page import KEY, Page
from tests.edge.test_conversation import desk, message, seat_of, talk
from tests.store import empty


def kept(page: Page) -> Any:
    """Return the newest ticket a page was given."""
    return [data["ticket"] for name, data in page.heard if name == "keep"][-1]


async def forget(node: Node) -> str:
    """Empty the store; the node hears of it at once, as it does by a store that starts again."""
    before = node.world.nodes.era
    await empty(node.world.floor.store, node.world.floor.keys.floor)
    await node.world.nodes.beat()
    return before


async def test_pages_are_given_a_ticket_whenever_their_chat_has_changed(node: Node) -> None:
    youth, ana, chat = await talk(node)
    open_now = await youth.hear(
        "keep", lambda d: read_chat(node.world, d["ticket"]).chat.phase is Phase.OPEN
    )
    assert read_chat(node.world, open_now["ticket"]).chat.id == chat["chat"]
    at_desk = await ana.hear("keep", lambda d: read_desk(node.world, d["ticket"]).chats)
    held = read_desk(node.world, at_desk["ticket"])
    assert (held.era, [one.id for one in held.chats]) == (node.world.nodes.era, [chat["chat"]])
    await youth.do("cover", on=True)
    await ana.hear("keep", lambda d: any(c.covered for c in _chats(node, d)))
    count = len([name for name, _ in youth.heard if name == "keep"])
    await youth.do("say", **message(1))
    await ana.hear("changed", lambda d: [c["last"] for c in d["view"]["chats"]] == [1])
    assert len([name for name, _ in youth.heard if name == "keep"]) == count


def _chats(node: Node, told: dict[str, Any]) -> Any:
    return read_desk(node.world, told["ticket"]).chats


async def test_the_talk_goes_on_after_everything_was_forgotten(
    node: Node, capfd: pytest.CaptureFixture[str]
) -> None:
    youth, ana, chat = await talk(node)
    seat = seat_of(chat)
    await youth.do("say", **message(1))
    await ana.hear("keep", lambda d: read_desk(node.world, d["ticket"]).chats)
    era = await forget(node)
    for page in (youth, ana):
        await page.hear("again")
    resumed = await youth.do("resume", ticket=kept(youth), after=1, era=era)
    assert (resumed["view"]["phase"], resumed["missed"]) == ("open", [])
    assert resumed["view"]["era"] == node.world.nodes.era != era
    arrived = await ana.do("arrive", public_key=KEY, ticket=kept(ana))
    (held,) = arrived["view"]["chats"]
    assert (held["chat"], held["fence"], held["last"]) == (seat["chat"], seat["fence"], 0)
    assert await youth.do("say", **message(1)) == {"ok": True, "seq": 1, "shown": False}
    assert (await ana.hear("said", lambda d: d["cid"] == message(1)["cid"]))["seq"] == 1
    await ana.do("say", **seat, **message(2))
    await youth.hear("said", lambda d: d["seq"] == 2)
    view = await youth.hear("changed", lambda d: d["view"]["readers"])
    assert view["view"]["phase"] == "open"
    assert Event.STORE_EMPTIED.label in capfd.readouterr().err
    youth.heard.clear()
    await youth.do("cover", on=True)
    await ana.hear("changed", lambda d: d["view"]["chats"] and d["view"]["chats"][0]["covered"])
    assert [name for name, _ in youth.heard if name in {"again", "ended"}] == []


async def test_nothing_is_called_over_that_was_only_forgotten(node: Node) -> None:
    youth, ana, chat = await talk(node)
    seat = seat_of(chat)
    waiting = await node.open("/youth")
    await waiting.do("join")
    await forget(node)
    asks: list[tuple[Page, str, dict[str, Any]]] = [
        (youth, "say", message(1)),
        (youth, "cover", {"on": True}),
        (youth, "catch_up", {"after": 0}),
        (youth, "stay", {}),
        (youth, "shown", {"cids": [message(1)["cid"]]}),
        (waiting, "cover", {"on": True}),
        (ana, "say", seat | message(2)),
        (ana, "catch_up", seat | {"after": 0}),
        (ana, "end", seat),
        (ana, "set_ready", {"on": True}),
    ]
    for page, name, frame in asks:
        ack = await page.ask(name, **frame)
        assert ack["ok"] or ack["code"] == "try_again", (name, ack)
    for page in (youth, ana, waiting):
        await page.hear("again")
        assert [name for name, _ in page.heard if name == "ended"] == []
    stranger = await node.open("/youth")
    assert (await stranger.ask("say", **message(1)))["code"] == "no_such_chat"


async def test_a_page_that_has_not_come_again_says_nothing_new(node: Node) -> None:
    """It would stand before what that page alone has kept, and so be out of order."""
    youth, ana, _ = await talk(node)
    await youth.do("say", **message(1))
    await ana.hear("keep", lambda d: read_desk(node.world, d["ticket"]).chats)
    await forget(node)
    await ana.hear("again")
    await ana.do("arrive", public_key=KEY, ticket=kept(ana))
    assert (await youth.ask("say", **message(2)))["code"] == "try_again"
    assert (await youth.ask("catch_up", after=0))["code"] == "try_again"
    await youth.do("resume", ticket=kept(youth))
    assert [(await youth.do("say", **message(n)))["seq"] for n in (1, 2)] == [1, 2]


async def test_a_desk_that_has_not_come_again_says_nothing_new(node: Node) -> None:
    youth, ana, chat = await talk(node)
    await ana.do("say", **seat_of(chat), **message(1))
    await youth.hear("keep", lambda d: read_chat(node.world, d["ticket"]).chat.phase is Phase.OPEN)
    await forget(node)
    await youth.hear("again")
    await youth.do("resume", ticket=kept(youth))
    assert (await ana.ask("say", **seat_of(chat), **message(2)))["code"] == "try_again"
    assert (await ana.ask("catch_up", **seat_of(chat), after=0))["code"] == "try_again"
    await ana.do("arrive", public_key=KEY, ticket=kept(ana))
    for n in (1, 2):
        assert (await ana.do("say", **seat_of(chat), **message(n)))["seq"] == n


async def test_who_has_no_ticket_yet_is_given_a_new_place(node: Node) -> None:
    youth = await node.open("/youth")
    first = await youth.do("join")
    assert (await youth.do("join"))["chat"] == first["chat"]
    await forget(node)
    await youth.hear("again")
    second = await youth.do("join")
    assert second["chat"] != first["chat"]
    assert await node.world.floor.line() == [second["chat"]]


@pytest.mark.parametrize("by", ["youth", "responder"])
async def test_what_was_ended_just_before_comes_back_for_a_moment_only(node: Node, by: str) -> None:
    youth, ana, chat = await talk(node)
    await ana.hear("keep", lambda d: read_desk(node.world, d["ticket"]).chats)
    ticket = kept(ana)
    await (youth.do("leave") if by == "youth" else ana.do("end", **seat_of(chat)))
    await forget(node)
    await ana.hear("again")
    ana.heard.clear()
    arrived = await ana.do("arrive", public_key=KEY, ticket=ticket)
    assert [one["chat"] for one in arrived["view"]["chats"]] == [chat["chat"]]
    assert (await ana.hear("ended"))["chat"] == chat["chat"]
    assert await node.world.floor.chat(ChatId(chat["chat"])) is None


async def test_leaving_what_was_forgotten_is_leaving(node: Node) -> None:
    youth, _, chat = await talk(node)
    await forget(node)
    assert (await youth.ask("leave"))["ok"]
    assert await node.world.floor.chat(ChatId(chat["chat"])) is None


async def test_what_was_wiped_is_over_and_stays_so(node: Node) -> None:
    youth, ana, chat = await talk(node)
    ticket = kept(youth)
    await ana.do("end", **seat_of(chat))
    await youth.hear("ended")
    late = await node.open("/youth")
    assert (await late.ask("resume", ticket=ticket))["code"] == "no_such_chat"


async def test_a_line_that_was_closed_stays_closed(node: Node) -> None:
    await node.world.floor.set_state("closed")
    ana = await desk(node)
    await ana.hear("changed", lambda d: d["view"]["line"]["state"] == "closed")
    await forget(node)
    await ana.hear("again")
    await ana.do("arrive", public_key=KEY, ticket=kept(ana))
    assert await node.world.floor.state() == "closed"
    youth = await node.open("/youth")
    assert (await youth.ask("join"))["code"] == "line_closed"


async def test_a_surge_and_a_word_to_those_who_wait_last_their_hour(node: Node) -> None:
    measures, until = node.world.floor.measures, node.world.now() + 600
    await measures.set_surge(until)
    await measures.set_notice(Notice.BUSY, until)
    await node.world.floor.set_state("paused")
    ana = await desk(node)
    await ana.hear("changed", lambda d: d["view"]["line"]["state"] == "paused")
    await forget(node)
    await ana.hear("again")
    assert await measures.now() == Measures(Notice.BUSY, until, until)


async def test_a_page_that_does_not_come_again_is_asked_once_more(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpline.edge.pulse.AGAIN_S", 0.1)
    youth = await node.open("/youth")
    joined = await youth.do("join")
    await youth.hear("keep")
    await forget(node)
    await youth.hear("again")
    youth.heard.clear()
    await youth.hear("again")
    await youth.do("resume", ticket=joined["ticket"])
    await youth.hear("changed", lambda d: d["view"]["era"] == node.world.nodes.era)
    assert await node.world.floor.line() == [joined["chat"]]
