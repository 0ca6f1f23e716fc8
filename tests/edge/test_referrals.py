"""What a desk may count of referrals."""

import pytest

from helpline.core.roles import Role
from tests.edge.conftest import Node
from tests.edge.page import KEY
from tests.edge.test_conversation import held
from tests.edge.test_shifts import Clock, Office, at, office, world

__all__ = ["office", "world"]


@pytest.fixture
def clock() -> Clock:
    return Clock(at("2026-06-08T12:00"))


async def test_what_a_desk_counts_is_of_closed_lists_and_of_a_chat_that_ended(
    office: Office, node: Node
) -> None:
    ana = await office.enter(Role.RESPONDER)
    page = await node.open("/responder", token=await ana.token())
    await page.do("arrive", public_key=KEY)
    youth = await node.open("/youth")
    chat = (await youth.do("join"))["chat"]
    await page.do("pull")
    fence = (await page.hear("changed", lambda d: d["view"]["offer"]))["view"]["offer"]["fence"]
    await page.do("accept", chat=chat, fence=fence)
    await page.hear("changed", lambda d: held(d, "chat") == chat)
    good = {"need": "runaway", "outcome": "connected"}
    assert (await page.ask("wrap_up", fence=fence, referrals=[good]))["code"] == "not_now"
    await page.do("end", chat=chat, fence=fence)
    for bad in ({"need": "money", "outcome": "card"}, {"need": "runaway"}, good | {"to": "Ann"}):
        assert (await page.ask("wrap_up", fence=fence, referrals=[bad]))["code"] == "bad_input"
    assert (await page.ask("wrap_up", fence=fence, referrals=[good] * 11))["code"] == "bad_input"
    await page.do("wrap_up", fence=fence, referrals=[good])
