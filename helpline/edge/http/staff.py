"""The staff door: sign-in, the staff pages, and what the desk needs besides the chats."""

from aiohttp import web

from helpline.edge.health import Health
from helpline.edge.http.files import Pages
from helpline.edge.http.guard import add_headers, guard
from helpline.edge.http.headers import page_policy
from helpline.edge.http.node import node_routes
from helpline.edge.http.people import PeopleDoor
from helpline.edge.http.public import sent
from helpline.edge.http.sign_in import SignInDoor
from helpline.edge.http.site import Site
from helpline.wire.pages import DeskSetup


def staff_app(
    pages: Pages, site: Site, health: Health, sign_in: SignInDoor, people: PeopleDoor
) -> web.Application:
    """Return the application of the staff door, without its sockets."""
    app = web.Application(middlewares=[guard(site.staff_origin)], client_max_size=16_384)
    app.on_response_prepare.append(add_headers)
    door = _Staff(pages, site, sign_in)
    app.add_routes(
        [
            *node_routes(health, site),
            web.get("/", door.root),
            web.get("/assets/{name}", door.asset),
            web.get("/desk", door.desk),
            web.get("/session", sign_in.get),
            web.post("/session", sign_in.post),
            web.delete("/session", sign_in.delete),
            *people.routes(),
        ]
    )
    return app


class _Staff:
    def __init__(self, pages: Pages, site: Site, sign_in: SignInDoor) -> None:
        self._pages = pages
        self._page = pages.text("staff.html")
        self._setup = DeskSetup(
            templates=site.templates, numbers=site.numbers, return_minutes=site.return_minutes
        ).model_dump_json()
        self._sign_in = sign_in

    async def root(self, _: web.Request) -> web.Response:
        headers = {"Content-Security-Policy": page_policy()}
        return web.Response(text=self._page, content_type="text/html", headers=headers)

    async def asset(self, request: web.Request) -> web.Response:
        file = self._pages.file(f"assets/{request.match_info['name']}")
        if file is None:
            raise web.HTTPNotFound
        return sent(file)

    async def desk(self, request: web.Request) -> web.Response:
        await self._sign_in.found(request)
        return web.Response(text=self._setup, content_type="application/json")
