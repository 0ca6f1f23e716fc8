"""What is refused before any handler sees it, and the headers that every answer bears."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from helpline.core.errors import HelplineError, TooFast
from helpline.edge.http.headers import ALWAYS, NOTHING
from helpline.logs import Event, log_error
from helpline.wire.pages import Failure

SOCKET_QUERY = frozenset({"EIO", "transport", "sid", "t"})
FOR_ANYBODY = frozenset({"/status", "/button.js"})
NO_ORIGIN = frozenset({"/end"})
"""A beacon of a page without a referrer has the origin `null`; its ticket is what counts."""
STATUS = {
    "bad_input": 400,
    "not_signed_in": 401,
    "factor_needed": 401,
    "wrong_code": 401,
    "oidc_unknown": 401,
    "oidc_refused": 401,
    "oidc_taken": 409,
    "step_up_needed": 403,
    "not_allowed": 403,
    "too_fast": 429,
    "changed_meanwhile": 409,
    "not_now": 409,
    "no_such_shift": 400,
    "shift_begun": 409,
    "signed_up_already": 409,
    "shift_full": 409,
    "shifts_overlap": 409,
    "too_many_hours": 409,
    "not_signed_up": 409,
}


def guard(origin: str) -> Middleware:
    """Return the middleware of a door whose pages are served from `origin`."""

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        refusal = _refusal(request, origin)
        if refusal is not None:
            return refusal
        try:
            return await handler(request)
        except web.HTTPException as error:
            return web.Response(status=error.status)
        except HelplineError as error:
            return failure(error)
        except Exception as error:  # noqa: BLE001 - an error's text must not reach a page
            log_error(Event.REQUEST_FAILED, error)
            return web.Response(status=500)

    return middleware


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Give an answer the headers it does not set itself (a signal of the application)."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", NOTHING)
    response.headers.pop("Server", None)


def failure(error: HelplineError) -> web.Response:
    """Return an error as a page reads it: a code, and nothing of what was sent."""
    wait_s = round(error.wait_s, 1) if isinstance(error, TooFast) else None
    body = Failure(code=error.code, wait_s=wait_s).model_dump_json(exclude_none=True)
    status = STATUS.get(error.code, 503)
    return web.Response(status=status, text=body, content_type="application/json")


def _refusal(request: web.Request, origin: str) -> web.Response | None:
    if "Content-Encoding" in request.headers:
        return web.Response(status=415)
    given = request.headers.get("Origin")
    changes = request.method not in {"GET", "HEAD"} and request.path not in NO_ORIGIN
    if request.path.startswith("/socket.io/"):
        if not set(request.query) <= SOCKET_QUERY:
            return web.Response(status=400)
        changes = changes or request.headers.get("Upgrade", "") != ""
    if changes and given != origin:
        return web.Response(status=403)
    from_elsewhere = request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}
    if given not in {None, origin} and request.path not in FOR_ANYBODY | NO_ORIGIN:
        return web.Response(status=403)
    if from_elsewhere and request.path.startswith("/socket.io/"):
        return web.Response(status=403)
    return None
