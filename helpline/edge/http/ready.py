"""What a balancer asks a node, on both doors: whether it may send somebody here."""

from aiohttp import web

from helpline.edge.health import Health


def ready_route(health: Health) -> web.RouteDef:
    """Return the route `/ready`: 200, or 503 while the node can't serve or is about to end."""

    async def ready(_: web.Request) -> web.Response:
        return web.Response(status=200 if health.ready else 503)

    return web.get("/ready", ready)
