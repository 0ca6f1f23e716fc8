"""One node with both doors open on free ports, over a real store and a real database."""

import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copy
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from socketio import AsyncServer

from helpline.actions.world import World
from helpline.core.audit import CONSOLE, By
from helpline.core.counted import Kind
from helpline.core.intake import Language, Topic
from helpline.core.names import NodeId, StaffId
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer, Passwords, open_durable
from helpline.edge import serve, sockets
from helpline.edge.http.places import Told
from helpline.edge.http.site import Site
from helpline.edge.metrics.door import Address
from helpline.edge.oidc.provider import Access
from helpline.edge.seats import Seats
from helpline.ephemeral.connection import Store
from helpline.ephemeral.floor import Floor
from helpline.ephemeral.hints import Hints
from helpline.ephemeral.log import Log
from helpline.ephemeral.nodes import Nodes
from helpline.ephemeral.returns import Returns
from helpline.wire.pages import Template, Way
from tests.core.listings import SERVICE
from tests.edge.page import Door, Page
from tests.made import POLICY, scenario
from tests.sql import file_at
from tests.store import name, redis, server, store
from tests.stores import free_ports
from tests.world import settle

__all__ = ["name", "redis", "server", "store"]

SECRET = b"s" * 32
ZONE = ZoneInfo("America/Chicago")
YOUTH_HTML = (
    '<!doctype html><html lang="%LANG%"><head><script>%EXIT_SCRIPT%</script></head><body>'
    '<a href="/x" data-decoy="%DECOY%">Exit</a><noscript>%NOSCRIPT%</noscript>'
    '<script type="application/json" id="setup">%SETUP%</script></body></html>'
)
TEXT = Path(__file__).parents[2] / "web_client" / "src" / "text"
PAGES = {
    "youth.html": YOUTH_HTML,
    "staff.html": "<!doctype html><title>Desk</title>",
    "partner.html": "<!doctype html><title>Page</title>",
    "gone.html": "<!doctype html><title>404</title>page not found",
    "exit.js": 'window.exit = "%DECOY%";\n',
    "button.js": "customElements.define('x-y', class extends HTMLElement {});",
    "integrity.json": '{"assets/app.js": "sha384-x"}',
    **{f"text/{one.name}": one.read_text() for one in TEXT.iterdir()},
    "assets/app.js": "export {};",
    "assets/dot.webp": "not really",
    "secret.env": "never served",
}
HELP = (Told(SERVICE, {Language.EN: "About & more", Language.ES: "Sobre"}),)
SCENARIOS = (scenario("first"), scenario("second", Topic.HOME))


@dataclass
class Node:
    """What a test may look at of a node, from outside and behind the doors."""

    world: World
    durable: Durable
    site: Site
    seats: Seats
    servers: list[AsyncServer]
    pages: list[Page] = field(default_factory=list)

    def at(self, door: Door) -> str:
        public = door in {"/youth", "/partner"}
        return self.site.public_origin if public else self.site.staff_origin

    async def open(self, door: Door, transport: str = "websocket", token: str = "") -> Page:
        """Open a page's connection to a door."""
        page = Page(self.at(door), door, transport, {"token": token} if token else None)
        await page.connect()
        self.pages.append(page)
        return page


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for path, text in PAGES.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture
def site() -> Site:
    return made_site()


def made_site(oidc: Access | None = None) -> Site:
    """Return a site on free ports of its own."""
    public, staff = free_ports(2)
    return Site(
        public_origin=f"http://127.0.0.1:{public}",
        staff_origin=f"http://127.0.0.1:{staff}",
        decoy="https://weather.example/?a=1&b=2",
        disclosure={Language.EN: "When we tell.", Language.ES: "Cuando."},
        help=HELP,
        templates=(Template(id="hi", title="Hello", text={Language.EN: "Hello."}),),
        scenarios=SCENARIOS,
        guides=(),
        referrals=(),
        return_minutes=25,
        way=Way(sockets="/socket.io/"),
        oidc=oidc,
    )


@pytest.fixture
async def world(store: Store, name: str) -> World:
    made = world_on(store, name, "one")
    await settle(made.nodes, store, made.floor.keys)
    store.greet = made.nodes.greet
    return made


def world_on(store: Store, name: str, node: str) -> World:
    """Return what a node knows of a floor."""
    floor = Floor(store, name, POLICY)
    nodes = Nodes(store, floor.keys, NodeId(node))

    async def count(kind: Kind, value: object, at: float) -> None:
        """These tests look at no counts."""

    return World(
        floor=floor,
        log=Log(store, floor.keys, POLICY),
        policy=POLICY,
        secret=SECRET,
        nodes=nodes,
        returns=Returns(store, floor.keys, POLICY),
        now=nodes.now,
        zone=ZONE,
        new_id=lambda: secrets.token_urlsafe(16),
        count=count,
    )


@pytest.fixture
async def durable(tmp_path: Path, made_file: Path) -> AsyncIterator[Durable]:
    cheap = Passwords(PasswordHasher.from_parameters(CHEAPEST))
    async with open_durable(file_at(Path(copy(made_file, tmp_path / "d.db"))), cheap) as durable:
        yield durable


MADE_UP_S = 600.0
"""Longer than any test of people whose sessions are made up, and would be found to have ended."""


@asynccontextmanager
async def doors(
    world: World,
    durable: Durable,
    site: Site,
    built: Path,
    keep_s: float = MADE_UP_S,
    operators: Address | None = None,
) -> AsyncIterator[Node]:
    """Open a node as `app` does, and keep hold of its inner parts.

    It looks after `keep_s` whether sessions have ended: most tests make theirs up.
    """
    node = Node(world, durable, site, Seats(world.nodes.me), [])
    public, staff = (int(origin.rsplit(":", 1)[1]) for origin in origins(site))
    listen = serve.Listen("127.0.0.1", public, staff, operators)
    make = sockets.server

    def kept(*args: object) -> AsyncServer:
        node.servers.append(make(*args))  # type: ignore[arg-type]  # as they came
        return node.servers[-1]

    with (
        patch.object(serve, "Seats", lambda _: node.seats),
        patch.object(serve, "server", kept),
        patch.object(serve, "KEEP_S", keep_s),
        patch.object(serve, "CLOSE_S", 0.05),  # a poll left open would be waited for
    ):
        hints = Hints(world.floor.store, world.floor.keys)
        async with serve.open_doors(world, hints, durable, built, site, listen):
            yield node
            for page in node.pages:
                await page.close()


def origins(site: Site) -> tuple[str, str]:
    return (site.public_origin, site.staff_origin)


@pytest.fixture
async def node(world: World, durable: Durable, site: Site, built: Path) -> AsyncIterator[Node]:
    async with doors(world, durable, site, built) as node:
        yield node


@pytest.fixture
async def two(node: Node, name: str, durable: Durable, built: Path) -> AsyncIterator[Node]:
    """Another node of the same floor, beside `node`."""
    world = world_on(node.world.floor.store, name, "two")
    async with doors(world, durable, made_site(), built) as two:
        yield two


@pytest.fixture
async def ana(durable: Durable) -> StaffId:
    newcomer = Newcomer(name="Ana", sign_in_name="ana", role=Role.RESPONDER)
    return await durable.staff.add(newcomer, By(CONSOLE, 0), "kettle quiet otter lamp")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Nothing of a test's clients goes to a proxy that the surroundings may name."""
    with pytest.MonkeyPatch.context() as context:
        for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            context.delenv(variable, raising=False)
        yield
