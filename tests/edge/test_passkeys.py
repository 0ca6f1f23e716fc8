"""Passkeys at the staff door, by an authenticator that can be made to lie."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from helpline.core.audit import CONSOLE, By
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Newcomer
from helpline.edge.http.passkeys import GOOD_S, PasskeyCheck
from helpline.wire.factors import Assertion
from tests.edge.browser import ATTESTED, PRESENT, Authenticator, Browser, data, opened, text
from tests.edge.conftest import SECRET, Node

PASSWORD = "kettle quiet otter lamp"


@pytest.fixture
async def http(node: Node) -> AsyncIterator[aiohttp.ClientSession]:
    async with opened(node.site.staff_origin) as http:
        yield http


@pytest.fixture
async def browser(http: aiohttp.ClientSession, ana: StaffId) -> Browser:
    browser = Browser(http)
    said = await browser.do("POST", "/session", {"name": "ana", "password": PASSWORD})
    assert said["me"]["id"] == ana
    return browser


@pytest.fixture
def phone(node: Node) -> Authenticator:
    return Authenticator(node.site.staff_origin)


async def register(browser: Browser, me: StaffId, phone: Authenticator, name: str = "phone") -> Any:
    offered = await browser.do("POST", f"/staff/{me}/passkeys/challenge")
    return await browser.ask("POST", f"/staff/{me}/passkeys", phone.make(offered, name))


async def shown(browser: Browser, phone: Authenticator) -> dict[str, Any]:
    return phone.show(await browser.do("POST", "/session/passkey"))


async def test_a_passkey_signs_in_by_itself(
    browser: Browser, ana: StaffId, phone: Authenticator
) -> None:
    assert (await register(browser, ana, phone))[0] == 200
    new = Browser(browser.http)
    said = await new.do("POST", "/session", {"passkey": await shown(new, phone)})
    assert said["me"]["id"] == ana
    assert said["factors"]["passkeys"] == 1
    own = await new.do("GET", f"/staff/{ana}/factors")
    [kept] = own["passkeys"]
    assert (kept["name"], kept["last_used"] is None) == ("phone", False)
    sessions = (await new.do("GET", f"/staff/{ana}/sessions"))["sessions"]
    assert {one["how"] for one in sessions} == {"password", "passkey"}
    await register(new, ana, Authenticator(phone.origin), "key")


async def test_what_is_offered_names_the_site_and_what_they_have(
    browser: Browser, ana: StaffId, phone: Authenticator
) -> None:
    await register(browser, ana, phone)
    offered = await browser.do("POST", f"/staff/{ana}/passkeys/challenge")
    assert (offered["rp_id"], offered["user_name"]) == ("127.0.0.1", "ana")
    assert data(offered["user_id"]).decode() == ana
    assert offered["exclude"] == [text(phone.id)]
    assert len(data(offered["challenge"])) == 32
    assert (await register(browser, ana, phone))[1]["code"] == "not_now"


async def test_an_owner_removes_one_and_it_signs_in_no_more(
    browser: Browser, ana: StaffId, phone: Authenticator
) -> None:
    await register(browser, ana, phone)
    [kept] = (await browser.do("GET", f"/staff/{ana}/factors"))["passkeys"]
    await browser.do("DELETE", f"/staff/{ana}/passkeys/{kept['id']}")
    given = {"passkey": await shown(browser, phone)}
    assert await browser.refused("POST", "/session", given) == "not_signed_in"


async def test_an_answer_is_taken_once(
    browser: Browser, ana: StaffId, phone: Authenticator
) -> None:
    await register(browser, ana, phone)
    given = {"passkey": await shown(browser, phone)}
    await browser.do("POST", "/session", given)
    assert await browser.refused("POST", "/session", given) == "wrong_code"


@pytest.mark.parametrize(
    "lie",
    ["origin", "rp_id", "not verified", "not present", "other key", "other user", "other ticket"],
)
async def test_what_does_not_fit_signs_nobody_in(
    browser: Browser, ana: StaffId, phone: Authenticator, lie: str
) -> None:
    await register(browser, ana, phone)
    match lie:
        case "origin":
            phone.origin = "https://elsewhere.example"
        case "rp_id":
            phone.rp_id = "elsewhere.example"
        case "not verified":
            phone.flags = PRESENT
        case "not present":
            phone.flags = 0
        case "other key":
            phone.key = Authenticator("").key
        case "other user":
            phone.user = text(b"somebody else")
        case _:
            pass
    given = await shown(browser, phone)
    if lie == "other ticket":
        given["ticket"] = (await browser.do("POST", "/session/passkey"))["ticket"]
    assert await browser.refused("POST", "/session", {"passkey": given}) == "wrong_code"


@pytest.mark.parametrize("lie", ["origin", "rp_id", "not verified", "other ticket", "rubbish"])
async def test_what_does_not_fit_is_not_kept(
    browser: Browser, ana: StaffId, phone: Authenticator, lie: str
) -> None:
    match lie:
        case "origin":
            phone.origin = "https://elsewhere.example"
        case "rp_id":
            phone.rp_id = "elsewhere.example"
        case "not verified":
            phone.flags = PRESENT & ~ATTESTED
        case _:
            pass
    offered = await browser.do("POST", f"/staff/{ana}/passkeys/challenge")
    made = phone.make(offered)
    if lie == "other ticket":
        made["ticket"] = (await browser.do("POST", "/session/passkey"))["ticket"]
    if lie == "rubbish":
        made["attestation"] = text(b"\xff\x00 no attestation")
    assert await browser.refused("POST", f"/staff/{ana}/passkeys", made) == "wrong_code"
    assert (await browser.do("GET", f"/staff/{ana}/factors"))["passkeys"] == []


@pytest.mark.parametrize("part", ["id", "client_data", "authenticator_data", "signature"])
@pytest.mark.parametrize("rubbish", ["A", "AAAA", text(b"{}"), text(b"\xff" * 60), "a" * 301])
async def test_rubbish_gets_a_plain_refusal(
    browser: Browser, ana: StaffId, phone: Authenticator, part: str, rubbish: str
) -> None:
    await register(browser, ana, phone)
    given = await shown(browser, phone) | {part: rubbish}
    code = await browser.refused("POST", "/session", {"passkey": given})
    assert code in {"wrong_code", "not_signed_in"}


async def test_a_counter_that_does_not_go_on_is_refused(
    browser: Browser, ana: StaffId, phone: Authenticator
) -> None:
    phone.counter = 7
    await register(browser, ana, phone)
    for counter, status in ((8, 200), (8, 401), (3, 401), (0, 401), (9, 200)):
        phone.counter = counter
        given = {"passkey": await shown(browser, phone)}
        assert (await browser.ask("POST", "/session", given))[0] == status, counter


async def test_a_challenge_is_good_for_two_minutes_at_any_node(
    node: Node, browser: Browser, ana: StaffId, phone: Authenticator
) -> None:
    await register(browser, ana, phone)
    one, other = (PasskeyCheck(node.durable, SECRET, node.site.staff_origin) for _ in range(2))
    now = node.world.now()
    in_time = Assertion(**phone.show(one.ask(now).model_dump()))
    late = Assertion(**phone.show(one.ask(now).model_dump()))
    assert await other.shown(in_time, now + GOOD_S - 1) == ana
    for check, given, at in ((one, in_time, now), (other, late, now + GOOD_S + 1)):
        with pytest.raises(Exception, match="challenge") as refused:
            await check.shown(given, at)
        assert getattr(refused.value, "code", "") == "wrong_code"


async def test_whoever_has_a_passkey_shows_it_for_what_needs_a_fresh_factor(
    node: Node, browser: Browser, ana: StaffId, phone: Authenticator
) -> None:
    await register(browser, ana, phone)
    new = Browser(browser.http)
    await new.do("POST", "/session", {"name": "ana", "password": PASSWORD})
    challenge = f"/staff/{ana}/passkeys/challenge"
    assert await new.refused("POST", challenge) == "step_up_needed"
    assert await new.refused("POST", "/session/proof", {"password": PASSWORD}) == "wrong_code"
    sam = Newcomer(name="Sam", sign_in_name="sam", role=Role.RESPONDER)
    other = await node.durable.staff.add(sam, By(CONSOLE, 0), PASSWORD)
    sams, key = Browser(browser.http), Authenticator(phone.origin)
    await sams.do("POST", "/session", {"name": "sam", "password": PASSWORD})
    await register(sams, other, key)
    for wrong in (key, Authenticator(phone.origin)):
        given = {"passkey": await shown(new, wrong)}
        assert await new.refused("POST", "/session/proof", given) == "wrong_code"
    await new.do("POST", "/session/proof", {"passkey": await shown(new, phone)})
    await new.do("POST", challenge)
