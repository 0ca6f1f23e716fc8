"""A browser on its way to a provider and back, with everything around it that it needs."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import aiohttp
import pytest

from helpline.actions.world import World
from helpline.core.audit import CONSOLE, By
from helpline.core.names import StaffId
from helpline.durable import Durable
from helpline.edge.http.oidc import BACK
from helpline.edge.http.oidc import COOKIE as TICKET
from helpline.edge.http.sign_in import COOKIE
from helpline.edge.oidc.provider import Access
from tests.edge.browser import Browser, opened
from tests.edge.conftest import Node, doors, made_site
from tests.edge.issuer import CLIENT, CLIENT_SECRET, Issuer, issuing

CONSOLE_BY = By(CONSOLE, 0)


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    async with issuing() as issuer:
        yield issuer


def access(issuer: Issuer) -> Access:
    return Access(issuer.origin, CLIENT, CLIENT_SECRET, "Example Org")


@pytest.fixture
async def node(world: World, durable: Durable, built: Path, issuer: Issuer) -> AsyncIterator[Node]:
    async with doors(world, durable, made_site(access(issuer)), built) as node:
        yield node


@pytest.fixture
async def http(node: Node) -> AsyncIterator[aiohttp.ClientSession]:
    async with opened(node.site.staff_origin) as http:
        yield http


@dataclass
class Visit:
    """One browser on its way to the provider and back."""

    browser: Browser
    issuer: Issuer
    asked: dict[str, str]

    async def back(self, **changed: str | None) -> str:
        """Come back with a code; return where the browser is sent."""
        query = {"code": "c", "state": self.asked["state"], **changed}
        sent = urlencode({name: value for name, value in query.items() if value is not None})
        jar = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())
        # As a browser comes from another site: no Origin, and it says where from.
        headers = {"Cookie": jar, "Sec-Fetch-Site": "cross-site"}
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http,
            http.get(
                f"{self.browser.http._base_url}".rstrip("/") + f"{BACK}?{sent}",
                headers=headers,
                allow_redirects=False,
            ) as answer,
        ):
            assert answer.status == 303
            self.browser.cookies |= {name: one.value for name, one in answer.cookies.items()}
            return answer.headers["Location"]


async def left(browser: Browser, issuer: Issuer) -> Visit:
    """Press the button; the token that waits is a good one."""
    said = await browser.do("POST", "/session/oidc")
    asked = dict(parse_qsl(urlsplit(said["url"]).query))
    issuer.token = issuer.sign(asked["nonce"])
    return Visit(browser, issuer, asked)


@pytest.fixture
async def visit(http: aiohttp.ClientSession, issuer: Issuer) -> Visit:
    return await left(Browser(http), issuer)


@pytest.fixture
async def bound(durable: Durable, ana: StaffId, issuer: Issuer) -> StaffId:
    await durable.oidc.bind(ana, issuer.origin, "u-1", CONSOLE_BY)
    return ana


async def nobody_came(visit: Visit, told: str = "oidc_refused", /, **query: str | None) -> None:
    assert await visit.back(**query) == f"/#oidc={told}"
    assert COOKIE not in visit.browser.cookies
    assert visit.browser.cookies[TICKET] == ""
