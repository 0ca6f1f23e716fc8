"""The public door: the youth's page and the few questions around it, and a partner's page."""

from contextlib import suppress

from aiohttp import web

from helpline.core.errors import HelplineError
from helpline.edge.health import Health
from helpline.edge.http.files import File
from helpline.edge.http.guard import add_headers, guard
from helpline.edge.http.headers import page_policy
from helpline.edge.http.node import node_routes
from helpline.edge.http.shown import Shown
from helpline.edge.http.youth_page import YouthPage, language_of
from helpline.edge.pulse import Pulse
from helpline.edge.rates import Bucket
from helpline.edge.youth import YouthDoor

TICKET_BYTES = 12_000
FOR_GOOD = "!"
"""Behind the ticket of a youth who has ended the chat: return words do not keep it then."""
SOCKET_PATHS = "(n/[0-9]+/)?socket[.]io/"
FOR_ANYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=30",
}
"""For what a partner's page shows; it says nothing about anybody."""


def public_app(shown: Shown, pulse: Pulse, health: Health, door: YouthDoor) -> web.Application:
    """Return the application of the public door, without its sockets."""
    site = shown.site
    app = web.Application(middlewares=[guard(site.public_origin)], client_max_size=16_384)
    app.on_response_prepare.append(add_headers)
    app.add_routes([*node_routes(health, site), *_Public(shown, pulse, door).routes()])
    return app


class _Public:
    def __init__(self, shown: Shown, pulse: Pulse, door: YouthDoor) -> None:
        self._shown = shown
        self._pages = shown.pages
        self._decoy = shown.site.decoy
        self._page = YouthPage(shown)
        self._pulse = pulse
        self._door = door
        self._ends = Bucket(per_s=200.0, burst=1_000.0)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self._root),
            web.get("/more", self._find),
            web.get("/more.json", self._listing),
            web.get("/assets/{name}", self._asset),
            web.get("/join", self._join),
            web.get("/x", self._exit),
            web.post("/end", self._end),
            web.get("/status", self._status),
            web.get("/button.js", self._button),
            web.get("/integrity.json", self._integrity),
            web.get(f"/{{other:(?!{SOCKET_PATHS}).*}}", self._gone),
        ]

    async def _root(self, request: web.Request) -> web.Response:
        return self._rendered(request, finding=False)

    async def _find(self, request: web.Request) -> web.Response:
        return self._rendered(request, finding=True)

    async def _listing(self, _: web.Request) -> web.Response:
        body = self._shown.listing.model_dump_json()
        return web.Response(text=body, content_type="application/json")

    def _rendered(self, request: web.Request, *, finding: bool) -> web.Response:
        language = language_of(request.headers.get("Accept-Language", ""))
        body = self._page.render(language, self._pulse.status, finding=finding)
        headers = {"Content-Security-Policy": self._page.policy, "Vary": "Accept-Language"}
        return web.Response(text=body, content_type="text/html", headers=headers)

    async def _join(self, _: web.Request) -> web.Response:
        """A partner's page: what is behind `#` in the link never comes here."""
        headers = {"Content-Security-Policy": page_policy()}
        body = self._pages.text("partner.html")
        return web.Response(text=body, content_type="text/html", headers=headers)

    async def _asset(self, request: web.Request) -> web.Response:
        file = self._pages.file(f"assets/{request.match_info['name']}")
        return await self._gone(request) if file is None else sent(file)

    async def _exit(self, _: web.Request) -> web.Response:
        clear = '"cache", "cookies", "storage"'
        headers = {"Location": self._decoy, "Clear-Site-Data": clear}
        return web.Response(status=303, headers=headers)

    async def _end(self, request: web.Request) -> web.Response:
        """A beacon can't read the answer: it is the same whatever the ticket was."""
        body = await request.read()
        if self._ends.wait() == 0 and len(body) <= TICKET_BYTES + len(FOR_GOOD):
            said = body.decode(errors="replace")
            ticket = said.removesuffix(FOR_GOOD)
            with suppress(HelplineError):
                await self._door.end(ticket, for_good=ticket != said)
        return web.Response(status=204)

    async def _status(self, _: web.Request) -> web.Response:
        body = self._pulse.status.model_dump_json()
        return web.Response(text=body, content_type="application/json", headers=FOR_ANYBODY)

    async def _button(self, _: web.Request) -> web.Response:
        return sent(File(self._pages.text("button.js").encode(), "text/javascript"), FOR_ANYBODY)

    async def _integrity(self, _: web.Request) -> web.Response:
        return sent(File(self._pages.text("integrity.json").encode(), "application/json"))

    async def _gone(self, _: web.Request) -> web.Response:
        headers = {"Content-Security-Policy": page_policy()}
        body = self._pages.text("gone.html")
        return web.Response(status=404, text=body, content_type="text/html", headers=headers)


def sent(file: File, headers: dict[str, str] | None = None) -> web.Response:
    """Return a file as an answer."""
    charset = None if file.type.startswith("image/") else "utf-8"
    return web.Response(body=file.body, content_type=file.type, charset=charset, headers=headers)
