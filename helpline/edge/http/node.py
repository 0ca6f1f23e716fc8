"""What every door tells of the node behind it: whether it lives, whether to come, by which way."""

from aiohttp import web

from helpline.edge.health import Health
from helpline.edge.http.site import Site


def health_routes(health: Health) -> list[web.RouteDef]:
    """Return `/healthz` (200 while the process answers) and `/readyz` (503: nobody is to come).

    A node that is not ready may be well: it waits for its store, and restarting it would only cut
    off its pages. So whoever restarts asks the first, and whoever balances the second.
    """

    async def lives(_: web.Request) -> web.Response:
        return web.Response()

    async def ready(_: web.Request) -> web.Response:
        return web.Response(status=200 if health.ready else 503)

    return [web.get("/healthz", lives), web.get("/readyz", ready)]


def node_routes(health: Health, site: Site) -> list[web.RouteDef]:
    """Return what both doors of pages tell: their health, and `/way`."""
    way = site.way.model_dump_json()

    async def find_way(_: web.Request) -> web.Response:
        return web.Response(text=way, content_type="application/json")

    return [*health_routes(health), web.get("/way", find_way)]
