"""The staff door: sign-in, the staff pages, and what the desk needs besides the chats."""

from collections.abc import Iterable

from aiohttp import web

from helpline.edge.health import Health
from helpline.edge.http.acts import act_routes
from helpline.edge.http.beside import BesideDoor
from helpline.edge.http.bindings import BindingsDoor
from helpline.edge.http.codes import CodeCheck
from helpline.edge.http.counts import CountsDoor
from helpline.edge.http.directory import DirectoryDoor
from helpline.edge.http.entrance import Entrance
from helpline.edge.http.factors import FactorsDoor
from helpline.edge.http.guard import add_headers, guard
from helpline.edge.http.headers import page_policy, staff_features
from helpline.edge.http.node import node_routes
from helpline.edge.http.oidc import OidcDoor
from helpline.edge.http.passkeys import PasskeyCheck
from helpline.edge.http.people import PeopleDoor
from helpline.edge.http.practice import PracticeDoor
from helpline.edge.http.public import sent
from helpline.edge.http.shifts import ShiftsDoor
from helpline.edge.http.shown import Shown
from helpline.edge.http.sign_in import Inner, SignInDoor
from helpline.edge.http.site import Site
from helpline.edge.http.staffing import StaffingDoor
from helpline.edge.http.training import TrainingDoor
from helpline.edge.oidc.provider import Provider
from helpline.wire.pages import DeskSetup


def staff_doors(inner: Inner, site: Site) -> tuple[SignInDoor, list[web.RouteDef]]:
    """Return where staff sign in, and the routes of what they do about staff."""
    world, durable, origin = inner.world, inner.durable, site.staff_origin
    codes = CodeCheck(durable, world.secret, origin)
    passkeys = PasskeyCheck(durable, world.secret, origin)
    entrance = Entrance(world, durable, codes, passkeys)
    sign_in = SignInDoor(inner, entrance, passkeys)
    provider = None if site.oidc is None else Provider(site.oidc)
    oidc = OidcDoor(inner, entrance, sign_in, provider, origin)
    bindings = BindingsDoor(durable, sign_in, site.oidc)
    people = PeopleDoor(durable, sign_in, origin)
    factors = FactorsDoor(durable, codes, passkeys)
    training = TrainingDoor(durable, inner.clearances)
    practice = PracticeDoor(world.policy, durable, sign_in, inner.clearances, site.scenarios)
    beside = BesideDoor(world, durable, sign_in, site)
    shifts = ShiftsDoor(world, durable, inner.plan)
    directory = DirectoryDoor(world, durable, inner.given)
    counts = CountsDoor(world, durable)
    staffing = StaffingDoor(world, durable)
    acts = {**people.acts, **factors.acts, **training.acts, **shifts.acts, **bindings.acts}
    acts |= {**directory.acts, **counts.acts, **staffing.acts}
    own = [*practice.routes(), *beside.routes(), *oidc.routes()]
    return sign_in, [*act_routes(acts, sign_in), *own]


def staff_app(
    shown: Shown, health: Health, sign_in: SignInDoor, acts: Iterable[web.RouteDef]
) -> web.Application:
    """Return the application of the staff door, without its sockets.

    `acts` are the routes of what staff do about staff, each of which names its act.
    """
    site = shown.site
    app = web.Application(middlewares=[guard(site.staff_origin)], client_max_size=16_384)
    app.on_response_prepare.append(add_headers)
    door = _Staff(shown, sign_in)
    app.add_routes(
        [
            *node_routes(health, site),
            web.get("/", door.root),
            web.get("/assets/{name}", door.asset),
            web.get("/desk", door.desk),
            web.get("/session", sign_in.get),
            web.post("/session", sign_in.post),
            web.delete("/session", sign_in.delete),
            web.post("/session/passkey", sign_in.ask_passkey),
            web.post("/session/proof", sign_in.prove),
            *acts,
        ]
    )
    return app


class _Staff:
    def __init__(self, shown: Shown, sign_in: SignInDoor) -> None:
        self._shown = shown
        self._pages = shown.pages
        self._page = shown.pages.text("staff.html")
        self._sign_in = sign_in

    async def root(self, _: web.Request) -> web.Response:
        headers = {
            "Content-Security-Policy": page_policy(),
            "Permissions-Policy": staff_features(),
        }
        return web.Response(text=self._page, content_type="text/html", headers=headers)

    async def asset(self, request: web.Request) -> web.Response:
        file = self._pages.file(f"assets/{request.match_info['name']}")
        if file is None:
            raise web.HTTPNotFound
        return sent(file)

    async def desk(self, request: web.Request) -> web.Response:
        await self._sign_in.admit(request)
        site = self._shown.site
        setup = DeskSetup(
            templates=site.templates,
            numbers=self._shown.numbers,
            return_minutes=site.return_minutes,
            join=f"{site.public_origin}/join",
        )
        return web.Response(text=setup.model_dump_json(), content_type="application/json")
