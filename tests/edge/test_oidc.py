"""The organization's own sign-in at the staff door: who comes in, and what never does."""

import hashlib
from base64 import b64decode, urlsafe_b64encode
from time import time
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote_plus

import aiohttp
import pytest
from aiohttp import web

from helpline.core.audit import CONSOLE, By
from helpline.core.factors import FRESH_S
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer
from helpline.edge.http.oidc import BACK
from helpline.edge.http.oidc import COOKIE as TICKET
from helpline.edge.http.sign_in import COOKIE
from helpline.edge.oidc import provider as providers
from tests.edge.browser import Browser
from tests.edge.conftest import Node
from tests.edge.issuer import CLIENT, CLIENT_SECRET, Issuer, refusal
from tests.edge.oidc_visit import (
    CONSOLE_BY,
    Visit,
    bound,
    http,
    issuer,
    left,
    nobody_came,
    node,
    visit,
)

__all__ = ["bound", "http", "issuer", "node", "visit"]


async def test_whoever_is_bound_comes_in(visit: Visit, bound: StaffId, issuer: Issuer) -> None:
    assert visit.asked | {"state": "", "nonce": "", "code_challenge": ""} == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": f"{visit.browser.http._base_url}".rstrip("/") + BACK,
        "scope": "openid email",
        "code_challenge_method": "S256",
        "max_age": str(FRESH_S),
        "state": "",
        "nonce": "",
        "code_challenge": "",
    }
    assert await visit.back() == "/"
    said = await visit.browser.do("GET", "/session")
    assert said["me"]["id"] == bound
    (listed,) = (await visit.browser.do("GET", f"/staff/{bound}/sessions"))["sessions"]
    assert listed["how"] == "oidc"
    (form,) = issuer.forms
    digest = hashlib.sha256(form["code_verifier"].encode()).digest()
    challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert challenge == visit.asked["code_challenge"]
    assert form["redirect_uri"] == visit.asked["redirect_uri"]
    plain = b64decode(issuer.authorization.removeprefix("Basic ")).decode()
    assert [unquote_plus(part) for part in plain.split(":")] == [CLIENT, CLIENT_SECRET]


async def test_nothing_of_the_secret_half_is_in_the_cookie(visit: Visit) -> None:
    ticket = b64decode(visit.browser.cookies[TICKET].split(".")[0] + "==", altchars=b"-_").decode()
    assert all(visit.asked[name] not in ticket for name in ("state", "nonce", "code_challenge"))


async def test_no_provider_is_asked_before_somebody_wants_to_come_in(
    http: aiohttp.ClientSession, issuer: Issuer
) -> None:
    said = await Browser(http).do("GET", "/session/oidc")
    assert said == {"name": "Example Org", "unknown": None}
    assert issuer.asked == []


async def test_whom_nobody_has_bound_is_told_what_to_tell_an_admin(
    visit: Visit, durable: Durable, ana: StaffId, issuer: Issuer
) -> None:
    assert await visit.back() == "/#oidc=oidc_unknown"
    assert (await visit.browser.do("GET", "/session/oidc"))["unknown"] == "u-1"
    assert COOKIE not in visit.browser.cookies
    await durable.oidc.bind(ana, issuer.origin, "u-1", CONSOLE_BY)
    again = await left(Browser(visit.browser.http), issuer)
    assert await again.back() == "/"


async def test_an_email_that_is_not_verified_lets_nobody_in(
    visit: Visit, durable: Durable, ana: StaffId, issuer: Issuer
) -> None:
    await durable.oidc.bind(ana, issuer.origin, "ana@example.org", CONSOLE_BY)
    issuer.token = issuer.sign(visit.asked["nonce"], email="ana@example.org", email_verified=False)
    assert await visit.back() == "/#oidc=oidc_unknown"
    again = await left(Browser(visit.browser.http), issuer)
    issuer.token = issuer.sign(again.asked["nonce"], email="Ana@example.org", email_verified=True)
    assert await again.back() == "/"


@pytest.mark.parametrize(
    ("said", "fresh"),
    [({}, False), ({"amr": ["mfa"]}, False), ({"amr": ["mfa"], "auth_time": 0}, True)],
)
async def test_a_factor_of_the_provider_is_fresh_as_it_says(
    visit: Visit, bound: StaffId, issuer: Issuer, said: dict[str, Any], *, fresh: bool
) -> None:
    if "auth_time" in said:
        said = said | {"auth_time": int(time()) - 5}
    issuer.token = issuer.sign(visit.asked["nonce"], **said)
    assert await visit.back() == "/"
    status, told = await visit.browser.ask("POST", f"/staff/{bound}/authenticator")
    assert (status == 200, told.get("code") == "step_up_needed") == (fresh, not fresh)


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize(
    "changed",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"azp": "another"},
        {"exp": int(time()) - 3_600},
        {"iss": "http://127.0.0.1:1"},
    ],
)
async def test_a_token_with_a_wrong_word_lets_nobody_in(
    visit: Visit, issuer: Issuer, changed: dict[str, Any]
) -> None:
    issuer.token = issuer.sign(**{"nonce": visit.asked["nonce"]} | changed)
    await nobody_came(visit)


@pytest.mark.usefixtures("bound")
async def test_an_answer_is_taken_once_and_only_in_its_own_browser(
    visit: Visit, issuer: Issuer
) -> None:
    stolen = Visit(Browser(visit.browser.http), issuer, visit.asked)
    assert await stolen.back() == "/#oidc=oidc_refused"
    assert COOKIE not in stolen.browser.cookies
    kept = dict(visit.browser.cookies)
    assert await visit.back() == "/"
    again = Visit(Browser(visit.browser.http, kept), issuer, visit.asked)
    await nobody_came(again)
    assert len(issuer.forms) == 1


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize(
    "query",
    [
        {"state": "another"},
        {"state": None},
        {"state": "\u00ff"},
        {"code": None},
        {"code": ""},
        {"code": "x" * 5_000},
        {"error": "access_denied"},
        {"iss": "https://evil.example"},
    ],
)
async def test_an_answer_that_does_not_fit_the_question_is_not_taken(
    visit: Visit, issuer: Issuer, query: dict[str, str | None]
) -> None:
    await nobody_came(visit, **query)
    assert issuer.forms == []


@pytest.mark.usefixtures("bound")
async def test_a_provider_that_names_itself_must_do_so(
    http: aiohttp.ClientSession, issuer: Issuer
) -> None:
    issuer.described = {"authorization_response_iss_parameter_supported": True}
    await nobody_came(await left(Browser(http), issuer))
    visit = await left(Browser(http), issuer)
    assert await visit.back(iss=issuer.origin) == "/"


@pytest.mark.usefixtures("bound")
async def test_a_ticket_that_is_too_old_is_not_taken(visit: Visit) -> None:
    with patch("helpline.edge.http.oidc.GOOD_S", -1):
        late = await left(Browser(visit.browser.http), visit.issuer)
    await nobody_came(late)


@pytest.mark.usefixtures("bound")
async def test_a_code_the_provider_does_not_take_lets_nobody_in(
    visit: Visit, issuer: Issuer
) -> None:
    issuer.answers["/token"] = refusal("invalid_grant")
    await nobody_came(visit)


BROKEN = {
    "an error": web.Response(status=500),
    "a redirect": web.Response(status=302, headers={"Location": "https://evil.example/"}),
    "no JSON": web.Response(text="<html>"),
    "a list": web.Response(text="[]"),
    "too much": web.Response(text=" " * (providers.ANSWER_BYTES + 1) + "{}"),
    "too deep": web.Response(text="[" * 200_000),
    "not our client": refusal("invalid_client", 401),
}


@pytest.mark.parametrize("how", BROKEN)
async def test_a_provider_that_fails_says_so_and_the_other_ways_go_on(
    visit: Visit, bound: StaffId, issuer: Issuer, how: str
) -> None:
    issuer.answers["/token"] = BROKEN[how]
    await nobody_came(visit, "oidc_down")
    given = {"name": "ana", "password": "kettle quiet otter lamp"}
    assert (await visit.browser.do("POST", "/session", given))["me"]["id"] == bound


async def test_an_admin_binds_somebody_and_takes_it_back(
    http: aiohttp.ClientSession, node: Node, ana: StaffId
) -> None:
    boss = Newcomer(name="Boss", sign_in_name="boss", role=Role.ADMIN)
    me = await node.durable.staff.add(boss, CONSOLE_BY)
    link = await node.durable.links.make(me, By(CONSOLE, time()))
    admin = Browser(http)
    await admin.do("POST", "/session", {"link": link})
    await admin.do("PUT", f"/staff/{ana}/oidc", {"account": "u-1"})
    said = await admin.do("GET", "/oidc")
    people = [{"id": ana, "subject": "u-1", "email": None, "current": True}]
    assert said == {"name": "Example Org", "people": people}
    other = await node.durable.staff.add(
        Newcomer(name="Noor", sign_in_name="noor", role=Role.RESPONDER), CONSOLE_BY
    )
    path = f"/staff/{other}/oidc"
    assert await admin.refused("PUT", path, {"account": "u-1"}) == "oidc_taken"
    assert await admin.refused("PUT", path, {"account": ""}) == "bad_input"
    assert await admin.refused("PUT", f"/staff/{me}/oidc", {"account": "u-3"}) == "not_allowed"
    await admin.do("DELETE", f"/staff/{ana}/oidc")
    assert (await admin.do("GET", "/oidc"))["people"] == []


async def test_the_way_to_a_provider_is_asked_by_our_own_page_alone(
    http: aiohttp.ClientSession,
) -> None:
    async with http.post("/session/oidc", headers={"Origin": "https://evil.example"}) as answer:
        assert answer.status == 403
