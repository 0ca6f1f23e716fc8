"""What both doors tell of the node behind them: whether to come here, and by which way."""

from aiohttp import web

from helpline.edge.health import Health
from helpline.edge.http.site import Site


def node_routes(health: Health, site: Site) -> list[web.RouteDef]:
    """Return `/ready` for balancers (200, or 503 while nobody should come) and `/way` for pages."""
    way = site.way.model_dump_json()

    async def ready(_: web.Request) -> web.Response:
        return web.Response(status=200 if health.ready else 503)

    async def find_way(_: web.Request) -> web.Response:
        return web.Response(text=way, content_type="application/json")

    return [web.get("/ready", ready), web.get("/way", find_way)]
