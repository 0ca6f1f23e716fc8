"""The operators' door: the numbers of a node, on a port of its own that no page ever sees."""

from collections.abc import Callable

from aiohttp import web

from helpline.edge.health import Health
from helpline.edge.http.guard import add_headers
from helpline.edge.http.node import health_routes


def operators_app(health: Health, text: Callable[[], bytes], content_type: str) -> web.Application:
    """Return the application that answers `/metrics`, `/readyz` and `/healthz`, and no more."""

    async def metrics(_: web.Request) -> web.Response:
        return web.Response(body=text(), headers={"Content-Type": content_type})

    app = web.Application()
    app.on_response_prepare.append(add_headers)
    app.add_routes([web.get("/metrics", metrics), *health_routes(health)])
    return app
