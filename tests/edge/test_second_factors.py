"""Second factors at the staff door: set up, asked for, used once, and slowed against guessing."""

from base64 import b64decode
from collections.abc import AsyncIterator
from time import time
from typing import Any
from urllib.parse import unquote

import aiohttp
import pyotp
import pytest

from helpline.core.audit import CONSOLE, By
from helpline.core.errors import NotNow
from helpline.core.factors import FRESH_S, STEP_S
from helpline.core.guessing import FREE
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Newcomer
from helpline.edge.http import devices
from helpline.edge.http.codes import GOOD_S, CodeCheck
from helpline.edge.http.sign_in import COOKIE
from tests.edge.browser import Browser, data, opened
from tests.edge.conftest import SECRET, Node

PASSWORD = "kettle quiet otter lamp"
MINE = {"name": "ana", "password": PASSWORD}


@pytest.fixture
async def http(node: Node) -> AsyncIterator[aiohttp.ClientSession]:
    async with opened(node.site.staff_origin) as http:
        yield http


@pytest.fixture
def browser(http: aiohttp.ClientSession) -> Browser:
    return Browser(http)


class Phone:
    """An authenticator app of somebody else's making; each code it shows is a later step's."""

    def __init__(self, node: Node, said: dict[str, Any]) -> None:
        parsed = pyotp.parse_uri(said["uri"])
        assert isinstance(parsed, pyotp.TOTP)
        self.codes = parsed
        self._node = node
        self._step = 0

    def code(self) -> str:
        """Return a code that was not used yet: of this step, or of the next (and no further)."""
        self._step = max(self._step + 1, int(self._node.world.now()) // STEP_S)
        return self.codes.at(self._step * STEP_S)


async def enrolled(node: Node, browser: Browser, me: StaffId) -> tuple[Phone, list[str]]:
    """Sign in, set an authenticator up, and return it with the recovery codes."""
    await browser.do("POST", "/session", MINE)
    said = await browser.do("POST", f"/staff/{me}/authenticator")
    phone = Phone(node, said)
    given = {"ticket": said["ticket"], "code": phone.code()}
    codes = (await browser.do("PUT", f"/staff/{me}/authenticator", given))["codes"]
    return phone, codes


async def test_an_authenticator_counts_once_its_code_was_sent_back(
    node: Node, browser: Browser, ana: StaffId
) -> None:
    await browser.do("POST", "/session", MINE)
    said = await browser.do("POST", f"/staff/{ana}/authenticator")
    assert said["secret"] in said["uri"]
    kind, _, picture = said["picture"].partition(",")
    assert kind.startswith("data:image/svg+xml")
    drawn = b64decode(picture).decode() if "base64" in kind else unquote(picture)
    assert "<svg" in drawn
    wrong = {"ticket": said["ticket"], "code": "000000"}
    assert await browser.refused("PUT", f"/staff/{ana}/authenticator", wrong) == "wrong_code"
    assert (await browser.do("POST", "/session", MINE))["factors"]["authenticator"] is False
    right = {"ticket": said["ticket"], "code": Phone(node, said).code()}
    codes = (await browser.do("PUT", f"/staff/{ana}/authenticator", right))["codes"]
    assert len(set(codes)) == 10
    found = await browser.do("GET", f"/staff/{ana}/factors")
    assert found["factors"] == {
        "password": True,
        "authenticator": True,
        "recovery": 10,
        "passkeys": 0,
    }
    kept = await node.durable.factors.authenticator(ana)
    assert kept is not None
    assert said["secret"] not in kept[0]


async def test_with_an_authenticator_a_password_alone_is_not_enough(
    node: Node, browser: Browser, ana: StaffId
) -> None:
    phone, _ = await enrolled(node, browser, ana)
    other = Browser(browser.http)
    assert await other.refused("POST", "/session", MINE) == "factor_needed"
    assert await other.refused("POST", "/session", MINE | {"code": "000000"}) == "wrong_code"
    assert other.cookies == {}
    code = phone.code()
    said = await other.do("POST", "/session", MINE | {"code": f" {code[:3]} {code[3:]}"})
    assert said["me"]["id"] == ana
    assert await Browser(browser.http).refused("POST", "/session", MINE | {"code": code}) == (
        "wrong_code"
    )
    sessions = await other.do("GET", f"/staff/{ana}/sessions")
    assert {one["how"] for one in sessions["sessions"]} == {"password", "code"}


async def test_the_code_that_set_it_up_signs_nobody_in(
    node: Node, browser: Browser, ana: StaffId
) -> None:
    await browser.do("POST", "/session", MINE)
    said = await browser.do("POST", f"/staff/{ana}/authenticator")
    code = Phone(node, said).code()
    await browser.do("PUT", f"/staff/{ana}/authenticator", {"ticket": said["ticket"], "code": code})
    assert await browser.refused("POST", "/session", MINE | {"code": code}) == "wrong_code"


async def test_a_recovery_code_stands_in_once_and_they_are_told_how_many_are_left(
    node: Node, browser: Browser, ana: StaffId
) -> None:
    _, codes = await enrolled(node, browser, ana)
    other = Browser(browser.http)
    said = await other.do("POST", "/session", MINE | {"code": codes[0].upper().replace("-", " ")})
    assert said["factors"]["recovery"] == 9
    assert await other.refused("POST", "/session", MINE | {"code": codes[0]}) == "wrong_code"
    fresh = (await other.do("POST", f"/staff/{ana}/recovery"))["codes"]
    assert await other.refused("POST", "/session", MINE | {"code": codes[1]}) == "wrong_code"
    assert (await other.do("POST", "/session", MINE | {"code": fresh[1]}))["factors"][
        "recovery"
    ] == 9


async def test_taking_it_away_takes_the_recovery_codes(
    node: Node, browser: Browser, ana: StaffId
) -> None:
    await enrolled(node, browser, ana)
    await browser.do("DELETE", f"/staff/{ana}/authenticator")
    assert (await browser.do("POST", "/session", MINE))["factors"]["recovery"] == 0
    assert await browser.refused("POST", f"/staff/{ana}/recovery") == "not_now"


@pytest.mark.parametrize("whose", ["another's", "late", "made up"])
async def test_only_ones_own_fresh_secret_can_be_confirmed(
    node: Node, ana: StaffId, whose: str
) -> None:
    codes = CodeCheck(node.durable, SECRET, node.site.staff_origin)
    person, now = await node.durable.staff.find(ana), 1_800_000_000.0
    offered = codes.enrol(person, now)
    code = pyotp.TOTP(offered.secret).at(int(now))
    assert await codes.confirm(ana, offered.ticket, code, By(ana, now))
    ticket = "x.y" if whose == "made up" else offered.ticket
    by = By(ana, now + GOOD_S + 1 if whose == "late" else now)
    code = pyotp.TOTP(offered.secret).at(int(by.at))
    with pytest.raises(Exception, match=r"ticket") as refused:
        await codes.confirm(StaffId("sam") if whose == "another's" else ana, ticket, code, by)
    assert getattr(refused.value, "code", "") == "wrong_code"


async def test_after_the_secret_changed_a_recovery_code_still_does(
    node: Node, browser: Browser, ana: StaffId
) -> None:
    phone, codes = await enrolled(node, browser, ana)
    later = CodeCheck(node.durable, b"t" * 32, node.site.staff_origin)
    by = By(ana, node.world.now())
    with pytest.raises(NotNow):
        await later.check(ana, phone.code(), by)
    await later.check(ana, codes[0], by)


async def grow_old(node: Node, browser: Browser) -> None:
    """Let it be long ago that a browser's session showed a factor."""
    found = await node.durable.sessions.find(browser.cookies[COOKIE], time())
    await node.durable.sessions.prove(found.session, time() - FRESH_S - 60)


async def admin(node: Node, password: str | None = PASSWORD) -> StaffId:
    newcomer = Newcomer(name="Alex", sign_in_name="ana", role=Role.ADMIN)
    return await node.durable.staff.add(newcomer, By(CONSOLE, 0), password)


NEW = {"name": "Noor", "sign_in_name": "noor", "role": "responder"}


async def test_what_lets_somebody_in_needs_a_factor_shown_within_ten_minutes(
    node: Node, browser: Browser
) -> None:
    me = await admin(node)
    phone, codes = await enrolled(node, browser, me)
    await grow_old(node, browser)
    asks: list[tuple[str, str, Any]] = [
        ("POST", "/staff", NEW),
        ("PUT", "/staff/x/role", {}),
        ("PUT", "/staff/x/active", {}),
        ("POST", "/staff/x/link", None),
        ("POST", f"/staff/{me}/authenticator", None),
        ("DELETE", f"/staff/{me}/authenticator", None),
        ("POST", f"/staff/{me}/recovery", None),
        ("POST", f"/staff/{me}/passkeys/challenge", None),
    ]
    for ask in asks:
        assert await browser.refused(*ask) == "step_up_needed", ask
    assert await browser.do("GET", "/staff")
    for wrong in ({"password": PASSWORD}, {"code": "000000"}, {"code": "no such code at all"}):
        assert await browser.refused("POST", "/session/proof", wrong) == "wrong_code"
    await browser.do("GET", "/session")
    assert await browser.refused("POST", "/session/proof", {}) in {"bad_input", "too_fast"}
    proof = {"code": phone.code()}
    await node.durable.sessions.find(browser.cookies[COOKIE], time())
    other = Browser(browser.http)
    await other.do("POST", "/session", MINE | {"code": codes[0]})
    await grow_old(node, other)
    await other.do("POST", "/session/proof", proof)
    assert (await other.do("POST", "/staff", NEW))["person"]["name"] == "Noor"
    await grow_old(node, other)
    await other.do("POST", "/session/proof", {"code": codes[1]})
    await other.do("POST", f"/staff/{me}/recovery")


async def test_without_a_second_factor_the_password_is_asked_again(
    node: Node, browser: Browser
) -> None:
    await admin(node)
    await browser.do("POST", "/session", MINE)
    await grow_old(node, browser)
    assert await browser.refused("POST", "/staff", NEW) == "step_up_needed"
    assert await browser.refused("POST", "/session/proof", {"password": "x"}) == "wrong_code"
    await browser.do("POST", "/session/proof", {"password": PASSWORD})
    await browser.do("POST", "/staff", NEW)


async def test_a_session_begun_by_a_link_is_fresh_and_then_no_more(
    node: Node, browser: Browser
) -> None:
    me = await admin(node, password=None)
    link = await node.durable.links.make(me, By(CONSOLE, time()))
    await browser.do("POST", "/session", {"link": link})
    await browser.do("POST", "/staff", NEW)
    await grow_old(node, browser)
    assert await browser.refused("POST", "/staff", NEW) == "step_up_needed"
    for nothing in ({"password": ""}, {"code": "123456"}):
        assert await browser.refused("POST", "/session/proof", nothing) == "wrong_code"


async def test_a_stranger_proves_nothing(browser: Browser) -> None:
    assert await browser.refused("POST", "/session/proof", {"code": "123456"}) == "not_signed_in"


async def test_guesses_from_elsewhere_do_not_keep_out_whoever_is_known(
    browser: Browser, ana: StaffId
) -> None:
    await browser.do("POST", "/session", MINE)
    stranger = Browser(browser.http)
    wrong = {"name": "ANA ", "password": "wrong"}
    codes = [await stranger.refused("POST", "/session", wrong) for _ in range(FREE + 2)]
    assert codes == ["not_signed_in"] * FREE + ["too_fast"] * 2
    _, said = await stranger.ask("POST", "/session", MINE)
    assert said["code"] == "too_fast"
    assert 0 < said["wait_s"] <= 1
    assert (await browser.do("POST", "/session", MINE))["me"]["id"] == ana
    assert await stranger.refused("POST", "/session", MINE) == "too_fast"


async def test_a_known_browsers_own_guesses_are_slowed_as_well(
    browser: Browser, ana: StaffId
) -> None:
    await browser.do("POST", "/session", MINE)
    wrong = {"name": "ana", "password": "wrong"}
    codes = [await browser.refused("POST", "/session", wrong) for _ in range(FREE + 1)]
    assert codes == ["not_signed_in"] * FREE + ["too_fast"]
    other = Browser(browser.http)
    assert (await other.do("POST", "/session", MINE))["me"]["id"] == ana


async def test_a_name_nobody_has_is_slowed_just_the_same(browser: Browser) -> None:
    nobody = {"name": "nobody", "password": "wrong"}
    codes = [await browser.refused("POST", "/session", nobody) for _ in range(FREE + 1)]
    assert codes == ["not_signed_in"] * FREE + ["too_fast"]


async def test_guesses_at_codes_are_slowed(node: Node, browser: Browser, ana: StaffId) -> None:
    phone, _ = await enrolled(node, browser, ana)
    other = Browser(browser.http)
    guess = MINE | {"code": "000000"}
    codes = [await other.refused("POST", "/session", guess) for _ in range(FREE + 1)]
    assert codes == ["wrong_code"] * FREE + ["too_fast"]
    again = [
        await browser.refused("POST", "/session/proof", {"code": "000000"}) for _ in range(FREE + 1)
    ]
    assert again == ["wrong_code"] * FREE + ["too_fast"]
    assert await browser.do("POST", "/session", MINE | {"code": phone.code()})


async def test_being_asked_for_a_code_is_no_wrong_guess(
    node: Node, browser: Browser, ana: StaffId
) -> None:
    phone, _ = await enrolled(node, browser, ana)
    other = Browser(browser.http)
    for _ in range(FREE + 2):
        assert await other.refused("POST", "/session", MINE) == "factor_needed"
    await other.do("POST", "/session", MINE | {"code": phone.code()})


async def test_the_cookie_of_a_known_browser_names_nobody_and_lets_nobody_in(
    browser: Browser, ana: StaffId
) -> None:
    headers = {"Content-Type": "application/json"}
    async with browser.http.post("/session", json=MINE, headers=headers) as answer:
        cookie = answer.cookies[devices.COOKIE]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Strict")
    readable = data(cookie.value.partition(".")[0]).decode()
    assert ana not in readable
    assert '"ana"' not in readable
    known = Browser(browser.http, {devices.COOKIE: cookie.value})
    assert await known.refused("GET", "/session") == "not_signed_in"


@pytest.mark.parametrize("cookie", ["", "x", "x.y", "\u00e9.x"])
async def test_a_made_up_cookie_makes_no_browser_known(
    browser: Browser, ana: StaffId, cookie: str
) -> None:
    wrong = {"name": "ana", "password": "wrong"}
    for _ in range(FREE):
        await Browser(browser.http).refused("POST", "/session", wrong)
    forged = Browser(browser.http, {devices.COOKIE: cookie})
    assert await forged.refused("POST", "/session", MINE) == "too_fast"
    assert ana


async def test_several_people_may_share_a_browser(node: Node, browser: Browser) -> None:
    for name in ("sam", "kim"):
        newcomer = Newcomer(name=name, sign_in_name=name, role=Role.RESPONDER)
        await node.durable.staff.add(newcomer, By(CONSOLE, 0), PASSWORD)
        await browser.do("POST", "/session", {"name": name, "password": PASSWORD})
    for name in ("sam", "kim"):
        for _ in range(FREE):
            await Browser(browser.http).refused("POST", "/session", {"name": name, "password": "x"})
        await browser.do("POST", "/session", {"name": name, "password": PASSWORD})


async def test_an_admin_sees_who_has_which(node: Node, browser: Browser, ana: StaffId) -> None:
    boss = Newcomer(name="Bo", sign_in_name="bo", role=Role.ADMIN)
    me = await node.durable.staff.add(boss, By(CONSOLE, 0), PASSWORD)
    await enrolled(node, browser, ana)
    seen = Browser(browser.http)
    await seen.do("POST", "/session", {"name": "bo", "password": PASSWORD})
    people = {one["id"]: one["factors"] for one in (await seen.do("GET", "/factors"))["people"]}
    assert people[ana] == {"password": True, "authenticator": True, "recovery": 10, "passkeys": 0}
    assert people[me]["authenticator"] is False
    assert await browser.refused("GET", "/factors") == "not_allowed"
