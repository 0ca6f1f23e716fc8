"""A talk from the first frame to the last, over real sockets of both kinds."""

import asyncio
from typing import Any

import pytest

from helpline.actions import picture
from helpline.actions.desk import Person
from helpline.actions.tickets import read_chat, read_desk
from helpline.actions.world import World
from helpline.actions.youth import say
from helpline.core.intake import Language
from helpline.core.names import ChatId, StaffId
from helpline.core.roles import Role
from helpline.edge.socket_token import issue
from tests.edge.conftest import Node
from tests.edge.page import BODY, KEY, Page
from tests.world import sealed

TRANSPORTS = ["websocket", "polling"]


def token(node: Node, name: str = "ana", role: Role = Role.RESPONDER) -> str:
    person = Person(StaffId(name), name.title(), role, (Language.EN,), (), None)
    return issue(node.world, person, "session-of-" + name)


async def desk(node: Node, name: str = "ana", transport: str = "websocket") -> Page:
    page = await node.open("/responder", transport, token(node, name))
    await page.do("arrive", public_key=KEY)
    return page


async def talk(node: Node, transport: str = "websocket") -> tuple[Page, Page, dict[str, Any]]:
    """Return a youth's page and a responder's in an open chat, and the seat."""
    youth, ana = await node.open("/youth", transport), await desk(node, "ana", transport)
    joined = await youth.do("join")
    await ana.do("pull")
    told = await ana.hear("changed", lambda d: d["view"]["offer"])
    seat = {"chat": joined["chat"], "fence": told["view"]["offer"]["fence"]}
    await ana.do("accept", **seat)
    await youth.hear("changed", lambda d: d["view"]["phase"] == "open")
    await ana.hear("changed", lambda d: d["view"]["chats"])
    return youth, ana, seat | {"ticket": joined["ticket"]}


def seat_of(chat: dict[str, Any]) -> dict[str, Any]:
    return {"chat": chat["chat"], "fence": chat["fence"]}


def held(told: dict[str, Any], what: str) -> Any:
    """Return what a desk's first chat shows, or None."""
    chats = told["view"]["chats"]
    return chats[0][what] if chats else None


def message(number: int, body: str = BODY) -> dict[str, Any]:
    return {"cid": f"m{number:021}", "n": number, "epoch": 0, "body": body}


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_join_offer_accept_speak_leave(node: Node, transport: str) -> None:
    youth, ana, chat = await talk(node, transport)
    seat = seat_of(chat)
    assert (await youth.do("say", **message(1)))["seq"] == 1
    assert (await ana.hear("said"))["cid"] == message(1)["cid"]
    assert (await ana.do("say", **seat, **message(2)))["seq"] == 2
    heard = await youth.hear("said")
    assert (heard["seq"], heard["sender"]) == (2, f"r{seat['fence']}")
    await ana.do("typing", **seat, on=True)
    assert (await youth.hear("typed"))["on"] is True
    await youth.do("typing", on=True)
    assert (await ana.hear("typed"))["chat"] == seat["chat"]
    view = (await youth.hear("changed", lambda d: d["view"]["readers"]))["view"]
    grant = {"reader": view["readers"][0]["id"], "epoch": 1, "public_key": KEY, "sealed": BODY}
    await youth.do("grant", **grant)
    await ana.hear("changed", lambda d: (held(d, "grant") or {}).get("sealed") == BODY)
    await youth.do("cover", on=True)
    await ana.hear("changed", lambda d: held(d, "covered"))
    await youth.do("stay")
    await youth.do("leave")
    assert (await ana.hear("ended"))["why"] == "left"
    assert (await youth.hear("ended"))["why"] == "left"
    assert await node.world.floor.chat(ChatId(seat["chat"])) is None


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_page_that_comes_back_gets_what_it_missed(node: Node, transport: str) -> None:
    youth, ana, chat = await talk(node, transport)
    await youth.do("say", **message(1))
    await youth.close()
    for number in (2, 3):
        await ana.do("say", **seat_of(chat), **message(number))
    again = await node.open("/youth", transport)
    resumed = await again.do("resume", ticket=chat["ticket"], after=1)
    assert [one["seq"] for one in resumed["missed"]] == [2, 3]
    assert (resumed["chat"], resumed["more"], resumed["view"]["phase"]) == (
        chat["chat"],
        False,
        "open",
    )
    await ana.do("say", **seat_of(chat), **message(4))
    assert (await again.hear("said"))["seq"] == 4


async def test_a_lost_phone_is_seen_and_its_place_is_kept(node: Node) -> None:
    youth, ana, chat = await talk(node)
    youth.vanish()
    await ana.hear("changed", lambda d: held(d, "youth_link") == "away")
    again = await node.open("/youth")
    await again.do("resume", ticket=chat["ticket"])
    ana.heard.clear()
    await ana.hear("changed", lambda d: held(d, "youth_link") == "here")


async def test_what_is_said_twice_is_kept_once(node: Node) -> None:
    youth, ana, chat = await talk(node)
    numbers = [(await youth.do("say", **message(n)))["seq"] for n in (1, 2, 1, 2)]
    assert numbers == [1, 2, 1, 2]
    caught = await ana.do("catch_up", **seat_of(chat), after=0)
    assert [one["seq"] for one in caught["missed"]] == [1, 2]


async def test_frames_of_one_page_keep_their_order(node: Node) -> None:
    youth, ana, chat = await talk(node)
    asked = [youth.ask("say", **message(n)) for n in range(1, 41)]
    acks = await asyncio.gather(*asked)
    assert [ack["seq"] for ack in acks] == list(range(1, 41))
    await ana.hear("said", lambda d: d["seq"] == 40)
    assert [d["n"] for name, d in ana.heard if name == "said"] == list(range(1, 41))
    caught = await youth.do("catch_up", after=0)
    assert [one["n"] for one in caught["missed"]] == list(range(1, 41))
    assert chat["chat"]


async def test_a_second_page_takes_over_from_the_first(node: Node) -> None:
    youth, ana, chat = await talk(node)
    second = await node.open("/youth")
    await second.do("resume", ticket=chat["ticket"])
    async with asyncio.timeout(20):
        await youth.closed.wait()
    await ana.do("say", **seat_of(chat), **message(1))
    await second.hear("said")
    stored = await node.world.floor.chat(ChatId(chat["chat"]))
    assert stored is not None
    assert stored.value.youth.presence == "here", "the first page's end is not the youth's"


async def test_a_second_desk_of_one_person_takes_over_and_the_first_is_told(node: Node) -> None:
    _, first, chat = await talk(node)
    second = await desk(node)
    await first.hear("signed_out")
    await second.do("say", **seat_of(chat), **message(1))


async def test_one_connection_is_one_youth(node: Node) -> None:
    """Else the chat it had before would have nobody, and nobody would ever notice."""
    one, two = await node.open("/youth"), await node.open("/youth")
    first, other = await one.do("join"), await two.do("join")
    await two.close()
    ack = await one.ask("resume", ticket=other["ticket"])
    assert (ack["ok"], ack["code"]) == (False, "not_now")
    assert (await one.do("resume", ticket=first["ticket"]))["chat"] == first["chat"]
    assert (await one.do("join"))["chat"] == first["chat"]
    assert list(node.seats.youth) == [first["chat"]]


async def test_after_the_end_the_same_page_may_join_anew(node: Node) -> None:
    youth, ana, chat = await talk(node)
    await ana.do("end", **seat_of(chat))
    assert (await youth.hear("ended"))["why"] == "closed"
    assert (await youth.do("join"))["chat"] != chat["chat"]
    await ana.do("wrap_up", fence=chat["fence"], outcome="talked", topics=["home"])


async def test_a_picture_from_before_its_end_does_not_bring_a_chat_back(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ana, chat = await talk(node)
    take, taken, shown = picture.take, asyncio.Event(), asyncio.Event()

    async def late(world: World) -> picture.Picture:
        old = await take(world)
        taken.set()
        await shown.wait()
        return old

    monkeypatch.setattr(picture, "take", late)
    await taken.wait()
    node.seats.desks[StaffId("ana")].shown = None  # so that whatever comes is news
    await ana.do("hand_over", **seat_of(chat), to=None)
    await ana.hear("ended")
    ana.heard.clear()
    shown.set()
    await ana.hear("changed", lambda d: d["view"]["line"]["waiting"] == 1)
    assert [told for _, told in ana.heard if "view" in told and held(told, "chat")] == []


async def test_the_old_desk_hears_nothing_after_a_hand_over(node: Node) -> None:
    youth, ana, chat = await talk(node)
    ben = await desk(node, "ben")
    await ana.do("hand_over", **seat_of(chat), to="ben")
    await youth.do("say", **message(1))
    assert [name for name, _ in ana.heard if name == "said"] == []
    told = await ben.hear("changed", lambda d: d["view"]["offer"])
    assert told["view"]["offer"]["by_name"] is True
    fence = told["view"]["offer"]["fence"]
    await ben.do("accept", chat=chat["chat"], fence=fence)
    caught = await ben.do("catch_up", chat=chat["chat"], fence=fence, after=0)
    assert [one["seq"] for one in caught["missed"]] == [1]
    assert (await ana.ask("catch_up", **seat_of(chat), after=0))["code"] == "not_yours"
    assert [name for name, _ in ana.heard if name == "said"] == []


async def test_switching_brings_the_youth_to_the_line_with_a_kind_reason(node: Node) -> None:
    youth, ana, _ = await talk(node)
    await youth.do("switch")
    assert (await ana.hear("ended"))["why"] == "switched"
    told = await youth.hear("changed", lambda d: d["view"]["why"] == "switched")
    assert (told["view"]["phase"], told["view"]["readers"]) == ("waiting", [])


async def test_the_floor_sees_pulls_back_and_closes(node: Node) -> None:
    youth, ana, chat = await talk(node)
    sam = await node.open("/supervisor", token=token(node, "sam", Role.SUPERVISOR))
    assert (await sam.ask("pull_back", chat=chat["chat"]))["code"] == "not_signed_in"
    view = (await sam.do("arrive"))["view"]
    assert [one["chat"] for one in view["responders"][0]["chats"]] == [chat["chat"]]
    await sam.do("pull_back", chat=chat["chat"])
    assert (await ana.hear("ended"))["why"] == "pulled_back"
    await youth.hear("changed", lambda d: d["view"]["why"] == "pulled_back")
    await sam.do("set_line", state="closed")
    await sam.hear("changed", lambda d: d["view"]["line"]["state"] == "closed")
    other = await node.open("/youth")
    assert (await other.ask("join"))["code"] == "line_closed"


async def test_a_responder_who_goes_is_seen_by_the_youth(node: Node) -> None:
    youth, ana, _ = await talk(node)
    await ana.close()
    await youth.hear("changed", lambda d: [r["link"] for r in d["view"]["readers"]] == ["away"])


async def test_being_ready_brings_offers_unasked_and_resting_none(node: Node) -> None:
    ana = await desk(node)
    await ana.do("set_ready", on=True)
    youth = await node.open("/youth")
    joined = await youth.do("join", intake={"language": "en", "topics": ["home", "home"]})
    told = await ana.hear("changed", lambda d: d["view"]["offer"])
    offer = told["view"]["offer"]
    assert (offer["chat"], offer["intake"]["topics"]) == (joined["chat"], ["home"])
    await ana.do("decline", chat=offer["chat"], fence=offer["fence"])
    await ana.hear("changed", lambda d: not d["view"]["offer"] and d["view"]["line"]["waiting"])


async def test_whoever_comes_back_has_a_ticket_for_what_they_are_shown(node: Node) -> None:
    """Else a store that is lost right then would take back what was just agreed."""
    youth, ana, seat = await talk(node)
    for page in (youth, ana):
        page.vanish()
    ana = await desk(node, "ana")
    youth = await node.open("/youth")
    await youth.do("resume", ticket=seat["ticket"])
    for page, read in ((youth, read_chat), (ana, read_desk)):
        name, kept = page.heard[0]
        assert name == "keep", "before the answer, and before anything else"
        assert seat["chat"] in repr(read(node.world, kept["ticket"]))


async def test_a_message_that_nobody_told_is_in_the_next_view(node: Node) -> None:
    youth, ana, seat = await talk(node)
    await ana.do("say", **seat_of(seat), **message(1))
    await youth.hear("said")
    await say(node.world, ChatId(seat["chat"]), sealed(2))  # and what tells of it is lost
    await ana.hear("changed", lambda d: [one["last"] for one in d["view"]["chats"]] == [2])
    await youth.hear("changed", lambda d: d["view"]["last"] == 2)
